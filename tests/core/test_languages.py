"""The official languages: the same text, numbers and sources, in the fixed words of each."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from tests.builders import alternatives, article, catalogue, cited, draft, items, part, settled
from workbench.catalogue import Catalogue
from workbench.compose import compose
from workbench.document import Block, Document
from workbench.languages import Language, language_of
from workbench.model import Citation, Draft, FrontMatter, Relation
from workbench.numbering import labels, number
from workbench.writers.choices import settled as settle

OFFICIAL = ("ar", "es", "fr", "ru", "zh")


def in_language(code: str, whole: Draft, shelf: Catalogue | None = None) -> Document:
    front = FrontMatter(language=code, organ="O", formula="proclaims")
    return number(compose(replace(whole, front=front), shelf))


def block(document: Document, id: str) -> Block:
    return next(block for block in document.walk() if block.id == id)


def tongue(code: str) -> Language:
    found = language_of(code)
    assert found is not None
    return found


def test_every_official_language_has_all_fixed_words_and_english_needs_none() -> None:
    assert language_of("en") is None
    assert language_of("xx") is None
    for code in OFFICIAL:
        for part_of in ("words", "formulas", "labels", "headings", "titles", "before", "units"):
            assert getattr(tongue(code), part_of).keys() == getattr(tongue("fr"), part_of).keys(), (code, part_of)
        assert all(getattr(tongue(code), each.name) is not None for each in fields(Language))


@pytest.mark.parametrize(
    ("code", "first", "second", "third", "fourth"),
    [
        ("fr", "article premier", "paragraphe 2 de l’article 2", "paragraphe 2 a) de l’article 2", "partie I"),
        ("es", "artículo 1", "párrafo 2 del artículo 2", "párrafo 2 a) del artículo 2", "parte I"),
        ("ru", "статья 1", "пункт 2 статьи 2", "пункт 2 a) статьи 2", "часть I"),
        ("ar", "المادة 1", "الفقرة 2 من المادة 2", "الفقرة 2 (أ) من المادة 2", "الجزء الأول"),
        ("zh", "第1条", "第2条第2款", "第2条第2款(a)项", "第一部分"),
    ],
)
def test_references_are_said_as_the_language_says_them(
    code: str, first: str, second: str, third: str, fourth: str
) -> None:
    see = 'See {{ "a" | ref }}; {{ "q" | ref }}; {{ "part" | ref }}.'
    two = article("b", settled("p", see), settled("q", "All:", items=items("act")))

    document = in_language(code, draft(part("part", article("a", settled("x")), two)))

    assert block(document, "p").text == f"See {first}; {second}; {fourth}."
    assert str(labels(document.blocks, language=code)["q/one/a"]) == third
    assert block(document, "q/one/a").number == "(a)", "numbers are the same in all languages until they are printed"


@pytest.mark.parametrize(
    ("code", "note"),
    [
        ("fr", "A/HRC/21/44/Add.1, par. 42 à 44 et 47. Voir toutefois A/HRC/21/44/Add.1, par. 34."),
        ("es", "A/HRC/21/44/Add.1, párrs. 42 a 44 y 47. Véase, sin embargo, A/HRC/21/44/Add.1, párr. 34."),
        ("ru", "A/HRC/21/44/Add.1, пункты 42–44 и 47. См., однако, A/HRC/21/44/Add.1, пункт 34."),
        ("ar", "A/HRC/21/44/Add.1، الفقرات 42-44 و47. ولكن انظر A/HRC/21/44/Add.1، الفقرة 34."),
        ("zh", "A/HRC/21/44/Add.1，第42至44和47段。但见A/HRC/21/44/Add.1，第34段。"),
    ],
)
def test_sources_are_cited_in_the_words_of_the_language(code: str, note: str) -> None:
    source = catalogue().sources[0].id
    against = Citation(source=source, paragraphs=("34",), relation=Relation.OPPOSES)
    cites = (Citation(source=source, paragraphs=("47", "42", "43", "44")), against)

    document = in_language(code, draft(settled("p", "One.", cites=cites)), catalogue())

    assert [each for run in block(document, "p").runs for each in run.notes] == [note]


def test_instruments_have_their_official_titles() -> None:
    charter = [["1"], ["55"]]

    assert tongue("fr").place("Charter of the United Nations", "Article", charter, preamble=True) == (
        "Charte des Nations Unies, préambule et art. 1 et 55"
    )
    assert (
        tongue("ar").place("Charter of the United Nations", "Article", charter) == "ميثاق الأمم المتحدة، المادتان 1 و55"
    )
    assert tongue("zh").place("Some paper", "chapter", [["2"]]) == "Some paper，chapter 2"


def test_a_note_is_called_before_the_stop_in_french_and_spanish_and_behind_it_elsewhere() -> None:
    whole = draft(
        settled("p", "Notant ceci :", cites=(cited("1"),)),
        settled("q", "States:", items=items("act"), cites=(cited("1"),)),
        settled("r", "Tous,", bracketed=True, cites=(cited("1"),)),
    )

    french, spanish, russian = (_called(in_language(code, whole)) for code in ("fr", "es", "ru"))

    assert french == spanish == ["Notant ceci^ :", "Act^", "[Tous,]^"]
    assert russian == ["Notant ceci :^", "act^", "[Tous,]^"]


def test_a_note_is_called_before_the_stop_too_where_a_bracket_is_settled_by_force() -> None:
    whole = draft(
        settled("p", "Tous,", bracketed=True, cites=(cited("1"),)),
        alternatives("q", "Les États.", "Tous.", cites=(cited("1"),)),
    )

    assert _called(settle(in_language("fr", whole, catalogue()))) == ["Tous^,", "Les États^."]


def _called(document: Document) -> list[str]:
    """The lines with a footnote, its call as a hat."""
    said = ["".join(f"{run.text}{'^' if run.notes else ''}" for run in b.runs) for b in document.walk()]
    return [line for line in said if "^" in line]


def test_in_russian_preambular_paragraphs_and_sub_paragraphs_go_on_with_the_sentence_as_they_are_typed() -> None:
    whole = draft(settled("p", "states:", items=items("act")), preamble=(alternatives("n", "*a* b,", "*c* d,"),))

    french, russian = ([str(each.text) for each in in_language(code, whole).walk()] for code in ("fr", "ru"))

    assert french[2:5] == ["", "[A b,]", "[C d,]"]
    assert french[-2:] == ["States:", "Act"]
    assert russian[2:5] == ["", "[a b,]", "[c d,]"]
    assert russian[-2:] == ["States:", "act"]


@pytest.mark.parametrize(("code", "organ"), [("fr", "O,"), ("ar", "O،"), ("zh", "O，")])
def test_the_organ_has_the_comma_and_the_formula_the_words_of_the_language(code: str, organ: str) -> None:
    document = in_language(code, draft())

    assert block(document, "organ").text == organ
    assert str(block(document, "formula")).partition(" ")[2] == tongue(code).formulas["proclaims"]
