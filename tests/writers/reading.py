"""What tests read out of written files."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """The XML of one part."""
    return etree.fromstring(parts(data)[name])


def lines(data: bytes) -> list[str]:
    """Each paragraph of the body as a reader sees it, numbers included, deleted words too."""
    return [line(p) for p in part(data).iter(f"{W}p")]


def line(p: etree._Element) -> str:
    """One paragraph as a reader sees it."""
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    return "".join(
        signs.get(element.tag) or element.text or ""
        for element in p.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br")
        if element.getparent().tag == f"{W}r"
    )


def styled(data: bytes, text: str) -> str:
    """The id of the style of the paragraph that holds that text."""
    found = next(p for p in part(data).iter(f"{W}p") if text in line(p))
    return found.find(f"{W}pPr/{W}pStyle").get(f"{W}val")


def edited(data: bytes, name: str, old: str, new: str, count: int = 1) -> bytes:
    """The same file with some text of a part exchanged."""
    text = parts(data)[name].decode()
    assert old in text, f"{old} is not in {name}"
    return replaced(data, name, text.replace(old, new, count).encode())


def replaced(data: bytes, name: str, new: bytes) -> bytes:
    """The same file with another part under that name."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for here, content in parts(data).items():
            archive.writestr(here, new if here == name else content)
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same file with one more part."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for here, old in parts(data).items():
            archive.writestr(here, old)
        archive.writestr(name, content)
    return buffer.getvalue()
