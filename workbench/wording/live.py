"""A provision's text, as a drafter types it: light marks, blanks and references; all else is literal.

Live are `{{ known_term }}`, `{{ "provision-id" | ref }}`, `*lead phrase*` and square brackets.
A backslash makes a sign plain: `\\*`, `\\[`, `\\{{`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from workbench.document import NO_MARKS, Mark, Run, joined

NAME = r"[a-z][a-z0-9_]*"
ID = r"[a-z][a-z0-9-]*"
_LIVE = re.compile(
    rf"""\\(?P<plain>[*\[\]\\]|\{{(?=\\?\{{))
    |\{{\{{\s*(?P<term>{NAME})\s*\}}\}}
    |\{{\{{\s*"(?P<ref>{ID})"\s*\|\s*ref\s*\}}\}}
    |\{{(?P<literal>\{{[^{{}}]*\}}\}}|%[^{{}}]*%\}}|\#[^{{}}]*\#\}})
    |\*(?P<star>)
    |\[(?P<bracket>)
    |\](?P<closing>)""",
    re.VERBOSE,
)  # Every branch opens with a literal sign: so the engine skips to the next sign instead of trying each letter.
LEFTOVER = re.compile(r"\{\{|\{%|\{#")

_BRACKET = frozenset({Mark.BRACKET})
_BLANK = frozenset({Mark.BLANK})
_REFERENCE = frozenset({Mark.REFERENCE})
_LEAD = frozenset({Mark.LEAD})
_EAST_ASIA = "\u2e80"


def blank(term: str) -> str:
    """How a term without a value is printed.

    >>> blank("rights_holders")
    '[rights holders]'
    """
    return f"[{term.replace('_', ' ')}]"


def escaped(text: str) -> str:
    r"""Plain text as it must be typed to arrive literally.

    >>> escaped("a * b [c]")
    'a \\* b \\[c\\]'
    >>> escaped("{{ x }}")
    '\\{{ x }}'
    """
    return re.sub(r"([*\[\]\\]|\{(?=\{))", r"\\\1", text)


def runs(text: str, terms: Mapping[str, str]) -> tuple[Run, ...]:
    """The runs of a drafter's text; `terms` maps every known term to its value, empty for none.

    A value is inserted as it is and never parsed again.

    >>> [str(run) for run in runs("*Recalling* [all] {{ holders }} {{ 7*7 }},", {"holders": "peoples"})]
    ['*Recalling*', ' ', '[', 'all', ']', ' peoples {{ 7*7 }},']
    """
    if not any(sign in text for sign in "*[]{\\"):
        return (Run(text=text),) if text else ()
    out: list[Run] = []
    at = 0
    lead_until = -1
    for found in _LIVE.finditer(text):
        start = found.start()
        marks = _LEAD if start <= lead_until else NO_MARKS
        if start > at:
            out.append(Run(text=text[at:start], marks=marks))
        at = found.end()
        kind = found.lastgroup
        if kind == "plain":
            out.append(Run(text=found["plain"], marks=marks))
        elif kind == "term":
            name = found["term"]
            if name not in terms:
                out.append(Run(text=found[0], marks=marks))
            elif terms[name]:
                out.append(Run(text=terms[name], marks=marks))
            else:
                out.append(Run(text=blank(name), marks=marks | _BLANK))
        elif kind == "ref":
            out.append(Run(text="", marks=marks | _REFERENCE, target=found["ref"]))
        elif kind == "literal":
            out.append(Run(text=found[0], marks=marks))
        elif kind in ("bracket", "closing"):
            out.append(Run(text=found[0], marks=marks | _BRACKET))
        elif start == lead_until:
            lead_until = -1
        else:
            lead_until = _closing_star(text, start) if lead_until < 0 else lead_until
            if lead_until < 0:
                out.append(Run(text="*", marks=marks))
    if at < len(text):
        out.append(Run(text=text[at:]))
    return joined(tuple(out))


def _closing_star(text: str, start: int) -> int:
    """Where the lead phrase that opens at `start` closes, or -1 if the star there is a plain one.

    The stars of a lead phrase touch its words inside and no letter outside, so that 2*3 and 4*5 stay as they are.
    Chinese writes its words without space between them, so that its letters may follow.

    >>> [str(run) for run in runs("*遵循*联合国宪章，2*3*4", {})]
    ['*遵循*', '联合国宪章，2*3*4']
    """
    if text[start + 1 : start + 2].strip() == "" or _touches(text[start - 1 : start]):
        return -1
    for found in _LIVE.finditer(text, start + 1):
        if found["star"] is not None:
            end = found.start()
            touches = end > start + 1 and not text[end - 1].isspace() and not _touches(text[end + 1 : end + 2])
            return end if touches else -1
    return -1


def _touches(sign: str) -> bool:
    """Whether this is a letter or a figure that a word could go on with; Chinese has no space between words."""
    return sign.isalnum() and sign < _EAST_ASIA


def plain(text: str, terms: Mapping[str, str]) -> str:
    """The words of a text without its marks, blanks filled; references print as an ellipsis.

    >>> plain("*Recalling* {{ holders }},", {"holders": "peoples"})
    'Recalling peoples,'
    """
    return plain_text(runs(text, terms))


def plain_text(line: tuple[Run, ...]) -> str:
    """The words of runs; references, which have no text before numbering, print as an ellipsis."""
    return "".join("…" if Mark.REFERENCE in run.marks else run.text for run in line)


def terms_in(text: str) -> tuple[str, ...]:
    """The names that stand as blanks in a text, in order of appearance, known or not.

    >>> terms_in("{{ duty_bearers }} owe {{ rights_holders }} this")
    ('duty_bearers', 'rights_holders')
    """
    return tuple(dict.fromkeys(found["term"] for found in _LIVE.finditer(text) if found["term"]))


def references_in(text: str) -> tuple[str, ...]:
    """The provision ids that a text refers to, in order of appearance."""
    return tuple(dict.fromkeys(found["ref"] for found in _LIVE.finditer(text) if found["ref"]))


def looks_like_template(text: str) -> bool:
    """Whether something is left in a text that looks live but is literal (finding L12)."""
    rest = _LIVE.sub(lambda found: " " if found["term"] or found["ref"] else found[0], text)
    return LEFTOVER.search(rest) is not None
