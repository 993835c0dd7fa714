"""Word files from elsewhere, looked at before anything parses them: one clear line for each that is refused.

Only the directory of the zip, the content types and the relationships are read as what they are;
of all other XML only its size and its signs are counted. Sizes are those that the file declares,
and no more than those is ever unpacked.
"""

from __future__ import annotations

import re
import stat
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from workbench.errors import WorkbenchError

MAX_FILE = 25_000_000
MAX_PART = 40_000_000
MAX_TOTAL = 120_000_000
MAX_ENTRIES = 2_000
MAX_RATIO = 200
MAX_ELEMENTS = 1_000_000

_DOCUMENT = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STARTS = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old .doc or protected by a password; save it in Word as .docx without one",
    ),
    (b"%PDF-", "a PDF; a Word file (.docx) is needed here"),
    (b"{\\rtf", "a rich text file; save it in Word as .docx"),
)
_TEMPLATE = b"wordprocessingml.template.main+xml"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
_ACTIVE = (("vbaproject", "macros"), ("vbadata", "macros"), ("activex", "ActiveX controls"))
_CHART_DATA = re.compile(r"word/embeddings/[^/]+\.xlsx$", re.IGNORECASE)
_WEB = re.compile(r"(https?|mailto):", re.IGNORECASE)
_PULLED_IN = frozenset({"aFChunk", "subDocument", "control", "oleObject", "vbaProject", "package"})
_IGNORED = {"image": "pictures that are kept elsewhere", "attachedTemplate": "a template that is kept elsewhere"}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


class RefusedFileError(WorkbenchError):
    """A file that is not read; says which, why, and what to do."""


def inspect_word(data: bytes, name: str, *, strict: bool = False) -> tuple[str, ...]:
    """Refuse what is no plain and sound Word file; gives notices of what will be ignored in it.

    `strict` refuses even what a text can do without: data behind charts, pictures and templates kept elsewhere.
    """
    name = shown(name)
    try:
        return tuple(dict.fromkeys(_notices(data, name, strict)))
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise RefusedFileError(f"{name}: a damaged Word file; open it in Word and save it again") from error


def shown(name: str) -> str:
    """The name of a file as a message shows it: its last part, on one line, not too long.

    >>> shown("../../x.docx"), shown("a\\nb.docx"), len(shown("x" * 300))
    ('x.docx', 'ab.docx', 60)
    """
    plain = "".join(sign for sign in re.split(r"[/\\]", name)[-1] if sign.isprintable())
    return plain if len(plain) <= 60 else f"{plain[:50]}…{plain[-9:]}"


def _notices(data: bytes, name: str, strict: bool) -> Iterator[str]:
    if not data:
        raise RefusedFileError(f"{name}: the file is empty")
    if len(data) > MAX_FILE:
        raise RefusedFileError(
            f"{name}: larger than {MAX_FILE // 1_000_000} MB; take the pictures out and save it again"
        )
    what = next((words for start, words in _STARTS if data.startswith(start)), "")
    if what or not data.startswith(b"PK"):
        raise RefusedFileError(f"{name}: {what or 'no Word file; save it in Word as .docx'}")
    with ZipFile(BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _sound(archive.infolist(), name)
        read = {entry.filename: archive.read(entry) for entry in entries if entry.filename.endswith((".xml", ".rels"))}
        for part, content in read.items():
            _plain(part, content, name)
        _is_word(read, name)
        yield from _embedded([entry.filename for entry in entries], name, strict)
        for part, content in read.items():
            if part.endswith(".rels"):
                yield from _related(part, content, name, strict)


def _sound(entries: list[ZipInfo], name: str) -> None:
    """The zip itself: its names, its sizes, and that nothing is there twice or lies over another."""
    if len(entries) > MAX_ENTRIES:
        raise RefusedFileError(
            f"{name}: {len(entries):,} parts, at most {MAX_ENTRIES:,} are read; save it again in Word"
        )
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise RefusedFileError(f"{name}: a part is in it twice; save it again in Word")
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        part = entry.filename
        if part.startswith("/") or "\\" in entry.orig_filename or ":" in part or ".." in part.split("/"):
            raise RefusedFileError(f"{name}: a part is named as a place outside the file; save it again in Word")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise RefusedFileError(f"{name}: a part is a link to another file; save it again in Word")
        if entry.flag_bits & 1:
            raise RefusedFileError(f"{name}: is encrypted; save it without a password")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise RefusedFileError(f"{name}: packed in a way that Word does not use; save it again in Word")
        if entry.header_offset < end:
            raise RefusedFileError(f"{name}: its parts lie over each other; save it again in Word")
        end = entry.header_offset + 30 + len(part.encode()) + entry.compress_size
        packed_too_well = entry.file_size > 1_000_000 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        if entry.file_size > MAX_PART or packed_too_well:
            raise RefusedFileError(f"{name}: a part unpacks to {entry.file_size:,} bytes; no text needs that")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise RefusedFileError(f"{name}: unpacks to more than {MAX_TOTAL // 1_000_000} MB; no text needs that")


def _plain(part: str, content: bytes, name: str) -> None:
    if _DOCTYPE.search(content):
        raise RefusedFileError(f"{name}: {part} declares a document type, which no Word file does")
    # Two signs an element, for those that are closed apart; far more elements than that take seconds to parse.
    if content.count(b"<") > 2 * MAX_ELEMENTS:
        raise RefusedFileError(f"{name}: {part} has more than {MAX_ELEMENTS:,} elements; no text needs that")


def _is_word(read: dict[str, bytes], name: str) -> None:
    types = read.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types:
        raise RefusedFileError(f"{name}: holds macros; save it in Word as .docx")
    if _TEMPLATE in types:
        raise RefusedFileError(f"{name}: a Word template and no Word file; open it in Word and save it as .docx")
    if _STRICT in read.get("word/document.xml", b""):
        raise RefusedFileError(f"{name}: in the strict form of Open XML; save it in Word as 'Word Document (.docx)'")
    if "word/document.xml" not in read or _DOCUMENT not in types:
        raise RefusedFileError(f"{name}: a zip file or an Office file, but no Word file (.docx)")


def _embedded(parts: list[str], name: str, strict: bool) -> Iterator[str]:
    for part in parts:
        active = next((what for sign, what in _ACTIVE if sign in part.lower()), "")
        if active:
            raise RefusedFileError(f"{name}: holds {active}; save it in Word as a plain .docx")
        if "/embeddings/" in part.lower():
            if strict or not _CHART_DATA.match(part):
                raise RefusedFileError(f"{name}: holds another file ({shown(part)}); take it out in Word")
            yield "the data behind its charts are ignored"


def _related(part: str, content: bytes, name: str, strict: bool) -> Iterator[str]:
    try:
        relations = etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as error:
        raise RefusedFileError(f"{name}: {part} is broken; open it in Word and save it again") from error
    for relation in relations.iter("{*}Relationship"):
        kind = relation.get("Type", "").rpartition("/")[2]
        target = relation.get("Target", "")
        outside = relation.get("TargetMode") == "External"
        if kind in _PULLED_IN and (outside or kind != "package" or strict):
            raise RefusedFileError(f"{name}: pulls in another file ({kind}); take it out in Word")
        if not outside or (kind == "hyperlink" and _WEB.match(target)):
            continue
        if strict or kind not in _IGNORED:
            raise RefusedFileError(
                f"{name}: depends on something outside ({kind}: {shown(target)}); take it out in Word"
            )
        yield f"{_IGNORED[kind]}: ignored"
