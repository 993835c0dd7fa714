"""What `check_catalogue` tells the author of a catalogue."""

from __future__ import annotations

from dataclasses import replace

from tests.checks.builders import CATALOGUE, shown
from workbench.catalogue import Catalogue
from workbench.checks.catalogues import check_catalogue
from workbench.proposals import Element, Formulation, Kind, Paragraph, SkeletonArticle, SkeletonPart, Source


def catalogue(*formulations: Formulation, placed: bool = True) -> Catalogue:
    """A catalogue of one element on one view."""
    element = Element(id="funds", kind=Kind.POSITIVE_OBLIGATION, title="Funds", gist="", formulations=formulations)
    articles = (SkeletonArticle(id="a", heading="A", elements=("funds",)),) if placed else ()
    return replace(
        CATALOGUE,
        views=(next(view for view in CATALOGUE.views if view.id == "PO-1"),),
        elements=(element,),
        parts=(SkeletonPart(id="p", heading="P", articles=articles),),
        policies=(),
        choice_sets=(),
        tensions=(),
    )


GOOD = Formulation(id="one", text="{{ duty_bearers }} shall set up funds.", rests_on=("PO-1",))


def test_a_good_catalogue_gives_no_finding() -> None:
    assert check_catalogue(catalogue(GOOD)) == ()


def test_a_formulation_must_rest_on_something() -> None:
    other = Formulation(id="two", text="No State is bound to pay more than it agreed to.")

    assert shown(check_catalogue(catalogue(GOOD, other))) == [("C01", "funds/two")]


def test_a_view_must_be_answered() -> None:
    found = check_catalogue(replace(catalogue(GOOD), views=CATALOGUE.views[:1]))

    assert shown(found) == [("C02", "SU-1")]


def test_two_formulations_must_differ() -> None:
    same = replace(GOOD, id="two", text="{{ duty_bearers }} shall set up a fund.")

    assert shown(check_catalogue(catalogue(GOOD, same))) == [("C03", "funds")]


def test_an_anchor_must_stand_in_its_paragraph() -> None:
    report = Source(id="report", title="Report", paragraphs=(Paragraph(number="5", text="Money was mentioned."),))

    assert shown(check_catalogue(replace(catalogue(GOOD), sources=(report,)))) == [("C04", "PO-1")]


def test_an_element_should_have_its_place() -> None:
    assert shown(check_catalogue(catalogue(GOOD, placed=False))) == [("C05", "funds")]


def test_wordings_are_read_by_the_rules_of_drafts() -> None:
    american = replace(GOOD, text="{{ duty_bearers }} shall organise labor.")

    assert shown(check_catalogue(catalogue(american))) == [("L70", "funds/one")]
