"""The golden files: readable examples of comparisons, one a file.

An example begins with what it shows, then has one formulation a paragraph with its letter, then the expected parts:
`words` (the first two compared), `collated`, `attributed`, `table` ('=' is as the base, '–' is absent).
`python -m tests.compare.golden_files` writes the expected parts anew: read the difference before keeping it.
"""

from __future__ import annotations

import re
from pathlib import Path

from workbench.compare.collate import bracketed, collate
from workbench.compare.table import State, aligned
from workbench.compare.words import diff

FOLDER = Path(__file__).parent / "golden"
_TEXT = re.compile(r"^([A-L]): ?(.*?)(?=^[A-L]:|\Z)", re.MULTILINE | re.DOTALL)


def examples() -> list[Path]:
    """All golden files."""
    return sorted(FOLDER.glob("*.txt"))


def given_part(example: str) -> str:
    """What the example is about, and its formulations."""
    return example.split("\n--- ", 1)[0].rstrip() + "\n"


def formulations(example: str) -> dict[str, str]:
    """The formulations by letter; a line within one is a line of its text."""
    _, texts = given_part(example).split("\n\n", 1)
    return {letter: text.strip("\n") for letter, text in _TEXT.findall(texts)}


def rendered(example: str) -> str:
    """The example with its expected parts as they come out now."""
    texts = formulations(example)
    many = list(texts.values())
    made = collate(many, list(texts))
    lines = [" | ".join(texts)]
    for row in aligned(many, list(texts)).rows:
        lines.append(" | ".join(_cell(cell.text, cell.state) for cell in row.cells))
    parts = {
        "words": "".join(map(str, diff(many[0], many[1]))),
        "collated": bracketed(made),
        "attributed": bracketed(made, attribution=True),
        "table": "\n".join(lines),
    }
    return given_part(example) + "".join(f"\n--- {name}\n{text}\n" for name, text in parts.items())


def _cell(text: str, state: State) -> str:
    if state is State.SAME:
        return "="
    return " ".join(text.split()) if state is not State.ABSENT else "–"


if __name__ == "__main__":
    for path in examples():
        path.write_text(rendered(path.read_text(encoding="utf-8")), encoding="utf-8")
