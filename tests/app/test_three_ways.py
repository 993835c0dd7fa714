"""Three ways: what both made of their common ancestor, and how what two people did to the same is settled."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.app.conftest import SAVED, Desktop, Server, data_of, shown, wait_for
from tests.app.test_html import HOSTILE, read
from tests.builders import article, draft, settled
from workbench.app.comparing_ancestor import guess
from workbench.app.comparing_sides import side
from workbench.app.desk import at_desk
from workbench.app.shelf import settle
from workbench.compare.merge import Take
from workbench.drafting import edit
from workbench.store import Conflict, open_store


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A session without a page."""
    state: dict[str, object] = {}
    monkeypatch.setattr("streamlit.session_state", state)
    return state


BEGAN = draft(article("aims", settled("p", "States should act."), settled("q", "Peoples gain."), heading="Aims"))


# --- the common ancestor ----------------------------------------------------------


def test_with_a_common_ancestor_three_ways_are_shown(desktop: Desktop) -> None:
    base = draft(article("aims", settled("p", "States should act."), settled("q", "Peoples gain.")))
    desktop.keep(base)
    desktop.keep(edit(base, "p", "one", "States shall act."), "d2")
    desktop.keep(edit(base, "p", "one", "States must act."), "d3")

    at = desktop.open("compare", **{"draft": "d1", "old": "d2", "new": "d3", "from": "@1"})

    html = data_of(at, "compare_three")["html"]
    assert "States [shall/must] act." in html
    assert "1 of 1 need a decision" in html
    assert "data-does" not in html


def copied(desktop: Desktop) -> None:
    """d1 with three versions, and d2, which began as a copy of the second."""
    desktop.keep(BEGAN)
    second = edit(BEGAN, "q", "one", "All peoples gain.")
    desktop.store.save("d1", second, base=1, save_id="s2", **SAVED)
    desktop.store.save("d1", edit(second, "p", "one", "States shall act."), base=2, save_id="s3", why="shall", **SAVED)
    second = replace(second, title="Copy")
    desktop.keep(second, "d2")
    desktop.store.save("d2", edit(second, "p", "one", "States must act."), base=1, save_id="s2", **SAVED)


def test_the_common_ancestor_is_guessed_with_its_reason_and_can_be_another(desktop: Desktop) -> None:
    copied(desktop)
    at = desktop.open("compare", draft="d1", old="@", new="d2", view="three")

    asked = at.selectbox(key="compare_from")
    assert asked.value == "@2"
    assert "Best guess: word for word what “Copy” began with." in shown(at)
    assert "States [shall/must] act." in data_of(at, "compare_three")["html"]

    asked.select("@1").run()
    assert at.query_params["from"] == "@1"
    assert "The best guess is version 2" in shown(at)
    assert "changed alike" in data_of(at, "compare_three")["html"]


def test_the_version_that_was_copied_is_found_in_a_long_history(desktop: Desktop) -> None:
    leaves = [settled(f"p{n}", f"Paragraph {n}.") for n in range(30)]
    made = draft(article("aims", *leaves, heading="Aims"))
    desktop.keep(made)
    for n in range(60):
        made = edit(made, f"p{n % 30}", "one", f"Paragraph {n}, written anew.")
        desktop.store.save("d1", made, base=n + 1, save_id=f"s{n}", why=f"wrote {n}", **SAVED)
    for version in (3, 18, 47, 61):
        copy = desktop.store.revision("d1", version).draft
        desktop.keep(replace(copy, title="Copy"), f"copy-{version}")

        desk = at_desk("d1", "Drafter 1")
        assert desk
        assert guess(desk, side(desk, "@"), side(desk, f"copy-{version}")).name == f"@{version}"


def test_a_link_may_name_any_ancestor_and_one_that_is_not_there_is_one_line(desktop: Desktop) -> None:
    copied(desktop)
    for asked, says in (("d2", "version 2"), ("shelf:4", "no longer on the shelf"), ("@9", "There is no version 9")):
        at = desktop.open("compare", **{"draft": "d1", "old": "@1", "new": "@3", "view": "three", "from": asked})

        assert says in shown(at) + "".join(map(str, at.selectbox(key="compare_from").options)).lower()


def test_two_versions_of_one_draft_have_an_ancestor_only_if_one_is_chosen(desktop: Desktop) -> None:
    copied(desktop)
    at = desktop.open("compare", draft="d1", old="@2", new="@3", view="three")
    assert "the later was made from the earlier: choose the text that both" in shown(at)
    assert "@3" not in at.selectbox(key="compare_from").options

    at.selectbox(key="compare_from").select("@1").run()
    assert "nobody is in the other&#39;s way" in data_of(at, "compare_three")["html"]


# --- settling what two people did to the same ------------------------------------


def in_conflict(desktop: Desktop, *, title: bool = False) -> None:
    """A colleague changed p, and so did this drafter, whose text is on the shelf; with `title` both renamed it too."""
    desktop.keep(BEGAN)
    theirs, mine = edit(BEGAN, "p", "one", "States shall act."), edit(BEGAN, "p", "one", "States must act.")
    if title:
        theirs, mine = replace(theirs, title="Theirs"), replace(mine, title="Mine")
    desktop.store.save("d1", theirs, base=1, save_id="a", **{**SAVED, "author": "Amina"})
    with pytest.raises(Conflict):
        desktop.store.save("d1", edit(mine, "q", "one", "All gain."), base=1, save_id="b", **SAVED)


def settled_by(desktop: Desktop, key: str, take: Take) -> list[str]:
    """The words of the draft after this drafter has taken one text of what is on the shelf."""
    desk = at_desk("d1", "Drafter 1")
    assert desk
    settle(desk, desktop.store.shelf("d1")[0], key, take)
    return [leaf.chosen_options[0].text for leaf in desktop.head().leaves()]


@pytest.mark.parametrize(
    ("take", "text"),
    [
        (Take.MINE, "States must act."),
        (Take.THEIRS, "States shall act."),
        (Take.BOTH, "States [must/shall] act."),
    ],
)
def test_mine_theirs_or_both_comes_into_the_draft_with_what_nobody_else_changed(
    desktop: Desktop, session: dict[str, object], take: Take, text: str
) -> None:
    in_conflict(desktop)

    assert settled_by(desktop, "provision:p", take) == [text, "All gain."]
    assert not desktop.store.shelf("d1")
    assert session["going"] == ("draft", {"draft": "d1", "provision": "p"})


def test_of_several_the_draft_changes_once_all_are_settled(desktop: Desktop, session: dict[str, object]) -> None:
    in_conflict(desktop, title=True)

    assert settled_by(desktop, "provision:p", Take.BOTH) == ["States shall act.", "Peoples gain."]
    assert settled_by(desktop, "draft:title", Take.THEIRS) == ["States [must/shall] act.", "All gain."]
    assert desktop.head().title == "Theirs"


def test_what_changes_while_one_settles_is_a_conflict_again(desktop: Desktop, session: dict[str, object]) -> None:
    in_conflict(desktop)
    desk = at_desk("d1", "Drafter 1")
    assert desk
    (kept,) = desktop.store.shelf("d1")
    desktop.store.save("d1", edit(desktop.head(), "p", "one", "Later."), base=2, save_id="c", **SAVED)
    settle(desk, kept, "provision:p", Take.BOTH)

    told = desk.told()
    assert told
    assert told.trouble
    assert [leaf.chosen_options[0].text for leaf in desktop.head().leaves()] == ["Later.", "Peoples gain."]
    assert len(desktop.store.shelf("d1")) == 1


def test_the_shelf_leads_to_all_three_texts(desktop: Desktop) -> None:
    in_conflict(desktop, title=True)
    at = desktop.open("draft", draft="d1")
    at.button(key="shelf_settle_1").click().run()

    html = data_of(at, "compare_three")["html"]
    assert "Best guess: the version that Drafter 1 saw while writing." in shown(at)
    assert [html.count(f'data-does="{take}"') for take in Take] == [2, 2, 1]
    for words in ("Keep both in brackets", "Take mine: the title", "0 of 2 done"):
        assert words in html


def test_no_text_becomes_part_of_the_page(desktop: Desktop) -> None:
    desktop.keep(BEGAN)
    desktop.store.save("d1", edit(BEGAN, "p", "one", HOSTILE), base=1, save_id="a", **{**SAVED, "author": HOSTILE})
    with pytest.raises(Conflict):
        desktop.store.save(
            "d1", edit(BEGAN, "p", "one", f"More {HOSTILE}"), base=1, save_id="b", **{**SAVED, "author": HOSTILE}
        )
    at = desktop.open("compare", draft="d1", old="shelf:1", new="@")

    found = read(data_of(at, "compare_three")["html"])
    assert found.tags <= {"style", "div", "section", "h3", "b", "p", "span", "ins", "del", "button"}
    assert "<script" in found.text


# --- in the browser -------------------------------------------------------------


@pytest.mark.chromium
def test_from_the_shelf_to_both_texts_in_brackets_by_two_clicks(tab: Page, server: Server) -> None:
    id = server.keep(BEGAN, "three")
    store = open_store(f"sqlite:///{server.data / 'workbench.db'}")
    store.save(id, edit(BEGAN, "p", "one", "States shall act."), base=1, save_id="a", **{**SAVED, "author": "Amina"})
    with pytest.raises(Conflict):
        store.save(id, edit(BEGAN, "p", "one", "States must act."), base=1, save_id="b", **SAVED)
    tab.goto(f"{server.url}/draft?draft={id}")
    tab.get_by_role("button", name="Settle it").click()
    tab.get_by_role("button", name="Keep both in brackets").click()

    expect(tab.locator(".st-key-notice")).to_contain_text("Settled article 1, paragraph 1.")
    wait_for(lambda: not store.shelf(id))
    expect(tab.locator(".st-key-draft_preview [data-provision=p]")).to_contain_text("States [must/shall] act.")
    tab.locator(".st-key-notice").get_by_role("button", name="Undo").click()
    expect(tab.locator(".st-key-draft_preview [data-provision=p]")).to_contain_text("States shall act.")
    store.close()
