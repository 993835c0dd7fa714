"""What an Akoma Ntoso file says of itself: work, expression and manifestation, from the front matter alone."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from lxml import etree

from workbench.document import Document

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

#: The date of what has none: the schema requires one, and the clock is not asked.
UNDATED = "0001-01-01"

_LANGUAGES = {"ar": "ara", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "zh": "zho"}
_CANNOT_HOLD = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)))
_MOST = 60


def clean_text(text: str) -> str:
    """The text without the signs that XML cannot hold.

    >>> clean_text("a\\x00b\\tc")
    'ab\\tc'
    """
    return text.translate(_CANNOT_HOLD)


def slug(text: str) -> str:
    """A text as a part of an address: small Latin letters, figures and hyphens.

    >>> slug("A/HRC/58/L.12"), slug("Côte d’Ivoire"), slug("中文")
    ('a-hrc-58-l-12', 'cote-d-ivoire', '')
    """
    plain = unicodedata.normalize("NFKD", text).lower()
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_MOST].strip("-")


def number_part(number: str) -> str:
    """A printed number as it stands in an eId: without its punctuation.

    >>> number_part("(a)"), number_part("3 bis"), number_part("IV.")
    ('a', '3bis', 'IV')
    """
    return "".join(sign for sign in number if sign.isascii() and sign.isalnum())


def iso_date(text: str) -> str:
    """The day of an ISO date or time, or UNDATED if it is none.

    >>> iso_date("2026-11-23T09:00:00Z"), iso_date("2026-02-31")
    ('2026-11-23', '0001-01-01')
    """
    day = text[:10]
    try:
        return date.fromisoformat(day).isoformat() if len(day) == len(UNDATED) else UNDATED
    except ValueError:
        return UNDATED


def language(code: str) -> str:
    """The code of a language in three letters, `und` if it is not known.

    >>> language("fr"), language("en-GB"), language("deu"), language("?")
    ('fra', 'eng', 'deu', 'und')
    """
    if re.fullmatch("[a-z]{3}", code):
        return code
    return _LANGUAGES.get(code[:2], "und") if re.fullmatch("[a-z]{2}(-.*)?", code, re.DOTALL) else "und"


def identification(
    meta: etree._Element, document: Document, *, draft_id: str = "", revision: int = 0
) -> etree._Element:
    """The three levels of identity, then the author to whom they refer, in the list that is returned."""
    front = document.front
    day, tongue = iso_date(front.date), language(front.language)
    work = f"/akn/un/statement/deliberation/{day}/{slug(front.symbol) or slug(document.title) or 'nn'}"
    expression = f"{work}/{tongue}@{day if day != UNDATED else ''}"
    dated = "draft" if day != UNDATED else "undated"
    element = _add(meta, "identification", source="#author")

    level = _level(element, "FRBRWork", f"{work}/!main", work, day, dated, title=document.title)
    _add(level, "FRBRcountry", value="un")
    _add(level, "FRBRsubtype", value="deliberation")
    if front.symbol:
        _add(level, "FRBRnumber", value=clean_text(front.symbol))
    _add(level, "FRBRprescriptive", value="false")
    _add(level, "FRBRauthoritative", value="false")

    level = _level(element, "FRBRExpression", f"{expression}/!main", expression, day, dated, draft=draft_id)
    if revision:
        _add(level, "FRBRversionNumber", value=str(revision))
    _add(level, "FRBRlanguage", language=tongue)

    level = _level(element, "FRBRManifestation", f"{expression}/!main.xml", f"{expression}.xml", day, dated)
    _add(level, "FRBRformat", value="application/xml")

    name = front.body or front.organ.rstrip(",") or "United Nations"
    listed = _add(meta, "references", source="#author")
    href = f"/akn/ontology/organization/un.{slug(name) or 'author'}"
    _add(listed, "TLCOrganization", eId="author", href=href, showAs=clean_text(name))
    return listed


def _level(
    parent: etree._Element, tag: str, this: str, uri: str, day: str, dated: str, **aliases: str
) -> etree._Element:
    """One level with what all levels say; `aliases` are other names of it, by what they are."""
    level = _add(parent, tag)
    _add(level, "FRBRthis", value=this)
    _add(level, "FRBRuri", value=uri)
    for name, value in aliases.items():
        if value:
            _add(level, "FRBRalias", value=clean_text(value), name=name)
    _add(level, "FRBRdate", date=day, name=dated)
    _add(level, "FRBRauthor", href="#author")
    return level


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
