"""Many immutable strings in two arrays: bytes laid end to end, and where each begins. Number 0 is always ""."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from intertwine.model.frozen import sealed
from intertwine.model.record import record

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
_FEW = 4
"""So many strings are compared whole, more of them byte by byte, all at once."""


@record
class Strings:
    """`blob` is UTF-8; string *n* is `blob[offsets[n]:offsets[n + 1]]`."""

    blob: npt.NDArray[np.uint8]
    offsets: Longs

    def __post_init__(self) -> None:
        sealed(self)

    @classmethod
    def of(cls, values: Iterable[str]) -> "Strings":
        """Pack `values`; the first must be ""."""
        return cls.packed([value.encode("utf-8", "surrogatepass") for value in values])

    @classmethod
    def packed(cls, encoded: Sequence[bytes]) -> "Strings":
        """Pack values that are UTF-8 already; the first must be empty."""
        offsets = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(item) for item in encoded], out=offsets[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), offsets)

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, number: int) -> str:
        if number == 0:
            return ""
        start, end = self.offsets.item(number), self.offsets.item(number + 1)
        return str(self.blob.data[start:end], "utf-8", "surrogatepass")

    def find(self, text: str) -> int:
        """The number of `text`, or -1 where it is not among them."""
        wanted = text.encode("utf-8", "surrogatepass")
        if not wanted:
            return 0
        # Of those that are as long, fewer are left with every byte; the last ones differ most.
        starts = self.offsets[:-1][np.diff(self.offsets) == len(wanted)]
        for place in range(len(wanted) - 1, -1, -1):
            if len(starts) <= _FEW:
                break
            starts = starts[self.blob[starts + place] == wanted[place]]
        for start in starts[:_FEW].tolist():
            if self.blob[start : start + len(wanted)].tobytes() == wanted:
                return int(np.searchsorted(self.offsets, start, side="right")) - 1
        return -1

    def all(self) -> list[str]:
        """Every string, in order: faster than asking one at a time."""
        data, bounds = self.blob.tobytes(), self.offsets.tolist()
        return [data[a:b].decode("utf-8", "surrogatepass") for a, b in pairwise(bounds)]

    def some(self, numbers: Ints) -> Iterator[str]:
        """The strings with these numbers, in this order."""
        data = self.blob.data
        starts, ends = self.offsets[numbers].tolist(), self.offsets[numbers + 1].tolist()
        for start, end in zip(starts, ends, strict=True):
            yield str(data[start:end], "utf-8", "surrogatepass")

    def encoded(self, numbers: Ints) -> Iterator[bytes]:
        """The same in UTF-8: to look up what is known of a text, it need not be decoded."""
        data = self.blob.tobytes()  # to cut one copy takes half as long as to copy each
        starts, ends = self.offsets[numbers].tolist(), self.offsets[numbers + 1].tolist()
        for start, end in zip(starts, ends, strict=True):
            yield data[start:end]

    def subset(self, wanted: Bools) -> tuple["Strings", Ints]:
        """A copy that holds only the strings marked in `wanted` (and ""), and the map from old to new numbers.

        The copy shares no memory with this one; numbers of strings that were left out map to 0.
        """
        wanted = wanted.copy()
        wanted[0] = True
        chosen, lengths = np.flatnonzero(wanted), np.diff(self.offsets)
        offsets = np.zeros(len(chosen) + 1, np.int64)
        np.cumsum(lengths.take(chosen), out=offsets[1:])
        renumber = np.zeros(len(self), np.int32)
        renumber[chosen] = np.arange(len(chosen), dtype=np.int32)
        # A run of strings that are all wanted, or all not, is looked at once.
        turns = np.flatnonzero(wanted[1:] != wanted[:-1]) + 1
        bounds = self.offsets[np.concatenate(([0], turns, [len(wanted)]))]
        inside = np.repeat((np.arange(len(turns) + 1) & 1) == 0, np.diff(bounds))
        return Strings(self.blob[inside], offsets), renumber
