"""What depends on a revision and the catalogue alone, worked out once: neither ever changes, whoever looks at it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from workbench.app import house
from workbench.catalogue import Catalogue
from workbench.checks import Review, mend
from workbench.checks import review as checked
from workbench.document import Document
from workbench.findings import Finding
from workbench.numbering import labels


@lru_cache(maxsize=64)
def numbered(database: str, draft_id: str, revision: int, catalogue: Catalogue) -> Document:
    """The draft composed and numbered."""
    return house.composer(catalogue).numbered(house.store().revision(draft_id, revision).draft)


@lru_cache(maxsize=64)
def places(database: str, draft_id: str, revision: int, catalogue: Catalogue) -> Mapping[str, str]:
    """How each provision is referred to, by id."""
    return {id: str(place) for id, place in labels(numbered(database, draft_id, revision, catalogue).blocks).items()}


@lru_cache(maxsize=64)
def review(database: str, draft_id: str, revision: int, catalogue: Catalogue) -> Review:
    """What the checks found, and what of it is justified."""
    return checked(house.store().revision(draft_id, revision).draft, catalogue)


@lru_cache(maxsize=2048)
def mendable(database: str, draft_id: str, revision: int, catalogue: Catalogue, found: Finding) -> bool:
    """Whether what was found can be put right without a decision."""
    return mend(house.store().revision(draft_id, revision).draft, found, catalogue) is not None


@lru_cache(maxsize=16)
def preview(database: str, draft_id: str, revision: int, catalogue: Catalogue) -> str:
    """The page that Word will print, as HTML."""
    return house.composer(catalogue).preview(numbered(database, draft_id, revision, catalogue))
