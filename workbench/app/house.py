"""What every session of one server shares: where the data is, the store and the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from workbench.app.composing import Composer
from workbench.catalogue import Catalogue
from workbench.files.catalogues import load_catalogue
from workbench.places import data_folder, database_url, elements_folder
from workbench.proposals import Source
from workbench.sources import with_sources
from workbench.store import Store, open_store


@dataclass(frozen=True, kw_only=True, slots=True)
class House:
    """The data folder, the database as an SQLAlchemy URL, and the folder of the catalogue."""

    data: Path
    database: str
    catalogue: Path


_house: House | None = None


def settle(*, data: Path | None = None, database: str = "", catalogue: Path | None = None) -> House:
    """Says where this server's data is; the folder is made if missing."""
    global _house
    folder = data or data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    _house = House(
        data=folder,
        database=database_url(database, folder),
        catalogue=catalogue or elements_folder() / "international-solidarity",
    )
    store.cache_clear()
    return _house


def house() -> House:
    """Where this server's data is."""
    return _house or settle()


@lru_cache(maxsize=1)
def store() -> Store:
    """The store of this server, opened and brought up to date once."""
    return open_store(house().database)


@lru_cache(maxsize=4)
def _catalogue(folder: Path) -> Catalogue:
    return load_catalogue(folder)


@lru_cache(maxsize=4)
def _with_sources(folder: Path, database: str, turn: int) -> Catalogue:
    return with_sources(_catalogue(folder), store().sources())


@lru_cache(maxsize=4)
def composer(catalogue: Catalogue) -> Composer:
    """What composes, numbers and previews drafts with that catalogue."""
    return Composer(catalogue)


def shipped() -> Catalogue:
    """The catalogue of this server as its folder has it, read once."""
    return _catalogue(house().catalogue)


def catalogue() -> Catalogue:
    """The catalogue of this server with the sources that drafters loaded; the same object until one is loaded."""
    turn = store().sources_turn()
    return _with_sources(house().catalogue, house().database, turn) if turn else shipped()


def sources_apart() -> tuple[Source, ...]:
    """The loaded sources that the catalogue itself does not have."""
    return tuple(source for source in store().sources() if source.id not in shipped().source)
