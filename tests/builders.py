"""Small builders: a draft, a catalogue or a document in the words of a test, with nothing that it does not say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from workbench.catalogue import Catalogue
from workbench.model import Citation, Draft, Item, Option, Provision, Role
from workbench.proposals import (
    Element,
    Formulation,
    Kind,
    Paragraph,
    SkeletonArticle,
    SkeletonPart,
    Source,
    Stance,
    View,
)

BY = {"by": "Drafter 1", "at": "2026-11-23T09:00:00+00:00"}


# --- drafts -----------------------------------------------------------------


def items(*texts: str | tuple[str, tuple[Item, ...]]) -> tuple[Item, ...]:
    """Sub-paragraphs with the letters as ids; a pair is a text with what stands below it."""
    return tuple(
        Item(id=chr(ord("a") + index), text=text)
        if isinstance(text, str)
        else Item(id=chr(ord("a") + index), text=text[0], items=text[1])
        for index, text in enumerate(texts)
    )


def settled(id: str, text: str = "States shall cooperate.", **more: Any) -> Provision:
    """A leaf with one wording, chosen."""
    below = more.pop("items", ())
    return Provision(id=id, options=(Option(id="one", text=text, items=below),), chosen=("one",), **more)


def alternatives(id: str, *texts: str, **more: Any) -> Provision:
    """A leaf with several wordings, all chosen: o1, o2, ..."""
    options = tuple(Option(id=f"o{index}", text=text) for index, text in enumerate(texts, 1))
    return Provision(id=id, options=options, chosen=tuple(option.id for option in options), **more)


def gap(id: str, *texts: str, **more: Any) -> Provision:
    """A leaf of which no wording is chosen."""
    return replace(alternatives(id, *texts, **more), chosen=())


def article(id: str, *children: Provision, heading: str = "", **more: Any) -> Provision:
    """An article of paragraphs."""
    return Provision(id=id, role=Role.ARTICLE, heading=heading, children=children, **more)


def either(id: str, *articles: Provision, **more: Any) -> Provision:
    """Whole articles as alternatives."""
    return Provision(id=id, role=Role.ALTERNATIVES, children=articles, **more)


def part(id: str, *children: Provision, heading: str = "", **more: Any) -> Provision:
    """A part of articles."""
    return Provision(id=id, role=Role.PART, heading=heading, children=children, **more)


def draft(*body: Provision, preamble: tuple[Provision, ...] = (), **more: Any) -> Draft:
    """A draft of articles or parts; paragraphs are put into one article."""
    if body and all(provision.role is Role.PARAGRAPH for provision in body):
        body = (article("article", *body),)
    return Draft(**{"title": "Draft declaration", "body": body, "preamble": preamble} | more)


def cited(*paragraphs: str, source: str = "report", **more: Any) -> Citation:
    """Supporting paragraphs of the report."""
    return Citation(source=source, paragraphs=paragraphs, **more)


# --- catalogues -------------------------------------------------------------


def formulation(id: str, text: str = "States shall cooperate.", **more: Any) -> Formulation:
    """One wording of an element."""
    return Formulation(id=id, text=text, **more)


def element(id: str, *formulations: Formulation, kind: Kind = Kind.OBJECT, **more: Any) -> Element:
    """An element, with the formulation 'plain' if none is given."""
    given = formulations or (formulation("plain"),)
    title = more.pop("title", id.capitalize())
    return Element(id=id, kind=kind, title=title, gist="What is at stake.", formulations=given)


def view(id: str, *paragraphs: str, stance: Stance = Stance.PROPOSED, **more: Any) -> View:
    """A view recorded in the report."""
    return View(
        **{
            "id": id,
            "source": "report",
            "paragraphs": paragraphs or ("1",),
            "kind": Kind.OBJECT,
            "label": f"What {id} says",
            "stance": stance,
            "attribution": "a participant",
            "anchor": "said",
        }
        | more
    )


def report(paragraphs: int = 50) -> Source:
    """A report of numbered paragraphs, cited by its symbol."""
    numbered = tuple(Paragraph(number=str(n), digest=f"What {n} says.") for n in range(1, paragraphs + 1))
    return Source(id="report", symbol="A/HRC/21/44/Add.1", title="Summary", paragraphs=numbered)


def foreseen(id: str, *elements: str, heading: str = "") -> SkeletonArticle:
    """An article of the skeleton."""
    return SkeletonArticle(id=id, heading=heading or id.capitalize(), elements=elements)


def catalogue(*elements: Element, articles: tuple[SkeletonArticle, ...] = (), **more: Any) -> Catalogue:
    """A catalogue with the report, two terms, and a skeleton of one part if articles are given."""
    parts = (SkeletonPart(id="part-one", heading="One", articles=articles),) if articles else ()
    return Catalogue(
        **{
            "id": "test",
            "title": "Test",
            "terms": (("duty_bearers", "States"), ("rights_holders", "peoples and individuals")),
            "elements": elements,
            "parts": parts,
            "sources": (report(),),
        }
        | more
    )


# --- files ------------------------------------------------------------------

MAIN = """\
title: A small catalogue
terms:
  duty_bearers: States
skeleton:
  preamble: [charter]
  parts:
    - id: part-one
      heading: One
      articles:
        - id: funds
          heading: Funds
          elements: [solidarity-funds]
"""

SOURCE = """\
title: Summary
symbol: A/HRC/21/44/Add.1
paragraphs:
  - number: 47
    digest: Obligations were named.
    views:
      - {id: PO-47-3, kind: positive-obligation, label: Funds, stance: proposed, attribution: one, anchor: pay}
"""

FUNDS = """\
title: Funds
gist: Who pays.
formulations:
  - id: duty
    text: >
      {{ duty_bearers }} shall establish
      solidarity funds.
    rests_on: [PO-47-3]
"""

CHARTER = """\
title: The Charter
gist: What it rests on.
formulations:
  - id: guided-by
    text: "*Guided by* the Charter,"
    cites: [{source: report, paragraphs: [47]}]
"""

PRESET = """\
format: 1
title: Draft declaration on funds
catalogue: small
terms: {duty_bearers: States}
body:
  - id: funds
    role: article
    heading: Funds
    children:
      - id: solidarity-funds
        element: solidarity-funds
        options:
          - {id: duty, text: "{{ duty_bearers }} shall establish solidarity funds.", from: solidarity-funds/duty@0000}
        chosen: [duty]
"""


def catalogue_folder(folder: Path, **changed: str) -> Path:
    """A small catalogue written to a folder; `changed` are files to write instead, `__` for a slash, `_` for a hyphen.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     sorted(path.name for path in catalogue_folder(Path(place)).rglob("*.yaml"))
    ['catalogue.yaml', 'charter.yaml', 'report.yaml', 'small.yaml', 'solidarity-funds.yaml']
    """
    files = {
        "catalogue": MAIN,
        "sources/report": SOURCE,
        "positive-obligation/solidarity-funds": FUNDS,
        "legal-basis/charter": CHARTER,
        "presets/small": PRESET,
    }
    files |= {name.replace("__", "/").replace("_", "-"): text for name, text in changed.items()}
    for name, text in files.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
