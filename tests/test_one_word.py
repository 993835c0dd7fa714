"""One word for one thing: what people read says formulation, supporting paragraph and version, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import workbench
from workbench.places import templates_folder

PACKAGE = Path(workbench.__file__).parent
SAID_OTHERWISE = re.compile(r"\b(?:wordings?|citations?|revisions?)\b", re.IGNORECASE)
#: The words themselves, and patterns that read what people wrote.
ALLOWED = (
    "the wording language",
    "narrow the wording",
    "existing wording",
    "common wording",
    "moved a wording",
    r"Check\[Wording",
)
INSIDE = ("store/migrations", "writers/lint.py")


def sentences(path: Path) -> Iterator[tuple[int, str]]:
    """The strings of a module that may be read by people: of several words, and no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in silent else None
        if isinstance(text, str) and " " in text.strip():
            yield getattr(node, "lineno", 0), text


def modules() -> list[str]:
    found = (path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
    return sorted(name for name in found if not name.startswith(INSIDE))


def otherwise(text: str) -> list[str]:
    for phrase in ALLOWED:
        text = re.sub(phrase, "", text, flags=re.IGNORECASE)
    return SAID_OTHERWISE.findall(text)


@pytest.mark.parametrize("name", sorted({name.partition("/")[0] for name in modules()}))
def test_no_message_says_it_otherwise(name: str) -> None:
    said = [
        f"{module}:{line}: {text!r}"
        for module in modules()
        if module.partition("/")[0] == name
        for line, text in sentences(PACKAGE / module)
        if otherwise(text)
    ]

    assert not said


def test_no_layout_prints_it_otherwise() -> None:
    layouts = sorted(templates_folder().glob("layouts/*.j2"))
    printed = {
        path.name: re.sub(r"\{#.*?#\}|\{%-? *(?!set title|set about).*?%\}|\{\{.*?\}\}", "", path.read_text("utf-8"))
        for path in layouts
    }

    assert layouts
    assert not {name: found for name, text in printed.items() if (found := otherwise(text))}
