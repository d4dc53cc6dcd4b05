"""Objects that nobody can change, so that callers and threads can share them.

`Frozen` sets each attribute once, when it is made; `read_only` and `sealed` do the same for arrays, `FrozenDict` for
mappings. What such an object works out later, it keeps in a `Memo`, which only ever grows and holds nothing but what
would be worked out again.
"""

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, NoReturn, Self, TypeVar, cast, overload

from intertwine.model.copied_errors import as_it_was
from intertwine.model.size import is_array, size

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from _typeshed import DataclassInstance

K = TypeVar("K")
T = TypeVar("T")
A = TypeVar("A", bound="np.generic")


class ImmutableError(AttributeError, TypeError):
    """Somebody tried to change what cannot be changed. The message names it."""

    def __init__(self, thing: object, name: str = "") -> None:
        what = f"{name} of a {type(thing).__name__}" if name else f"a {type(thing).__name__}"
        super().__init__(f"{what} cannot be changed: others share it. Make a new one instead.")

    __reduce__ = as_it_was


class Frozen:
    """Base of classes whose objects are immutable: an attribute can be set while it has no value, and never after.

    A subclass names all its attributes in `__slots__`, and sets them all in `__init__`.
    """

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "__slots__" not in vars(cls):
            raise TypeError(f"{cls.__name__} needs __slots__, () where it adds no attribute: its objects are immutable")

    def __setattr__(self, name: str, value: object) -> None:
        if hasattr(self, name):
            raise ImmutableError(self, name)
        object.__setattr__(self, name, value)

    def __delattr__(self, name: str) -> None:
        raise ImmutableError(self, name)


class FrozenDict(dict[K, T]):
    """A mapping that cannot be changed."""

    __slots__ = ()

    def __new__(cls, items: Mapping[K, T] | Iterable[tuple[K, T]] = ()) -> Self:
        it = super().__new__(cls)
        dict.update(it, items)
        return it

    def __init__(self, items: Mapping[K, T] | Iterable[tuple[K, T]] = ()) -> None:
        """`__new__` has filled it: to call this again changes nothing."""

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise ImmutableError(self)

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[Self], tuple[dict[K, T]]]:
        return type(self), (dict(self),)


class Memo(FrozenDict[K, T]):
    """What an immutable object has worked out so far, nothing at first. Only `remember` adds to it; a copy is empty."""

    __slots__ = ("_counted",)

    def memory(self) -> int:
        """Bytes that everything in it takes now, about."""
        entries, found = getattr(self, "_counted", (0, 0))
        if entries != len(self):
            # It only grows, at its end. No other thread adds to it while this list is made.
            new = list(islice(self.items(), entries, None))
            found += sum(size(key) + size(value) for key, value in new)
            self._counted = entries + len(new), found
        return found + sys.getsizeof(self)

    def __reduce__(self) -> tuple[type[Self], tuple[dict[K, T]]]:
        return type(self), ({},)


def remember(memo: Memo[K, T], key: K, value: T) -> T:
    """Note in `memo`, under `key`, the `value` that was worked out; what is there already stays, and is given back.

    Safe between threads.
    """
    return dict.setdefault(memo, key, value)


def remembered(memo: "Memo[K, Any]", key: K, make: Callable[[], T]) -> T:
    """What `memo` has under `key`; where it has nothing, what `make` gives, which is kept there."""
    found: T | None = memo.get(key)
    return remember(memo, key, make()) if found is None else found


class once(Generic[T]):  # noqa: N801 - it reads as a decorator
    """A property of an immutable object that is worked out when it is first asked for, and kept in its `_memo`."""

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make, self.__doc__ = make, make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, it: None, owner: type | None = None) -> "once[T]": ...
    @overload
    def __get__(self, it: object, owner: type | None = None) -> T: ...
    def __get__(self, it: Any, owner: type | None = None) -> "once[T] | T":
        if it is None:
            return self
        try:
            found: T = it._memo[self._name]  # noqa: SLF001 - of the object whose property it is
        except KeyError:
            found = remember(it._memo, self._name, self._make(it))  # noqa: SLF001 - as above
        return found


def read_only(array: "npt.NDArray[A]") -> "npt.NDArray[A]":
    """A copy of `array` over immutable bytes, which nothing can make writable again; itself where it is one already, or
    one over memory that is shared as read-only."""
    if not array.size:
        array = array.copy()  # its base could be written to
        array.setflags(write=False)
        return array
    under: object = array.base
    while is_array(under):
        under = under.base
    if isinstance(under, memoryview):
        under = under.obj
    if isinstance(under, bytes) or (is_array(under) and not under.flags.writeable):
        return array
    import numpy as np  # noqa: PLC0415 - an array is there, so that it is loaded

    return np.frombuffer(array.tobytes(), array.dtype).reshape(array.shape)


def sealed(table: T) -> T:
    """A frozen dataclass with all its arrays read-only."""
    for field in fields(cast("DataclassInstance", table)):
        column = getattr(table, field.name)
        if is_array(column) and (same := read_only(column)) is not column:
            object.__setattr__(table, field.name, same)
    return table
