"""A catalogue kept between runs: what its files say, whatever is kept, and no fuss where nothing can be."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.builders import catalogue_folder
from workbench.catalogue import Catalogue
from workbench.errors import FileFaults
from workbench.files import catalogues
from workbench.files import kept as kept_catalogues
from workbench.files.catalogues import load_catalogue


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept, as Python has one of its own."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "cache"))
    monkeypatch.setattr(kept_catalogues, "elements_folder", lambda: tmp_path / "elements")
    return tmp_path / "cache" / "declaration-workbench"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose files were read, one entry a reading."""
    folders: list[Path] = []
    reading = catalogues._read

    def noted(folder: Path) -> Catalogue:
        folders.append(folder)
        return reading(folder)

    monkeypatch.setattr(catalogues, "_read", noted)
    return folders


def same(one: Catalogue, other: Catalogue) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in Catalogue.__dataclass_fields__)


def test_files_that_did_not_change_are_read_once(kept: Path, read: list[Path], tmp_path: Path) -> None:
    folder = catalogue_folder(tmp_path / "elements" / "one")
    first, again = load_catalogue(folder), load_catalogue(folder)

    assert same(first, again)
    assert len(read) == 1


def test_a_changed_file_is_read_again(kept: Path, read: list[Path], tmp_path: Path) -> None:
    folder = catalogue_folder(tmp_path / "elements" / "one")
    load_catalogue(folder)
    file = folder / "catalogue.yaml"
    before = file.stat().st_mtime_ns
    file.write_text(file.read_text().replace("title: ", "title: New "))
    os.utime(file, ns=(before, before))  # even within the tick of a clock

    assert load_catalogue(folder).title.startswith("New ")
    assert len(read) == 2


def test_a_fault_is_told_each_time(kept: Path, tmp_path: Path) -> None:
    folder = catalogue_folder(tmp_path / "elements" / "one")
    load_catalogue(folder)
    (folder / "subject").mkdir(exist_ok=True)
    (folder / "subject" / "broken.yaml").write_text("title: [")

    for _ in range(2):
        with pytest.raises(FileFaults, match=r"broken\.yaml"):
            load_catalogue(folder)


def test_what_is_damaged_is_read_again(kept: Path, read: list[Path], tmp_path: Path) -> None:
    folder = catalogue_folder(tmp_path / "elements" / "one")
    first = load_catalogue(folder)
    for file in kept.iterdir():
        file.write_bytes(file.read_bytes()[:80])

    assert same(load_catalogue(folder), first)
    assert len(read) == 2


def test_folders_are_told_apart(kept: Path, tmp_path: Path) -> None:
    one, other = (catalogue_folder(tmp_path / "elements" / name) for name in ("one", "other"))
    load_catalogue(one)
    file = other / "catalogue.yaml"
    file.write_text(file.read_text().replace("title: ", "title: Other "))

    assert load_catalogue(other).title != load_catalogue(one).title


def test_only_catalogues_that_are_shipped_are_kept(kept: Path, tmp_path: Path) -> None:
    load_catalogue(catalogue_folder(tmp_path / "elsewhere"))

    assert not kept.exists()
