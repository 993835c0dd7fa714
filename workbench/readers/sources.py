"""Reports, resolutions and treaties: what a file says, as the numbered paragraphs of a source, and what it is called.

`read_source` runs in a bounded child where the file comes from elsewhere (`workbench.readers.bounded`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zipfile import BadZipFile

from lxml import etree

from workbench.errors import WorkbenchError
from workbench.inspection import MAX_FILE, inspect_word, shown
from workbench.proposals import Paragraph, Source
from workbench.readers.numbered import Numbered, numbered
from workbench.readers.pieces import Piece
from workbench.readers.sections import annex_of, is_contents
from workbench.readers.text_pieces import text_pieces
from workbench.readers.texts import UnreadableError, decoded

#: So many characters a source may have: a report has some 70,000, the longest treaties some 500,000.
MAX_TEXT = 1_000_000
MAX_PARAGRAPHS = 5_000
MAX_PIECES = 60_000
#: A PDF of some hundred pages takes its time.
SECONDS = 40.0
#: What can be loaded, by file ending.
ENDINGS = ("docx", "pdf", "txt", "md")

_SYMBOL = re.compile(r"\b[A-Z]{1,6}(?:/[A-Za-z0-9.()-]{1,20}){1,6}(?<![.(-])")
_DATE = re.compile(r"\b(\d{1,2})(?:er)?\s+([A-Za-zéû]{3,10})\s+(\d{4})\b")
_MONTHS = (
    "january janvier enero", "february février febrero", "march mars marzo", "april avril abril",
    "may mai mayo", "june juin junio", "july juillet julio", "august août agosto",
    "september septembre septiembre", "october octobre octubre", "november novembre noviembre",
    "december décembre diciembre",
)  # fmt: skip
_BODIES = (
    ("A/HRC/", "Human Rights Council"),
    ("A/CONF.", ""),
    ("A/", "General Assembly"),
    ("E/", "Economic and Social Council"),
    ("S/", "Security Council"),
)
_HEAD = 60
_OFFICE = (b"PK", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_NO_TITLE = re.compile(r"(?i)(?:executive )?(?:summary|contents|annex|résumé|introduction|additi?f|addendum)$")
_FILE = re.compile(r"(?:A|E|S|CAT|CCPR|CED|CEDAW|CERD|CMW|CRC|CRPD|ST|TD|UNEP)(?:[_-][A-Za-z0-9.()]+){2,7}$")
_LANGUAGE = re.compile(r"[_-](?:[AEFRCS]|AR|EN|FR|RU|ES|ZH)$", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Recognised:
    """What was recognised in a file: its paragraphs, and how it seems to be called; nothing where it does not say."""

    paragraphs: tuple[Paragraph, ...]
    unit: str
    counted: bool
    notices: tuple[str, ...]
    symbol: str = ""
    title: str = ""
    body: str = ""
    date: str = ""


def read_source(data: bytes, name: str) -> Recognised:
    """The numbered paragraphs in a .docx, .pdf, .md or text file; UnreadableError in one line where there are none."""
    said = shown(name)
    pieces, notices = _pieces(data, name, said)
    if len(pieces) > MAX_PIECES or sum(len(piece.text) for piece in pieces) > MAX_TEXT:
        raise UnreadableError(f"{said}: has more than {MAX_TEXT:,} characters; load the part that is cited")
    found = numbered(pieces)
    if not found.paragraphs:
        raise UnreadableError(f"{said}: there is no text in it")
    if len(found.paragraphs) > MAX_PARAGRAPHS:
        raise UnreadableError(f"{said}: has more than {MAX_PARAGRAPHS:,} paragraphs; load the part that is cited")
    return _called(pieces, found, notices, name)


def _pieces(data: bytes, name: str, said: str) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    if len(data) > MAX_FILE:
        raise UnreadableError(f"{said}: larger than {MAX_FILE // 1_000_000} MB; load the part that is cited")
    if data.startswith(b"%PDF-") or (name.lower().endswith(".pdf") and b"%PDF-" in data[:1024]):
        # The one reader that not every file needs.
        from workbench.readers.pdf_pieces import pdf_pieces

        try:
            return pdf_pieces(data), ()
        except WorkbenchError as error:
            raise UnreadableError(f"{said}: {error}") from error
    if name.lower().endswith(".pdf"):
        raise UnreadableError(f"{said}: no PDF, or a damaged one; save it anew")
    if name.lower().endswith((".docx", ".doc", ".rtf")) or data.startswith(_OFFICE):
        notices = inspect_word(data, name)
        from workbench.readers.word_pieces import word_pieces

        try:
            return word_pieces(data), notices
        except (etree.XMLSyntaxError, BadZipFile, KeyError, RecursionError, OSError, EOFError) as error:
            raise UnreadableError(f"{said}: a damaged Word file; open it in Word and save it again") from error
    text = decoded(data, said)
    if len(text) > 2 * MAX_TEXT:
        raise UnreadableError(f"{said}: has more than {MAX_TEXT:,} characters; load the part that is cited")
    return text_pieces(text, markdown=name.lower().endswith((".md", ".markdown"))), ()


# --- what it is called ----------------------------------------------------------


def _called(pieces: Sequence[Piece], found: Numbered, notices: tuple[str, ...], name: str) -> Recognised:
    head = pieces[:_HEAD]
    printed = (match[0] for piece in head if len(piece.text) < 80 and (match := _SYMBOL.search(piece.text)))
    symbol = next(printed, "") or _symbol_of(name)
    return Recognised(
        paragraphs=found.paragraphs,
        unit=found.unit,
        counted=found.counted,
        notices=(*notices, *found.notices),
        symbol=symbol,
        title=_title(head, found),
        body=next((body for start, body in _BODIES if symbol.startswith(start)), ""),
        date=next((date for piece in head if len(piece.text) < 60 and (date := _date(piece.text))), ""),
    )


def _symbol_of(name: str) -> str:
    """The symbol that a file is named by, as those are that United Nations documents are downloaded as.

    >>> _symbol_of("A_HRC_21_44_Add.1-EN.pdf"), _symbol_of("my report.pdf")
    ('A/HRC/21/44/Add.1', '')
    """
    stem = _LANGUAGE.sub("", name.rpartition(".")[0])
    return re.sub(r"[_-]", "/", stem) if _FILE.match(stem) else ""


def _title(head: Sequence[Piece], found: Numbered) -> str:
    """The last heading of several words before the text, or the first line of several words."""
    first = found.paragraphs[0].text[:40]
    candidates: list[tuple[bool, str]] = []
    for piece in head:
        if first and first in piece.text:
            break
        if annex_of(piece) or is_contents(piece.text) or _NO_TITLE.match(piece.text):
            continue
        if 3 <= len(piece.text.split()) <= 60 and not re.match(r"(?:[IVXLC]+|[A-Z])\.\s", piece.text):
            candidates.append((bool(piece.depth), piece.text.rstrip("*† ")))
    headings = [text for heads, text in candidates if heads]
    return headings[-1] if headings else candidates[0][1] if candidates else ""


def _date(text: str) -> str:
    found = _DATE.search(text)
    if not found:
        return ""
    month = next((n for n, names in enumerate(_MONTHS, 1) if found[2].lower() in names.split()), 0)
    return f"{found[3]}-{month:02}-{int(found[1]):02}" if month and 1 <= int(found[1]) <= 31 else ""


# --- as a source ----------------------------------------------------------------


def as_source(found: Recognised, *, id: str, symbol: str, title: str, body: str = "", date: str = "") -> Source:
    """The source that a file becomes under this symbol and title."""
    title, unit = title.strip(), found.unit
    if unit == "article" and re.search(r"\b(?:Charter of the United Nations|International Court of Justice)\b", title):
        unit = "Article"
    named = unit != "paragraph" and not re.match(r"(?i)(the|le|la|les|el)\b", title)
    return Source(
        id=id,
        symbol=symbol.strip(),
        title=title,
        short=f"the {title}" if named else title if unit != "paragraph" else "",
        unit=unit,
        body=body.strip(),
        date=date.strip(),
        paragraphs=found.paragraphs,
    )
