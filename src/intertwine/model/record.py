"""Records: frozen dataclasses with slots, whose methods are written when they are first used.

A dataclass compiles its methods, half a millisecond for each class of every module that a command imports. A command
makes objects of few of them, so this decorator leaves the work to the first use.
"""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields
from typing import Any, NoReturn, TypeVar, cast, dataclass_transform

T = TypeVar("T")

_WRITTEN = ("__init__", "__repr__", "__eq__", "__hash__")
"""The methods that a dataclass compiles from its fields."""


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """What `dataclass(frozen=True, slots=True)` makes of `cls`, much sooner.

    `cls` inherits from no other record. `fields`, `asdict`, `replace`, `is_dataclass`, pickling and `help` work as with
    any dataclass. Setting or deleting an attribute raises `FrozenInstanceError`.
    """
    body = {name: value for name, value in vars(cls).items() if name not in {"__dict__", "__weakref__"}}
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)

    def write() -> None:
        whole: Any = dataclass(frozen=True)(type(cls.__name__, cls.__bases__, body))
        for name in missing:
            setattr(made, name, vars(whole)[name])

    missing = [name for name in _WRITTEN if name not in body]
    for name in missing:
        setattr(made, name, _Later(name, write))
    for name, method in _SHARED.items():
        setattr(made, name, method)
    return cast("type[T]", made)


class _Later:
    """Stands for a method until it is first asked for; then `write` puts the method in its place."""

    def __init__(self, name: str, write: Callable[[], None]) -> None:
        self._name, self._write = name, write

    def __get__(self, it: object, owner: type) -> Any:
        self._write()
        return getattr(owner if it is None else it, self._name)


def _refuse_to_set(_: object, name: str, value: object) -> NoReturn:  # noqa: ARG001 - the signature of __setattr__
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, it.name) for it in fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for it, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, it.name, value)


@dataclass(frozen=True)
class _Example:
    """Lends records what dataclasses say of themselves."""


_SHARED: dict[str, Any] = {
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _set_state,
    "__dataclass_params__": cast("Any", _Example).__dataclass_params__,
}
