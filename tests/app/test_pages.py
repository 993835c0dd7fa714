"""Each page without a browser: what it shows, and what a click keeps."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.app.conftest import SAVED, Desktop, data_of, shown
from tests.app.test_html import HOSTILE
from tests.builders import alternatives, article, draft, gap, settled
from workbench.app import deeds, steps
from workbench.app.desk import Desk, Kept
from workbench.app.desk import at_desk as sit_down
from workbench.app.frame import next_open
from workbench.drafting import set_bracketed
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


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A session without a page."""
    state: dict[str, object] = {"steps": []}
    monkeypatch.setattr("streamlit.session_state", state)
    return state


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
    assert [part["name"] for part in data_of(at, "draft_article")["parts"]][:3] == ["steps", "head", "line"]


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


def test_the_hint_of_three_steps_goes_away_when_each_was_done_once(
    desktop: Desktop, session: dict[str, object]
) -> None:
    session["steps"] = []
    desk = seated(desktop)
    assert steps.hint().count("<li") == 3

    deeds.chosen(desk, {"provision": "q", "keys": ["o1"]})
    deeds.attach(desk, asked("33"))
    assert steps.taken() == ["choose", "support"]
    assert "Export" in steps.hint()

    steps.done("export")
    assert steps.hint() == ""


# --- the frame --------------------------------------------------------------


def test_the_frame_says_in_words_how_the_draft_stands(desktop: Desktop) -> None:
    at = desktop.open("draft", draft=desktop.keep(small()))
    line = data_of(at, "frame_line")

    assert [words for _, words, _, _ in line["state"]][1:3] == ["3 provisions", "2 open"]
    assert line["steps"] == [["undo", "Undo", ""], ["redo", "Redo", ""]]
    assert "/history?draft=d1" in [address for _, _, address in line["pages"]]


def test_the_count_of_open_places_leads_to_the_next_one() -> None:
    assert next_open(small(), "") == "q"
    assert next_open(small(), "q") == "r"
    assert next_open(small(), "r") == "q"
    assert next_open(draft(settled("p")), "p") == ""


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


def seated(desktop: Desktop, of: Draft | None = None) -> Desk:
    """The desk with a small draft, as a page is given it."""
    desk = sit_down(desktop.keep(of or small()), "Drafter 1")
    assert desk
    return desk


def do(desk: Desk, what: str, id: str, value: object = None) -> None:
    deeds.did(desk, {"what": what, "provision": id, "value": value})


def test_a_paragraph_of_ones_own_lands_at_the_end_of_its_article(desktop: Desktop, session: dict[str, object]) -> None:
    do(seated(desktop), "paragraph", "first")

    assert [child.id for child in provision(desktop, "first").children] == ["p", "q", "paragraph"]


def test_what_was_removed_comes_back_with_undo(desktop: Desktop, session: dict[str, object]) -> None:
    desk = seated(desktop)
    do(desk, "remove", "p")
    assert desktop.head().provision("p") is None
    notice = desk.told()
    assert notice
    assert notice.undo

    desk.undo()
    assert provision(desktop, "p")


def test_an_article_is_added_after_the_one_that_is_drafted(desktop: Desktop, session: dict[str, object]) -> None:
    do(seated(desktop), "article", "first")

    assert [child.id for child in desktop.head().body] == ["first", "article", "second"]


def test_a_heading_is_changed_where_it_stands(desktop: Desktop, session: dict[str, object]) -> None:
    do(seated(desktop), "heading", "first", "  Purposes ")

    assert provision(desktop, "first").heading == "Purposes"


def test_a_comment_is_private_until_it_is_shared(desktop: Desktop, session: dict[str, object]) -> None:
    desk = seated(desktop)
    do(desk, "comment", "p", {"text": "For us."})
    do(desk, "comment", "p", {"text": "For all.", "shared": "yes"})

    assert [(remark.text, remark.shared) for remark in provision(desktop, "p").comments] == [
        ("For us.", False),
        ("For all.", True),
    ]


def test_a_finding_is_justified_with_a_reason(desktop: Desktop, session: dict[str, object]) -> None:
    desk = seated(desktop)
    found = len(desk.findings)
    do(desk, "justify", "p", {"why": " "})
    assert not desktop.head().waivers

    do(desk, "justify", "p", {"why": "As adopted before"})
    again = sit_down("d1", "Drafter 1")
    assert again
    assert [waiver.reason for waiver in desktop.head().waivers] == ["As adopted before"]
    assert len(again.findings) < found


def asked(numbers: str) -> dict[str, str]:
    return {"provision": "p", "source": "a-hrc-21-44-add-1", "numbers": numbers, "relation": "supports"}


def test_paragraphs_are_attached_and_taken_off_again(desktop: Desktop, session: dict[str, object]) -> None:
    desk = seated(desktop)
    deeds.attach(desk, asked("33, 47"))
    assert provision(desktop, "p").cites == (Citation(source="a-hrc-21-44-add-1", paragraphs=("33", "47")),)

    deeds.uncite_at(replace(desk, draft=desktop.head()), {"provision": "p", "index": 0})
    assert provision(desktop, "p").cites == ()


def test_a_paragraph_that_the_report_does_not_have_is_refused_in_plain_words(
    desktop: Desktop, session: dict[str, object]
) -> None:
    desk = seated(desktop)
    deeds.attach(desk, asked("99"))

    notice = desk.told()
    assert notice
    assert "has no paragraph 99" in notice.text
    assert provision(desktop, "p").cites == ()


def test_supporting_paragraphs_are_shown_as_they_are_printed(desktop: Desktop) -> None:
    cited = settled("p", cites=(Citation(source="a-hrc-21-44-add-1", paragraphs=("43", "47")),))
    at = desktop.open("draft", draft=desktop.keep(draft(cited)), provision="p")

    parts = {part["name"]: part["data"] for part in data_of(at, "draft_article")["parts"]}

    assert parts["support"]["cites"][0]["printed"] == "A/HRC/21/44/Add.1, paras. 43 and 47"


def test_an_agreed_text_is_locked_until_it_is_reopened_with_a_reason(
    desktop: Desktop, session: dict[str, object]
) -> None:
    desk = seated(desktop)
    do(desk, "status", "p", "agreed")
    assert provision(desktop, "p").status is Status.AGREED

    do(desk, "reopen", "p", {"why": ""})
    notice = desk.told()
    assert notice
    assert "say why it is reopened" in notice.text

    do(desk, "reopen", "p", {"why": "A new proposal"})
    assert provision(desktop, "p").status is Status.DRAFT
    assert desktop.head().decisions[-1].why == "A new proposal"


def test_a_locked_text_offers_nothing_but_to_reopen_it(desktop: Desktop) -> None:
    agreed = draft(settled("p", status=Status.AGREED))
    at = desktop.open("draft", draft=desktop.keep(agreed), provision="p")
    parts = {part["name"]: part["data"] for part in data_of(at, "draft_article")["parts"]}

    assert parts["editor"]["locked"]
    assert parts["choices"]["actions"] == []
    assert "Reopen" in parts["standing"]["html"]


def test_a_settled_text_is_put_in_brackets_and_undo_takes_it_out(desktop: Desktop, session: dict[str, object]) -> None:
    desk = seated(desktop)
    do(desk, "bracket", "p", True)
    assert provision(desktop, "p").bracketed

    desk.undo()
    assert not provision(desktop, "p").bracketed


def test_a_term_is_set_for_the_whole_draft(desktop: Desktop) -> None:
    at = desktop.open("draft", draft=desktop.keep(small()), provision="title")
    at.text_input(key="draft_term_duty_bearers").set_value("States and peoples").run()

    assert dict(desktop.head().terms)["duty_bearers"] == "States and peoples"


# --- what the components send -----------------------------------------------


def another(session: dict[str, object]) -> None:
    """From here on it is the session of someone else."""
    session.clear()
    session["steps"] = []


def letter(text: str, base: int, save_id: str = "s1") -> dict[str, object]:
    return {"provision": "p", "option": "one", "text": text, "items": [], "base": base, "save_id": save_id}


def test_what_is_typed_is_saved_and_acknowledged(desktop: Desktop, session: dict[str, object]) -> None:
    desk = seated(desktop)
    deeds.typed(desk, [letter("States shall act.", 1)])

    assert provision(desktop, "p").options[0].text == "States shall act."
    assert session["acknowledged"] == ["s1"]


def test_a_letter_that_comes_twice_is_saved_once(desktop: Desktop, session: dict[str, object]) -> None:
    desk = seated(desktop)
    deeds.typed(desk, [letter("States shall act.", 1)])
    deeds.typed(desk, [letter("States shall act.", 1)])

    assert desktop.store.head_number("d1") == 2


def test_words_typed_on_an_old_text_go_to_the_shelf_and_are_shown(desktop: Desktop, session: dict[str, object]) -> None:
    mine, theirs = (sit_down(desktop.keep(small()), name) for name in ("Amina", "Bruno"))
    assert mine
    assert theirs
    another(session)
    deeds.typed(theirs, [letter("Theirs.", 1, "s1")])
    another(session)
    deeds.typed(mine, [letter("Mine.", 1, "s2")])
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
    another(session)
    theirs.keep(lambda d: replace(d, title="Another title"), "renamed the draft")
    another(session)

    assert mine.attempt(lambda d: set_bracketed(d, "p", True), "bracketed") is Kept.SAVED
    assert desktop.head().title == "Another title"
    assert provision(desktop, "p").bracketed


# --- the page History -------------------------------------------------------


def test_an_earlier_version_is_restored(desktop: Desktop) -> None:
    desktop.keep(small())
    changed = replace(small(), body=small().body[:1])
    desktop.store.save("d1", changed, base=1, save_id="x", **SAVED)
    at = desktop.open("history", draft="d1", version="1")
    at.button(key="history_restore").click().run()

    assert not at.exception
    assert desktop.head().body == small().body


def test_from_an_earlier_version_one_click_leads_to_the_changes_since_in_word(desktop: Desktop) -> None:
    desktop.keep(small())
    desktop.store.save("d1", replace(small(), body=small().body[:1]), base=1, save_id="x", **SAVED)
    at = desktop.open("history", draft="d1", version="1")
    at.button(key="history_export").click().run()

    assert data_of(at, "export_printed")["layout"] == "redline"
    assert at.selectbox(key="export_against").value == "version:1"


# --- outline ------------------------------------------------------------------


def listed(desktop: Desktop, of: Draft) -> list[str]:
    """What the outline calls the paragraphs of the first article."""
    tree = json.loads(data_of(desktop.open("draft", draft=desktop.keep(of)), "draft_outline")["tree"])
    return [node["text"] for node in tree[2]["children"][0]["children"]]


def test_a_paragraph_without_words_is_listed_and_the_page_stands(desktop: Desktop) -> None:
    empty = draft(article("first", settled("p", ""), settled("q", "  "), settled("r", bracketed=True)))

    assert listed(desktop, empty) == ["Without words", "Without words", "States shall cooperate."]


def test_a_blank_keeps_its_brackets_and_alternatives_are_called_by_the_first(desktop: Desktop) -> None:
    text = "{{ rights_holders }} have the right [to it]"
    of = draft(
        article("first", settled("p", text), alternatives("q", "[One] two.", "Three."), settled("r", f"{text}.")),
        terms=(("rights_holders", ""),),
    )

    assert listed(desktop, of) == [
        "[rights holders] have the right [to it]",
        "[One] two.",
        "[rights holders] have the right [to it].",
    ]
