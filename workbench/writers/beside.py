"""What stands beside the words, its change tracked: labels, numbers and statuses of a redline in laid-out form."""

from __future__ import annotations

import re

_PIECES = re.compile("<aside>[^<>]*</aside>|<[^>]*>|[^<>]+")


def tracked(before: str, after: str, who: str) -> str:
    """Both texts as one, what differs between them marked; `who` are the attributes that sign the marks.

    >>> tracked('Article <no of="a">3</no>', 'Article <no of="a">2</no>', "")
    'Article <no of="a"><del>3</del><ins>2</ins></no>'
    >>> tracked("2.<tab/>", "2.<tab/>Alt. 1<tab/>", ' by="Chair"')
    '2.<tab/><ins by="Chair">Alt. 1<tab/></ins>'
    >>> tracked("<aside> (pending)</aside>", "<aside> (agreed)</aside>", "")
    '<del><aside> (pending)</aside></del><ins><aside> (agreed)</aside></ins>'
    """
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    if not (_is_whole(old[head : len(old) - tail]) and _is_whole(new[head : len(new) - tail])):
        head = tail = 0
    gone, come = "".join(old[head : len(old) - tail]), "".join(new[head : len(new) - tail])
    marked = (f"<del{who}>{gone}</del>" if gone else "") + (f"<ins{who}>{come}</ins>" if come else "")
    return "".join((*new[:head], marked, *new[len(new) - tail :]))


def _shared(old: list[str], new: list[str]) -> int:
    """How many pieces both begin with."""
    return next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _is_whole(pieces: list[str]) -> bool:
    """Whether every element that begins in these pieces ends in them, and none from outside does."""
    depth = 0
    for piece in pieces:
        if piece.startswith("</"):
            depth -= 1
        elif piece.startswith("<") and not piece.endswith(("/>", "</aside>")):
            depth += 1
        if depth < 0:
            return False
    return not depth
