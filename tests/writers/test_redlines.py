"""What a redline shows beside the words in Word: labels, numbers and statuses that came, went or changed."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import law
from tests.writers import samples
from tests.writers.pairs import pair
from tests.writers.reading import W, line, part
from workbench.compare.redline import redline
from workbench.errors import WorkbenchError
from workbench.model import Provision, Role
from workbench.readers.word_text import WordReader, footnotes, parsed, word_text
from workbench.writers import styles, write
from workbench.writers.lint import lint


def redlined(old, new, layout="redline", **more):
    """The redline of two drafts in Word."""
    marked = samples.number(redline(samples.compose(old), samples.compose(new)))
    return write(marked, format="docx", layout=layout, **more)


def changed(old, new, name, layout="redline"):
    """The paragraph of a provision in a redline: its words, {inserted} and ~deleted~, label included."""
    p = next(
        p
        for p in part(redlined(old, new, layout)).iter(f"{W}p")
        if p.find(f".//{W}bookmarkStart[@{W}name='p_{name}']") is not None
    )
    signs = {f"{W}ins": "{}", f"{W}del": "~~"}
    out = ""
    for child in p.iterchildren(f"{W}r", f"{W}ins", f"{W}del"):
        runs = [child] if child.tag == f"{W}r" else child.iter(f"{W}r")
        before, after = signs.get(child.tag, ("", ""))
        out += before + "".join(line(run) for run in runs) + after
    return out


def test_the_label_of_a_wording_that_was_settled_is_tracked_and_its_number_stays():
    first = samples.leaf("q", "Another one.")
    one = samples.draft(body=(samples.article("a", "", first, samples.leaf("p", "States act.")),))
    two = samples.draft(body=(samples.article("a", "", first, samples.leaf("p", "States act.", "Peoples gain.")),))

    assert changed(one, two, "p__o1") == "2.\t{Alt. 1\t}{[}States act.{]}"
    assert changed(two, one, "p") == "2.\t~Alt. 1\t~~[~States act.~]~"
    assert changed(two, one, "p__o2") == "~\tAlt. 2\t[Peoples gain.]~"


def test_an_article_that_competes_from_now_on_has_its_new_label_tracked():
    mine, other = (
        samples.article("a", "Duties", samples.leaf("p", "One.")),
        samples.article("b", "", samples.leaf("q", "Two.")),
    )
    pair = Provision(id="c", role=Role.ALTERNATIVES, children=(mine, other))

    alone, competing = samples.draft(body=(mine,)), samples.draft(body=(pair,))

    assert changed(alone, competing, "a") == "Article 1{ Alt. 1}\nDuties"
    assert changed(competing, alone, "a") == "Article 1~ Alt. 1~\nDuties"


def test_a_reference_to_articles_in_competition_leads_nowhere_once_one_is_left():
    mine, other = (samples.article(id, "", samples.leaf(f"{id}p", f"{id} is.")) for id in ("mine", "other"))
    see = samples.article("see", "", samples.leaf("s", 'See {{ "rivals" | ref }} and {{ "see" | ref }}.'))
    also = samples.article("see", "", samples.leaf("s", 'See {{ "rivals" | ref }}, {{ "see" | ref }}.'))
    rivals = Provision(id="rivals", role=Role.ALTERNATIVES, children=(mine, other))

    competing, alone = samples.draft(body=(rivals, see)), samples.draft(body=(mine, also))

    assert "See [missing reference]" in changed(competing, alone, "s")
    assert "See article\xa01" in changed(alone, competing, "s")


def test_whose_wording_it_is_stands_once_where_it_stands_in_the_new_text():
    def held(*texts):
        return samples.draft(body=(samples.article("a", "", samples.leaf("p", *texts, by="X & Y")),))

    one, two = held("States act."), held("Now States act.", "Peoples gain.")

    assert changed(two, one, "p", "negotiating") == "~\tAlt. 1\t~~[~~Now ~States act.~]~ (X & Y)"
    assert changed(one, two, "p__o1", "negotiating") == "{\tAlt. 1\t}{[}X & Y: {Now }States act.{]}"
    typed = held("*Struck* States act.", "Peoples gain."), held("States act.", "Peoples gain.")
    assert "[X & Y: ~Struck" in changed(*typed, "p__o1", "negotiating")


def test_the_number_of_an_article_that_changed_keeps_in_chinese_what_stands_around_it():
    front = replace(samples.FRONT, language="zh")
    first, second = (samples.article(id, "", samples.leaf(f"{id}p", f"{id} is.")) for id in ("one", "two"))
    rivals = Provision(id="r", role=Role.ALTERNATIVES, children=(second, samples.article("three", "")))
    both, left, competing = (samples.draft(front=front, body=row) for row in ((first, second), (second,), (rivals,)))

    assert changed(both, left, "two") == "第~2~{1}条"
    assert changed(left, competing, "two") == "第1条{ 备选案文 1}"
    assert changed(both, competing, "two") == "第~2条~{1条 备选案文 1}"


@pytest.mark.parametrize("layout", ["compilation", "source-table"])
def test_a_table_shows_what_came_and_went_where_a_place_was_settled_in_other_words(layout):
    items = (samples.Item(id="a", text="to act;"),)
    settled = samples.draft(body=(samples.article("a", "", samples.leaf("p", "Nobody shall fail:", items=items)),))
    opened = samples.draft(body=(samples.article("a", "", samples.leaf("p", "Peoples gain.", "Some win.")),))

    for old, new in ((settled, opened), (opened, settled)):
        data = redlined(old, new, layout)
        told = {side: [p.text for p in word_text(data, side)] for side in ("old", "new")}
        for side, text in (("old", old), ("new", new)):
            assert ("[Peoples gain.]" in told[side]) == ("[Some win.]" in told[side]) == (text is opened)
            assert ("Nobody shall fail:" in told[side]) == ("To act;" in told[side]) == (text is settled)


def test_a_comparison_has_the_formulations_of_a_place_that_was_settled_in_other_words():
    items = (samples.Item(id="a", text="to act;"),)
    settled = samples.draft(body=(samples.article("a", "", samples.leaf("p", "Nobody shall fail:", items=items)),))
    opened = samples.draft(body=(samples.article("a", "", samples.leaf("p", "Peoples gain.", "Some win.")),))

    told = [p.text for p in word_text(redlined(settled, opened, "comparison"))]

    assert [text for text in ("Article 1", "Peoples gain.", "Some win.") if text not in told] == []


def test_a_redline_is_never_settled_by_force():
    opened = samples.draft(body=(samples.article("a", "", samples.leaf("p", "States act.", "Peoples gain.")),))
    settled = samples.draft(body=(samples.article("a", "", samples.leaf("p", "Nobody shall fail.")),))

    with pytest.raises(WorkbenchError, match="leave out 'force', or the older text"):
        redlined(opened, settled, options={"force": "yes"})


def test_a_paragraph_that_is_the_only_one_left_has_no_number():
    one, two = samples.leaf("p", "States act."), samples.leaf("q", "Peoples gain.")
    both, left = (samples.draft(body=(samples.article("a", "", *some),)) for some in ((one, two), (two,)))

    assert changed(both, left, "q") == "Peoples gain."


def test_the_status_stands_after_the_last_line_that_the_new_text_has():
    def with_items(*texts):
        items = tuple(samples.Item(id=text[:1].lower(), text=text) for text in texts)
        return samples.draft(body=(samples.article("a", "", samples.leaf("p", "To:", items=items, status="pending")),))

    assert changed(with_items("Act;", "Be."), with_items("Act;"), "p__o1__a") == "(a)\tAct; (pending)"


def test_the_old_status_goes_where_it_stood_and_the_new_one_comes_where_the_text_ends_now():
    def standing(status, *texts):
        return samples.draft(body=(samples.article("a", "", samples.leaf("p", *texts, status=status)),))

    one, two = standing("agreed", "States act."), standing("pending", "States act.", "Peoples gain.")

    assert changed(one, two, "p__o1") == "{\tAlt. 1\t}{[}States act.{]}~ (agreed)~"
    assert changed(one, two, "p__o2") == "{\tAlt. 2\t[Peoples gain.] (pending)}"
    assert changed(two, one, "p__o2") == "~\tAlt. 2\t[Peoples gain.] (pending)~"
    assert changed(two, one, "p") == "~\tAlt. 1\t~~[~States act.~]~{ (agreed)}"


def test_a_change_of_status_is_tracked_with_who_decided_it():
    def standing(status, **more):
        return samples.draft(body=(samples.article("a", "", samples.leaf("p", "States act.", status=status)),), **more)

    draft, pending, agreed = map(standing, ("draft", "pending", "agreed"))

    assert changed(pending, agreed, "p") == "States act.~ (pending)~{ (agreed)}"
    assert changed(draft, agreed, "p") == "States act.{ (agreed)}"
    assert changed(agreed, draft, "p") == "States act.~ (agreed)~"
    decided = samples.Decision(at="2026-11-24T10:00:00Z", by="Chair", where="p", did="status: agreed")
    told = part(redlined(pending, standing("agreed", decisions=(decided,)))).iter(f"{W}ins")
    assert {(ins.get(f"{W}author"), ins.get(f"{W}date")) for ins in told} == {("Chair", "2026-11-24T10:00:00Z")}


def test_a_heading_that_is_numbered_anew_shows_both_numbers_and_keeps_the_place_that_references_follow():
    first, second = (samples.article(id, "", samples.leaf(f"{id}p", f"{id} is.")) for id in ("one", "two"))
    see = samples.article("three", "", samples.leaf("p", 'See {{ "two" | ref }}.'))
    before = samples.draft(body=(first, Provision(id="i", role=Role.PART, heading="Duties", children=(second, see))))
    after = samples.draft(body=(Provision(id="i", role=Role.PART, heading="Duties", children=(second, see)),))

    assert changed(before, after, "two") == "Article ~2~{1}"
    assert changed(before, after, "i") == "Part I\nDuties"
    data = redlined(before, after)
    marks = [el.get(f"{W}name") or el.tag.removeprefix(W) for el in part(data).iter(f"{W}bookmarkStart", f"{W}del")]
    assert marks[marks.index("_n_two") + 1] == "del"
    assert lint(data) == ()


def test_word_tracks_the_next_edit_of_a_redline_and_of_nothing_else():
    old, new = samples.draft(), samples.open_draft()

    for style in styles():
        names = [child.tag.removeprefix(W) for child in part(redlined(old, new, style=style), "word/settings.xml")]
        assert names.index("zoom") < names.index("trackRevisions") < names.index("defaultTabStop")
    assert part(redlined(old, new, "correspondence"), "word/settings.xml").find(f"{W}trackRevisions") is None


def printed(data):
    """All that is read below the masthead once every change is accepted, numbers, labels and statuses included."""
    with ZipFile(BytesIO(data)) as archive:
        reader = WordReader("new", footnotes(archive), {}, as_printed=True)
        found = [(p.text, p.notes) for p in reader.paragraphs(parsed(archive, "word/document.xml")) if p.text.strip()]
    return [line for line in found if not line[0].startswith(("Changes", "Negotiating text"))]


def as_new(new):
    """The new text as a negotiating text prints it, below the masthead."""
    plain = samples.number(samples.compose(new))
    return printed(write(plain, format="docx", layout="negotiating", style="plain", options={"attribution": "no"}))


def test_a_chapeau_without_words_goes_with_its_number_where_its_place_is_open_now():
    items = (samples.Item(id="a", text="Act;"), samples.Item(id="b", text="Be."))
    other = samples.leaf("q", "Another one.")
    settled = samples.draft(body=(samples.article("a", "", samples.leaf("p", "", items=items), other),))
    empty = samples.draft(body=(samples.article("a", "", samples.leaf("p", ""), other),))
    opened = samples.draft(body=(samples.article("a", "", samples.leaf("p", "Peoples gain.", "All gain."), other),))

    for old, new in ((settled, opened), (opened, settled), (opened, empty), (empty, opened)):
        assert printed(redlined(old, new, style="plain")) == as_new(new)


@law
@given(st.randoms(use_true_random=False))
def test_a_redline_that_is_accepted_prints_what_the_new_text_prints_to_the_last_number_and_status(chance):
    old, new = pair(chance)

    assert printed(redlined(old, new, style="plain")) == as_new(new)
