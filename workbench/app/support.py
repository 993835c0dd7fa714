"""Supporting paragraphs: what a drafter types to cite them, what is suggested, and where a wording comes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from workbench.app.html import direction, escape
from workbench.catalogue import Catalogue
from workbench.citing import place
from workbench.drafting import support_of
from workbench.errors import DraftingError, visible
from workbench.model import Citation, Draft, Provision, Relation
from workbench.proposals import Source, Stance, View

_RANGE = re.compile(r"(\d+)\s*(?:-|–|to)\s*(\d+)")
_LONGEST = 200
_BEGINNING = 240

#: The report's own shade of certainty, in words.
STANCES = {
    Stance.PROPOSED: "proposed",
    Stance.QUESTIONED: "questioned",
    Stance.OPPOSED: "opposed",
    Stance.GENERAL_AGREEMENT: "general agreement",
}

RELATIONS = {Relation.SUPPORTS: "supports", Relation.OPPOSES: "speaks against", Relation.INSPIRES: "inspires"}


def by_weight(catalogue: Catalogue) -> tuple[Source, ...]:
    """The sources, those with most recorded views first: the report before the treaties."""
    views = Counter(view.source for view in catalogue.views)
    return tuple(sorted(catalogue.sources, key=lambda source: (-views[source.id], source.symbol or source.title)))


def source_names(catalogue: Catalogue) -> list[tuple[str, str]]:
    """The ids and printed names of the sources, to choose among."""
    return [(source.id, source.symbol or source.title) for source in by_weight(catalogue)]


def numbers_of(text: str, source: Source) -> tuple[str, ...]:
    """The paragraph numbers that a drafter typed.

    >>> from workbench.proposals import Paragraph
    >>> report = Source(id="r", title="Report", paragraphs=tuple(Paragraph(number=str(n)) for n in range(1, 55)))
    >>> numbers_of("paras. 33, 47 and 42–44", report)
    ('33', '47', '42', '43', '44')
    """
    known = [paragraph.number for paragraph in source.paragraphs]
    named = []  # such as '3 of annex II'
    for number in sorted((number for number in known if " " in number), key=len, reverse=True):
        if number.casefold() in text.casefold():
            named.append(number)
            text = re.sub(re.escape(number), " ", text, flags=re.IGNORECASE)
    spread = _RANGE.sub(_spread, re.sub(r"(?i)\b(paragraphs?|paras?\.?|articles?|arts?\.?|and)\b\.?", " ", text))
    numbers = tuple(dict.fromkeys((*(part for part in re.split(r"[\s,;]+", spread) if part), *named)))
    missing = [number for number in numbers if known and number not in known]
    name = source.symbol or source.short or source.title
    if missing:
        raise DraftingError(f"{name} has no paragraph {missing[0]}; it has {known[0]} to {known[-1]}.")
    if not numbers and known:
        raise DraftingError(f"Say which paragraphs of {name}: 33, 47 or 42-46.")
    return numbers


def _spread(found: re.Match[str]) -> str:
    first, last = int(found[1]), int(found[2])
    if not first <= last <= first + _LONGEST:
        raise DraftingError(f"{found[0]} is no range of paragraphs; type for instance 42-46.")
    return " ".join(str(number) for number in range(first, last + 1))


def suggestions(draft: Draft, catalogue: Catalogue, provision: Provision) -> tuple[Citation, ...]:
    """What the formulations of its element rest on, the chosen ones first, and the provision does not cite yet."""
    taken = [pair for option in provision.chosen_options if (pair := catalogue.taken(option.origin))]
    element = catalogue.element.get(provision.element)
    formulations = [formulation for _, formulation in taken] + list(element.formulations if element else ())
    have = {(c.source, c.relation, number) for c in provision.cites for number in c.paragraphs}
    found: dict[Citation, None] = {}
    for formulation in formulations:
        for citation in support_of(catalogue, formulation):
            for number in citation.paragraphs:
                if (citation.source, citation.relation, number) not in have:
                    single = Citation(source=citation.source, paragraphs=(number,), relation=citation.relation)
                    found.setdefault(single)
    return tuple(found)


def citation_html(citation: Citation, catalogue: Catalogue) -> str:
    """A citation as it is printed, what it does if it does not support, and what the paragraphs say."""
    source = catalogue.source.get(citation.source)
    said = (
        ""
        if citation.relation is Relation.SUPPORTS
        else f' <i class="{citation.relation}">{RELATIONS[citation.relation]}</i>'
    )
    quote = f" “{escape(citation.quote)}”" if citation.quote else ""
    found = [p for n in citation.paragraphs if source and (p := source.paragraph(n))]
    digests = [p.digest or visible(p.text, _BEGINNING) for p in found if p.digest or p.text]
    digest = f'<p class="digest" dir="auto">{escape(" ".join(digests))}</p>' if digests else ""
    return f'<p class="cite">{escape(place(source, citation))}{said}{quote}</p>{digest}'


def origin_html(catalogue: Catalogue, provision: Provision) -> str:
    """Where each chosen wording comes from: the views it rests on, who held them and how firmly, and the digests."""
    parts = [part for option in provision.chosen_options for part in _origin(catalogue, option.origin, option.by)]
    return "".join(parts) or "<p>Nothing is chosen here yet.</p>"


def _origin(catalogue: Catalogue, origin: str, by: str) -> Iterator[str]:
    taken = catalogue.taken(origin) if origin else None
    if taken is None:
        whose = f", by {escape(by)}" if by else ""
        yield f"<p>A formulation of the drafters' own{whose}; it rests on what is cited above.</p>"
        return
    element, formulation = taken
    yield f'<p class="from">From the element “{escape(element.title)}”. {escape(element.gist)}</p>'
    if formulation.note:
        yield f"<p>{escape(formulation.note)}</p>"
    views = [view for id in formulation.rests_on if (view := catalogue.view.get(id))]
    for view in views:
        yield view_html(catalogue, view)
    if not views:
        yield "<p>It rests on no view recorded in the report, only on what is cited.</p>"


def view_html(catalogue: Catalogue, view: View) -> str:
    """A view with its stance, who held it, and the digest of its paragraphs."""
    source = catalogue.source.get(view.source)
    where = place(source, Citation(source=view.source, paragraphs=view.paragraphs))
    digests = [p.digest for n in view.paragraphs if source and (p := source.paragraph(n)) and p.digest]
    digest = f'<p class="digest">{escape(" ".join(digests))}</p>' if digests else ""
    return (
        f'<div class="view"><p dir="{direction(view.label)}">{escape(view.label)}</p>'
        f'<p class="who"><span class="stance {view.stance.value.replace(" ", "-")}">{STANCES[view.stance]}</span> '
        f"{escape(view.attribution)} · {escape(where)}</p>{digest}</div>"
    )
