"""What a house style prints, turned for languages that run from right to left.

Paragraphs, tables and pages of a style file say no direction; in such a document they all take that of its language.
It is imported only where a document is written in one of these languages.
"""

from __future__ import annotations

import re

#: What stands behind the direction in the properties of a paragraph, of a run, and of a section.
_AFTER_PARAGRAPH = re.compile(
    "<w:(?:adjustRightInd|snapToGrid|spacing|ind|contextualSpacing|mirrorIndents|suppressOverlap|jc|textDirection"
    "|textAlignment|textboxTightWrap|outlineLvl|divId|cnfStyle|rPr|sectPr|pPrChange)[ />]"
)
_AFTER_RUN = re.compile("<w:(?:cs|em|lang|eastAsianLayout|specVanish|oMath|rPrChange)[ />]")
_AFTER_SECTION = re.compile("<w:(?:rtlGutter|docGrid|printerSettings|sectPrChange)[ />]|</w:sectPr>")

_PARAGRAPH = re.compile(r"(<w:p(?: [^>]*)?>)(?:<w:pPr>(.*?)</w:pPr>)?(?!</w:pPr>)", re.DOTALL)
_TABLE = re.compile(r"(<w:tblPr>(?:<w:(?:tblStyle|tblpPr|tblOverlap)[^>]*/>)*)(?!<w:bidiVisual)")
_RUN = re.compile(r"(<w:r(?: [^>]*)?>)(?:<w:rPr>(.*?)</w:rPr>)?((?:(?!</w:r>).)*</w:r>)", re.DOTALL)
_WORDS = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")
_TURNED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")


def turned(xml: str) -> str:
    """The paragraphs, runs and tables of a part from right to left; words in Latin letters stay as they are.

    >>> turned('<w:p><w:pPr><w:jc w:val="right"/></w:pPr><w:r><w:t>[</w:t></w:r></w:p>')
    '<w:p><w:pPr><w:bidi/><w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>[</w:t></w:r></w:p>'
    """
    xml = _PARAGRAPH.sub(lambda p: f"{p[1]}<w:pPr>{_with(p[2] or '', '<w:bidi/>', _AFTER_PARAGRAPH)}</w:pPr>", xml)
    xml = _TABLE.sub(r"\1<w:bidiVisual/>", xml)
    return _RUN.sub(_turned_run, xml)


def turned_section(properties: str) -> str:
    """The properties of a section whose pages, columns and notes run from right to left."""
    return _with(properties, "<w:bidi/>", _AFTER_SECTION)


def _turned_run(run: re.Match[str]) -> str:
    words = "".join(_WORDS.findall(run[3]))
    if not words or (_LETTER.search(words) and not _TURNED.search(words)):
        return run[0]
    return f"{run[1]}<w:rPr>{_with(run[2] or '', '<w:rtl/>', _AFTER_RUN)}</w:rPr>{run[3]}"


def _with(properties: str, said: str, after: re.Pattern[str]) -> str:
    if said in properties:
        return properties
    found = after.search(properties)
    at = found.start() if found else len(properties)
    return f"{properties[:at]}{said}{properties[at:]}"
