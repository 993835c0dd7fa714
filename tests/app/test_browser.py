"""What only a browser can show: the components, what is typed while the server is gone, hostile text on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.app.conftest import Server, free_port, wait_for
from tests.app.test_html import HOSTILE
from tests.builders import alternatives, article, draft, settled
from workbench.drafting import edit
from workbench.model import Draft
from workbench.store import open_store

pytestmark = pytest.mark.chromium

IDS = iter(f"d{n}" for n in range(1000))


def small() -> Draft:
    return draft(
        article("first", settled("p", "One."), settled("q", "Two."), settled("r", "Three."), heading="Aims"),
        article("second", alternatives("s", "Four.", "Five."), heading="Means"),
    )


def opened(tab: Page, server: Server, of: Draft, provision: str = "p", page: str = "draft") -> str:
    """Opens a new draft in the tab, and gives its id."""
    id = server.keep(of, next(IDS))
    tab.goto(f"{server.url}/{page}?draft={id}&provision={provision}")
    field(tab).wait_for()
    return id


def field(tab: Page) -> Locator:
    return tab.locator(".st-key-draft_article [data-part=editor] textarea").first


def status(tab: Page) -> Locator:
    return tab.locator(".st-key-draft_article [data-part=editor] .status")


def rows(tab: Page) -> list[str]:
    return [row.get_attribute("data-id") or "" for row in tab.locator(".st-key-draft_outline li[data-role]").all()]


def text_of(server: Server, id: str, provision: str) -> str:
    found = server.head(id).provision(provision)
    assert found
    return found.chosen_options[0].text


# --- the editor -------------------------------------------------------------


def test_what_is_typed_is_saved_by_itself_and_printed(tab: Page, server: Server) -> None:
    id = opened(tab, server, small())
    field(tab).click()
    tab.keyboard.press("Control+End")
    tab.keyboard.type(" States shall remember this.", delay=15)
    expect(status(tab)).to_have_text("Saved")

    assert text_of(server, id, "p") == "One. States shall remember this."
    expect(tab.locator(".st-key-draft_preview [data-provision=p]")).to_contain_text("States shall remember this.")


def test_words_typed_just_before_another_provision_is_picked_are_saved(tab: Page, server: Server) -> None:
    id = opened(tab, server, small())
    field(tab).click()
    tab.keyboard.press("Control+End")
    tab.keyboard.type(" At once.")
    tab.locator(".st-key-draft_outline [data-id=q] > .row .pick").click()
    expect(field(tab)).to_have_value("Two.")

    wait_for(lambda: text_of(server, id, "p") == "One. At once.", says="the words were lost")


def test_sub_paragraphs_are_made_with_the_enter_key(tab: Page, server: Server) -> None:
    id = opened(tab, server, small())
    field(tab).fill("States shall:")
    field(tab).press("End")
    tab.keyboard.press("Enter")
    tab.keyboard.type("pay;")
    tab.keyboard.press("Enter")
    tab.keyboard.type("report.")
    expect(status(tab)).to_have_text("Saved")

    provision = server.head(id).provision("p")
    assert provision
    assert [item.text for item in provision.chosen_options[0].items] == ["pay;", "report."]
    expect(tab.locator(".st-key-draft_preview")).to_contain_text("(b)")


def test_blanks_and_references_are_shown_as_what_they_print(tab: Page, server: Server) -> None:
    text = '{{ duty_bearers }} are bound by {{ "s" | ref }} and {{ 7*7 }}.'
    id = opened(tab, server, draft(*small().body, terms=(("duty_bearers", "States"),)))
    store = open_store(f"sqlite:///{server.data / 'workbench.db'}")
    store.save(id, edit(server.head(id), "p", "one", text), base=1, save_id="x", author="A", at="2026-11-23T09:00:00Z")
    store.close()
    tab.reload()
    expect(field(tab)).to_have_value("⟨States⟩ are bound by ⟨article 2 ¶⟩ and {{ 7*7 }}.")

    field(tab).click()
    tab.keyboard.press("Control+End")
    tab.keyboard.type(" Yes.")
    expect(status(tab)).to_have_text("Saved")
    assert text_of(server, id, "p") == f"{text} Yes."


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Server]:
    """A server that may be killed."""
    server = Server(tmp_path, free_port()).start()
    yield server
    server.kill()


def test_nothing_typed_is_lost_when_the_server_is_killed_and_started_again(chromium: Browser, mortal: Server) -> None:
    tab = chromium.new_context().new_page()
    id = opened(tab, mortal, small())
    field(tab).click()
    tab.keyboard.press("Control+End")
    tab.keyboard.type(" Before.", delay=20)
    mortal.kill()
    tab.keyboard.type(" While it is gone.", delay=100)
    tab.wait_for_timeout(2500)
    tab.keyboard.type(" Still gone.", delay=20)
    mortal.start()
    tab.keyboard.type(" And after.", delay=20)

    expect(status(tab)).to_have_text("Saved", timeout=30_000)
    assert text_of(mortal, id, "p") == "One. Before. While it is gone. Still gone. And after."


def test_unsaved_words_are_offered_again_after_a_reload(chromium: Browser, mortal: Server) -> None:
    tab = chromium.new_context().new_page()
    id = opened(tab, mortal, small())
    field(tab).click()
    tab.keyboard.press("Control+End")
    mortal.kill()
    tab.keyboard.type(" Only in this browser.")
    tab.wait_for_timeout(600)
    mortal.start()
    tab.on("dialog", lambda dialog: dialog.accept())
    tab.goto(f"{mortal.url}/draft?draft={id}&provision=p")

    expect(field(tab)).to_have_value("One. Only in this browser.")
    expect(status(tab)).to_contain_text("ecovered unsaved text", timeout=15_000)
    wait_for(lambda: text_of(mortal, id, "p") == "One. Only in this browser.", says="the words were lost")


def test_a_colleagues_words_are_not_overwritten_by_mine(tab: Page, server: Server) -> None:
    id = opened(tab, server, small())
    store = open_store(f"sqlite:///{server.data / 'workbench.db'}")
    theirs = edit(server.head(id), "p", "one", "Theirs.")
    store.save(id, theirs, base=1, save_id="x", author="A colleague", at="2026-11-23T09:00:00+00:00")
    field(tab).fill("Mine.")

    expect(tab.get_by_text("Not in the draft yet:")).to_be_visible()
    assert text_of(server, id, "p") == "Theirs."
    assert [found.draft.provision("p").chosen_options[0].text for found in store.shelf(id)] == ["Mine."]  # type: ignore[union-attr]
    store.close()


def test_a_half_typed_comment_stays_with_its_provision_until_it_was_added(tab: Page, server: Server) -> None:
    id = opened(tab, server, small())
    comment = tab.locator(".st-key-draft_article").get_by_label("A comment")
    tab.get_by_text("Comments (0)").click()
    comment.fill("Ask the Chair.")
    tab.locator(".st-key-draft_outline [data-id=q] > .row .pick").click()
    expect(tab).to_have_url(re.compile("provision=q"))
    expect(comment).to_have_value("")
    tab.locator(".st-key-draft_outline [data-id=p] > .row .pick").click()
    expect(comment).to_have_value("Ask the Chair.")
    tab.reload()
    expect(comment).to_have_value("Ask the Chair.")
    tab.get_by_role("button", name="Add", exact=True).click()
    expect(tab.get_by_text("Comments (1)")).to_be_visible()
    expect(comment).to_have_value("")
    tab.reload()
    expect(tab.get_by_text("Comments (1)")).to_be_visible()

    expect(comment).to_have_value("")
    held = server.head(id).provision("p")
    assert held
    assert [remark.text for remark in held.comments] == ["Ask the Chair."]


# --- the frame --------------------------------------------------------------

LONG = "Draft declaration on the right to international solidarity: all elements and alternatives"


def test_the_title_is_read_whole_on_narrow_and_wide_windows(tab: Page, server: Server) -> None:
    opened(tab, server, replace(small(), title=LONG))
    title = tab.locator(".st-key-frame_line .title")

    for width in (1024, 1100, 1280, 1440):
        tab.set_viewport_size({"width": width, "height": 800})
        cut = title.evaluate("it => [it.scrollWidth - it.clientWidth, it.scrollHeight - it.clientHeight]")
        assert max(cut) <= 1, f"{width} pixels cut the title by {cut}"
        pages = tab.locator(".st-key-frame_line nav").bounding_box()
        assert pages
        assert pages["x"] + pages["width"] <= width


def test_the_menu_of_drafts_opens_another_closes_and_has_the_title_of_the_one_that_is_open(
    tab: Page, server: Server
) -> None:
    other = server.keep(replace(small(), title="The other draft"), next(IDS))
    opened(tab, server, replace(small(), title="The first draft"))
    menu = tab.get_by_test_id("stPopoverBody")
    tab.get_by_role("button", name="Drafts").click()
    expect(menu.get_by_label("Title of this draft")).to_have_value("The first draft")
    menu.get_by_role("button", name="The other draft").click()
    expect(tab).to_have_url(re.compile(f"draft={other}"))
    expect(menu).not_to_be_visible()
    tab.get_by_role("button", name="Drafts").click()

    expect(menu.get_by_label("Title of this draft")).to_have_value("The other draft")


BROKEN = """
from workbench.app import deeds

def broken(desk, id):
    raise ZeroDivisionError("the shelf fell down")

deeds.own = broken
"""


def test_a_click_that_meets_a_fault_gets_one_line_and_the_next_click_works(
    chromium: Browser, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server = Server(tmp_path, free_port(), planted=BROKEN).start()
    request.addfinalizer(server.kill)
    tab = chromium.new_context().new_page()
    id = opened(tab, server, small(), provision="s")
    article = tab.locator(".st-key-draft_article")
    article.get_by_role("button", name="Write your own formulation").click()
    expect(tab.locator(".st-key-notice")).to_contain_text(
        "Something went wrong with that click. Nothing that was saved is lost"
    )

    expect(field(tab)).to_have_value("Four.")
    expect(tab.locator(".stException")).to_have_count(0)
    expect(tab.get_by_text("the shelf fell down")).to_have_count(0)
    article.get_by_role("radio", name="Choose one").check()
    wait_for(lambda: server.head(id).provision("s").chosen == ("o1",), says="the next click did nothing")  # type: ignore[union-attr]
    expect(tab.locator(".st-key-notice")).not_to_contain_text("Something went wrong")
    assert "ZeroDivisionError: the shelf fell down" in (tmp_path / "server.log").read_text()


# --- the outline ------------------------------------------------------------


def test_a_provision_moves_with_alt_and_an_arrow_and_keeps_the_focus(tab: Page, server: Server) -> None:
    id = opened(tab, server, small())
    tab.locator(".st-key-draft_outline [data-id=p] > .row .pick").focus()
    tab.keyboard.press("Alt+ArrowDown")
    expect(tab.locator(".st-key-draft_outline .live")).to_have_text("Moved: now article 1, paragraph 2")
    tab.keyboard.press("Alt+ArrowDown")
    expect(tab.locator(".st-key-draft_outline .live")).to_have_text("Moved: now article 1, paragraph 3")

    assert [child.id for child in server.head(id).body[0].children] == ["q", "r", "p"]
    assert rows(tab)[3:6] == ["first", "q", "r"]


def test_a_provision_is_dragged_into_another_article(tab: Page, server: Server) -> None:
    id = opened(tab, server, small())
    grip = tab.locator(".st-key-draft_outline [data-id=q] > .row .grip")
    target = tab.locator(".st-key-draft_outline [data-id=s] > .row")
    tab.locator(".st-key-draft_outline [data-id=q] > .row").hover()
    start, end = grip.bounding_box(), target.bounding_box()
    assert start
    assert end
    tab.mouse.move(start["x"] + 4, start["y"] + 8)
    tab.mouse.down()
    tab.mouse.move(start["x"] + 8, start["y"] + 30, steps=4)
    tab.mouse.move(end["x"] + 30, end["y"] + end["height"] - 4, steps=12)
    tab.wait_for_timeout(250)
    tab.mouse.up()

    wait_for(lambda: "q" in [child.id for child in server.head(id).body[1].children], says="it was not moved")
    assert [child.id for child in server.head(id).body[0].children] == ["p", "r"]


def test_the_buttons_that_move_say_what_they_move(tab: Page, server: Server) -> None:
    id = opened(tab, server, small(), provision="q")
    tab.get_by_role("button", name="Move up: article 1, paragraph 2", exact=True).click()

    wait_for(lambda: [child.id for child in server.head(id).body[0].children] == ["q", "p", "r"])


# --- the choices ------------------------------------------------------------


def test_one_of_two_alternatives_is_settled_and_both_are_kept_again(tab: Page, server: Server) -> None:
    id = opened(tab, server, small(), provision="s")
    tab.get_by_label("Choose one").check()
    wait_for(lambda: server.head(id).provision("s").chosen == ("o1",))  # type: ignore[union-attr]

    tab.get_by_label("Keep several as alternatives").check()
    tab.locator(".st-key-draft_article [data-part=choices] .strip", has_text="Five.").get_by_role("checkbox").check()
    wait_for(lambda: server.head(id).provision("s").chosen == ("o1", "o2"))  # type: ignore[union-attr]
    expect(tab.locator(".st-key-draft_preview")).to_contain_text("Alt. 2")


# --- the preview ------------------------------------------------------------


def test_a_click_in_the_page_selects_and_the_reader_keeps_the_place(tab: Page, server: Server) -> None:
    many = draft(*(article(f"a{n}", settled(f"p{n}", f"Words of {n}. " * 30), heading=str(n)) for n in range(30)))
    opened(tab, server, many, provision="p0")
    pane = tab.locator(".st-key-draft_preview .scroll")
    pane.evaluate("pane => { pane.scrollTop = 3000; }")
    target = tab.locator(".st-key-draft_preview p[data-provision=p12]").first
    target.scroll_into_view_if_needed()
    before = pane.evaluate("pane => pane.scrollTop")
    target.click()
    expect(tab.locator(".st-key-draft_outline [data-id=p12]")).to_have_class("selected")

    assert abs(pane.evaluate("pane => pane.scrollTop") - before) < 5
    assert "provision=p12" in tab.url


def test_what_is_selected_in_the_outline_is_in_sight_on_the_page(tab: Page, server: Server) -> None:
    many = draft(*(article(f"a{n}", settled(f"p{n}", f"Words of {n}. " * 30), heading=str(n)) for n in range(30)))
    opened(tab, server, many, provision="p0")
    tab.locator(".st-key-draft_outline [data-id=p25] > .row .pick").click()

    expect(tab.locator(".st-key-draft_preview p[data-provision=p25]").first).to_be_in_viewport()


# --- hostile text -----------------------------------------------------------


def test_hostile_text_arrives_literally_in_every_part_of_the_page(tab: Page, server: Server) -> None:
    alerts: list[str] = []
    tab.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    shown = HOSTILE.replace("\\[", "[").replace("\\]", "]")
    opened(tab, server, draft(article("first", settled("p", HOSTILE), settled("q", HOSTILE), heading=HOSTILE)))

    expect(field(tab)).to_have_value(HOSTILE)
    expect(tab.locator(".st-key-draft_preview p[data-provision=p]").first).to_contain_text(shown)
    expect(tab.locator(".st-key-draft_article [data-part=after] [data-provision=q]")).to_contain_text(shown)
    expect(tab.locator(".st-key-draft_outline [data-id=p] > .row .text")).to_contain_text(shown[:60])
    assert tab.locator("img[src=x]").count() == 0
    assert not alerts
