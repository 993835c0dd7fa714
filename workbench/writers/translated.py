"""A laid-out sheet in another official language than English: what layouts print of their own, in its fixed words.

Layouts say everything in English. Numbers, statuses and headings stand in places of their own (`label`, `aside`,
paragraphs that belong to no provision), so that what a drafter typed is never touched.
It is imported only for a document in such a language.
"""

from __future__ import annotations

import re

from lxml import etree

from workbench.languages import BEHIND, Language, language_of
from workbench.model import Status

_HEADINGS = {"part": "Part", "article": "Article"}
_LEVEL = re.compile(r"-(\d)$")
_OF_A_HEADING = re.compile(r"^(\d+|[IVXL]+)(?!\w)")
_STATUSES = tuple(Status)
_BEGINNINGS = ("See also ", "But see ")
_SENTENCES = re.compile(r"(?<=\.) (?=[A-Z“])")
#: 'Para. 1, Alt. 2; para. 3' or 'Paras. 3–5' in front of a remark, up to its colon.
_PLACED = re.compile(r"(?=Paras?\. |Alt\. )([^:]+): (?=\S)")
_PARAGRAPHS = re.compile(r"[Pp]aras?\. ((?:\w[\w ]*?)(?:(?:–|, | and )\d[\w ]*?)*)(?=, Alt|;|$)")
_JOINT = re.compile(r", | and ")
_ALTERNATIVE = re.compile(r"(?:^|(?<=, ))Alt\. \d+")


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
        if not p.get("anchor"):
            if p.text:
                p.text = _own(p.text, tongue)
            for label in p.iterchildren("label"):
                label.tail = _own(label.tail or "", tongue)
            for run in p.iterchildren("r"):
                run.text, run.tail = _said(run.text or "", tongue), _said(run.tail or "", tongue)
            if p.find("r") is not None and p[-1].tail == ".":
                p[-1].tail = tongue.stop
    for table in sheet.iter("table"):
        if table.get("title"):
            table.set("title", _own(table.get("title", ""), tongue))


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


def _own(text: str, tongue: Language) -> str:
    """The words of a paragraph of the layout itself."""
    behind = next((words for words in BEHIND if text.endswith(words)), "")
    if behind:
        return f"{_own(text.removesuffix(behind), tongue)}{tongue.said(behind)}"
    placed = _PLACED.match(text)
    if placed:
        return f"{_places(placed[1], tongue)}{tongue.colon}{_own(text[placed.end() :], tongue)}"
    begins = next((words for words in _BEGINNINGS if text.startswith(words)), "")
    if begins:
        return f"{tongue.said(begins.strip())} {text.removeprefix(begins)}"
    status = text[:1].lower() + text[1:]
    if status in _STATUSES:
        said = tongue.said(status)
        return said if text == status else said[:1].upper() + said[1:]
    return _ALTERNATIVE.sub(lambda found: tongue.sign(found[0]), _said(text, tongue))


def _places(text: str, tongue: Language) -> str:
    """The paragraphs of an article to which a remark belongs."""

    def numbered(found: re.Match[str]) -> str:
        groups = [[first, *(("", last) if last else ())] for first, _, last in map(_spanned, _JOINT.split(found[1]))]
        return tongue.units["paragraph"].of(tongue.numbers(groups), sum(map(len, groups)))

    said = re.sub(r"Alt\. \d+", lambda found: tongue.sign(found[0]), _PARAGRAPHS.sub(numbered, text))
    said = said.replace("; ", tongue.semicolon).replace(", ", tongue.list_comma)
    return said[:1].upper() + said[1:]


def _spanned(numbers: str) -> tuple[str, str, str]:
    return numbers.partition("–")


def _said(text: str, tongue: Language) -> str:
    """A piece of what a layout says, as a whole or sentence by sentence."""
    said = tongue.adopting(tongue.said(text))
    if said != text:
        return said
    pieces = _SENTENCES.split(text)
    local = [tongue.said(piece) for piece in pieces]
    return tongue.space.join(local) if local != pieces else text
