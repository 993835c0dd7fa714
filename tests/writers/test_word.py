from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.writers import samples
from tests.writers.reading import W, line, lines, part, parts, styled
from workbench.compare.redline import redline
from workbench.errors import OpenChoices, WorkbenchError
from workbench.languages import language_of
from workbench.model import Citation
from workbench.writers import layouts, styles, write
from workbench.writers.lint import lint


def word(document, layout="negotiating", **more):
    return write(document, format="docx", layout=layout, **more)


def test_a_declaration_reads_from_its_masthead_to_its_last_article():
    data = word(samples.plain(), "declaration")

    printed = [text for text in lines(data) if text]

    assert printed == [
        "United Nations",
        "A/HRC/58/L.12",
        "emblem",
        "General Assembly",
        "Distr.: Limited",
        "23 November 2026",
        "Original: English",
        "Human Rights Council",
        "Fifty-eighth session",
        "Agenda item 3",
        samples.FRONT.agenda_title,
        "Draft declaration on the right to international solidarity",
        "The General Assembly,",
        "Guided by the purposes and principles of the Charter of the United Nations,",
        "Recalling the Universal Declaration of Human Rights, in particular its article 28,",
        "Solemnly proclaims the following Declaration:",
        "Article 1\nRights holders",
        "1.\tPeoples and individuals have the right to international solidarity.",
        "2.\tThey enjoy it without distinction of any kind.",
        "Article 2\nObligations of States",
        "States shall cooperate, in the spirit of article\u00a01, paragraph\u00a02, to:",
        "(a)\tRemove obstacles to the enjoyment of the right, namely:",
        "(i)\tUnsustainable debt;",
        "(ii)\tUnfair trade;",
        "(b)\tPrevent harm beyond their borders.",
        "Article 3",
        "Nothing in the present Declaration may be read against the Charter.",
    ]


def test_every_paragraph_has_a_style_of_the_house_and_nothing_is_formatted_by_hand():
    data = word(samples.opened())

    body = part(data).find(f"{W}body")
    paragraphs = [p for p in body.findall(f"{W}p") if line(p)]
    by_hand = {f"{W}{name}" for name in ("b", "i", "sz", "u", "color", "jc", "ind", "spacing")}
    told = [p for p in paragraphs if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val") != "SMG"]

    assert styled(data, "Article 3") == "HArticleG"
    assert styled(data, "It is inalienable") == "SingleTxtG"
    assert not [el.tag for p in told for el in p.iter() if el.tag in by_hand]


def test_an_empty_field_of_the_front_matter_takes_its_line_with_it():
    front = samples.FrontMatter(symbol="A/HRC/58/L.12", organ="The General Assembly")

    data = word(samples.number(samples.compose(samples.draft(front=front))), "declaration")

    assert [text for text in lines(data) if text][:5] == [
        "United Nations",
        "A/HRC/58/L.12",
        "emblem",
        "General Assembly",
        "Original: English",
    ]


def _printed_with(front, layout="negotiating", style="geneva"):
    document = samples.number(samples.compose(samples.draft(front=front)))
    printed = lines(word(document, layout, style=style))
    title = next(at for at, text in enumerate(printed) if "eclaration on the right" in text)
    return [text for text in printed[:title] if text]


def test_a_masthead_without_a_symbol_shows_the_blank_and_the_organ_of_the_body():
    front = samples.FrontMatter(body="Human Rights Council", language="en")

    assert _printed_with(front) == [
        *("United Nations", "A/HRC/…/L.…", "emblem", "General Assembly"),
        *("Original: English", "Human Rights Council", "… session", "Negotiating text"),
    ]
    assert _printed_with(front, "declaration") == [
        *("United Nations", "emblem", "General Assembly", "Original: English", "Human Rights Council"),
    ]
    assert _printed_with(samples.FrontMatter(body="The General Assembly"))[1:4] == [
        "A/…/L.…",
        "emblem",
        "General Assembly",
    ]


def test_a_body_of_ones_own_stands_where_the_organ_stands_with_a_blank_for_the_symbol():
    front = samples.FrontMatter(body="Conference of Municipalities")

    assert _printed_with(front)[:4] == ["United Nations", "…", "emblem", "Conference of Municipalities"]


@pytest.mark.parametrize("style", ["geneva", "new-york"])
def test_the_name_of_the_organization_has_room_on_one_line_in_russian_too(style):
    front = replace(samples.FRONT, language="ru")
    data = word(samples.number(samples.compose(samples.draft(front=front))), style=style)

    name = language_of("ru").said("United Nations")
    cell = next(cell for cell in part(data).iter(f"{W}tc") if line(cell.find(f"{W}p")) == name)
    fourteen_points = 280  # in twips; letters are about half as wide as high
    assert int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) > len(name) * fourteen_points * 0.51


@pytest.mark.parametrize("style", ["geneva", "new-york", "plain"])
def test_who_types_on_after_a_line_gets_the_style_of_the_next(style):
    root = part(word(samples.plain(), style=style), "word/styles.xml")
    by_alias = {
        alias: each
        for each in root
        if each.find(f"{W}aliases") is not None
        for alias in each.find(f"{W}aliases").get(f"{W}val").split(",")
    }
    ids = {alias: each.get(f"{W}styleId") for alias, each in by_alias.items()}

    after = {"organ": "preambular", "formula": "article", "part": "article", "article": "paragraph"}
    for alias, following in (after | {"title": "paragraph", "contents-heading": "paragraph"}).items():
        assert by_alias[alias].find(f"{W}next").get(f"{W}val") == ids[following], alias


@pytest.mark.parametrize("body", ["Human Rights Council", "General Assembly", "Conference of Municipalities"])
def test_a_plain_page_never_loses_its_body(body):
    assert _printed_with(samples.FrontMatter(body=body), "declaration", "plain")[0] == body


@pytest.mark.parametrize("name", ["geneva", "new-york"])
def test_the_organ_is_set_in_seventeen_points_and_the_date_keeps_clear_of_the_rule(name):
    front = samples.FrontMatter(body="Human Rights Council", date="2026-11-23")
    data = word(samples.number(samples.compose(samples.draft(front=front))), style=name)

    organ = next(run for run in part(data).iter(f"{W}r") if line(run) == "General Assembly")
    date = next(p for p in part(data).iter(f"{W}p") if line(p) == "23 November 2026")

    assert organ.find(f"{W}rPr/{W}sz").get(f"{W}val") == "34"
    assert date.getprevious().find(f"{W}pPr/{W}spacing").get(f"{W}line") == "240"


@pytest.mark.parametrize("style", ["geneva", "new-york"])
def test_a_masthead_says_which_paper_this_is_and_nothing_of_it_in_the_declaration_and_its_annex(style):
    def said(layout):
        return [text for text in _printed_with(samples.FRONT, layout, style) if text.endswith("2026")]

    assert said("negotiating") == ["23 November 2026", "Negotiating text of 23 November 2026"]
    assert said("commentary")[1] == "Commentary of 23 November 2026"
    assert said("compilation")[1] == "Compilation of 23 November 2026"
    assert said("declaration") == said("resolution") == ["23 November 2026"]


def test_a_redline_says_from_which_text_it_tells_changes():
    older = replace(samples.FRONT, symbol="A/HRC/35/L.12", date="2026-11-20")
    papers = (older, replace(older, symbol=""), samples.FRONT)

    def said(was, title=""):
        document = samples.redline_document()
        printed = lines(word(replace(document, was=replace(document.was, front=was, title=title)), "redline"))
        return next(text for text in printed if text.startswith("Changes"))

    assert [said(front) for front in papers] == [
        "Changes with respect to A/HRC/35/L.12 of 20 November 2026",
        "Changes with respect to the text of 20 November 2026",
        "Changes with respect to an earlier version",
    ]
    assert said(samples.FRONT, samples.redline_document().title) == "Changes with respect to an earlier version"
    assert said(samples.FRONT, "Common ground") == "Changes with respect to “Common ground”"


def test_open_choices_stand_in_bold_square_brackets_with_their_labels():
    data = word(samples.opened())

    printed = lines(data)
    bold = [run for run in part(data).iter(f"{W}r") if run.find(f"{W}rPr/{W}rStyle[@{W}val='Bracket']") is not None]

    assert "1.\tAlt. 1\t[Peoples and individuals have the right to international solidarity.]" in printed
    assert "\tAlt. 2\t[Delegation of X: Every human person is entitled to:" in printed
    assert "(b)\tIts fruits.] (pending)" in printed
    assert "2.\tThey enjoy it [fully] without distinction. (agreed)" in printed
    assert sum(line(run).count("[") - line(run).count("]") for run in bold) == 0


def test_the_preamble_is_numbered_throughout_in_negotiation_and_never_in_the_declaration_or_its_annex():
    counted = ["PP1\tGuided by", "PP2\tRecalling the"]

    assert _starts(lines(word(samples.plain())), "Guided", "Recalling") == counted
    assert _starts(lines(word(samples.redline_document(), "redline")), "Guided") == counted[:1]
    assert _starts(lines(word(samples.plain(), "commentary")), "Guided", "Recalling") == counted
    for clean in ("declaration", "resolution"):
        assert _starts(lines(word(samples.plain(), clean)), "Guided", "Recalling") == ["Guided by", "Recalling the"]
    assert {"PP1", "PP2"} <= set(lines(word(samples.plain(), "compilation")))


def _starts(printed, *words):
    """The opening of the lines that have one of these words, up to the word after it."""
    opening = (re.match(rf"\S*\s?({'|'.join(words)}) \w+", text) for text in printed)
    return [found[0] for found in opening if found]


def test_a_preamble_with_alternatives_is_numbered_in_the_annex_too():
    composed = samples.compose(
        samples.draft(preamble=(samples.leaf("a", "*Noting* a,"), samples.leaf("b", "*B*", "*C*")))
    )

    printed = lines(word(samples.number(composed), "resolution"))

    assert "PP1\tNoting a," in printed
    assert "PP2\tAlt. 1\t[B]" in printed


def test_a_reference_to_a_preambular_paragraph_follows_its_number():
    see = samples.article("a", "", samples.leaf("see", 'See {{ "udhr" | ref }}.'))
    document = samples.number(samples.compose(samples.draft(body=(see,))))

    data, clean = word(document), word(document, "declaration")
    marks = [mark.get(f"{W}name") for mark in part(data).iter(f"{W}bookmarkStart")]

    assert "See preambular paragraph\u00a02." in lines(data)
    assert [code.text.split() for code in part(data).iter(f"{W}instrText")] == [["REF", "_n_udhr", "\\h"]]
    assert "_n_udhr" in marks
    assert "See preambular paragraph\u00a02." in lines(clean)
    assert not list(part(clean).iter(f"{W}instrText"))


def test_alternatives_of_a_preambular_paragraph_are_pp1_and_pp1_bis():
    texts = ("*Recalling* the Charter,", "*Guided by* the Charter,", "*Noting* the Charter,")
    composed = samples.compose(samples.draft(preamble=(samples.leaf("charter", *texts),)))

    latin = lines(word(samples.number(composed, alternatives="bis")))
    plain = lines(word(samples.number(composed)))
    table = lines(word(samples.number(composed, alternatives="bis"), "compilation"))

    assert [text.partition("[")[0] for text in latin if "the Charter,]" in text] == [
        *("PP1\t", "PP1 bis\t", "PP1 ter\t"),
    ]
    assert [text.partition("[")[0] for text in plain if "the Charter,]" in text] == [
        *("PP1\tAlt. 1\t", "\tAlt. 2\t", "\tAlt. 3\t"),
    ]
    assert [text for text in table if text.startswith("PP")] == ["PP1", "PP1 bis", "PP1 ter"]


def test_alternatives_of_a_whole_article_share_its_number():
    printed = lines(word(samples.opened(), options={"contents": "yes"}))

    assert "Article 2 Alt. 1\nObligations of States" in printed
    assert "Article 2 Alt. 2\nCommitments" in printed
    assert all(text.count("[") == text.count("]") for text in printed if text.startswith("Article"))


def test_attribution_and_status_go_when_they_are_not_wanted():
    printed = "\n".join(lines(word(samples.opened(), options={"attribution": "no", "status": "no"})))

    assert "Delegation of X" not in printed
    assert "(agreed)" not in printed


def test_a_clean_text_refuses_open_choices_and_names_the_places():
    with pytest.raises(OpenChoices, match=r"4 provisions are open: article 1, paragraph 1 \(right-holder\)") as caught:
        word(samples.opened(), "declaration")

    assert "\n" not in str(caught.value)


def test_a_clean_text_refuses_all_that_no_reader_could_read_and_says_the_cure():
    body = (
        samples.article("a", "", samples.leaf("lost", 'See {{ "gone" | ref }}.')),
        samples.article("b", "", samples.leaf("cites", "States act.", cites=(Citation(source="gone-src"),))),
        samples.article("c", "", samples.leaf("blank", "{{ holders }} act."), samples.leaf("empty", " ")),
        samples.article("d", "Nothing"),
    )
    composed = samples.compose(samples.draft(body=body, terms=(("holders", ""),)))

    with pytest.raises(OpenChoices) as caught:
        word(samples.number(composed), "declaration")

    assert str(caught.value) == (
        "layout 'declaration' prints finished text only. "
        "2 provisions have no text: article 3, paragraph 2 (empty); article 4 (d); "
        "choose a formulation, or remove the provision. "
        "1 provision has a blank: article 3, paragraph 1 (blank); give the term a value. "
        "1 provision refers to a provision that is not there: article 1 (lost); insert the reference again. "
        "1 provision cites a source that is not there: article 2 (cites); "
        "load the source, or remove the supporting paragraph. "
        "Or use layout 'negotiating', or force what there is"
    )


def test_forced_a_footnote_cites_the_sources_that_are_there_and_no_id_is_printed():
    gone = Citation(source="gone-src", paragraphs=("1",))
    leaves = (
        samples.leaf("both", "One.", cites=(gone, *samples.cited("47"))),
        samples.leaf("one", "Two.", cites=(gone,)),
    )
    document = samples.number(samples.compose(samples.draft(preamble=(), body=(samples.article("a", "", *leaves),))))

    data = word(document, "declaration", options={"force": "yes"})

    notes = [line(p).strip() for p in part(data, "word/footnotes.xml").iter(f"{W}p") if line(p)]
    assert notes == ["A/HRC/21/44/Add.1, para. 47."]
    assert b"gone-src" not in b"".join(parts(data).values())


def test_forced_a_text_has_no_bracket_no_gap_and_no_small_letter_at_its_head():
    body = (
        samples.article("gone", "Empty", samples.Provision(id="gap")),
        samples.article(
            "a",
            "",
            samples.Provision(id="gap-2"),
            samples.leaf("blank", '{{ holders }} act under {{ "lost" | ref }}.'),
            samples.leaf("refers", '{{ "gap-2" | ref }} and {{ "blank" | ref }} apply to {{ holders }}.'),
        ),
    )
    document = samples.number(samples.compose(samples.draft(body=body, terms=(("holders", ""),))))

    printed = lines(word(document, "declaration", options={"force": "yes"}))

    assert printed[-3:] == [
        "Article 1",
        "1.\tHolders act under another provision of the present Declaration.",
        "2.\tAnother provision of the present Declaration and article\u00a01, paragraph\u00a01 apply to holders.",
    ]


def test_the_number_of_a_reference_stays_on_the_line_of_the_word_before_it():
    paragraphs = (samples.leaf("p", 'See {{ "q" | ref }} now.'), samples.leaf("q", "States act."))

    printed = lines(word(samples.number(samples.compose(samples.draft(body=(samples.article("a", "", *paragraphs),))))))

    assert "1.\tSee article\u00a01, paragraph\u00a02 now." in printed


def test_forced_a_gap_is_left_out_however_deep_it_stands():
    inside = samples.article("a", "", samples.Provision(id="gap"), samples.leaf("p", "States act."))
    body = (samples.Provision(id="part", role=samples.Role.PART, heading="One", children=(inside,)),)
    document = samples.number(samples.compose(samples.draft(body=body)))

    assert lines(word(document, "declaration", options={"force": "yes"}))[-2:] == ["Article 1", "States act."]


def test_without_footnotes_a_source_that_is_not_there_hinders_nothing():
    cites = (Citation(source="gone-src"),)
    of = samples.draft(body=(samples.article("b", "", samples.leaf("cites", "States act.", cites=cites)),))

    printed = lines(word(samples.number(samples.compose(of, footnotes=False)), "declaration"))

    assert "States act." in printed


def test_forced_a_clean_text_prints_the_first_wording_without_a_bracket():
    printed = "\n".join(lines(word(samples.opened(), "declaration", options={"force": "yes"})))

    assert "1.\tPeoples and individuals have the right to international solidarity.\n" in printed
    assert "Every human person" not in printed
    assert "Article 2\nObligations of States\nStates shall cooperate (article\u00a01)." in printed
    assert "[" not in printed
    assert "Alt." not in printed


def test_without_a_layout_what_is_open_is_a_negotiating_text_and_what_is_settled_a_declaration():
    assert "[It is inalienable.]" in "\n".join(lines(word(samples.opened(), "")))
    assert b"WorkbenchDraft" not in b"".join(parts(word(samples.plain(), "", draft_id="d1")).values())


def test_a_clean_file_holds_no_author_no_comment_no_id_and_no_property():
    data = word(samples.plain(), "declaration", draft_id="d-4711", revision=3)

    found = parts(data)
    everything = b"".join(found.values()).decode()

    assert "docProps/custom.xml" not in found
    assert "docProps/app.xml" not in found
    assert "word/comments.xml" not in found
    assert "workbench" not in everything.lower()
    for trace in ("d-4711", "right-holder", "right_holder", "creator", "lastModifiedBy", "rsid", "Drafter", "Chair"):
        assert trace not in everything
    marks = [mark.get(f"{W}name") for mark in part(data).iter(f"{W}bookmarkStart")]
    assert [mark for mark in marks if mark.startswith("p_")] == [f"p_{n:03d}" for n in range(1, 17)]


def test_a_working_file_names_its_draft_its_revision_and_every_provision():
    data = word(samples.opened(), draft_id="d-4711", revision=3)

    custom = parts(data)["docProps/custom.xml"].decode()
    marks = {mark.get(f"{W}name") for mark in part(data).iter(f"{W}bookmarkStart")}

    assert ">d-4711<" in custom
    assert ">3<" in custom
    assert {"p_right_holder", "p_right_holder__individuals", "p_right_holder__individuals__b", "p_duties"} <= marks
    told = {block.id for block in samples.opened().walk()}
    assert len([mark for mark in marks if mark.startswith("p_")]) == len(told) - 1  # all but the pair of articles


def test_shared_comments_travel_and_private_ones_stay():
    data = word(samples.opened())

    comments = part(data, "word/comments.xml")

    assert [line(p) for p in comments.iter(f"{W}p")] == ["Two wordings remain."]
    assert comments[0].get(f"{W}author") == "Chair"
    assert comments[0].get(f"{W}date") == "2026-11-20T10:00:00Z"


def test_names_and_times_that_word_does_not_take_are_cut_and_left_out():
    group = ", ".join(f"Member State {n}" for n in range(1, 55))
    said = samples.Comment(by=group, at="2026-02-30T10:00:00Z", text="Why?", shared=True)
    front = replace(samples.FRONT, date="2026-11-31")
    old = samples.draft(body=(samples.article("a", "", samples.leaf("p", "One.")),), front=front)
    new = samples.draft(
        body=(samples.article("a", "", samples.leaf("p", "Two.", by=group, comments=(said,))),), front=front
    )

    data = word(samples.number(redline(samples.compose(old), samples.compose(new))), "redline")

    signed = [*part(data, "word/comments.xml"), *part(data).iter(f"{W}ins", f"{W}del")]
    assert len(signed) > 2
    assert {el.get(f"{W}date") for el in signed} == {None}
    names = {el.get(f"{W}author") for el in signed} - {front.body}
    assert {name[:249] for name in names} == {group[:249]}
    assert max(map(len, names)) <= 255


def test_a_reference_follows_the_numbers_of_its_target():
    data = word(samples.plain())

    codes = [code.text.split() for code in part(data).iter(f"{W}instrText")]
    marks = {mark.get(f"{W}name") for mark in part(data).iter(f"{W}bookmarkStart")}

    assert codes == [["REF", "_n_holders", "\\h"], ["REF", "_n_no_distinction", "\\h"]]
    assert {"_n_holders", "_n_no_distinction"} <= marks


def test_in_a_clean_file_too_each_article_that_lost_its_rivals_keeps_the_number_that_references_follow():
    last = [
        samples.Provision(
            id=f"c{n}",
            role=samples.Role.ALTERNATIVES,
            children=(samples.article(f"a{n}", "", samples.leaf(f"p{n}", "One.")),),
        )
        for n in (1, 2)
    ]
    see = samples.article("see", "", samples.leaf("s", 'See {{ "c1" | ref }} and {{ "c2" | ref }}.'))
    document = samples.number(samples.compose(samples.draft(body=(*last, see))))

    for layout in ("declaration", "negotiating"):
        data = word(document, layout)
        assert lint(data) == ()
        assert len(list(part(data).iter(f"{W}instrText"))) == 2


def test_footnotes_are_real_and_in_order():
    data = word(samples.plain(), "declaration")

    notes = part(data, "word/footnotes.xml")
    calls = [call.get(f"{W}id") for call in part(data).iter(f"{W}footnoteReference")]

    assert calls == ["1", "2", "3"]
    assert [line(p).strip() for p in notes.iter(f"{W}p") if line(p)] == [
        "A/HRC/21/44/Add.1, para. 33.",
        "A/HRC/21/44/Add.1, paras. 12 and 13.",
        "A/HRC/21/44/Add.1, para. 47.",
    ]


def test_the_number_of_a_footnote_hangs_before_its_text():
    for style in styles():
        data = word(samples.plain(), "declaration", style=style)

        note = part(data, "word/footnotes.xml")[2]
        names = part(data, "word/styles.xml")
        hanging = next(s for s in names if s.get(f"{W}styleId") == "FootnoteText").find(f"{W}pPr/{W}ind")
        assert [el.tag.removeprefix(W) for run in note.iter(f"{W}r") for el in run if el.tag != f"{W}rPr"] == [
            *("footnoteRef", "tab", "t"),
        ]
        assert int(hanging.get(f"{W}hanging")) > 200
        assert int(hanging.get(f"{W}left")) >= int(hanging.get(f"{W}hanging"))


def test_lines_are_counted_from_the_title_on():
    for style in ("geneva", "new-york"):
        body = part(word(samples.plain(), style=style, options={"lines": "yes"})).find(f"{W}body")

        # Before a table at the very beginning LibreOffice puts a paragraph of its own, and counts it.
        first = body[0]
        assert first.tag == f"{W}p"
        assert line(first) == ""
        assert first.find(f"{W}pPr/{W}pStyle").get(f"{W}val") in ("SMG", "SM")


def test_a_comment_between_the_first_two_footnotes_is_called_after_the_second():
    data = word(samples.opened())

    order = [el.tag.removeprefix(W) for el in part(data).iter(f"{W}footnoteReference", f"{W}commentReference")]

    assert order == [*("footnoteReference", "footnoteReference", "commentReference"), *["footnoteReference"] * 2]


def test_words_arrive_as_they_are_whatever_they_look_like():
    data = word(samples.hostile())

    printed = "\n".join(lines(data))

    assert samples.HOSTILE.replace("a <", "A <") in printed
    assert "Typed [brackets] and *stars* and [live ones]." in printed
    assert f"On <b>solidarity</b> & {{{{ 7*7 }}}} {samples.CHINESE}" in printed
    assert "One line\nand another\twith a tab and a control sign." in printed


def test_arabic_runs_from_right_to_left_and_chinese_takes_its_own_font():
    data = word(samples.hostile())

    body = part(data)
    arabic = next(p for p in body.iter(f"{W}p") if samples.ARABIC in line(p) and "English" not in line(p))
    mixed = next(p for p in body.iter(f"{W}p") if "stand in English" in line(p))
    chinese = next(p for p in body.iter(f"{W}p") if line(p).endswith(f"\t{samples.CHINESE}"))

    assert arabic.find(f"{W}pPr/{W}bidi") is not None
    assert arabic.find(f".//{W}rPr/{W}rtl") is not None
    assert mixed.find(f"{W}pPr/{W}bidi") is None
    assert mixed.find(f".//{W}rPr/{W}rtl") is not None
    assert chinese.find(f".//{W}rFonts").get(f"{W}hint") == "eastAsia"


def arabic(layout="negotiating"):
    front = replace(samples.FRONT, language="ar", body="مجلس حقوق الإنسان", organ="الجمعية العامة")
    words = f"{samples.ARABIC}، A/HRC/15/32 [12]."
    body = (
        samples.article(
            "a", samples.ARABIC, samples.leaf("p", words, words), samples.leaf("q", words, cites=samples.cited("1"))
        ),
    )
    return word(
        samples.number(samples.compose(samples.draft(samples.ARABIC, front=front, preamble=(), body=body))),
        layout,
        options={"contents": "yes"},
    )


@pytest.mark.parametrize("layout", ["compilation", "resolution", "negotiating"])
def test_a_document_in_arabic_runs_from_right_to_left_as_a_whole(layout):
    data = arabic(layout)

    body = part(data)
    everywhere = [root for name, root in stories(data).items() if "comments" not in name]
    assert all(p.find(f"{W}pPr/{W}bidi") is not None for root in everywhere for p in root.iter(f"{W}p") if line(p))
    assert {table.find(f"{W}tblPr/{W}bidiVisual") is not None for table in body.iter(f"{W}tbl")} == {True}
    assert all(section.find(f"{W}bidi") is not None for section in body.iter(f"{W}sectPr"))
    assert part(data, "word/footnotes.xml")[0].find(f".//{W}bidi") is not None
    assert lint(data) == ()


def test_in_arabic_every_run_is_turned_but_words_in_latin_letters():
    runs = [run for root in stories(arabic()).values() for run in root.iter(f"{W}r") if line(run).strip()]
    turned = {line(run).strip() for run in runs if run.find(f"{W}rPr/{W}rtl") is not None}
    straight = {line(run).strip() for run in runs if run.find(f"{W}rPr/{W}rtl") is None}

    assert {"[", "]", "12", "."} <= turned
    assert "A/HRC/15/32" in straight
    assert all(re.search("[A-Za-z]", text) for text in straight)


def stories(data):
    return {
        name: part(data, name) for name in parts(data) if re.match(r"word/(document|footnotes|header\d|footer\d)", name)
    }


def test_the_language_of_the_draft_is_the_language_of_the_file():
    french = samples.draft(front=replace(samples.FRONT, language="fr"))

    data = word(samples.number(samples.compose(french)))

    assert part(data, "word/styles.xml").find(f".//{W}docDefaults//{W}lang").get(f"{W}val") == "fr-FR"
    assert "Original\u00a0: français" in lines(data)


@pytest.mark.parametrize(
    ("code", "masthead", "text"),
    [
        (
            "fr",
            [
                "Nations Unies",
                "Assemblée générale",
                "Distr. limitée",
                "1er novembre 2026",
                "Point 3 de l’ordre du jour",
            ],
            ["Partie I\nA", "Article premier", "Article 2 Variante 1\nB", "a)\tAct]", "Annexe", "PP1\tVariante 1\t[C]"],
        ),
        (
            "es",
            ["Naciones Unidas", "Asamblea General", "Distr. limitada", "1 de noviembre de 2026", "Tema 3 de la agenda"],
            ["Parte I\nA", "Artículo 1", "Artículo 2 Variante 1\nB", "a)\tAct]", "Anexo", "PP1\tVariante 1\t[C]"],
        ),
        (
            "ru",
            [
                "Генеральная Ассамблея",
                "Distr.: Limited",
                "1 November 2026",
                "Original: Russian",
                "Пункт 3 повестки дня",
            ],
            ["Часть I\nA", "Статья 1", "Статья 2 Вариант 1\nB", "a)\tAct]", "Приложение", "PP1\tВариант 1\t[C]"],
        ),
        (
            "ar",
            ["الأمم المتحدة", "الجمعية العامة", "Distr.: Limited", "\u200e1 November 2026", "البند 3 من جدول الأعمال"],
            ["الجزء الأول\nA", "المادة 1", "المادة 2 البديل 1\nB", "(أ)\tAct]", "المرفق", "PP1\tالبديل 1\t[C]"],
        ),
        (
            "zh",
            ["联合国", "大会", "Distr.: Limited", "1 November 2026", "议程项目3"],
            ["第一部分\nA", "第1条", "第2条 备选案文 1\nB", "(a)\tAct]", "附件", "PP1\t备选案文 1\t[C]"],
        ),
    ],
)
def test_fixed_words_are_those_of_the_language(code, masthead, text):
    front = replace(samples.FRONT, language=code, date="2026-11-01")
    acts = samples.leaf("q", "All:", items=(samples.Item(id="a", text="Act"),))
    rivals = samples.Provision(
        id="r",
        role=samples.Role.ALTERNATIVES,
        children=(samples.article("b", "B", acts), samples.article("c", "", samples.leaf("s", "S"))),
    )
    first = samples.article("a", "", samples.leaf("p", "P", status=samples.Status.PENDING))
    body = (samples.Provision(id="i", role=samples.Role.PART, heading="A", children=(first, rivals)),)
    document = samples.number(
        samples.compose(samples.draft(front=front, preamble=(samples.leaf("n", "C", "D"),), body=body))
    )

    printed = lines(word(document, "resolution"))
    assert set(masthead) <= set(printed)
    assert [words for words in text if words not in printed] == []
    assert not [words for words in ("pending", "Article 1", "Annex") if words in printed]
    assert f"P ({language_of(code).said('pending')})" in lines(word(document))
    latin = [text for text in printed if re.search("considered|Adopts|Invites|Requests|Compilation of", text)]
    assert not latin, "the resolution is in the language too"
    assert printed.count(f"{front.organ}{language_of(code).comma}") == 2


@pytest.mark.parametrize(
    ("code", "said"), [("fr", "[Group of X\u00a0: A]"), ("ru", "[Group of X: A]"), ("zh", "[Group of X：A]")]
)
def test_whose_words_follow_is_said_with_the_colon_of_the_language(code, said):
    rivals = samples.leaf("p", "A", "B", by="Group of X")
    front = replace(samples.FRONT, language=code)
    document = samples.number(samples.compose(samples.draft(front=front, body=(samples.article("a", "", rivals),))))

    assert any(said in text for text in lines(word(document)))


def test_a_redline_holds_tracked_changes_with_author_and_date():
    data = word(samples.redline_document(), "redline")

    body = part(data)
    inserted = ["".join(line(run) for run in ins.iter(f"{W}r")) for ins in body.iter(f"{W}ins") if len(ins)]
    deleted = ["".join(line(run) for run in gone.iter(f"{W}r")) for gone in body.iter(f"{W}del") if len(gone)]

    assert inserted == ["the right to ", "shall", "3.\tThis one comes:", "(a)\twith an item.", "2"]
    assert deleted == ["should", "2.\tThis one goes.", "Article 2\nAn article that goes", "Its text.", "3"]
    assert {el.get(f"{W}author") for el in body.iter(f"{W}ins", f"{W}del")} == {"Delegation of X"}
    assert {el.get(f"{W}date") for el in body.iter(f"{W}ins", f"{W}del")} == {"2026-11-21T10:00:00Z"}


def commented(new, old):
    """Whether each comment of a redline stands in a paragraph that stays, with the words of that paragraph."""
    data = word(samples.number(redline(samples.compose(old), samples.compose(new))), "redline")
    found = [p for p in part(data).iter(f"{W}p") if p.find(f".//{W}commentReference") is not None]
    return [(p.find(f"{W}pPr/{W}rPr/{W}del") is None, line(p)) for p in found]


def _open_one(*texts, **more):
    """A draft of one article with one provision on which the Chair remarks."""
    said = samples.Comment(by="Chair", at="2026-11-23T08:00:00Z", text="Informals.", shared=True)
    return samples.draft(
        preamble=(), body=(samples.article("a", "", samples.leaf("p", *texts, comments=(said,)), **more),)
    )


def test_a_comment_stands_on_what_the_new_text_has_of_its_provision():
    nothing, one, two = _open_one(), _open_one("Peoples gain."), _open_one("All States shall act.", "Nobody must.")

    assert commented(two, nothing) == [(True, "\tAlt. 1\t[All States shall act.]")]
    assert [stays for stays, _ in commented(two, one)] == [True]
    assert [stays for stays, _ in commented(one, two)] == [True]


def test_a_comment_on_what_moved_stands_where_it_is_now_and_on_what_is_gone_where_it_was():
    said = samples.Comment(by="Chair", at="2026-11-23T08:00:00Z", text="Informals.", shared=True)
    mine, other = samples.leaf("p", "Peoples gain.", comments=(said,)), samples.leaf("q", "States shall act.")
    last, first, gone = (
        samples.draft(preamble=(), body=(samples.article("a", "", *c),))
        for c in ((other, mine), (mine, other), (other,))
    )

    assert commented(last, first) == [(True, "2.\tPeoples gain.")]
    assert commented(gone, first) == [(False, "1.\tPeoples gain.")]


def test_a_comment_comes_and_goes_with_the_provision_that_it_is_about():
    said = samples.Comment(by="Chair", at="2026-11-23T08:00:00Z", text="Informals.", shared=True)
    mine, other = samples.leaf("p", "Peoples gain.", comments=(said,)), samples.leaf("q", "States shall act.")
    both, one = (samples.draft(preamble=(), body=(samples.article("a", "", *c),)) for c in ((mine, other), (other,)))

    for old, new, kind in ((both, one, "del"), (one, both, "ins")):
        data = word(samples.number(redline(samples.compose(old), samples.compose(new))), "redline")
        call = part(data).find(f".//{W}commentReference")
        assert call.getparent().getparent().tag == f"{W}{kind}"
        assert part(data).find(f".//{W}commentRangeStart") is None
        assert lint(data) == ()


def test_whole_paragraphs_come_and_go_with_their_marks():
    data = word(samples.redline_document(), "redline")

    marks = {
        line(p): [mark.tag.removeprefix(W) for mark in p.find(f"{W}pPr/{W}rPr")]
        for p in part(data).iter(f"{W}p")
        if p.find(f"{W}pPr/{W}rPr") is not None
    }

    assert marks == {
        "2.\tThis one goes.": ["del"],
        "3.\tThis one comes:": ["ins"],
        "(a)\twith an item.": ["ins"],
        "Article 2\nAn article that goes": ["del"],
        "Its text.": ["del"],
    }


def test_the_number_of_a_paragraph_that_stays_is_never_a_change():
    data = word(samples.redline_document(), "redline")

    stays = next(p for p in part(data).iter(f"{W}p") if "This one stays" in line(p))

    assert line(stays) == "2.\tThis one stays."
    assert not list(stays.iter(f"{W}ins", f"{W}del"))


def test_a_table_of_contents_and_line_numbers_come_on_request():
    data = word(samples.plain(), options={"contents": "yes", "lines": "yes"})

    body = part(data)
    entries = [line(p) for p in body.iter(f"{W}p") if p.find(f".//{W}hyperlink") is not None]

    assert entries == ["Article 1. Rights holders\t1", "Article 2. Obligations of States\t1", "Article 3\t2"]
    assert body.find(f".//{W}lnNumType").get(f"{W}countBy") == "5"
    assert lint(data) == ()


def test_word_opens_a_file_with_contents_without_a_question_and_the_text_keeps_its_distance():
    data = word(samples.plain(), options={"contents": "yes"})

    printed = lines(data)
    assert "dirty" not in parts(data)["word/document.xml"].decode()
    assert "updateFields" not in parts(data)["word/settings.xml"].decode()
    assert printed[printed.index("The General Assembly,") - 1] == ""


def test_the_pages_in_the_contents_grow_with_the_text():
    short, long = (
        [samples.article(f"a{n}", "Aims", samples.leaf(f"p{n}", "States shall act. " * words)) for n in range(3)]
        for words in (1, 400)
    )

    assert _pages_listed(short) == ["1", "1", "1"]
    assert _pages_listed(long) == ["1", "3", "4"]


def _pages_listed(articles):
    document = samples.number(samples.compose(samples.draft(preamble=(), body=tuple(articles))))
    data = word(document, options={"contents": "yes"})
    return [text.rpartition("\t")[2] for text in lines(data) if text.startswith("Article") and "\t" in text]


def test_a_resolution_and_its_annex_bear_the_same_title_and_the_annex_is_in_the_navigation():
    data = word(samples.plain(), "resolution", options={"contents": "yes"})

    printed = lines(data)
    styles = part(data, "word/styles.xml")
    annex = next(s for s in styles if s.get(f"{W}styleId") == "HAnnexG")

    assert printed.count("Declaration on the right to international solidarity") == 2
    assert not [text for text in printed if "draft" in text.lower()]
    assert annex.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == "0"
    assert "Annex\t2" in printed[printed.index("Contents") : printed.index("The General Assembly,")]


@pytest.mark.parametrize(
    ("draft", "adopted"),
    [
        ("Projet de déclaration sur la solidarité", "Déclaration sur la solidarité"),
        ("Proyecto de declaración sobre la solidaridad", "Declaración sobre la solidaridad"),
        ("Проект декларации о солидарности", "Декларация о солидарности"),
        ("国际团结权利宣言草案", "国际团结权利宣言"),
    ],
)
def test_what_is_adopted_is_no_draft_in_any_language(draft, adopted):
    printed = lines(word(samples.number(samples.compose(samples.draft(draft))), "resolution"))

    assert printed.count(adopted) == 2


def test_an_open_text_is_adopted_in_brackets_only():
    settled, opened = (lines(word(document, "resolution")) for document in (samples.plain(), samples.opened()))

    name = "Declaration on the right to international solidarity"
    assert f"1.\tAdopts the {name}, as contained in the annex to the present resolution;" in settled
    assert f"1.\t[Adopts the {name}, as contained in the annex to the present resolution;]" in opened
    assert "[" not in "".join(settled)


def test_the_same_input_gives_the_same_bytes():
    once = [word(samples.opened(), style=style) for style in styles()]
    again = [word(samples.opened(), style=style) for style in styles()]

    assert once == again


def test_an_upright_section_ends_before_a_landscape_one_which_begins_with_a_paragraph_that_turns_the_page(tmp_path):
    own = tmp_path / "own.xml.j2"
    table = '<table widths="100"><row head="yes"><cell><p style="cell-head">Head</p></cell></row></table>'
    text = '<p style="title">{{ document.title }}</p>'
    own.write_text(f'<sheet><section>{text}</section><section orientation="landscape">{table}</section></sheet>')

    data = word(samples.opened(), own)

    pages = [page.get(f"{W}orient", "portrait") for page in part(data).iter(f"{W}pgSz")]
    last = list(part(data).iter(f"{W}tbl"))[-1]
    assert pages == ["portrait", "landscape"]
    assert last.getprevious().tag == f"{W}p"
    assert last.getprevious().find(f".//{W}sectPr") is None
    assert last.find(f".//{W}tblHeader") is not None


@pytest.mark.parametrize("layout", [info.name for info in layouts() if not info.needs and not info.clean])
def test_every_layout_prints_every_kind_of_content_without_a_fault(layout):
    for document in (samples.plain(), samples.opened(), samples.hostile(), samples.redline_document()):
        for style in styles():
            assert lint(word(document, layout, style=style, draft_id="d", revision=1)) == ()


def test_a_format_layout_style_or_option_that_is_not_there_gets_one_line_with_those_that_are():
    document = samples.plain()

    with pytest.raises(WorkbenchError, match=r"no format 'rtf'; there are docx, html, md"):
        write(document, format="rtf")
    with pytest.raises(WorkbenchError, match=r"no layout 'nothing'; there are commentary, comparison, .*"):
        word(document, "nothing")
    with pytest.raises(WorkbenchError, match=r"no style 'vienna'; there are geneva, new-york, plain"):
        word(document, style="vienna")
    with pytest.raises(WorkbenchError, match=r"no option 'colour'; there are force, attribution"):
        word(document, options={"colour": "no"})
    with pytest.raises(WorkbenchError, match=r"layout 'redline' compares with an older text"):
        word(document, "redline")
