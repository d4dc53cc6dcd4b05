"""How many bytes of memory immutable objects keep, about: their arrays, their words, and what they work out later."""

import sys
from collections.abc import Collection, Iterable, Mapping
from dataclasses import is_dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeGuard

if TYPE_CHECKING:
    import numpy.typing as npt

_SAMPLE = 512
"""Of a larger collection so many entries are measured, and stand for all."""
_SHARED_NUMBERS = range(-5, 257)
"""Python has each of these once for everybody."""


def size(it: object) -> int:
    """Bytes that a value and all inside it keep, about. What it holds twice counts twice."""
    kind = type(it)
    if kind is str:  # most of what is measured
        return sys.getsizeof(it)
    if it is None or kind is bool or (kind is int and it in _SHARED_NUMBERS):
        return 0
    if isinstance(it, tuple | frozenset):
        return sys.getsizeof(it) + _sum_of_sizes(it)
    if isinstance(it, type):
        return 0
    if is_array(it):
        return sum(memory_of([it]).values())
    if isinstance(it, Mapping):
        return sys.getsizeof(it) + _sum_of_sizes(it.keys()) + _sum_of_sizes(it.values())
    if is_dataclass(it):
        return sys.getsizeof(it) + sum(size(getattr(it, name)) for name in slots(it))
    return sys.getsizeof(it)


def _sum_of_sizes(values: Collection[object]) -> int:
    step = -(-len(values) // _SAMPLE)
    if step <= 1:
        return sum(map(size, values))
    measured = [size(it) for it in islice(values, 0, None, step)]
    return sum(measured) * len(values) // len(measured)


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
        under: Any = array
        while is_array(under.base):
            under = under.base
        # Under the last array there are bytes, or memory that others share read-only, or nothing.
        owner: Any = under if under.base is None else under.base
        owner = owner.obj if isinstance(owner, memoryview) else owner
        found[id(owner)] = owner.nbytes if is_array(owner) else len(owner)
    return found


def slots(it: object) -> list[str]:
    """The names of the attributes of an object that keeps them in slots."""
    return [name for kind in type(it).__mro__ for name in vars(kind).get("__slots__", ())]
