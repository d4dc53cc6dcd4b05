"""Finding things by their names, in the one way in which names compare (see `words`)."""

from collections.abc import Container, Hashable, Iterable
from typing import Generic, TypeVar

from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.words import exact, fold, joined, joined_of, letters, letters_of

T = TypeVar("T", bound=Hashable)
Hits = tuple[tuple[T, ...], ...]
"""What each reading of a text finds, the finest first."""
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
        return first_known(self.hits(text), known)

    def alike(self, text: str, known: Container[T] | None = None) -> tuple[T, ...]:
        """Everything that `text` could be taken for, in any of the readings; with `known`, of what is there."""
        found = dict.fromkeys(thing for hit in self.hits(text) for thing in hit)
        return tuple(thing for thing in found if known is None or thing in known)

    def hits(self, text: str) -> Hits[T]:
        """What each reading of `text` finds, the finest first; none where no reading finds anything. What two texts
        find by one reading is the same object where it is equal."""
        return self._hits(text, fold(text)) if len(text) <= self._longest else ()

    def hits_of_both(self, text: str) -> tuple[Hits[T], Hits[T]]:
        """What is found for `text` and for its `other_article`."""
        if len(text) > self._longest:
            return (), ()
        other, folded = other_article(text), fold(text)
        plain = letters_of(folded)
        whole = joined_of(plain)
        own = self._found(text, folded, plain, whole)
        swapped = f"the {folded}" if len(other) > len(text) else folded[4:] if folded.startswith("the ") else ""
        if not (folded[:1].isalnum() and swapped[:1].isalnum()):  # an article beside it might be read otherwise
            return own, self.hits(other)
        if len(other) > len(text):
            if f"the{whole}" not in self._tables[-1] and f"the {whole}" not in self._tables[-1]:
                return own, ()  # as for most texts: with the article it is no name, however its words are joined
        elif whole.startswith("the") and whole[3:].lstrip() not in self._tables[-1]:
            return own, ()
        return own, self._hits(other, swapped)

    def _hits(self, text: str, folded: str) -> Hits[T]:
        """What is found for `text`, which is `folded` so."""
        plain = letters_of(folded)
        return self._found(text, folded, plain, joined_of(plain))

    def _found(self, text: str, folded: str, plain: str, whole: str) -> Hits[T]:
        """What is found for `text`, whose readings but the finest are these."""
        if whole and whole not in self._tables[-1]:  # most texts that are no name end here
            return ()
        found: tuple[str | None, ...] = (exact(text), folded, plain, whole)
        if len(text) > longest_text(0):  # None in place of one that the text is too long for: no table has it
            found = tuple(it if it is not None and len(text) <= longest_text(len(it)) else None for it in found)
        both = zip(found, self._tables, strict=True)
        hits = tuple(() if reading is None else table.get(reading, ()) for reading, table in both)
        return hits if any(hits) else ()


def first_known(hits: Hits[T], known: Container[T] | None) -> tuple[T, ...]:
    """What the finest reading finds that finds anything; with `known`, of what is there."""
    for hit in hits:
        found = hit if known is None else tuple(thing for thing in hit if thing in known)
        if found:
            return found
    return ()
