"""Says what changed between two drafts in sentences that a chair can read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from workbench.compare.drafts import Difference, Happened
from workbench.compare.tokens import count_words
from workbench.compare.words import Nature, diff

# A rewording of at most so many places, of so many words each, is quoted; a longer one is only named.
_QUOTED_PLACES = 2
_QUOTED_WORDS = 12

_WITH_CONTENT = (Happened.ADDED, Happened.REMOVED)

_COUNTED = (
    (Happened.ADDED, "new"),
    (Happened.REMOVED, "removed"),
    (Happened.REWORDED, "reworded"),
    (Happened.MOVED, "moved"),
    (Happened.SPLIT, "split"),
    (Happened.MERGED, "merged"),
    (Happened.RETITLED, "retitled"),
    (Happened.OPENED, "opened again"),
    (Happened.SETTLED, "settled"),
)


def summary(found: Sequence[Difference]) -> tuple[str, ...]:
    """The sentences: first the count, then one for each thing that happened, numbers last."""
    if not found:
        return ("Nothing has changed.",)
    # An article that is new says so for all that it holds.
    whole = {(d.happened, d.provision) for d in found if d.happened in _WITH_CONTENT}
    found = [d for d in found if (d.happened, d.inside) not in whole]
    counts = [(sum(d.happened is kind and bool(d.provision) for d in found), word) for kind, word in _COUNTED]
    told = [f"{count} {word}" for count, word in counts if count]
    said = [sentence for difference in found if (sentence := _sentence(difference))]
    renumbered = [d for d in found if d.happened is Happened.RENUMBERED]
    head = [f"Of the provisions, {_listed(told)}."] if told else []
    return (*head, *said, *([_renumbered(renumbered)] if renumbered else []))


def _sentence(d: Difference) -> str:
    say = _SAID.get(d.happened)
    return say(d) if say else ""


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def _reworded(d: Difference) -> str:
    place = _first(d.new_place)
    if d.nature is Nature.LAYOUT:
        return f"{place} changed in spacing only."
    if d.nature in (Nature.PUNCTUATION, Nature.CASE):
        return f"{place} changed in {'capital letters' if d.nature is Nature.CASE else 'punctuation'} only."
    edits = [edit for edit in diff(d.old, d.new) if edit.is_change]
    if d.old and d.new and len(edits) <= _QUOTED_PLACES and all(_is_brief(e.old) and _is_brief(e.new) for e in edits):
        return f"{place}: {_listed([_edit(edit.old.strip(), edit.new.strip()) for edit in edits])}."
    return f"{place} was reworded."


def _is_brief(text: str) -> bool:
    return count_words(text) <= _QUOTED_WORDS and "\n" not in text.strip()


def _edit(old: str, new: str) -> str:
    if not old:
        return f"“{new}” was added"
    return f"“{old}” became “{new}”" if new else f"“{old}” was taken out"


def _retitled(d: Difference) -> str:
    whose = f"The heading of {d.new_place}" if d.provision else "The title"
    if not d.new:
        return f"{whose} was taken out; it was “{d.old}”."
    return f"{whose} is now “{d.new}”" + (f"; it was “{d.old}”." if d.old else ".")


def _moved(d: Difference) -> str:
    if d.old_place == d.new_place:
        return f"{_first(d.new_place)} moved among its neighbours."
    return f"What was {d.old_place} is now {d.new_place}."


def _term(d: Difference) -> str:
    if not d.old or not d.new:
        return f"The term for “{d.new_place}” " + (f"is now “{d.new}”." if d.new else "was taken out.")
    return f"The term for “{d.new_place}” is now “{d.new}”; it was “{d.old}”."


_SAID: dict[Happened, Callable[[Difference], str]] = {
    Happened.ADDED: lambda d: f"{_first(d.new_place)} is new.",
    Happened.REMOVED: lambda d: f"What was {d.old_place} is removed.",
    Happened.MOVED: _moved,
    Happened.RETITLED: _retitled,
    Happened.SPLIT: lambda d: f"What was {d.old_place} was split into {d.new_place}.",
    Happened.MERGED: lambda d: f"What were {d.old_place} were merged into {d.new_place}.",
    Happened.REWORDED: _reworded,
    Happened.OPENED: lambda d: f"{_first(d.new_place)} is open again.",
    Happened.SETTLED: lambda d: f"{_first(d.new_place)} is settled.",
    Happened.STATUS: lambda d: f"{_first(d.new_place)} is now marked “{d.new}”; it was “{d.old}”.",
    Happened.TERM: _term,
}


def _renumbered(found: Iterable[Difference]) -> str:
    pairs = [f"{d.old_place} is now {d.new_place}" for d in found]
    return f"By renumbering, {_listed(pairs)}."


def _listed(parts: Sequence[str]) -> str:
    """The parts as a list in a sentence.

    >>> _listed(["one", "two", "three"])
    'one, two and three'
    """
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
