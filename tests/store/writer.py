"""A program of its own that saves one paragraph again and again, and says each time that it was acknowledged.

python -m tests.store.writer URL AUTHOR PARAGRAPH COUNT
"""

from __future__ import annotations

import sys

from tests.store.builders import Desk
from workbench.store import open_store

if __name__ == "__main__":
    url, author, paragraph, count = sys.argv[1:]
    store = open_store(url)
    desk = Desk(store, author)
    print("ready", flush=True)
    for n in range(int(count)):
        print(desk.reword(paragraph, f"{author} {n}.").number, flush=True)
    store.close()
