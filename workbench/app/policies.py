"""Choices of the draft that are no text, such as 'no negative obligations', each with what it clashes with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import streamlit as st

from workbench.app import components
from workbench.app.desk import Desk
from workbench.app.element import Clash, clashes_at, justify, sentence
from workbench.app.html import escape, label
from workbench.app.support import STANCES
from workbench.checks import policy_clashes
from workbench.model import Draft
from workbench.proposals import Policy

_SHOWN = 5
_CUT = 70


def policies(desk: Desk) -> None:
    """Draws a tick for every policy of the catalogue; the contradiction guard reads what is ticked."""
    if not desk.catalogue.policies:
        return
    st.html(
        '<h3 class="section">Choices that are no text</h3><p class="empty">They print nothing; the checks hold the '
        "draft to them.</p>"
    )
    for policy in desk.catalogue.policies:
        key = f"draft_policy_{policy.id}"
        st.session_state[key] = policy.id in desk.draft.policies
        st.checkbox(label(policy.label), key=key, help=_held_by(desk, policy), on_change=_tick, args=(desk, policy))
        found = clashes_at(desk.review, policy.id) if policy.id in desk.draft.policies else ()
        if found:
            components.plain(
                key=f"draft_policy_clashes_{policy.id}",
                data={"provision": policy.id, "html": "".join(_clashes(desk, found))},
                on_did_change=lambda id=policy.id: did(desk, st.session_state[f"draft_policy_clashes_{id}"].did),
            )


def _held_by(desk: Desk, policy: Policy) -> str | None:
    """The whole label where the page cuts it, who said it, and before it is ticked, what it would clash with."""
    views = [view for id in policy.rests_on if (view := desk.catalogue.view.get(id))]
    said = [f"{STANCES[view.stance]}, {view.attribution}: {view.label}" for view in views]
    if policy.id not in desk.draft.policies:
        said += [clash.message for clash in policy_clashes(desk.draft, desk.catalogue, policy.id)[:_SHOWN]]
    whole = [policy.label] if len(policy.label) > _CUT else []
    return label("; ".join([*whole, *said])) or None


def _clashes(desk: Desk, found: tuple[Clash, ...]) -> Iterator[str]:
    """The contradictions that stand, each with a line to say why, the justified ones with the reason."""
    for clash in found:
        message, key = escape(sentence(clash.finding.message)), escape(clash.key)
        if clash.waiver is not None:
            yield (
                f'<div class="finding"><p>{message} <span class="fix">{escape(clash.waiver.by)}: '
                f'{escape(clash.waiver.reason)}</span> <button type="button" class="link" data-does="unjustify" '
                f'value="{key}">Take this reason back</button></p></div>'
            )
        else:
            yield (
                f'<div class="finding {clash.finding.severity}"><p>{message}</p><form data-form="justify">'
                f'<input type="hidden" name="clash" value="{key}"><input class="grow" name="reason" maxlength="400" '
                'required placeholder="Why may both stand?" aria-label="Why may both stand?" autocomplete="off">'
                '<button type="submit">Justify</button></form></div>'
            )


def did(desk: Desk, asked: Mapping[str, object]) -> None:
    """Justifies a clash of a policy, or takes the reason back."""
    value = asked["value"]
    key, reason = (value.get("clash", ""), value.get("reason", "")) if isinstance(value, dict) else (value, "")
    for clash in clashes_at(desk.review, str(asked["provision"])):
        if clash.key == key:
            justify(desk, clash, str(reason))


def _tick(desk: Desk, policy: Policy) -> None:
    on = bool(st.session_state[f"draft_policy_{policy.id}"])

    def change(draft: Draft) -> Draft:
        others = tuple(id for id in draft.policies if id != policy.id)
        return replace(draft, policies=(*others, policy.id) if on else others)

    desk.keep(change, f"{'chose' if on else 'gave up'}: {policy.label}")
