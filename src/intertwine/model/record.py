"""Records: frozen dataclasses with slots, whose methods are written when they are first used.

A dataclass compiles six methods, half a millisecond for each class of every module that a command imports. A command
makes objects of few of these classes and compares fewer, so this decorator leaves each method to its first use.
"""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any, NoReturn, TypeVar, cast, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """What `dataclass(frozen=True, slots=True)` makes of `cls`, much sooner.

    `cls` inherits from no other record, no class inherits from it, and all its fields may be given by position.
    `fields`, `asdict`, `replace`, `is_dataclass`, pickling and `help` work as with any dataclass; a field with
    `metadata={"help": "..."}` is explained by it. To set or delete an attribute raises `FrozenInstanceError`.
    """
    own = frozenset(vars(cls))
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    for name, write in _WRITTEN.items():
        if name not in own:
            setattr(made, name, _Later(made, name, write))
    for name, shared in _SHARED.items():
        setattr(made, name, shared)
    if told := {it.name: it.metadata["help"] for it in fields(made) if "help" in it.metadata}:
        made.__slots__ = {it.name: told.get(it.name, "") for it in fields(made)}  # where `help` looks for them
    return cast("type[T]", made)


class _Later:
    """Stands for a method of the class `made` until it is first asked for; then what `write` gives takes its place."""

    def __init__(self, made: type, name: str, write: Callable[[Any], Callable[..., object]]) -> None:
        self._made, self._name, self._write = made, name, write

    def __get__(self, it: object, owner: type) -> Any:
        method = self._write(self._made)
        method.__name__, method.__module__ = self._name, self._made.__module__
        method.__qualname__ = f"{self._made.__qualname__}.{self._name}"
        setattr(self._made, self._name, method)
        return getattr(owner if it is None else it, self._name)


class _Made:
    """The default, in `__init__`, of a field that a factory makes."""

    def __repr__(self) -> str:
        return "<factory>"


_FEW = 3
"""Fields of a record for which it is not worth while to open it."""


def _init(made: Any) -> Callable[..., object]:
    """`__init__`, as text that is compiled: objects are made by the hundred thousand.

    A record refuses `self.x = x`, and `object.__setattr__` takes ten times as long. So a new object of many fields is
    first one of a class that has the same slots and refuses nothing.
    """
    known: dict[str, Any] = {"_set": object.__setattr__, "_made": _Made(), "_record": made}
    arguments, lines = ["self"], list[str]()
    store = " _set(self, {!r}, {})"
    if opened := len(fields(made)) > _FEW and made.__bases__ == (object,):
        known["_open"] = type(f"{made.__name__} in the making", (), {"__slots__": made.__slots__})
        lines.append(" _set(self, '__class__', _open)")
        store = " self.{} = {}"
    for it in fields(made):
        known[f"_of_{it.name}"] = it.default if it.default_factory is MISSING else it.default_factory
        value, default = it.name, f"=_of_{it.name}"
        if it.default_factory is not MISSING:
            value, default = f"_of_{it.name}() if {it.name} is _made else {it.name}", "=_made"
        elif it.default is MISSING:
            default = ""
        if it.init:
            arguments.append(it.name + default)
        elif default:
            value = f"_of_{it.name}" + ("()" if it.default_factory is not MISSING else "")
        if it.init or default:
            lines.append(store.format(it.name, value))
    if opened:
        lines.append(" self.__class__ = _record")
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("\n".join([f"def __init__({', '.join(arguments)}):", *lines, " pass"]), known)  # noqa: S102 - names of fields
    init = cast("Callable[..., object]", known["__init__"])
    init.__annotations__ = {it.name: it.type for it in fields(made) if it.init} | {"return": None}
    return init


def _repr(made: Any) -> Callable[..., object]:
    names = [it.name for it in fields(made) if it.repr]

    def shown(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in names])})"

    return recursive_repr()(shown)


def _eq(made: Any) -> Callable[..., object]:
    values = _values([it.name for it in fields(made) if it.compare])

    def equal(self: Any, other: object) -> bool:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    return equal


def _hash(made: Any) -> Callable[..., object]:
    values = _values([it.name for it in fields(made) if (it.compare if it.hash is None else it.hash)])

    def hashed(self: Any) -> int:
        return hash(values(self))

    return hashed


def _values(names: list[str]) -> Callable[[Any], tuple[object, ...]]:
    """The values of these attributes, as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda it: tuple([getattr(it, name) for name in names])


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


_WRITTEN = {"__init__": _init, "__repr__": _repr, "__eq__": _eq, "__hash__": _hash}
_SHARED: dict[str, Any] = {
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _set_state,
    "__dataclass_params__": cast("Any", _Example).__dataclass_params__,
}
