"""The pieces of plain texts and of Markdown: blocks of lines, with headings and footnotes where they are marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.readers.pieces import ITEM, NUMBER, Piece, plain

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"\s*([-*_]\s*){3,}$")
_FOOTNOTE = re.compile(r"(?:<sup>\s*([\w*†]{1,3})\s*</sup>|\[\^([\w-]{1,20})\]:|(\\?\*{1,3})(?=\s\S))\s*")
_MARK = re.compile(r"<sup>\s*([\w*†]{1,3})\s*</sup>|\[\^([\w-]{1,20})\]|(?<=\w)([\u00b9\u00b2\u00b3\u2070-\u2079]+)")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\((?:[^()\n]|\([^()\n]*\))*\)")
_STRONG = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_TAG = re.compile(r"</?[a-zA-Z][^>\n]{0,200}>|<!--.*?-->")
_ESCAPED = re.compile(r"\\{1,2}([!-/:-@\[-`{-~])")
_PAGE_NUMBER = re.compile(r"\s*(?:page\s+)?[-–]?\s*\d{1,4}\s*[-–]?\s*$|\s*[A-Z][A-Z0-9]*(?:/[A-Za-z0-9.()]+)+\s*$")
_ALONE = re.compile(r"\s*(?:\d{1,4}(?:\s?bis|\s?ter)?|[IVXLC]+|[A-Z])\.\s*")
_SUPERSCRIPTS = str.maketrans("\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079", "1230456789")


def text_pieces(text: str, *, markdown: bool) -> tuple[Piece, ...]:
    """The pieces of a text; in Markdown, marks of emphasis and links are read as the words that they mark."""
    blocks = list(_blocks(_without_margins(text)))
    notes = _notes(blocks, markdown)
    return tuple(_pieces(blocks, notes, markdown))


def _without_margins(text: str) -> str:
    """The text without the running lines beside its page breaks: symbols and page numbers."""
    lines = re.sub(r"\r\n?|[\u0085\u2028\u2029\v]", "\n", text).replace("\f", "\n\f\n").split("\n")
    gone: set[int] = set()
    for at, line in enumerate(lines):
        if line != "\f":
            continue
        for step in (-1, 1):
            near = at + step
            for _ in range(2):
                while 0 <= near < len(lines) and not lines[near].strip():
                    near += step
                if 0 <= near < len(lines) and _PAGE_NUMBER.match(lines[near]):
                    gone.add(near)
                    near += step
    return "\n".join("" if at in gone or line == "\f" else line for at, line in enumerate(lines))


def _blocks(text: str) -> Iterator[list[str]]:
    """The blocks between blank lines; a number or a label that stands alone belongs to the block after it."""
    alone = ""
    for block in _apart(text):
        if len(block) == 1 and _ALONE.fullmatch(block[0]):
            alone = f"{alone} {block[0].strip()}".strip()
            continue
        if alone:
            block[0] = f"{alone} {block[0].lstrip()}"
            alone = ""
        yield block


def _apart(text: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _notes(blocks: list[list[str]], markdown: bool) -> dict[str, str]:
    """The footnotes by their marks; their blocks are emptied."""
    notes: dict[str, str] = {}
    if not markdown:
        return notes
    for block in blocks:
        found = _FOOTNOTE.match(block[0].lstrip())
        if not found:
            continue
        mark = ""
        lines: dict[str, list[str]] = {}
        for line in block:
            begins = _FOOTNOTE.match(line.lstrip())
            if begins:
                mark = _mark(begins)
                line = line.lstrip()[begins.end() :]
            lines.setdefault(mark, []).append(line)
        notes |= {mark: _words(" ".join(said), {}, markdown)[0] for mark, said in lines.items()}
        block.clear()
    return notes


def _mark(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group).translate(_SUPERSCRIPTS).replace("\\", "")


def _pieces(blocks: list[list[str]], notes: dict[str, str], markdown: bool) -> Iterator[Piece]:
    for block in blocks:
        wraps = False
        for lines, depth in _parts(block, markdown):
            text, cited = _words(" ".join(lines), notes, markdown)
            if text:
                yield Piece(text=text, depth=depth, notes=tuple(cited), wraps=wraps and not depth)
            wraps = not depth


def _parts(block: list[str], markdown: bool) -> Iterator[tuple[list[str], int]]:
    """The lines of a block in parts: each heading, and each line that begins with a number or a letter, begins one."""
    part: list[str] = []
    for line in block:
        heading = _HEADING.match(line.strip()) if markdown else None
        rule = markdown and _RULE.match(line)
        if heading or rule or (part and _begins(line)):
            if part:
                yield part, 0
            part = []
        if heading:
            yield [heading[2]], len(heading[1])
        elif not rule:
            part.append(line.lstrip("> ") if markdown else line)
    if part:
        yield part, 0


def _begins(line: str) -> bool:
    return bool(NUMBER.match(line.lstrip()) or ITEM.match(line.lstrip()))


def _words(text: str, notes: dict[str, str], markdown: bool) -> tuple[str, list[str]]:
    """The words of a text, and the footnotes that its marks refer to."""
    if not markdown:
        return plain(text), []
    cited: list[str] = []

    def noted(found: re.Match[str]) -> str:
        mark = _mark(found)
        if mark in notes:
            cited.append(notes[mark])
            return ""
        return "" if found[1] or found[2] else found[0]

    text = _MARK.sub(noted, text)
    text = _TAG.sub("", _LINK.sub(r"\1", text))
    for _ in range(3):
        text = _STRONG.sub(r"\2", text)
    return plain(_ESCAPED.sub(r"\1", text)), cited
