"""Speed of writing beside its yardsticks, in one run: `python -m tests.benchmarks.bench_writers`.

The draft has 40 articles, 430 provisions, 200 footnotes and 40 comments.
The floor is serialising the same parts with lxml and zipping them; what counts is the ratio to it.
"""

from __future__ import annotations

import gc
import random
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

from lxml import etree

from workbench.compose import compose
from workbench.document import Document
from workbench.model import Citation, Comment, Draft, FrontMatter, Item, Option, Provision, Role
from workbench.numbering import number
from workbench.writers import preview, write

T = TypeVar("T")
_WORDS = (
    "States shall cooperate with one another and with all peoples in order to respect protect and fulfil the right "
    "to international solidarity taking into account the needs of future generations and of those who are least able"
).split()


def draft(times: int = 1) -> Draft:
    """The draft of the benchmark, or one that is so many times as large."""
    random_ = random.Random(7)

    def sentence(length: int) -> str:
        return " ".join(random_.choices(_WORDS, k=length)) + "."

    def leaf(id: str, count: int) -> Provision:
        items = tuple(Item(id=f"i{index}", text=sentence(12)) for index in range(3)) if count % 10 == 3 else ()
        cites = (
            (Citation(source="A/HRC/21/44/Add.1", paragraphs=(str(count % 54 + 1), "47")),) if count % 43 < 20 else ()
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


def best(work: Callable[[], T], times: int = 15) -> tuple[float, T]:
    """The shortest time of several, and the result."""
    result = work()
    spent = []
    for _ in range(times):
        begin = time.perf_counter()
        result = work()
        spent.append(time.perf_counter() - begin)
    return min(spent), result


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


def say(what: str, mine: float, yardstick: float, goal: str) -> None:
    """One line of the report."""
    print(f"{what:<58} {mine * 1000:8.2f} ms {mine / yardstick:7.2f} times the floor   (goal: {goal})")


def main() -> None:
    """Measure and print."""
    gc.disable()  # as the app runs; see interface.md
    drafted = draft()
    composed = compose(drafted)
    document = number(composed)

    def word(of: Document, **options: str) -> bytes:
        return write(of, format="docx", layout="negotiating", options=options, draft_id="bench", revision=1)

    yard, _ = best(floor(word(document)))
    print(f"floor: serialise all parts with lxml and zip them {yard * 1000:17.2f} ms")
    say("compose", best(lambda: compose(drafted))[0], yard, "-")
    say("number", best(lambda: number(composed))[0], yard, "-")
    say("lay out and write .docx", best(lambda: word(document))[0], yard, "-")
    say("number, lay out, write .docx", best(lambda: word(number(composed)))[0], yard, "3")
    say("compose, number, lay out, write .docx", best(lambda: word(number(compose(drafted))))[0], yard, "4")
    say("preview", best(lambda: preview(document))[0], yard, "-")
    say("lay out and write .html", best(lambda: write(document, format="html", layout="negotiating"))[0], yard, "-")
    say("lay out and write .md", best(lambda: write(document, format="md", layout="negotiating"))[0], yard, "-")
    one, _ = best(lambda: word(number(compose(drafted))), 5)
    large = draft(10)
    ten, _ = best(lambda: word(number(compose(large))), 3)
    print(f"ten times the draft costs {ten / one:.1f} times the time   (goal: 12)")


if __name__ == "__main__":
    main()
