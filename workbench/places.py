"""Where the workbench keeps what it ships: templates and elements, in a checkout or in a wheel."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def _shipped(name: str) -> Path:
    inside = _HERE / "content" / name
    return inside if inside.is_dir() else _HERE.parent / name


def elements_folder() -> Path:
    """The folder of the catalogues that are shipped, one folder each."""
    return _shipped("elements")


def templates_folder() -> Path:
    """The folder of layouts, Word styles and preview looks."""
    return _shipped("templates")
