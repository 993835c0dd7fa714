"""The one way from text to HTML, and from text to a label that Streamlit reads as Markdown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from workbench.document import CHANGES, Block, Mark, Run
from workbench.model import Item, Option
from workbench.numbering import item_number
from workbench.wording import runs

_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_TAGS = (
    (Mark.LEAD, "em"),
    (Mark.BRACKET, "b"),
    (Mark.BLANK, "mark"),
    (Mark.INSERTED, "ins"),
    (Mark.DELETED, "del"),
)
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~$&]|:(?=[A-Za-z]))")
_BEGINNING = re.compile(r"^(\d*)([-+.)])")


def escape(text: str) -> str:
    """Text as it stands in an element or a quoted attribute of HTML.

    >>> escape('<b onclick="x">')
    '&lt;b onclick=&quot;x&quot;&gt;'
    """
    return text.translate(_HTML)


def label(text: str) -> str:
    r"""Text as a label of a Streamlit control, where it would be read as Markdown.

    >>> print(label("[States] *shall*"))
    \[States\] \*shall\*
    >>> print(label("1. See A/HRC/21/44: :red[x]"))
    1\. See A/HRC/21/44: \:red\[x\]
    """
    return _BEGINNING.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", " ".join(text.split())))


def when(at: str) -> str:
    """A stored time as people say it, where the reader is: Tuesday 24 November 09:00, with the year if it is another.

    >>> when("long ago")
    'long ago'
    """
    try:
        time = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at
    year = "" if time.year == datetime.now().astimezone().year else f" {time.year}"
    return f"{time:%A} {time.day} {time:%B}{year} {time:%H:%M}"


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


def runs_html(runs: Iterable[Run]) -> str:
    """The runs of a block as HTML: lead phrases, brackets, blanks, changes and notes marked.

    >>> runs_html([Run(text="Recalling", marks=frozenset({Mark.LEAD})), Run(text=" <all>,")])
    '<em>Recalling</em> &lt;all&gt;,'
    """
    return "".join(_run_html(run) for run in runs)


def _run_html(run: Run) -> str:
    text = escape(run.text)
    for mark, tag in _TAGS:
        if mark in run.marks:
            aloud = f'<span class="aloud">[{mark}: </span>', '<span class="aloud">]</span>'
            text = f"<{tag}>{aloud[0]}{text}{aloud[1]}</{tag}>" if mark in CHANGES else f"<{tag}>{text}</{tag}>"
    return text


def block_html(block: Block) -> str:
    """A block with what belongs to it, as paragraphs that say which provision they are."""
    return (
        f'<div data-provision="{escape(block.id)}" class="provision">{"".join(_paragraphs(block, block.number))}</div>'
    )


def _paragraphs(block: Block, number: str) -> Iterator[str]:
    if block.runs or not block.children:
        sign = f'<span class="number">{escape(number)}</span> ' if number else ""
        yield f'<p class="level-{block.level}" dir="{direction(block.text)}">{sign}{runs_html(block.runs)}</p>'
        number = ""
    for child in block.children:
        # Alternatives share the number of their provision: it stands before the first of them.
        yield from _paragraphs(child, f"{number} {child.number}".strip())
        number = ""


def option_html(option: Option, terms: Mapping[str, str], places: Mapping[str, str]) -> str:
    """A wording as paragraphs: the sentence or chapeau, then its sub-paragraphs with their signs."""
    return "".join(_wording(option.text, option.items, 0, "", terms, places))


def _wording(
    text: str, items: tuple[Item, ...], level: int, sign: str, terms: Mapping[str, str], places: Mapping[str, str]
) -> Iterator[str]:
    line = [
        replace(run, text=places.get(run.target, "[missing reference]")) if Mark.REFERENCE in run.marks else run
        for run in runs(text, terms)
    ]
    mark = f'<span class="number">{escape(sign)}</span> ' if sign else ""
    yield f'<p class="level-{level}" dir="{direction(text)}">{mark}{runs_html(line)}</p>'
    for place, item in enumerate(items, 1):
        yield from _wording(item.text, item.items, level + 1, item_number(level + 1, place), terms, places)
