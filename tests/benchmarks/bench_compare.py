"""Speed of comparison beside its yardsticks, in one run: `python -m tests.benchmarks.bench_compare`.

Every figure is the best of several runs; what counts is the ratio beside its goal, which holds on any machine.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import TypeVar

from rapidfuzz.distance import Indel

from workbench.compare.collate import collate, reading
from workbench.compare.redline import accept, redline, reject
from workbench.compare.words import diff
from workbench.compose import compose
from workbench.model import Draft, Option, Provision, Role

T = TypeVar("T")


def best(work: Callable[[], T], times: int = 3) -> tuple[float, T]:
    """The shortest time of several, and the result."""
    spent = []
    for _ in range(times):
        begin = time.perf_counter()
        result = work()
        spent.append(time.perf_counter() - begin)
    return min(spent), result


def say(what: str, mine: float, yardstick: str, theirs: float, goal: str, ratio: float, kept: bool) -> None:
    """One line of the report."""
    print(
        f"{what:<52} {mine * 1000:9.2f} ms | {yardstick:<38} {theirs * 1000:9.2f} ms | "
        f"{ratio:7.2f} (goal: {goal}) {'kept' if kept else 'MISSED'}"
    )


def zipf_words(random_: random.Random, count: int, vocabulary: list[str]) -> list[str]:
    """Words as frequent as in a language."""
    return random_.choices(vocabulary, [1 / (rank + 1) for rank in range(len(vocabulary))], k=count)


def prose(words: list[str]) -> str:
    """The words as sentences of about twenty."""
    return " ".join(word + ("." if n % 20 == 19 else "") for n, word in enumerate(words))


def edited(random_: random.Random, words: list[str], share: float, vocabulary: list[str]) -> list[str]:
    """The words with some replaced, deleted or inserted."""
    out: list[str] = []
    for word in words:
        if random_.random() >= share:
            out.append(word)
            continue
        kind = random_.randrange(3)
        if kind < 2:
            out.append(random_.choice(vocabulary))
        if kind == 1:
            out.append(word)
    return out


def big_draft(random_: random.Random, vocabulary: list[str], changed: bool = False) -> Draft:
    """A draft of 430 provisions; changed, every seventh has other words."""

    def leaf(number: int) -> Provision:
        words = zipf_words(random.Random(number), 25, vocabulary)
        if changed and number % 7 == 0:
            words = edited(random_, words, 0.1, vocabulary)
        option = Option(id="own", text=" ".join(words) + ".")
        return Provision(id=f"p{number}", options=(option,), chosen=("own",))

    preamble = tuple(leaf(number) for number in range(30))
    body = tuple(
        Provision(
            id=f"article{a}",
            role=Role.ARTICLE,
            heading=f"Heading {a}",
            children=tuple(leaf(30 + a * 10 + n) for n in range(10)),
        )
        for a in range(40)
    )
    return Draft(title="Draft declaration", preamble=preamble, body=body)


def main() -> None:
    """Prints all ratios."""
    chance = random.Random(20261123)
    vocabulary = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 11))) for _ in range(8000)]
    old = zipf_words(chance, 20_000, vocabulary)
    new = edited(chance, old, 0.05, vocabulary)
    other = zipf_words(chance, 20_000, vocabulary)

    for name, right, goal in (("5 % edited", new, 1.5), ("unrelated", other, 3.0)):
        text, changed = prose(old), prose(right)
        mine, edits = best(lambda text=text, changed=changed: diff(text, changed))
        assert "".join(e.old for e in edits) == text
        assert "".join(e.new for e in edits) == changed
        floor, _ = best(lambda right=right: list(Indel.opcodes(old, right)))
        say(f"20,000 words, {name}, cleaned up", mine, "Indel opcodes of the words alone", floor, f"<= {goal:g}",
            mine / floor, mine <= goal * floor)  # fmt: skip
        if right is new:
            slow, _ = best(lambda right=right: SequenceMatcher(None, old, right, autojunk=False).get_opcodes(), 1)
            say("the same", mine, "difflib, autojunk off", slow, ">= 25", slow / mine, slow >= 25 * mine)

    before, after = big_draft(chance, vocabulary), big_draft(chance, vocabulary, changed=True)
    composing, first = best(lambda: compose(before))
    second = compose(after)
    mine, marked = best(lambda: redline(first, second, by="State A", at="2026-11-23"))
    assert accept(marked) == second
    assert reject(marked) == first
    say("redline of two drafts of 430 provisions", mine, "composing one of them", composing, "<= 5",
        mine / composing, mine <= 5 * composing)  # fmt: skip

    base = zipf_words(chance, 120, vocabulary)
    ten = [prose(edited(chance, base, 0.1, vocabulary)) for _ in range(10)]
    mine, made = best(lambda: collate(ten), 5)
    assert [reading(made, n) for n in range(10)] == ten
    one, _ = best(lambda: diff(ten[0], ten[1]), 20)
    say("ten formulations of 120 words collated", mine, "one pairwise comparison, times nine", 9 * one, "<= 10",
        mine / (9 * one), mine <= 90 * one)  # fmt: skip


if __name__ == "__main__":
    main()
