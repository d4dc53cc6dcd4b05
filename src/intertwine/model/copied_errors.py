"""Errors that are copied or come from another process: as they were, with the same message and the same fields.

`Exception` makes a copy by a call with the error's `args`, which are its message alone: an `__init__` that takes
something else fails there, or says the message in the message.
"""

from collections.abc import Callable
from typing import Any

Recipe = tuple[Callable[..., BaseException], tuple[type[BaseException], tuple[Any, ...], dict[str, Any]]]


def as_it_was(error: BaseException) -> Recipe:
    """The `__reduce__` of an error with an `__init__` of its own: how a copy is made without that."""
    return _made, (type(error), error.args, dict(vars(error)))


def _made(kind: type[BaseException], args: tuple[Any, ...], fields: dict[str, Any]) -> BaseException:
    it = kind.__new__(kind, *args)
    it.args = args
    vars(it).update(fields)
    return it
