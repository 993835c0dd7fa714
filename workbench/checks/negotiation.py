"""The state of the negotiation: L10 to L17."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.checks.rule import ERROR, NOTE, WARNING, Check, DraftCheck, Remark, WordingCheck
from workbench.checks.scene import Leaf, Scene, finding
from workbench.checks.texts import Wording, shortened
from workbench.document import Mark
from workbench.findings import Finding
from workbench.model import Draft, Option, Role, Status
from workbench.wording import looks_like_template, runs, terms_in

LOCKED = (Status.AGREED, Status.AD_REFERENDUM)
_PLACEHOLDER = re.compile(
    r"\[\s*(?:…|\.{2,}|_+)?\s*\]"
    r"|\[[^\[\]]*\b(?:to be (?:completed|determined|inserted|confirmed|added|drafted)|insert|tbc|tbd)\b[^\[\]]*\]"
    r"|\bTB[DC]\b|(?<!\()\bXX+\b(?!\))|\?{3,}|_{3,}|\blorem ipsum\b|\bTODO\b",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(
    r"\[\s*[+–-]\s?[A-Z][^\[\]]*\]"
    r"|\[\s*[A-Z][\w .,&/-]{1,60}:\s*(?:[^\[\]]*)\]"
    r"|\[[^\[\]]*\bdel\.\s*\]"
    r"|\((?:proposed|proposal|supported|opposed|reserved?|reservation|retain original)\b[^()]*\)"
    r"|\b(?:[Dd]elegation|[Pp]roposal) of (?:the )?[A-Z]\w+"
)
_LATER = re.compile(r"^(?:chose|edited|changed|added|replaced|took|moved a wording|rewrote)\b", re.IGNORECASE)


def brackets(wording: Wording) -> Iterator[Remark]:
    """L10."""
    for line in wording.lines:
        fault = bracket_fault(line.raw)
        if fault:
            yield Remark(f"In “{shortened(line.text)}” {fault}.", "Open and close every bracket within one paragraph.")
            return


def bracket_fault(raw: str) -> str:
    r"""What is wrong with the square brackets of one line, or nothing; `\[` is a plain sign.

    >>> bracket_fault("[shall] [not"), bracket_fault("[a (b] c)"), bracket_fault("[[a] b]")
    ('a square bracket is opened and not closed', 'a square bracket crosses a round one', '')
    """
    if "[" not in raw and "]" not in raw:
        return ""
    stack: list[str] = []
    for run in runs(raw, {}):
        signs = run.text if Mark.BRACKET in run.marks else re.sub(r"[^()]", "", run.text)
        for sign in signs:
            if sign in "[(":
                stack.append(sign)
            elif sign == ")":
                if stack and stack[-1] == "(":
                    stack.pop()
                elif "(" in stack:
                    return "a square bracket crosses a round one"
            elif sign == "]":
                if "[" not in stack:
                    return "a square bracket is closed and was not opened"
                if stack[-1] == "(":
                    return "a square bracket crosses a round one"
                stack.pop()
    return "a square bracket is opened and not closed" if "[" in stack else ""


def unresolved(scene: Scene) -> Iterator[Finding]:
    """L11."""
    if not scene.clean:
        return
    for provision in scene.draft.walk():
        if provision.is_open:
            what = "is still in brackets" if provision.bracketed else "still has alternatives"
            fix = "Agree on it, or print the negotiating text."
            yield finding("L11", ERROR, provision.id, f"{scene.title(provision.id)} {what} in a clean text.", fix)
    for leaf in scene.leaves:
        if leaf.provision.is_open:
            continue
        lines = [line for reading in leaf.readings for line in reading.wording.lines]
        if any(Mark.BRACKET in run.marks for line in lines for run in runs(line.raw, scene.terms)):
            message = f"{scene.title(leaf.id)} has square brackets in a clean text."
            yield finding("L11", ERROR, leaf.id, message, "Settle what the brackets leave open.")


def placeholders(wording: Wording) -> Iterator[Remark]:
    """L12 within a wording."""
    known = dict(wording.terms)
    found = [hit for line in wording.lines for hit in _placeholders(line.raw, line.text)]
    found += [f"{{{{ {name} }}}}" for line in wording.lines for name in terms_in(line.raw) if name not in known]
    if found:
        yield Remark(f"“{found[0]}” still waits to be filled in.", "Write the text, or take the placeholder out.")


def _placeholders(raw: str, text: str) -> Iterator[str]:
    hit = _PLACEHOLDER.search(text)
    if hit:
        yield hit[0]
    elif looks_like_template(raw):
        yield re.search(r"\{[{%#].{0,30}", raw)[0]  # type: ignore[index]


def placeholders_around(scene: Scene) -> Iterator[Finding]:
    """L12 in the title and in headings."""
    fix = "Write the text, or take the placeholder out."
    places = [("", scene.draft.title), *((p.id, p.heading) for p in scene.draft.walk() if p.heading)]
    for where, text in places:
        for hit in _placeholders(text, text):
            what = "title" if not where else "heading"
            yield finding("L12", ERROR, where, f"In the {what}, “{hit}” still waits to be filled in.", fix)


def names_of_delegations(scene: Scene) -> Iterator[Finding]:
    """L13."""
    if not scene.clean:
        return
    names = sorted({option.by for leaf in scene.leaves for option in leaf.provision.options if len(option.by) > 3})
    for leaf in scene.leaves:
        for reading in leaf.readings[:1]:
            text = reading.text
            hit = _ATTRIBUTION.search(text)
            found = hit[0] if hit else next((name for name in names if name in text), "")
            if found:
                message = f"{scene.title(leaf.id)} names who proposed it: “{found}”."
                yield finding("L13", ERROR, leaf.id, message, "Take the name out of the clean text.")


def changed_after_agreement(scene: Scene) -> Iterator[Finding]:
    """L14."""
    for provision in scene.draft.walk():
        if provision.status not in LOCKED:
            continue
        if provision.is_open or provision.is_gap:
            message = f"{scene.title(provision.id)} is marked {provision.status}, yet it is open."
        elif _changed_since(scene.draft, provision.id):
            message = f"{scene.title(provision.id)} was changed after it was {provision.status}."
        else:
            continue
        yield finding("L14", ERROR, provision.id, message, "Reopen it with a reason, or go back to the agreed words.")


def _changed_since(draft: Draft, id: str) -> bool:
    here = [decision for decision in draft.decisions if decision.where == id]
    agreed = [n for n, decision in enumerate(here) if decision.did.startswith("status: agreed")]
    return bool(agreed) and any(_LATER.match(decision.did) for decision in here[agreed[-1] + 1 :])


def same_alternatives(scene: Scene) -> Iterator[Finding]:
    """L15."""
    fix = "Drop one of them."
    for leaf in scene.leaves:
        if len(leaf.readings) > 1:
            texts = [_normal(reading.text) for reading in leaf.readings]
            if len(set(texts)) < len(texts):
                message = f"Two alternatives of {scene.title(leaf.id)} are the same."
                yield finding("L15", WARNING, leaf.id, message, fix)
    for provision in scene.draft.walk():
        if provision.role is Role.ALTERNATIVES:
            whole = [_normal(" ".join(_words(scene, child.id))) for child in provision.children]
            filled = [text for text in whole if text]
            if len(set(filled)) < len(filled):
                message = f"Two alternatives of {scene.title(provision.id)} are the same."
                yield finding("L15", WARNING, provision.id, message, fix)


def _words(scene: Scene, article: str) -> Iterator[str]:
    return (leaf.first.text for leaf in scene.by_article.get(article, ()) if leaf.first)


def _normal(text: str) -> str:
    return " ".join(text.casefold().split())


def unattributed(scene: Scene) -> Iterator[Finding]:
    """L16."""
    for leaf in scene.leaves:
        if len(leaf.provision.chosen) > 1:
            bare = [option for option in leaf.provision.chosen_options if not option.by and not option.origin]
            if bare:
                message = f"Nobody is named for an alternative of {scene.title(leaf.id)}: “{_opening(bare[0])}”."
                yield finding("L16", NOTE, leaf.id, message, "Name its author, or the element that it comes from.")


def _opening(option: Option) -> str:
    return shortened(option.text)


def gaps(scene: Scene) -> Iterator[Finding]:
    """L17."""
    severity = ERROR if scene.clean else WARNING
    blank: dict[str, Leaf] = {}
    for leaf in scene.leaves:
        if leaf.provision.is_gap:
            message = f"No formulation is chosen for {scene.title(leaf.id)}."
            yield finding("L17", severity, leaf.id, message, "Choose a formulation, or remove the provision.")
        for reading in leaf.readings:
            for name in reading.blanks:
                blank.setdefault(name, leaf)
    for name, leaf in blank.items():
        message = f"The term “{name.replace('_', ' ')}” has no value; it is first used in {scene.title(leaf.id)}."
        yield finding("L17", severity, leaf.id, message, "Give the term a value.")


WORDING: tuple[WordingCheck, ...] = (
    Check("L10", ERROR, "Square brackets are balanced", brackets),
    Check("L12", ERROR, "No placeholder left", placeholders),
)

DRAFT: tuple[DraftCheck, ...] = (
    Check("L11", ERROR, "Nothing unresolved in a clean text", unresolved),
    Check("L12", ERROR, "No placeholder left", placeholders_around),
    Check("L13", ERROR, "No names of delegations in a clean text", names_of_delegations),
    Check("L14", ERROR, "What is agreed stays as agreed", changed_after_agreement),
    Check("L15", WARNING, "Alternatives differ", same_alternatives),
    Check("L16", NOTE, "Alternatives name their author or source", unattributed),
    Check("L17", WARNING, "Every provision has a formulation, every term a value", gaps),
)
