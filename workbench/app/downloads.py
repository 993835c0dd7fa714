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
    "akn": "application/akn+xml",
}


def file_name(title: str, ending: str, more: str = "") -> str:
    """A name that every system can keep: letters, digits and hyphens, at most 80 characters before `more`.

    >>> file_name("Draft declaration: peoples/individuals", "docx")
    'draft-declaration-peoples-individuals.docx'
    >>> file_name("مشروع إعلان", "docx", "clean")
    'draft-declaration-clean.docx'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].rstrip("-") or "draft-declaration"
    return f"{words}{f'-{more}' if more else ''}.{ending}"
