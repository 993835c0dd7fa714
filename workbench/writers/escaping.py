"""The one way from words to XML and HTML."""

from __future__ import annotations

import re

_ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def escape(text: str) -> str:
    """Text as it stands in XML and HTML, in elements and in quoted attributes: the one escaping function.

    >>> escape('<b> & "q"')
    '&lt;b&gt; &amp; &quot;q&quot;'
    """
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&#39;")
    )


def legible(text: str) -> str:
    """Text without the signs that XML cannot hold.

    >>> legible("a\\x00b")
    'ab'
    """
    return _ILLEGIBLE.sub("", text)
