"""Speed of writing beside its yardsticks, in one run: `python -m tests.benchmarks.bench_writers`.

The draft has 40 articles, 430 provisions, 200 footnotes and 40 comments.
The floor is serialising the same parts with lxml and zipping them; what counts is the ratio to it.
"""

from __future__ import annotations

import gc
import random
import time
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

from lxml import etree

from workbench.compose import compose
from workbench.document import Document
from workbench.model import Citation, Comment, Draft, FrontMatter, Item, Option, Provision, Role
from workbench.numbering import number
from workbench.writers import preview, write

_WORDS = [
    *("States", "shall", "cooperate", "with", "one", "another", "and", "all", "peoples", "in", "order", "to"),
    *("respect", "protect", "fulfil", "the", "right", "international", "solidarity", "taking", "into", "account"),
    *("needs", "of", "future", "generations", "those", "who", "are", "least", "able"),
]


def draft(times: int = 1) -> Draft:
    """The draft of the benchmark, or one that is so many times as large."""
    random_ = random.Random(7)

    def sentence(length: int) -> str:
        words = " ".join(random_.choices(_WORDS, k=length))
        return f"{words[0].upper()}{words[1:]}."

    def leaf(id: str, count: int) -> Provision:
        items = tuple(Item(id=f"i{index}", text=sentence(12)) for index in range(3)) if count % 10 == 3 else ()
        cites = (
            (Citation(source="a-hrc-21-44-add-1", paragraphs=(str(count % 54 + 1), "47")),) if count % 43 < 20 else ()
        )
        comments = (Comment(by="Chair", at="2026-11-20T10:00:00Z", text=sentence(9), shared=True),)
        return Provision(
            id=id,
            options=(Option(id="o", text=sentence(25), items=items),),
            chosen=("o",),
            cites=cites,
            comments=comments if count % 43 in (5, 15, 25, 35) else (),
        )

    preamble = tuple(leaf(f"pp-{index}", index) for index in range(30 * times))
    body = tuple(
        Provision(
            id=f"article-{article}",
            role=Role.ARTICLE,
            heading=" ".join(random_.choices(_WORDS, k=4)),
            children=tuple(leaf(f"p-{article}-{index}", article * 10 + index + 30) for index in range(10)),
        )
        for article in range(40 * times)
    )
    front = FrontMatter(
        symbol="A/HRC/58/L.1", body="Human Rights Council", organ="The General Assembly", date="2026-11-23"
    )
    return Draft(title="Draft declaration", front=front, preamble=preamble, body=body)


def race(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The shortest time of each; they take turns, so that a busy moment of the machine falls on all alike."""
    spent = dict.fromkeys(works, float("inf"))
    for work in works.values():
        work()
    for _ in range(rounds):
        for name, work in works.items():
            begin = time.perf_counter()
            work()
            spent[name] = min(spent[name], time.perf_counter() - begin)
    return spent


def floor(data: bytes) -> Callable[[], bytes]:
    """Serialising all parts of that file with lxml, and zipping them."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        trees = [(name, etree.fromstring(archive.read(name))) for name in archive.namelist()]

    def work() -> bytes:
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, root in trees:
                archive.writestr(name, etree.tostring(root, encoding="UTF-8", xml_declaration=True))
        return buffer.getvalue()

    return work


def main() -> None:
    """Measure and print."""
    gc.disable()  # as the app runs; see interface.md
    drafted, large = draft(), draft(10)
    composed = compose(drafted)
    document = number(composed)

    def word(of: Document) -> bytes:
        return write(of, format="docx", layout="negotiating", draft_id="bench", revision=1)

    yardstick = "floor: serialise all parts with lxml and zip them"
    works: dict[str, Callable[[], object]] = {
        yardstick: floor(word(document)),
        "compose": lambda: compose(drafted),
        "number": lambda: number(composed),
        "lay out and write .docx": lambda: word(document),
        "number, lay out, write .docx (goal: 3)": lambda: word(number(composed)),
        "compose, number, lay out, write .docx (goal: 4)": lambda: word(number(compose(drafted))),
        "preview": lambda: preview(document),
        "lay out and write .html": lambda: write(document, format="html", layout="negotiating"),
        "lay out and write .md": lambda: write(document, format="md", layout="negotiating"),
    }
    spent = race(works, 30)
    for name, time_ in spent.items():
        print(f"{name:<52} {time_ * 1000:8.2f} ms {time_ / spent[yardstick]:7.2f} times the floor")
    sizes = race({"one": lambda: word(number(compose(drafted))), "ten": lambda: word(number(compose(large)))}, 5)
    print(f"ten times the draft costs {sizes['ten'] / sizes['one']:.1f} times the time (goal: 12)")


if __name__ == "__main__":
    main()
