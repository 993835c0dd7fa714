"""Catalogue and draft files: YAML to model and back, with faults by file and line."""

from workbench.files.catalogues import load_catalogue, load_preset, presets
from workbench.files.drafts import load_draft, parse_draft
from workbench.files.written import dump_draft

__all__ = ["dump_draft", "load_catalogue", "load_draft", "load_preset", "parse_draft", "presets"]
