"""The one serialiser: every answer as plain JSON values, for the API, the command line and the pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from intertwine.questions.common import Told

_WAY = 'write to_json(viewer.who("...")), or to_json(it) for each part of an answer'
_IF_ANY: dict[type, tuple[str, ...]] = {Told: ("frame", "until")}
"""Fields of named tuples, which cannot be marked, that are written only where they hold something."""
_NEVER: dict[type, tuple[str, ...]] = {Told: ("inside",)}
"""Those of them that are not written."""
_AS_IT_IS = frozenset({type(None), bool, int, float, str})


def to_json(result: object) -> dict[str, Any]:
    """`result`, a question's answer, as values that `json.dumps` takes.

    Keys come in the order of the fields; fields marked `metadata={"json": False}` are left out, and those marked
    `{"json": "if any"}` (of a fact in words: its frame, its end) where they are empty; a function there says how the
    value is written. Equal answers give equal values, in equal order.

    >>> import intertwine
    >>> pair = intertwine.load().seen("Daredevil S1").met("Claire Temple", "Matt Murdock").pairs[0]
    >>> found = intertwine.to_json(pair)
    >>> found["a"], found["met"], found["where"]["episode"]
    ('Claire Temple', True, 2)
    """
    try:
        value = _plain(result)
    except TypeError as error:
        raise TypeError(f"{_name(result)} is not an answer of a question: {error}") from None
    if not isinstance(value, dict):
        raise TypeError(f"{_name(result)} is not an answer of a question: {_WAY}")
    return value


def _plain(value: Any) -> Any:
    kind: Any = type(value)
    if kind in _AS_IT_IS:
        return value
    names, if_any, through = _keys(kind)
    if names:
        return {
            name: _plain(through[name](item) if name in through else item)
            for name in names
            if (item := getattr(value, name)) or name not in if_any
        }
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [_plain(item) for item in value]
    raise TypeError(_WAY)


def _name(it: object) -> str:
    name = type(it).__name__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def json_names(kind: type) -> tuple[str, ...]:
    """The fields of a record or a named tuple that its JSON has, in their order; none of anything else."""
    return _keys(kind)[0]


def if_any(kind: type) -> frozenset[str]:
    """The fields of a record or a named tuple that are left out of its JSON where they are empty."""
    return _keys(kind)[1]


@cache
def _keys(kind: Any) -> tuple[tuple[str, ...], frozenset[str], dict[str, Callable[[Any], Any]]]:
    """The fields of a dataclass or a named tuple that are written, those of them that are only written where they
    hold something, and those that are written as a function of what they hold; none of anything else."""
    if not is_dataclass(kind):
        names = getattr(kind, "_fields", ()) if issubclass(kind, tuple) else ()
        never = _NEVER.get(kind, ())
        return tuple(name for name in names if name not in never), frozenset(_IF_ANY.get(kind, ())), {}
    wanted = {field.name: field.metadata.get("json", True) for field in fields(kind)}
    if_any = frozenset(name for name, how in wanted.items() if how == "if any")
    through = {name: how for name, how in wanted.items() if callable(how)}
    return tuple(name for name, how in wanted.items() if how), if_any, through
