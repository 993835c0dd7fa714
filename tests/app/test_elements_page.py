"""The page Elements: what is listed and sent, a choice put into the draft, and a clash justified where it is chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from streamlit.testing.v1 import AppTest

from tests.app.conftest import CATALOGUE, Desktop, Server, data_of, shown, wait_for
from tests.app.hostile import HOSTILE, hostile_house
from workbench.app import house, policies
from workbench.app.desk import Desk
from workbench.app.desk import at_desk as sit_down
from workbench.app.element import clashes_at, element_data, use
from workbench.app.pages import elements as elements_page
from workbench.app.pages.elements import beginnings, done
from workbench.catalogue import Catalogue
from workbench.checks import check
from workbench.drafting import new_draft, pick
from workbench.files.catalogues import load_catalogue
from workbench.model import Draft
from workbench.proposals import Kind

IDS = (f"e{n}" for n in count())


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(CATALOGUE)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A session without a page."""
    state: dict[str, object] = {}
    monkeypatch.setattr("streamlit.session_state", state)
    monkeypatch.setattr("streamlit.query_params", {})
    return state


def drafted(catalogue: Catalogue, *picks: str) -> Draft:
    """A draft that holds `element/formulation` for each of the picks."""
    draft = new_draft(catalogue, "Draft declaration")
    for origin in picks:
        draft, _ = pick(draft, catalogue, *origin.split("/"))
    return draft


def sitting(desktop: Desktop, draft: Draft) -> Desk:
    return again(desktop, desktop.keep(draft))


def again(desktop: Desktop, id: str = "d1") -> Desk:
    desk = sit_down(id, "Drafter 1")
    assert desk
    return desk


def element(desk: Desk, id: str) -> dict[str, Any]:
    return element_data(desk, desk.catalogue.element[id])


def formulation(desk: Desk, id: str) -> dict[str, Any]:
    name, _, key = id.partition("/")
    return next(f for f in element(desk, name)["formulations"] if f["key"] == key)


CLASHING = ("rights-holder/peoples-and-individuals", "claims/no-claim")


# --- the list ---------------------------------------------------------------


def test_every_element_is_listed_with_all_that_one_may_search_for(desktop: Desktop, catalogue: Catalogue) -> None:
    at = desktop.open("elements", draft=desktop.keep(drafted(catalogue)))
    rows = {row["id"]: row for row in json.loads(data_of(at, "elements_list")["rows"])}

    assert set(rows) == set(catalogue.element)
    for id, row in rows.items():
        assert row["formulations"] == len(catalogue.element[id].formulations)
        for f in catalogue.element[id].formulations:
            assert f.text in row["search"]
            assert all(catalogue.view[view].label in row["search"] for view in f.rests_on)


def test_the_list_is_sent_once_and_again_only_when_the_browser_lacks_it(desktop: Desktop, catalogue: Catalogue) -> None:
    at = desktop.open("elements", draft=desktop.keep(drafted(catalogue)))
    assert data_of(at, "elements_list")["rows"]

    at.run()
    assert not data_of(at, "elements_list")["rows"]
    assert len(json.dumps(data_of(at, "elements_list"))) < 4_000

    del at.session_state["elements_sent"]
    at.run()
    assert data_of(at, "elements_list")["rows"]


def test_the_list_says_where_an_element_stands_and_what_clashes(desktop: Desktop, catalogue: Catalogue) -> None:
    at = desktop.open("elements", draft=desktop.keep(drafted(catalogue, *CLASHING)))
    data = data_of(at, "elements_list")

    assert data["places"] == {"rights-holder": "article 1", "claims": "article 2"}
    assert data["marks"]["rights-holder"][0] == data["marks"]["claims"][0] == "clashes with another provision"
    assert data["marks"]["legal-nature"][0] == "some formulation would clash with the draft"


# --- one element ------------------------------------------------------------


def test_an_element_tells_who_said_what_in_the_shade_of_the_report(desktop: Desktop, catalogue: Catalogue) -> None:
    desk = sitting(desktop, drafted(catalogue))

    for one in catalogue.elements:
        ids = {id for f in one.formulations for id in f.rests_on}
        said = {(v.label, str(v.stance), v.attribution) for v in catalogue.views if v.id in ids}
        shown_views = element(desk, one.id)["views"]
        assert {(v["label"], v["stance"], v["attribution"]) for v in shown_views} == said


def test_before_it_is_picked_an_element_says_where_it_would_stand(desktop: Desktop, catalogue: Catalogue) -> None:
    desk = sitting(desktop, drafted(catalogue, "rights-holder/peoples-and-individuals"))

    assert element(desk, "claims")["lands"] == "in a new article, “Claims and redress”"
    assert element(desk, "people-at-the-centre")["lands"] == "in article 1, “Rights holders”"
    assert element(desk, "basis-bill-of-rights")["lands"] == "in the preamble"
    assert element(desk, "rights-holder")["places"] == [{"id": "rights-holder", "words": "article 1"}]


def test_what_can_be_done_depends_on_what_is_chosen(desktop: Desktop, catalogue: Catalogue) -> None:
    first, second = (f.id for f in catalogue.element["claims"].formulations[:2])
    settled = drafted(catalogue, f"claims/{first}")
    drafts = (drafted(catalogue), settled, use(settled, catalogue, "claims", second, "keep"))

    offered = []
    for draft in drafts:
        desk = again(desktop, desktop.keep(draft, next(IDS)))
        offered.append([[does for does, _, _ in f["buttons"]] for f in element(desk, "claims")["formulations"][:2]])
    assert offered == [[["use"], ["use"]], [[], ["keep", "use"]], [["drop", "use"], ["drop", "use"]]]


def test_a_choice_is_put_into_the_draft_and_dropped_again(
    desktop: Desktop, catalogue: Catalogue, session: dict[str, object]
) -> None:
    first, second = (f.id for f in catalogue.element["claims"].formulations[:2])
    sitting(desktop, drafted(catalogue))
    for does, key in (("use", first), ("keep", second), ("drop", first)):
        done(again(desktop), {"does": does, "element": "claims", "formulation": key, "provision": ""})

    provision = desktop.head().provision("claims")
    assert provision
    assert [option.id for option in provision.chosen_options] == [second]
    assert [option.id for option in provision.options] == [first, second]
    assert provision.cites


def test_where_an_element_stands_twice_the_choice_is_made_in_the_one_that_is_meant(catalogue: Catalogue) -> None:
    draft = drafted(catalogue, "claims/no-claim", "claims/no-claim")
    other = catalogue.element["claims"].formulations[0].id
    ids = [leaf.id for leaf in draft.leaves()]
    changed = use(draft, catalogue, "claims", other, "use", ids[1])

    assert changed.provision(ids[0]) == draft.provision(ids[0])
    assert changed.provision(ids[1]) != draft.provision(ids[1])


def test_an_unknown_element_changes_nothing(desktop: Desktop, catalogue: Catalogue, session: dict[str, object]) -> None:
    desk = sitting(desktop, drafted(catalogue))
    done(desk, {"does": "use", "element": "nowhere", "formulation": "x"})

    assert desktop.store.head_number("d1") == 1


# --- a clash at the place of choice -----------------------------------------


@pytest.mark.parametrize("picks", [CLASHING, CLASHING[::-1]])
def test_a_clash_is_told_at_both_choices_and_names_both(
    desktop: Desktop, catalogue: Catalogue, picks: tuple[str, str]
) -> None:
    desk = sitting(desktop, drafted(catalogue, *picks))

    for origin in CLASHING:
        (clash,) = formulation(desk, origin)["clashes"]
        assert "Who holds the right" in clash["message"]
        assert "Claims mechanisms" in clash["message"]
        assert "only a principle versus holders of a right" in clash["message"]
        assert clash["place"]["id"] != origin.partition("/")[0]


def test_before_it_is_chosen_a_formulation_says_what_it_would_clash_with(
    desktop: Desktop, catalogue: Catalogue
) -> None:
    desk = sitting(desktop, drafted(catalogue, CLASHING[0]))

    (warning,) = formulation(desk, CLASHING[1])["warnings"]
    assert warning.startswith("Would clash with article 1 (Rights holders)")
    others = [f for f in element(desk, "claims")["formulations"] if f["key"] != "no-claim"]
    assert not any(f["warnings"] for f in others)


def test_a_justification_keeps_a_clash_quiet_everywhere_until_it_is_taken_back(
    desktop: Desktop, catalogue: Catalogue, session: dict[str, object]
) -> None:
    desk = sitting(desktop, drafted(catalogue, *CLASHING))
    (clash,) = formulation(desk, CLASHING[1])["clashes"]
    asked = {"element": "claims", "clash": clash["key"]}

    done(desk, {**asked, "does": "justify", "reason": "  Both were  asked for "})
    (quiet,) = formulation(again(desktop), CLASHING[0])["clashes"]
    assert (quiet["by"], quiet["reason"]) == ("Drafter 1", "Both were asked for")
    assert not [f for f in check(desktop.head(), catalogue) if f.rule in ("L20", "L21", "L22")]

    done(again(desktop), {**asked, "does": "unjustify"})
    assert not desktop.head().waivers
    assert [f.rule for f in check(desktop.head(), catalogue) if f.rule in ("L20", "L21", "L22")] == ["L21"]


def test_a_justification_needs_a_reason(desktop: Desktop, catalogue: Catalogue, session: dict[str, object]) -> None:
    desk = sitting(desktop, drafted(catalogue, *CLASHING))
    (clash,) = formulation(desk, CLASHING[1])["clashes"]
    done(desk, {"does": "justify", "element": "claims", "clash": clash["key"], "reason": "  "})

    assert not desktop.head().waivers
    notice = desk.told()
    assert notice
    assert notice.text == "A justification needs a reason."


def test_all_tensions_of_the_catalogue_are_told_from_either_side(desktop: Desktop, catalogue: Catalogue) -> None:
    answered = [t for t in catalogue.tensions if t.a in catalogue.answers and t.b in catalogue.answers]
    for tension in answered[::12]:
        (first, wording), (second, other) = catalogue.answers[tension.a][0], catalogue.answers[tension.b][0]
        if first.id == second.id:
            continue
        desktop.keep(drafted(catalogue, f"{first.id}/{wording.id}", f"{second.id}/{other.id}"), id := next(IDS))
        desk = again(desktop, id)
        found = formulation(desk, f"{first.id}/{wording.id}")["clashes"]
        assert found == [] or found[0]["message"] in {
            clash["message"] for clash in formulation(desk, f"{second.id}/{other.id}")["clashes"]
        }


# --- an empty page, and choices that are no text ----------------------------


def test_an_empty_draft_is_offered_a_question_of_each_kind_at_the_heart(desktop: Desktop, catalogue: Catalogue) -> None:
    empty, begun = drafted(catalogue), drafted(catalogue, "rights-holder/individuals")
    asked_first = beginnings(again(desktop, desktop.keep(empty, next(IDS))))
    asked_then = beginnings(again(desktop, desktop.keep(begun, next(IDS))))

    assert [str(one.kind) for one in asked_first][:3] == ["subject", "object", "scope"]
    assert len({one.kind for one in asked_first}) == 6
    assert {one.kind for one in asked_first} - {one.kind for one in asked_then} == {Kind.SUBJECT}


def test_a_clash_with_a_choice_that_is_no_text_is_justified_where_it_is_ticked(
    desktop: Desktop, catalogue: Catalogue, session: dict[str, object]
) -> None:
    (negative, wording), *_ = catalogue.answers["NO-47-15"]
    draft = drafted(catalogue, f"{negative.id}/{wording.id}")
    id = next(policy.id for policy in catalogue.policies if "NO-34-7" in policy.rests_on)
    desk = sitting(desktop, replace(draft, policies=(id,)))
    (clash,) = clashes_at(desk.review, id)
    assert catalogue.policy[id].label in clash.finding.message

    policies.did(desk, {"provision": id, "what": "justify", "value": {"clash": clash.key, "reason": "A test"}})
    assert [waiver.reason for waiver in desktop.head().waivers] == ["A test"]
    (quiet,) = clashes_at(again(desktop).review, id)
    assert quiet.waiver

    policies.did(again(desktop), {"provision": id, "what": "unjustify", "value": clash.key})
    assert not desktop.head().waivers


def test_what_a_choice_that_is_no_text_clashes_with_stands_below_its_tick(
    desktop: Desktop, catalogue: Catalogue
) -> None:
    (negative, wording), *_ = catalogue.answers["NO-47-15"]
    draft = drafted(catalogue, f"{negative.id}/{wording.id}")
    id = next(policy.id for policy in catalogue.policies if "NO-34-7" in policy.rests_on)
    at = desktop.open("draft", draft=desktop.keep(replace(draft, policies=(id,))), provision="title")

    html = data_of(at, f"draft_policy_clashes_{id}")["html"]
    assert negative.title in html
    assert "Why may both stand?" in html


# --- hostile text -----------------------------------------------------------


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[AppTest]:
    folder, draft = hostile_house(tmp_path)
    house.settle(data=tmp_path / "data", catalogue=folder)
    store = house.store()
    desktop = Desktop(store)
    yield desktop.open("elements", draft=desktop.keep(draft), element="solidarity-funds")
    store.close()


def test_hostile_text_of_a_catalogue_arrives_as_text(hostile: AppTest) -> None:
    data = data_of(hostile, "elements_formulations")

    assert (data["title"], data["gist"]) == (HOSTILE, HOSTILE)
    assert data["formulations"][0]["note"] == HOSTILE
    assert (data["views"][0]["label"], data["views"][0]["digest"]) == (HOSTILE, HOSTILE)
    assert "<script" not in shown(hostile) + data["formulations"][0]["html"]


# --- in the browser ---------------------------------------------------------


def listed(tab: Page) -> Locator:
    return tab.locator(".st-key-elements_list")


def detail(tab: Page) -> Locator:
    return tab.locator(".st-key-elements_formulations")


def opened(tab: Page, server: Server, draft: Draft, asked: str = "") -> str:
    id = server.keep(draft, next(IDS))
    tab.goto(f"{server.url}/elements?draft={id}{asked}")
    listed(tab).locator("button.row").first.wait_for()
    return id


@pytest.mark.chromium
def test_an_element_is_found_picked_and_used_with_the_keyboard_alone(
    tab: Page, server: Server, catalogue: Catalogue
) -> None:
    id = opened(tab, server, drafted(catalogue))
    tab.get_by_role("searchbox").fill("who holds")
    tab.keyboard.press("Enter")
    expect(detail(tab).locator("h2")).to_have_text("Who holds the right")
    detail(tab).get_by_role("button", name="Use this").first.focus()
    tab.keyboard.press("Enter")

    expect(detail(tab).locator("header")).to_contain_text("In the draft: article 1")
    expect(listed(tab).locator("[data-id=rights-holder] .tick")).to_have_text("✓")
    assert server.head(id).provision("rights-holder")


@pytest.mark.chromium
def test_a_search_minds_neither_accents_nor_capitals_nor_quotation_marks(
    tab: Page, server: Server, catalogue: Catalogue
) -> None:
    opened(tab, server, drafted(catalogue))
    counts = []
    for words in ("CLAÍMS mèchanisms", "claims mechanisms"):
        tab.get_by_role("searchbox").fill(words)
        counts.append(listed(tab).locator(".count").inner_text())
    assert counts[0] == counts[1]
    assert counts[0].startswith(("1 of", "2 of", "3 of"))

    tab.get_by_role("searchbox").fill("zzz")
    listed(tab).get_by_role("button", name="Show all elements").click()
    expect(listed(tab).locator(".count")).to_have_text(f"{len(catalogue.elements)} elements")


@pytest.mark.chromium
def test_the_list_keeps_its_place_its_filter_and_its_focus_through_a_choice(
    tab: Page, server: Server, catalogue: Catalogue
) -> None:
    opened(tab, server, drafted(catalogue))
    listed(tab).locator("button[data-value=enforcement]").click()
    listed(tab).locator("button[data-value=enforcement]").click()
    pane = listed(tab).locator(".list")
    pane.evaluate("pane => { pane.scrollTop = 2000; }")
    row = listed(tab).locator("button[data-id=claims]")
    row.scroll_into_view_if_needed()
    before = pane.evaluate("pane => pane.scrollTop")
    row.click()
    expect(detail(tab).locator("h2")).to_have_text("Claims mechanisms")
    detail(tab).get_by_role("button", name="Use this").first.click()
    expect(row.locator(".tick")).to_have_text("✓")
    detail(tab).get_by_role("button", name="Take out of the draft").click()
    expect(row.locator(".tick")).to_have_text("")

    assert abs(pane.evaluate("pane => pane.scrollTop") - before) < 5


@pytest.mark.chromium
def test_a_clash_is_justified_where_it_is_chosen(tab: Page, server: Server, catalogue: Catalogue) -> None:
    id = opened(tab, server, drafted(catalogue, *CLASHING), "&element=claims")
    strip = detail(tab).locator(".strip[data-key=no-claim]")
    expect(strip.locator(".clash")).to_contain_text("only a principle versus holders of a right")
    strip.get_by_role("textbox").fill("Both <b>were</b> asked for")
    strip.get_by_role("button", name="Justify").click()

    expect(strip.locator(".clash.quiet")).to_contain_text("Drafter 1: Both <b>were</b> asked for")
    wait_for(lambda: len(server.head(id).waivers) == 1)
    strip.get_by_role("button", name="Take this reason back").click()
    expect(strip.get_by_role("textbox")).to_be_visible()


@pytest.mark.chromium
def test_two_clicks_lead_from_an_element_to_the_paragraph_and_back(
    tab: Page, server: Server, catalogue: Catalogue
) -> None:
    opened(tab, server, drafted(catalogue), "&element=rights-holder")
    detail(tab).locator(".strip").first.locator(".rests a").first.click()
    paragraph = tab.locator(".st-key-sources_list .paragraph.selected")
    expect(paragraph.locator(".number")).to_have_text("12")
    paragraph.get_by_role("link", name="Who holds the right").click()

    expect(detail(tab).locator("h2")).to_have_text("Who holds the right")


def test_a_click_on_the_list_outruns_the_way_to_the_page_it_stands_on(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict[str, object] = {
        "going": ("elements", {"draft": "d1"}),
        "elements_list": SimpleNamespace(picked="purpose"),
    }
    address: dict[str, str] = {}
    monkeypatch.setattr("streamlit.session_state", state)
    monkeypatch.setattr("streamlit.query_params", address)
    elements_page._picked()

    assert address == {"element": "purpose"}
    assert "going" not in state, "else the page would be drawn as it begins, and the click be lost"

    state["going"] = ("draft", {"draft": "d1"})
    elements_page._picked()
    assert "going" in state
