"""Draft files: any draft is written and read back whole; a faulty file is refused with all its faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import alternatives, article, cited, draft, either, items, part, settled
from tests.strategies import drafts, law, wild
from workbench.errors import FileFaults
from workbench.files.drafts import load_draft, parse_draft
from workbench.files.written import dump_draft
from workbench.model import Comment, Draft, FrontMatter, Mode, Relation, Role, Status

FILE = """\
format: 1
title: Draft declaration on the right to international solidarity
catalogue: international-solidarity
mode: mixed
front:
  symbol: A/HRC/35/L.1
  date: 2026-11-23
  language: en
terms:
  rights_holders: peoples and individuals
policies: [no-negative-obligations]
preamble:
  - id: charter
    options:
      - id: guided-by
        text: "*Guided by* the Charter,"
        from: "charter/guided-by@3f2a"
    chosen: [guided-by]
body:
  - id: holders
    role: article
    heading: Rights holders
    children:
      - id: who
        element: rights-holder
        options:
          - id: all
            text: >-
              Peoples have it.
              Individuals have it.
            items:
              - id: a
                text: "now;"
          - id: own-1
            text: "{{ rights_holders }} [have] it."
            by: Delegation of X
            edited: true
        chosen: [all]
        bracketed: true
        status: pending
        cites:
          - source: a-hrc-21-44-add-1
            paragraphs: [12, 13]
          - source: udhr
            relation: inspires
            quote: "no: more"
        comments:
          - by: Drafter 1
            at: 2026-11-23T09:00:00Z
            text: Hm.
            shared: true
waivers:
  - rule: L24
    where: who
    by: Drafter 1
    reason: As agreed.
decisions:
  - at: 2026-11-23T09:00:00Z
    by: Drafter 1
    where: who
    did: chose all
"""


def faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(FileFaults) as told:
        parse_draft(text, "draft.yaml")
    assert all("\n" not in str(fault) for fault in told.value.faults)
    return [(int(fault.where.rpartition(":")[2]), fault.what) for fault in told.value.faults]


# --- what is read -----------------------------------------------------------


def test_a_file_is_read_into_typed_values_and_written_as_it_was() -> None:
    whole = parse_draft(FILE)

    who = whole.provision("who")
    assert who is not None
    assert (whole.mode, whole.front.date, whole.policies) == (Mode.MIXED, "2026-11-23", ("no-negative-obligations",))
    assert (who.status, who.bracketed, who.chosen) == (Status.PENDING, True, ("all",))
    assert who.options[0].text == "Peoples have it. Individuals have it."
    assert who.options[1].edited
    assert [c.relation for c in who.cites] == [Relation.SUPPORTS, Relation.INSPIRES]
    assert who.cites[0].paragraphs == ("12", "13")
    assert dump_draft(whole) == FILE


def test_a_short_file_in_flow_style_is_the_same_draft() -> None:
    text = 'format: 1\ntitle: T\nbody: [{id: a, role: article, children: [{id: p, options: [{id: o, text: "x"}]}]}]\n'

    whole = parse_draft(text)

    assert whole == draft(article("a", parse_draft(text).body[0].children[0]), title="T")


def test_an_exported_file_may_carry_its_history() -> None:
    assert parse_draft(FILE + "history:\n  - {number: 1, author: A, message: begun}\n") == parse_draft(FILE)
    assert faults(FILE + "history: x\n")[0][1] == "'history' must be a list"


@pytest.mark.parametrize("typed", ["no", "yes", "null", "~", "1.0", "010", "12:30", "2012-06-07", "1e3", "true"])
def test_strings_stay_strings(typed: str) -> None:
    text = f"format: 1\ntitle: {typed}\nfront: {{session: {typed}, agenda_item: {typed}}}\nterms: {{a: {typed}}}\n"

    whole = parse_draft(text)

    assert (whole.title, whole.front.session, dict(whole.terms)) == (typed, typed, {"a": typed})
    assert parse_draft(dump_draft(whole)) == whole


# --- what is refused --------------------------------------------------------


def test_every_fault_of_a_file_is_told_at_once_with_its_line() -> None:
    text = """\
format: 1
titel: Draft
mode: stern
body:
  - id: a
    role: article
    children:
      - id: p
        options:
          - {id: o, text: x, colour: red}
          - {id: o}
        chosen: [q]
        bracketed: maybe
      - id: p
        status: done
  - id: A b
    role: article
  - nothing
waivers: [{rule: L1}]
"""

    assert [(line, what.partition(";")[0]) for line, what in faults(text)] == [
        (1, "the draft lacks 'title'"),
        (3, "'mode' cannot be 'stern'"),
        (13, "'bracketed' must be true or false"),
        (10, "unknown key 'colour' in a formulation"),
        (11, "a formulation lacks 'text'"),
        (9, "'p' has two formulations 'o'"),
        (12, "'p' has no formulation 'q' to choose"),
        (15, "'status' cannot be 'done'"),
        (16, "'A b' is no identifier: a to z, digits and hyphens, a letter first, at most 30"),
        (18, "a provision must be a mapping (key: value)"),
        (19, "a waiver lacks 'reason'"),
        (2, "unknown key 'titel' in the draft"),
        (14, "the provision id 'p' is there twice"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("title: T\n", 1, "lacks 'format'"),
        ("format: two\ntitle: T\n", 1, "whole number"),
        ("format: 1.0\ntitle: T\n", 1, "whole number"),
        ("format: [1]\ntitle: T\n", 1, "whole number"),
        ("format: 2\ntitel: T\n", 1, "format 2; this workbench reads format 1"),
        ("# new\n\nformat: 12\ntitle: T\n", 3, "newer workbench"),
        ("format: 0\ntitle: T\n", 1, "never was"),
        ("- a\n- b\n", 1, "the draft must be a mapping"),
        ("just words\n", 1, "the draft must be a mapping"),
        ("", 1, "lacks 'format'"),
        ("format: 1\ntitle: [a]\n", 2, "'title' must be text"),
        ("format: 1\ntitle: T\nterms: [a]\n", 3, "'terms' must be a mapping"),
        ("format: 1\ntitle: T\nterms: {Rights holders: x}\n", 3, "no name of a term"),
        ("format: 1\ntitle: T\nterms: {mode: x}\n", 3, "no name of a term"),
        ("format: 1\ntitle: T\nbody: {a: b}\n", 3, "'body' must be a list"),
        ("format: 1\ntitle: T\nbody:\n  - id: p\n", 4, "paragraph cannot stand in the body"),
        ("format: 1\ntitle: T\npreamble:\n  - id: p\n    role: article\n", 5, "cannot stand in the preamble"),
        ("format: 1\ntitle: T\nbody: [{id: preamble, role: article}]\n", 3, "the document itself uses"),
        ("format: 1\ntitle: T\nbody: [{id: a, role: article, options: []}]\n", 3, "unknown key 'options'"),
        ("format: 1\ntitle: T\nbody: [{id: a, role: article, heading: x, element: y}]\n", 3, "unknown key 'element'"),
        ("format: 1\ntitle: T\npreamble: [{id: p, children: []}]\n", 3, "unknown key 'children'"),
        ("format: 1\ntitle: T\n<<: {a: b}\n", 3, "merge key"),
        ("format: 1\ntitle: &t T\n", 2, "anchor"),
        ("format: 1\ntitle: T\ntitle: U\n", 3, "twice"),
        ('format: 1\ntitle: T\n"a\\nb\\u202e": U\n', 3, "unknown key 'a b'"),
        ("format: 1\ntitle: T\n? " + "k" * 5000 + "\n: U\n", 3, "unknown key 'kkk"),
    ],
)
def test_a_fault_names_its_line_and_the_cure(text: str, line: int, said: str) -> None:
    found = faults(text)

    assert len(found) <= 2
    assert any(at == line and said in what for at, what in found)


def test_one_slip_is_one_fault() -> None:
    slip = FILE.replace("role: article", "role: artcle")

    assert [what.partition(";")[0] for _, what in faults(slip)] == ["'role' cannot be 'artcle'"]


def test_sub_paragraphs_of_a_fifth_degree_are_refused() -> None:
    deep = "[{text: x, items: [{text: x, items: [{text: x, items: [{text: x, items: [x]}]}]}]}]"

    ((line, what),) = faults(
        f"format: 1\ntitle: T\npreamble:\n  - {{id: p, options: [{{id: o, text: t, items: {deep}}}]}}\n"
    )

    assert line == 4
    assert "degrees" in what


def test_a_draft_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileFaults, match=r"gone\.yaml: there is no such file"):
        load_draft(tmp_path / "gone.yaml")


# --- what is written --------------------------------------------------------


def test_the_deepest_draft_can_be_read_back() -> None:
    four = items(("a", items(("b", items(("c", items("d")))))))
    whole = draft(part("one", either("e", article("a", settled("p", items=four)))))

    assert parse_draft(dump_draft(whole)) == whole


def test_one_sentence_stands_on_a_line() -> None:
    text = dump_draft(draft(settled("p", "First one. Second: one; third? (fourth)"), title="T"))

    assert "            text: >-\n              First one.\n              Second: one;\n              third?\n" in text


@pytest.mark.parametrize("sign", ["\x00", "\x7f", "\u2028", "\t", " ", "#", "\u00a0", "\u202e"])
@pytest.mark.parametrize("text", ["{0}One. Two.", "One. Two.{0}", "One. {0} Two.", "One. {0}Two."])
def test_sentences_with_an_odd_sign_are_read_back(text: str, sign: str) -> None:
    whole = draft(title=text.format(sign))

    assert parse_draft(dump_draft(whole)) == whole


def test_what_hides_in_a_text_is_written_out() -> None:
    text = dump_draft(draft(settled("p", "a\u202eb. c\u200bd. \x1b[31m\x00\x85\u2028")))

    assert all(sign.isprintable() or sign == "\n" for sign in text)
    assert '"a\\u202eb. c\\u200bd. \\u001b[31m\\u0000\\u0085\\u2028"' in text


def test_what_is_empty_or_usual_is_left_out() -> None:
    text = dump_draft(draft(article("a", alternatives("p", "x"))))

    assert not any(f"{key}:" in text for key in ("status", "bracketed", "by", "edited", "cites", "comments", "element"))
    assert dump_draft(Draft(title="")).startswith('format: 1\ntitle: ""\ncatalogue: ""\nmode: mixed\n')


@law
@given(drafts())
def test_saving_and_loading_gives_the_same_draft_and_saving_again_the_same_bytes(whole: Draft) -> None:
    text = dump_draft(whole)

    loaded = parse_draft(text)

    assert loaded == whole
    assert dump_draft(loaded) == text
    assert text.encode().decode() == text


@law
@given(st.lists(wild, min_size=1, max_size=4))
def test_any_text_is_read_back_as_it_was(texts: list[str]) -> None:
    first, last = texts[0], texts[-1]
    remark = Comment(by=first, at=last, text=first + last)
    provision = settled("p", first + last, comments=(remark,), cites=(cited(*texts, quote=last),))
    whole = draft(
        article("a", provision, heading=first),
        title=last,
        terms=(("a", first),),
        front=FrontMatter(language=last, organ=first),
        policies=(),
    )

    assert parse_draft(dump_draft(whole)) == whole


def test_the_role_of_every_container_is_written() -> None:
    whole = draft(part("p", either("e", article("a")), article("b")))

    assert [provision.role for provision in parse_draft(dump_draft(whole)).walk()] == [
        Role.PART,
        Role.ALTERNATIVES,
        Role.ARTICLE,
        Role.ARTICLE,
    ]
