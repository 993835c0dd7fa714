"""Faults of a Word file that schema validators miss, and that Word or LibreOffice stumbles over.

Eight of them: plain text in a deletion, deleted text outside one, a bookmark name used twice, a comment range
that is not closed or not called, a revision id used twice, a content control id used twice, a field that is not
closed, and a reference to a bookmark that is not there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from workbench.writers.style_pieces import w

_STORIES = re.compile(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$")
_REVISIONS = {w("ins"), w("del"), w("moveFrom"), w("moveTo"), w("rPrChange"), w("pPrChange")}
_REFERENCE = re.compile(r"^\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+)")


def lint(data: bytes) -> tuple[str, ...]:
    """The faults of a Word file, each as one line with its part; empty for a sound one."""
    with ZipFile(BytesIO(data)) as archive:
        stories = {
            name: etree.fromstring(archive.read(name)) for name in sorted(archive.namelist()) if _STORIES.match(name)
        }
    bookmarks = [(name, mark) for name, root in stories.items() for mark in root.iter(w("bookmarkStart"))]
    names = Counter(mark.get(w("name"), "") for _, mark in bookmarks)
    faults = [f"{name}: bookmark '{mark}' is used twice" for mark, name in _twice(bookmarks, "name")]
    revisions = [(name, el) for name, root in stories.items() for el in root.iter() if el.tag in _REVISIONS]
    faults += [f"{name}: revision id {id} is used twice" for id, name in _twice(revisions, "id")]
    controls = [(name, el) for name, root in stories.items() for el in root.iterfind(f".//{w('sdtPr')}/{w('id')}")]
    faults += [f"{name}: content control id {id} is used twice" for id, name in _twice(controls, "val")]
    for name, root in stories.items():
        faults += [f"{name}: {fault}" for fault in (*_deletions(root), *_ranges(root), *_fields(root, names))]
    return tuple(faults)


def _twice(found: list[tuple[str, etree._Element]], attribute: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for name, element in found:
        value = element.get(w(attribute), "")
        if value in seen:
            yield value, name
        seen.add(value)


def _deletions(root: etree._Element) -> Iterator[str]:
    for text in root.iter(w("t"), w("instrText")):
        if _deleted(text):
            yield f"plain text '{(text.text or '')[:30]}' inside a deletion"
    for text in root.iter(w("delText"), w("delInstrText")):
        if not _deleted(text):
            yield f"deleted text '{(text.text or '')[:30]}' outside a deletion"


def _deleted(text: etree._Element) -> bool:
    return next(text.iterancestors(w("del")), None) is not None


def _ranges(root: etree._Element) -> Iterator[str]:
    starts, ends, calls = (
        Counter(el.get(w("id"), "") for el in root.iter(w(tag)))
        for tag in ("commentRangeStart", "commentRangeEnd", "commentReference")
    )
    for id in sorted(starts | ends):
        if starts[id] != 1 or ends[id] != 1:
            yield f"the range of comment {id} is not closed"
        elif calls[id] != 1:
            yield f"comment {id} has a range and no call"
    opened = Counter(el.get(w("id"), "") for el in root.iter(w("bookmarkStart")))
    closed = Counter(el.get(w("id"), "") for el in root.iter(w("bookmarkEnd")))
    for id in sorted(opened | closed):
        if opened[id] != 1 or closed[id] != 1:
            yield f"bookmark {id} is not closed"


def _fields(root: etree._Element, bookmarks: Counter[str]) -> Iterator[str]:
    depth = 0
    for mark in root.iter(w("fldChar"), w("instrText"), w("delInstrText")):
        if mark.tag != w("fldChar"):
            found = _REFERENCE.match(mark.text or "")
            if found and found[1] not in bookmarks:
                yield f"a field refers to bookmark '{found[1]}', which is not there"
            continue
        kind = mark.get(w("fldCharType"))
        depth += {"begin": 1, "end": -1}.get(kind or "", 0)
        if depth < 0:
            yield "a field ends that was not begun"
            depth = 0
    if depth:
        yield "a field is not closed"
