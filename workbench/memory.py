"""What was made of values that never change: found again by the value itself, which is faster than by what it says.

Frozen values that a change left alone are the same objects as before. Whoever works a draft out again after every
click asks a `Memory` first, and makes only what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

Made = TypeVar("Made")


class Memory:
    """Remembers what was made of so many values; several threads may share it.

    >>> memory, value = Memory(), (1, 2)
    >>> memory.made("sum", value, lambda: sum(value)), memory.made("sum", value, lambda: 0)
    (3, 3)
    """

    __slots__ = ("_known", "_most")

    def __init__(self, most: int = 20_000) -> None:
        self._most = most
        self._known: dict[tuple[Hashable, int], tuple[object, object]] = {}

    def made(self, what: Hashable, value: object, make: Callable[[], Made]) -> Made:
        """What `make` gave when it was first asked for this object; `what` names it with all else that it depends on.

        The value is kept with what was made of it: as long as it is here, no other object can be taken for it.
        """
        key = (what, id(value))
        known = self._known.get(key)
        if known is not None:
            return known[1]  # type: ignore[return-value]
        made = make()
        if len(self._known) >= self._most:
            self._known.clear()
        self._known[key] = (value, made)
        return made
