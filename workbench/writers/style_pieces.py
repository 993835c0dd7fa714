"""Parts of a style file as text with its fields between, so that filling them is joining text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from workbench.errors import Fault
from workbench.wording import MAX_LENGTH
from workbench.writers.escaping import escape
from workbench.writers.fields import Filler, compiled

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_REVISION_IDS = re.compile(r' w:rsid\w*="[^"]*"| w14:(?:paraId|textId)="[^"]*"')
_NAMESPACES = re.compile(r' xmlns(?::\w+)?="[^"]*"')
_TAG_IN_TEXT = re.compile(r"\{[{%#]")
_IF, _ENDIF = re.compile(r"\{%-?\s*if\b"), re.compile(r"\{%-?\s*endif\b")
_SLOT = re.compile("\ue000(\\d+)\ue001")


def w(name: str) -> str:
    """A WordprocessingML name as lxml writes it."""
    return f"{{{W}}}{name}"


class FieldParagraph(NamedTuple):
    """A paragraph of the style file that holds fields; it is left out where they all come out empty."""

    pieces: tuple[str | Filler, ...]
    may_go: bool

    def filled(self, values: Mapping[str, str]) -> str:
        """The paragraph in XML."""
        said = False
        out: list[str] = []
        for piece in self.pieces:
            if isinstance(piece, str):
                out.append(piece)
            else:
                text = piece(values)
                said = said or bool(text.strip())
                out.append(escape(text))
        return "".join(out) if said or not self.may_go else ""


Pieces = tuple[str | FieldParagraph, ...]


def words_of(paragraph: etree._Element) -> str:
    """The words of a paragraph."""
    return "".join(t.text or "" for t in paragraph.iter(w("t")))


def pieces_of(root: etree._Element, where: str, faults: list[Fault], *, keep_last: bool = True) -> Pieces:
    """A part as text with its field paragraphs between, fields that Word split over runs made whole.

    What is wrong with its fields goes to the faults.
    """
    templates: list[Filler] = []
    found: list[tuple[etree._Element, bool]] = []
    for paragraph in list(root.iter(w("p"))):
        if not _TAG_IN_TEXT.search(words_of(paragraph)):
            continue
        for holder in _whole(paragraph):
            templates.append(compiled(holder.text or "", where, faults))
            holder.text = f"\ue000{len(templates) - 1}\ue001"
            holder.set(XML_SPACE, "preserve")
        found.append((paragraph, _may_go(paragraph, keep_last)))
    strings: list[tuple[str, bool]] = []
    for paragraph, may_go in found:
        strings.append((xml_of(paragraph), may_go))
        paragraph.tag = "field"
        paragraph.attrib.clear()
        for child in list(paragraph):
            paragraph.remove(child)
    whole = re.split(r"<field[^>]*?/>|<field[^>]*></field>", xml_of(root, keep_namespaces=True))
    out: list[str | FieldParagraph] = []
    for index, text in enumerate(whole):
        out.append(text)
        if index < len(strings):
            string, may_go = strings[index]
            split = _SLOT.split(string)
            out.append(
                FieldParagraph(
                    tuple(templates[int(piece)] if odd % 2 else piece for odd, piece in enumerate(split)), may_go
                )
            )
    return tuple(out)


def _whole(paragraph: etree._Element) -> list[etree._Element]:
    """The texts of a paragraph that hold fields, each with its tags complete."""
    out: list[etree._Element] = []
    gathering: etree._Element | None = None
    for text in paragraph.iter(w("t")):
        if gathering is not None:
            gathering.text = (gathering.text or "") + (text.text or "")
            text.text = ""
        elif _TAG_IN_TEXT.search(text.text or "") or (text.text or "").endswith("{"):
            gathering = text
            out.append(text)
        # What is longer than any field is refused as it is.
        if gathering is not None and (len(gathering.text or "") > MAX_LENGTH or _is_whole(gathering.text or "")):
            gathering = None
    return [text for text in out if _TAG_IN_TEXT.search(text.text or "")]


def _is_whole(text: str) -> bool:
    if text.endswith("{") or sum(map(text.count, ("{{", "{%"))) != sum(map(text.count, ("}}", "%}"))):
        return False
    return "{%" not in text or len(_IF.findall(text)) == len(_ENDIF.findall(text))


def _may_go(paragraph: etree._Element, keep_last: bool) -> bool:
    """Whether a paragraph may be left out: not where it holds words of its own, or is all that a cell or part holds."""
    own = re.sub("\ue000\\d+\ue001", "", words_of(paragraph)).strip()
    if own or paragraph.find(f".//{w('sectPr')}") is not None or paragraph.find(f".//{w('fldChar')}") is not None:
        return False
    parent = paragraph.getparent()
    if parent is None or (parent.tag != w("tc") and not keep_last):
        return True
    others = [p for p in parent.findall(w("p")) if p is not paragraph]
    return any(not _SLOT.search(words_of(p)) for p in others)


def xml_of(element: etree._Element, *, keep_namespaces: bool = False) -> str:
    """An element as text, without revision ids, and unless they are to be kept without the namespaces around it."""
    text = _REVISION_IDS.sub("", etree.tostring(element, encoding="unicode", with_tail=False))
    if keep_namespaces:
        return text
    # What is declared further in, as Word does for pictures, is declared nowhere else.
    head, end, rest = text.partition(">")
    return f"{_NAMESPACES.sub('', head)}{end}{rest}"
