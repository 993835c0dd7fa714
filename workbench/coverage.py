"""What of the sources a draft uses: views, paragraphs and elements, used and unused; and drafts side by side.

The figures are plain values; tables for pandas, .csv and .xlsx are made of them on demand,
so that whoever does not need pandas does not load it.
A view is used where a chosen wording comes from a formulation that rests on it, or a policy of the draft does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.catalogue import Catalogue
from workbench.checks.scene import taken
from workbench.model import Draft, Relation
from workbench.proposals import Kind, Rule, Stance
from workbench.tables import Cell, Rows


@dataclass(frozen=True, kw_only=True, slots=True)
class ViewUse:
    """A view, and the provisions and policies that use it."""

    view: str
    source: str
    paragraphs: tuple[str, ...]
    kind: Kind
    stance: Stance
    attribution: str
    label: str
    used_in: tuple[str, ...]

    @property
    def used(self) -> bool:
        """Whether anything in the draft rests on it."""
        return bool(self.used_in)


@dataclass(frozen=True, kw_only=True, slots=True)
class ParagraphUse:
    """A paragraph of a source: how many views it holds, how many are used, and where it is cited."""

    source: str
    number: str
    views: int
    used: int
    cited_in: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """Views used and unused of one kind or stance."""

    name: str
    used: int
    unused: int


@dataclass(frozen=True, kw_only=True, slots=True)
class ElementUse:
    """An element, and the provisions that it was picked into."""

    element: str
    kind: Kind
    title: str
    provisions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """All figures of one draft against one catalogue.

    `unsupported` are provisions with a wording and without a citation that speaks for it;
    `positive` and `negative` are provisions with a wording that lay down such obligations.
    """

    views: tuple[ViewUse, ...]
    paragraphs: tuple[ParagraphUse, ...]
    kinds: tuple[Count, ...]
    stances: tuple[Count, ...]
    elements: tuple[ElementUse, ...]
    unsupported: tuple[str, ...]
    positive: int
    negative: int

    @property
    def used(self) -> int:
        """How many views are used."""
        return sum(view.used for view in self.views)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChoiceRow:
    """One choice set in two drafts: the members that both, only the first, and only the second use."""

    choice_set: str
    label: str
    rule: Rule
    both: tuple[str, ...]
    only_here: tuple[str, ...]
    only_there: tuple[str, ...]

    @property
    def here(self) -> tuple[str, ...]:
        """What the first draft chooses."""
        return (*self.both, *self.only_here)

    @property
    def there(self) -> tuple[str, ...]:
        """What the second draft chooses."""
        return (*self.both, *self.only_there)

    @property
    def differs(self) -> bool:
        """Whether the two drafts choose differently."""
        return bool(self.only_here or self.only_there)


def uses(draft: Draft, catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """For each view that a draft uses: the provisions and policies that rest on it, in reading order."""
    found: dict[str, dict[str, None]] = {}
    for leaf in draft.leaves():
        for formulation in taken(catalogue, leaf.chosen_options):
            for view in formulation.rests_on:
                found.setdefault(view, {})[leaf.id] = None
    for id in draft.policies:
        policy = catalogue.policy.get(id)
        for view in policy.rests_on if policy else ():
            found.setdefault(view, {})[id] = None
    return {view: tuple(places) for view, places in found.items()}


def coverage(draft: Draft, catalogue: Catalogue) -> Coverage:
    """What of a catalogue's sources a draft uses."""
    used = uses(draft, catalogue)
    views = tuple(
        ViewUse(
            view=view.id,
            source=view.source,
            paragraphs=view.paragraphs,
            kind=view.kind,
            stance=view.stance,
            attribution=view.attribution,
            label=view.label,
            used_in=used.get(view.id, ()),
        )
        for view in catalogue.views
    )
    filled = [leaf for leaf in draft.leaves() if not leaf.is_gap]
    kinds = Counter(catalogue.element[leaf.element].kind for leaf in filled if leaf.element in catalogue.element)
    return Coverage(
        views=views,
        paragraphs=tuple(_paragraphs(draft, catalogue, views)),
        kinds=_counts(Kind, ((view.kind, view.used) for view in views)),
        stances=_counts(Stance, ((view.stance, view.used) for view in views)),
        elements=tuple(_elements(draft, catalogue)),
        unsupported=tuple(
            leaf.id for leaf in filled if all(citation.relation is Relation.OPPOSES for citation in leaf.cites)
        ),
        positive=kinds[Kind.POSITIVE_OBLIGATION],
        negative=kinds[Kind.NEGATIVE_OBLIGATION],
    )


def _paragraphs(draft: Draft, catalogue: Catalogue, views: tuple[ViewUse, ...]) -> Iterator[ParagraphUse]:
    """The paragraphs of the sources that record views, in order."""
    held = Counter((view.source, number) for view in views for number in view.paragraphs)
    used = Counter((view.source, number) for view in views if view.used for number in view.paragraphs)
    cited: dict[tuple[str, str], dict[str, None]] = {}
    for leaf in draft.leaves():
        for citation in leaf.cites if not leaf.is_gap else ():
            for number in citation.paragraphs:
                cited.setdefault((citation.source, number), {})[leaf.id] = None
    recording = {view.source for view in views}
    for source in catalogue.sources:
        for paragraph in source.paragraphs if source.id in recording else ():
            key = (source.id, paragraph.number)
            yield ParagraphUse(
                source=source.id,
                number=paragraph.number,
                views=held[key],
                used=used[key],
                cited_in=tuple(cited.get(key, ())),
            )


def _counts(names: Iterable[str], uses: Iterable[tuple[str, bool]]) -> tuple[Count, ...]:
    counts = Counter(uses)
    return tuple(Count(name=str(name), used=counts[name, True], unused=counts[name, False]) for name in names)


def _elements(draft: Draft, catalogue: Catalogue) -> Iterator[ElementUse]:
    places: dict[str, list[str]] = {}
    for leaf in draft.leaves():
        if leaf.element:
            places.setdefault(leaf.element, []).append(leaf.id)
    for element in catalogue.elements:
        provisions = tuple(places.get(element.id, ()))
        yield ElementUse(element=element.id, kind=element.kind, title=element.title, provisions=provisions)


def compare_choices(here: Draft, there: Draft, catalogue: Catalogue) -> tuple[ChoiceRow, ...]:
    """Two drafts choice set by choice set, in the order of the catalogue."""
    ours, theirs = uses(here, catalogue), uses(there, catalogue)
    return tuple(
        ChoiceRow(
            choice_set=choice_set.id,
            label=choice_set.label,
            rule=choice_set.rule,
            both=tuple(view for view in choice_set.members if view in ours and view in theirs),
            only_here=tuple(view for view in choice_set.members if view in ours and view not in theirs),
            only_there=tuple(view for view in choice_set.members if view in theirs and view not in ours),
        )
        for choice_set in catalogue.choice_sets
    )


# --- tables -----------------------------------------------------------------


def rows(figures: Coverage) -> Mapping[str, Rows]:
    """The figures as named tables of plain cells, the same on screen, in .csv and in .xlsx."""
    return {
        "views": [
            {
                "view": view.view,
                "kind": str(view.kind),
                "source": view.source,
                "paragraphs": ", ".join(view.paragraphs),
                "stance": str(view.stance),
                "attribution": view.attribution,
                "label": view.label,
                "used": "yes" if view.used else "no",
                "used in": ", ".join(view.used_in),
            }
            for view in figures.views
        ],
        "paragraphs": [
            {
                "source": paragraph.source,
                "paragraph": paragraph.number,
                "views": paragraph.views,
                "used": paragraph.used,
                "unused": paragraph.views - paragraph.used,
                "cited in": ", ".join(paragraph.cited_in),
            }
            for paragraph in figures.paragraphs
        ],
        "kinds": [_count_row("kind", count) for count in figures.kinds],
        "stances": [_count_row("stance", count) for count in figures.stances],
        "elements": [
            {
                "element": element.element,
                "kind": str(element.kind),
                "title": element.title,
                "used": "yes" if element.provisions else "no",
                "provisions": ", ".join(element.provisions),
            }
            for element in figures.elements
        ],
        "unsupported": [{"provision": id} for id in figures.unsupported],
        "balance": [
            {"obligations": "positive", "provisions": figures.positive},
            {"obligations": "negative", "provisions": figures.negative},
        ],
    }


def _count_row(name: str, count: Count) -> Mapping[str, Cell]:
    return {name: count.name, "used": count.used, "unused": count.unused, "all": count.used + count.unused}


def choice_rows(compared: tuple[ChoiceRow, ...], catalogue: Catalogue) -> Rows:
    """A comparison of choices as a table, views by their labels."""

    def labels(ids: tuple[str, ...]) -> str:
        return "; ".join(f"{catalogue.view[id].label} ({id})" if id in catalogue.view else id for id in ids)

    return [
        {
            "choice": row.label,
            "rule": str(row.rule),
            "both": labels(row.both),
            "only here": labels(row.only_here),
            "only there": labels(row.only_there),
        }
        for row in compared
    ]
