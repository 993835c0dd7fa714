"""Scripts that Word must be told of: those that run from right to left, and those of East Asia."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_LETTER = re.compile("[A-Za-z]")
_OTHER = "[A-Za-z\u00c0-\u058f\u0900-\u1fff\u2e80-\ud7af\uf900-\ufaff]"
_NEUTRAL = r"[^\n()\[\]\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"

#: Languages that run from right to left.
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def runs_from_right(language: str) -> bool:
    """Whether documents in that language run from right to left.

    >>> runs_from_right("ar"), runs_from_right("en-GB")
    (True, False)
    """
    return language[:2].lower() in RIGHT_TO_LEFT


class _Patterns(NamedTuple):
    """What finds scripts; it takes as long to compile as a page takes to write, and most texts never ask for it."""

    right_to_left: re.Pattern[str]
    east_asian: re.Pattern[str]
    strong: re.Pattern[str]
    hangul_or_kana: re.Pattern[str]
    left_to_right: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    right_to_left = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
    between = "[\\s\\d،؛؟.,;:()\\[\\]«»\"'\u2010-\u2015]*"
    return _Patterns(
        right_to_left=re.compile(f"{right_to_left}+(?:{between}{right_to_left}+)*"),
        east_asian=re.compile(
            "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]+"
        ),
        strong=re.compile(f"[A-Za-z\u00c0-\u058f\u0900-\u1fff\u2e80-\ud7af\uf900-\ufaff]|({right_to_left})"),
        hangul_or_kana=re.compile("[\u3040-\u30ff\uac00-\ud7af]"),
        # Brackets belong to these words in pairs only, and square ones never: they are of the negotiation.
        left_to_right=re.compile(rf"{_OTHER}(?:(?:{_NEUTRAL}|\({_NEUTRAL}*\))*(?:{_OTHER}|[0-9]|\({_NEUTRAL}*\)))?"),
    )


def direction(text: str) -> bool | None:
    """Whether the first letter is of a script that runs from right to left; None without a letter.

    >>> direction("1. States"), direction("العدالة"), direction("12")
    (False, True, None)
    """
    if text.isascii():
        return False if _LETTER.search(text) else None
    found = _patterns().strong.search(text)
    return None if found is None else bool(found[1])


def stretches(text: str) -> Iterator[tuple[int, int, tuple[str, str]]]:
    """The stretches of a text that need a script of their own, with the properties that say so."""
    patterns = _patterns()
    found = [
        *((m.start(), m.end(), ("", "<w:rtl/>")) for m in patterns.right_to_left.finditer(text)),
        *((m.start(), m.end(), _east_asian(m[0])) for m in patterns.east_asian.finditer(text)),
    ]
    at = 0
    for start, end, properties in sorted(found):
        if start >= at:
            yield start, end, properties
            at = end


def turned_stretches(text: str) -> Iterator[tuple[str, str]]:
    """A text of a document that runs from right to left, in pieces with their properties.

    All is turned, brackets, figures and blanks too, but for words of scripts that run the other way.

    >>> [(piece, bool(properties)) for piece, properties in turned_stretches("[الدول A/HRC/15/32, para. 3 (a)].")]
    [('[الدول ', True), ('A/HRC/15/32, para. 3 (a)', False), ('].', True)]
    """
    at = 0
    for found in _patterns().left_to_right.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], "<w:rtl/>"
        inner = found.start()
        for start, end, (before, after) in stretches(found[0]):
            if found.start() + start > inner:
                yield text[inner : found.start() + start], ""
            yield text[found.start() + start : found.start() + end], f"{before}{after}"
            inner = found.start() + end
        if inner < found.end():
            yield text[inner : found.end()], ""
        at = found.end()
    if at < len(text):
        yield text[at:], "<w:rtl/>"


def _east_asian(text: str) -> tuple[str, str]:
    language = "" if _patterns().hangul_or_kana.search(text) else '<w:lang w:eastAsia="zh-CN"/>'
    return '<w:rFonts w:hint="eastAsia"/>', language
