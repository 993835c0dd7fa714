"""A redline of two drafts beside Docxodus comparing their Word files: `python -m tests.benchmarks.bench_docxodus`.

Docxodus is a .NET engine of 44 MB and no part of the development group: `pip install --group oracles` brings it.
"""

from __future__ import annotations

import importlib.util
import random

from tests.benchmarks.bench_compare import best, big_draft, say
from workbench.compare.redline import redline
from workbench.compose import compose
from workbench.numbering import number
from workbench.writers import write


def main() -> None:
    """Prints the ratio, or that the yardstick is not there."""
    if importlib.util.find_spec("python_redlines_docxodus") is None:
        print("redline against Docxodus: not measured, Docxodus is not installed (pip install --group oracles)")
        return
    from python_redlines import DocxodusEngine

    chance = random.Random(20261123)
    vocabulary = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 11))) for _ in range(8000)]
    old, new = (compose(big_draft(chance, vocabulary, changed=changed)) for changed in (False, True))
    files = [write(number(document), format="docx", layout="declaration") for document in (old, new)]
    mine, _ = best(lambda: write(number(redline(old, new)), format="docx", layout="redline"), 5)
    theirs, _ = best(lambda: DocxodusEngine().run_redline("Benchmark", *files), 2)
    say("redline of two drafts of 430 provisions as .docx", mine, "Docxodus on the two Word files", theirs, ">= 30",
        theirs / mine, theirs >= 30 * mine)  # fmt: skip


if __name__ == "__main__":
    main()
