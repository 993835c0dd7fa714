"""The catalogue on international solidarity, held to the inventory and to the craft of its wordings."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from rapidfuzz.distance import Indel

from workbench.catalogue import Catalogue, origin_of
from workbench.checks import check
from workbench.compose import compose
from workbench.files.catalogues import load_catalogue, load_preset, presets
from workbench.findings import Severity
from workbench.model import Draft, Item, Role
from workbench.places import elements_folder
from workbench.proposals import Formulation, Rule, Stance, Use

FOLDER = elements_folder() / "international-solidarity"
REPORT = "A-HRC-21-44-Add.1.md"

VIEWS_PER_KIND = {
    "subject": 26, "object": 28, "scope": 23, "enforcement": 16, "positive-obligation": 30, "negative-obligation": 9,
    "definition": 19, "nature": 36, "principle": 25, "legal-basis": 26, "rationale": 22, "cooperation": 15,
    "method": 24,
}  # fmt: skip
VIEWS_PER_STANCE = {"proposed": 247, "questioned": 45, "opposed": 6, "general agreement": 1}
VIEWS_PER_PARAGRAPH = (
    3, 0, 1, 2, 9, 3, 6, 0, 6, 0, 9, 12, 6, 6, 11, 6, 11, 6, 9, 5, 11, 4, 5, 9, 8, 5, 5, 4, 4, 3, 2, 2, 10, 9, 4, 4, 14,
    5, 3, 7, 6, 2, 13, 3, 4, 3, 18, 4, 4, 4, 5, 1, 1, 2,
)  # fmt: skip
PRESETS = ("common-ground", "comprehensive", "people-centred", "state-centred")
SETTLED = ("common-ground", "people-centred", "state-centred")

#: Names of bodies, meetings and programmes that count as one word, besides the titles of the sources.
NAMES = (
    "Human Rights Council", "Advisory Committee", "United Nations Conference on Sustainable Development",
    "International Labour Organization", "International Law Commission", "Millennium Development Goals",
    "United Nations Framework Convention on Climate Change", "Convention on the Rights of the Child",
    "Covenant on Economic, Social and Cultural Rights", "Charter of the United Nations",
    "Universal Declaration of Human Rights", "International Covenants on Human Rights", "Maastricht Principles",
    "Office of the United Nations High Commissioner for Human Rights", "World Trade Organization",
    "expert workshop on human rights and international solidarity", "International Bill of Human Rights",
)  # fmt: skip


@cache
def shelf() -> Catalogue:
    return load_catalogue(FOLDER)


@cache
def preset(name: str) -> Draft:
    return load_preset(FOLDER, name)


@cache
def report() -> str:
    folder = os.environ.get("WORKBENCH_REPORT_DIR", "")
    path = Path(folder) / REPORT
    if not folder or not path.is_file():
        pytest.skip(f"WORKBENCH_REPORT_DIR names no folder with {REPORT}, so the report cannot be read")
    return path.read_text(encoding="utf-8")


def plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("‘", "'").split())


@cache
def paragraphs() -> dict[str, str]:
    """The report's numbered paragraphs, with footnotes and page breaks left out."""
    lines = [line for line in report().splitlines() if not line.startswith(("---", "<sup>", "#"))]
    found: dict[str, list[str]] = {}
    for line in lines:
        opening = re.match(r"(\d+)\. ", line)
        if opening and opening[1] == str(len(found) + 1):
            found[opening[1]] = []
        if found:
            found[str(len(found))].append(line)
    return {number: plain(re.sub(r"<[^>]+>", "", " ".join(text))) for number, text in found.items()}


def texts_of(items: tuple[Item, ...]) -> Iterator[str]:
    for item in items:
        yield item.text
        yield from texts_of(item.items)


def whole(formulation: Formulation) -> str:
    return " ".join((formulation.text, *texts_of(formulation.items)))


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9_]+", text.lower().replace("’", "").replace("'", ""))


def without_titles(text: str) -> list[str]:
    """The words of a text, every symbol and title of an instrument or meeting as one word; blanks are no words."""
    text = plain(re.sub(r"<[^>]+>", "", re.sub(r"\{\{.*?\}\}", " ", text)))
    titles = {*NAMES, *(source.title for source in shelf().sources), *(source.short for source in shelf().sources)}
    for title in sorted(filter(None, titles), key=len, reverse=True):
        text = re.sub(re.escape(plain(title.removeprefix("the "))), title.replace(" ", "_"), text, flags=re.IGNORECASE)
    return words(re.sub(r"\b[A-Z](?:/[A-Z0-9.]+)+", lambda symbol: re.sub(r"\W", "_", symbol[0]), text))


def test_the_inventory_is_there_view_by_view() -> None:
    per_paragraph = Counter(view.paragraphs[0] for view in shelf().views)

    assert len(shelf().views) == 299
    assert Counter(str(view.kind) for view in shelf().views) == VIEWS_PER_KIND
    assert Counter(str(view.stance) for view in shelf().views) == VIEWS_PER_STANCE
    assert tuple(per_paragraph[str(number)] for number in range(1, 55)) == VIEWS_PER_PARAGRAPH


def test_the_tensions_are_found_from_either_side() -> None:
    pairs = {frozenset((tension.a, tension.b)) for tension in shelf().tensions}

    assert len(shelf().tensions) == len(pairs) == 213
    assert len(shelf().tensions_of) == 161
    for tension in shelf().tensions:
        assert (tension.b, tension.reason) in shelf().tensions_of[tension.a]
        assert (tension.a, tension.reason) in shelf().tensions_of[tension.b]


def test_the_choice_sets_keep_their_rules() -> None:
    rules = Counter(choice_set.rule for choice_set in shelf().choice_sets)

    assert rules == {Rule.ONE: 9, Rule.SOME: 9, Rule.IN_OUT: 1}


def test_every_anchor_stands_in_its_paragraph() -> None:
    assert list(paragraphs()) == [str(number) for number in range(1, 55)]

    lost = [view.id for view in shelf().views if plain(view.anchor) not in paragraphs()[view.paragraphs[0]]]

    assert lost == []


def test_every_view_that_can_be_text_is_answered() -> None:
    unanswered = [view.id for view in shelf().views if view.use is Use.TEXT and view.id not in shelf().answers]

    assert unanswered == []


def test_a_view_that_is_a_policy_can_be_chosen_as_one() -> None:
    chosen = {view for policy in shelf().policies for view in policy.rests_on}

    assert chosen == {view.id for view in shelf().views if view.use is Use.POLICY}


def test_no_formulation_stands_without_a_view_or_a_legal_basis() -> None:
    groundless = [f"{e.id}/{f.id}" for e, f in shelf().formulations() if not f.rests_on and not f.cites]

    assert groundless == []


def test_the_catalogue_is_as_large_as_its_subject() -> None:
    many = [element for element in shelf().elements if len(element.formulations) >= 3]

    assert sum(1 for _ in shelf().formulations()) >= 350
    assert len(many) >= 20
    assert all(len(element.formulations) >= 2 for element in shelf().elements)


def test_every_element_has_its_place_in_the_skeleton() -> None:
    assert [element.id for element in shelf().elements if element.id not in shelf().skeleton_order] == []


def test_formulations_of_one_element_differ_in_their_words() -> None:
    alike = [
        (element.id, a.id, b.id)
        for element in shelf().elements
        for a, b in combinations(element.formulations, 2)
        if Indel.normalized_similarity(words(whole(a)), words(whole(b))) >= 0.9
    ]

    assert alike == []


def test_every_formulation_says_in_a_note_how_it_differs() -> None:
    assert [f"{e.id}/{f.id}" for e, f in shelf().formulations() if not f.note or "{{" in f.note] == []


def test_nothing_repeats_eight_words_in_a_row_from_the_report() -> None:
    said = without_titles(report())
    runs = {tuple(said[at : at + 8]) for at in range(len(said) - 7)}
    own = [(f"{e.id}/{f.id}", text) for e, f in shelf().formulations() for text in (whole(f), f.note)]
    own += [(f"{s.id} {p.number}", p.digest) for s in shelf().sources for p in s.paragraphs]

    repeated = []
    for where, text in own:
        spoken = without_titles(text)
        repeated += [
            (where, spoken[at : at + 8]) for at in range(len(spoken) - 7) if tuple(spoken[at : at + 8]) in runs
        ]

    assert repeated == []


def test_every_paragraph_of_the_report_has_a_digest() -> None:
    main = shelf().source["a-hrc-21-44-add-1"]

    assert [p.number for p in main.paragraphs] == [str(number) for number in range(1, 55)]
    assert all(p.digest and p.section for p in main.paragraphs)


def test_what_is_printed_has_the_apostrophes_of_print() -> None:
    sources, views, elements = shelf().sources, shelf().views, shelf().elements
    printed = [
        *(text for source in sources for text in (source.title, source.short or "")),
        *(paragraph.digest for source in sources for paragraph in source.paragraphs),
        *(view.label for view in views),
        *(whole(each) for element in elements for each in element.formulations),
    ]

    assert [text for text in printed if "'" in text] == []


def test_the_presets_are_the_four() -> None:
    assert tuple(name for name, _ in presets(FOLDER)) == PRESETS


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_composes_and_has_no_error(name: str) -> None:
    document = compose(preset(name), shelf())

    assert document.blocks
    assert [f for f in check(preset(name), shelf()) if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", SETTLED)
def test_a_settled_preset_can_be_printed_clean_and_contradicts_itself_nowhere(name: str) -> None:
    findings = check(preset(name), shelf(), clean=True)

    assert [f for f in findings if f.severity is Severity.ERROR or f.rule in ("L20", "L21", "L22")] == []
    assert not preset(name).decisions
    assert all(provision.cites for provision in preset(name).leaves())


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_holds_the_wordings_of_the_catalogue_as_they_are_now(name: str) -> None:
    for provision in preset(name).leaves():
        for option in provision.options:
            taken = shelf().taken(option.origin)
            assert taken is not None, option.origin
            assert option.origin == origin_of(*taken)
            assert not option.edited


def test_people_centred_is_a_whole_declaration() -> None:
    draft = preset("people-centred")
    articles = [p for top in draft.body for p in top.walk() if p.role is Role.ARTICLE]

    assert dict(draft.terms)["rights_holders"] == "peoples and individuals"
    assert len(articles) >= 20
    assert all(1 <= len(article.children) <= 5 for article in articles)
    assert 6 <= len(draft.preamble) <= 12


def test_common_ground_rests_on_nothing_that_is_contested() -> None:
    for provision in preset("common-ground").leaves():
        for option in provision.chosen_options:
            taken = shelf().taken(option.origin)
            for id in taken[1].rests_on if taken else ():
                view = shelf().view[id]
                agreed = view.stance is Stance.GENERAL_AGREEMENT
                assert agreed or (view.stance is Stance.PROPOSED and id not in shelf().tensions_of), option.origin


def test_comprehensive_keeps_every_formulation_open() -> None:
    chosen = {option.origin for provision in preset("comprehensive").leaves() for option in provision.chosen_options}

    assert chosen == {origin_of(element, formulation) for element, formulation in shelf().formulations()}
