"""How provisions are named inside a Word file, for whoever writes one and whoever reads it back.

A bookmark is the only anchor that survives word processors (its name at most 40 characters, `[A-Za-z0-9_]`).
Provision ids have no underscore, so that the way back is plain; names that are too long, and those that hyphens in
a row would make another provision's, end in a digest.
"""

from __future__ import annotations

from hashlib import sha256

MAX_BOOKMARK = 40
PREFIX = "p_"
NUMBER_PREFIX = "_n_"

#: Character styles (by id and by name) of what is computed or printed beside the text and is no part of it:
#: numbers, remarks, and the words of cross-references.
BESIDE_THE_TEXT = frozenset({"ParNo", "Aside", "Reference"})

_DIGEST = 9


def bookmark_of(id: str, prefix: str = PREFIX) -> str:
    """The bookmark around the provision, alternative or item of that id.

    >>> bookmark_of("rights-holder/individuals")
    'p_rights_holder__individuals'
    >>> len(bookmark_of("a" * 30 + "/" + "b" * 30))
    40
    """
    bare = id.replace("/", "__").replace("-", "_")
    name = prefix + bare
    if len(name) <= MAX_BOOKMARK and _id_behind(bare) == id:
        return name
    digest = sha256(id.encode()).hexdigest()[:_DIGEST]
    return f"{name[: MAX_BOOKMARK - _DIGEST - 3]}___{digest}"


def number_bookmark_of(id: str) -> str:
    """The hidden bookmark around the number of that provision, which cross-references point to."""
    return bookmark_of(id, NUMBER_PREFIX)


def id_of(bookmark: str) -> str:
    """The id behind a bookmark of `bookmark_of`, or empty if it is no such bookmark or was shortened.

    >>> id_of("p_rights_holder__individuals")
    'rights-holder/individuals'
    >>> id_of("_Toc123")
    ''
    """
    return _id_behind(bookmark.removeprefix(PREFIX)) if bookmark.startswith(PREFIX) else ""


def _id_behind(bare: str) -> str:
    return "" if "___" in bare else bare.replace("__", "/").replace("_", "-")
