"""A catalogue whose every text is hostile: markup, templates, quotes, Arabic, Chinese."""

from __future__ import annotations

import json
from pathlib import Path

from tests.builders import catalogue_folder
from workbench.catalogue import Catalogue
from workbench.drafting import new_draft, pick
from workbench.files.catalogues import load_catalogue
from workbench.model import Draft

HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(1)> & \"a\" 'b' {{ 7*7 }} العدالة 团结"
_Q = json.dumps(HOSTILE)

_SOURCE = f"""\
title: {_Q}
symbol: A/HRC/21/44/Add.1
paragraphs:
  - number: 47
    section: [{_Q}]
    digest: {_Q}
    views:
      - {{id: PO-47-3, kind: positive-obligation, label: {_Q}, stance: proposed, attribution: {_Q}, anchor: pay}}
"""

_FUNDS = f"""\
title: {_Q}
gist: {_Q}
formulations:
  - id: duty
    note: {_Q}
    text: "{{{{ duty_bearers }}}} shall establish solidarity funds."
    rests_on: [PO-47-3]
"""


def hostile_folder(folder: Path) -> Path:
    """The catalogue as files."""
    return catalogue_folder(folder, sources__report=_SOURCE, positive_obligation__solidarity_funds=_FUNDS)


def hostile_draft(catalogue: Catalogue) -> Draft:
    """A draft with a hostile title and a hostile term, holding the hostile element."""
    draft = new_draft(catalogue, HOSTILE)
    draft, _ = pick(draft, catalogue, "solidarity-funds", "duty")
    return draft


def hostile_house(folder: Path) -> tuple[Path, Draft]:
    """The folder of the catalogue, and the draft."""
    written = hostile_folder(folder / "catalogue")
    return written, hostile_draft(load_catalogue(written))
