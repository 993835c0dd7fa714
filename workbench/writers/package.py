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
from workbench.inspection import inspect_word

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def opened(data: bytes, name: str) -> dict[str, bytes]:
    """The parts of a Word file that is safe to build on; raises WorkbenchError in one line otherwise."""
    inspect_word(data, name, strict=True)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return {entry.filename: archive.read(entry) for entry in archive.infolist() if not entry.is_dir()}
    except (BadZipFile, zlib.error, EOFError) as error:  # in a picture, say, which was not looked at
        raise WorkbenchError(f"{name}: a damaged Word file; open it in Word and save it again") from error


def tree(content: bytes, where: str) -> etree._Element:
    """The XML of a part; refuses broken XML with one line."""
    try:
        return etree.fromstring(content, _PARSER)
    except etree.XMLSyntaxError as error:
        raise WorkbenchError(f"{where}: broken XML; open the file in Word and save it again ({error.msg})") from error


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
