"""How many bytes of memory immutable objects keep, about: their arrays, their words, and what they work out later."""

import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import is_dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

_SAMPLE = 20
"""Of a larger collection so many entries are measured, and stand for all."""
_SHARED_FROM, _SHARED_TO = -5, 256
"""Python has each of the numbers between these once for everybody."""


def size(it: object) -> int:
    """Bytes that a value and all inside it keep, about. What it holds twice counts twice."""
    kind = type(it)
    measure = _measures.get(kind)
    if measure is None:  # to find out what a type is takes longer than most values take to measure
        measure = _measures[kind] = _measure_of(kind)
    return measure(it)


def _measure_of(kind: type) -> "Callable[[Any], int]":
    """How values of a type are measured."""
    if issubclass(kind, int):
        return _of_number
    if issubclass(kind, tuple | frozenset):
        return _of_collection
    if issubclass(kind, type):
        return _of_nothing
    if issubclass(kind, Mapping):
        return _of_mapping
    if is_dataclass(kind):
        names = slots(kind)
        return lambda it: sys.getsizeof(it) + sum([size(getattr(it, name)) for name in names])
    numpy = sys.modules.get("numpy")
    if numpy is not None and issubclass(kind, numpy.ndarray):
        return lambda it: sum(memory_of([it]).values())
    return sys.getsizeof


def _of_nothing(_: object) -> int:
    """Everybody shares it."""
    return 0


def _of_number(it: int) -> int:
    return 0 if _SHARED_FROM <= it <= _SHARED_TO else sys.getsizeof(it)


def _of_collection(it: Collection[object]) -> int:
    return sys.getsizeof(it) + _sum_of_sizes(it)


def _of_mapping(it: Mapping[object, object]) -> int:
    return sys.getsizeof(it) + _sum_of_sizes(it.keys()) + _sum_of_sizes(it.values())


def _sum_of_sizes(values: Collection[object]) -> int:
    step = -(-len(values) // _SAMPLE)
    if step <= 1:
        return sum(map(size, values))
    measured = [size(it) for it in islice(values, 0, None, step)]
    return sum(measured) * len(values) // len(measured)


_measures: "dict[type, Callable[[Any], int]]" = {type(None): _of_nothing, bool: _of_nothing, str: sys.getsizeof}
"""By type. It holds as many as there are types of values in answers."""


def is_array(it: object) -> "TypeGuard[npt.NDArray[Any]]":
    """Whether it is an array of NumPy. There is none before somebody has loaded that: it takes longer than many a
    command, so that nothing loads it to find out."""
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(it, numpy.ndarray)


def memory_of(arrays: "Iterable[npt.NDArray[Any]]") -> dict[int, int]:
    """Bytes of the pieces of memory that these arrays are over, by an identity of each piece: several arrays may be
    over one."""
    found = {}
    for array in arrays:
        kind, under = type(array), array
        below: Any = under.base
        while isinstance(below, kind):
            under, below = below, below.base
        # Under the last array there are bytes, or memory that others share read-only, or nothing.
        owner: Any = under if below is None else below.obj if isinstance(below, memoryview) else below
        if id(owner) not in found:
            found[id(owner)] = owner.nbytes if isinstance(owner, kind) else len(owner)
    return found


@cache
def slots(kind: type) -> tuple[str, ...]:
    """The names of the attributes that objects of a type keep in slots."""
    return tuple(name for base in kind.__mro__ for name in vars(base).get("__slots__", ()))
