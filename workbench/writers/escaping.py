"""The one way from words to XML and HTML."""

from __future__ import annotations


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
