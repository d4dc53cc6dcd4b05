"""Finding things by their names, in the one way in which names compare (see `words`)."""

from collections.abc import Container, Hashable, Iterable
from typing import Generic, TypeVar

from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.words import exact, fold, joined, joined_slug, letters, readings

T = TypeVar("T", bound=Hashable)
READINGS = (exact, fold, letters, joined)
"""The finest first: what one of them finds, the others are not asked for."""


def longest_text(longest_name: int) -> int:
    """Characters of the longest text that is compared with names of at most `longest_name` characters in any reading:
    each letter of them typed as a letter with three marks, and a thousand characters that no reading keeps."""
    return 4 * longest_name + 1000


def other_article(name: str) -> str:
    """`name` without "the" at its head, or with it where there is none."""
    head, _, rest = name.partition(" ")
    return rest if rest and head.lower() == "the" else f"the {name}"


def closest(text: str, named: Iterable[tuple[str, T]]) -> tuple[T, ...]:
    """What is called `text` among pairs of a name and what bears it, in their order, each once.

    Whether a text is too long for its reading (see `longest_text`) hangs on the text alone, never on other names.

    Those whose name is exactly that; if there are none, those whose folded name is; if there are none, those whose name
    is whatever the punctuation; at last those whose name is whatever the spaces.
    """
    pairs = list(named)
    for reading in READINGS:
        wanted = reading(text)
        if len(text) > longest_text(len(wanted)):
            continue
        found = dict.fromkeys(thing for name, thing in pairs if reading(name) == wanted)
        if found and (wanted or reading is exact):
            return tuple(found)
    return ()


class Names(Frozen, Generic[T]):
    """Things by their names, read once and asked often; answers are those of `closest`. Immutable."""

    __slots__ = ("_longest", "_tables")

    def __init__(self, named: Iterable[tuple[str, T]]) -> None:
        pairs = list(named)
        tables: list[FrozenDict[str, tuple[T, ...]]] = []
        for reading in READINGS:
            table: dict[str, dict[T, None]] = {}
            for name, thing in pairs:
                table.setdefault(reading(name), {})[thing] = None
            if reading in (letters, joined):
                table.pop("", None)
            tables.append(FrozenDict({name: tuple(things) for name, things in table.items()}))
        self._tables = tuple(tables)
        self._longest = longest_text(max((len(name) for table in tables for name in table), default=0))
        """A longer text is too long for every name here: that need not be worked out."""

    def called(self, text: str, known: Container[T] | None = None) -> tuple[T, ...]:
        """What is called `text`; with `known`, as if nothing else were there."""
        for reading, table in zip(self._readings(text), self._tables, strict=False):
            found = () if reading is None else table.get(reading, ())
            if known is not None:
                found = tuple(thing for thing in found if thing in known)
            if found:
                return found
        return ()

    def alike(self, text: str, known: Container[T] | None = None) -> tuple[T, ...]:
        """Everything that `text` could be taken for, in any of the readings; with `known`, of what is there."""
        found: dict[T, None] = {}
        for reading, table in zip(self._readings(text), self._tables, strict=False):
            found |= dict.fromkeys(() if reading is None else table.get(reading, ()))
        return tuple(thing for thing in found if known is None or thing in known)

    def is_strange(self, text: str) -> bool:
        """Whether neither `called` nor `alike` finds anything, for `text` or for its `other_article`."""
        if len(text) > self._longest:
            return True
        plain = letters(text)
        ways = (plain, f"the {plain}", plain.removeprefix("the "))
        return bool(plain) and not any(joined_slug(way) in self._tables[-1] for way in ways)

    def _readings(self, text: str) -> tuple[str | None, ...]:
        """The readings of `text`; none where no name has even its letters: most texts that are no name end here."""
        if len(text) > self._longest:
            return ()
        found = readings(text)
        if found[-1] and found[-1] not in self._tables[-1]:
            return ()
        # None in place of a reading that the text is too long for: no table has it.
        return (
            found
            if len(text) <= longest_text(0)
            else tuple(it if len(text) <= longest_text(len(it)) else None for it in found)
        )
