"""What a redline shows beside the words in Word: labels, numbers and statuses that came, went or changed."""

from __future__ import annotations

from tests.writers import samples
from tests.writers.reading import W, line, part
from workbench.compare.redline import redline
from workbench.writers import write


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
    pair = samples.Provision(id="c", role=samples.Role.ALTERNATIVES, children=(mine, other))

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
