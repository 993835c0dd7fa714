"""The page Compare: from wordings to one bracketed text in the draft, and from versions to a redline."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.app.conftest import CATALOGUE, SAVED, Desktop, Server, data_of, shown, wait_for
from tests.app.test_html import HOSTILE, read
from tests.builders import alternatives, article, draft, settled
from workbench.app import comparing_wordings as wordings
from workbench.app.comparing import collated_html, inline, row_by_row, side_by_side
from workbench.app.comparing_drafts import numbered_changes
from workbench.app.comparing_wordings import Candidates
from workbench.bracketing import collated
from workbench.catalogue import Catalogue
from workbench.comparison import Comparison, Wording, compared
from workbench.drafting import edit, new_draft
from workbench.files.catalogues import load_catalogue
from workbench.model import Draft, Option, Status
from workbench.readers.word_text import word_text

TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
ELEMENT = "rights-holder"
IDS = iter(f"c{n}" for n in range(1000))


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(CATALOGUE)


@pytest.fixture
def empty(catalogue: Catalogue) -> Draft:
    return new_draft(catalogue, "Draft declaration")


def of(*texts: str) -> Comparison:
    return compared(
        "Place", [Wording(key=f"w{n}", name=f"W{n}", option=Option(id="o", text=text)) for n, text in enumerate(texts)]
    )


def keys(catalogue: Catalogue, count: int = 3) -> list[str]:
    return [formulation.id for formulation in catalogue.element[ELEMENT].formulations[:count]]


# --- what it shows ------------------------------------------------------------


def test_an_elements_formulations_stand_side_by_side(desktop: Desktop, empty: Draft, catalogue: Catalogue) -> None:
    desktop.keep(empty)

    at = desktop.open("compare", draft="d1", element=ELEMENT)

    data = data_of(at, "compare_view_of_it")
    count = len(catalogue.element[ELEMENT].formulations)
    assert [each["letter"] for each in data["legend"]] == [chr(ord("A") + n) for n in range(count)]
    assert data["html"].count('class="column') == count + 1  # and what holds them
    assert catalogue.element[ELEMENT].title in shown(at)
    assert "What differs in substance" in shown(at)


def test_the_address_names_view_base_and_who_takes_part(desktop: Desktop, empty: Draft, catalogue: Catalogue) -> None:
    desktop.keep(empty)
    first, second, third = keys(catalogue)

    at = desktop.open(
        "compare", draft="d1", element=ELEMENT, view="inline", only=f"{first},{third}", base=third, unknown="x"
    )

    data = data_of(at, "compare_view_of_it")
    assert {each["key"] for each in data["legend"] if each["on"]} == {first, third}
    assert [each["key"] for each in data["legend"] if each["base"]] == [third]
    assert data["view"] == "inline"
    assert data["html"].count('class="strip"') == 1
    assert second in {each["key"] for each in data["legend"]}


def test_a_provisions_own_wordings_are_compared_edits_included(desktop: Desktop) -> None:
    made = draft(article("aims", alternatives("p", "States shall act.", "States should act.")))
    desktop.keep(edit(made, "p", "o2", "All States should act."))

    at = desktop.open("compare", draft="d1", provision="p", view="collated")

    text = re.sub(r"<[^>]+>", "", data_of(at, "compare_view_of_it")["html"])
    assert text == "[All] States [shall/should] act."
    assert "Article 1" in shown(at)


def test_one_wording_alone_is_said_and_not_compared(desktop: Desktop) -> None:
    desktop.keep(draft(article("aims", settled("p"))))

    at = desktop.open("compare", draft="d1", provision="p")

    assert "one formulation only" in shown(at)
    assert not at.get("bidi_component") or all("compare_view" not in c.proto.id for c in at.get("bidi_component"))


def test_without_an_address_it_asks_what_to_compare(desktop: Desktop) -> None:
    desktop.keep(draft(article("aims", settled("p"))))

    at = desktop.open("compare", draft="d1")
    at.selectbox(key="compare_provision").select("p").run()

    assert at.query_params["provision"] == "p"


def test_two_versions_are_summed_up_and_redlined(desktop: Desktop) -> None:
    first = draft(article("aims", settled("p", "States should act."), heading="Aims"))
    desktop.keep(first)
    desktop.store.save("d1", edit(first, "p", "one", "States shall act."), base=1, save_id="s", **SAVED)

    at = desktop.open("compare", draft="d1", old="@1", new="@")

    data = data_of(at, "compare_redline")
    assert "“should” became “shall”" in shown(at)
    assert [(change["provision"], change["what"]) for change in data["changes"]] == [("p", "reworded")]
    assert len(data["marks"]) == 1
    assert 'data-d="0"' in data["html"]


def test_a_version_that_is_not_there_is_one_line(desktop: Desktop) -> None:
    desktop.keep(draft(article("aims", settled("p"))))

    for asked, says in (("@77", "no version 77"), ("file:gone.docx", "choose the file again"), ("shelf:9", "shelf")):
        at = desktop.open("compare", draft="d1", old=asked, new="@")

        assert says in shown(at)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "password"),
        ("empty.txt", b"", "no text"),
        ("long.txt", b"word " * 1_000_000, "at most 500,000"),
        ("broken.yaml", b"title: [", "broken.yaml"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(name: str, data: bytes, says: str, desktop: Desktop) -> None:
    desktop.keep(draft(article("aims", settled("p"))))
    at = desktop.open("compare", draft="d1")

    at.get("file_uploader")[0].upload(name, data, "application/octet-stream")
    at.run()

    assert not at.exception
    assert says in shown(at)
    assert "old" not in at.query_params


def test_a_foreign_text_is_set_beside_the_provisions_it_corresponds_to(desktop: Desktop) -> None:
    desktop.keep(draft(article("aims", settled("p", "States shall act together for the common good of all."))))
    at = desktop.open("compare", draft="d1")

    at.get("file_uploader")[0].upload(
        "other.txt", b"Members act together for the common good of all.\nUnrelated words.", "text/plain"
    )
    at.run()

    assert "<u>act together for the common good of all</u>" in shown(at)


# --- what is said to whom -------------------------------------------------------


def test_differences_are_told_by_words_as_well_as_by_colour() -> None:
    made = of("States should act at home.", "All States shall act.")

    for view in (side_by_side(made), inline(made), row_by_row(made)):
        assert '<span class="aloud">[' in view.html
    assert ">[inserted: </span>" in inline(made).html
    assert ">[deleted: </span>" in inline(made).html


def test_no_text_becomes_part_of_the_page() -> None:
    made = of(HOSTILE, f"{HOSTILE} [all]", "States act.")

    views = [side_by_side(made), inline(made), row_by_row(made)]
    views += [collated_html(collated(made), made.letters, attribution=True)]

    for view in views:
        found = read(view.html)
        assert found.tags <= {"div", "section", "h3", "b", "bdi", "p", "span", "ins", "del"} | TABLE
        assert HOSTILE.replace("\\[", "[").replace("\\]", "]") in "".join(found.text.split("[differs: "))


def test_every_bracket_can_be_reached_and_offers_each_wording() -> None:
    made = collated(of("States shall act at home.", "States should act.", "Peoples act."))

    view = collated_html(made, ("A", "B", "C"), attribution=False)

    assert len(view.choices) == view.html.count('role="button"') == made.brackets
    for choice in view.choices:
        assert sorted(",".join(v["who"] for v in choice["variants"]).replace(" ", "").split(","))


def test_what_replaces_something_is_one_change_with_it() -> None:
    html, marks = numbered_changes("<p>a <del>b</del><ins>[</ins><ins>c</ins> d <ins>e</ins></p>")

    replaced = '<del data-d="0">b</del><ins data-d="0">[</ins><ins data-d="0">c</ins>'
    assert html == f'<p>a {replaced} d <ins data-d="1">e</ins></p>'
    assert len(marks) == 2


# --- what it keeps --------------------------------------------------------------


def candidates(catalogue: Catalogue, provision: str = "") -> Candidates:
    return Candidates(title="", about="", wordings=(), preferred=(), element=ELEMENT, provision=provision)


def test_a_collated_text_goes_where_the_skeleton_foresees_the_element(empty: Draft, catalogue: Catalogue) -> None:
    made = wordings.put(
        empty, catalogue, candidates(catalogue), keys(catalogue, 2), "[Peoples/States] act.", (), by="Drafter 1"
    )

    (held,) = [provision for provision in made.walk() if provision.element == ELEMENT]
    (chosen,) = held.chosen_options
    assert (chosen.text, chosen.origin, chosen.by) == ("[Peoples/States] act.", "", "Drafter 1")
    assert held.cites


def test_the_same_text_twice_is_one_option(empty: Draft, catalogue: Catalogue) -> None:
    once = wordings.put(empty, catalogue, candidates(catalogue), keys(catalogue, 2), "[A/B] act.", (), by="X")
    (held,) = [provision for provision in once.walk() if provision.element == ELEMENT]
    twice = wordings.put(once, catalogue, candidates(catalogue, held.id), keys(catalogue, 2), "[A/B] act.", (), by="X")

    assert twice == once


def test_several_formulations_are_kept_as_alternatives(empty: Draft, catalogue: Catalogue) -> None:
    made = wordings.keep(empty, catalogue, candidates(catalogue), keys(catalogue, 3))

    (held,) = [provision for provision in made.walk() if provision.element == ELEMENT]
    assert [option.origin.partition("@")[0] for option in held.chosen_options] == [
        f"{ELEMENT}/{key}" for key in keys(catalogue, 3)
    ]
    assert held.is_open


def test_an_agreed_provision_is_not_overwritten_and_that_is_said(desktop: Desktop, catalogue: Catalogue) -> None:
    made = draft(article("aims", alternatives("p", "States shall act.", "States should act.")))
    body = (replace(made.body[0], children=(replace(made.body[0].children[0], status=Status.AGREED),)),)
    desktop.keep(replace(made, body=body))

    at = desktop.open("compare", draft="d1", provision="p", view="collated")
    at.button(key="compare_put").click().run()

    assert "reopen it" in shown(at)
    assert desktop.store.head_number("d1") == 1


# --- in the browser -------------------------------------------------------------


@pytest.fixture
def at_home(server: Server, empty: Draft) -> str:
    return server.keep(empty, next(IDS))


@pytest.mark.chromium
def test_from_alternatives_to_a_collated_text_in_the_draft_and_its_redline(
    tab: Page, server: Server, at_home: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    element = next(e for e in catalogue.elements if e.id == "material-fields")
    only = ",".join(formulation.id for formulation in element.formulations[:2])

    # From the element's alternatives to the collated text.
    tab.goto(f"{server.url}/elements?draft={at_home}&element={element.id}")
    tab.get_by_text(re.compile("^Compare all")).click()
    tab.locator(".column").first.wait_for()
    tab.goto(f"{server.url}/compare?draft={at_home}&element={element.id}&only={only}")
    tab.get_by_text("Collated", exact=True).click()
    choices = tab.locator(".collated .choice")
    choices.first.wait_for()
    before = choices.count()
    tab.get_by_role("button", name="Put this into the draft").click()
    wait_for(lambda: any(p.element == element.id for p in server.head(at_home).walk()))
    bracketed = held(server, at_home, element.id)
    tab.get_by_role("button", name="In the draft: article 1").wait_for()

    # A bracket is resolved by the keyboard and a click, and the text goes into the draft again.
    tab.keyboard.press("n")
    expect(tab.locator(".where")).to_have_text(f"Bracket 1 of {before}")
    tab.keyboard.press("Enter")
    tab.get_by_role("menuitem").first.click()
    expect(tab.locator(".collated .choice")).to_have_count(before - 1)
    tab.get_by_role("button", name="Put this into the draft").click()
    wait_for(lambda: held(server, at_home, element.id) != bracketed)
    assert held(server, at_home, element.id).count("[") < bracketed.count("[")

    # The redline between the two versions, as tracked changes.
    versions = f"old=@{head_number(server, at_home) - 1}&new=@"
    tab.goto(f"{server.url}/compare?draft={at_home}&{versions}")
    tab.locator(".paper [data-d]").first.wait_for()
    tab.get_by_text("Export this").click()
    with tab.expect_download() as download:
        tab.get_by_role("button", name=re.compile(r"\.docx")).click()
    download.value.save_as(tmp_path / "changes.docx")
    data = (tmp_path / "changes.docx").read_bytes()
    assert [p.text for p in word_text(data, "new")] != [p.text for p in word_text(data, "old")]


def held(server: Server, id: str, element: str) -> str:
    provision = next(p for p in server.head(id).walk() if p.element == element)
    option = provision.chosen_options[0]
    return "\n".join([option.text, *(item.text for item in option.items)])


def head_number(server: Server, id: str) -> int:
    from workbench.store import open_store

    store = open_store(f"sqlite:///{server.data / 'workbench.db'}")
    found = store.head_number(id)
    store.close()
    return found


@pytest.mark.chromium
def test_what_takes_part_is_ticked_and_the_base_is_chosen(
    tab: Page, server: Server, at_home: str, catalogue: Catalogue
) -> None:
    tab.goto(f"{server.url}/compare?draft={at_home}&element={ELEMENT}")
    tab.locator(".column").first.wait_for()
    count = tab.locator(".column").count()

    tab.locator(".legend input").nth(1).uncheck()
    expect(tab.locator(".column")).to_have_count(count - 1)
    tab.locator(".legend select").select_option(index=1)

    expect(tab.locator(".column.base h3")).to_contain_text("C")
    assert "only=" in tab.url
    assert "base=" in tab.url


@pytest.mark.chromium
def test_hostile_words_stay_words(tab: Page, server: Server) -> None:
    id = server.keep(draft(article("aims", alternatives("p", HOSTILE, "States act."))), next(IDS))
    for view in ("side", "inline", "collated"):
        tab.goto(f"{server.url}/compare?draft={id}&provision=p&view={view}")
        tab.locator(".body .text").first.wait_for()

        assert tab.locator(".body script, .body img").count() == 0
