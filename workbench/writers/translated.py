"""A laid-out sheet in another official language than English: what layouts print of their own, in its fixed words.

Layouts say everything in English. Numbers, statuses and headings stand in places of their own (`label`, `aside`,
paragraphs that belong to no provision), so that what a drafter typed is never touched.
It is imported only for a document in such a language.
"""

from __future__ import annotations

import re

from lxml import etree

from workbench.languages import Language, language_of
from workbench.model import Status

_HEADINGS = {"part": "Part", "article": "Article"}
_LEVEL = re.compile(r"-(\d)$")
_OF_A_HEADING = re.compile(r"^(\d+|[IVXL]+)(?!\w)")
_STATUSES = tuple(Status)
#: The paragraphs that a layout prints of its own; all else it puts into the language itself, with `say`.
_OWN = frozenset({"annex", "contents-heading", "heading", "preambular", "paragraph"})


def translate(sheet: etree._Element, tongue: Language) -> None:
    """Put the fixed words of a sheet into that language."""
    for p in sheet.iter("p"):
        style = p.get("style", "")
        for label in p.iter("label"):
            if style in _HEADINGS:
                _heading(label, _HEADINGS[style], tongue)
            else:
                level = _LEVEL.search(style)
                _signs(label, tongue, int(level[1]) if level else 1)
        for aside in p.iter("aside"):
            aside.text = _aside(aside.text or "", tongue)
        if style in _OWN and not p.get("anchor"):
            p.text = tongue.said(p.text or "")
            for run in p.iterchildren("r"):
                run.text, run.tail = tongue.adopting(run.text or ""), tongue.adopting(run.tail or "")
            if p.find("r") is not None and p[-1].tail == ".":
                p[-1].tail = tongue.stop


def translate_numbers(root: etree._Element, language: str) -> None:
    """Put the numbers of an Akoma Ntoso tree into the fixed words of its language; names are the same in all."""
    tongue = language_of(language)
    if tongue is None:
        return
    for num in root.iter("{*}num"):
        kind, _, number = (num.text or "").partition(" ")
        if kind in tongue.headings:
            num.text = tongue.heading(kind, number)
        else:
            level = sum(etree.QName(above).localname == "item" for above in num.iterancestors())
            num.text = tongue.sign(num.text or "", max(level, 1))


def _heading(label: etree._Element, kind: str, tongue: Language) -> None:
    """'Article 1' or 'Article 2 Alt. 1', its number inside as it is marked."""
    before, after = tongue.headings[kind]
    label.text = (label.text or "").replace(f"{kind} ", before, 1)
    for element in label.iter():
        if element is label:
            continue
        text = element.text or ""
        found = _OF_A_HEADING.match(text)
        if found:
            number = tongue.part_number(found[1]) if kind == "Part" else tongue.article_number(found[1])
            rest = text[found.end() :]
            element.text = f"{number}{after}{tongue.sign(rest)}" if rest else number
            if not rest:
                _follow(element, after)
        elif text:
            element.text = tongue.sign(text)
        if element.tail:
            element.tail = tongue.sign(element.tail)


def _follow(number: etree._Element, after: str) -> None:
    """Put what stands behind a number there; behind both where it changed."""
    if number.tag in ("ins", "del"):
        if number.getnext() is not None:
            return
        number = next(number.iterancestors("no"), number)
    number.tail = f"{after}{number.tail or ''}"


def _signs(label: etree._Element, tongue: Language, level: int) -> None:
    for element in label.iter():
        if element.text:
            element.text = tongue.sign(element.text, level)
        if element.tail and element is not label:
            element.tail = tongue.sign(element.tail, level)


def _aside(text: str, tongue: Language) -> str:
    """A status, or whose words follow."""
    if text.endswith(": "):
        return f"{text.removesuffix(': ')}{tongue.colon}"
    bare = text.strip(" ()")
    return text.replace(bare, tongue.said(bare)) if bare in _STATUSES else text
