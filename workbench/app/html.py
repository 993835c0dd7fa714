"""The one way from text to HTML, and from text to a label that Streamlit reads as Markdown."""

from __future__ import annotations

import re
import unicodedata

_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escape(text: str) -> str:
    """Text as it stands in an element or a quoted attribute of HTML.

    >>> escape('<b onclick="x">')
    '&lt;b onclick=&quot;x&quot;&gt;'
    """
    return text.translate(_HTML)


def label(text: str) -> str:
    r"""Text as a label of a Streamlit control, where it would be read as Markdown.

    >>> label("[States] *shall*")
    '\\[States\\] \\*shall\\*'
    """
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def direction(text: str) -> str:
    """Which way a text runs, by its first strong letter: `rtl` or `ltr`.

    >>> direction("«الدول» States"), direction("7. States")
    ('rtl', 'ltr')
    """
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"
