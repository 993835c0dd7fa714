"""The words of a Word file, paragraph by paragraph, with its tracked changes accepted or rejected.

One walk with a side to stand on: for the new text insertions are in and deletions out, for the old the reverse.
Numbers, remarks beside the text and the results of fields are left out: they are computed, not written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Literal
from zipfile import ZipFile

from lxml import etree

from workbench.anchors import BESIDE_THE_TEXT, PREFIX

Side = Literal["new", "old"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_GONE: dict[Side, frozenset[str]] = {
    "new": frozenset({f"{_W}del", f"{_W}moveFrom"}),
    "old": frozenset({f"{_W}ins", f"{_W}moveTo"}),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class WordParagraph:
    """A paragraph as one side reads it: its bookmarks, the id of its style, its words and its footnotes."""

    anchors: tuple[str, ...]
    style: str
    text: str
    notes: tuple[str, ...] = ()


@dataclass
class _Gathered:
    anchors: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)  # for each open field: whether its result has begun


def word_text(data: bytes, side: Side = "new") -> tuple[WordParagraph, ...]:
    """The paragraphs of the body, in order, as one side of its tracked changes reads them."""
    with ZipFile(BytesIO(data)) as archive:
        body = parsed(archive, "word/document.xml")
        reader = WordReader(side, footnotes(archive, side), _names_of_styles(archive))
    return tuple(reader.paragraphs(body))


class WordReader:
    """Walks through a part of a Word file as one side of its tracked changes.

    `as_printed` takes numbers and the results of fields for words, too.
    """

    def __init__(self, side: Side, notes: dict[str, str], names: dict[str, str], *, as_printed: bool = False) -> None:
        self.gone = _GONE[side]
        self.notes = notes
        self.names = names
        self.as_printed = as_printed

    def paragraphs(self, root: etree._Element) -> Iterator[WordParagraph]:
        """Paragraphs; one whose mark is gone flows into the next, as in Word."""
        return (paragraph for _, paragraph in self.with_elements(root))

    def with_elements(self, root: etree._Element) -> Iterator[tuple[etree._Element | None, WordParagraph]]:
        """The same, each with the element that ends it."""
        here = _Gathered()
        for p in root.iter(f"{_W}p"):
            self.read(p, here)
            mark = p.find(f"{_W}pPr/{_W}rPr")
            if mark is not None and any(child.tag in self.gone for child in mark):
                if not here.text and not here.notes:
                    here = _Gathered()
                continue
            yield p, self._finished(p, here)
            here = _Gathered()
        if here.text:
            anchors, notes = tuple(here.anchors), tuple(here.notes)
            yield None, WordParagraph(anchors=anchors, style="", text="".join(here.text), notes=notes)

    def _finished(self, p: etree._Element, here: _Gathered) -> WordParagraph:
        style = p.find(f"{_W}pPr/{_W}pStyle")
        return WordParagraph(
            anchors=tuple(here.anchors),
            style=style.get(f"{_W}val", "") if style is not None else "",
            text="".join(here.text),
            notes=tuple(here.notes),
        )

    def read(self, element: etree._Element, here: _Gathered) -> None:
        """Gathers the words below an element."""
        for child in element:
            tag = child.tag
            if tag in self.gone or tag == f"{_W}pPr":
                continue
            if tag == f"{_W}bookmarkStart":
                name = child.get(f"{_W}name", "")
                if name.startswith(PREFIX):
                    here.anchors.append(name)
            elif tag == f"{_W}r":
                self.run(child, here)
            elif tag != f"{_W}p":
                self.read(child, here)

    def run(self, run: etree._Element, here: _Gathered) -> None:
        """Gathers the words of a run."""
        style = run.find(f"{_W}rPr/{_W}rStyle")
        name = style.get(f"{_W}val", "") if style is not None else ""
        beside = name in BESIDE_THE_TEXT or self.names.get(name) in BESIDE_THE_TEXT
        for child in run:
            tag = child.tag
            if tag == f"{_W}fldChar":
                kind = child.get(f"{_W}fldCharType")
                if kind == "begin":
                    here.fields.append(False)
                elif kind == "end" and here.fields:
                    here.fields.pop()
            elif tag == f"{_W}footnoteReference":
                here.notes.append(self.notes.get(child.get(f"{_W}id", ""), ""))
            elif (beside or here.fields) and not self.as_printed:
                continue
            elif tag in (f"{_W}t", f"{_W}delText"):
                here.text.append(child.text or "")
            elif tag == f"{_W}tab":
                here.text.append("\t")
            elif tag in (f"{_W}br", f"{_W}cr"):
                here.text.append("\n")
            elif tag == f"{_W}noBreakHyphen":
                here.text.append("-")


def parsed(archive: ZipFile, part: str) -> etree._Element:
    """A part of a Word file; nothing outside it is looked up, and no entity is filled in."""
    return etree.fromstring(archive.read(part), _PARSER)


def footnotes(archive: ZipFile, side: Side = "new") -> dict[str, str]:
    """The texts of the footnotes by their ids."""
    if "word/footnotes.xml" not in archive.namelist():
        return {}
    root = parsed(archive, "word/footnotes.xml")
    reader = WordReader(side, {}, {})
    return {
        note.get(f"{_W}id", ""): " ".join(p.text for p in reader.paragraphs(note)).strip()
        for note in root.iter(f"{_W}footnote")
    }


def _names_of_styles(archive: ZipFile) -> dict[str, str]:
    if "word/styles.xml" not in archive.namelist():
        return {}
    root = parsed(archive, "word/styles.xml")
    named = ((style.get(f"{_W}styleId", ""), style.find(f"{_W}name")) for style in root.iter(f"{_W}style"))
    return {id: name.get(f"{_W}val", "") for id, name in named if name is not None}
