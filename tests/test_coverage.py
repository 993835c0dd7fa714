"""The coverage of a hand-made draft of ten views is right to the cell, and its tables say the same everywhere."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from dataclasses import replace

import openpyxl
import pytest

from tests.checks.builders import CATALOGUE, OPPOSES, REPORT, article, leaf
from workbench.catalogue import Catalogue
from workbench.coverage import (
    ChoiceRow,
    Coverage,
    choice_rows,
    compare_choices,
    coverage,
    rows,
    uses,
)
from workbench.model import Citation, Draft
from workbench.proposals import Element, Formulation, Kind, Paragraph, Policy, Source, Stance, View
from workbench.tables import csv_text, frame, xlsx_bytes

KINDS = (Kind.SUBJECT, Kind.SUBJECT, Kind.OBJECT, Kind.SCOPE, Kind.POSITIVE_OBLIGATION)


def ten_views() -> Catalogue:
    """Twenty views, two a paragraph; view n is of the kind n mod 5, every fourth one opposed."""
    views = tuple(
        View(
            id=f"V-{n}",
            source="report",
            paragraphs=(str(n // 2 + 1),),
            kind=KINDS[n % 5],
            label=f"View {n}",
            stance=Stance.OPPOSED if n % 4 == 3 else Stance.PROPOSED,
            attribution="One participant",
            anchor="words",
        )
        for n in range(20)
    )
    elements = tuple(
        Element(
            id=f"e{n}",
            kind=views[2 * n].kind,
            title=f"Element {n}",
            gist="",
            formulations=(Formulation(id="both", text="T.", rests_on=(f"V-{2 * n}", f"V-{2 * n + 1}")),),
        )
        for n in range(10)
    )
    source = Source(id="report", title="Report", paragraphs=tuple(Paragraph(number=str(n)) for n in range(1, 12)))
    law = Source(id="law", title="Law", unit="article", paragraphs=(Paragraph(number="1"),))
    policy = Policy(id="policy", label="A policy", rests_on=("V-8", "V-9"))
    return replace(
        CATALOGUE,
        views=views,
        elements=elements,
        sources=(source, law),
        policies=(policy,),
        tensions=(),
        choice_sets=(),
    )


def place(id: str, number: int, **more: object) -> object:
    provision = leaf(id, "Text.", element=f"e{number}", **more)
    options = tuple(replace(option, origin=f"e{number}/both@0000") for option in provision.options)
    return replace(provision, options=options)


#: Uses e0 to e3 as text, and V-8 and V-9 by policy: ten views.
DRAFT = Draft(
    title="t",
    policies=("policy",),
    body=(
        article("a", "", place("p0", 0, cites=REPORT), place("p1", 1, cites=())),  # type: ignore[arg-type]
        article("b", "", place("p2", 2, cites=OPPOSES), place("p3", 3, cites=REPORT)),  # type: ignore[arg-type]
        article("c", "", place("gap", 6, chosen=())),  # type: ignore[arg-type]
    ),
)


@pytest.fixture
def figures() -> Coverage:
    return coverage(DRAFT, ten_views())


def test_ten_views_are_used_and_ten_are_not(figures: Coverage) -> None:
    used = [view.view for view in figures.views if view.used]

    assert used == [f"V-{n}" for n in range(10)]
    assert figures.used == 10
    assert figures.views[0].used_in == ("p0",)
    assert figures.views[8].used_in == ("policy",)


def test_every_paragraph_has_its_cell(figures: Coverage) -> None:
    cells = [(p.source, p.number, p.views, p.used) for p in figures.paragraphs]

    assert cells == [("report", str(n), 2 if n < 11 else 0, 2 if n < 6 else 0) for n in range(1, 12)]
    assert figures.paragraphs[0].cited_in == ("p0", "p2", "p3")
    assert all(paragraph.cited_in == () for paragraph in figures.paragraphs[1:])


def test_kinds_and_stances_add_up(figures: Coverage) -> None:
    kinds = {count.name: (count.used, count.unused) for count in figures.kinds}
    stances = {count.name: (count.used, count.unused) for count in figures.stances}

    assert {name: counts for name, counts in kinds.items() if any(counts)} == {
        "subject": (4, 4),
        "object": (2, 2),
        "scope": (2, 2),
        "positive-obligation": (2, 2),
    }
    assert stances == {"proposed": (8, 7), "questioned": (0, 0), "opposed": (2, 3), "general agreement": (0, 0)}


def test_elements_balance_and_support(figures: Coverage) -> None:
    picked = {element.element: element.provisions for element in figures.elements if element.provisions}

    assert picked == {"e0": ("p0",), "e1": ("p1",), "e2": ("p2",), "e3": ("p3",), "e6": ("gap",)}
    assert (figures.positive, figures.negative) == (1, 0)
    assert figures.unsupported == ("p1", "p2")


def test_a_wording_that_is_not_chosen_uses_nothing() -> None:
    assert "V-12" not in uses(DRAFT, ten_views())


def test_csv_xlsx_and_frame_say_the_same(figures: Coverage) -> None:
    tables = rows(figures)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(tables)))

    for name, table in tables.items():
        wanted = [tuple(str(cell) for cell in row.values()) for row in table]
        from_csv = list(csv.reader(io.StringIO(csv_text(table))))
        from_book = [tuple("" if c is None else str(c) for c in row) for row in book[name].values]

        assert [tuple(row) for row in from_csv[1:]] == wanted
        assert from_book[1:] == wanted
        assert [tuple(str(cell) for cell in row) for row in frame(table).itertuples(index=False)] == wanted


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    table = [{"label": cell}]
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes({"t": table})))

    assert list(csv.reader(io.StringIO(csv_text(table), newline="")))[1][0][0] == "'"
    assert book["t"]["A2"].data_type == "s"
    assert str(book["t"]["A2"].value)[0] == "'"


# --- drafts side by side ----------------------------------------------------


def picked(*elements: str) -> Draft:
    leaves = [leaf(f"p-{id}", "Text.", element=id) for id in elements]
    return Draft(title="t", body=(article("a", "", *leaves),))


def test_two_drafts_are_compared_choice_by_choice() -> None:
    compared = compare_choices(picked("holder", "levels"), picked("state-holder", "climate"), CATALOGUE)
    holder, negative = compared

    assert (holder.both, holder.only_here, holder.only_there) == ((), ("SU-1",), ("SU-2",))
    assert (negative.here, negative.there, negative.differs) == ((), ("NO-1",), True)


def test_a_draft_beside_itself_differs_in_nothing() -> None:
    compared = compare_choices(picked("holder", "climate"), picked("holder", "climate"), CATALOGUE)

    assert not any(row.differs for row in compared)
    assert compared[0].both == ("SU-1",)


def test_the_table_of_choices_names_views_by_their_labels() -> None:
    row = choice_rows(compare_choices(picked("holder"), picked(), CATALOGUE), CATALOGUE)[0]

    assert row["only here"] == "Peoples and individuals hold the right (SU-1)"
    assert isinstance(compare_choices(picked(), picked(), CATALOGUE)[0], ChoiceRow)


def test_pandas_is_not_loaded_until_a_frame_is_asked_for() -> None:
    program = "import sys, workbench.coverage, workbench.cli; sys.exit('pandas' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_citation_of_several_paragraphs_is_in_each_cell() -> None:
    cites = (Citation(source="report", paragraphs=("2", "3")),)
    draft = Draft(title="t", body=(article("a", "", leaf("p", "Text.", cites=cites)),))

    cells = {p.number: p.cited_in for p in coverage(draft, ten_views()).paragraphs}

    assert (cells["1"], cells["2"], cells["3"]) == ((), ("p",), ("p",))
