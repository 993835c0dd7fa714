"""Compare wordings: the formulations of an element, or all that a provision has to choose among."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from workbench.app import components
from workbench.app.comparing import (
    Shown,
    collated_html,
    inline,
    plot,
    row_by_row,
    side_by_side,
    substance,
)
from workbench.app.desk import Desk
from workbench.app.html import escape
from workbench.app.wordings import choose_keys, offers
from workbench.bracketing import Collated, Step, collated, resolved, typed
from workbench.catalogue import Catalogue
from workbench.comparison import MOST, Comparison, Wording, cited_by, compared, profiles
from workbench.drafting import (
    add_formulation,
    add_option,
    choose,
    cite,
    option_of,
    pick,
    provision_of,
    provisions_with,
    support_of,
)
from workbench.errors import WorkbenchError
from workbench.model import Citation, Draft, Item, Option, Provision
from workbench.proposals import Element, Formulation
from workbench.writers.comparisons import ENDINGS, write_comparison

SIDE, INLINE, COLLATED = "side", "inline", "collated"
VIEWS = {SIDE: "Side by side", INLINE: "Inline", COLLATED: "Collated"}
_STEPS = "compare_steps"


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidates:
    """What can be compared here; `preferred` are the keys to begin with, `provision` where it stands in the draft."""

    title: str
    about: str
    wordings: tuple[Wording, ...]
    preferred: tuple[str, ...]
    element: str = ""
    provision: str = ""
    note: str = ""


def of_element(desk: Desk, element: Element) -> Candidates:
    """The formulations of an element, and where it stands in the draft."""
    held = next(iter(provisions_with(desk.draft, element.id)), None)
    wordings = [_wording(desk.catalogue, f.id, option_of(element, f, desk.draft), f) for f in element.formulations]
    return _candidates(element.title, element.gist, wordings, [], element=element.id, provision=held.id if held else "")


def of_provision(desk: Desk, provision: Provision) -> Candidates:
    """The wordings of a provision, edits included, and the formulations of its element that are not among them."""
    element = desk.catalogue.element.get(provision.element)
    wordings = []
    for offer in offers(desk.draft, desk.catalogue, provision):
        taken = desk.catalogue.taken(offer.option.origin)
        wordings.append(_wording(desk.catalogue, offer.key, offer.option, taken[1] if taken else None))
    where = desk.places.get(provision.id, "a provision")
    held = [option.id for option in provision.options]
    chosen = next((keys for keys in (provision.chosen, held) if len(keys) > 1), ())
    return _candidates(
        where[:1].upper() + where[1:],
        element.title if element else "",
        wordings,
        chosen,
        element=element.id if element else "",
        provision=provision.id,
    )


def _wording(catalogue: Catalogue, key: str, option: Option, formulation: Formulation | None) -> Wording:
    if formulation is None:
        return Wording(key=key, name=f"Own formulation{f', by {option.by}' if option.by else ''}", option=option)
    views = (catalogue.view.get(id) for id in formulation.rests_on)
    return Wording(
        key=key,
        name=name_of(formulation.id) + (", edited" if option.edited else ""),
        option=option,
        views=tuple(view for view in views if view is not None),
        cites=formulation.cites,
    )


def name_of(id: str) -> str:
    """What a formulation is called.

    >>> name_of("peoples-and-individuals"), name_of("claim-on-states")
    ('Peoples and individuals', 'Claim on States')
    """
    words = re.sub(r"\bstates?\b", lambda found: found[0].capitalize(), id.replace("-", " "))
    return words[:1].upper() + words[1:]


def _candidates(
    title: str, about: str, wordings: Sequence[Wording], preferred: Iterable[str], *, element: str, provision: str
) -> Candidates:
    written = [w for w in wordings if w.option.text.strip() or w.option.items]
    lettered = tuple(replace(w, letter=chr(ord("A") + n)) for n, w in enumerate(written[:MOST]))
    notes = []
    if len(written) < len(wordings):
        notes.append("A formulation without words is left out.")
    if len(written) > MOST:
        notes.append(f"Of {len(written)} formulations the first {MOST} are here.")
    keys = tuple(wording.key for wording in lettered)
    return Candidates(
        title=title,
        about=about,
        wordings=lettered,
        preferred=tuple(key for key in preferred if key in keys) or keys,
        element=element,
        provision=provision,
        note=" ".join(notes),
    )


# --- the page -----------------------------------------------------------------


def wordings(desk: Desk, found: Candidates) -> None:
    """Draws the comparison: its views, what can be done with it, and what differs in substance."""
    if len(found.wordings) < 2:
        _alone(desk, found)
        return
    asked = [key for key in desk.asked("only").split(",") if key]
    only = [w.key for w in found.wordings if w.key in asked]
    only = only if len(only) > 1 else list(found.preferred)
    taking_part = [wording for wording in found.wordings if wording.key in only]
    try:
        comparison = compared(found.title, taking_part, desk.terms, desk.places, base=desk.asked("base"))
        cited = cited_by(taking_part, desk.catalogue.source)
        about = profiles(comparison, cited)
        made = resolved(collated(comparison), _steps(comparison))
    except WorkbenchError as error:
        st.html(f'<p class="empty">{escape(str(error)[:1].upper() + str(error)[1:])}.</p>')
        return
    view = desk.asked("view") if desk.asked("view") in VIEWS else SIDE
    with st.container(key="compare_bar", horizontal=True, vertical_alignment="center", gap="medium"):
        _views(view)
        _switches(desk, view)
        st.space("stretch")
        _exports(comparison, cited, made)
    _draw(desk, found, comparison, made, view)
    _actions(desk, found, comparison, made, view)
    st.html(
        '<h3 class="section">What differs in substance</h3><p class="empty">Read off the words by plain rules; '
        "“not stated” where no rule knows.</p>"
    )
    left, right = st.columns([72, 28], gap="medium")
    left.html(substance(comparison, about))
    right.html(plot(comparison, about))


def _alone(desk: Desk, found: Candidates) -> None:
    count = "one formulation only" if found.wordings else "no formulation yet"
    st.html(f'<p class="empty">{escape(found.title)} has {count}: there is nothing to compare it with.</p>')
    if found.provision:
        st.button(
            "Write another formulation there",
            key="compare_write",
            on_click=desk.go,
            args=("draft",),
            kwargs={"provision": found.provision},
        )


def _views(view: str) -> None:
    st.session_state["compare_view"] = view
    st.segmented_control(
        "View",
        list(VIEWS),
        key="compare_view",
        format_func=VIEWS.__getitem__,
        label_visibility="collapsed",
        on_change=_set,
        args=("view", "compare_view"),
    )


def _set(name: str, key: str) -> None:
    value = st.session_state[key]
    if value is True:
        st.query_params[name] = "yes"
    elif value:
        st.query_params[name] = str(value)
    elif name in st.query_params:
        del st.query_params[name]


def _switches(desk: Desk, view: str) -> None:
    if view == SIDE:
        name, label, help = "rows", "Row by row", "A table: a row for each stretch that they share or differ in"
    elif view == COLLATED:
        name, label, help = "who", "Whose words", "Names in each bracket whose words they are"
    else:
        return
    st.session_state[f"compare_{name}"] = desk.asked(name) == "yes"
    st.toggle(label, key=f"compare_{name}", help=help, on_change=_set, args=(name, f"compare_{name}"))


def _draw(desk: Desk, found: Candidates, comparison: Comparison, made: Collated, view: str) -> None:
    who = desk.asked("who") == "yes"
    if view == COLLATED:
        shown = collated_html(made, comparison.letters, attribution=who)
        noun, nouns, none = "Bracket", "brackets to settle", "No bracket is open."
    elif view == INLINE:
        shown = inline(comparison)
        noun, nouns, none = "Difference", "differences", "They are the same, word for word."
    else:
        shown = row_by_row(comparison) if desk.asked("rows") == "yes" else side_by_side(comparison)
        noun, nouns, none = "Difference", "differences", "They are the same, word for word."
    components.comparison(
        key="compare_view_of_it",
        data={
            "key": f"{found.element or found.provision}/{_of(comparison)}",
            "view": view,
            "legend": _legend(found, comparison),
            "based": view != COLLATED,
            "noun": noun,
            "nouns": nouns,
            "none": none,
            **as_data(shown),
        },
        on_asked_change=lambda: _asked(comparison),
    )
    if found.note:
        st.html(f'<p class="empty">{escape(found.note)}</p>')


def as_data(shown: Shown) -> dict[str, object]:
    """A view as the component takes it."""
    return {"html": shown.html, "marks": shown.marks(), "choices": shown.choices}


def _legend(found: Candidates, comparison: Comparison) -> list[dict[str, object]]:
    on = [wording.key for wording in comparison.wordings]
    base = comparison.wordings[comparison.base].key
    return [
        {"key": w.key, "letter": w.letter, "name": w.name, "on": w.key in on, "base": w.key == base, "said": ""}
        for w in found.wordings
    ]


def _asked(comparison: Comparison) -> None:
    asked = st.session_state["compare_view_of_it"].asked
    does = str(asked["does"])
    if does == "base":
        st.query_params["base"] = str(asked["key"])
    elif does == "only":
        st.query_params["only"] = ",".join(str(key) for key in asked["keys"])
    elif does == "resolve":
        take(comparison, Step(int(asked["row"]), tuple(int(n) for n in asked["place"]), int(asked["variant"])))


# --- resolving brackets ---------------------------------------------------------


def _of(comparison: Comparison) -> str:
    """What a row of resolved brackets belongs to: these wordings, as they stand."""
    return repr([(wording.key, wording.option.text, wording.option.items) for wording in comparison.wordings])


def _steps(comparison: Comparison) -> tuple[Step, ...]:
    key, steps = st.session_state.get(_STEPS, ("", ()))
    return tuple(Step(*step) for step in steps) if key == _of(comparison) else ()


def take(comparison: Comparison, step: Step) -> None:
    """Resolves one more bracket."""
    steps = (*_steps(comparison), step)
    # Values of the standard library only: they outlive a new version of this module.
    st.session_state[_STEPS] = (_of(comparison), tuple((s.row, s.place, s.variant) for s in steps))


def _take_back(comparison: Comparison, count: int) -> None:
    left = _steps(comparison)[: len(_steps(comparison)) - count]
    st.session_state[_STEPS] = (_of(comparison), tuple((s.row, s.place, s.variant) for s in left))


# --- into the draft ---------------------------------------------------------------


def _actions(desk: Desk, found: Candidates, comparison: Comparison, made: Collated, view: str) -> None:
    where = desk.places.get(found.provision, "")
    with st.container(key="compare_actions", horizontal=True, vertical_alignment="center", gap="small"):
        if view == COLLATED:
            st.button(
                "Put this into the draft",
                key="compare_put",
                type="primary",
                help=f"Becomes the formulation of {where}, brackets included"
                if where
                else "Puts the element into the draft with this formulation, brackets included",
                on_click=_put,
                args=(desk, found, comparison, made),
            )
        st.button(
            f"Keep these {len(comparison.wordings)} as alternatives",
            key="compare_keep",
            help=f"{where[:1].upper()}{where[1:]} stays open between them"
            if where
            else "In the draft, open between them",
            on_click=_keep,
            args=(desk, found, tuple(wording.key for wording in comparison.wordings)),
        )
        steps = _steps(comparison)
        if view == COLLATED and steps:
            st.button("Take back the last choice", key="compare_back", on_click=_take_back, args=(comparison, 1))
            st.button("Open all again", key="compare_reset", on_click=_take_back, args=(comparison, len(steps)))
        if found.provision:
            st.button(
                f"In the draft: {where}",
                key="compare_open",
                type="tertiary",
                help="Opens the provision on the page Draft",
                on_click=desk.go,
                args=("draft",),
                kwargs={"provision": found.provision},
            )


def _put(desk: Desk, found: Candidates, comparison: Comparison, made: Collated) -> None:
    who = desk.asked("who") == "yes"
    named = replace(made, names=tuple(wording.name for wording in comparison.wordings))
    text, items = typed(named, attribution=who)
    keys = tuple(wording.key for wording in comparison.wordings)
    desk.keep(
        lambda draft: put(draft, desk.catalogue, found, keys, text, items, by=desk.author),
        f"put the collated text into {desk.places.get(found.provision, 'the draft')}",
        undo=True,
    )


def put(
    draft: Draft,
    catalogue: Catalogue,
    found: Candidates,
    keys: Sequence[str],
    text: str,
    items: tuple[Item, ...],
    *,
    by: str,
) -> Draft:
    """The draft with a text of one's own, collated from these wordings, chosen in its provision."""
    draft, provision = _placed(draft, catalogue, found, keys)
    same = next((o for o in provision_of(draft, provision).options if (o.text, o.items) == (text, items)), None)
    if same is None:
        draft, option = add_option(draft, provision, text, items, by=by)
    else:
        option = same.id
    return choose(draft, None, provision, (option,))


def _keep(desk: Desk, found: Candidates, keys: tuple[str, ...]) -> None:
    desk.keep(
        lambda draft: keep(draft, desk.catalogue, found, keys),
        f"kept {len(keys)} alternatives in {desk.places.get(found.provision, 'the draft')}",
        undo=True,
    )


def keep(draft: Draft, catalogue: Catalogue, found: Candidates, keys: Sequence[str]) -> Draft:
    """The draft with these wordings kept as the alternatives of their provision."""
    draft, provision = _placed(draft, catalogue, found, keys)
    if draft.provision(found.provision) is not None and _is_of_provision(found):
        return choose_keys(draft, catalogue, provision, keys)
    chosen = []
    for key in keys:
        draft, option = add_formulation(draft, catalogue, provision, key)
        chosen.append(option)
    return choose(draft, catalogue, provision, chosen)


def _is_of_provision(found: Candidates) -> bool:
    """Whether the keys are a provision's own, and not those of an element's formulations."""
    return any(w.key.startswith("f:") or not w.option.origin or w.option.edited for w in found.wordings)


def _placed(draft: Draft, catalogue: Catalogue, found: Candidates, keys: Sequence[str]) -> tuple[Draft, str]:
    """The draft with the provision that the wordings belong to; made where the skeleton foresees it, if missing."""
    if draft.provision(found.provision) is not None:
        return draft, found.provision
    element = catalogue.element[found.element]
    draft, provision = pick(draft, catalogue, element.id, keys[0])
    for formulation in element.formulations:
        if formulation.id in keys:
            for citation in support_of(catalogue, formulation):
                draft = cite(draft, provision, citation)
    return draft, provision


# --- files ------------------------------------------------------------------------


def _exports(comparison: Comparison, cited: dict[Citation, str], made: Collated) -> None:
    with st.popover("Export this", key="compare_export", on_change="rerun", type="tertiary") as opened:
        if not opened.open:
            return
        for ending, what in ENDINGS.items():
            st.download_button(
                f".{ending}: {what}",
                key=f"compare_export_{ending}",
                data=partial(write_comparison, comparison, made, ending, cited=cited),
                file_name=f"comparison.{ending}",
                on_click="ignore",
                type="tertiary",
            )
