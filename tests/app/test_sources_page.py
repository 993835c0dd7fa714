"""The page Sources: a report to read and search, with its views, where the draft uses them, and a way to cite."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.app.conftest import CATALOGUE, Desktop, Server, data_of, shown, wait_for
from tests.app.hostile import HOSTILE, hostile_house
from tests.builders import draft, settled
from workbench.app import house
from workbench.app.desk import Desk
from workbench.app.desk import at_desk as sit_down
from workbench.app.reading import asked
from workbench.catalogue import Catalogue
from workbench.files.catalogues import load_catalogue
from workbench.model import Citation, Draft

IDS = (f"s{n}" for n in count())
REPORT = "a-hrc-21-44-add-1"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(CATALOGUE)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A session without a page, whose address names the provision p."""
    state: dict[str, object] = {}
    monkeypatch.setattr("streamlit.session_state", state)
    monkeypatch.setattr("streamlit.query_params", {"provision": "p"})
    return state


def sitting(id: str = "d1") -> Desk:
    desk = sit_down(id, "Drafter 1")
    assert desk
    return desk


def test_the_report_stands_first_with_all_its_paragraphs_and_views(
    desktop: Desktop, catalogue: Catalogue, preset: Draft
) -> None:
    data = data_of(desktop.open("sources", draft=desktop.keep(preset)), "sources_list")

    assert [source["id"] for source in data["sources"] if source["here"]] == [REPORT]
    assert len(data["sources"]) == len(catalogue.sources)
    assert [p["number"] for p in data["paragraphs"]] == [str(n) for n in range(1, 55)]
    held = [view["label"] for paragraph in data["paragraphs"] for view in paragraph["views"]]
    assert set(held) == {view.label for view in catalogue.views}


def test_every_source_of_the_catalogue_can_be_opened(desktop: Desktop, catalogue: Catalogue, preset: Draft) -> None:
    id = desktop.keep(preset)
    for source in catalogue.sources:
        data = data_of(desktop.open("sources", draft=id, source=source.id), "sources_list")
        assert data["title"] == source.title
        assert [p["number"] for p in data["paragraphs"]] == [p.number for p in source.paragraphs]


def test_a_paragraph_tells_where_it_is_cited_and_a_view_where_it_is_used(desktop: Desktop, preset: Draft) -> None:
    data = data_of(desktop.open("sources", draft=desktop.keep(preset)), "sources_list")
    twelve = next(paragraph for paragraph in data["paragraphs"] if paragraph["number"] == "12")

    citing = {
        leaf.id for leaf in preset.leaves() if any(c.source == REPORT and "12" in c.paragraphs for c in leaf.cites)
    }
    assert {place["id"] for place in twelve["cited"]} == citing
    holders = next(view for view in twelve["views"] if view["label"] == "Rights holders: peoples and individuals")
    assert [place["words"] for place in holders["used"]] == ["article 7, paragraph 1"]


def test_a_paragraph_is_cited_in_the_provision_one_reads_for(desktop: Desktop, session: dict[str, object]) -> None:
    desktop.keep(draft(settled("p")))
    asked(sitting(), {"does": "cite", "source": REPORT, "id": "33"})
    asked(sitting(), {"does": "cite", "source": REPORT, "id": "33"})

    provision = desktop.head().provision("p")
    assert provision
    assert provision.cites == (Citation(source=REPORT, paragraphs=("33",)),)


@pytest.mark.parametrize(
    ("what", "page", "named"),
    [
        ({"does": "element", "id": "claims"}, "elements", ("element", "claims")),
        ({"does": "provision", "id": "p"}, "draft", ("provision", "p")),
        ({"does": "provision", "id": "no-negative-obligations"}, "draft", ("provision", "title")),
        ({"does": "paragraph", "id": "33", "source": REPORT}, "sources", ("paragraph", "33")),
    ],
)
def test_what_is_clicked_opens_what_it_names(
    desktop: Desktop, session: dict[str, object], what: dict[str, str], page: str, named: tuple[str, str]
) -> None:
    desktop.keep(draft(settled("p")))
    asked(sitting(), what)

    going = Desk.going()
    assert going
    assert going[0] == page
    assert named in going[1].items()


def test_hostile_text_of_a_catalogue_arrives_as_text(tmp_path: Path) -> None:
    folder, hostile = hostile_house(tmp_path)
    house.settle(data=tmp_path / "data", catalogue=folder)
    store = house.store()
    at = Desktop(store).open("sources", draft=Desktop(store).keep(hostile))
    data = data_of(at, "sources_list")
    store.close()

    assert (data["title"], data["paragraphs"][0]["digest"], data["paragraphs"][0]["section"]) == (
        HOSTILE,
        HOSTILE,
        [HOSTILE],
    )
    assert "<script" not in shown(at)


# --- in the browser ---------------------------------------------------------


@pytest.mark.chromium
def test_a_search_finds_paragraphs_by_their_views_and_says_how_many(tab: Page, server: Server, preset: Draft) -> None:
    tab.goto(f"{server.url}/sources?draft={server.keep(preset, next(IDS))}")
    listed = tab.locator(".st-key-sources_list")
    expect(listed.locator(".count")).to_have_text("54 paragraphs")
    listed.get_by_role("searchbox").fill("rights holders: peoples ÁND individuals")
    expect(listed.locator(".count")).to_have_text("1 of 54 paragraphs")
    expect(listed.locator(".paragraph:visible .number")).to_have_text("12")
    tab.keyboard.press("Escape")

    expect(listed.locator(".count")).to_have_text("54 paragraphs")


@pytest.mark.chromium
def test_a_section_is_scrolled_to_and_cited_from(tab: Page, server: Server) -> None:
    id = server.keep(draft(settled("p")), next(IDS))
    tab.goto(f"{server.url}/sources?draft={id}&provision=p")
    listed = tab.locator(".st-key-sources_list")
    listed.get_by_role("button", name="IV. Concluding remarks").click()
    expect(listed.locator(".section-link.here")).to_have_text("IV. Concluding remarks")
    listed.locator("[class^=paragraph]", has_text="53").get_by_role("button", name="Cite in").last.click()

    wait_for(lambda: bool(server.head(id).provision("p").cites))  # type: ignore[union-attr]
    expect(listed.locator(".section-link.here")).to_have_text("IV. Concluding remarks")
