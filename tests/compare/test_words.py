"""The comparison of two texts by words."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings

from tests.compare.strategies import wild_texts
from workbench.compare.align import matches
from workbench.compare.tokens import count_words, sentences, tokens
from workbench.compare.words import Nature, diff, nature


def shown(old: str, new: str) -> str:
    return "".join(map(str, diff(old, new)))


@given(wild_texts, wild_texts)
def test_the_edits_rebuild_both_texts(old: str, new: str) -> None:
    edits = diff(old, new)

    assert "".join(edit.old for edit in edits) == old
    assert "".join(edit.new for edit in edits) == new


@given(wild_texts, wild_texts)
def test_a_moved_sentence_is_gone_once_and_come_once(old: str, new: str) -> None:
    moved = [edit for edit in diff(old, new) if edit.moved]

    assert sorted(edit.moved for edit in moved if edit.old) == sorted(edit.moved for edit in moved if edit.new)
    assert all(not (edit.old and edit.new) for edit in moved)


@given(wild_texts)
def test_the_tokens_and_the_sentences_of_a_text_join_to_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text
    assert "".join(sentences(text)) == text


@given(wild_texts)
def test_equal_texts_have_no_change(text: str) -> None:
    assert not any(edit.is_change for edit in diff(text, text))


@given(wild_texts, wild_texts)
def test_nature_is_same_exactly_for_equal_texts(old: str, new: str) -> None:
    assert (nature(old, new) is Nature.SAME) == (old == new)
    assert nature(old, new) is nature(new, old)


@settings(max_examples=20)
@given(wild_texts, wild_texts)
def test_long_texts_are_cut_at_a_spine_and_still_rebuilt(old: str, new: str) -> None:
    common = [f"word{n}" for n in range(600)]
    before = " ".join([*common[:300], old, *common[300:]])
    after = " ".join([*common[:200], new, *common[250:], old])

    edits = diff(before, after)

    assert "".join(edit.old for edit in edits) == before
    assert "".join(edit.new for edit in edits) == after


def test_matches_of_long_sequences_are_in_order_and_equal() -> None:
    old = [n % 997 for n in range(3000)]
    new = old[:500] + ["x"] * 30 + old[700:2900] + old[:50]

    found = matches(old, new)

    assert all(old[m.old : m.old + m.size] == new[m.new : m.new + m.size] for m in found)
    assert all(a.old + a.size <= b.old and a.new + a.size <= b.new for a, b in itertools.pairwise(found))
    assert sum(m.size for m in found) >= 2700


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("States should act.", "States shall act.", "States {-should-}{+shall+} act."),
        ("States shall interfere.", "States shall not interfere.", "States shall {+not +}interfere."),
        ("Food and shelter.", "Water and housing.", "{-Food and shelter-}{+Water and housing+}."),
        ("as appropriate.", "as appropriate and possible.", "as appropriate{+ and possible+}."),
        ("The rights of peoples", "The rights of individuals and the rights of peoples",
         "The rights of {+individuals and the rights of +}peoples"),
        ("l’État doit agir", "l’État devrait agir", "l’État {-doit-}{+devrait+} agir"),
        ("人人有权享有国际团结。", "人人有权享有国际团结与合作。", "人人有权享有国际团结{+与合作+}。"),
        ("للشعوب الحق في التضامن", "للشعوب والأفراد الحق في التضامن", "للشعوب {+والأفراد +}الحق في التضامن"),
        ("สิทธิของประชาชน", "สิทธิประชาชน", "สิทธิ{-ของ-}ประชาชน"),
        ("", "New text.", "{+New text.+}"),
    ],
)  # fmt: skip
def test_a_change_reads_well(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_a_rewritten_sentence_is_shown_whole_beside_an_untouched_one() -> None:
    old = "Peoples hold this right. Every government should foster the union of interests of all nations as solidarity."
    new = "Peoples hold this right. International solidarity is the expression of unity among peoples and of nations."

    edits = diff(old, new)

    assert [edit.is_change for edit in edits] == [False, True, False]
    assert edits[0].old == "Peoples hold this right. "
    assert edits[2].old == "."


def test_a_moved_sentence_is_marked_on_both_places() -> None:
    old = "Those who hold this right act together. States shall help all who ask for help. All gain."
    new = "States shall help all who ask for help. All gain. Those who hold this right act together."

    moved = [edit for edit in diff(old, new) if edit.moved]

    assert [(edit.old.strip(), edit.new.strip(), edit.moved) for edit in moved] == [
        ("Those who hold this right act together.", "", 1),
        ("", "Those who hold this right act together.", 1),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Peoples", "peoples", Nature.CASE),
        ("peoples and", "peoples, and", Nature.PUNCTUATION),
        ("States'", "States’", Nature.PUNCTUATION),
        ("peoples  and", "peoples and", Nature.LAYOUT),
        ("e\u0301tat", "état", Nature.LAYOUT),
        ("shall", "should", Nature.SUBSTANCE),
        ("Shall", "shall,", Nature.PUNCTUATION),
    ],
)
def test_slight_changes_are_told_from_substance(old: str, new: str, expected: Nature) -> None:
    assert nature(old, new) is expected


def test_words_are_counted_without_signs() -> None:
    assert count_words("[Peoples] and/or individuals — 2 per cent.") == 7
    assert count_words("国际团结") == 4
