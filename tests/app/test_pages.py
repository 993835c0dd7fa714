"""Each page without a browser: what it shows, and what a click keeps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.app.conftest import Desktop, shown
from tests.app.test_html import HOSTILE
from tests.builders import alternatives, article, draft, gap, settled
from workbench.app import article as drafting
from workbench.app.desk import Kept
from workbench.app.desk import at_desk as sit_down
from workbench.model import Citation, Comment, Draft, Provision, Status

PAGES = ("start", "draft", "history")


def small() -> Draft:
    return draft(
        article("first", settled("p"), alternatives("q", "One.", "Two."), heading="Aims"),
        article("second", gap("r", "Three."), heading="Means"),
    )


def provision(desktop: Desktop, id: str) -> Provision:
    found = desktop.head().provision(id)
    assert found, f"{id} is not in the draft"
    return found


# --- start ------------------------------------------------------------------


def test_the_first_screen_offers_whole_declarations_and_an_empty_one(desktop: Desktop) -> None:
    at = desktop.open()

    assert [button.label for button in at.button].count("Begin with this") >= 1
    assert at.button(key="start_empty").label == "Begin empty"


def test_a_preset_opens_as_a_whole_declaration_at_once(desktop: Desktop, preset: Draft) -> None:
    at = desktop.open()
    at.button(key="start_people-centred").click().run()

    (line,) = desktop.store.drafts()
    assert desktop.store.head(line.id).draft == preset
    assert at.query_params["draft"] == line.id
    assert "Remove" in [button.label for button in at.button]


def test_an_empty_draft_opens_where_its_first_elements_are_picked(desktop: Desktop) -> None:
    at = desktop.open()
    at.button(key="start_empty").click().run()

    assert not at.exception
    assert len(desktop.store.drafts()) == 1


def test_a_draft_file_that_is_none_gets_one_line_and_changes_nothing(desktop: Desktop) -> None:
    at = desktop.open()
    at.file_uploader(key="start_file").upload("draft.yaml", b"format: 99\ntitle: x\n").run()

    assert "draft.yaml" in shown(at)
    assert not at.exception
    assert not desktop.store.drafts()


def test_a_deleted_draft_can_be_put_back(desktop: Desktop) -> None:
    desk_draft = desktop.keep(small())
    at = desktop.open("draft", draft=desk_draft)
    at.session_state["deleted"] = (desk_draft, "Draft declaration")
    desktop.store.delete(desk_draft, at="2026-11-23T09:00:00+00:00")
    at.session_state["going"] = ("start", {})
    at.run()
    assert not desktop.store.drafts()

    at.button(key="start_undelete").click().run()
    assert len(desktop.store.drafts()) == 1


def test_an_unknown_draft_in_the_address_opens_the_start_screen(desktop: Desktop) -> None:
    at = desktop.open("draft", draft="nowhere")

    assert "no such draft" in shown(at)
    assert at.button(key="start_empty")


# --- the frame --------------------------------------------------------------


def test_the_frame_says_in_words_how_the_draft_stands(desktop: Desktop) -> None:
    at = desktop.open("draft", draft=desktop.keep(small()))

    assert at.button(key="frame_provisions").label == "3 provisions"
    assert at.button(key="frame_open").label == "2 open"
    assert at.button(key="frame_undo_button").disabled


def test_the_count_of_open_places_leads_to_the_next_one(desktop: Desktop) -> None:
    at = desktop.open("draft", draft=desktop.keep(small()))
    at.button(key="frame_open").click().run()
    assert at.query_params["provision"] == "q"

    at.button(key="frame_open").click().run()
    assert at.query_params["provision"] == "r"


@pytest.mark.parametrize("page", PAGES)
def test_hostile_text_is_shown_as_text_on_every_page(desktop: Desktop, page: str) -> None:
    hostile = replace(
        small(), title=HOSTILE, preamble=(settled("x", HOSTILE, comments=(Comment(by=HOSTILE, at="", text=HOSTILE),)),)
    )
    at = desktop.open(page, draft=desktop.keep(hostile), provision="x")

    assert not at.exception
    assert "<img" not in shown(at)
    assert "<script" not in shown(at)


# --- the page Draft ---------------------------------------------------------


def test_a_paragraph_of_ones_own_lands_at_the_end_of_its_article(desktop: Desktop) -> None:
    at = desktop.open("draft", draft=desktop.keep(small()), provision="p")
    at.button(key="draft_add_par").click().run()

    assert [child.id for child in provision(desktop, "first").children] == ["p", "q", "paragraph"]
    assert at.query_params["provision"] == "paragraph"


def test_what_was_removed_comes_back_with_undo(desktop: Desktop) -> None:
    at = desktop.open("draft", draft=desktop.keep(small()), provision="p")
    at.button(key="draft_remove").click().run()
    assert desktop.head().provision("p") is None

    at.button(key="notice_undo").click().run()
    assert provision(desktop, "p")


def test_an_article_is_added_after_the_one_that_is_drafted(desktop: Desktop) -> None:
    at = desktop.open("draft", draft=desktop.keep(small()), provision="p")
    at.button(key="draft_add_article").click().run()

    assert [child.id for child in desktop.head().body] == ["first", "article", "second"]


def test_paragraphs_are_attached_and_taken_off_again(desktop: Desktop) -> None:
    at = desktop.open("draft", draft=desktop.keep(small()), provision="p")
    at.selectbox(key="draft_cite_source").set_value("a-hrc-21-44-add-1")
    at.text_input(key="draft_cite_numbers").set_value("33, 47")
    next(button for button in at.button if button.label == "Attach").click()
    at.run()
    assert provision(desktop, "p").cites == (Citation(source="a-hrc-21-44-add-1", paragraphs=("33", "47")),)
    assert "A/HRC/21/44/Add.1, paras. 33 and 47" in shown(at)

    at.button(key="draft_uncite_0").click().run()
    assert provision(desktop, "p").cites == ()


def test_a_paragraph_that_the_report_does_not_have_is_refused_in_plain_words(desktop: Desktop) -> None:
    at = desktop.open("draft", draft=desktop.keep(small()), provision="p")
    at.selectbox(key="draft_cite_source").set_value("a-hrc-21-44-add-1")
    at.text_input(key="draft_cite_numbers").set_value("99")
    next(button for button in at.button if button.label == "Attach").click()
    at.run()

    assert "has no paragraph 99" in shown(at)
    assert provision(desktop, "p").cites == ()


def test_an_agreed_text_is_locked_until_it_is_reopened_with_a_reason(desktop: Desktop) -> None:
    at = desktop.open("draft", draft=desktop.keep(small()), provision="p")
    at.selectbox(key="draft_status_p").set_value(Status.AGREED).run()
    assert provision(desktop, "p").status is Status.AGREED

    next(button for button in at.button if button.label == "Reopen").click()
    at.run()
    assert "say why it is reopened" in shown(at)

    at.text_input(key="draft_reopen_why").set_value("A new proposal")
    next(button for button in at.button if button.label == "Reopen").click()
    at.run()
    assert provision(desktop, "p").status is Status.DRAFT
    assert desktop.head().decisions[-1].why == "A new proposal"


def test_a_settled_text_is_put_in_brackets(desktop: Desktop) -> None:
    at = desktop.open("draft", draft=desktop.keep(small()), provision="p")
    at.toggle(key="draft_bracket_p").set_value(True).run()
    assert provision(desktop, "p").bracketed

    at.button(key="frame_undo_button").click().run()
    assert not provision(desktop, "p").bracketed
    assert not at.toggle(key="draft_bracket_p").value


def test_a_term_is_set_for_the_whole_draft(desktop: Desktop) -> None:
    at = desktop.open("draft", draft=desktop.keep(small()), provision="title")
    at.text_input(key="draft_term_duty_bearers").set_value("States and peoples").run()

    assert dict(desktop.head().terms)["duty_bearers"] == "States and peoples"


def test_a_heading_is_changed_where_it_stands(desktop: Desktop) -> None:
    at = desktop.open("draft", draft=desktop.keep(small()), provision="first")
    at.text_input(key="draft_heading_first").set_value("Purposes").run()

    assert provision(desktop, "first").heading == "Purposes"


# --- what the components send -----------------------------------------------


def letter(text: str, base: int, save_id: str = "s1") -> dict[str, object]:
    return {"provision": "p", "option": "one", "text": text, "items": [], "base": base, "save_id": save_id}


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A session without a page."""
    state: dict[str, object] = {}
    monkeypatch.setattr("streamlit.session_state", state)
    return state


def test_what_is_typed_is_saved_and_acknowledged(desktop: Desktop, session: dict[str, object]) -> None:
    desk = sit_down(desktop.keep(small()), "Drafter 1")
    assert desk
    drafting.typed(desk, [letter("States shall act.", 1)])

    assert provision(desktop, "p").options[0].text == "States shall act."
    assert session["acknowledged"] == ["s1"]


def test_a_letter_that_comes_twice_is_saved_once(desktop: Desktop, session: dict[str, object]) -> None:
    desk = sit_down(desktop.keep(small()), "Drafter 1")
    assert desk
    drafting.typed(desk, [letter("States shall act.", 1)])
    drafting.typed(desk, [letter("States shall act.", 1)])

    assert desktop.store.head_number("d1") == 2


def test_words_typed_on_an_old_text_go_to_the_shelf_and_are_shown(desktop: Desktop, session: dict[str, object]) -> None:
    mine, theirs = (sit_down(desktop.keep(small()), name) for name in ("Amina", "Bruno"))
    assert mine
    assert theirs
    session.clear()
    drafting.typed(theirs, [letter("Theirs.", 1, "s1")])
    session.clear()
    drafting.typed(mine, [letter("Mine.", 1, "s2")])
    assert provision(desktop, "p").options[0].text == "Theirs."
    assert session["acknowledged"] == ["s2"]

    (shelved,) = desktop.store.shelf("d1")
    assert shelved.draft.provision("p").options[0].text == "Mine."  # type: ignore[union-attr]


def test_a_text_on_the_shelf_is_shown_beside_the_draft_and_taken(
    desktop: Desktop, session: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    test_words_typed_on_an_old_text_go_to_the_shelf_and_are_shown(desktop, session)
    monkeypatch.undo()
    at = desktop.open("draft", draft="d1", provision="p")
    assert "Mine." in shown(at)
    assert "Theirs." in shown(at)

    at.button(key="shelf_take_1").click().run()
    assert provision(desktop, "p").options[0].text == "Mine."
    assert not desktop.store.shelf("d1")


def test_what_a_colleague_changed_elsewhere_stands_beside_mine(desktop: Desktop, session: dict[str, object]) -> None:
    mine, theirs = (sit_down(desktop.keep(small()), name) for name in ("Amina", "Bruno"))
    assert mine
    assert theirs
    session.clear()
    theirs.keep(lambda d: replace(d, title="Another title"), "renamed the draft")
    session.clear()

    assert mine.attempt(lambda d: drafting.set_bracketed(d, "p", True), "bracketed") is Kept.SAVED
    assert desktop.head().title == "Another title"
    assert provision(desktop, "p").bracketed


# --- the page History -------------------------------------------------------


def test_an_earlier_version_is_restored(desktop: Desktop) -> None:
    at = desktop.open("draft", draft=desktop.keep(small()), provision="p")
    at.button(key="draft_remove").click().run()
    at.session_state["going"] = ("history", {"draft": "d1", "version": "1"})
    at.run()
    at.button(key="history_restore").click().run()

    assert not at.exception
    assert desktop.head().body == small().body
