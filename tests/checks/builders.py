"""A small catalogue, a draft of fourteen articles in which nothing is wrong, and ways to plant a defect in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from workbench.catalogue import Catalogue
from workbench.drafting import change
from workbench.findings import Finding
from workbench.model import Citation, Draft, FrontMatter, Item, Mode, Option, Provision, Relation, Role
from workbench.proposals import (
    ChoiceSet,
    Element,
    Formulation,
    Kind,
    Paragraph,
    Policy,
    Rule,
    Source,
    Stance,
    Tension,
    View,
)

TERMS = (
    ("rights_holders", "peoples and individuals"),
    ("duty_bearers", "States"),
    ("enterprises", "transnational corporations and other business enterprises"),
)


def view(id: str, kind: Kind, label: str, stance: Stance = Stance.PROPOSED, number: str = "1") -> View:
    return View(
        id=id,
        source="report",
        paragraphs=(number,),
        kind=kind,
        label=label,
        stance=stance,
        attribution="One participant",
        anchor=label.lower(),
    )


VIEWS = (
    view("SU-1", Kind.SUBJECT, "Peoples and individuals hold the right"),
    view("SU-2", Kind.SUBJECT, "States hold the right", Stance.QUESTIONED, "2"),
    view("OB-1", Kind.OBJECT, "A just order", number="2"),
    view("SC-1", Kind.SCOPE, "All levels", number="3"),
    view("SC-2", Kind.SCOPE, "Only in a crisis", number="3"),
    view("EN-1", Kind.ENFORCEMENT, "Reports", number="4"),
    view("DF-1", Kind.DEFINITION, "Solidarity means unity", number="4"),
    view("PO-1", Kind.POSITIVE_OBLIGATION, "Funds", number="5"),
    view("NO-0", Kind.NEGATIVE_OBLIGATION, "No link with negative obligations", Stance.OPPOSED, "5"),
    view("NO-1", Kind.NEGATIVE_OBLIGATION, "Not to harm the climate", number="6"),
    view("PR-1", Kind.PRINCIPLE, "No hierarchy of rights", number="6"),
    view("CH-1", Kind.NATURE, "The right does not exist yet", Stance.QUESTIONED, "6"),
)


def element(id: str, kind: Kind, *rests_on: str) -> Element:
    wording = Formulation(id="one", text="Text.", rests_on=rests_on)
    return Element(id=id, kind=kind, title=id.capitalize(), gist="What it is about.", formulations=(wording,))


ELEMENTS = (
    element("meaning", Kind.DEFINITION, "DF-1"),
    element("equality", Kind.PRINCIPLE, "PR-1"),
    element("holder", Kind.SUBJECT, "SU-1"),
    element("state-holder", Kind.SUBJECT, "SU-2"),
    element("order", Kind.OBJECT, "OB-1"),
    element("levels", Kind.SCOPE, "SC-1"),
    element("crisis", Kind.SCOPE, "SC-2"),
    element("funds", Kind.POSITIVE_OBLIGATION, "PO-1"),
    element("climate", Kind.NEGATIVE_OBLIGATION, "NO-1"),
    element("reports", Kind.ENFORCEMENT, "EN-1"),
    element("existence", Kind.RATIONALE, "CH-1"),
)

CATALOGUE = Catalogue(
    id="small",
    title="The right to international solidarity",
    terms=TERMS,
    policies=(Policy(id="no-negative", label="No negative obligations", rests_on=("NO-0",)),),
    choice_sets=(
        ChoiceSet(id="holder", label="Who holds the right", rule=Rule.ONE, members=("SU-1", "SU-2")),
        ChoiceSet(id="negative", label="Negative obligations", rule=Rule.IN_OUT, members=("NO-0", "NO-1")),
    ),
    tensions=(
        Tension(a="SC-1", b="SC-2", reason="all levels versus crises only"),
        Tension(a="NO-1", b="NO-0", reason="opposition versus obligation"),
        Tension(a="SU-2", b="SU-1", reason="States versus people"),
    ),
    sources=(
        Source(
            id="report",
            symbol="A/HRC/1/1",
            title="Report",
            paragraphs=tuple(Paragraph(number=str(n)) for n in range(1, 7)),
        ),
        Source(id="charter", title="Charter", short="the Charter of the United Nations", unit="Article"),
        Source(id="udhr", title="UDHR", short="the Universal Declaration of Human Rights", unit="article"),
    ),
    views=VIEWS,
    elements=ELEMENTS,
)

REPORT = (Citation(source="report", paragraphs=("1",)),)
OPPOSES = (Citation(source="report", paragraphs=("1",), relation=Relation.OPPOSES),)
CHARTER = (Citation(source="charter", paragraphs=("55",)),)


def leaf(id: str, *texts: str, element: str = "", items: Iterable[str] = (), **more: Any) -> Provision:
    """A provision with these wordings, all of them chosen."""
    made = tuple(Item(id=chr(ord("a") + n), text=text) for n, text in enumerate(items))
    origin = f"{element}/one@0000" if element else ""
    options = tuple(Option(id=f"o{n}", text=text, items=made, origin=origin) for n, text in enumerate(texts))
    fields = {"chosen": tuple(option.id for option in options), "cites": REPORT} | more
    return Provision(id=id, element=element, options=options, **fields)


def article(id: str, heading: str, *children: Provision) -> Provision:
    return Provision(id=id, role=Role.ARTICLE, heading=heading, children=children)


PREAMBLE = (
    leaf("charter", "*Guided by* the purposes and principles of the Charter of the United Nations,", cites=CHARTER),
    leaf("udhr", "*Recalling* the Universal Declaration of Human Rights, in particular article 28 thereof,"),
    leaf("resolution", "*Reaffirming* its resolution 41/128 on the right to development,"),
    leaf("crises", "*Concerned* that crises cross borders while the means to meet them do not,"),
    leaf("unity", "*Convinced* that no State can meet such crises alone,"),
)

BODY = (
    article(
        "a1",
        "Meaning",
        leaf("meaning", "“International solidarity” means the unity of peoples in common action.", element="meaning"),
    ),
    article(
        "a2",
        "Equality",
        leaf(
            "equality", "All human rights are equal, and international solidarity serves them all.", element="equality"
        ),
    ),
    article(
        "a3",
        "Object",
        leaf("order", "The right to international solidarity aims at a just international order.", element="order"),
    ),
    article(
        "a4",
        "Holders",
        leaf("holder", "{{ rights_holders }} have the right to international solidarity.", element="holder"),
    ),
    article(
        "a5",
        "Reach",
        leaf("levels", "The right applies at the local, national and international levels.", element="levels"),
    ),
    article("a6", "Relation to other rights", leaf("other", "Nothing here limits rights that exist in other law.")),
    article(
        "a7",
        "Resources",
        leaf("funds", "{{ duty_bearers }} shall set up funds that share resources fairly.", element="funds"),
        leaf(
            "uses",
            "With these resources, {{ duty_bearers }} shall:",
            items=["Prevent the spread of disease;", "Protect those who flee from war."],
        ),
    ),
    article(
        "a8", "Trade", leaf("trade", "{{ duty_bearers }} shall negotiate trade agreements with regard to livelihoods.")
    ),
    article("a9", "Knowledge", leaf("data", "Each State should open its public data to researchers elsewhere.")),
    article(
        "a10",
        "Climate",
        leaf(
            "climate",
            "In line with Article 55 of the Charter of the United Nations, {{ duty_bearers }} shall not add to the "
            "warming of the climate.",
            element="climate",
            cites=CHARTER,
        ),
    ),
    article(
        "a11", "Enterprises", leaf("firms", "{{ duty_bearers }} shall regulate {{ enterprises }} that act abroad.")
    ),
    article(
        "a12",
        "Order in law",
        leaf(
            "basis",
            'Under the Universal Declaration of Human Rights and {{ "a3" | ref }}, such an order is due to all.',
        ),
    ),
    article(
        "a13",
        "Reports",
        leaf("reports", "{{ duty_bearers }} shall report on what they have done, and why.", element="reports"),
    ),
    article(
        "a14", "Review", leaf("review", "The General Assembly should review the present Declaration after ten years.")
    ),
)

CLEAN = Draft(
    title="Draft declaration on the right to international solidarity",
    catalogue="small",
    mode=Mode.MIXED,
    front=FrontMatter(organ="The General Assembly", formula="solemnly-proclaims"),
    terms=TERMS,
    preamble=PREAMBLE,
    body=BODY,
)


def told(draft: Draft, id: str, *texts: str, items: Iterable[str] = (), **more: Any) -> Draft:
    """The draft with other wordings at a place."""

    def other(old: Provision) -> Provision:
        new = leaf(id, *texts, items=items)
        options = tuple(replace(o, origin=old.options[0].origin) for o in new.options)
        return replace(old, options=options, chosen=new.chosen, **more)

    return change(draft, id, other)


def placed(draft: Draft, id: str, heading: str, *children: Provision) -> Draft:
    """The draft with one more article at its end."""
    return replace(draft, body=(*draft.body, article(id, heading, *children)))


def preambled(draft: Draft, at: int, provision: Provision) -> Draft:
    """The draft with one more preambular paragraph."""
    return replace(draft, preamble=(*draft.preamble[:at], provision, *draft.preamble[at:]))


def shown(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """Findings as (rule, place)."""
    return [(finding.rule, finding.where) for finding in findings]
