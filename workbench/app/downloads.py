"""What downloaded files are called, and what they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

#: Media types by file ending.
TYPES: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "yaml": "application/yaml",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}


#: Names that Windows keeps for devices, whatever their ending.
_DEVICE = r"con|prn|aux|nul|com\d|lpt\d"

#: How long the part of a name that comes from the title may be.
_LONGEST = 60


def file_name(title: str, ending: str, more: str = "") -> str:
    """A name that every system can keep: letters, digits and hyphens, whole words, and not long.

    >>> file_name("Draft declaration: peoples/individuals", "docx")
    'draft-declaration-peoples-individuals.docx'
    >>> file_name("مشروع إعلان", "docx", "clean")
    'draft-declaration-clean.docx'
    >>> file_name("The right of everyone to " + "international " * 9 + "solidarity", "pdf")
    'the-right-of-everyone-to-international-international.pdf'
    >>> file_name("CON", "yaml")
    'draft-con.yaml'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    if re.fullmatch(_DEVICE, words):
        words = f"draft-{words}"
    return f"{words or 'draft-declaration'}{f'-{more}' if more else ''}.{ending}"
