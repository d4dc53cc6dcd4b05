"""What callers of the charts get wrong: a `TypeError` that says which call, what it was given, and the way out.

Charts work alone and import nothing of ours, so that this stands beside `model/arguments.py` on purpose.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

ChartPath = str | os.PathLike[str]
"""A path as the charts take it."""
MAKE = 'write make_chart([[["Ann", "Bob"], ["Cid"]], [["Ann"], ["Bob", "Cid"]]]): layers of groups of names'
ORDERED = "write order_fast(chart), or order_proved(chart)"
DRAWN = "write draw_chart(ordered, heights_isotonic(ordered)) with ordered = order_fast(chart)"


def refuse(call: str, takes: str, value: object, way: str) -> NoReturn:
    """Refuses `value`: `call` takes `takes`, and `way` is what to write. Raises `TypeError`."""
    if isinstance(value, str):
        given = f'the text "{value[:40]}"'
    elif value is None or isinstance(value, bool | int | float):
        given = repr(value)
    else:
        name = type(value).__name__
        given = f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"
    raise TypeError(f"{call} takes {takes}, not {given}: {way}")


def need(call: str, value: object, kind: type | tuple[type, ...], takes: str, way: str) -> None:
    """Raises `TypeError` where `value`, which `call` was given, is not of the `kind`: `takes` says what it takes, `way`
    what to write."""
    if not isinstance(value, kind):
        refuse(call, takes, value, way)


def need_path(call: str, value: object, way: str) -> Path:
    """`value`, which `call` was given, as a path. Raises `TypeError` where it is neither a text nor a path; `way` is
    what to write."""
    if not isinstance(value, str | os.PathLike):
        refuse(call, "a path: a text or a pathlib.Path", value, way)
    return Path(value)


def need_seconds(call: str, value: object) -> None:
    """Raises `TypeError` where `value` is neither None nor a number, and `ValueError` where it is less than 0."""
    way = "write seconds=3, or leave it out"
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        refuse(call, "seconds= as a number", value, way)
    if not value >= 0:
        raise ValueError(f"{call} takes seconds= of 0 or more, not {value}: {way}")


def need_call(call: str, name: str, value: object) -> None:
    """Raises `TypeError` where `value`, the argument `name` of `call`, is neither None nor something to call."""
    if value is not None and not callable(value):
        refuse(call, f"{name}= as a function", value, f"write {name}=lambda lower, crossings: True")


def need_list(call: str, value: object, takes: str, way: str) -> None:
    """Raises `TypeError` where `value`, which `call` was given, is a text, or cannot be gone through."""
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        refuse(call, takes, value, way)
