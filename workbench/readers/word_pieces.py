"""The pieces of a Word file as it is printed: with the numbers that Word computes, its headings and its footnotes."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from workbench.readers.pieces import Piece, plain
from workbench.readers.word_numbers import Numbers, Style, W, numbers_of
from workbench.readers.word_text import WordParagraph, WordReader, footnotes, parsed

#: The headings of United Nations documents by the names of their styles: `_ H _Ch_G`, `_ H_1_G`, `_ H_2/3_G`.
_OF_THE_UN = re.compile(r"_?\s*H[_ ]+(M|Ch_sub|Ch|1|2/3|4|5/6)?_?G$")
_DEPTHS = {"M": 1, "Ch": 1, "Ch_sub": 2, "1": 2, "2/3": 3, "4": 4, "5/6": 5}
_HEADING = re.compile(r"(?i)heading (\d)$|(title)$")


def word_pieces(data: bytes) -> tuple[Piece, ...]:
    """The paragraphs of a Word file in order; what is marked as deleted is left out."""
    with ZipFile(BytesIO(data)) as archive:
        reader = _Printed(numbers_of(archive), footnotes(archive))
        body = parsed(archive, "word/document.xml")
    return tuple(
        Piece(text=text, depth=depth, notes=tuple(plain(note) for note in found.notes))
        for found, label, depth in reader.printed(body)
        if (text := plain(f"{label} {found.text}"))
    )


class _Printed(WordReader):
    """Reads all that is printed: numbers and the results of fields are words here."""

    def __init__(self, numbers: Numbers, notes: dict[str, str]) -> None:
        super().__init__("new", notes, {}, as_printed=True)
        self.numbers = numbers

    def printed(self, body: etree._Element) -> list[tuple[WordParagraph, str, int]]:
        """Paragraphs with the labels that Word computes for them, and their depth as headings."""
        found: list[tuple[WordParagraph, str, int]] = []
        for p, paragraph in self.with_elements(body):
            properties = p.find(f"{W}pPr") if p is not None else None
            label = self.numbers.of(properties)
            found.append((paragraph, label, _depth(self.numbers.style(properties), properties)))
        return found


def _depth(style: Style, properties: etree._Element | None) -> int:
    own = properties.find(f"{W}outlineLvl") if properties is not None else None
    if own is not None and (level := own.get(f"{W}val", "")).isdecimal() and int(level) < 9:
        return int(level) + 1
    if found := _OF_THE_UN.match(style.name):
        return _DEPTHS.get(found[1] or "", 2)
    if found := _HEADING.match(style.name):
        return int(found[1] or 1)
    return style.outline
