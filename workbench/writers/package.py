"""Word packages as zip files: opened with care, written so that the same parts give the same bytes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

from lxml import etree

from workbench.errors import WorkbenchError

MAX_FILE = 25_000_000
MAX_TOTAL = 60_000_000
MAX_PARTS = 500
MAX_RATIO = 200

DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_REFUSED = ("vbaproject", "vbadata", "activex/", "embeddings/", "afchunk")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def opened(data: bytes, name: str) -> dict[str, bytes]:
    """The parts of a Word file that is safe to build on; raises WorkbenchError in one line otherwise."""
    if len(data) > MAX_FILE:
        raise WorkbenchError(f"{name}: larger than {MAX_FILE // 1_000_000} MB, which no style file needs")
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if len(entries) > MAX_PARTS or len(set(names)) != len(names):
                raise WorkbenchError(f"{name}: too many or duplicate parts; save it again in Word")
            if sum(entry.file_size for entry in entries) > MAX_TOTAL or any(
                entry.file_size > 1_000_000 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
                for entry in entries
            ):
                raise WorkbenchError(f"{name}: unpacks to far more than a style file holds; refused")
            parts = {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise WorkbenchError(f"{name}: no Word file (.docx), or a damaged one; save it in Word as .docx") from error
    _refuse(parts, name)
    return parts


def _refuse(parts: dict[str, bytes], name: str) -> None:
    if "[Content_Types].xml" not in parts or "word/document.xml" not in parts:
        raise WorkbenchError(f"{name}: a zip file, but no Word file (.docx)")
    bad = next((part for part in parts if any(sign in part.lower() for sign in _REFUSED)), "")
    types = parts["[Content_Types].xml"].decode("utf-8", "replace")
    if bad or "macroEnabled" in types:
        raise WorkbenchError(
            f"{name}: holds macros or embedded objects ({bad or 'macro-enabled'}); save it as a plain .docx"
        )
    if DOCUMENT not in types:
        raise WorkbenchError(f"{name}: its main part is no Word document; save it in Word as .docx")
    for part, content in parts.items():
        if part.endswith(".rels"):
            for relation in tree(content, f"{name}: {part}"):
                kind = relation.get("Type", "").rpartition("/")[2]
                if relation.get("TargetMode") == "External" and kind != "hyperlink":
                    raise WorkbenchError(f"{name}: depends on something outside ({kind}); take the link out in Word")


def tree(content: bytes, where: str) -> etree._Element:
    """The XML of a part; refuses document types and broken XML with one line."""
    if b"<!DOCTYPE" in content[:2000]:
        raise WorkbenchError(f"{where}: has a document type declaration; refused")
    try:
        return etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as error:
        raise WorkbenchError(f"{where}: broken XML: {error.msg}") from error


# --- writing ----------------------------------------------------------------

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DEFLATE = 8
_UTF8 = 0x800
_MIDNIGHT, _FIRST_DAY = 0, (0 << 9) | (1 << 5) | 1  # 1 January 1980: a zip has no 'no date'


class Packed(NamedTuple):
    """A part that is compressed already, so that what never changes is compressed once."""

    name: bytes
    data: bytes
    size: int
    crc: int


def packed(name: str, content: bytes, level: int = 9) -> Packed:
    """A part, compressed."""
    squeeze = zlib.compressobj(level, zlib.DEFLATED, -15)
    data = squeeze.compress(content) + squeeze.flush()
    return Packed(name.encode(), data, len(content), zlib.crc32(content))


def zipped(parts: Iterable[Packed]) -> bytes:
    """A zip file of these parts, in their order, without any date of today."""
    out: list[bytes] = []
    central: list[bytes] = []
    at = 0
    for part in parts:
        shape = (_UTF8, _DEFLATE, _MIDNIGHT, _FIRST_DAY, part.crc, len(part.data), part.size, len(part.name), 0)
        head = _LOCAL.pack(b"PK\x03\x04", 20, *shape)
        central.append(_CENTRAL.pack(b"PK\x01\x02", 20, 20, *shape, 0, 0, 0, 0, at) + part.name)
        out += (head, part.name, part.data)
        at += len(head) + len(part.name) + len(part.data)
    index = b"".join(central)
    end = _END.pack(b"PK\x05\x06", 0, 0, len(central), len(central), len(index), at, 0)
    return b"".join((*out, index, end))
