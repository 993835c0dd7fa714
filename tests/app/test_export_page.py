"""The page Export: layouts and styles to choose, clean texts refused while places are open, and the files."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from docx import Document as open_word
from playwright.sync_api import Browser, Locator, Page, expect

from tests.app.conftest import Desktop, Server, data_of, free_port, shown
from tests.app.hostile import HOSTILE
from tests.builders import alternatives, article, draft, settled
from tests.writers.reading import edited
from workbench.app import own_styles, printing
from workbench.app.desk import Desk
from workbench.app.desk import at_desk as sit_down
from workbench.app.downloads import TYPES
from workbench.app.pages import export
from workbench.drafting import edit
from workbench.errors import WorkbenchError
from workbench.files.drafts import parse_draft
from workbench.model import Draft, Provision
from workbench.places import templates_folder
from workbench.writers import formats, layout, layouts, styles
from workbench.writers.layout import layouts_folder

IDS = (f"x{n}" for n in count())


def closed() -> Draft:
    return draft(article("first", settled("p", "States shall act."), heading="Aims"))


def still_open() -> Draft:
    return draft(article("first", alternatives("p", "States shall act.", "States should act."), heading="Aims"))


def sitting(desktop: Desktop, of: Draft) -> Desk:
    desk = sit_down(desktop.keep(of), "Drafter 1")
    assert desk
    return desk


def mended(style: str, old: str, new: str) -> bytes:
    """A house style with some words on its page exchanged, as one does in Word."""
    return edited((templates_folder() / "styles" / f"{style}.docx").read_bytes(), "word/document.xml", old, new)


def words_of(word: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(word)) as file:
        return re.sub("<[^>]+>", "", file.read("word/document.xml").decode())


def ordered(desk: Desk, layout: str, style: str = "geneva", **options: str) -> printing.Order:
    return printing.order(desk, layout=layout, style=style, options=options)


# --- choosing ---------------------------------------------------------------


def test_every_layout_and_style_is_offered_as_a_picture(desktop: Desktop) -> None:
    data = data_of(desktop.open("export", draft=desktop.keep(closed())), "export_printed")

    assert {layout["name"] for layout in data["layouts"]} == {info.name for info in layouts()}
    assert [layout["name"] for layout in data["layouts"]][:2] == ["negotiating", "declaration"]
    assert {style["name"] for style in data["styles"]} == set(styles())


@pytest.mark.parametrize(("of", "usual"), [(closed(), "declaration"), (still_open(), "negotiating")])
def test_what_is_printed_at_first_depends_on_what_is_open(desktop: Desktop, of: Draft, usual: str) -> None:
    assert data_of(desktop.open("export", draft=desktop.keep(of)), "export_printed")["layout"] == usual


def test_the_address_names_layout_and_style(desktop: Desktop) -> None:
    at = desktop.open("export", draft=desktop.keep(closed()), layout="commentary", style="plain")
    data = data_of(at, "export_printed")

    assert (data["layout"], data["style"]) == ("commentary", "plain")
    assert "States shall act." in data_of(at, "export_sheet")["html"]


def test_a_switch_begins_as_the_layout_has_it_and_changes_the_page(desktop: Desktop) -> None:
    id = desktop.keep(closed())
    at = desktop.open("export", draft=id, layout="compilation")
    switches = {option["name"]: option["on"] for option in data_of(at, "export_printed")["options"]}
    assert switches["attribution"]
    assert switches["status"]
    clean = data_of(desktop.open("export", draft=id, layout="declaration"), "export_printed")["options"]
    assert {option["name"] for option in clean} == {"sources", "contents", "lines"}
    table = data_of(desktop.open("export", draft=id, layout="source-table"), "export_printed")["options"]
    assert [option["name"] for option in table] == ["bis"]

    before = data_of(desktop.open("export", draft=id, layout="negotiating"), "export_sheet")["html"]
    at = desktop.open("export", draft=id, layout="negotiating", contents="yes", sources="perhaps")
    assert data_of(at, "export_sheet")["html"] != before
    switches = {option["name"]: option["on"] for option in data_of(at, "export_printed")["options"]}
    assert (switches["contents"], switches["sources"]) == (True, True)


def test_a_clean_text_is_refused_with_the_places_and_two_ways_on(desktop: Desktop) -> None:
    at = desktop.open("export", draft=desktop.keep(still_open()), layout="declaration")
    html = data_of(at, "export_refused")["html"]
    assert "1 provision is still open" in html
    assert "article 1" in html
    assert not at.get("download_button")

    at.session_state["export_forced"] = "d1"
    at.run()
    assert "1 open provision prints its first chosen formulation" in shown(at)
    assert "States should act." not in data_of(at, "export_sheet")["html"]

    at.session_state["going"] = ("export", {"draft": desktop.keep(still_open(), "d2"), "layout": "declaration"})
    assert "1 provision is still open" in data_of(at.run(), "export_refused")["html"], "another draft was not forced"


def test_open_places_are_named_together_with_what_to_do_about_them(desktop: Desktop) -> None:
    def two(id: str) -> Provision:
        return alternatives(id, "States shall act.", "States should act.")

    of = draft(article("first", two("a"), settled("b"), two("c"), heading="Aims"), article("second", heading="Means"))
    at = desktop.open("export", draft=desktop.keep(of), layout="declaration")

    said = re.sub("<[^>]+>", "", data_of(at, "export_refused")["html"])
    assert "article 1, paragraphs 1, 3 are open: settle what is open." in said
    assert "article 2 has no text: choose a formulation, or remove the provision." in said


def test_what_leads_nowhere_is_refused_like_an_open_choice_and_the_reason_is_named(desktop: Desktop) -> None:
    lost = draft(article("first", settled("p", 'States act under {{ "gone" | ref }}.'), heading="Aims"))

    at = desktop.open("export", draft=desktop.keep(lost), layout="declaration")

    html = data_of(at, "export_refused")["html"]
    assert "1 provision is still open" in html
    assert "</button> refers to a provision that is not there" in html
    assert data_of(desktop.open("export", draft=desktop.keep(lost)), "export_printed")["layout"] == "negotiating"


def test_changes_are_told_since_an_earlier_version_or_from_another_draft(desktop: Desktop) -> None:
    id = desktop.keep(closed())
    alone = desktop.open("export", draft=id, layout="redline")
    assert "Nothing to compare with yet" in shown(alone)

    changed = edit(closed(), "p", "one", "States shall act together.")
    desktop.store.save(id, changed, base=1, save_id="s", author="A", at="2026-11-23T09:00:00+00:00", why="added a word")
    at = desktop.open("export", draft=id, layout="redline")
    assert at.selectbox(key="export_against").value == "version:1"
    assert '<ins title="A' in data_of(at, "export_sheet")["html"]
    (told,) = at.selectbox(key="export_against").options
    assert re.fullmatch(r"Version 1, \w+day 2\d November \d\d:\d\d: saved", told)
    desktop.keep(replace(closed(), title="Another"), "d2")
    at = desktop.open("export", draft=id, layout="redline", against="draft:d2")
    assert at.selectbox(key="export_against").value == "draft:d2"


# --- house styles of one's own ------------------------------------------------


def test_a_house_style_that_was_edited_in_word_is_kept_offered_and_printed_with(desktop: Desktop) -> None:
    desk = sitting(desktop, closed())
    name, faults = own_styles.keep(mended("geneva", "{{ nations }}", "Union of Towns"), "Our Style: 2026.docx")

    assert (name, faults) == ("our-style-2026", ())
    at = desktop.open("export", draft="d1", style=name)
    data = data_of(at, "export_printed")
    assert data["style"] == name
    assert "how your house style makes them look" in shown(at)
    assert "Union of Towns" in words_of(printing.made(ordered(desk, "declaration", name), "docx"))


def test_a_style_that_is_loaded_again_is_printed_as_it_is_now(desktop: Desktop) -> None:
    desk = sitting(desktop, closed())
    for nations in ("Union of Towns", "Union of Cities"):
        own_styles.keep(mended("geneva", "{{ nations }}", nations), "ours.docx")
        assert nations in words_of(printing.made(ordered(desk, "declaration", "ours"), "docx"))


def test_a_house_style_never_takes_the_place_of_one_that_is_shipped(desktop: Desktop) -> None:
    assert own_styles.keep(mended("geneva", "{{ nations }}", "Union of Towns"), "geneva.docx") == ("our-geneva", ())
    assert own_styles.names() == ("our-geneva",)


def test_a_style_with_faults_is_not_kept_and_all_of_them_are_told(desktop: Desktop) -> None:
    _, faults = own_styles.keep(mended("geneva", "[[BODY]]", "{{ nothing }}"), "ours.docx")

    assert len(faults) == 2
    assert "[[BODY]]" in faults[0] + faults[1]
    assert "nothing" in faults[0] + faults[1]
    assert own_styles.names() == ()
    at = desktop.open("export", draft=desktop.keep(closed()))
    at.session_state["export_own"] = True
    at.session_state["export_style_faults"] = faults
    assert "Not kept yet. Mend in Word:" in shown(at.run())


def test_what_is_no_word_file_is_refused_in_one_line(desktop: Desktop) -> None:
    with pytest.raises(WorkbenchError, match=r"^letter\.docx: [^\n]+$"):
        own_styles.keep(b"Dear colleague,", "letter.docx")


def test_a_style_that_was_removed_is_no_longer_offered(desktop: Desktop) -> None:
    own_styles.keep(mended("plain", "{{ session }}", "{{ session }}!"), "ours.docx")
    own_styles.remove("ours")
    own_styles.remove("geneva")

    data = data_of(desktop.open("export", draft=desktop.keep(closed()), style="ours"), "export_printed")
    assert {style["name"] for style in data["styles"]} == set(styles())
    assert data["style"] == "geneva"


# --- the files --------------------------------------------------------------


@pytest.mark.parametrize("format", formats())
def test_a_file_of_every_format_holds_the_text_and_comes_out_the_same_twice(desktop: Desktop, format: str) -> None:
    wanted = ordered(sitting(desktop, closed()), "declaration")
    data = printing.made(wanted, format)

    assert format in TYPES
    assert data == printing.made(wanted, format)
    if format == "docx":
        assert "States shall act." in "\n".join(p.text for p in open_word(io.BytesIO(data)).paragraphs)
    else:
        assert b"States shall act." in data


def test_the_whole_set_is_every_layout_that_the_draft_allows_and_the_draft_itself(desktop: Desktop) -> None:
    desk = sitting(desktop, closed())
    data = printing.whole_set(desk, ordered(desk, "declaration"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        kept = parse_draft(archive.read("draft-declaration.yaml").decode(), "draft-declaration.yaml")

    allowed = {f"draft-declaration-{info.name}.docx" for info in layouts() if not info.needs}
    assert {name for name in names if name.endswith(".docx")} == allowed
    assert kept == closed()
    assert data == printing.whole_set(desk, ordered(desk, "declaration"))


def test_the_whole_set_of_an_open_draft_leaves_the_clean_layouts_out(desktop: Desktop) -> None:
    desk = sitting(desktop, still_open())
    with zipfile.ZipFile(io.BytesIO(printing.whole_set(desk, ordered(desk, "declaration", force="yes")))) as archive:
        names = archive.namelist()

    assert "draft-declaration-negotiating.docx" in names
    assert "draft-declaration-declaration.docx" not in names


def test_without_libreoffice_the_page_says_so_and_everything_else_is_there(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("workbench.writers.pdf._USUAL_PLACES", ())
    at = desktop.open("export", draft=desktop.keep(closed()))

    assert "not installed on this machine" in shown(at)
    buttons = {button.proto.label: button.proto.disabled for button in at.get("download_button")}
    assert buttons == {"PDF": True, "Whole set (.zip)": False, "Download the Word file": False}
    assert "States shall act." in data_of(at, "export_sheet")["html"]


def test_where_there_is_nothing_to_print_a_button_leads_to_the_elements(desktop: Desktop) -> None:
    at = desktop.open("export", draft=desktop.keep(draft()))

    html = data_of(at, "export_empty")["html"]
    assert "Nothing to print yet" in html
    assert 'data-does="elements"' in html
    assert not at.get("download_button")


def test_a_layout_that_cannot_be_used_takes_no_other_away_and_is_told_in_one_line(
    desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "layouts"
    shutil.copytree(layouts_folder(), kept)
    (kept / "ours.xml.j2").write_text("{% set title = 7 %}", encoding="utf-8")
    monkeypatch.setattr(layout, "layouts_folder", lambda: kept)

    at = desktop.open("export", draft=desktop.keep(closed()))

    assert len(data_of(at, "export_printed")["layouts"]) == 9
    assert "Not offered: layout ours.xml.j2:1: &#39;title&#39; is a text in quotation marks, not 7" in shown(at)


def test_a_layout_that_is_changed_while_the_workbench_runs_is_printed_as_it_is_now(
    desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "layouts"
    shutil.copytree(layouts_folder(), kept)
    monkeypatch.setattr(layout, "layouts_folder", lambda: kept)
    desk = sitting(desktop, closed())
    changes = (
        ("declaration.xml.j2", "<section>", '<section orientation="landscape">'),
        ("_text.xml.j2", '<p style="article"', '<p style="part"'),
    )
    for name, old, new in changes:
        before = printing.sheet(ordered(desk, "declaration"))
        file = kept / name
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        assert printing.sheet(ordered(desk, "declaration")) != before


def test_hostile_text_is_shown_as_text(desktop: Desktop) -> None:
    hostile = replace(closed(), title=HOSTILE)
    at = desktop.open("export", draft=desktop.keep(edit(hostile, "p", "one", HOSTILE)))
    html = data_of(at, "export_sheet")["html"]

    assert "<script" not in html + shown(at)
    assert "<img" not in html
    assert "العدالة 团结" in html


def test_what_is_chosen_is_kept_in_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    address: dict[str, str] = {}
    monkeypatch.setattr("streamlit.query_params", address)
    export.picked({"what": "layout", "name": "commentary"})
    export.picked({"what": "option", "name": "lines", "value": "yes"})

    assert address == {"layout": "commentary", "lines": "yes"}


def test_the_page_goes_on_where_it_was_left_unless_another_draft_is_opened(desktop: Desktop) -> None:
    def leads_to_export(draft: str) -> str:
        at.session_state["going"] = ("draft", {"draft": draft, "provision": "p"})
        (address,) = (link[2] for link in data_of(at.run(), "frame_line")["pages"] if link[0] == "export")
        return str(address)

    at = desktop.open("export", draft=desktop.keep(closed()), layout="commentary", style="plain")

    assert leads_to_export("d1") == "/export?draft=d1&provision=p&layout=commentary&style=plain"
    assert leads_to_export(desktop.keep(closed(), "d2")) == "/export?draft=d2&provision=p"


def test_a_report_that_was_not_loaded_is_not_gone_on_with(desktop: Desktop) -> None:
    at = desktop.open("sources", draft=desktop.keep(closed()), load="1")
    at.session_state["going"] = ("draft", {"draft": "d1"})

    assert ["sources", "Sources", "/sources?draft=d1"] in data_of(at.run(), "frame_line")["pages"]


def test_a_word_file_is_exported_once_it_was_asked_for_and_not_before(desktop: Desktop) -> None:
    at = desktop.open("export", draft=desktop.keep(closed()))

    assert "export" not in data_of(at, "frame_line")["done"]
    steps_of = at.session_state["steps"]
    assert steps_of == []


# --- in the browser ---------------------------------------------------------


@pytest.mark.chromium
def test_a_layout_is_chosen_with_the_keyboard_and_its_word_file_downloaded(
    tab: Page, server: Server, tmp_path: Path
) -> None:
    tab.goto(f"{server.url}/export?draft={server.keep(closed(), next(IDS))}")
    tab.get_by_role("radio", name="Declaration", exact=True).focus()
    tab.keyboard.press("ArrowRight")
    expect(tab.get_by_role("radio", name="Resolution with annex")).to_be_checked()
    expect(tab.locator(".st-key-export_sheet .page")).to_contain_text("Having considered")
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Download the Word file").click()
    download.value.save_as(tmp_path / "made.docx")

    tab.get_by_role("link", name="Draft", exact=True).click()
    expect(tab.get_by_role("list", name="First steps")).to_contain_text("Export a Word file, done")

    assert download.value.suggested_filename == "draft-declaration-resolution.docx"
    words = "\n".join(p.text for p in open_word(str(tmp_path / "made.docx")).paragraphs)
    assert "Having considered" in words
    assert "States shall act." in words


FAILING = """
import time
from workbench.app import own_styles, printing
from workbench.app.pages import export

def failing(wanted):
    time.sleep(1.5)
    raise OSError("no room on the disk")

printing.pages = failing
export.libreoffice = lambda: True
"""


@pytest.mark.chromium
def test_a_pdf_says_that_it_is_being_made_and_that_it_could_not_be(
    chromium: Browser, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    def said(element: Locator) -> str:
        return str(element.evaluate("it => getComputedStyle(it, '::after').content"))

    server = Server(tmp_path, free_port(), planted=FAILING).start()
    request.addfinalizer(server.kill)
    tab = chromium.new_page()
    tab.goto(f"{server.url}/export?draft={server.keep(closed())}")
    tab.get_by_role("button", name="PDF", exact=True).click()
    expect(tab.get_by_test_id("stSpinnerIcon").first).to_be_attached()
    assert "LibreOffice lays out the pages" in said(tab.locator(".st-key-export_files"))
    expect(tab.get_by_test_id("stDownloadButtonError")).to_be_visible()
    assert "LibreOffice could not make the PDF. Try again" in said(tab.get_by_test_id("stDownloadButtonError"))
    tab.close()


@pytest.mark.chromium
def test_after_the_server_was_started_again_what_is_ticked_is_what_is_downloaded(
    chromium: Browser, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server = Server(tmp_path, free_port()).start()
    request.addfinalizer(server.kill)
    tab = chromium.new_page()
    tab.goto(f"{server.url}/export?draft={server.keep(closed())}&layout=commentary")
    word = tab.get_by_role("button", name="Download the Word file")
    expect(word).to_be_enabled()
    server.kill()
    expect(word).to_be_disabled()
    tab.get_by_role("radio", name="Compilation").check(force=True)
    server.start()

    expect(tab.get_by_role("radio", name="Commentary")).to_be_checked(timeout=20_000)
    expect(tab.locator(".stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=20_000)
    with tab.expect_download() as download:
        word.click()
    assert download.value.suggested_filename == "draft-declaration-commentary.docx"
    tab.close()
