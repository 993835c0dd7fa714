"""The pages in the contents of a Word file, as a PDF of it has them: the links of its contents know where they go."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

_MAIN = "word/document.xml"
_PAGE = re.compile(
    r"( PAGEREF _Toc\d+ \\h </w:instrText></w:r>"
    r'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>(?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>)(\d+)'
)


def listed_pages(word: bytes) -> list[int]:
    """The pages that the contents of a Word file print; none if it has no contents."""
    with ZipFile(BytesIO(word)) as archive:
        return [int(found[2]) for found in _PAGE.finditer(archive.read(_MAIN).decode())]


def with_pages(word: bytes, pages: list[int]) -> bytes:
    """The Word file with these pages in its contents."""
    left = iter(pages)
    out = BytesIO()
    with ZipFile(BytesIO(word)) as archive, ZipFile(out, "w") as made:
        for entry in archive.infolist():
            content = archive.read(entry)
            if entry.filename == _MAIN:
                content = _PAGE.sub(lambda found: f"{found[1]}{next(left)}", content.decode()).encode()
            made.writestr(entry, content)
    return out.getvalue()


def linked_pages(pdf: bytes, entries: int) -> list[int]:
    """The pages to which the first links of a PDF go, in reading order; a link over two lines counts once."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        found = sorted(link for index in range(len(document)) for link in _links(document, index))
    finally:
        document.close()
    targets: list[tuple[int, float]] = []
    for *_, page, height in found:
        if not targets or targets[-1] != (page, height):
            targets.append((page, height))
    return [page + 1 for page, _ in targets[:entries]]


def _links(document: Any, index: int) -> Iterator[tuple[int, float, float, int, float]]:
    """The links of a page: the page, how far down they stand, and the page and the height that they go to."""
    from pypdfium2 import raw

    page = document[index]
    at, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, at, link):
        target = raw.FPDFLink_GetDest(document, link)
        if not target:
            continue
        place = raw.FS_RECTF()
        raw.FPDFLink_GetAnnotRect(link, place)
        flags = [ctypes.c_int() for _ in range(3)]
        values = [ctypes.c_float() for _ in range(3)]
        raw.FPDFDest_GetLocationInPage(target, *flags, *values)
        yield index, -place.top, place.left, raw.FPDFDest_GetDestPageIndex(document, target), values[1].value
    page.close()
