"""What the author of a catalogue should look at, beyond the faults that loading it reports."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from workbench.catalogue import Catalogue
from workbench.checks.reading import read
from workbench.checks.rule import ERROR, NOTE, WARNING
from workbench.checks.scene import finding
from workbench.checks.table import WORDING_RULES
from workbench.compare.pairing import likeness
from workbench.findings import Finding, Severity
from workbench.model import Item
from workbench.proposals import Element, Use

#: Two formulations that agree in at least this share of their letters say the same.
SAME = 0.9

_SEVERITY = {rule.id: rule.severity for rule in WORDING_RULES}


def check_catalogue(catalogue: Catalogue) -> tuple[Finding, ...]:
    """The findings of a catalogue that loads; `where` is element/formulation, an element, a view or empty.

    Besides the rules of drafts on every wording: C01 a formulation rests on nothing, C02 a view is not answered,
    C03 two formulations are nearly the same, C04 an anchor is not in its paragraph, C05 an element has no place.
    """
    return tuple(_all(catalogue))


def _all(catalogue: Catalogue) -> Iterator[Finding]:
    for view in catalogue.views:
        if view.use is Use.TEXT and view.id not in catalogue.answers:
            message = f"No formulation answers the view “{view.label}”."
            fix = "Let a formulation rest on it, or say in 'use' and 'why' that it is no text."
            yield finding("C02", WARNING, view.id, message, fix)
        source = catalogue.source[view.source]
        texts = [paragraph.text for number in view.paragraphs if (paragraph := source.paragraph(number))]
        if any(texts) and not any(" ".join(view.anchor.split()) in " ".join(text.split()) for text in texts):
            message = f"The anchor “{view.anchor}” does not stand in paragraph {', '.join(view.paragraphs)}."
            yield finding("C04", ERROR, view.id, message, "Copy a few words of the paragraph as they stand.")
    for element in catalogue.elements:
        yield from _element(catalogue, element)


def _element(catalogue: Catalogue, element: Element) -> Iterator[Finding]:
    if element.id not in catalogue.skeleton_order:
        message = f"“{element.title}” has no place in the skeleton; it will open an article of its own."
        yield finding("C05", NOTE, element.id, message, "Name it in the skeleton of catalogue.yaml.")
    preambular = catalogue.is_preambular(element)
    for formulation in element.formulations:
        where = f"{element.id}/{formulation.id}"
        if not formulation.rests_on and not formulation.cites:
            message = "This formulation rests on no view and no legal basis."
            yield finding("C01", WARNING, where, message, "Name views in 'rests_on', or sources in 'cites'.")
        reading = read(formulation.text, formulation.items, preambular, catalogue.mode, catalogue.terms)
        for rule, remark in reading.remarks:
            # The modal verb is a choice among formulations; blanks and conditions are checked on loading.
            if rule not in ("L12", "L55"):
                severity: Severity = _SEVERITY[rule]
                yield finding(rule, severity, where, remark.message, remark.fix)
    for a, b in combinations(element.formulations, 2):
        if likeness(_whole(a.text, a.items), _whole(b.text, b.items)) >= SAME:
            message = f"“{a.id}” and “{b.id}” are nearly the same formulation."
            yield finding("C03", WARNING, element.id, message, "Let them differ in substance, or drop one.")


def _whole(text: str, items: tuple[Item, ...]) -> str:
    return " ".join((text, *(_whole(item.text, item.items) for item in items)))
