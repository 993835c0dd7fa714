"""Wordings: what is live in them, what stays literal, and what a strict wording refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import TERMS, law, texts, wild
from workbench.document import Mark
from workbench.errors import WordingError
from workbench.wording import (
    MAX_LENGTH,
    MAX_OUTPUT,
    check,
    escaped,
    fill,
    looks_like_template,
    plain,
    references_in,
    runs,
    snapshot,
    terms_in,
)

KNOWN = frozenset({"bearers", "holders", "mode"})


def shown(text: str, terms: dict[str, str] | None = None) -> list[str]:
    return [str(run) for run in runs(text, terms if terms is not None else {"holders": "peoples", "bearers": ""})]


# --- what a drafter types ---------------------------------------------------


def test_a_known_term_is_filled_and_one_without_a_value_stays_visible() -> None:
    line = runs("{{ holders }} and {{bearers}}", {"holders": "peoples", "bearers": ""})

    assert [run.text for run in line] == ["peoples and ", "[bearers]"]
    assert line[1].marks == {Mark.BLANK}


@pytest.mark.parametrize(
    "literal",
    [
        "{{ 7*7 }} {{ 8*8 }}",
        "2*3 and 4*5",
        "{{ *x* [y] }}",
        "{{ nobody }}",
        "{# x #}",
        "{% if a %}b{% endif %}",
        "{% raw %}{% endraw %}",
        "{{ holders | upper }}",
        "{{ holders.x }}",
        "{{ 'p2' | ref }}",
        '{{ "Not An Id" | ref }}',
        "{{ }}",
        "{{",
        "<b>&amp;</b> \"quoted\" 'so'",
        "العدالة 国际团结",
        "\x00\x1b[31m".replace("[", r"\["),
    ],
)
def test_whatever_else_looks_like_a_template_arrives_literally(literal: str) -> None:
    line = runs(literal, {"holders": "peoples"})

    assert "".join(run.text for run in line) == literal.replace("\\", "")
    assert all(not run.marks for run in line)


def test_a_lead_phrase_stands_between_stars_that_touch_it() -> None:
    assert shown("*Recalling* also") == ["*Recalling*", " also"]
    assert shown("*Recalling {{ holders }}*,") == ["*Recalling peoples*", ","]


@pytest.mark.parametrize("text", ["2 * 3 * 4", "a ** b", "**", "*", "* a*", "*a *", "***", r"\*a\*"])
def test_stars_that_enclose_no_words_are_plain(text: str) -> None:
    line = runs(text, {})

    assert "".join(run.text for run in line) == text.replace("\\", "")
    assert all(Mark.LEAD not in run.marks for run in line)


def test_typed_brackets_are_marks_and_escaped_ones_are_not() -> None:
    line = runs(r"[shall] \[sic\]", {})

    assert [(run.text, bool(run.marks)) for run in line] == [
        ("[", True),
        ("shall", False),
        ("]", True),
        (" [sic]", False),
    ]


def test_a_reference_keeps_its_target_and_has_no_text_before_numbering() -> None:
    (_, reference) = runs('see {{ "funds-2" | ref }}', {})

    assert (reference.text, reference.target, reference.marks) == ("", "funds-2", {Mark.REFERENCE})
    assert references_in('{{ "funds-2" | ref }} {{"a"|ref}} {{ "a" | ref }}') == ("funds-2", "a")


def test_an_escaped_blank_is_plain_text() -> None:
    assert plain(r"\{{ holders }}", {"holders": "peoples"}) == "{{ holders }}"
    assert terms_in(r"\{{ holders }}") == ()


def test_what_is_left_of_a_template_is_noticed_and_live_marks_are_not() -> None:
    assert looks_like_template("{{ 7*7 }}")
    assert looks_like_template("{# x #}")
    assert not looks_like_template('{{ holders }} in {{ "a" | ref }}')
    assert not looks_like_template("{" + "{{ holders }}" + "{")


@law
@given(wild)
def test_escaped_text_arrives_literally(text: str) -> None:
    line = runs(escaped(text), TERMS)

    assert "".join(run.text for run in line) == text
    assert all(not run.marks for run in line)


@law
@given(wild, st.sampled_from([("", "", ""), ("*a ", " b*", "a  b"), ("[", "]", "[]"), ("{", "}", "{}")]))
def test_a_value_is_inserted_and_never_parsed(value: str, around: tuple[str, str, str]) -> None:
    before, after, bare = around

    printed = plain(f"{before}{{{{ holders }}}}{after}", {"holders": value, "bearers": "x"})

    half = len(bare) // 2
    assert printed == f"{bare[:half]}{value or '[holders]'}{bare[half:]}"


@law
@given(wild)
def test_no_word_is_lost_or_made(text: str) -> None:
    printed = "".join(run.text for run in runs(text, {}))

    stars_apart = text.replace("*", "").replace("\\", "")
    without_references = _without_references(stars_apart)
    assert printed.replace("*", "").replace("\\", "") == without_references


def _without_references(text: str) -> str:
    for id in references_in(text):
        text = text.replace(f'{{{{ "{id}" | ref }}}}', "")
    return text


# --- the strict language ----------------------------------------------------

HOSTILE = [
    "{% for x in holders %}{{ x }}{% endfor %}",
    "{% for x in range(9) %}{% for y in range(9) %}.{% endfor %}{% endfor %}",
    "{{ holders() }}",
    "{{ range(1000000000) }}",
    "{{ lipsum() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self.__init__ }}",
    "{{ holders.__class__ }}",
    "{{ holders.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''.__class__ }}",
    "{{ holders['__class__'] }}",
    "{{ holders[0] }}",
    "{{ holders[::1] }}",
    "{{ holders | attr('__class__') }}",
    "{{ holders | map('upper') }}",
    "{{ holders | format(1) }}",
    "{{ '%1000000000d' | format(1) }}",
    "{{ holders | center(100000000) }}",
    "{{ holders | replace('a', 'b') }}",
    "{{ holders | safe }}",
    "{{ holders | nosuchfilter }}",
    "{{ holders | upper(1) }}",
    "{{ holders | trim(7) }}",
    "{{ holders | default(1, 2, 3, 4) }}",
    "{{ holders | default(value=lipsum) }}",
    "{{ holders | default(holders()) }}",
    "{{ (9**9)**(9**7) }}",
    "{{ 9**9**9**9 }}",
    "{{ 'a' * 200000000 }}",
    "{{ 1 + 1 }}",
    "{{ -holders }}",
    "{{ holders ~ holders }}",
    "{{ 1 / 0 }}",
    "{{ 7 // 0 }}",
    "{{ 7 % 0 }}",
    "{% if holders < 3 %}x{% endif %}",
    "{% if 7 in holders %}x{% endif %}",
    "{% if holders is divisibleby 0 %}x{% endif %}",
    "{% if holders is nosuchtest %}x{% endif %}",
    "{% set x = 1 %}",
    "{% set x %}y{% endset %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% call m() %}{% endcall %}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% block b %}{% endblock %}",
    "{% filter upper %}x{% endfilter %}",
    "{% with x = 1 %}{{ x }}{% endwith %}",
    "{% autoescape false %}{% endautoescape %}",
    "{% raw %}{{ x }}{% endraw %}",
    "{%- raw -%}x{%- endraw -%}",
    "{# swallowed #}",
    "shall {# not #} act",
    "{#- x -#}",
    "{{ [1, 2] }}",
    "{{ (1, 2) }}",
    "{{ {'a': 1} }}",
    "{{ super() }}",
    "{{ 7 }}",
    "{{ none }}",
    "{{ true }}",
    "{{ holders == bearers }}",
    "{{ not holders }}",
    "{{ (holders == bearers) | upper }}",
    "{{ bearers | default(none) }}",
    "{{ holders | upper | ref }}",
    "{{ ('funds' | ref) | upper }}",
    "{{ 'funds' | ref(1) }}",
    "{{ 'No Id' | ref }}",
    "{{ holders.known }}",
    "{{",
    "{{ }}",
    "{{ holders",
    "{% if holders %}",
    "{% endif %}",
    "{% nosuchtag %}",
    "{{ holders }",
    "{{ 'unclosed }}",
    "{{{ holders }}}",
    "{{ " + "(" * 9_000 + "holders" + ")" * 9_000 + " }}",
    "{{ " + "not " * 4_000 + "holders }}",
    "{% if holders %}" * 900 + "{% endif %}" * 900,
    "{{ holders" + " | upper" * 2_000 + " }}",
    "{{ 'a'" + " or 'a'" * 2_000 + " }}",
    "{{ " + "9" * 10_000 + " }}",
    "{{ " + "9" * 4_000 + ".5e99999 }}",
    r"{{ '\ud800' }}",
    r"{{ '\x' }}",
    "{{ holders | ref }}",
    "{{ holders }}" * 1_000 + "{{ 1 + 1 }}",
]

UNKNOWN = ["{{ nobody }}", "{{ nobody | upper }}", "{% if nobody %}x{% endif %}", "{{ Holders }}", "{{ loop }}"]


_ids = "{:.40}".format


@pytest.mark.parametrize("hostile", [*HOSTILE, *UNKNOWN, "x" * 20_001], ids=_ids)
def test_a_hostile_wording_is_refused_with_its_line(hostile: str) -> None:
    faults = check("\n\n" + hostile, KNOWN)

    assert faults
    assert {line for line, _ in faults} == {1 if len(hostile) > MAX_LENGTH else 3}
    assert all(what and "\n" not in what and len(what) < 300 for _, what in faults)
    with pytest.raises(WordingError):
        fill("\n\n" + hostile, dict.fromkeys(KNOWN, "x"))


@pytest.mark.parametrize("hostile", HOSTILE, ids=_ids)
def test_a_hostile_wording_that_was_never_checked_is_not_evaluated_either(hostile: str) -> None:
    with pytest.raises(WordingError):
        snapshot(hostile + "{{ holders | upper }}", {"holders": "x"})
    assert "".join(run.text for run in runs(hostile, {}))


@pytest.mark.parametrize(
    "text",
    [
        "{{ bearers }} shall protect {{ holders }}.",
        "{{ holders | upper }}",
        "{{ bearers | default('States') | trim | lower }}",
        "{% if mode == 'strong' %}shall{% elif mode != 'soft' %}may{% else %}should{% endif %}",
        "{% if bearers is defined and not (holders is none or bearers) %}x{% endif %}",
        "{{ 'shall' if mode == 'strong' else 'should' }}",
        "plain text with { braces } and 100 % of it #1",
        "",
    ],
)
def test_the_small_language_is_accepted(text: str) -> None:
    assert check(text, KNOWN) == ()


def test_a_fault_says_what_there_is_instead() -> None:
    assert check("one\n{{ holder }}", KNOWN) == ((2, "unknown term 'holder'; known are: bearers, holders, mode"),)
    ((line, what),) = check("{{ holders | capitalize }}", KNOWN)
    assert line == 1
    assert "default, lower, trim, upper" in what


def test_every_fault_of_a_wording_is_named() -> None:
    faults = check("{{ one }}\n{{ two() }}\n{{ 1 + 1 }}", KNOWN)

    assert [line for line, _ in faults] == [1, 2, 3]


def test_references_are_for_catalogues_only() -> None:
    text = 'in accordance with {{ "funds" | ref }}'

    assert check(text, KNOWN, references=True) == ()
    assert check("{{ holders | ref }}", KNOWN, references=True)
    assert "reference" in check(text, KNOWN)[0][1]


# --- filling ----------------------------------------------------------------


def test_a_value_that_looks_like_a_template_is_printed_as_it_is() -> None:
    hostile = "{{ 7*7 }}{% raw %}{# x #}*[a]*"

    assert fill("{{ holders }}", {"holders": hostile}) == hostile
    assert fill("{{ holders | trim }}", {"holders": hostile}) == hostile
    assert fill("{% if holders %}{{ holders }}{% endif %}", {"holders": hostile}) == hostile


def test_default_stands_in_for_a_term_without_a_value() -> None:
    assert fill("{{ bearers | default('States') }}", {"bearers": ""}) == "States"
    assert fill("{{ bearers | default('States') }}", {"bearers": "all"}) == "all"
    assert fill("{{ bearers }} {{ bearers | upper }}", {"bearers": ""}) == "[bearers] [BEARERS]"
    assert fill("{% if bearers %}x{% else %}y{% endif %}", {"bearers": ""}) == "y"
    assert fill("{% if bearers is defined %}x{% else %}y{% endif %}", {"bearers": ""}) == "y"


def test_braces_around_a_blank_are_plain_or_a_fault_and_never_a_crash() -> None:
    with pytest.raises(WordingError):
        fill("{{{ holders }}}", {"holders": "x"})
    assert fill("{ {{ holders }} }", {"holders": "x"}) == "{ x }"


@pytest.mark.parametrize("text", ["{{ holders }} " * 40, "{{ holders | trim }} " * 40])
def test_what_prints_too_much_is_refused(text: str) -> None:
    with pytest.raises(WordingError, match=str(MAX_OUTPUT)):
        fill(text, {"holders": "x" * 10_000})


@law
@given(texts)
def test_a_strict_wording_is_refused_or_filled_and_never_crashes(text: str) -> None:
    text = text.replace("\\", "")  # which makes signs plain in a draft, and is a plain sign itself elsewhere
    values = {"holders": "peoples", "bearers": ""}

    if check(text, frozenset(values)):
        with pytest.raises(WordingError):
            fill(text, values)
    else:
        assert plain(snapshot(text, values), values) == plain(fill(text, values), {})


# --- what is taken into a draft ---------------------------------------------


def test_a_snapshot_decides_conditions_and_leaves_blanks_live() -> None:
    text = "{{ bearers }} {% if mode == 'soft' %}should{% else %}shall{% endif %} assist {{ holders | upper }}."

    taken = snapshot(text, {"bearers": "States", "mode": "soft", "holders": "peoples"})

    assert taken == "{{ bearers }} should assist PEOPLES."


def test_a_choice_between_two_blanks_leaves_the_chosen_one_live() -> None:
    text = "{{ bearers if mode == 'soft' else holders }} act{{ ' now' if mode == 'soft' }}"

    assert snapshot(text, {"mode": "soft"}) == "{{ bearers }} act now"
    assert snapshot(text, {"mode": "strong"}) == "{{ holders }} act"


def test_a_term_that_the_draft_does_not_have_yet_counts_as_one_without_a_value() -> None:
    text = "{% if groups %}x{% else %}y{% endif %} {{ groups | upper }}"

    assert plain(snapshot(text, {}), {}) == "y [GROUPS]"


def test_a_snapshot_leaves_references_live() -> None:
    taken = snapshot("""{% if mode %}see {{ 'funds' | ref }}{% endif %}""", {"mode": "soft"})

    assert taken == 'see {{ "funds" | ref }}'


@law
@given(wild)
def test_a_filtered_value_is_inserted_into_a_snapshot_and_never_parsed_again(value: str) -> None:
    taken = snapshot("{{ holders | lower }}", {"holders": value, "bearers": "States"})

    assert plain(taken, {"holders": "peoples", "bearers": "States"}) == (value.lower() or "[holders]")
