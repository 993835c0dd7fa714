"""What the checks found: all of it as a list to click in, and at a provision with a place to justify it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import streamlit as st

from workbench.app import components
from workbench.app.desk import Desk
from workbench.app.html import direction, escape
from workbench.checks import concerns, mend, waiver_place
from workbench.drafting import waive
from workbench.findings import Finding, Severity
from workbench.model import Waiver

PANEL = "draft_problems"
#: So many problems of a provision are shown; more would push what the drafter has just clicked off the screen.
_SHOWN = 1

_GROUPS = {
    Severity.ERROR: ("Must be put right", "error"),
    Severity.WARNING: ("Should be looked at", "warning"),
    Severity.NOTE: ("Worth knowing", "note"),
}


def counted(desk: Desk) -> str:
    """How many problems there are, in words; notes are no problems."""
    count = sum(finding.severity is not Severity.NOTE for finding in desk.findings)
    return f"{count} problem{'s' * (count != 1)}" if count else ""


def is_open() -> bool:
    """Whether the drafter has unfolded the list."""
    return bool(st.session_state.get(PANEL))


def panel(desk: Desk) -> None:
    """Draws the list, folded until it is asked for."""
    title = counted(desk).capitalize() or "No problems"
    # The fold is known by its title, which counts: said again, it stays as it was when the count changes.
    st.session_state[PANEL] = is_open()
    with st.expander(title, key=PANEL, on_change="rerun") as unfolded:
        if not unfolded.open:
            return
        components.sheet(
            key="draft_problem_list",
            data={
                "html": "".join(_groups(desk)) or '<p class="quiet">The checks found nothing.</p>',
                "selected": "",
                "whole": False,
                "lang": "en",
                "dir": "ltr",
            },
            on_picked_change=lambda: _picked(),
            on_mended_change=lambda: mend_at(desk, int(st.session_state["draft_problem_list"].mended["index"])),
        )


def _picked() -> None:
    asked = st.session_state["draft_problem_list"].picked
    if asked:
        Desk.select(str(asked["id"]))


def _groups(desk: Desk) -> Iterator[str]:
    for severity, (title, name) in _GROUPS.items():
        found = [finding for finding in desk.findings if finding.severity is severity]
        if found:
            yield f'<h4 class="{name}">{title} ({len(found)})</h4>'
            yield from (_row(desk, finding) for finding in found)
    waived = desk.review.waived
    if waived:
        yield f"<h4>Justified ({len(waived)})</h4>"
        for finding, waiver in waived:
            yield _row(desk, finding, f"{waiver.by}: {waiver.reason}")


def _row(desk: Desk, finding: Finding, said: str = "") -> str:
    place = desk.places.get(finding.where, "")
    link = f' data-provision="{escape(finding.where)}"' if finding.where else ""
    said_already = finding.message.casefold().startswith(place.partition(",")[0].casefold())
    where = f"<b>{escape(place[:1].upper() + place[1:])}.</b> " if place and not said_already else ""
    fix = f' <span class="fix">{escape(said or finding.fix)}</span>' if said or finding.fix else ""
    message = escape(finding.message)
    mending = "" if said else _mending(desk, finding)
    return f'<div class="finding"{link} dir="{direction(finding.message)}">{where}{message}{fix}{mending}</div>'


def _mending(desk: Desk, finding: Finding) -> str:
    """A button that puts right what was found, where that takes no decision."""
    if not desk.mendable(finding):
        return ""
    where = escape(f"Mend {desk.named(finding.where)}: {finding.fix or finding.message}")
    index = desk.findings.index(finding)
    return f' <button type="button" class="link" data-does="mend" value="{index}" aria-label="{where}">Mend</button>'


def mend_at(desk: Desk, index: int) -> None:
    """Puts right what was found, by its place in the list that was shown."""
    finding = desk.findings[index]
    desk.keep(
        lambda draft: mend(draft, finding, desk.catalogue) or draft,
        f"mended {desk.named(finding.where)}: {finding.message.removesuffix('.')}",
        undo=True,
    )


def here(desk: Desk, id: str) -> str:
    """What was found at one provision, and a place to say why it may stand, as HTML; nothing if nothing was."""
    found = [finding for finding in desk.findings if concerns(finding, id)]
    if not found:
        return ""
    doubtful = _doubtful(found)
    return f"{_shown(desk, found)}{_justification(doubtful) if doubtful else ''}"


def _shown(desk: Desk, found: list[Finding]) -> str:
    """The problems, and what is only worth knowing folded away."""
    shown = _doubtful(found)[:_SHOWN]
    rest = [finding for finding in found if finding not in shown]
    more = f"{len(rest)} more" if shown else f"{len(rest)} thing{'s' * (len(rest) != 1)} worth knowing"
    folded = (
        f'<details data-fold="notes"><summary>{more}</summary>'
        f"{''.join(_said(desk, finding) for finding in rest)}</details>"
        if rest
        else ""
    )
    return "".join(_said(desk, finding) for finding in shown) + folded


def _justification(doubtful: list[Finding]) -> str:
    choices = "".join(
        f'<option value="{index}">{escape(finding.message)}</option>' for index, finding in enumerate(doubtful)
    )
    which = f'<select class="grow" name="which" aria-label="What was found">{choices}</select>'
    return (
        '<details class="small" data-fold="justify" data-closes="yes"><summary>Justify</summary>'
        f'<form data-form="justify">{which if len(doubtful) > 1 else ""}'
        '<input class="grow" name="why" aria-label="Why may it stand?" placeholder="Why may it stand?" '
        'maxlength="400"><button>Justify</button></form></details>'
    )


def _doubtful(found: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in found if finding.severity is not Severity.NOTE]


def _said(desk: Desk, finding: Finding) -> str:
    fix = f' <span class="fix">{escape(finding.fix)}</span>' if finding.fix else ""
    mending = _mending(desk, finding)
    return f'<p class="finding {_GROUPS[finding.severity][1]}">{escape(finding.message)}{fix}{mending}</p>'


def justify(desk: Desk, id: str, which: int, why: str) -> None:
    """Keeps why one of the findings at a provision may stand."""
    finding = _doubtful(finding for finding in desk.findings if concerns(finding, id))[which]
    reason = " ".join(why.split())
    if not reason:
        desk.tell("A justification needs a reason.", trouble=True)
        return
    waiver = Waiver(rule=finding.rule, where=waiver_place(finding), by=desk.author, reason=reason)
    desk.keep(lambda draft: waive(draft, waiver), f"justified a problem: {reason}", undo=True)
