"""Parts of an answer that are put into words when they are read."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

from intertwine.model.frozen import Frozen

T = TypeVar("T")
_AT_ONCE = 1000


class Lazy(Frozen, Sequence[T]):
    """Like a tuple, but that each of its entries is made when it is read: a page that shows a hundred of ten thousand
    pays for a hundred. Nothing is left out."""

    __slots__ = ()

    @abstractmethod
    def _made(self, places: range) -> tuple[T, ...]:
        """The entries at these places, in this order."""

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...
    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        everywhere = range(len(self))
        if isinstance(place, slice):
            return self._made(everywhere[place])
        here = everywhere[place]
        return self._made(range(here, here + 1))[0]

    def __iter__(self) -> Iterator[T]:
        for start in range(0, len(self), _AT_ONCE):
            yield from self[start : start + _AT_ONCE]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lazy | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {len(self)}>"
