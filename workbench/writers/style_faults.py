"""What a house style must not hold, because it would be printed wrong or lost: each with its place and cure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from workbench.errors import Fault, visible
from workbench.writers.style_pieces import w, words_of

MARKER = "[[BODY]]"

#: Fields of Word that bring in other files or start programs.
_PULLING = re.compile(r"\s*(DDE|DDEAUTO|INCLUDE\w*|IMPORT|LINK|EMBED|RD|DATABASE|MACROBUTTON)\b", re.IGNORECASE)
_NOTES = {w("footnoteReference"): "a footnote", w("endnoteReference"): "an endnote"}

#: What stands between words without being printed: comments go with their part, bookmarks would meet ours.
_UNPRINTED = tuple(
    w(name)
    for name in (
        *("commentRangeStart", "commentRangeEnd", "commentReference", "bookmarkStart", "bookmarkEnd"),
        *("permStart", "permEnd", "proofErr"),
    )
)


def without_unprinted(root: etree._Element) -> None:
    """Take what is not printed out of a part."""
    for element in list(root.iter(*_UNPRINTED)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def faults_of_part(root: etree._Element, where: str) -> Iterator[Fault]:
    """Tracked changes, notes and fields that bring in other files."""
    if any(isinstance(element.tag, str) and element.get(w("author")) for element in root.iter()):
        yield Fault(where, "has tracked changes; accept or reject them all in Word, and save it again")
    for tag, what in _NOTES.items():
        if next(root.iter(tag), None) is not None:
            yield Fault(where, f"has {what} of its own, which would not be printed; write it as a line of text")
    for instruction in _instructions(root):
        found = _PULLING.match(instruction)
        if found:
            yield Fault(where, f"has a field {found[1].upper()}, which brings in other files; take it out in Word")


def _instructions(root: etree._Element) -> Iterator[str]:
    """What each field of a part is told to do; Word may have put one instruction into several runs."""
    begun: list[str] = []
    for element in root.iter(w("fldSimple"), w("fldChar"), w("instrText")):
        kind = element.get(w("fldCharType"))
        if element.tag == w("fldSimple"):
            yield element.get(w("instr"), "")
        elif element.tag == w("instrText"):
            begun = [*begun[:-1], f"{begun[-1] if begun else ''}{element.text or ''}"]
        elif kind == "begin":
            begun.append("")
        elif begun:
            yield begun[-1]
            begun = begun[:-1] if kind == "end" else [*begun[:-1], ""]
    yield from begun


def faults_of_marker(body: etree._Element, where: str) -> Iterator[Fault]:
    """What is wrong with the place of the text in the page."""
    markers = list(_marked(body))
    if not markers:
        yield Fault(where, f"has no paragraph {MARKER}; type it where the text shall stand")
        return
    if any(marker.getparent() is not body for marker in markers):
        yield Fault(where, f"its {MARKER} stands inside a table, a box or a control; move it to a line of its own")
        return
    if len(markers) > 1:
        yield Fault(where, f"has {MARKER} {len(markers)} times; keep the one where the text shall stand")
    words = words_of(markers[0]).strip()
    if words != MARKER:
        yield Fault(where, f"its {MARKER} stands beside other words ('{visible(words, 60)}'); give it its own line")
    following = [markers[0], *markers[0].itersiblings()]
    if any(part.tag != w("sectPr") and next(part.iter(w("sectPr")), None) is not None for part in following):
        yield Fault(
            where, f"a section ends at or after {MARKER}; take the section break out, for layouts make their own"
        )


def has_marker(root: etree._Element) -> bool:
    """Whether a part asks for the text."""
    return next(_marked(root), None) is not None


def _marked(root: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs that hold the marker themselves, and not in a box that is anchored in them."""
    holding = [p for p in root.iter(w("p")) if MARKER in words_of(p)]
    around = {above for p in holding for above in p.iterancestors(w("p"))}
    return (p for p in holding if p not in around)
