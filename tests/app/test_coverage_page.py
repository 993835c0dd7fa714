"""The page Coverage: figures that are those of the core, each a way to what it counts; tables and choices."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.app.conftest import CATALOGUE, Desktop, Server, data_of, shown
from tests.app.hostile import HOSTILE, hostile_house
from workbench.app import house, tallies
from workbench.app.desk import Desk
from workbench.app.desk import at_desk as sit_down
from workbench.catalogue import Catalogue
from workbench.coverage import coverage
from workbench.drafting import new_draft, pick, uncite
from workbench.files.catalogues import load_catalogue
from workbench.model import Draft
from workbench.tables import csv_text, xlsx_bytes

IDS = (f"c{n}" for n in count())


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(CATALOGUE)


def of_ten_views(catalogue: Catalogue) -> tuple[Draft, set[str]]:
    """A draft made by hand that rests on ten views, and these views."""
    draft, used = new_draft(catalogue, "Draft declaration"), set[str]()
    for element in catalogue.elements:
        for formulation in element.formulations:
            fresh = set(formulation.rests_on) - used
            if fresh and len(used) + len(fresh) <= 10 and used.isdisjoint(formulation.rests_on):
                draft, _ = pick(draft, catalogue, element.id, formulation.id)
                used |= fresh
                break
        if len(used) == 10:
            break
    return draft, used


def sitting(desktop: Desktop, draft: Draft) -> Desk:
    desk = sit_down(desktop.keep(draft), "Drafter 1")
    assert desk
    return desk


def figures(desktop: Desktop, draft: Draft, **asked: str) -> Any:
    return data_of(desktop.open("coverage", draft=desktop.keep(draft, next(IDS)), **asked), "coverage_strip")


# --- figures ----------------------------------------------------------------


def test_the_figures_of_a_draft_of_ten_views_are_right_to_the_cell(desktop: Desktop, catalogue: Catalogue) -> None:
    draft, used = of_ten_views(catalogue)
    data = figures(desktop, draft)

    assert len(used) == 10
    assert data["counts"][0]["figure"] == "10 of 299"
    assert data["counts"][1]["figure"] == "289"
    (report,) = data["sources"]
    assert len(report["cells"]) == 54
    for cell in report["cells"]:
        held = [view.id for view in catalogue.views if cell["number"] in view.paragraphs]
        assert (cell["views"], cell["used"]) == (len(held), len(used.intersection(held)))
    for group, name in (("kinds", "kind"), ("stances", "stance")):
        for bar in data[group]:
            held = [view.id for view in catalogue.views if getattr(view, name) == bar["value"]]
            assert (bar["all"], bar["used"]) == (len(held), len(used.intersection(held)))


def test_the_page_tells_what_the_core_counts(desktop: Desktop, catalogue: Catalogue, preset: Draft) -> None:
    data, core = figures(desktop, preset), coverage(preset, catalogue)

    said = {count["words"]: count["figure"] for count in data["counts"]}
    taken = sum(bool(element.provisions) for element in core.elements)
    assert said["views used"] == f"{core.used} of {len(core.views)}"
    assert said["elements taken"] == f"{taken} of {len(core.elements)}"
    assert said["positive obligations"] == str(core.positive)
    assert said["negative obligations"] == str(core.negative)
    cells = {cell["number"]: (cell["views"], cell["used"], cell["cited"]) for cell in data["sources"][0]["cells"]}
    assert cells == {p.number: (p.views, p.used, len(p.cited_in)) for p in core.paragraphs}


# --- what is listed beside --------------------------------------------------


def test_every_cell_leads_to_the_paragraph_its_views_and_the_elements_that_answer_them(
    desktop: Desktop, catalogue: Catalogue, preset: Draft
) -> None:
    at = desktop.open("coverage", draft=desktop.keep(preset), of="paragraph:47")
    (paragraph,) = data_of(at, "coverage_list")["paragraphs"]

    recorded = [view for view in catalogue.views if "47" in view.paragraphs]
    assert paragraph["number"] == "47"
    assert [view["label"] for view in paragraph["views"]] == [view.label for view in recorded]
    for told, view in zip(paragraph["views"], recorded, strict=True):
        answers = {element.id for element, _ in catalogue.answers.get(view.id, ())}
        assert {element["id"] for element in told["elements"]} == answers


@pytest.mark.parametrize("of", ["kind:positive-obligation", "stance:opposed", "used:", "unused:", ""])
def test_what_is_listed_is_what_was_counted(desktop: Desktop, catalogue: Catalogue, preset: Draft, of: str) -> None:
    core = coverage(preset, catalogue)
    by, _, value = (of or "unused:").partition(":")
    wanted = {
        view.view
        for view in core.views
        if (by == "kind" and view.kind == value)
        or (by == "stance" and view.stance == value)
        or (by == "used" and view.used)
        or (by == "unused" and not view.used)
    }
    at = desktop.open("coverage", draft=desktop.keep(preset), of=of)
    listed = data_of(at, "coverage_list")["paragraphs"]

    labels = {view["label"] for paragraph in listed for view in paragraph["views"]}
    assert labels == {catalogue.view[id].label for id in wanted}


def test_provisions_without_support_are_listed_with_their_words(desktop: Desktop, catalogue: Catalogue) -> None:
    draft, id = pick(new_draft(catalogue, "Bare"), catalogue, "rights-holder", "individuals")
    held = draft.provision(id)
    assert held
    for citation in held.cites:
        draft = uncite(draft, id, citation)
    at = desktop.open("coverage", draft=desktop.keep(draft), of="unsupported:")

    (provision,) = data_of(at, "coverage_list")["provisions"]
    assert provision == {"id": id, "words": "article 1", "text": held.options[0].text}
    assert "1" in [c["figure"] for c in data_of(at, "coverage_strip")["counts"] if c["by"] == "unsupported"]


# --- tables -----------------------------------------------------------------


def test_tables_downloads_and_screen_hold_the_same_cells(desktop: Desktop, catalogue: Catalogue, preset: Draft) -> None:
    desk = sitting(desktop, preset)
    tables = tallies.tables(desk, coverage(preset, catalogue))
    at = desktop.open("coverage", draft="d1", show="tables")

    screen = at.dataframe[0].value
    read = list(csv.DictReader(io.StringIO(csv_text(tables["views"]))))
    assert screen.to_dict("records") == list(tables["views"])
    assert read == [{key: str(cell) for key, cell in row.items()} for row in tables["views"]]
    book = load_workbook(io.BytesIO(xlsx_bytes(tables)))
    assert book.sheetnames == list(tables)
    for name, table in tables.items():
        held = list(book[name].iter_rows(min_row=2, values_only=True))
        assert [tuple("" if cell is None else cell for cell in row) for row in held] == [
            tuple(row.values()) for row in table
        ]


def test_tables_name_provisions_and_sources_as_people_do(desktop: Desktop, catalogue: Catalogue) -> None:
    draft, _ = of_ten_views(catalogue)
    desk = sitting(desktop, draft)
    views = tallies.tables(desk, coverage(draft, catalogue))["views"]

    assert {row["source"] for row in views} == {"A/HRC/21/44/Add.1"}
    assert all(
        place.startswith(("preambular paragraph", "article", "paragraph"))
        for row in views
        if row["used in"]
        for place in str(row["used in"]).split("; ")
    )


@pytest.mark.parametrize("name", tallies.TABLES)
def test_a_line_of_a_table_leads_to_what_it_is_about(
    desktop: Desktop, catalogue: Catalogue, preset: Draft, name: str
) -> None:
    core = coverage(preset, catalogue)
    if name == "unsupported":
        assert tallies.behind(core, name, 0) == ("unsupported", "", "")
        return
    by, value, source = tallies.behind(core, name, 0)
    asked = {"of": f"{by}:{value}", "source": source}
    at = desktop.open("coverage", draft=desktop.keep(preset), **asked)

    assert data_of(at, "coverage_list")["paragraphs"]
    assert data_of(at, "coverage_list")["title"] != "Not used yet"


# --- choices ----------------------------------------------------------------


def test_choices_are_told_beside_a_preset_choice_set_by_choice_set(
    desktop: Desktop, catalogue: Catalogue, preset: Draft
) -> None:
    data = figures(desktop, preset, show="choices", beside="preset:state-centred")["choices"]

    assert data["other"] == "the preset state-centred"
    assert len(data["rows"]) == len(catalogue.choice_sets)
    holder = next(row for row in data["rows"] if row["label"] == "Who holds the right")
    assert [view["words"] for view in holder["here"]] == ["Rights holders: peoples and individuals"]
    assert holder["differs"]


def test_a_draft_beside_itself_differs_nowhere(desktop: Desktop, preset: Draft) -> None:
    desktop.keep(preset, "twin")
    data = figures(desktop, preset, show="choices", beside="twin")["choices"]

    assert not any(row["differs"] for row in data["rows"])


# --- hostile text, and the browser ------------------------------------------


def test_hostile_text_of_a_catalogue_arrives_as_text(tmp_path: Path) -> None:
    folder, draft = hostile_house(tmp_path)
    house.settle(data=tmp_path / "data", catalogue=folder)
    store = house.store()
    at = Desktop(store).open("coverage", draft=Desktop(store).keep(draft), of="paragraph:47")
    (paragraph,) = data_of(at, "coverage_list")["paragraphs"]
    store.close()

    assert paragraph["digest"] == paragraph["views"][0]["label"] == paragraph["views"][0]["attribution"] == HOSTILE
    assert "<script" not in shown(at)


@pytest.mark.chromium
def test_from_a_cell_one_click_to_the_paragraph_and_one_to_the_element(
    tab: Page, server: Server, preset: Draft
) -> None:
    tab.goto(f"{server.url}/coverage?draft={server.keep(preset, next(IDS))}")
    tab.get_by_role("button", name="Paragraph 47:", exact=False).click()
    beside = tab.locator(".st-key-coverage_list")
    expect(beside.locator("h2")).to_have_text("A/HRC/21/44/Add.1, para. 47")
    expect(beside.locator(".paragraph")).to_have_count(1)
    tab.get_by_role("button", name="Paragraph 47:", exact=False).focus()
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    expect(beside.locator("h2")).to_have_text("A/HRC/21/44/Add.1, para. 48")
    beside.locator(".views a").first.click()

    expect(tab.locator(".st-key-elements_list, .st-key-draft_outline").first).to_be_visible()


@pytest.mark.chromium
def test_hostile_text_runs_nothing_in_a_browser(tab: Page, server: Server, preset: Draft) -> None:
    alerts: list[str] = []
    tab.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    id = server.keep(replace(preset, title=HOSTILE), next(IDS))
    for page, sign in (("coverage?show=choices", "table"), ("sources", ".paragraph"), ("export", ".page")):
        tab.goto(f"{server.url}/{page}{'&' if '?' in page else '?'}draft={id}")
        tab.locator(sign).first.wait_for()
    assert tab.locator("img[src=x]").count() == 0
    assert not alerts
