"""What callers of the library get wrong: a `TypeError` that says which call, what it was given, and the way out."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NoReturn

AnyPath = str | os.PathLike[str]
"""A path as the library takes it."""


def given(value: object) -> str:
    """What a caller gave, in words: `the text "Ada"`, `the number 3`, `a list`."""
    if isinstance(value, str):
        return f'the text "{value[:40]}"'
    if value is None or isinstance(value, bool):
        return repr(value)
    if isinstance(value, int | float):
        return f"the number {value}"
    name = type(value).__name__
    return f"{'an' if name[0] in 'aeiouAEIOU' else 'a'} {name}"


def refuse(call: str, takes: str, value: object, way: str) -> NoReturn:
    """Refuses `value`: `call` takes `takes`, and `way` is what to write. Raises `TypeError`."""
    raise TypeError(f"{call} takes {takes}, not {given(value)}: {way}")


def need_text(call: str, value: object, what: str = "a name as text", way: str = "") -> None:
    """Raises `TypeError` where `value`, which `call` was given, is not a text: `what` is what it takes, `way` what to
    write ("": the call with a name)."""
    if not isinstance(value, str):
        refuse(call, what, value, way or f'write {call}("...") with a name as you would type it')


def need_path(call: str, value: object, way: str = "") -> Path:
    """`value`, which `call` was given, as a path. Raises `TypeError` where it is neither a text nor a path; `way` is
    what to write ("": the call with a path alone)."""
    if not isinstance(value, str | os.PathLike):
        refuse(call, "a path: a text or a pathlib.Path", value, way or f'write {call}("FOLDER/NAME")')
    return Path(value)


def need_flags(call: str, **flags: object) -> None:
    """Raises `TypeError` where one of `flags`, which `call` was given, is not True or False."""
    for name, value in flags.items():
        if not isinstance(value, bool):
            refuse(call, f"{name}= as True or False", value, f"write {name}=True or {name}=False")


def need_choice(call: str, name: str, value: object, choices: Sequence[str]) -> None:
    """Raises `ValueError` where the text `value`, the argument `name` of `call`, is none of `choices`, and `TypeError`
    where it is no text."""
    if not isinstance(value, str):
        refuse(call, f"{name}= as text", value, f"write {_one_of(name, choices)}")
    if value not in choices:
        raise ValueError(f"{call} takes no {name}= {given(value)}: write {_one_of(name, choices)}")


def need_count(call: str, name: str, value: object) -> None:
    """Raises `TypeError` where `value`, the argument `name` of `call`, is not a whole number, and `ValueError` where it
    is less than 0."""
    way = f"write {name}= with a whole number of 0 or more"
    if isinstance(value, bool) or not isinstance(value, int):
        refuse(call, f"{name}= as a whole number", value, way)
    if value < 0:
        raise ValueError(f"{call} takes {name}= of 0 or more, not {given(value)}: {way}")


def need_call(call: str, name: str, value: object, takes: str) -> None:
    """Raises `TypeError` where `value`, the argument `name` of `call`, is neither None nor something to call with what
    `takes` says."""
    if value is not None and not callable(value):
        refuse(call, f"{name}= as a function", value, f"write {name}=lambda {takes}: ...")


def need_seconds(call: str, value: object) -> None:
    """Raises `TypeError` where `value` is neither None nor a number, and `ValueError` where it is less than 0."""
    way = "write seconds=3, or leave it out"
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        refuse(call, "seconds= as a number", value, way)
    if not value >= 0:
        raise ValueError(f"{call} takes seconds= of 0 or more, not {given(value)}: {way}")


def need_places(call: str, value: object, way: str) -> list[tuple[int, int]]:
    """The pairs of season and number in `value`, which `call` was given; `way` is what to write. Raises `TypeError` for
    anything else."""
    what = "pairs of season and number"
    if isinstance(value, str) or not isinstance(value, Iterable):
        refuse(call, what, value, way)
    found = list[tuple[int, int]]()
    for place in value:
        if not isinstance(place, tuple | list) or [type(part) for part in place] != [int, int]:
            refuse(call, what, place, way)
        found.append((place[0], place[1]))
    return found


def _one_of(name: str, choices: Sequence[str]) -> str:
    return " or ".join(f'{name}="{choice}"' for choice in choices)
