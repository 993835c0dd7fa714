"""Mends what can be mended without a decision: endings, spelling, capitals, dates, typed numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from workbench.catalogue import Catalogue
from workbench.checks.negotiation import LOCKED
from workbench.checks.spelling import respelled
from workbench.checks.structure import TYPED_NUMBER, ending_signs, lacks
from workbench.checks.style import (
    AMERICAN_DATE,
    CAPITALS,
    GENDERED,
    NEUTRAL,
    NUMBERS,
    ORDINAL_DATE,
    PERCENT,
    SMALL_NUMBER,
    SPACES,
    STATES,
)
from workbench.checks.support import WRONG_CASE
from workbench.checks.terms import variants_of
from workbench.checks.texts import PROPER_NAMES, QUOTED, wording_of
from workbench.checks.wording import is_opening, repeated
from workbench.compose import live_terms
from workbench.drafting import edit, set_heading
from workbench.findings import Finding
from workbench.model import Draft, Item, Option, Provision, Role

#: What no mending touches: quotations, proper names, blanks and references.
_KEPT = re.compile(rf"\{{\{{[^{{}}]*\}}\}}|{QUOTED.pattern}|{PROPER_NAMES.pattern}")
_SUFFIX = re.compile(r"(?<=\d)/(add|rev|corr|crp)\.?\s?(\d+)", re.IGNORECASE)
_STRAIGHT = re.compile(r'(\{\{[^{}]*\}\})|"')
_CLOSERS = ']”"’)»'


def mend(draft: Draft, finding: Finding, catalogue: Catalogue | None = None) -> Draft | None:
    """The draft with what a finding reports put right, or None where that takes a decision.

    What is agreed, or has changed meanwhile so that nothing is left to mend, is not touched.
    """
    provision = draft.provision(finding.where) if finding.where else None
    if provision is None or provision.status in LOCKED:
        return None
    if provision.role is not Role.PARAGRAPH:
        return _mended_heading(draft, provision, finding.rule)
    change = _changes(draft, provision, catalogue).get(finding.rule)
    if change is None:
        return None
    mended = draft
    for option in provision.chosen_options:
        new = change(option)
        if new != option:
            mended = edit(mended, provision.id, option.id, new.text, new.items)
    return None if mended == draft else mended


def _mended_heading(draft: Draft, provision: Provision, rule: str) -> Draft | None:
    heading = TYPED_NUMBER.sub("", provision.heading)
    return (
        set_heading(draft, provision.id, heading) if rule == "L03" and heading not in ("", provision.heading) else None
    )


def _changes(
    draft: Draft, provision: Provision, catalogue: Catalogue | None
) -> Mapping[str, Callable[[Option], Option]]:
    """For each rule that can be mended in a paragraph: what it does to a wording."""
    terms = tuple(live_terms(draft, catalogue).items())
    preambular = any(leaf.id == provision.id for leaf in draft.preamble)

    def ended(option: Option) -> Option:
        wording = wording_of(option.text, option.items, preambular, draft.mode, terms)
        lines = zip(wording.lines, ending_signs(wording), strict=True)
        signs = iter([sign if lacks(line.text, sign) else "" for line, sign in lines])
        return _each_line(option, lambda text: _ended(text, next(signs)))

    def preferred(text: str) -> str:
        for variant, right in variants_of(terms):
            text = re.sub(rf"\b{re.escape(variant)}\b", right, text, flags=re.IGNORECASE)
        return text

    def in_text(how: Callable[[str], str]) -> Callable[[Option], Option]:
        return lambda option: _each_line(option, lambda text: _outside_kept(text, how))

    return {
        "L03": lambda option: _each_line(option, lambda text: TYPED_NUMBER.sub("", text)),
        "L04": _joined,
        "L05": ended,
        "L38": in_text(lambda text: WRONG_CASE.sub(lambda hit: _other_case(hit[0]), text)),
        "L39": in_text(lambda text: _SUFFIX.sub(_suffixed, text)),
        "L51": in_text(preferred),
        "L52": lambda option: _opened(draft, provision, option),
        "L70": in_text(respelled),
        "L71": in_text(_with_capitals),
        "L72": in_text(_in_words),
        "L73": in_text(lambda text: ORDINAL_DATE.sub(r"\1 \2 \3", AMERICAN_DATE.sub(r"\2 \1 \3", text))),
        "L76": lambda option: _each_line(option, _curly),
        "L77": in_text(lambda text: GENDERED.sub(lambda hit: _like(NEUTRAL[hit[0].lower()], hit[0]), text)),
        "L80": lambda option: _each_line(option, lambda text: SPACES.sub(_respaced, text)),
    }


def _each_line(option: Option, how: Callable[[str], str]) -> Option:
    text = how(option.text)
    return replace(option, text=text, items=_each_item(option.items, how))


def _each_item(items: tuple[Item, ...], how: Callable[[str], str]) -> tuple[Item, ...]:
    out = []
    for item in items:
        text = how(item.text)
        out.append(replace(item, text=text, items=_each_item(item.items, how)))
    return tuple(out)


def _outside_kept(text: str, how: Callable[[str], str]) -> str:
    """A text changed everywhere but in what no mending touches."""
    out, at = [], 0
    for kept in _KEPT.finditer(text):
        out += [how(text[at : kept.start()]), kept[0]]
        at = kept.end()
    return "".join((*out, how(text[at:])))


def _ended(text: str, sign: str) -> str:
    if not sign:
        return text
    bare = text.rstrip()
    inside = bare.rstrip(_CLOSERS)
    closers = bare[len(inside) :]
    inside = re.sub(r"\s*[.,;:]$|[,;] (?:and|or)$", "", inside.rstrip())
    return f"{inside}{sign}{closers}" if closers.startswith("]") else f"{inside}{closers}{sign}"


def _joined(option: Option) -> Option:
    """A chapeau with its one subparagraph as one sentence."""
    if len(option.items) != 1 or option.items[0].items or not option.text.rstrip().endswith(":"):
        return option
    item = option.items[0].text.strip()
    item = item if item[:2].isupper() else item[:1].lower() + item[1:]
    return replace(option, text=f"{option.text.rstrip()[:-1]} {item}", items=())


def _other_case(word: str) -> str:
    return word.swapcase()[0] + word[1:]


def _suffixed(hit: re.Match[str]) -> str:
    name = "CRP" if hit[1].upper() == "CRP" else hit[1].capitalize()
    return f"/{name}.{hit[2]}"


def _opened(draft: Draft, provision: Provision, option: Option) -> Option:
    """A preambular opening in italics; an opening that was used before, with 'also' or 'further'."""
    lead = re.match(r"(\s*\[?)\*([^*]+?)(,?)\*", option.text)
    if lead is None:
        words = option.text.split(" ")
        for count in range(1, min(5, len(words)) + 1):
            opening = " ".join(words[:count])
            if is_opening(opening.rstrip(",")) and "*" not in opening:
                rest = option.text[len(opening) :]
                return replace(option, text=f"*{opening}*{rest}")
        return option
    before = [leaf for leaf in draft.preamble[: _index(draft, provision)] if leaf.chosen_options]
    same = sum(1 for leaf in before if leaf.chosen_options[0].text.lstrip(" [").startswith(f"*{lead[2].split()[0]}"))
    if not same:
        return option
    word = "also" if same == 1 else "further"
    text = f"{lead[1]}*{repeated(lead[2], word)}{lead[3]}*{option.text[lead.end() :]}"
    return replace(option, text=text)


def _index(draft: Draft, provision: Provision) -> int:
    return next(index for index, leaf in enumerate(draft.preamble) if leaf.id == provision.id)


def _with_capitals(text: str) -> str:
    text = STATES.sub(lambda hit: re.sub(r"\bstate", "State", hit[0]).replace("member S", "Member S"), text)
    for pattern, right in CAPITALS:
        text = pattern.sub(right, text)
    return text


def _in_words(text: str) -> str:
    text = SMALL_NUMBER.sub(lambda hit: f"{NUMBERS[int(hit[1])]} ", text)
    return PERCENT.sub(lambda hit: f"{hit[0][0]} per cent", text)


def _curly(text: str) -> str:
    """Straight double marks as curly ones, in turn; those inside references stay."""
    if len(re.findall('"', re.sub(r"\{\{[^{}]*\}\}", "", text))) % 2:
        return text
    opened = False

    def turned(hit: re.Match[str]) -> str:
        nonlocal opened
        if hit[1]:
            return hit[0]
        opened = not opened
        return "“" if opened else "”"

    return _STRAIGHT.sub(turned, text)


def _like(word: str, like: str) -> str:
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def _respaced(hit: re.Match[str]) -> str:
    if "(" in hit[0] or ")" in hit[0]:
        return hit[0].strip()
    follows = hit.string[hit.end() : hit.end() + 1]
    return "" if follows and follows in ",.;:!?" else " "
