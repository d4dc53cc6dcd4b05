"""What callers of the library get wrong: a `TypeError` that says which call, what it was given, and the way out."""

import os
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


def need_path(call: str, value: object) -> Path:
    """The path that a caller named. Raises `TypeError` where it is neither a text nor a path."""
    if not isinstance(value, str | os.PathLike):
        refuse(call, "a path: a text or a pathlib.Path", value, f'write {call}("FOLDER/NAME")')
    return Path(value)
