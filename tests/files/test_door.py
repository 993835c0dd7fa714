"""The door for YAML: what comes in as plain strings with lines, and what is turned away."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import law, wild
from workbench.errors import FileFaults, visible
from workbench.files.door import MAX_BYTES, MAX_DEPTH, decoded, line_of, parse, read_text


def fault(text: str) -> tuple[int, str]:
    with pytest.raises(FileFaults) as told:
        parse(text, "file.yaml")
    (only,) = told.value.faults
    place, _, line = only.where.rpartition(":")
    assert place == "file.yaml"
    assert "\n" not in str(only)
    assert len(str(only)) < 300
    return int(line), only.what


@pytest.mark.parametrize(
    "typed",
    [
        "no", "yes", "on", "off", "y", "N", "true", "False", "null", "~", "1.0", "1e3", ".inf", ".nan", "010", "0o10",
        "0x1F", "1_000", "12:30", "190:20:30", "2012-06-07", "2012-06-07T09:00:00Z", "=", "+12", "NO", "3.10",
    ],
)  # fmt: skip
def test_what_looks_like_a_number_a_date_or_a_truth_stays_a_string(typed: str) -> None:
    assert parse(f"key: {typed}\n{typed}: key\n", "f") == {"key": typed, typed: "key"} or typed == "="


def test_every_value_knows_its_line() -> None:
    tree = parse("a: 1\n# comment\nb:\n  - c: 2\n    d: >-\n      e\n", "f")

    assert [line_of(tree, path) for path in [("a",), ("b",), ("b", 0), ("b", 0, "d"), ("b", 7), ("z", "y")]] == [
        1, 3, 4, 5, 3, 1,
    ]  # fmt: skip


def test_an_empty_text_is_an_empty_mapping() -> None:
    for text in ("", "\n", "# only a comment\n", "---\n", "\ufeff"):
        assert parse(decoded(text.encode(), "f"), "f") == {}


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: &x 1\nb: *x\n", 1, "anchor"),
        ("b: *x\n", 1, "alias"),
        ("a:\n  - *x\n", 2, "alias"),
        ("*x : 1\n", 1, "key"),
        ("a: 1\n&k b: 2\n", 2, "anchor"),
        ("a: !!binary aGk=\n", 1, "tag"),
        ("a: !!set {x}\n", 1, "tag"),
        ("a: !!python/object/apply:os.system ['id']\n", 1, "tag"),
        ("a: !own x\n", 1, "tag"),
        ("a: ! x\n", 1, "tag"),
        ("a:\n  <<: {b: 1}\n", 2, "merge"),
        ("a: 1\nb: 2\na: 3\n", 3, "'a' is there twice"),
        ("a: {b: 1, b: 2}\n", 1, "'b' is there twice"),
        ("? [a, b]\n: 1\n", 1, "plain word"),
        ("? {a: b}\n: 1\n", 1, "plain word"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: [1, 2\n", 2, "not valid YAML"),
        ("a: 'x\n", 2, "not valid YAML"),
        ("a: b: c\n", 1, "not valid YAML"),
        ("a:\n\t- b\n", 2, "not valid YAML"),
        ("a: @x\n", 1, "not valid YAML"),
        ("a: 1\nb: x\x00y\n", 2, "character"),
        ("ä: é\nb: x\x00y\n", 2, "character"),
        ("# " + "é" * 50 + "\nb: x\x00y\n" + "\n" * 50, 2, "character"),
        ("a: 1\nb: \x07\n", 2, "character"),
        ("a: 1\nb: \ud800\n", 2, "UTF-8"),
        ("a: 1\nb: x\u202ey\n", 2, "U+202E"),
        ("a: 1\nb: x\u200by\n", 2, "U+200B"),
        ("a: 1\nb: x\u2066y\n", 2, "U+2066"),
        ("a: " + "[" * 30 + "]" * 30 + "\n", 1, "deeply nested"),
        ("a: " + "[" * 100_000, 1, "deeply nested"),
        ("- " * 100_000, 1, "deeply nested"),
        ("{a: " * 100_000, 1, "deeply nested"),
        ("a: [" + "x," * 200_000 + "]", 1, "too large"),
        ("'" + "long " * 500 + "': 1\n'" + "long " * 500 + "': 2\n", 1, "not valid YAML"),
        ("? '" + "long " * 500 + "'\n: 1\n? '" + "long " * 500 + "'\n: 2\n", 3, "there twice"),
        ("a: !" + "x" * 5000 + " y\n", 1, "tag"),
    ],
    ids=lambda value: repr(value)[:30] if isinstance(value, str) else str(value),
)  # fmt: skip
def test_what_a_file_may_not_hold_is_refused_at_its_line(text: str, line: int, said: str) -> None:
    found, what = fault(text)

    assert said in what
    assert found == line


def test_a_hidden_character_may_come_in_written_out() -> None:
    assert parse('a: "x\\u202ey"\n', "f") == {"a": "x\u202ey"}
    assert parse("a: فارسی\u200cها\n", "f") == {"a": "فارسی\u200cها"}


def test_nesting_as_deep_as_drafts_go_is_let_in() -> None:
    tree = parse("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f")

    assert tree


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("a: é".encode("latin-1"), "UTF-8"),
        ("a: b".encode("utf-16"), "UTF-8"),
        (b"a: 1\nb: \xed\xa0\x80\n", "UTF-8"),
        (b"x" * (MAX_BYTES + 1), "2 MB"),
    ],
)
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, raw: bytes, said: str) -> None:
    path = tmp_path / "draft.yaml"
    path.write_bytes(raw)

    with pytest.raises(FileFaults, match=said):
        read_text(path)


def test_a_file_that_is_not_there_or_a_folder_is_one_clear_line(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "gone.yaml", "no such file"), (tmp_path, "cannot be read")):
        with pytest.raises(FileFaults, match=said) as told:
            read_text(path)
        assert str(path) in str(told.value)


@pytest.mark.parametrize(
    "name", ["CON", "emoji 😀", "ال", "a\nb", "x" * 300, "../../x", "\u202etxt", "a\x00b", "", "."]
)
def test_odd_file_names_are_refused_in_one_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileFaults) as told:
        read_text(tmp_path / name)

    (only,) = told.value.faults
    assert "\n" not in str(only)
    assert "\u202e" not in str(only)


def test_a_name_is_shown_without_what_hides_or_reorders_it() -> None:
    assert visible("a\u202eb\u200bc\x1b[31m\nd") == "abc[31m d"


@law
@given(st.one_of(wild, st.text()))
def test_any_text_is_read_or_refused_with_a_line(text: str) -> None:
    try:
        parse(text, "f")
    except FileFaults as error:
        (only,) = error.faults
        assert only.where.startswith("f:")


@law
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with suppress(FileFaults):
        parse(decoded(raw, "f"), "f")
