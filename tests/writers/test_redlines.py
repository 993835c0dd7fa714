"""What a redline shows beside the words in Word: labels, numbers and statuses that came, went or changed."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import law
from tests.writers import samples
from tests.writers.pairs import pair
from tests.writers.reading import W, line, part
from workbench.compare.redline import redline
from workbench.model import Provision, Role
from workbench.readers.word_text import WordReader, footnotes, parsed
from workbench.writers import styles, write
from workbench.writers.lint import lint


def redlined(old, new, layout="redline", **more):
    """The redline of two drafts in Word."""
    marked = samples.number(redline(samples.compose(old), samples.compose(new)))
    return write(marked, format="docx", layout=layout, **more)


def changed(old, new, name):
    """The paragraph of a provision in a redline: its words, {inserted} and ~deleted~, label included."""
    p = next(
        p
        for p in part(redlined(old, new)).iter(f"{W}p")
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


@law
@given(st.randoms(use_true_random=False))
def test_a_redline_that_is_accepted_prints_what_the_new_text_prints_to_the_last_number_and_status(chance):
    old, new = pair(chance)

    marked, plain = redlined(old, new, style="plain"), samples.number(samples.compose(new))

    assert printed(marked) == printed(
        write(plain, format="docx", layout="negotiating", style="plain", options={"attribution": "no"})
    )
