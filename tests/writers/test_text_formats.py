"""HTML, the preview and Markdown say what the Word file says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from tests.strategies import documents, law
from tests.writers import samples
from tests.writers.pairs import pair
from tests.writers.reading import lines
from workbench.compare.redline import redline
from workbench.numbering import number
from workbench.writers import layouts, preview, styles, write
from workbench.writers.markdown import literal

OURS = frozenset(
    {
        *(
            "article",
            "header",
            "section",
            "p",
            "h1",
            "h2",
            "h3",
            "span",
            "b",
            "i",
            "mark",
            "ins",
            "del",
            "sup",
            "br",
            "bdi",
        ),
        *("ol", "ul", "li", "nav", "table", "caption", "colgroup", "col", "tr", "td", "th"),
    }
)


def page(document, layout="negotiating", **more) -> str:
    return write(document, format="html", layout=layout, **more).decode()


def words(fragment: str) -> str:
    tree = html.fromstring(fragment.replace("<br>", " "))
    for hidden in tree.xpath("//*[@class='aloud' or @class='comment' or @class='call'] | //style"):
        hidden.drop_tree()
    return " ".join(tree.text_content().split())


def test_every_paragraph_of_the_preview_says_whose_provision_it_is():
    tree = html.fromstring(preview(samples.opened()))

    named = [(p.get("data-provision"), p.get("data-within")) for p in tree.iter() if p.get("data-provision")]
    told = {block.id.partition("/")[0] for block in samples.opened().walk()} - {"competing"}

    assert {provision for provision, _ in named} == told
    assert ("right-holder", "individuals/b") in named


def test_the_preview_has_the_words_and_the_numbers_of_the_word_file():
    said = words(preview(samples.opened()))

    printed = [" ".join(line.split()) for line in lines(write(samples.opened(), format="docx"))]
    text = printed[printed.index("Draft declaration on the right to international solidarity") :]
    assert [line for line in text if line not in said] == []
    assert "Article 2 Alt. 1" in said
    assert "2. They enjoy it [fully] without distinction. (agreed)" in said


def test_hostile_words_are_words_in_every_fragment():
    fragment = preview(samples.hostile())

    assert samples.HOSTILE.replace("a <", "A <") in words(fragment)
    assert "<script" not in fragment
    assert samples.ARABIC in fragment
    assert samples.CHINESE in fragment


@law
@given(documents, st.sampled_from([info.name for info in layouts() if not info.needs and not info.clean]))
def test_a_fragment_has_no_tag_but_ours_whatever_is_typed(document, layout):
    fragment = preview(number(document), layout)

    tags = {tag.lower() for tag in re.findall(r"<\s*([a-zA-Z][\w-]*)", fragment)}

    assert tags <= OURS


def test_a_clean_page_has_no_id_of_a_provision():
    clean = page(samples.plain(), "declaration")

    target = re.findall('id="(p_[0-9]+)"[^>]*><span class="number">2. ', clean)[0]

    assert "right-holder" not in clean
    assert 'id="p_001"' in clean
    assert f'href="#{target}"' in clean


@law
@given(st.randoms(use_true_random=False), st.sampled_from([info.name for info in layouts() if not info.clean]))
def test_on_a_page_every_link_leads_to_one_place(chance, layout):
    old, new = (samples.compose(made) for made in pair(chance))

    tree = html.fromstring(page(number(redline(old, new)), layout))

    names = tree.xpath("//@id")
    assert len(names) == len(set(names))
    assert {f"#{name}" for name in names} >= set(tree.xpath("//a/@href"))


def test_the_link_to_what_moved_leads_to_where_it_stands_now():
    mine, *others = (samples.leaf(id, f"{id} is.") for id in ("p", "q", "r"))
    see = samples.article("b", "", samples.leaf("s", 'See {{ "p" | ref }}.'))
    old, new = (
        samples.compose(samples.draft(body=(samples.article("a", "", *row), see)))
        for row in ((mine, *others), (*others, mine))
    )

    tree = html.fromstring(page(number(redline(old, new)), "redline"))

    assert tree.xpath("//a[@class='reference']/@href") == ["#p_p"]
    assert tree.get_element_by_id("p_p").xpath(".//ins")


def test_a_page_links_notes_and_references():
    tree = html.fromstring(page(samples.plain()))

    assert tree.xpath("//sup/a/@href") == ["#note-1", "#note-2", "#note-3"]
    assert tree.xpath("//a[@class='reference']/@href") == ["#p_no_distinction"]
    assert tree.get_element_by_id("p_no_distinction") is not None


def test_changes_on_a_page_are_said_aloud_too():
    changes = page(samples.redline_document(), "redline")

    assert "[inserted: </span>shall" in changes
    assert "[deleted: </span>should" in changes


def test_what_came_or_went_as_a_whole_is_marked_with_its_number_and_signed_with_its_day():
    tree = html.fromstring(page(samples.redline_document(), "redline"))

    whole = {
        "".join(mark.itertext()): mark.get("title")
        for mark in tree.xpath("//*[self::p or self::h3]/*[1][self::ins or self::del]")
    }

    assert list(whole) == [
        *("[deleted: 2. This one goes.2]", "[inserted: 3. This one comes:3]", "[inserted: (a) with an item.]"),
        *("[deleted: Article 2An article that goes]", "[deleted: Its text.]"),
    ]
    assert set(whole.values()) == {"Delegation of X, 21 November 2026"}
    assert not tree.xpath("//ins//ins | //del//del | //ins//del | //del//ins")


def test_a_comment_on_what_is_gone_is_not_struck():
    said = samples.Comment(by="Chair", at="2026-11-23T08:00:00Z", text="Why?", shared=True)
    gone = samples.draft(body=(samples.article("a", "", samples.leaf("p", "States act.", comments=(said,))),))
    marked = number(redline(samples.compose(gone), samples.compose(samples.draft(body=()))))

    tree = html.fromstring(page(marked, "redline"))

    assert [c.text_content() for c in tree.xpath("//p/*[@class='comment']")] == ["Chair: Why?"]


def test_a_reference_to_what_is_not_there_leads_nowhere():
    gone = samples.draft(
        body=(samples.article("a", "", samples.leaf("p", 'See {{ "gone" | ref }} and {{ "a" | ref }}.')),)
    )

    tree = html.fromstring(page(number(samples.compose(gone))))

    assert tree.xpath("//a[@class='reference']/@href") == ["#p_a"]
    assert "See [missing reference] and article 1." in words(page(number(samples.compose(gone))))


def test_the_direction_of_a_paragraph_is_that_of_its_words_and_not_of_its_label():
    items = (samples.Item(id="a", text=samples.ARABIC), samples.Item(id="b", text=f"In {samples.ARABIC}"))
    leaves = (
        samples.leaf("p", "To:", items=items),
        samples.leaf("q", samples.ARABIC, "Peoples gain.", by="Delegation of X"),
    )
    document = number(samples.compose(samples.draft(body=(samples.article("a", "", *leaves),))))

    tree = html.fromstring(page(document))

    turned = [p.get("data-provision") or p.get("id") for p in tree.xpath("//p[@dir='rtl']")]
    assert turned == ["p_p__o1__a", "p_q__o1"]


def test_markdown_says_the_whole_text_with_its_footnotes():
    text = write(samples.plain(), format="md").decode()

    assert "\n\n# Draft declaration on the right to international solidarity\n\n*The General Assembly,*\n" in text
    assert "### Article 1. Rights holders\n\n1\\. Peoples and individuals have the right" in text
    assert "\n\n> > (i) Unsustainable debt;\n\n" in text
    assert "[^3]: A/HRC/21/44/Add.1, para. 47.\n" in text


def test_hostile_words_stand_in_markdown_as_they_are():
    text = write(samples.hostile(), format="md", layout="negotiating").decode()

    assert "{{ 7*7 }} {# x #} {% if %} <b>]]</b>>" in text
    assert "Typed [brackets] and" in text
    assert samples.ARABIC in text
    assert samples.CHINESE in text
    assert "<script>" not in words(MarkdownIt().render(text)).replace(samples.HOSTILE.replace("a <", "A <"), "")


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def markdown(document, layout="negotiating", **more) -> str:
    return write(document, format="md", layout=layout, **more).decode()


def test_markdown_begins_with_what_the_masthead_says():
    text, plain = markdown(samples.plain(), "declaration"), markdown(samples.plain(), "declaration", style="plain")

    assert text.partition("\n\n# ")[0].replace("\\\n", "\n").split("\n\n") == [
        "United Nations\nA/HRC/58/L.12\nGeneral Assembly\nDistr.: Limited\n23 November 2026\nOriginal: English",
        f"Human Rights Council\nFifty-eighth session\nAgenda item 3\n{samples.FRONT.agenda_title}",
    ]
    assert plain.partition("\n\n# ")[0].replace("\\\n", "\n").split("\n") == [
        *("Human Rights Council", "Fifty-eighth session", "A/HRC/58/L.12 · 23 November 2026"),
    ]


def test_the_rule_of_a_masthead_goes_on_where_there_is_no_symbol():
    bare = samples.number(samples.compose(samples.draft(front=samples.FrontMatter(body="Human Rights Council"))))

    (symbol,) = html.fromstring(preview(bare, "declaration")).find_class("symbol")

    assert symbol.text_content() == ""


@pytest.mark.parametrize("style", styles())
@pytest.mark.parametrize("layout", ["declaration", "negotiating"])
def test_above_the_title_stands_what_stands_there_in_the_word_file(style, layout):
    document = samples.plain()
    word = lines(write(document, format="docx", layout=layout, style=style))
    above = letters("".join(text for text in word[: word.index(document.title)] if text != "emblem"))

    page = preview(document, layout, style=style).partition("<section")[0]
    assert letters(re.sub("<[^>]*>", "", page)) == above
    assert letters(markdown(document, layout, style=style).partition("\n\n# ")[0]) == above


def test_markdown_carries_comments_where_the_layout_does_with_bold_brackets_and_asides_in_italics():
    text = markdown(samples.opened())

    assert "\n\n> **Comment by Chair:** Two wordings remain.\n\n" in text
    assert "Comment by" not in markdown(samples.opened(), options={"comments": "no"})
    assert "2\\. They enjoy it <b>[</b>fully<b>]</b> without distinction. *(agreed)*\n" in text
    assert "\n\nAlt. 2 <b>[</b>*Delegation of X:* Every human person is entitled to:\n" in text


def test_markdown_keeps_whose_words_follow_apart_from_opening_words():
    rivals = samples.leaf("p", "*Recalling* this,", "*Noting* this,", by="Group of X")

    text = markdown(samples.number(samples.compose(samples.draft(preamble=(rivals,)))))

    assert "<b>[</b>*Group of X:* *Recalling* this,<b>]</b>" in text


def test_markdown_marks_what_came_or_went_with_its_number_its_italics_and_its_footnotes():
    def preamble(*texts):
        leaves = (samples.leaf(f"p{n}", text, cites=samples.cited("12")) for n, text in enumerate(texts))
        return samples.compose(samples.draft(preamble=tuple(leaves), body=()))

    opened = markdown(number(redline(preamble(), preamble("*Recalling* all,"))), "redline")
    whole = markdown(samples.redline_document(), "redline")

    assert "\n<ins>PP1 *Recalling* all,[^1]</ins>\n" in opened
    assert "\n<del>2. This one goes.[^2]</del>\n" in whole
    assert "\n### <del>Article 2. An article that goes</del>\n" in whole
    assert "\n### Article <del>3</del><ins>2</ins>\n" in whole


@law
@given(documents)
def test_markdown_that_is_read_again_has_every_word(document):
    text = markdown(number(document), options={"comments": "no"})

    read = letters(words(MarkdownIt("commonmark").render(text)))

    printed = [block for block in document.walk() if block.role != "alternatives"]
    assert [run.text for block in printed for run in block.runs if letters(run.text) not in read] == []


_MARKED = st.lists(
    st.sampled_from(("*", "**", "_", "`", "~", "[a]", "(b)", "<b>", "&amp;", "\\", "a", " b ", "7*7", "!"))
)


@law
@given(_MARKED.map("".join))
def test_markdown_reads_literal_words_as_they_are(text):
    text = " ".join(f"a {text} b".split())

    assert words(MarkdownIt("commonmark").render(literal(text))) == text
