"""The main job from end to end: from proposed elements to a draft declaration in Word, as a drafter does it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document as read_word
from lxml import etree
from playwright.sync_api import Browser, Locator, Page, expect

from tests.app.conftest import CATALOGUE, Server, free_port, wait_for
from workbench.catalogue import Catalogue
from workbench.files.catalogues import load_catalogue
from workbench.model import Draft, Provision
from workbench.store import open_store
from workbench.wording import plain

pytestmark = pytest.mark.chromium

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REPORT = "A/HRC/21/44/Add.1"

SUBJECT, OBJECT, SCOPE, ENFORCEMENT = "rights-holder", "purpose", "material-fields", "monitoring"
FUNDS, DEBT, HARM = "solidarity-funds", "debt-relief", "harm-abroad"
PICKED = (SUBJECT, OBJECT, SCOPE, ENFORCEMENT, FUNDS, DEBT, HARM)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path, free_port()).start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(CATALOGUE)


class Drafter:
    """What a drafter does on the pages."""

    def __init__(self, tab: Page, server: Server) -> None:
        self.tab = tab
        self.server = server

    def begin_empty(self) -> None:
        self.tab.goto(self.server.url)
        self.tab.get_by_role("button", name="Begin empty").click()
        self.tab.locator(".st-key-elements_list button[data-id]").first.wait_for()

    def page(self, name: str) -> None:
        self.tab.get_by_role("link", name=name, exact=True).click()

    def element(self, id: str) -> None:
        self.page("Elements")
        row = self.tab.locator(f".st-key-elements_list button[data-id={id}]")
        row.click()
        expect(row).to_have_attribute("aria-current", "true")

    def use(self, element: str, formulation: str) -> None:
        self.element(element)
        strip = self.tab.locator(f".st-key-elements_formulations [data-key={formulation}]")
        strip.get_by_role("button", name="Use this").click()
        wait_for(lambda: self.provision(element).chosen == (formulation,), says=f"{element} was not put in")

    def open(self, provision: str) -> None:
        self.page("Draft")
        self.tab.locator(f".st-key-draft_outline [data-id={provision}] > .row .pick").click()
        expect(self.part("line")).to_contain_text(re.compile("rticle"))
        expect(self.tab).to_have_url(re.compile(f"provision={provision}"))

    def part(self, name: str) -> Locator:
        return self.tab.locator(f".st-key-draft_article [data-part={name}]")

    def draft(self) -> Draft:
        store = open_store(f"sqlite:///{self.server.data / 'workbench.db'}")
        (line,) = store.drafts()
        draft = store.head(line.id).draft
        store.close()
        return draft

    def provision(self, element: str) -> Provision:
        found = [leaf for leaf in self.draft().leaves() if leaf.element == element]
        return found[0] if found else Provision(id="none")


def test_a_drafter_goes_from_proposed_elements_to_a_word_file(
    chromium: Browser, server: Server, catalogue: Catalogue
) -> None:
    tab = chromium.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True).new_page()
    tab.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)
    drafter = Drafter(tab, server)

    drafter.begin_empty()
    for id in PICKED:
        drafter.use(id, catalogue.element[id].formulations[0].id)

    _switches_one_formulation(drafter)
    _keeps_two_alternatives_after_comparing_them(drafter, catalogue)
    _attaches_paragraphs(drafter)
    _types_while_the_server_is_killed(drafter)
    _reorders_by_keyboard(drafter)
    _reads_every_choice_from_the_word_file(drafter, _downloaded(drafter))


def _switches_one_formulation(drafter: Drafter) -> None:
    drafter.open(SUBJECT)
    drafter.part("choices").locator("input[value='f:individuals']").click()

    wait_for(lambda: drafter.provision(SUBJECT).chosen == ("individuals",), says="the formulation was not switched")


def _keeps_two_alternatives_after_comparing_them(drafter: Drafter, catalogue: Catalogue) -> None:
    tab = drafter.tab
    kept = [formulation.id for formulation in catalogue.element[ENFORCEMENT].formulations[:2]]
    drafter.open(ENFORCEMENT)
    tab.get_by_role("button", name="Compare the formulations").click()
    expect(tab.locator(".st-key-compare_view_of_it")).to_be_visible()
    boxes = tab.locator(".st-key-compare_view_of_it .legend input[type=checkbox]")
    expect(boxes).to_have_count(len(catalogue.element[ENFORCEMENT].formulations))
    for count in range(boxes.count(), 2, -1):
        boxes.nth(count - 1).uncheck()
        expect(tab.get_by_role("button", name=f"Keep these {count - 1} as alternatives")).to_be_visible()
    tab.get_by_role("button", name="Keep these 2 as alternatives").click()

    wait_for(lambda: list(drafter.provision(ENFORCEMENT).chosen) == kept, says="the alternatives were not kept")


def _attaches_paragraphs(drafter: Drafter) -> None:
    drafter.open(OBJECT)
    support = drafter.part("support")
    support.get_by_label("Paragraphs").fill("33, 47")
    support.get_by_role("button", name="Attach", exact=True).click()

    cited = ("33", "47")
    wait_for(lambda: drafter.provision(OBJECT).cites[-1:] and drafter.provision(OBJECT).cites[-1].paragraphs == cited)


def _types_while_the_server_is_killed(drafter: Drafter) -> None:
    drafter.open(DEBT)
    field = drafter.part("editor").locator("textarea").first
    field.click()
    drafter.tab.keyboard.press("Control+End")
    drafter.tab.keyboard.type(" Typed before,", delay=25)
    drafter.server.kill()
    drafter.tab.keyboard.type(" typed while it was gone,", delay=80)
    drafter.server.start()
    drafter.tab.keyboard.type(" and typed after.", delay=25)

    expect(drafter.part("editor").locator(".status")).to_have_text("Saved", timeout=40_000)
    assert (
        drafter.provision(DEBT)
        .chosen_options[0]
        .text.endswith(" Typed before, typed while it was gone, and typed after.")
    )


def _reorders_by_keyboard(drafter: Drafter) -> None:
    order = [leaf.id for leaf in drafter.draft().leaves()]
    live = drafter.tab.locator(".st-key-draft_outline .live")
    drafter.tab.locator(f".st-key-draft_outline [data-id={HARM}] > .row .pick").focus()
    drafter.tab.keyboard.press("Alt+ArrowUp")  # to the end of the article above
    expect(live).to_have_text(re.compile("Moved"))
    said = live.inner_text()
    drafter.tab.keyboard.press("Alt+ArrowUp")
    expect(live).not_to_have_text(said)

    moved = [leaf.id for leaf in drafter.draft().leaves()]
    at = order.index(HARM)
    assert moved == [*order[: at - 1], HARM, order[at - 1], *order[at + 1 :]]


def _downloaded(drafter: Drafter) -> Path:
    drafter.page("Export")
    with drafter.tab.expect_download(timeout=40_000) as download:
        drafter.tab.get_by_role("button", name="Download the Word file").click()
    return Path(download.value.path())


def _reads_every_choice_from_the_word_file(drafter: Drafter, file: Path) -> None:
    draft = drafter.draft()
    data = file.read_bytes()
    text = "\n".join(paragraph.text for paragraph in read_word(io.BytesIO(data)).paragraphs)
    notes = _footnotes(data)
    places = [text.find(_opening(draft, leaf)) for leaf in draft.leaves()]

    assert len(places) == len(PICKED)
    assert -1 not in places, "a provision is not in the file"
    assert places == sorted(places), "the provisions are not in the order of the draft"
    assert _opening(draft, drafter.provision(SUBJECT)) in text
    assert "Peoples and individuals have the right to international solidarity, which" not in text
    assert text.count("Alt. 1") == text.count("Alt. 2") == 1
    for option in drafter.provision(ENFORCEMENT).chosen_options:
        assert f"[{plain(option.text, dict(draft.terms))[:40]}" in text
    assert "Typed before, typed while it was gone, and typed after." in text
    assert any(re.search(rf"{re.escape(REPORT)}, paras\. [^;]*\b33\b[^;]*\b47\b", note) for note in notes)
    assert len(notes) == sum(1 for leaf in draft.leaves() if leaf.cites)


def _opening(draft: Draft, leaf: Provision) -> str:
    words = plain(leaf.chosen_options[0].text, dict(draft.terms))
    return words[:1].upper() + words[1:60]


def _footnotes(data: bytes) -> list[str]:
    with ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/footnotes.xml"))
    notes = [note for note in root if note.get(f"{WORD}type") is None]
    return ["".join(part.text or "" for part in note.iter(f"{WORD}t")) for note in notes]
