"""Supporting paragraphs in print, in United Nations form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import cited, report
from tests.strategies import law
from workbench.citing import note, numbers, place, without_missing
from workbench.model import Citation, Relation
from workbench.proposals import Source

CHARTER = Source(id="charter", title="Charter of the United Nations", short="the Charter", unit="Article")
UDHR = Source(
    id="udhr", title="Universal Declaration of Human Rights", short="the Universal Declaration", unit="article"
)
SOURCES = {"report": report(), "charter": CHARTER, "udhr": UDHR}


@pytest.mark.parametrize(
    ("paragraphs", "printed"),
    [
        ((), ""),
        (("47",), "47"),
        (("12", "13"), "12 and 13"),
        (("13", "12", "12"), "12 and 13"),
        (("42", "43", "44", "45", "46"), "42–46"),
        (("1", "42", "43", "44"), "1 and 42–44"),
        (("1", "5", "6", "9", "10", "11"), "1, 5, 6 and 9–11"),
        (("9", "10"), "9 and 10"),
        (("13", "12 bis", "12"), "12, 12 bis and 13"),
        (("²", "1"), "² and 1"),
        (("9" * 5000,), "9" * 5000),
    ],
)
def test_paragraph_numbers_are_printed_in_order_with_runs_drawn_together(
    paragraphs: tuple[str, ...], printed: str
) -> None:
    assert numbers(paragraphs) == printed


def test_a_document_is_cited_by_symbol_and_an_instrument_by_article() -> None:
    assert place(SOURCES["report"], cited("47")) == "A/HRC/21/44/Add.1, para. 47"
    assert place(SOURCES["report"], cited("47", "47")) == "A/HRC/21/44/Add.1, para. 47"
    assert place(SOURCES["report"], cited()) == "A/HRC/21/44/Add.1"
    assert place(CHARTER, cited("1")) == "Article 1 of the Charter"
    assert place(CHARTER, cited("55", "56")) == "Articles 55 and 56 of the Charter"
    assert place(CHARTER, cited("preamble")) == "the Preamble to the Charter"
    assert place(UDHR, cited("preamble")) == "the preamble to the Universal Declaration"
    assert place(CHARTER, cited()) == "the Charter"
    assert place(UDHR, cited("28")) == "article 28 of the Universal Declaration"


def test_several_sources_are_joined_and_relations_stand_apart() -> None:
    citations = (
        cited("34", relation=Relation.OPPOSES),
        cited("47"),
        cited("28", source="udhr", relation=Relation.INSPIRES),
        cited("1", source="charter"),
        cited("43"),
    )

    assert note(citations, SOURCES) == (
        "A/HRC/21/44/Add.1, paras. 43 and 47; Article 1 of the Charter. "
        "See also article 28 of the Universal Declaration. But see A/HRC/21/44/Add.1, para. 34."
    )


def test_nobody_is_told_to_see_also_what_supports_already() -> None:
    also = [cited("47", "50", relation=Relation.INSPIRES), cited("28", source="udhr", relation=Relation.INSPIRES)]
    opposed = cited("47", relation=Relation.OPPOSES)

    assert note((cited("47"), *also), SOURCES) == (
        "A/HRC/21/44/Add.1, para. 47. See also A/HRC/21/44/Add.1, para. 50; article 28 of the Universal Declaration."
    )
    assert note((cited("47", "50"), cited("28", source="udhr"), *also), SOURCES) == (
        "A/HRC/21/44/Add.1, paras. 47 and 50; article 28 of the Universal Declaration."
    )
    assert "But see A/HRC/21/44/Add.1, para. 47." in note((cited("47"), opposed), SOURCES)
    quoted = cited("47", relation=Relation.INSPIRES, quote="to pay")
    assert note((cited("47"), quoted), SOURCES).endswith("See also A/HRC/21/44/Add.1, para. 47: “to pay”.")


def test_a_quotation_follows_in_double_quotation_marks() -> None:
    assert note((cited("47", quote="to pay"),), SOURCES) == "A/HRC/21/44/Add.1, para. 47: “to pay”."
    assert note((cited("47", quote="States pay."),), SOURCES) == "A/HRC/21/44/Add.1, para. 47: “States pay.”"


def test_nothing_cited_prints_nothing() -> None:
    assert note((), SOURCES) == ""


def test_a_source_that_is_not_there_is_missing_after_all_others_and_a_symbol_speaks_for_itself() -> None:
    gone, symbol = cited("3", source="e-cn-4"), cited("5", source="E/CN.4/1")

    assert note((gone, cited("47")), SOURCES) == "A/HRC/21/44/Add.1, para. 47. [missing source], para. 3."
    assert note((symbol,), SOURCES) == "E/CN.4/1, para. 5."
    assert without_missing(note((gone, cited("47")), SOURCES)) == "A/HRC/21/44/Add.1, para. 47."
    assert without_missing(note((gone,), SOURCES)) == ""


@law
@given(
    st.lists(
        st.builds(
            Citation,
            source=st.sampled_from(["report", "charter", "udhr", "gone"]),
            paragraphs=st.lists(st.text(max_size=3), max_size=3).map(tuple),
            relation=st.sampled_from(Relation),
            quote=st.text(max_size=5),
        ),
        max_size=4,
    )
)
def test_any_citations_can_be_printed(citations: list[Citation]) -> None:
    assert bool(note(citations, SOURCES)) == bool(citations)
