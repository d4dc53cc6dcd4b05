"""What callers of a question get wrong: a `TypeError` that says what to write."""

from collections.abc import Iterable
from typing import TypeVar

from intertwine.gate.view import View
from intertwine.model.arguments import refuse

T = TypeVar("T")


def need_view(call: str, view: object) -> None:
    """Raises `TypeError` where the question `call` was given anything but a view."""
    if not isinstance(view, View):
        refuse(call, "a view", view, f"write viewer.{call}(...), or questions.{call}(viewer.view, ...)")


def need_names(call: str, names: Iterable[T]) -> list[T]:
    """The `names` that the question `call` was given, names and numbers. Raises `TypeError` where they are something
    else, or a single text, which would be a list of letters."""
    way = f'write questions.{call}(viewer.view, ["..."])'
    if isinstance(names, str | bytes) or not isinstance(names, Iterable):
        refuse(call, "a list of names", names, way)
    found = list(names)
    for name in found:
        need_name(call, name, way)
    return found


def need_name(call: str, name: object, way: str = "") -> None:
    """Raises `TypeError` where `name`, which the question `call` was given, is neither a text nor an entity's number;
    `way` is what to write ("": the question with a name)."""
    if isinstance(name, bool) or not isinstance(name, str | int):
        refuse(call, "a name as text", name, way or f'write questions.{call}(viewer.view, "...")')
