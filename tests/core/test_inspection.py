"""Uploads that are refused, each with one clear line, and those that are read all the same."""

from __future__ import annotations

import stat
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.writers import samples
from workbench.inspection import MAX_FILE, RefusedFileError, inspect_word
from workbench.writers import write

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_STRICT = (b"schemas.openxmlformats.org/wordprocessingml/2006", b"purl.oclc.org/ooxml/wordprocessingml")
_BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'


def types(main: str = _MAIN) -> bytes:
    return f'<Types xmlns="{_TYPES}"><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'.encode()


def relation(kind: str, target: str, mode: str = "External") -> bytes:
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    made = f'<Relationship Id="rId1" Type="{kind}" Target="{target}" TargetMode="{mode}"/>'
    return f'<Relationships xmlns="{_RELATIONS}">{made}</Relationships>'.encode()


def word(*more: tuple[str | zipfile.ZipInfo, bytes], body: bytes = _BODY, main: str = _MAIN) -> bytes:
    """A small Word file with more parts."""
    parts = (("[Content_Types].xml", types(main)), ("word/document.xml", body), *more)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return buffer.getvalue()


def linked(kind: str, target: str, mode: str = "External") -> bytes:
    return word(("word/_rels/document.xml.rels", relation(kind, target, mode)))


def zipped(**parts: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def packed(kind: int) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        archive.writestr("[Content_Types].xml", types())
        archive.writestr("word/document.xml", _BODY)
    return buffer.getvalue()


def twice() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return word(("word/document.xml", _BODY))


def link() -> bytes:
    entry = zipfile.ZipInfo("word/media/x.png")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return word((entry, b"/etc/passwd"))


def encrypted() -> bytes:
    data = bytearray(word())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        data[at + flags] |= 1
    return bytes(data)


def overlapping() -> bytes:
    """Two entries of the directory that share the bytes of one."""
    data = bytearray(word(("word/a.xml", b"<a/>"), ("word/b.xml", b"<a/>")))
    first = data.rfind(b"word/a.xml") - 46
    second = data.rfind(b"word/b.xml") - 46
    data[second + 42 : second + 46] = data[first + 42 : first + 46]
    return bytes(data)


def declaring_little() -> bytes:
    """A part of many bytes of which its directory declares a few."""
    data = bytearray(word(("word/a.xml", b"<a>" + b" " * 900_000 + b"</a>")))
    at = data.rfind(b"word/a.xml") - 46
    data[at + 24 : at + 28] = struct.pack("<L", 10)
    return bytes(data)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty"),
    "text": (lambda: b"States shall cooperate.", "no Word file"),
    "html": (lambda: b"<!DOCTYPE html><p>x", "no Word file"),
    "pdf": (lambda: b"%PDF-1.7 ...", "PDF"),
    "rtf": (lambda: b"{\\rtf1 x}", "rich text"),
    "old doc or password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
    "large": (lambda: b"PK\x03\x04" + b"\0" * MAX_FILE, "larger than 25 MB"),
    "truncated": (lambda: word()[:-40], "damaged"),
    "bad checksum": (lambda: bad_checksum(), "damaged"),
    "declares less than it holds": (declaring_little, "damaged"),
    "zip of texts": (lambda: zipped(a=b"x"), "no Word file"),
    "no types": (lambda: zipped(**{"word/document.xml": _BODY}), "no Word file"),
    "no document": (lambda: zipped(**{"[Content_Types].xml": types()}), "no Word file"),
    "spreadsheet": (lambda: word(main=_MAIN.replace("wordprocessing", "spreadsheet")), "no Word file"),
    "template": (lambda: word(main=_MAIN.replace("document.main", "template.main")), "a Word template"),
    "strict": (lambda: word(body=_BODY.replace(*_STRICT)), "strict"),
    "macro file": (lambda: word(main="application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
    "macros in docx": (lambda: word(("word/vbaProject.bin", b"x")), "macros"),
    "activex": (lambda: word(("word/activeX/activeX1.xml", b"<a/>")), "ActiveX"),
    "ole": (lambda: word(("word/embeddings/oleObject1.bin", b"x")), "another file"),
    "file in a file": (lambda: word(("word/embeddings/inner.docx", b"PK")), "another file"),
    "chunk": (lambda: linked("aFChunk", "chunk.html", "Internal"), "pulls in"),
    "ole outside": (lambda: linked("oleObject", "file:///x"), "pulls in"),
    "part of a master document": (lambda: linked("subDocument", "http://example.org/x.docx"), "pulls in"),
    "frame": (lambda: linked("frame", "http://example.org/x"), "outside"),
    "script link": (lambda: linked("hyperlink", "javascript:alert(1)"), "outside"),
    "network link": (lambda: linked("hyperlink", "\\\\host\\share"), "outside"),
    "file link": (lambda: linked("hyperlink", "file:///etc/passwd"), "outside"),
    "broken relations": (lambda: word(("word/_rels/document.xml.rels", b"<Relationships")), "broken"),
    "entities": (lambda: word(body=(b'<!DOCTYPE a [<!ENTITY x "y">]><a/>')), "document type"),
    "external entity": (lambda: word(body=(b'<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>')), "document type"),
    "entities in another encoding": (lambda: word(body="<!DOCTYPE a><a/>".encode("utf-16")), "document type"),
    "entities in the types": (lambda: zipped(**{"[Content_Types].xml": b"<!DOCTYPE a>" + types()}), "document type"),
    "millions of elements": (lambda: zipped(a=b"", **{"word/document.xml": b"<a/>" * 2_000_001}), "elements"),
    "millions of elements in few bytes": (lambda: word(body=b"<w:r/>" * 2_000_001), "unpacks to"),
    "bomb": (lambda: word(("word/a.xml", b" " * 30_000_000)), "unpacks to"),
    "many parts": (lambda: word(*((f"word/media/{n}.png", b"") for n in range(2_001))), "parts"),
    "twice": (twice, "twice"),
    "twice but for capitals": (lambda: word(("word/Document.xml", _BODY)), "twice"),
    "climbing": (lambda: word(("../../x.xml", b"<a/>")), "outside the file"),
    "absolute": (lambda: word(("/etc/x.xml", b"<a/>")), "outside the file"),
    "link": (link, "link"),
    "encrypted": (encrypted, "encrypted"),
    "bzip2": (lambda: packed(zipfile.ZIP_BZIP2), "packed in a way"),
    "lzma": (lambda: packed(zipfile.ZIP_LZMA), "packed in a way"),
    "overlapping": (overlapping, "over each other"),
}  # fmt: skip


def bad_checksum() -> bytes:
    data = bytearray(word())
    at = data.find(b"PK\x01\x02")
    data[at + 16] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_plain_and_sound_word_file_is_refused_in_one_line(case):
    make, why = REFUSED[case]

    with pytest.raises(RefusedFileError, match=why) as refused:
        inspect_word(make(), "returned.docx")

    assert str(refused.value).startswith("returned.docx: ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("sample", ["plain", "opened", "hostile", "redline_document"])
def test_what_the_workbench_writes_is_read_again(sample):
    layout = "redline" if sample == "redline_document" else "negotiating"

    assert inspect_word(write(getattr(samples, sample)(), format="docx", layout=layout), "x.docx", strict=True) == ()


@pytest.mark.parametrize("target", ["https://www.un.org", "http://www.un.org", "mailto:x@example.org"])
def test_links_to_the_web_are_no_fault(target):
    assert inspect_word(linked("hyperlink", target), "x.docx", strict=True) == ()


IGNORED = {
    "pictures": lambda: linked("image", "http://example.org/x.png"),
    "template": lambda: linked("attachedTemplate", "file:///C:/Normal.dotm"),
    "charts": lambda: word(("word/embeddings/Sheet1.xlsx", b"x")),
}


@pytest.mark.parametrize("case", IGNORED)
def test_what_a_text_can_do_without_is_ignored_with_a_notice_and_refused_in_a_style_file(case):
    data = IGNORED[case]()

    assert [case in notice and "ignored" in notice for notice in inspect_word(data, "source.docx")] == [True]
    with pytest.raises(RefusedFileError):
        inspect_word(data, "style.docx", strict=True)


@pytest.mark.parametrize("name", ["../../x", "x" * 300, "a\nb", "\u202egnp.docx", "CON", "📄"])
def test_a_strange_name_makes_no_strange_message(name):
    with pytest.raises(RefusedFileError) as refused:
        inspect_word(b"", name)

    message = str(refused.value)
    assert message.isprintable()
    assert "/" not in message
    assert len(message) < 100


@given(st.binary(max_size=200), st.integers(0, 400))
def test_no_bytes_end_in_any_other_way(noise, at):
    sound = word()

    for data in (noise, b"PK\x03\x04" + noise, sound[:at] + noise + sound[at:], sound[: at % len(sound)] + noise):
        with suppress(RefusedFileError):
            inspect_word(data, "x.docx")
