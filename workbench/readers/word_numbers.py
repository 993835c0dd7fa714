"""The numbers that Word computes for its paragraphs: lists, headings and numbered styles, as they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says of its paragraphs: its name, its outline level, and how it numbers them."""

    name: str = ""
    outline: int = 0
    list: str = ""
    level: int = 0


@dataclass
class Numbers:
    """Counts through the paragraphs of one document, in their order."""

    styles: Mapping[str, Style]
    _levels: Mapping[str, Mapping[int, _Level]]
    _abstract: Mapping[str, str]
    _starts: Mapping[tuple[str, int], int]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def of(self, properties: etree._Element | None) -> str:
        """The number of the next paragraph as it is printed, '12.' or '(a)', or nothing."""
        listed, level = self._list(properties)
        abstract = self._abstract.get(listed, "")
        levels = self._levels.get(abstract, {})
        if not listed or level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if listed not in self._begun:
            self._begun.add(listed)
            for (own, at), start in self._starts.items():
                if own == listed:
                    counts[at] = start - 1
        counts[level] = min(counts.get(level, levels[level].start - 1) + 1, _MOST)
        for below in [at for at in counts if at > level]:
            del counts[below]
        text = levels[level].text
        for at in range(level, -1, -1):
            if f"%{at + 1}" in text and at in levels:
                value = counts.get(at, levels[at].start)
                text = text.replace(f"%{at + 1}", _printed(value, levels[at].format))
        return text if levels[level].format not in ("bullet", "none") else ""

    def style(self, properties: etree._Element | None) -> Style:
        """The style of a paragraph."""
        named = properties.find(f"{W}pStyle") if properties is not None else None
        return self.styles.get(named.get(f"{W}val", "") if named is not None else "", Style())

    def _list(self, properties: etree._Element | None) -> tuple[str, int]:
        style = self.style(properties)
        own = properties.find(f"{W}numPr") if properties is not None else None
        listed, level = style.list, style.level
        if own is not None:
            listed = _value(own, "numId") or listed
            level = _whole(_value(own, "ilvl"), level)
        return ("", 0) if listed == "0" else (listed, level)


def numbers_of(archive: ZipFile) -> Numbers:
    """What counts the paragraphs of this Word file."""
    root = _part(archive, "word/numbering.xml")
    levels: dict[str, dict[int, _Level]] = {}
    abstract: dict[str, str] = {}
    starts: dict[tuple[str, int], int] = {}
    linked: dict[str, tuple[str, int]] = {}
    for each in root.iter(f"{W}abstractNum") if root is not None else ():
        id = each.get(f"{W}abstractNumId", "")
        levels[id] = {}
        for lvl in each.iter(f"{W}lvl"):
            at = _whole(lvl.get(f"{W}ilvl", ""), 0)
            format = _value(lvl, "numFmt") or "decimal"
            levels[id][at] = _Level(_whole(_value(lvl, "start"), 1), format, _value(lvl, "lvlText"))
            if style := _value(lvl, "pStyle"):
                linked[style] = (id, at)
    for each in root.iter(f"{W}num") if root is not None else ():
        id = each.get(f"{W}numId", "")
        abstract[id] = _value(each, "abstractNumId")
        for override in each.iter(f"{W}lvlOverride"):
            if start := _value(override, "startOverride"):
                starts[id, _whole(override.get(f"{W}ilvl", ""), 0)] = _whole(start, 1)
    return Numbers(_styles(archive, linked), levels, abstract, starts)


def _styles(archive: ZipFile, linked: Mapping[str, tuple[str, int]]) -> dict[str, Style]:
    root = _part(archive, "word/styles.xml")
    found: dict[str, etree._Element] = {}
    for each in root.iter(f"{W}style") if root is not None else ():
        found[each.get(f"{W}styleId", "")] = each
    return {id: _style(id, found, linked) for id in found}


def _style(id: str, found: Mapping[str, etree._Element], linked: Mapping[str, tuple[str, int]]) -> Style:
    """A style with what it inherits; a chain that leads back into itself ends."""
    listed, outline, level, seen, at = "", 0, None, set(), id
    while at in found and at not in seen:
        seen.add(at)
        properties = found[at].find(f"{W}pPr")
        own = properties.find(f"{W}numPr") if properties is not None else None
        if own is not None:
            listed = listed or _value(own, "numId")
            level = _whole(_value(own, "ilvl"), linked.get(at, ("", 0))[1]) if level is None else level
        if properties is not None and not outline and (printed := _value(properties, "outlineLvl")):
            outline = _whole(printed, 8) + 1
        at = _value(found[at], "basedOn")
    return Style(_value(found[id], "name"), outline if outline < 10 else 0, listed, level or 0)


def _part(archive: ZipFile, name: str) -> etree._Element | None:
    return etree.fromstring(archive.read(name), _PARSER) if name in archive.namelist() else None


def _value(element: etree._Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return child.get(f"{W}val", "") if child is not None else ""


def _whole(printed: str, otherwise: int) -> int:
    return int(printed) if printed.isdecimal() and len(printed) < 6 else otherwise


def _printed(value: int, format: str) -> str:
    if format in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 9) if value > 0 else ""
        return letter if format == "lowerLetter" else letter.upper()
    if format in ("lowerRoman", "upperRoman"):
        roman = _roman(value)
        return roman.lower() if format == "lowerRoman" else roman
    return f"{value:02}" if format == "decimalZero" else str(value)


def _roman(value: int) -> str:
    """A value in Roman figures.

    >>> _roman(14)
    'XIV'
    """
    out = ""
    steps = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
    for step, sign in (*steps, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        out += sign * (value // step)
        value %= step
    return out
