"""Choices of the draft that are no text, such as 'no negative obligations', each with what it would clash with."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from workbench.app.desk import Desk
from workbench.app.html import escape, label
from workbench.app.support import STANCES
from workbench.checks import policy_clashes
from workbench.model import Draft, Policy


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
        if policy.id in desk.draft.policies:
            for clash in policy_clashes(desk.draft, desk.catalogue, policy.id)[:5]:
                st.html(f'<p class="warn">{escape(clash.message[:1].upper() + clash.message[1:])}</p>')


def _held_by(desk: Desk, policy: Policy) -> str | None:
    views = [view for id in policy.rests_on if (view := desk.catalogue.view.get(id))]
    said = [f"{STANCES[view.stance]}, {view.attribution}: {view.label}" for view in views]
    return label("; ".join(said)) or None


def _tick(desk: Desk, policy: Policy) -> None:
    on = bool(st.session_state[f"draft_policy_{policy.id}"])

    def change(draft: Draft) -> Draft:
        others = tuple(id for id in draft.policies if id != policy.id)
        return replace(draft, policies=(*others, policy.id) if on else others)

    desk.keep(change, f"{'chose' if on else 'gave up'}: {policy.label}")
