"""Compiled layouts kept between runs: the same text, never another's code, and no fuss where nothing can be kept."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.builders import article, draft, settled
from workbench.compose import compose
from workbench.numbering import number
from workbench.writers import layout, preview
from workbench.writers.kept import kept_layouts
from workbench.writers.layout import layouts_folder

DOCUMENT = number(compose(draft(article("aims", settled("p", "States shall act."), heading="Aims"))))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept, as Python has one of its own."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    return tmp_path / "declaration-workbench"


def printed(name: str | Path = "negotiating") -> str:
    """The preview by a layout as a new process would make it."""
    layout._load.cache_clear()
    return preview(DOCUMENT, name)


def test_a_layout_that_is_kept_prints_what_it_printed_before(folder: Path) -> None:
    first = printed()
    kept = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}

    assert printed() == first
    assert {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} == kept != {}


def test_what_is_damaged_is_compiled_again(folder: Path) -> None:
    first = printed()
    for file in folder.iterdir():
        file.write_bytes(file.read_bytes()[:60])

    assert printed() == first
    assert all(file.stat().st_size > 60 for file in folder.iterdir())


def test_only_layouts_that_are_shipped_are_kept(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.xml.j2"
    shutil.copy(layouts_folder() / "declaration.xml.j2", own)

    assert "States shall act." in printed(own)
    assert not folder.exists()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs permissions as on Linux and macOS")
def test_a_folder_that_others_can_write_to_is_not_used(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)

    assert kept_layouts() is None
    assert "States shall act." in printed()
    assert not list(folder.iterdir())


def test_a_folder_that_cannot_be_made_is_done_without(folder: Path) -> None:
    folder.write_text("a file in its place")

    assert kept_layouts() is None
    assert "States shall act." in printed()
