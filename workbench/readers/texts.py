"""Texts from elsewhere, to compare with: Word files and plain texts, inspected before they are read.

A Word file with tracked changes is read as if they were accepted, and that is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from workbench.anchors import id_of
from workbench.document import Block, BlockRole, Document, Margin, Run
from workbench.errors import WorkbenchError
from workbench.inspection import MAX_FILE, inspect_word, shown
from workbench.proposals import Paragraph
from workbench.readers.word_text import WordParagraph, word_text

#: So many characters of text can be compared with a draft.
MAX_TEXT = 500_000

ACCEPTED = "has tracked changes; it is read as if they were all accepted"

_MAIN = "word/document.xml"
# Insertions and deletions, by whatever prefix the file calls them.
_CHANGE = re.compile(rb"<\w+:(?:ins|del|moveFrom|moveTo)[ >]")
_OLD_WORD = b"\xd0\xcf\x11\xe0"
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
    name = shown(name)
    if len(data) > MAX_FILE:
        raise UnreadableError(f"{name}: has {len(data):,} bytes; at most {MAX_FILE:,} are read")
    notices: tuple[str, ...] = ()
    if name.lower().endswith(".docx") or data.startswith((b"PK", _OLD_WORD, b"%PDF-", b"{\\rtf")):
        notices = inspect_word(data, name)
        try:
            found = word_text(data)
            changed = _CHANGE.search(ZipFile(BytesIO(data)).read(_MAIN))
        except (etree.XMLSyntaxError, BadZipFile, KeyError, RecursionError, OSError, EOFError) as error:
            raise UnreadableError(f"{name}: a damaged Word file; open it in Word and save it again") from error
        notices = (*notices, ACCEPTED) if changed else notices
        paragraphs = tuple(p for p in found if p.text.strip() and not p.style.startswith(_MASTHEAD))
    else:
        lines = decoded(data, name).splitlines()
        paragraphs = tuple(WordParagraph(anchors=(), style="", text=line) for line in lines if line.strip())
    length = sum(len(p.text) for p in paragraphs)
    if not paragraphs:
        raise UnreadableError(f"{name}: there is no text in it")
    if length > MAX_TEXT:
        raise UnreadableError(f"{name}: has {length:,} characters; at most {MAX_TEXT:,} can be compared")
    return Text(name=name, paragraphs=paragraphs, notices=notices)


def decoded(data: bytes, name: str) -> str:
    """The text of a file in UTF-8 or UTF-16; UnreadableError for anything else."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise UnreadableError(f"{name}: is neither a Word file (.docx) nor a text in UTF-8")
    return text


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
