"""The layouts that are tables: what stands in which cell, and that nothing of the text is lost on the way there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from tests.builders import catalogue, cited, element, formulation, view
from tests.writers import samples
from tests.writers.reading import W, line, lines, part, styled
from workbench import languages
from workbench.catalogue import Catalogue
from workbench.compare.redline import redline
from workbench.compose import compose
from workbench.document import Document
from workbench.languages import language_of
from workbench.model import Comment, Decision, Draft, Item, Option, Provision, Relation, Role, Status
from workbench.numbering import number
from workbench.proposals import Stance
from workbench.writers import styles, write
from workbench.writers.lint import lint


def word(draft: Draft, layout: str, **more: object) -> bytes:
    """A draft in Word."""
    return write(samples.number(samples.compose(draft)), format="docx", layout=layout, **more)  # type: ignore[arg-type]


def tables(data: bytes) -> list[list[list[list[str]]]]:
    """The tables below the masthead: their rows, their cells, their paragraphs."""
    return [
        [[[line(p) for p in cell.iter(f"{W}p")] for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in part(data).iter(f"{W}tbl")
        if not any("United Nations" in line(p) for p in table.iter(f"{W}p"))
    ]


def marked(data: bytes, style: str) -> list[str]:
    """The words in runs of that character style in tables."""
    rows = part(data).iter(f"{W}tr")
    runs = [run for row in rows for run in row.iter(f"{W}r")]
    return [line(run) for run in runs if run.find(f"{W}rPr/{W}rStyle[@{W}val='{style}']") is not None]


def two(*texts: str, **more: object) -> Draft:
    """A draft of one article with these alternatives."""
    return samples.draft(preamble=(), body=(samples.article("a", "Heading", samples.leaf("p", *texts, **more)),))


def rivals(*articles: tuple[str, ...]) -> Draft:
    """A draft of one place where whole articles compete."""
    children = tuple(
        samples.article(f"a{n}", f"Heading {n}", *(samples.leaf(f"p{n}-{m}", text) for m, text in enumerate(texts)))
        for n, texts in enumerate(articles, 1)
    )
    return samples.draft(preamble=(), body=(Provision(id="pair", role=Role.ALTERNATIVES, children=children),))


# --- comparison


def test_a_comparison_prints_typed_brackets_as_they_are_typed():
    draft = two("Solidarity means unity.", "[Solidarity [and cooperation] means] unity that is [equally] [shared].")

    data = word(draft, "comparison")

    ((_, (first, other)),) = tables(data)
    assert first == ["Solidarity means unity."]
    assert other == ["[Solidarity [and cooperation] means] unity that is [equally] [shared]."]
    bold = [run for run in part(data).iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None and "[" in line(run)]
    assert bold


def test_a_comparison_keeps_opening_words_in_italics_also_where_they_differ():
    preamble = (samples.leaf("p", "*Recalling* the Charter,", "*Reaffirming* the Charter,"),)

    data = word(samples.draft(preamble=preamble, body=()), "comparison")

    assert marked(data, "Lead") == ["Recalling"]
    added = next(run for run in part(data).iter(f"{W}r") if line(run) == "Reaffirming")
    assert added.find(f"{W}rPr/{W}i") is not None
    assert marked(data, "DroppedWords") == ["Recalling"]


def test_a_comparison_of_articles_keeps_headings_numbers_and_sub_paragraphs_in_lines_of_their_own():
    draft = rivals(("States shall act.", "They report."), ("States shall act.", "They report at once."))

    ((_, (first, other)),) = tables(word(draft, "comparison"))

    assert first == ["Heading 1", "1. States shall act.", "2. They report."]
    assert other == ["Heading 1 2", "1. States shall act.", "2. They report at once."]


def test_in_a_comparison_old_and_new_words_stay_apart_where_their_marks_are_lost():
    draft = two(
        "States should respect the right of all peoples in their relations, always.",
        "States shall respect the right of all peoples in their daily conduct.",
    )

    ((_, (_, other)),) = tables(word(draft, "comparison"))

    assert other == ["States should shall respect the right of all peoples in their relations, always daily conduct."]


def test_what_a_comparison_drops_as_a_whole_paragraph_is_struck_with_its_number():
    items = (Item(id="a", text="consult;"), Item(id="b", text="cooperate."))
    options = (
        Option(id="x", text="States shall take steps to protect the right and:", items=items),
        Option(id="y", text="States shall take steps to protect the right and:", items=items[1:]),
    )
    provision = Provision(id="p", options=options, chosen=("x", "y"))

    data = word(samples.draft(preamble=(), body=(samples.article("a", "", provision),)), "comparison")

    ((_, (_, other)),) = tables(data)
    assert other == ["States shall take steps to protect the right and:", "(a) Consult;", "(a)\tCooperate."]
    assert marked(data, "DroppedWords") == ["(a) ", "Consult;"]


def test_a_comparison_has_four_columns_at_most_and_goes_on_in_a_further_table():
    texts = [f"States shall cooperate with one another in matter {n}." for n in "ABCDEFGHI"]

    data = word(two(*texts), "comparison")

    heads = [[cell[0] for cell in table[0]] for table in tables(data)]
    assert heads == [
        ["Alt. 1", "Alt. 2", "Alt. 3", "Alt. 4"],
        ["Alt. 1", "Alt. 5", "Alt. 6", "Alt. 7"],
        ["Alt. 1", "Alt. 8", "Alt. 9"],
    ]
    assert [text for text in lines(data) if text.startswith("Article 1")] == [
        *("Article 1", "Article 1 (continued)", "Article 1 (continued)"),
    ]
    assert lint(data) == ()
    page = write(samples.number(samples.compose(two(*texts))), format="html", layout="comparison").decode()
    assert page.count('id="p_p__o1"') == 1


def test_a_formulation_that_shares_little_with_the_first_is_printed_clean_and_says_so():
    draft = two(
        "States shall cooperate with one another.",
        "States should cooperate with one another.",
        "Everyone is entitled to clean air.",
    )

    data = word(draft, "comparison")

    ((head, (*_, other)),) = tables(data)
    assert head == [["Alt. 1"], ["Alt. 2"], ["Alt. 3 – no common wording"]]
    assert other == ["Everyone is entitled to clean air."]
    assert (marked(data, "DroppedWords"), marked(data, "AddedWords")) == (["shall"], ["should"])


@pytest.mark.parametrize("style", styles())
def test_all_tables_of_a_comparison_end_at_one_edge(style):
    body = [
        samples.article(f"a{n}", "", samples.leaf(f"p{n}", *[f"States shall do {m}." for m in range(n)]))
        for n in range(2, 9)
    ]

    data = word(samples.draft(preamble=(), body=tuple(body)), "comparison", style=style)

    found = [table for table in part(data).iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblStyle") is not None]
    edges = [sum(int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")) for table in found]
    assert len(edges) == 12
    assert len(set(edges)) == 1


def test_where_nothing_competes_no_page_is_turned():
    data = word(samples.draft(), "comparison")

    assert [page.get(f"{W}orient") for page in part(data).iter(f"{W}pgSz")] == [None]
    assert "No provision has competing formulations." in lines(data)


# --- cells


@pytest.mark.parametrize("style", styles())
@pytest.mark.parametrize("layout", ["compilation", "source-table"])
def test_each_degree_of_sub_paragraphs_stands_further_in(layout: str, style: str):
    items = (Item(id="d", text="four."),)
    for id, text in (("c", "three:"), ("b", "two:"), ("a", "one:")):
        items = (Item(id=id, text=text, items=items),)
    draft = samples.draft(preamble=(), body=(samples.article("x", "", samples.leaf("p", "States:", items=items)),))

    data = word(draft, layout, style=style)

    ids = [styled(data, text) for text in ("One:", "Two:", "Three:", "Four.")]
    found = {el.get(f"{W}styleId"): el for el in part(data, "word/styles.xml").iter(f"{W}style")}
    indents = [int(found[id].find(f"{W}pPr/{W}ind").get(f"{W}left")) for id in ids]
    assert indents == sorted(set(indents))


def rows_of(data: bytes) -> list[tuple[str, bool, bool]]:
    """The words of each row below the masthead, whether it stays whole, and whether it repeats on each page."""
    return [
        (" | ".join(cell), *(row.find(f"{W}trPr/{W}{name}") is not None for name in ("cantSplit", "tblHeader")))
        for table in part(data).iter(f"{W}tbl")
        if table.find(f"{W}tblPr/{W}tblStyle") is not None
        for row in table.iter(f"{W}tr")
        for cell in [[" ".join(line(p) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]]
    ]


@pytest.mark.parametrize("layout", ["compilation", "comparison", "source-table"])
def test_rows_stay_whole_unless_they_fill_half_a_page(layout):
    draft = two("States shall cooperate.", "States shall go " + "on and " * 900 + "on.")

    found = rows_of(word(draft, layout))

    assert {is_whole for words, is_whole, _ in found if "on and on" not in words} == {True}
    assert [is_whole for words, is_whole, _ in found if "on and on" in words] == [False]
    assert [is_head for _, _, is_head in found] == [True, *[False] * (len(found) - 1)]


def test_the_first_row_may_be_torn_so_that_the_page_of_the_masthead_is_not_left_half_empty():
    long = "States shall go " + "on and " * 150 + "on."

    found = rows_of(word(two(long, long), "source-table"))

    assert [is_whole for words, is_whole, _ in found if "on and on" in words] == [False, True]


def test_every_row_of_a_compilation_says_of_which_paragraph_it_is_an_alternative():
    texts = ("*Recalling* the Charter,", "*Noting* the Charter,")
    paragraphs = (samples.leaf("p", "One.", "Two.", "Three."), samples.leaf("q", "Four."))
    sole = samples.article("b", "", samples.leaf("r", "Five.", "Six."))
    draft = samples.draft(preamble=(samples.leaf("c", *texts),), body=(samples.article("a", "", *paragraphs), sole))

    labels = [words.partition(" | ")[0] for words, _, _ in rows_of(word(draft, "compilation"))]

    assert labels == [
        *("Paragraph", "", "PP1 Alt. 1", "PP1 Alt. 2", "", "Article 1", "1. Alt. 1", "1. Alt. 2", "1. Alt. 3", "2."),
        *("Article 2", "Article 2 Alt. 1", "Article 2 Alt. 2"),
    ]


# --- correspondence


def corresponding(old: Draft, new: Draft) -> list[list[str]]:
    """The rows of the table of old and new numbers, below its head."""
    data = word_against(old, new)
    ((_, *rows),) = tables(data)
    return [[cell for (cell,) in row] for row in rows]


def word_against(old: Draft, new: Draft) -> bytes:
    """The table of old and new numbers in Word."""
    marked = samples.number(redline(samples.compose(old), samples.compose(new)))
    return write(marked, format="docx", layout="correspondence")


def bodied(*body: Provision) -> Draft:
    return samples.draft(preamble=(), body=body)


def test_a_provision_has_one_row_whatever_became_of_it():
    one, two = samples.leaf("one", "One holds."), samples.leaf("two", "Two hold [all].")
    three, four = samples.leaf("three", "Three go."), samples.leaf("four", "Four stay.")
    five = samples.leaf("five", "Funds are paid by those who can.")
    amended = samples.leaf("two", "Two hold [most].")
    old = bodied(samples.article("a", "First", one, two, three), samples.article("b", "Second", four))
    new = bodied(samples.article("a", "First", amended, one, five), samples.article("b", "Second", four))

    rows = corresponding(old, new)

    assert rows == [
        ["Article 1", "Article 1", "First", "Unchanged"],
        ["Article 1, paragraph 2", "Article 1, paragraph 1", "Two hold [most].", "Moved and amended"],
        ["Article 1, paragraph 1", "Article 1, paragraph 2", "One holds.", "Renumbered"],
        ["Article 1, paragraph 3", "–", "Three go.", "Deleted"],
        ["–", "Article 1, paragraph 3", "Funds are paid by those who can.", "New"],
        ["Article 2", "Article 2", "Second", "Unchanged"],
        ["Article 2", "Article 2", "Four stay.", "Unchanged"],
    ]


def test_what_moved_with_its_article_is_renumbered_and_what_left_it_has_moved():
    one, two, three = (samples.leaf(f"p{n}", f"{n} are listed.") for n in (1, 2, 3))
    first, second = samples.article("a", "First", one, two), samples.article("b", "Second", three)
    fourth = samples.article("d", "Third", samples.leaf("p4", "Four stay."))
    then = samples.article("a", "First, then", one), samples.article("c", "", two)
    old, new = bodied(first, second, fourth), bodied(second, fourth, *then)

    changes = {row[2]: row[3] for row in corresponding(old, new) if row[2]}

    assert changes == {
        "Second": "Renumbered",
        "3 are listed.": "Renumbered",
        "Third": "Renumbered",
        "Four stay.": "Renumbered",
        "First, then": "Moved and amended",
        "1 are listed.": "Renumbered",
        "2 are listed.": "Moved",
    }


def test_articles_in_competition_have_a_row_each_and_none_for_the_place_that_they_share():
    rows = corresponding(bodied(), rivals(("One.",), ("Two.",)))

    assert [row[1:] for row in rows] == [
        ["Article 1 Alt. 1", "Heading 1", "New"],
        ["Article 1 Alt. 1", "[One.]", "New"],
        ["Article 1 Alt. 2", "Heading 2", "New"],
        ["Article 1 Alt. 2", "[Two.]", "New"],
    ]


def test_the_subject_is_printed_as_the_text_is_with_brackets_and_gaps():
    new = bodied(
        samples.article("a", "On [all] rights", samples.leaf("p", "*[States]* [shall/should]: act."), Provision(id="q"))
    )

    subjects = [row[2] for row in corresponding(bodied(), new)]

    assert subjects == ["On [all] rights", "[States] [shall/should]: act.", "[…]"]


def test_the_cells_of_a_row_stand_on_one_line():
    data = word_against(bodied(), bodied(samples.article("a", "First", samples.leaf("p", "One."))))

    rows = [
        [p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") for p in row.iter(f"{W}p")] for row in part(data).iter(f"{W}tr")
    ]

    assert all(len(set(row)) == 1 for row in rows[-2:])


# --- what a compilation and a source table tell of each formulation


def shelf() -> Catalogue:
    """A catalogue with an element of two formulations, each of which rests on views and paragraphs of its own."""
    return catalogue(
        element(
            "funds",
            formulation("duty", "States shall pay.", rests_on=("V-1", "V-2"), cites=(cited("33", "12"),)),
            formulation("hope", "States should pay.", rests_on=("V-2",), cites=(cited("12"), cited("4", "12"))),
        ),
        views=(
            view("V-1", "47", attribution="many participants"),
            view("V-2", "12", attribution="report (continuing one participant)", stance=Stance.QUESTIONED),
        ),
    )


def with_both(**more: object) -> Document:
    """A draft with both formulations of the element open, numbered."""
    options = tuple(Option(id=f.id, text=f.text, origin=f"funds/{f.id}@1") for f in shelf().elements[0].formulations)
    cites = tuple(citation for f in shelf().elements[0].formulations for citation in f.cites)
    provision = Provision(id="p", options=options, chosen=("duty", "hope"), cites=cites, **more)
    return number(compose(samples.draft(preamble=(), body=(samples.article("a", "Funds", provision),)), shelf()))


def test_a_compilation_gives_each_alternative_its_status_its_proponents_and_its_sources():
    data = write(with_both(status=Status.PENDING), format="docx", layout="compilation")

    ((head, *rows),) = tables(data)

    assert head == [["Paragraph"], ["Status"], ["Formulation"], ["Proposed by"], ["Sources"]]
    assert rows[-2:] == [
        [
            *(["Article 1 Alt. 1"], ["Pending"], ["[States shall pay.]"]),
            *(["Many participants", "One participant (questioned)"], ["A/HRC/21/44/Add.1, paras. 12 and 33"]),
        ],
        [
            *(["Article 1 Alt. 2"], ["Pending"], ["[States should pay.]"]),
            *(["One participant (questioned)"], ["A/HRC/21/44/Add.1, paras. 4 and 12"]),
        ],
    ]


def test_a_compilation_names_the_proponent_of_a_formulation_where_it_is_recorded():
    draft = samples.draft(
        preamble=(), body=(samples.article("a", "", samples.leaf("p", "One.", by="Delegation of X")),)
    )

    ((head, *rows),) = tables(word(draft, "compilation"))

    assert head == [["Paragraph"], ["Formulation"], ["Proposed by"]]
    assert rows[-1] == [[""], ["One."], ["Delegation of X"]]


def test_a_compilation_has_no_column_that_would_be_empty():
    ((head, *_),) = tables(write(with_both(), format="docx", layout="compilation", options={"attribution": "no"}))
    ((bare, *_),) = tables(word(two("One.", "Two."), "compilation"))
    ((silent, *_),) = tables(
        write(with_both(status=Status.AGREED), format="docx", layout="compilation", options={"status": "no"})
    )

    assert head == [["Paragraph"], ["Formulation"], ["Sources"]]
    assert bare == [["Paragraph"], ["Formulation"]]
    assert silent == [["Paragraph"], ["Formulation"], ["Proposed by"], ["Sources"]]


def test_forced_a_compilation_gives_the_first_formulation_its_own_sources():
    data = write(with_both(), format="docx", layout="compilation", options={"force": "yes"})

    ((_, *rows),) = tables(data)

    assert rows[-1][1:] == [
        *(["States shall pay."], ["Many participants", "One participant (questioned)"]),
        ["A/HRC/21/44/Add.1, paras. 12 and 33"],
    ]


@pytest.mark.parametrize("layout", ["compilation", "source-table", "commentary"])
def test_where_sources_stand_beside_the_text_no_footnote_says_them_again(layout):
    data = write(with_both(), format="docx", layout=layout)

    assert not list(part(data).iter(f"{W}footnoteReference"))
    assert "A/HRC/21/44/Add.1, para" in "\n".join(lines(data))
    assert lint(data) == ()


def test_a_source_table_has_a_row_an_alternative_and_a_line_a_paragraph_in_order():
    data = write(with_both(), format="docx", layout="source-table")

    ((head, *rows),) = tables(data)

    symbol = "A/HRC/21/44/Add.1, para."
    assert head == [["Provision"], ["Text"], ["Supporting paragraphs"]]
    assert rows[-2:] == [
        [
            *(["Article 1, Alt. 1"], ["[States shall pay.]"]),
            [f"{symbol} 12: What 12 says.", f"{symbol} 33: What 33 says."],
        ],
        [
            *(["Article 1, Alt. 2"], ["[States should pay.]"]),
            [f"{symbol} 4: What 4 says.", f"{symbol} 12 (see above)"],
        ],
    ]


def test_a_source_table_goes_on_in_a_further_row_after_three_paragraphs():
    cites = (cited("9", "8", "7", "6", "5"), cited("3", relation=Relation.OPPOSES))
    leaf = samples.leaf("p", "States shall pay.", cites=cites)
    draft = samples.draft(preamble=(), body=(samples.article("a", "", leaf, samples.leaf("q", "They report.")),))

    ((_, *rows),) = tables(write(number(compose(draft, shelf())), format="docx", layout="source-table"))

    assert [row[0] for row in rows[1:]] == [
        *(["Article 1, paragraph 1"], ["Article 1, paragraph 1 (continued)"], ["Article 1, paragraph 2"]),
    ]
    assert [len(row[2]) for row in rows[1:]] == [3, 3, 1]
    assert rows[2][1:] == [
        [""],
        [
            *(f"A/HRC/21/44/Add.1, para. {n}: What {n} says." for n in (8, 9)),
            "But see A/HRC/21/44/Add.1, para. 3: What 3 says.",
        ],
    ]


@pytest.mark.parametrize("style", ["geneva", "new-york", "plain"])
@pytest.mark.parametrize("quote", ["", "to act"])
def test_a_source_table_has_room_for_the_name_of_a_paragraph_on_one_line(style, quote):
    cites = (cited("4", quote=quote),)
    draft = samples.draft(preamble=(samples.leaf("p", "*Recalling* this,", cites=cites),), body=())

    data = write(number(compose(draft, shelf())), format="docx", layout="source-table", style=style)

    cell = next(cell for cell in part(data).iter(f"{W}tc") if line(cell.find(f"{W}p")) == "Provision")
    nine_points, margins = 180, 170  # in twips; letters are less than half as wide as high
    width = int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) - margins
    assert width > len("Preambular paragraph 12") * nine_points * 0.44


def test_a_source_table_quotes_existing_wording_in_a_column_if_there_is_any():
    leaf = samples.leaf("p", "States shall pay.", cites=(cited("4", quote="States shall pay for all of it"),))

    ((head, *rows),) = tables(word(samples.draft(preamble=(), body=(samples.article("a", "", leaf),)), "source-table"))

    assert head[-1] == ["Existing wording"]
    assert rows[-1][-1] == ["“States shall pay for all of it” ([missing source], para. 4)"]


def test_a_compilation_carries_the_shared_comments_of_provisions_alternatives_and_articles():
    def said(text: str, shared: bool = True) -> tuple[Comment, ...]:
        return (Comment(by="Chair", at="2026-11-20T10:00:00Z", text=text, shared=shared),)

    draft = samples.draft(
        preamble=(samples.leaf("pp", "*Recalling* the Charter,", comments=said("In the preamble.")),),
        body=(
            samples.article(
                "a",
                "Heading",
                samples.leaf("p", "States shall act.", "States should act.", comments=said("Two remain.")),
                samples.leaf("q", "They report.", comments=said("Private.", shared=False)),
                comments=said("On the article."),
            ),
        ),
    )

    data = word(draft, "compilation")

    comments = part(data, "word/comments.xml")
    assert [line(p) for p in comments.iter(f"{W}p")] == ["In the preamble.", "On the article.", "Two remain."]
    assert lint(data) == ()
    with pytest.raises(KeyError):
        part(word(draft, "compilation", options={"comments": "no"}), "word/comments.xml")


# --- commentary


def commented(document: Document, **more: object) -> list[str]:
    """The lines of a commentary from its title on, signs in front left out."""
    printed = lines(write(document, format="docx", layout="commentary", **more))  # type: ignore[arg-type]
    return [text.removeprefix("•\t") for text in printed[printed.index("Commentary") :]]


def test_a_commentary_comments_each_alternative_and_names_each_paragraph_once():
    said = commented(with_both())

    symbol = "A/HRC/21/44/Add.1, para."
    start = said.index("Views on which the text rests")
    assert said[start:] == [
        "Views on which the text rests",
        f"Alt. 1: What V-1 says (proposed, many participants; {symbol} 47).",
        f"Alt. 1; Alt. 2: What V-2 says (questioned, one participant; {symbol} 12).",
        "Supporting paragraphs and legal bases",
        f"Alt. 1; Alt. 2: {symbol} 12: What 12 says.",
        f"Alt. 1: {symbol} 33: What 33 says.",
        f"Alt. 2: {symbol} 4: What 4 says.",
    ]


def test_a_commentary_says_to_which_paragraph_of_an_article_its_remarks_belong():
    first = samples.leaf("p", "States shall pay.", cites=(cited("9"), cited("x")))
    second = samples.leaf("q", "they report.", "They tell.", cites=(cited("8"),))
    decided = (
        Decision(at="2026-11-19", by="Chair", where="q", did="chose o1 and o2", why="no agreement"),
        Decision(at="2026-11-20", by="Chair", where="p", did="status: pending"),
        Decision(at="2026-11-20", by="Chair", where="p", did="chose to wait"),
    )
    draft = samples.draft(preamble=(), body=(samples.article("a", "", first, second),), decisions=decided)

    said = commented(number(compose(draft, shelf())))

    symbol = "A/HRC/21/44/Add.1, para."
    assert said[said.index("Supporting paragraphs and legal bases") + 1 :] == [
        f"Para. 1: {symbol} x.",
        f"Para. 1: {symbol} 9: What 9 says.",
        f"Para. 2: {symbol} 8: What 8 says.",
        "Decisions",
        "Para. 1: 20 November 2026: Chair set the status to “pending”.",
        "Para. 1: 20 November 2026: Chair chose to wait.",
        "Para. 2: 19 November 2026: Chair chose “They report.” and “They tell.” (no agreement).",
    ]


def test_what_several_paragraphs_of_an_article_rest_on_names_them_together():
    def supported(*paragraphs: Provision) -> str:
        body = (samples.article("a", "", *paragraphs, samples.leaf("last", "States act.")),)
        said = commented(number(compose(samples.draft(preamble=(), body=body), shelf())))
        return said[said.index("Supporting paragraphs and legal bases") + 1].partition(": A/HRC")[0]

    one, two, three = (samples.leaf(id, "States act.", cites=(cited("9"),)) for id in ("p", "q", "r"))

    assert supported(one) == "Para. 1"
    assert supported(one, two) == "Paras. 1 and 2"
    assert supported(one, two, three) == "Paras. 1–3"


def test_a_commentary_names_nobody_where_attribution_is_not_wanted():
    said = "\n".join(commented(with_both(), options={"attribution": "no"}))

    assert "What V-1 says (proposed; A/HRC/21/44/Add.1, para. 47)." in said


# --- landscape pages


@pytest.mark.parametrize("style", styles())
@pytest.mark.parametrize("layout", ["compilation", "comparison", "source-table"])
def test_a_table_begins_on_the_page_of_the_masthead_which_reaches_to_the_margin(layout, style):
    data = word(two("States shall pay.", "States should pay."), layout, style=style)

    (page,) = part(data).iter(f"{W}pgSz")
    (margins,) = part(data).iter(f"{W}pgMar")
    upright = next(part(word(samples.draft(), "declaration", style=style)).iter(f"{W}pgMar"))
    width = sum(int(page_or_margin) for page_or_margin in (page.get(f"{W}w"), *_sides(margins)))
    assert page.get(f"{W}orient") == "landscape"
    assert dict(margins.attrib) == dict(upright.attrib)
    for table in part(data).iter(f"{W}tbl"):
        columns = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert sum(columns) == width == int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w"))
        for row in table.iter(f"{W}tr"):
            assert sum(int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in row.iter(f"{W}tc")) == width


def _sides(margins: etree._Element) -> tuple[int, int]:
    return -int(margins.get(f"{W}left")), -int(margins.get(f"{W}right"))


@pytest.mark.parametrize("style", styles())
def test_headings_of_tables_begin_where_tables_begin(style):
    data = word(two("States shall pay.", "States should pay."), "comparison", style=style)

    id = styled(data, "Article 1")
    found = next(el for el in part(data, "word/styles.xml").iter(f"{W}style") if el.get(f"{W}styleId") == id)
    assert found.find(f"{W}pPr/{W}ind").get(f"{W}left") == "0"


# --- in other languages


def in_language(language: str, layout: str) -> str:
    """Everything that a layout prints of a draft of which it needs all its own words, below the masthead."""
    report = catalogue(
        element("e", formulation("f", "Wording.", rests_on=("v",))), views=(view("v", "3"),), terms=(("bearers", ""),)
    )
    cites = (cited("3", quote="Wörter"), cited(*map(str, range(4, 9))), cited("2", relation=Relation.INSPIRES))
    texts = ("One two three four five six seven.", "One two three four five six eight.", *"ABCD")
    options = tuple(Option(id=f"o{n}", text=text, origin="e/f@0000") for n, text in enumerate(texts))
    remark = Comment(by="X", at="2026-11-20T10:00:00Z", text="Y", shared=True)
    provision = Provision(
        id="p",
        options=options,
        chosen=tuple(o.id for o in options),
        cites=cites,
        comments=(remark,),
        status=Status.PENDING,
    )
    front = replace(samples.FRONT, language=language)
    new = samples.draft(
        front=front,
        body=(
            samples.article("a", "Heading", provision, samples.leaf("q", "Q.")),
            samples.article("b", "", samples.leaf("r", "R.")),
        ),
        decisions=(Decision(at="2026-11-20T10:00:00Z", by="X", where="p", did="Z", why=""),),
    )
    old = samples.draft(
        front=front,
        body=(
            samples.article("c", "Gone", samples.leaf("s", "S.")),
            samples.article("a", "Heading", samples.leaf("r", "R."), provision, samples.leaf("q", "Before.")),
        ),
    )
    document = compose(new, report)
    if layout == "correspondence":
        document = redline(compose(old, report), document)
    data = write(number(document), format="docx", layout=layout)
    return "\n".join(lines(data)[12:])


#: What the draft does not ask for: fates that its provisions do not have, and what is said where there is nothing.
NOT_ASKED = frozenset(
    {
        *("Moved", "Renumbered", "Amended", "Unchanged", "Moved and amended", "Renumbered and amended"),
        "No provision has competing formulations.",
    }
)


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_tables_say_nothing_of_their_own_in_english_where_the_draft_is_in_another_language(language):
    layouts = ("compilation", "comparison", "commentary", "source-table", "correspondence")
    english = {layout: in_language("en", layout) for layout in layouts}
    told = {layout: in_language(language, layout) for layout in layouts}

    assert {piece for piece in languages._TABLES if not any(piece in text for text in english.values())} <= NOT_ASKED
    for piece in languages._TABLES:
        if len(piece) > 9 and language_of(language).say(piece) != piece:
            assert not [layout for layout, text in told.items() if piece in text], piece
    assert not [layout for layout, text in told.items() if "Alt. " in text or "Para. " in text]


TYPED = (
    *("Agreed", "Status", "New", "See also the Charter", "Para. 2: keep this", "the text (see above)", "Alt. 1"),
    *("I can live with Alt. 1, Alt. 2 is too long.", "Noted. Deleted", "No provision has competing formulations."),
)


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("language", ["fr", "zh"])
def test_what_people_typed_is_theirs_in_any_language(language, typed):
    remark = Comment(by=typed, at="2026-11-20T10:00:00Z", text=typed, shared=True)
    leaf = samples.leaf("p", "A.", "B.", comments=(remark,), by=typed)
    decided = Decision(at="2026-11-20T10:00:00Z", by="X", where="p", did=typed, why=typed)
    draft = samples.draft(
        title=typed,
        front=replace(samples.FRONT, language=language),
        preamble=(),
        body=(samples.article("a", typed, leaf),),
        decisions=(decided,),
    )

    for layout in ("commentary", "compilation", "comparison", "source-table", "negotiating"):
        for options in ({}, {"attribution": "no"}):
            text = "\n".join(lines(word(draft, layout, options=options if layout != "source-table" else {})))
            assert typed in text, layout
    told = lines(word(draft, "commentary", options={"attribution": "no"}))
    assert f"{language_of(language).places('Para. 1') if False else ''}{typed}" in [
        line.rpartition("\t")[2] for line in told
    ]
