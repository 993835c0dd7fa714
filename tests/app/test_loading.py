"""Loading a source: choose a file, see what was recognised, keep it or not; then cite it like any other."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from playwright.sync_api import Page, expect
from streamlit.testing.v1 import AppTest

from tests.app.conftest import CATALOGUE, Desktop, Server, data_of, shown, wait_for
from tests.app.hostile import HOSTILE
from tests.builders import draft, settled
from workbench.app import house
from workbench.app.desk import Desk
from workbench.app.desk import at_desk as sit_down
from workbench.app.printing import order, whole_set
from workbench.app.reading import asked
from workbench.app.support import numbers_of, source_names
from workbench.files.catalogues import load_catalogue
from workbench.files.drafts import parse_sourced
from workbench.files.written import dump_draft
from workbench.model import Citation
from workbench.proposals import Source

Click = Callable[[dict[str, str]], None]
IDS = (f"l{n}" for n in count())
REPORT = "a-hrc-21-44-add-1"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "sources"

LINES = """# Report of the expert on solidarity

I. Introduction

1. The Council met.

2. It was said: “Peoples shall cooperate.”

3. All agreed.
"""


def choose(at: AppTest, text: str = LINES, name: str = "A_HRC_15_99-EN.md") -> AppTest:
    at.file_uploader(key="sources_file").upload(name, text.encode(), "text/plain").run()
    assert not at.exception
    return at


def load(desktop: Desktop, text: str = LINES, **named: str) -> AppTest:
    """Loads a text as a source on the page Sources of the draft d1, under that title and symbol."""
    at = choose(desktop.open("sources", draft="d1", load="1"), text)
    for field, value in named.items():
        box = at.text_area if field == "title" else at.text_input
        box(key=f"sources_{field}").set_value(value)
    at.button(key="sources_keep").click().run()
    assert not at.exception
    return at


@pytest.fixture
def click(monkeypatch: pytest.MonkeyPatch) -> Click:
    """A click in the list of a page whose address names the provision p."""

    def clicked(what: dict[str, str]) -> None:
        monkeypatch.setattr("streamlit.session_state", {})
        monkeypatch.setattr("streamlit.query_params", {"provision": "p"})
        asked(sitting(), what)

    return clicked


def sitting(id: str = "d1") -> Desk:
    desk = sit_down(id, "Drafter 1")
    assert desk
    return desk


def kept(desktop: Desktop) -> Source:
    source = desktop.store.source("a-hrc-15-99") or desktop.store.source("a-1")
    assert source
    return source


def test_what_was_recognised_is_seen_before_it_is_kept(desktop: Desktop) -> None:
    desktop.keep(draft(settled("p")))
    at = choose(desktop.open("sources", draft="d1", load="1"))

    assert "3 paragraphs recognised" in shown(at)
    assert "The Council met." in shown(at)
    assert [at.text_input(key=f"sources_{name}").value for name in ("symbol", "body")] == [
        "A/HRC/15/99",
        "Human Rights Council",
    ]
    assert at.text_area(key="sources_title").value == "Report of the expert on solidarity"
    assert "A/HRC/15/99, para. 1" in shown(at)
    assert desktop.store.sources() == ()


def test_a_source_that_is_cancelled_is_not_kept(desktop: Desktop) -> None:
    desktop.keep(draft(settled("p")))
    at = choose(desktop.open("sources", draft="d1", load="1"))
    at.button(key="sources_cancel").click().run()

    assert desktop.store.sources() == ()
    assert data_of(at, "sources_list")["title"]


def test_a_source_that_is_kept_is_read_searched_and_cited_like_any_other(desktop: Desktop, click: Click) -> None:
    desktop.keep(draft(settled("p")))
    data = data_of(load(desktop), "sources_list")
    assert [p["text"] for p in data["paragraphs"]] == [
        "The Council met.",
        "It was said: “Peoples shall cooperate.”",
        "All agreed.",
    ]
    assert data["loaded"].startswith("Loaded from A_HRC_15_99-EN.md by Drafter 1, 20")
    assert [source["id"] for source in data["sources"] if source["loaded"]] == ["a-hrc-15-99"]

    quote = "Peoples  shall\ncooperate."
    click({"does": "cite", "source": "a-hrc-15-99", "id": "2", "quote": quote})

    provision = desktop.head().provision("p")
    assert provision
    assert provision.cites == (Citation(source="a-hrc-15-99", paragraphs=("2",), quote="Peoples shall cooperate."),)
    printed = " ".join(str(run) for block in sitting().document.walk() for run in block.runs)
    assert "A/HRC/15/99, para. 2: “Peoples shall cooperate.”" in printed
    assert not [f for f in sitting().findings if f.rule == "L41"]


def test_words_that_are_not_there_are_not_quoted(desktop: Desktop, click: Click) -> None:
    desktop.keep(draft(settled("p")))
    load(desktop)
    click({"does": "cite", "source": "a-hrc-15-99", "id": "2", "quote": "<script>"})

    assert desktop.head().provision("p").cites == (Citation(source="a-hrc-15-99", paragraphs=("2",)),)  # type: ignore[union-attr]


def test_a_loaded_source_can_be_chosen_in_the_support_box(desktop: Desktop) -> None:
    desktop.keep(draft(settled("p")))
    load(desktop)

    assert ("a-hrc-15-99", "A/HRC/15/99") in source_names(house.catalogue())
    assert numbers_of("paras. 1 and 3", house.catalogue().source["a-hrc-15-99"]) == ("1", "3")


def test_the_same_symbol_again_replaces_and_keeps_what_is_cited(desktop: Desktop) -> None:
    desktop.keep(draft(settled("p", cites=(Citation(source="a-hrc-15-99", paragraphs=("2",)),))))
    load(desktop)
    at = load(desktop, "1. The Council met again.\n\n3. All agreed.\n\n4. New.", symbol="A/HRC/15/99", title="Other")

    assert [(p.number, p.text) for p in kept(desktop).paragraphs] == [
        ("1", "The Council met again."),
        ("3", "All agreed."),
        ("4", "New."),
        ("2", "It was said: “Peoples shall cooperate.”"),
    ]
    assert "1 reworded (1); 1 new (4); 1 no longer there but cited, and so kept (2)" in shown(at)


def test_a_source_that_is_cited_is_not_removed_and_it_is_said_where_it_is(desktop: Desktop, click: Click) -> None:
    desktop.keep(draft(settled("p", cites=(Citation(source="a-hrc-15-99", paragraphs=("2",)),))))
    desktop.keep(draft(settled("q", cites=(Citation(source="a-hrc-15-99"),)), title="Another"), "d2")
    load(desktop)
    click({"does": "remove", "id": "a-hrc-15-99"})

    notice = Desk.told()
    assert notice
    assert notice.trouble
    assert "cited in article 1" in notice.text
    assert "the draft “Another”" in notice.text
    assert kept(desktop)


def test_a_source_that_nothing_cites_is_removed(desktop: Desktop, click: Click) -> None:
    desktop.keep(draft(settled("p")))
    load(desktop)
    click({"does": "remove", "id": "a-hrc-15-99"})

    assert desktop.store.sources() == ()
    assert "a-hrc-15-99" not in house.catalogue().source
    assert house.catalogue().source[REPORT]


def test_the_words_of_a_report_that_the_catalogue_knows_stand_beside_its_summaries(desktop: Desktop) -> None:
    desktop.keep(draft(settled("p")))
    whole = "\n\n".join(f"{n}. Words of {n}." for n in range(1, 55))
    data = data_of(load(desktop, whole, symbol="A/HRC/21/44/Add.1", title="Summary"), "sources_list")

    assert data["paragraphs"][46]["text"] == "Words of 47."
    assert data["paragraphs"][46]["digest"]
    assert data["paragraphs"][46]["views"]
    assert data["title"].startswith("Summary of the expert workshop")
    assert len(data["paragraphs"]) == 54
    assert not [source for source in data["sources"] if source["loaded"]]


def test_a_treaty_without_its_articles_is_not_laid_over_one_that_is_cited_by_them(desktop: Desktop) -> None:
    desktop.keep(draft(settled("p")))
    at = load(desktop, symbol="", title="the Charter of the United Nations")

    assert desktop.store.sources() == ()
    assert "is cited by article here, and none were recognised" in shown(at)


@pytest.mark.parametrize(("field", "value", "says"), [("title", "", "Give it a title"), ("date", "soon", "2012-07-11")])
def test_what_is_missing_is_said_and_nothing_is_kept(desktop: Desktop, field: str, value: str, says: str) -> None:
    desktop.keep(draft(settled("p")))
    at = load(desktop, **{field: value})

    assert says in shown(at)
    assert desktop.store.sources() == ()


@pytest.mark.parametrize(("text", "name"), [("", "x.txt"), ("%PDF-1.7", "x.pdf"), ("no Word file", "x.docx")])
def test_a_file_that_cannot_be_read_is_one_calm_line(desktop: Desktop, text: str, name: str) -> None:
    desktop.keep(draft(settled("p")))
    at = choose(desktop.open("sources", draft="d1", load="1"), text, name)

    assert f"{name}: " in shown(at)
    assert not [button for button in at.button if button.key == "sources_keep"]


def test_hostile_words_of_a_file_arrive_as_text(desktop: Desktop) -> None:
    desktop.keep(draft(settled("p")))
    document = docx.Document()
    for n in (1, 2):
        document.add_paragraph(f"{n}. {HOSTILE}")
    buffer = BytesIO()
    document.save(buffer)
    at = desktop.open("sources", draft="d1", load="1")
    at.file_uploader(key="sources_file").upload("<b>x</b>.docx", buffer.getvalue(), "application/zip").run()

    assert "2 paragraphs recognised" in shown(at)
    assert "<script" not in shown(at)


def test_a_draft_file_takes_its_loaded_sources_along(desktop: Desktop) -> None:
    desktop.keep(draft(settled("p", cites=(Citation(source="a-hrc-15-99", paragraphs=("2",)),))))
    load(desktop)
    desk = sitting()

    written, carried = parse_sourced(dump_draft(desk.draft, house.sources_apart()))

    assert written == desk.draft
    assert [(s.symbol, [p.number for p in s.paragraphs]) for s in carried] == [("A/HRC/15/99", ["2"])]
    wanted = order(desk, layout="negotiating", style="geneva", options={})
    assert b"A/HRC/15/99" in b"".join(_unpacked(whole_set(desk, wanted), ".yaml"))


def _unpacked(data: bytes, ending: str) -> list[bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.endswith(ending)]


def test_a_draft_file_that_is_opened_brings_its_sources(desktop: Desktop) -> None:
    citing = draft(settled("p", cites=(Citation(source="a-1", paragraphs=("2",)),)))
    text = dump_draft(citing, [Source(id="a-1", symbol="A/1", title="Report")]).encode()
    at = desktop.open("start")
    at.file_uploader(key="start_file").upload("x.yaml", text, "application/yaml").run()

    assert not at.exception
    assert kept(desktop).symbol == "A/1"
    assert house.catalogue().source["a-1"].title == "Report"


@pytest.mark.parametrize("ending", ["docx", "pdf", "md"])
def test_every_quotation_of_the_catalogue_stands_in_the_report(desktop: Desktop, ending: str) -> None:
    path = SHARED / f"A-HRC-21-44-Add.1.{ending}"
    if not path.is_file():
        pytest.skip(f"needs the report A/HRC/21/44/Add.1 as {path}, which is not shipped")
    desktop.keep(draft(settled("p")))
    at = desktop.open("sources", draft="d1", load="1")
    at.file_uploader(key="sources_file").upload(path.name, path.read_bytes(), "application/octet-stream").run()
    at.button(key="sources_keep").click().run()

    report = house.catalogue().source[REPORT]
    for view in load_catalogue(CATALOGUE).views:
        texts = [paragraph.text for n in view.paragraphs if (paragraph := report.paragraph(n))]
        assert any(" ".join(view.anchor.split()).lower() in text.lower() for text in texts), view.id


# --- in the browser ---------------------------------------------------------


@pytest.mark.chromium
def test_a_drafter_loads_a_report_and_quotes_it_in_a_provision(tab: Page, server: Server) -> None:
    id = server.keep(draft(settled("p")), next(IDS))
    tab.goto(f"{server.url}/sources?draft={id}&provision=p")
    tab.get_by_role("button", name="Load a report…").click()
    tab.locator("input[type=file]").set_input_files(
        {"name": "A_HRC_15_99.txt", "mimeType": "text/plain", "buffer": LINES.encode()}
    )
    expect(tab.get_by_text("3 paragraphs recognised")).to_be_visible()
    tab.get_by_role("button", name="Keep as a source").click()
    listed = tab.locator(".st-key-sources_list")
    expect(listed.get_by_text("Loaded from A_HRC_15_99.txt")).to_be_visible()
    listed.locator(".paragraph .text").first.dblclick(position={"x": 60, "y": 10})
    quote = listed.get_by_role("button", name="Quote in article 1")
    expect(quote).to_be_visible()
    quote.click()

    wait_for(lambda: bool(server.head(id).provision("p").cites))  # type: ignore[union-attr]
    (cited,) = server.head(id).provision("p").cites  # type: ignore[union-attr]
    assert cited == Citation(source="a-hrc-15-99", paragraphs=("1",), quote="Council")
