"""One element as the page Elements shows it: its formulations, what they rest on, and what choosing one would mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from workbench.app.desk import Desk
from workbench.app.html import option_html
from workbench.app.kinds import NAMES
from workbench.app.support import STANCES
from workbench.catalogue import Catalogue
from workbench.checks import Review, element_clashes, waiver_place
from workbench.checks.table import GUARD
from workbench.citing import place
from workbench.compose import live_terms
from workbench.drafting import add_formulation, choose, option_of, pick, provisions_with, waive
from workbench.findings import Finding, Severity
from workbench.model import Citation, Draft, Provision, Waiver
from workbench.proposals import Element, Formulation, View

_GUARD = frozenset(rule.id for rule in GUARD)


@dataclass(frozen=True, kw_only=True, slots=True)
class Clash:
    """A contradiction that stands in the draft, and the justification that keeps it quiet if there is one."""

    finding: Finding
    waiver: Waiver | None

    @property
    def key(self) -> str:
        """What names it while the page is shown."""
        return f"{self.finding.rule} {waiver_place(self.finding)}"


# --- what is in the draft ---------------------------------------------------


def held_in(draft: Draft, element: str, named: str = "") -> Provision | None:
    """The provision that a choice among an element's formulations is made in: the one named, else the first."""
    held = provisions_with(draft, element)
    return next((provision for provision in held if provision.id == named), held[0] if held else None)


def clashes_at(review: Review, provision: str) -> tuple[Clash, ...]:
    """The contradictions between a provision and the rest of the draft, the justified ones last."""
    found = [*((finding, None) for finding in review.findings), *review.waived]
    return tuple(
        Clash(finding=finding, waiver=waiver)
        for finding, waiver in found
        if finding.rule in _GUARD and provision in (finding.where, finding.other)
    )


def clashing(review: Review) -> frozenset[str]:
    """The provisions and policies between which a contradiction stands that nobody justified."""
    found = [f for f in review.findings if f.rule in _GUARD and f.severity is not Severity.NOTE]
    return frozenset(id for finding in found for id in (finding.where, finding.other))


# --- as data ----------------------------------------------------------------


def element_data(desk: Desk, element: Element) -> dict[str, Any]:
    """An element for the component `formulations`."""
    provision = held_in(desk.draft, element.id, desk.provision)
    at = provision.id if provision else ""
    would = element_clashes(desk.draft, desk.catalogue, element.id, at)
    stand = clashes_at(desk.review, at) if at else ()
    terms = live_terms(desk.draft, desk.catalogue)
    return {
        "element": element.id,
        "draft": desk.draft_id,
        "provision": at,
        "kind": NAMES[element.kind],
        "title": element.title,
        "gist": element.gist,
        "places": [_linked(desk, held.id) for held in provisions_with(desk.draft, element.id)],
        "lands": "" if provision else lands(desk, element),
        "formulations": [
            _formulation(desk, element, formulation, provision, terms, would.get(formulation.id, ()), stand)
            for formulation in element.formulations
        ],
        "views": [_view(desk.catalogue, view) for view in views_of(desk.catalogue, element)],
    }


def _linked(desk: Desk, id: str) -> dict[str, str]:
    return {"id": id, "words": desk.places.get(id, "in the text")}


def lands(desk: Desk, element: Element) -> str:
    """Where the element will stand once it is picked, in words."""
    if desk.catalogue.is_preambular(element):
        return "in the preamble"
    foreseen = desk.catalogue.article_of.get(element.id)
    if foreseen is None:
        return f"in an article on {NAMES[element.kind].lower()}"
    here = desk.draft.provision(foreseen.id)
    return (
        f"in {desk.places[foreseen.id]}, “{here.heading}”"
        if here and foreseen.id in desk.places
        else (f"in a new article, “{foreseen.heading}”")
    )


def views_of(catalogue: Catalogue, element: Element) -> tuple[View, ...]:
    """The views that the formulations of an element rest on, each once, in the order of the source."""
    ids = dict.fromkeys(id for formulation in element.formulations for id in formulation.rests_on)
    order = _order(catalogue)
    return tuple(catalogue.view[id] for id in sorted((id for id in ids if id in order), key=order.__getitem__))


@lru_cache(maxsize=4)
def _order(catalogue: Catalogue) -> Mapping[str, int]:
    return {view.id: index for index, view in enumerate(catalogue.views)}


def _formulation(
    desk: Desk,
    element: Element,
    formulation: Formulation,
    provision: Provision | None,
    terms: Mapping[str, str],
    would: tuple[Finding, ...],
    stand: tuple[Clash, ...],
) -> dict[str, Any]:
    state, said = state_of(formulation, element, provision)
    if provision is None or not provision.chosen:
        buttons = [("use", "Use this", True)]
    elif state == "chosen":
        buttons = []
    elif state == "kept":
        buttons = [("drop", "Drop this alternative", False), ("use", "Settle on this", False)]
    else:
        buttons = [("keep", "Keep as alternative", False), ("use", "Use this instead", False)]
    against = {finding.where for finding in would}
    return {
        "key": formulation.id,
        "html": option_html(option_of(element, formulation, desk.draft), terms, desk.places),
        "note": formulation.note,
        "rests": list(_rests(desk.catalogue, formulation)),
        "state": state,
        "said": said,
        "clashes": [_clash(desk, clash, provision) for clash in stand if _other(clash.finding, provision) in against]
        if state
        else [],
        "warnings": [] if state else [sentence(finding.message) for finding in would],
        "buttons": buttons,
    }


def _other(finding: Finding, provision: Provision | None) -> str:
    return finding.other if provision and finding.where == provision.id else finding.where


def _clash(desk: Desk, clash: Clash, provision: Provision | None) -> dict[str, Any]:
    waiver, other = clash.waiver, _other(clash.finding, provision)
    return {
        "key": clash.key,
        "message": sentence(clash.finding.message),
        "fix": clash.finding.fix,
        "note": clash.finding.severity is Severity.NOTE,
        "place": _linked(desk, other) if other in desk.places else None,
        "by": waiver.by if waiver else "",
        "reason": waiver.reason if waiver else "",
    }


def sentence(text: str) -> str:
    """A text with a capital to begin with."""
    return text[:1].upper() + text[1:]


def state_of(formulation: Formulation, element: Element, provision: Provision | None) -> tuple[str, str]:
    """Whether a formulation is `chosen` alone or `kept` among alternatives in a provision, and how that is said."""
    origin = f"{element.id}/{formulation.id}"
    held = [o for o in provision.options if o.origin.partition("@")[0] == origin] if provision else []
    chosen = [option for option in held if provision and option.id in provision.chosen]
    if not chosen or provision is None:
        return "", ""
    edited = " (edited there)" if all(option.edited for option in chosen) else ""
    if len(provision.chosen) > 1:
        return "kept", f"An alternative in the draft{edited}"
    return "chosen", f"In the draft{edited}"


def _rests(catalogue: Catalogue, formulation: Formulation) -> Iterator[dict[str, str]]:
    """What a formulation rests on: views as the source shades them, then legal bases; each leads to its paragraph."""
    for view in _known(catalogue, formulation.rests_on):
        where = printed(catalogue, (view,))
        yield {
            "stance": STANCES[view.stance],
            "words": f"{view.attribution} ({where})",
            "title": view.label,
            "source": view.source,
            "paragraph": next(iter(view.paragraphs), ""),
        }
    for citation in formulation.cites:
        yield {
            "stance": "",
            "words": place(catalogue.source.get(citation.source), citation),
            "title": "",
            "source": citation.source,
            "paragraph": next(iter(citation.paragraphs), ""),
        }


def _known(catalogue: Catalogue, ids: Iterable[str]) -> Iterator[View]:
    return (view for id in ids if (view := catalogue.view.get(id)))


def printed(catalogue: Catalogue, views: tuple[View, ...]) -> str:
    """Where views are recorded: the paragraphs of the source with most of them, in print without its symbol."""
    by_source: dict[str, list[str]] = {}
    for view in views:
        by_source.setdefault(view.source, []).extend(view.paragraphs)
    if not by_source:
        return ""
    source, numbers = max(by_source.items(), key=lambda pair: len(pair[1]))
    words = place(catalogue.source.get(source), Citation(source=source, paragraphs=tuple(numbers)))
    return words.partition(", ")[2] or words


def _view(catalogue: Catalogue, view: View) -> dict[str, str]:
    source = catalogue.source.get(view.source)
    found = [source.paragraph(number) for number in view.paragraphs] if source else []
    return {
        "label": view.label,
        "stance": STANCES[view.stance],
        "attribution": view.attribution,
        "printed": place(source, Citation(source=view.source, paragraphs=view.paragraphs)),
        "source": view.source,
        "paragraph": next(iter(view.paragraphs), ""),
        "digest": " ".join(paragraph.digest for paragraph in found if paragraph),
    }


# --- into the draft ---------------------------------------------------------


def use(draft: Draft, catalogue: Catalogue, element_id: str, formulation_id: str, does: str, at: str = "") -> Draft:
    """The draft with a formulation of an element chosen alone (`use`), beside others (`keep`), or no more (`drop`).

    `at` is the provision meant where several hold the element.
    An element that the draft does not hold yet is put where the skeleton foresees it.
    """
    provision = held_in(draft, element_id, at)
    if provision is None:
        return pick(draft, catalogue, element_id, formulation_id)[0]
    origin = f"{element_id}/{formulation_id}"
    if does == "drop":
        left = [o.id for o in provision.chosen_options if o.origin.partition("@")[0] != origin]
        return choose(draft, catalogue, provision.id, left)
    # An option that was edited in the draft is the formulation still; it is taken up again as it stands.
    held = next((o.id for o in provision.options if o.origin.partition("@")[0] == origin), "")
    if not held:
        draft, held = add_formulation(draft, catalogue, provision.id, formulation_id)
    return choose(draft, catalogue, provision.id, (*provision.chosen, held) if does == "keep" else (held,))


def unjustify(draft: Draft, waiver: Waiver) -> Draft:
    """The draft without a justification, so that its finding is heard again."""
    return replace(draft, waivers=tuple(w for w in draft.waivers if w != waiver))


def justify(desk: Desk, clash: Clash, reason: str) -> None:
    """Records why a clash may stand, or takes the reason back where it is recorded already."""
    said = " ".join(reason.split())[:400]
    if clash.waiver is not None:
        taken_back = clash.waiver
        desk.keep(lambda draft: unjustify(draft, taken_back), f"took back a justification: {taken_back.reason}")
    elif not said:
        desk.tell("A justification needs a reason.", trouble=True)
    else:
        waiver = Waiver(rule=clash.finding.rule, where=waiver_place(clash.finding), by=desk.author, reason=said)
        desk.keep(lambda draft: waive(draft, waiver), f"justified a clash: {said}", undo=True)
