"""What a row holds, as canonical JSON: equal values give equal bytes, and so equal hashes.

Fields at their default are left out, so that a field added to the model later changes no hash.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import MISSING, fields
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from workbench.errors import WorkbenchError
from workbench.model import Provision
from workbench.proposals import Source

T = TypeVar("T")

# The children of a provision and the paragraphs of a source are rows of their own.
_ROWS_OF_THEIR_OWN = {(Provision, "children"), (Source, "paragraphs")}


class Body(NamedTuple):
    """The canonical JSON of a value and its SHA-256."""

    hash: str
    text: str


def body_of(value: object) -> Body:
    """The body of a value; a provision without its children, a source without its paragraphs.

    >>> body_of("shall").text
    '"shall"'
    """
    plain = _plain(value)
    try:
        text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        data = text.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which no database takes as it is
        text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
        data = text.encode()
    return Body(hash=hashlib.sha256(data).hexdigest(), text=text)


@lru_cache(maxsize=16384, typed=True)
def small_body_of(value: object) -> Body:
    """The same for the small values that come again with every save: terms, waivers, decisions."""
    return body_of(value)


def value_of(text: str, type_: type[T]) -> T:
    """The value of that type whose body has the text."""
    value: T = _value(json.loads(text), type_)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    class_: Any = type(value)
    if not hasattr(class_, "__dataclass_fields__"):
        return value
    shown = ((name, getattr(value, name), default) for name, default in _defaults(class_))
    return {name: _plain(held) for name, held, default in shown if held != default}


def _value(plain: Any, type_: Any) -> Any:
    if hasattr(type_, "__dataclass_fields__"):
        types = _types(type_)
        try:
            return type_(**{name: _value(held, types[name]) for name, held in plain.items()})
        except KeyError as error:
            raise WorkbenchError(
                f"The database was written by a newer version of the workbench ({error}); update the workbench."
            ) from None
    if get_origin(type_) is tuple:
        (each, *_) = get_args(type_)
        return tuple(_value(held, each) for held in plain)
    return type_(plain)


@lru_cache
def _defaults(class_: Any) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (field.name, field.default if field.default_factory is MISSING else field.default_factory())
        for field in fields(class_)
        if (class_, field.name) not in _ROWS_OF_THEIR_OWN
    )


@lru_cache
def _types(class_: Any) -> dict[str, Any]:
    return get_type_hints(class_)
