"""The grammar of the laid-out form: what may stand where, so that no word of a layout is lost and no writer stumbles.

Layouts that are shipped are held to it by tests; others whenever they print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from workbench.errors import visible

_WORDS = ("r", "ref", "note", "aside", "ins", "del", "br")
_IN_LABELS = ("no", "tab", "ins", "del")

#: What each element may hold.
_INSIDE: Mapping[str, tuple[str, ...]] = {
    "sheet": ("section",),
    "section": ("p", "table", "toc"),
    "p": ("label", "comment", *_WORDS),
    "ins": (*_WORDS, *_IN_LABELS),
    "del": (*_WORDS, *_IN_LABELS),
    "label": _IN_LABELS,
    "no": ("no", "ins", "del"),
    "ref": ("at",),
    "table": ("row",),
    "row": ("cell",),
    "cell": ("p",),
    **dict.fromkeys(("r", "note", "aside", "at", "comment", "tab", "br", "toc"), ()),
}

#: The elements whose words are printed.
_SPOKEN = frozenset({"p", "ins", "del", "label", "no", "ref", "at", "r", "note", "aside", "comment"})

_SIGNED = ("by", "at")
_HAS: Mapping[str, tuple[str, ...]] = {
    "sheet": ("lang", "title"),
    "section": ("orientation",),
    "p": ("style", "anchor", "within", "change", *_SIGNED),
    "ins": _SIGNED,
    "del": _SIGNED,
    "comment": _SIGNED,
    "no": ("of",),
    "at": ("of",),
    "ref": ("to",),
    "r": ("m",),
    "table": ("widths", "title"),
    "row": ("head", "whole"),
    "cell": ("span", "shade"),
}

#: What an attribute may say, where it is not free, and the same in words.
_SAYS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("section", "orientation"): ("portrait|landscape", "portrait or landscape"),
    ("p", "change"): ("ins|del", "ins or del"),
    ("table", "widths"): (r"[1-9]\d?( [1-9]\d?)*|100", "hundredths of the line with blanks between, as in 30 70"),
    ("cell", "span"): (r"[1-9]\d?", "a number of columns"),
}
_FREE = ("(?s).*", "")
_MARKS = ("lead", "bracket", "blank", "strong", "quote", "verbatim", "added", "dropped")


def faults_of_form(sheet: etree._Element) -> Iterator[str]:
    """What of a laid-out sheet no writer could print, or would leave out."""
    if sheet.tag != "sheet" or not len(sheet):
        yield "prints something else than <sheet> with <section> in it; begin as the other layouts do"
        return
    for element in sheet.iter():
        tag = str(element.tag)
        if tag not in _INSIDE:
            continue  # what it stands in has told
        for child in element:
            if child.tag not in _INSIDE[tag]:
                yield f"prints <{child.tag}> in <{tag}>{_near(child)}; {_may_hold(tag)}"
        yield from _faults_of_attributes(element, tag)
        if tag == "table":
            yield from _faults_of_table(element)
        if tag not in _SPOKEN:
            yield from _lost(element, tag)


def _faults_of_attributes(element: etree._Element, tag: str) -> Iterator[str]:
    known = _HAS.get(tag, ())
    for name, value in ((str(name), str(value)) for name, value in element.items()):
        pattern, words = _SAYS.get((tag, name), _FREE)
        if name not in known:
            yield f"gives <{tag}> a {name}{_near(element)}; it may have {', '.join(known) or 'nothing'}"
        elif not re.fullmatch(pattern, value):
            yield f'says {name}="{visible(value, 40)}" of <{tag}>{_near(element)}; write {words}'
    if tag == "r":
        marks = element.get("m", "").split()
        unknown = [mark for mark in marks if mark not in _MARKS]
        if unknown or not marks:
            marked = visible(unknown[0], 40) if unknown else ""
            yield f"marks words as '{marked}'{_near(element)}, which nothing knows; there are {', '.join(_MARKS)}"


def _lost(element: etree._Element, tag: str) -> Iterator[str]:
    """Words where none are printed."""
    for text in (element.text, *(child.tail for child in element)):
        if text and text.strip():
            yield f"would lose the words '{visible(text.strip(), 40)}', which stand in <{tag}>; put them into <p>"


def _faults_of_table(table: etree._Element) -> Iterator[str]:
    widths = table.get("widths", "100").split()
    if not all(width.isdecimal() for width in widths):
        return
    if not len(table):
        yield "prints a <table> without a <row>"
    if sum(map(int, widths)) > 100:
        yield f'<table widths="{table.get("widths")}"> is wider than the line; they are hundredths of it'
    for row in table.iter("row"):
        spans = [cell.get("span", "1") for cell in row.iter("cell")]
        if all(span.isdecimal() for span in spans) and sum(map(int, spans)) != len(widths):
            yield f"a row of {sum(map(int, spans))} columns in a <table> of {len(widths)}{_near(row)}"


def _may_hold(tag: str) -> str:
    inside = ", ".join(f"<{name}>" for name in _INSIDE[tag])
    return f"it may hold {inside or 'words only' if tag in _SPOKEN else inside or 'nothing'}"


def _near(element: etree._Element) -> str:
    """Words by which a place is found."""
    words = " ".join("".join(map(str, element.itertext())).split())
    return f" near '{visible(words, 40)}'" if words else ""
