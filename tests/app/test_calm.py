"""What keeps a drafter calm: sizes before a beginning, a button that mends, one line instead of a traceback."""

from __future__ import annotations

import logging
import re

import pytest

from tests.app.conftest import SAVED, Desktop, data_of, shown
from tests.builders import article, draft, settled
from workbench.app import problems, revisions
from workbench.app.desk import Desk
from workbench.app.desk import at_desk as sit_down
from workbench.app.pages import start
from workbench.model import Draft

LINE = "Something went wrong on this page"


def carelessly_written() -> Draft:
    return draft(
        article("first", settled("p", "States shall recognise the right  of peoples."), heading="Aims"),
        article("second", settled("q", "Peoples are entitled to international solidarity."), heading="Means"),
    )


def desk_of(id: str) -> Desk:
    desk = sit_down(id, "Drafter 1")
    assert desk
    return desk


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A session without a page."""
    state: dict[str, object] = {}
    monkeypatch.setattr("streamlit.session_state", state)
    return state


# --- the first screen ---------------------------------------------------------


def test_the_whole_declarations_stand_in_a_fixed_order_and_say_how_large_they_are(
    desktop: Desktop, preset: Draft
) -> None:
    at = desktop.open()

    keys = [button.key for button in at.button if button.label == "Begin with this"]
    names = ("people-centred", "state-centred", "common-ground", "comprehensive")
    assert keys == [f"start_{name}" for name in names]
    assert f"articles, {sum(1 for _ in preset.leaves())} provisions" in shown(at)


def test_every_draft_can_be_opened_from_the_first_screen_and_says_when_it_was_saved_and_by_whom(
    desktop: Desktop,
) -> None:
    for n in range(11):
        desktop.keep(draft(settled("p")), f"d{n}")

    html = data_of(desktop.open(), "start_drafts")["html"]

    assert html.count('data-does="open"') == 11
    assert "3 older drafts" in html
    assert re.search(r"saved \w+day 2\d November( 2026)? \d\d:00 by <bdi>Drafter 1</bdi>", html)


# --- mending ------------------------------------------------------------------


def test_what_can_be_mended_is_mended_by_a_button_and_taken_back_by_undo(
    desktop: Desktop, session: dict[str, object]
) -> None:
    id = desktop.keep(carelessly_written())
    desk = desk_of(id)
    index = next(index for index, finding in enumerate(desk.findings) if desk.mendable(finding))
    assert f'data-does="mend" value="{index}"' in problems.here(desk, desk.findings[index].where)

    problems.mend_at(desk, index)
    assert desktop.head() != carelessly_written()
    told = desk.told()
    assert told
    assert told.undo

    desk_of(id).undo()
    assert desktop.head() == carelessly_written()


def test_the_list_offers_to_mend_only_what_takes_no_decision(desktop: Desktop) -> None:
    id = desktop.keep(carelessly_written())
    at = desktop.open("draft", draft=id)
    at.session_state[problems.PANEL] = True
    at.run()

    desk = desk_of(id)
    listed = data_of(at, "draft_problem_list")["html"]
    mendable = [desk.mendable(finding) for finding in desk.findings]
    assert listed.count('data-does="mend"') == sum(mendable) > 0
    assert not all(mendable)


def test_the_list_stays_unfolded_when_there_is_less_in_it(desktop: Desktop) -> None:
    id = desktop.keep(carelessly_written())
    at = desktop.open("draft", draft=id)
    at.session_state[problems.PANEL] = True
    at.run()
    before = data_of(at, "draft_problem_list")["html"]

    desktop.store.save(id, draft(), base=1, save_id="s", why="took it all out", **SAVED)
    at.run()

    assert data_of(at, "draft_problem_list")["html"] != before


def test_a_folded_list_asks_about_no_other_provision(desktop: Desktop) -> None:
    id = desktop.keep(carelessly_written())
    revisions.mendable.cache_clear()

    desktop.open("draft", draft=id, provision="q")

    asked = revisions.mendable.cache_info().currsize
    assert asked < len(desk_of(id).findings)


# --- a fault ------------------------------------------------------------------


def test_a_page_that_cannot_be_drawn_says_so_in_one_line(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(desk: Desk) -> None:
        raise ZeroDivisionError("the shelf fell down")

    monkeypatch.setattr(start, "page", broken)
    with caplog.at_level(logging.ERROR):
        at = desktop.open()

    assert LINE in shown(at)
    assert "the shelf fell down" not in shown(at)
    assert "the shelf fell down" in caplog.text
    caplog.clear()


def test_a_change_that_fails_leaves_the_draft_as_it_was_and_says_so(
    desktop: Desktop, session: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    def broken(draft: Draft) -> Draft:
        raise ZeroDivisionError("the shelf fell down")

    desk = desk_of(desktop.keep(carelessly_written()))
    assert not desk.keep(broken, "did what cannot be done")

    told = desk.told()
    assert told
    assert told.trouble
    assert "the draft is as it was" in told.text
    assert desktop.head() == carelessly_written()
    assert "the shelf fell down" in caplog.text
    caplog.clear()


def test_a_page_that_asks_for_another_page_is_no_fault(desktop: Desktop) -> None:
    at = desktop.open()
    at.button(key="start_people-centred").click().run()

    assert LINE not in shown(at)
    assert at.query_params["draft"]
