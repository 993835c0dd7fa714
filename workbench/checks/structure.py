"""Structure and numbering: L01 to L08."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.checks.rule import ERROR, NOTE, WARNING, Check, DraftCheck, Remark, WordingCheck
from workbench.checks.scene import Scene, finding
from workbench.checks.texts import Wording, shortened
from workbench.compose import FORMULAS
from workbench.findings import Finding
from workbench.model import Item, Role
from workbench.proposals import Kind

#: Words that a document of this kind may have, notes included (handbook: 10,700, in-session 3,300).
MAX_WORDS = 10_700
MAX_WORDS_IN_SESSION = 3_300

_TREATY_FORM = re.compile(r"\b(?:Convention|Covenant|Protocol|Treaty|Agreement)\b", re.IGNORECASE)
_VERB = re.compile(r"\b(?:proclaim|declare|adopt)(s?)\b", re.IGNORECASE)
_PLURAL_ORGAN = re.compile(
    r"^(?:We\b|The (?:Heads|States|Member States|Governments|Ministers|peoples|representatives)\b)", re.I
)
TYPED_NUMBER = re.compile(
    r"^\s*(?:Article\s+\d+\s*(?:bis|ter|quater)?\b[.:–-]?|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+"
)
_LATIN_NUMBER = re.compile(r"\b\d+\s?(?:bis|ter|quater|quinquies|sexies)\b")
_OBLIGATIONS = (Kind.POSITIVE_OBLIGATION, Kind.NEGATIVE_OBLIGATION)
_CLOSERS = ']”"’)»'


def parts_present(scene: Scene) -> Iterator[Finding]:
    """L01."""
    draft = scene.draft
    there = {
        "a title": draft.title.strip(),
        "a proclaiming organ": draft.front.organ.strip(),
        "a preamble": draft.preamble,
        "a proclaiming formula": draft.front.formula.strip(),
        "an article": scene.articles,
    }
    missing = [name for name, present in there.items() if not present]
    if missing:
        named = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} and {missing[-1]}"
        yield finding("L01", ERROR, "", f"The declaration still lacks {named}.", f"Add {named}.")


def formula_fits(scene: Scene) -> Iterator[Finding]:
    """L02."""
    front = scene.draft.front
    formula = FORMULAS.get(front.formula, front.formula)
    if _TREATY_FORM.search(formula):
        yield finding(
            "L02", ERROR, "", f"The formula “{formula}” speaks of a treaty.", "A declaration is proclaimed or adopted."
        )
        return
    verb = _VERB.search(formula)
    if formula and verb is None:
        yield finding(
            "L02",
            ERROR,
            "",
            f"The formula “{formula}” does not proclaim, declare or adopt anything.",
            "Take one of the usual formulas, such as “Solemnly proclaims the following Declaration:”.",
        )
    elif verb and front.organ and bool(_PLURAL_ORGAN.match(front.organ)) == bool(verb[1]):
        yield finding(
            "L02",
            ERROR,
            "",
            f"The formula has “{verb[0]}”, which does not agree with “{front.organ}”.",
            "Write the verb in the number of the proclaiming organ.",
        )
    if _TREATY_FORM.search(scene.draft.title) and "declaration" not in scene.draft.title.lower():
        yield finding(
            "L02",
            ERROR,
            "",
            f"The title “{scene.draft.title}” names a treaty, while the text is a declaration.",
            "Name the declaration in the title.",
        )


def typed_numbers(scene: Scene) -> Iterator[Finding]:
    """L03."""
    for provision in scene.articles:
        typed = TYPED_NUMBER.match(provision.heading) or _LATIN_NUMBER.search(provision.heading)
        if typed:
            yield _typed(provision.id, typed[0])
    for leaf in scene.leaves:
        for reading in leaf.readings:
            for line in reading.wording.lines:
                typed = TYPED_NUMBER.match(line.text) or (_LATIN_NUMBER.search(line.unquoted) if scene.clean else None)
                if typed:
                    yield _typed(leaf.id, typed[0])


def _typed(where: str, number: str) -> Finding:
    return finding(
        "L03",
        ERROR,
        where,
        f"The number “{number.strip()}” is typed by hand, and will not follow when articles move.",
        "Take the typed number out; numbers are printed by the workbench, and references can be inserted.",
    )


def lone_item(wording: Wording) -> Iterator[Remark]:
    """L04 within a wording."""
    if any(len(items) == 1 for items in _lists(wording.items)):
        yield Remark("There is a subparagraph (a) without a (b).", "Add a second one, or join it to its chapeau.")


def _lists(items: tuple[Item, ...]) -> Iterator[tuple[Item, ...]]:
    if items:
        yield items
    for item in items:
        yield from _lists(item.items)


def lone_part(scene: Scene) -> Iterator[Finding]:
    """L04 among parts."""
    parts = [top for top in scene.draft.body if top.role is Role.PART]
    if len(parts) == 1:
        yield finding(
            "L04",
            WARNING,
            parts[0].id,
            f"{scene.title(parts[0].id)} is the only part of the declaration.",
            "Add a second part, or do without parts.",
        )


def endings(wording: Wording) -> Iterator[Remark]:
    """L05."""
    wrong = [
        (line.text, sign)
        for line, sign in zip(wording.lines, ending_signs(wording), strict=True)
        if lacks(line.text, sign)
    ]
    if wrong:
        text, sign = wrong[0]
        name = {".": "a full stop", ",": "a comma", ";": "a semicolon", ":": "a colon"}[sign]
        what = "This preambular paragraph" if wording.preambular and not wording.items else f"“{shortened(text)}”"
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        yield Remark(f"{what} should end with {name}{more}.", f"End it with {name}.")


def ending_signs(wording: Wording) -> tuple[str, ...]:
    """The sign with which each line of a wording is to end."""
    signs = [":" if wording.items else "", *_item_signs(wording.items)]
    signs[-1] = "," if wording.preambular else "."
    return tuple(signs)


def _item_signs(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        yield ":" if item.items else ";"
        yield from _item_signs(item.items)


def lacks(text: str, sign: str) -> bool:
    """Whether a line does not end with its sign, brackets and quotation marks after it apart."""
    bare = text.rstrip().rstrip(_CLOSERS).rstrip()
    if not bare:
        return False
    # A list may also follow a comma or a dash.
    if sign == ":" and bare.endswith((":", ",", "—", "–")):
        return False
    inside = text.rstrip()
    return not bare.endswith(sign) and not inside.endswith(sign)


def nesting(wording: Wording) -> Iterator[Remark]:
    """L06."""
    if any(line.depth > 4 for line in wording.lines):
        yield Remark(
            "Subparagraphs go deeper than the fourth degree.", "Raise the deepest ones, or split the paragraph."
        )


def order_of_parts(scene: Scene) -> Iterator[Finding]:
    """L07."""
    first_duty = ""
    for article in scene.articles:
        kinds = {leaf.kind for leaf in scene.by_article.get(article.id, ())}
        if kinds and kinds <= set(_OBLIGATIONS):
            first_duty = first_duty or article.id
        elif first_duty and kinds in ({Kind.DEFINITION}, {Kind.SUBJECT}):
            what = "defines terms" if kinds == {Kind.DEFINITION} else "says who holds rights"
            yield finding(
                "L07",
                NOTE,
                article.id,
                f"{scene.title(article.id)} {what}, but stands after the obligations of {scene.title(first_duty)}.",
                "Definitions usually stand before their use, and rights before obligations.",
            )
            return


def length(scene: Scene) -> Iterator[Finding]:
    """L08."""
    words = sum(leaf.first.facts.words for leaf in scene.leaves if leaf.first)
    limit = MAX_WORDS_IN_SESSION if "/L." in scene.draft.front.symbol else MAX_WORDS
    if words > limit:
        yield finding(
            "L08",
            WARNING,
            "",
            f"The text has {words:,} words; documents of this kind may have {limit:,}.",
            "Shorten it, or move lists to an annex.",
        )


WORDING: tuple[WordingCheck, ...] = (
    Check("L04", WARNING, "Lone subparagraph (a), lone part", lone_item),
    Check("L05", WARNING, "Lines end with the sign that is due", endings),
    Check("L06", WARNING, "Nesting no deeper than the fourth degree", nesting),
)

DRAFT: tuple[DraftCheck, ...] = (
    Check("L01", ERROR, "Title, organ, preamble, formula and an article are present", parts_present),
    Check("L02", ERROR, "The formula matches the organ and the form", formula_fits),
    Check("L03", ERROR, "No number typed by hand, no bis or ter in a clean text", typed_numbers),
    Check("L04", WARNING, "Lone subparagraph (a), lone part", lone_part),
    Check("L07", NOTE, "Order of parts", order_of_parts),
    Check("L08", WARNING, "Word count within the limit", length),
)
