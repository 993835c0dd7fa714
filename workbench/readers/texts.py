"""Texts from elsewhere, to compare with: Word files and plain texts, inspected before they are read.

A Word file with tracked changes is read as if they were accepted, and that is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from workbench.anchors import id_of
from workbench.document import Block, BlockRole, Document, Margin, Run
from workbench.errors import WorkbenchError
from workbench.model import Paragraph
from workbench.readers.word_text import WordParagraph, word_text

MAX_FILE = 25_000_000
MAX_PART = 40_000_000
MAX_PARTS = 120_000_000
MAX_ENTRIES = 2_000
MAX_RATIO = 200
MAX_ELEMENTS = 1_000_000
#: So many characters of text can be compared with a draft.
MAX_TEXT = 500_000

ACCEPTED = "has tracked changes; it is read as if they were all accepted"

_MAIN = "word/document.xml"
_READ = (_MAIN, "word/footnotes.xml", "word/styles.xml")
_PLAIN_WORD = b"wordprocessingml.document.main+xml"
_CHANGES = (b"<w:ins ", b"<w:del ", b"<w:moveFrom ", b"<w:moveTo ")
_MASTHEAD = "SM"
_ROLES = (
    ("HPart", BlockRole.PART),
    ("HArticle", BlockRole.ARTICLE),
    ("HM", BlockRole.TITLE),
    ("Title", BlockRole.TITLE),
    ("Organ", BlockRole.ORGAN),
    ("Preamble", BlockRole.PREAMBULAR),
    ("Formula", BlockRole.FORMULA),
)


class UnreadableError(WorkbenchError):
    """A file that can't be read as a text; says why, and what to do."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Text:
    """A text from elsewhere: its name, its paragraphs, and what has to be said about how it was read."""

    name: str
    paragraphs: tuple[WordParagraph, ...]
    notices: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """All words, a line a paragraph."""
        return "\n".join(" ".join(p.text.split()) for p in self.paragraphs)


def read_text(data: bytes, name: str) -> Text:
    """The text of a .docx or plain text file; raises UnreadableError in one line where there is none."""
    if len(data) > MAX_FILE:
        raise UnreadableError(f"{name}: has {len(data):,} bytes; at most {MAX_FILE:,} are read")
    notices: tuple[str, ...] = ()
    if data[:4] == b"PK\x03\x04":
        if _inspected(data, name):
            notices = (ACCEPTED,)
        try:
            found = word_text(data)
        except (etree.XMLSyntaxError, BadZipFile, KeyError, RecursionError, OSError, EOFError) as error:
            raise UnreadableError(f"{name}: the Word file is damaged; open it in Word and save it again") from error
        paragraphs = tuple(p for p in found if p.text.strip() and not p.style.startswith(_MASTHEAD))
    else:
        lines = _decoded(data, name).splitlines()
        paragraphs = tuple(WordParagraph(anchors=(), style="", text=line) for line in lines if line.strip())
    length = sum(len(p.text) for p in paragraphs)
    if not paragraphs:
        raise UnreadableError(f"{name}: there is no text in it")
    if length > MAX_TEXT:
        raise UnreadableError(f"{name}: has {length:,} characters; at most {MAX_TEXT:,} can be compared")
    return Text(name=name, paragraphs=paragraphs, notices=notices)


def _decoded(data: bytes, name: str) -> str:
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise UnreadableError(
            f"{name}: is protected by a password or an old .doc; open it in Word and save it as .docx without one"
        )
    if data[:5] == b"%PDF-":
        raise UnreadableError(f"{name}: is a PDF; save the text as .docx or .txt to compare it")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{name}: is neither a Word file (.docx) nor a text in UTF-8") from error
    if "\0" in text:
        raise UnreadableError(f"{name}: is neither a Word file (.docx) nor a text in UTF-8")
    return text


# --- the inspection of a Word file ----------------------------------------------


def _inspected(data: bytes, name: str) -> bool:
    """Refuses what is no plain Word file of a sound size; whether it has tracked changes."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _sound(entries, name)
            names = [entry.filename for entry in entries]
            if _MAIN not in names or "[Content_Types].xml" not in names:
                raise UnreadableError(f"{name}: is no Word file (.docx)")
            if _PLAIN_WORD not in archive.read("[Content_Types].xml"):
                raise UnreadableError(f"{name}: is no plain Word file; save it as .docx, without macros")
            for part in _READ:
                if part in names:
                    _plain_part(archive.read(part), name)
            return any(sign in archive.read(_MAIN) for sign in _CHANGES)
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise UnreadableError(f"{name}: the Word file is damaged; open it in Word and save it again") from error


def _sound(entries: list[ZipInfo], name: str) -> None:
    if len(entries) > MAX_ENTRIES or len({entry.filename for entry in entries}) < len(entries):
        raise UnreadableError(f"{name}: has more parts than a Word file needs, or one of them twice")
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            raise UnreadableError(f"{name}: its parts overlap; this is no Word file that Word wrote")
        end = entry.header_offset + entry.compress_size
        if entry.flag_bits & 1:
            raise UnreadableError(f"{name}: is encrypted; save it without a password")
        crowded = entry.file_size > 1_000_000 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if entry.file_size > MAX_PART or crowded:
            raise UnreadableError(f"{name}: unpacks to {entry.file_size:,} bytes in one part; that is no text")
    if sum(entry.file_size for entry in entries) > MAX_PARTS:
        raise UnreadableError(f"{name}: unpacks to more than {MAX_PARTS:,} bytes; that is no text")


def _plain_part(part: bytes, name: str) -> None:
    if re.search(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", part):
        raise UnreadableError(f"{name}: declares a document type, which no Word file does")
    if part.count(b"<") > 2 * MAX_ELEMENTS:
        raise UnreadableError(f"{name}: has more than {MAX_ELEMENTS:,} elements; that is no text")


# --- as what it is compared -----------------------------------------------------


def as_document(text: Text) -> Document:
    """The text as a document, not numbered; what we wrote ourselves has its provisions' ids again."""
    blocks = _blocks(text.paragraphs)
    title = next((block.text for block in blocks if block.role is BlockRole.TITLE), text.name)
    return Document(margin=Margin(title=title), blocks=blocks)


def as_paragraphs(text: Text) -> tuple[Paragraph, ...]:
    """The text as numbered paragraphs of a source."""
    return tuple(
        Paragraph(number=str(n), text=" ".join(p.text.split())) for n, p in enumerate(text.paragraphs, start=1)
    )


def _blocks(paragraphs: tuple[WordParagraph, ...]) -> tuple[Block, ...]:
    made: list[_Growing] = []
    taken: set[str] = set()
    part: _Growing | None = None
    article: _Growing | None = None
    last: _Growing | None = None
    for n, paragraph in enumerate(paragraphs, 1):
        role = _role(paragraph)
        ids = [id for anchor in paragraph.anchors if (id := id_of(anchor)) and id not in taken]
        grown = _Growing(ids[-1] if ids else f"text-{n}", role, " ".join(paragraph.text.split()), [])
        taken.add(grown.id)
        if role is BlockRole.PART:
            made.append(grown)
            part, article = grown, None
        elif role is BlockRole.ARTICLE:
            (part.children if part else made).append(grown)
            article = grown
        elif role is BlockRole.ITEM and last is not None:
            last.children.append(grown)
            continue
        else:
            (article.children if article else part.children if part else made).append(grown)
        last = grown
    return tuple(grown.block() for grown in made)


@dataclass
class _Growing:
    """A block while what it holds is still being read."""

    id: str
    role: BlockRole
    text: str
    children: list[_Growing]

    def block(self) -> Block:
        runs = (Run(text=self.text),) if self.text else ()
        return Block(
            id=self.id,
            role=self.role,
            runs=runs,
            children=tuple(child.block() for child in self.children),
            level=1 if self.role is BlockRole.ITEM else 0,
        )


def _role(paragraph: WordParagraph) -> BlockRole:
    if paragraph.style.startswith("Item"):
        return BlockRole.ITEM
    return next((role for start, role in _ROLES if paragraph.style.startswith(start)), BlockRole.PARAGRAPH)
