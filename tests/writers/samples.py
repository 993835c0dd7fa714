"""Documents to write: a plain one, one with open choices, one with changes, one with hostile and foreign words."""

from __future__ import annotations

from workbench.compose import compose
from workbench.document import Block, BlockRole, Change, Document, Margin, Mark, Run
from workbench.model import (
    Citation,
    Comment,
    Decision,
    Draft,
    FrontMatter,
    Item,
    Option,
    Provision,
    Relation,
    Role,
    Status,
)
from workbench.numbering import number

FRONT = FrontMatter(
    symbol="A/HRC/58/L.12",
    distribution="Limited",
    body="Human Rights Council",
    session="Fifty-eighth session",
    agenda_item="3",
    agenda_title="Promotion and protection of all human rights, civil, political, economic, social "
    "and cultural rights, including the right to development",
    date="2026-11-23",
    organ="The General Assembly",
    formula="solemnly-proclaims",
)


def leaf(id: str, *texts: str, items: tuple[Item, ...] = (), by: str = "", **more: object) -> Provision:
    """A provision with one option a text, all of them chosen."""
    options = tuple(
        Option(id=f"o{index}", text=text, items=items if index == 1 else (), by=by)
        for index, text in enumerate(texts, 1)
    )
    return Provision(id=id, options=options, chosen=tuple(option.id for option in options), **more)  # type: ignore[arg-type]


def article(id: str, heading: str, *children: Provision, **more: object) -> Provision:
    """An article."""
    return Provision(id=id, role=Role.ARTICLE, heading=heading, children=children, **more)  # type: ignore[arg-type]


def cited(*paragraphs: str, relation: Relation = Relation.SUPPORTS) -> tuple[Citation, ...]:
    """A citation of the report."""
    return (Citation(source="A/HRC/21/44/Add.1", paragraphs=paragraphs, relation=relation),)


def draft(title: str = "Draft declaration on the right to international solidarity", **more: object) -> Draft:
    """A small draft with everything that is settled."""
    given: dict[str, object] = {
        "front": FRONT,
        "terms": (("rights_holders", "peoples and individuals"), ("duty_bearers", "States")),
        "preamble": (
            leaf(
                "charter",
                "*Guided by* the purposes and principles of the Charter of the United Nations,",
                cites=cited("33"),
            ),
            leaf("udhr", "*Recalling* the Universal Declaration of Human Rights, in particular its article 28,"),
        ),
        "body": (
            article(
                "holders",
                "Rights holders",
                leaf(
                    "right-holder",
                    "{{ rights_holders }} have the right to international solidarity.",
                    cites=cited("12", "13"),
                ),
                leaf("no-distinction", "They enjoy it without distinction of any kind."),
            ),
            article(
                "duties",
                "Obligations of States",
                leaf(
                    "cooperate",
                    '{{ duty_bearers }} shall cooperate, in the spirit of {{ "no-distinction" | ref }}, to:',
                    items=(
                        Item(
                            id="remove",
                            text="remove obstacles to the enjoyment of the right, namely:",
                            items=(Item(id="debt", text="unsustainable debt;"), Item(id="trade", text="unfair trade;")),
                        ),
                        Item(id="prevent", text="prevent harm beyond their borders."),
                    ),
                    cites=cited("47"),
                ),
            ),
            article(
                "saving",
                "",
                leaf("nothing-contrary", "Nothing in the present Declaration may be read against the Charter."),
            ),
        ),
    }
    return Draft(title=title, **(given | more))  # type: ignore[arg-type]


def open_draft() -> Draft:
    """The same draft under negotiation: alternatives, brackets, a gap, statuses, comments, articles in competition."""
    settled = draft()
    comments = (
        Comment(by="Chair", at="2026-11-20T10:00:00Z", text="Two wordings remain.", shared=True),
        Comment(by="Drafter 1", at="2026-11-20T11:00:00Z", text="Private thought.", shared=False),
    )
    return draft(
        body=(
            article(
                "holders",
                "Rights holders",
                Provision(
                    id="right-holder",
                    options=(
                        Option(id="peoples", text="{{ rights_holders }} have the right to international solidarity."),
                        Option(
                            id="individuals",
                            text="Every human person is entitled to:",
                            items=(Item(id="a", text="international solidarity;"), Item(id="b", text="its fruits.")),
                            by="Delegation of X",
                        ),
                    ),
                    chosen=("peoples", "individuals"),
                    cites=cited("12", "13"),
                    comments=comments,
                    status=Status.PENDING,
                ),
                leaf("no-distinction", "They enjoy it [fully] without distinction.", status=Status.AGREED),
                leaf("bracketed", "It is inalienable.", bracketed=True),
                Provision(id="gap"),
            ),
            Provision(
                id="competing",
                role=Role.ALTERNATIVES,
                children=(
                    article(
                        "duties-a",
                        "Obligations of States",
                        leaf("duty-a", 'States shall cooperate ({{ "holders" | ref }}).'),
                    ),
                    article(
                        "duties-b",
                        "Commitments",
                        leaf("duty-b", "States should cooperate."),
                        leaf("duty-c", "They report."),
                    ),
                ),
            ),
            Provision(id="part-two", role=Role.PART, heading="Implementation", children=settled.body[1:]),
        ),
        decisions=(
            Decision(
                at="2026-11-19T09:00:00Z", by="Chair", where="right-holder", did="kept two wordings", why="no agreement"
            ),
        ),
    )


HOSTILE = "a < b & c > \"d\" 'e' {{ 7*7 }} {# x #} {% if %} ]]> <script>alert(1)</script>"
ARABIC = "للشعوب والأفراد الحق في التضامن الدولي."
CHINESE = "各国人民和个人享有国际团结的权利。"


def hostile_draft() -> Draft:
    """Words that are no markup, and words in other scripts."""
    return draft(
        title=f"On <b>solidarity</b> & {{{{ 7*7 }}}} {CHINESE}",
        body=(
            article(
                "hostile",
                'Heading with <i> & "quotes"',
                leaf("signs", HOSTILE),
                leaf("brackets", r"Typed \[brackets\] and \*stars\* and [live ones]."),
                leaf("arabic", ARABIC),
                leaf("chinese", CHINESE),
                leaf("mixed", f"The words {ARABIC} and {CHINESE} stand in English."),
                leaf("lines", "One line\nand another\twith a tab\x0b and a control sign."),
            ),
        ),
    )


def _changed(text: str, mark: Mark, by: str = "Delegation of X") -> Run:
    return Run(text=text, marks=frozenset({mark}), change=Change(by=by, at="2026-11-21T10:00:00Z"))


def redline_document() -> Document:
    """A numbered document with words and whole paragraphs that came and went."""
    inserted, deleted = frozenset({Mark.INSERTED}), frozenset({Mark.DELETED})
    change = Change(by="Delegation of X", at="2026-11-21T10:00:00Z")
    blocks = (
        Block(
            id="title",
            role=BlockRole.TITLE,
            runs=(Run(text="Draft declaration on "), _changed("the right to ", Mark.INSERTED), Run(text="solidarity")),
        ),
        Block(
            id="organ", role=BlockRole.ORGAN, runs=(Run(text="The General Assembly,", marks=frozenset({Mark.LEAD})),)
        ),
        Block(
            id="charter",
            role=BlockRole.PREAMBULAR,
            runs=(Run(text="Guided by", marks=frozenset({Mark.LEAD})), Run(text=" the Charter,")),
        ),
        Block(
            id="holders",
            role=BlockRole.ARTICLE,
            runs=(Run(text="Rights holders"),),
            children=(
                Block(
                    id="first",
                    role=BlockRole.PARAGRAPH,
                    runs=(
                        Run(text="States "),
                        _changed("should", Mark.DELETED),
                        _changed("shall", Mark.INSERTED),
                        Run(text=" act", notes=("A/HRC/21/44/Add.1, para. 47.",)),
                        Run(text=" as in "),
                        Run(text="", marks=frozenset({Mark.REFERENCE}), target="third"),
                        Run(text="."),
                    ),
                ),
                Block(
                    id="second",
                    role=BlockRole.PARAGRAPH,
                    runs=(Run(text="This one goes.", notes=("Gone.",)),),
                    marks=deleted,
                    change=change,
                ),
                Block(id="third", role=BlockRole.PARAGRAPH, runs=(Run(text="This one stays."),)),
                Block(
                    id="fourth",
                    role=BlockRole.PARAGRAPH,
                    runs=(Run(text="This one comes:", notes=("Come.",)),),
                    marks=inserted,
                    change=change,
                    children=(
                        Block(
                            id="fourth/x/a",
                            role=BlockRole.ITEM,
                            level=1,
                            runs=(Run(text="with an item."),),
                            marks=inserted,
                            change=change,
                        ),
                    ),
                ),
            ),
        ),
        Block(
            id="gone",
            role=BlockRole.ARTICLE,
            runs=(Run(text="An article that goes"),),
            marks=deleted,
            change=change,
            children=(
                Block(
                    id="gone-1", role=BlockRole.PARAGRAPH, runs=(Run(text="Its text."),), marks=deleted, change=change
                ),
            ),
        ),
        Block(
            id="last",
            role=BlockRole.ARTICLE,
            runs=(),
            children=(Block(id="last-1", role=BlockRole.PARAGRAPH, runs=(Run(text="The end."),)),),
        ),
    )
    margin = Margin(title="Draft declaration on the right to solidarity", front=FRONT)
    return number(
        Document(
            margin=margin,
            blocks=blocks,
            was=Margin(title="Draft declaration on solidarity", front=FRONT),
            change=change,
        )
    )


def plain() -> Document:
    """The settled draft, numbered."""
    return number(compose(draft()))


def opened() -> Document:
    """The draft under negotiation, numbered."""
    return number(compose(open_draft()))


def hostile() -> Document:
    """The hostile draft, numbered."""
    return number(compose(hostile_draft()))
