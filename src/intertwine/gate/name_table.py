"""The names of a view, best first, and the slugs made from them: as columns, for the other parts of the view."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from intertwine.gate.columns import Columns
from intertwine.model.arrays import among, distinct
from intertwine.model.frozen import Frozen, Memo, once, read_only, remember
from intertwine.model.names import closest, longest_text
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs, Strings
from intertwine.model.verb import Verb
from intertwine.model.words import exact, joined, joined_slug, slug


@lru_cache(maxsize=2**14)
def _joined_slug(slug_text: bytes) -> bytes:
    """A slug with its words joined, both in UTF-8. What one viewer knows, most others know too."""
    return joined_slug(str(slug_text, "utf-8", "surrogatepass")).encode("utf-8", "surrogatepass")


class NameTable(Frozen):
    """The names of one view, worked out once. An entity's names are those of everybody whom it is the same as.

    Of several names the lowest rank is best; then those of somebody whom another "is" (`A is B`: B's names are the
    better ones); then the earliest known; then in the order of their letters, never in that of keys.
    """

    __slots__ = (
        "_best", "_best_slug", "_called", "_entity", "_has_namesakes", "_leader", "_memo", "_name", "_person", "_row",
        "_slug", "_strings", "longest_slug", "longest_text",
    )  # fmt: skip

    def __init__(
        self,
        columns: Columns,
        verbs: tuple[Verb, ...],
        strings: Strings,
        orders: Callable[[Ints], Longs],
    ) -> None:
        """Rank the names in `columns`, whose `verb` counts in `verbs` and whose texts in `strings`.

        `orders` gives what sorts lines as they were shown.
        """
        c = columns
        self._leader = c.leader
        is_identity = np.array([verb.role == "identity" for verb in verbs] or [False], np.bool_)[c.verb[c.written_row]]
        believed = ~c.disproved[c.row_line[c.written_row]]
        alias = np.zeros(len(c.kind), np.bool_)
        alias[c.written_subject[is_identity & believed]] = True
        naming = c.written_row[~is_identity]
        entity = np.concatenate([c.implicit_entity, c.written_subject[~is_identity]])
        person = self._leader[entity]
        name = np.concatenate([c.implicit_name, c.text[naming]])

        def ranked(several: Longs) -> tuple[npt.NDArray[Any], ...]:
            """What ranks the names at these places, the most important last."""
            given = several >= len(c.implicit_entity)
            lines = c.row_line[naming[several[given] - len(c.implicit_entity)]]
            known, wrong = np.full(len(several), -2, np.int64), np.zeros(len(several), np.bool_)
            known[given] = orders(lines)
            # A name that proved wrong is still better than none.
            wrong[given] = c.disproved[lines]
            rank = np.concatenate([c.implicit_rank, c.rank[naming]])[several]
            return known, alias[entity[several]], rank, wrong

        def letters(several: Longs) -> Ints:
            """The places of names in the order of their letters; those of one who is nobody else stay as they are."""
            shared = np.bincount(self._leader)[person[several]] > 1
            found = np.zeros(len(several), np.int32)
            words = np.array(list(strings.some(name[several[shared]])), np.str_)
            found[shared] = np.unique(words, return_inverse=True)[1]
            return found

        best_first = _best_first(person, ranked, letters)
        self._person, self._entity = read_only(person[best_first]), read_only(entity[best_first])
        self._name = read_only(name[best_first])
        self._slug = read_only(np.concatenate([c.implicit_slug, c.label[naming]])[best_first])
        row = np.concatenate([np.full(len(c.implicit_entity), NONE, np.int32), naming])
        self._row = read_only(row[best_first])
        self._strings = strings
        lengths = np.diff(strings.offsets)
        self.longest_slug = int(lengths[self._slug].max(initial=0))
        """Bytes of the longest slug of a name."""
        longest_name = int(lengths[self._name].max(initial=0))
        self.longest_text = longest_text(max(longest_name, self.longest_slug))
        """Characters of the longest text that is compared with names."""
        self._called: Memo[int, str] = Memo()
        self._memo: Memo[str, Any] = Memo()
        first = np.ones(len(self._person), np.bool_)
        first[1:] = self._person[1:] != self._person[:-1]
        named = self._person[first]
        best, best_slug = np.zeros(len(c.kind), np.int32), np.full(len(c.kind), NONE, np.int32)
        best[named], best_slug[named] = self._name[first], self._slug[first]
        self._best, self._best_slug = read_only(best), read_only(best_slug)
        sharing = np.bincount(best_slug[named], minlength=len(strings)) > 1
        self._has_namesakes = read_only(sharing[best_slug] & (best_slug >= 0))

    def best(self, entity: int) -> str:
        """The best name that this viewer knows."""
        name = self._called.get(entity)
        if name is None:
            name = remember(self._called, entity, self._strings[self._best.item(self._leader.item(entity))])
        return name

    def own(self, entity: int) -> str:
        """The best name of this one entity, as if nobody knew who it is: for saying that A is B."""
        mine = np.flatnonzero(self._entity == entity)
        return self._strings[int(self._name[mine[0]])] if len(mine) else self.best(entity)

    def names(self, entity: int) -> list[tuple[str, int]]:
        """All names, best first, each once, with the row that gave it (NONE: it came with the first fact)."""
        start, end = np.searchsorted(self._person, [self._leader[entity], self._leader[entity] + 1])
        found: dict[str, int] = {}
        for word, row in zip(self._name[start:end].tolist(), self._row[start:end].tolist(), strict=True):
            found.setdefault(self._strings[word], row)
        return list(found.items())

    def all(self) -> Ints:
        """The entities that stand for somebody or something, each once."""
        return np.flatnonzero(self._leader == np.arange(len(self._leader))).astype(np.int32)

    def best_names(self) -> list[tuple[int, str]]:
        """Everyone's best name."""
        everyone = self.all()
        return list(zip(everyone.tolist(), self._strings.some(self._best[everyone]), strict=True))

    def best_numbers(self) -> tuple[Ints, Ints]:
        """Those of `best_names`, and the string of the best name of each."""
        everyone = self.all()
        return everyone, self._best[everyone]

    def every_number(self) -> tuple[Ints, Ints]:
        """The bearers of `every_name`, and the string of each name."""
        return self._person, self._name

    def called(self, text: str) -> tuple[int, ...]:
        """Everyone who is called `text`: exactly so; else in one of the coarser readings (see `closest`).
        What is longer than `longest_text` is no name."""
        if len(text) > self.longest_text:
            return ()
        # Most names are typed as they are written: `_joined`, which looks at every name, is rarely needed.
        return self._slugged_closest(text, (slug(text),)) or self._slugged_closest(
            text, self._with_joined(joined(text))
        )

    def _slugged_closest(self, text: str, slugs: tuple[str, ...]) -> tuple[int, ...]:
        """Those of whose names one has one of `slugs`, and is closest to `text`."""
        alike = np.flatnonzero(among(self._slug, [self._strings.find(it) for it in slugs]))
        return closest(text, zip(self._strings.some(self._name[alike]), self._person[alike].tolist(), strict=True))

    def _with_joined(self, wanted: str) -> tuple[str, ...]:
        """The slugs that are `wanted` with their words joined."""
        slugs, joined_slugs = self._joined
        text, found = f"\n{wanted}\n".encode("utf-8", "surrogatepass"), list[int]()
        place = joined_slugs.find(text)
        while place >= 0:
            found.append(joined_slugs.count(b"\n", 0, place))
            place = joined_slugs.find(text, place + 1)
        return tuple(self._strings.some(slugs[np.array(found, np.int32)]))

    @once
    def _joined(self) -> tuple[Ints, bytes]:
        """The slugs of all names, and what they are with their words joined: each between ends of lines."""
        slugs = distinct(self._slug)
        return read_only(slugs), b"\n".join([b"", *map(_joined_slug, self._strings.encoded(slugs)), b""])

    def slugged(self, slug_text: str) -> list[int]:
        """Everyone of whose names one has this slug."""
        number = self._strings.find(slug_text)
        return list(dict.fromkeys(self._person[self._slug == number].tolist()))

    def best_slugged(self, slug_text: str) -> list[int]:
        """Everyone whose best name has this slug."""
        number = self._strings.find(slug_text)
        return np.flatnonzero(self._best_slug == number).tolist() if number > 0 else []

    def best_slug(self, entity: int) -> str:
        """The slug of the best name."""
        return self._strings[self._best_slug.item(self._leader.item(entity))]

    def with_name(self, chosen: Bools) -> Bools:
        """Which entities stand for somebody with a name among these strings: a mask over strings becomes one over
        entities."""
        found = np.zeros(len(self._leader), np.bool_)
        found[self._person[chosen[self._name]]] = True
        return found

    def strings_used(self) -> Bools:
        """Which strings are names: a new mask."""
        used = np.zeros(len(self._strings), np.bool_)
        used[self._name] = True
        return used

    def has_namesakes(self, entity: int) -> bool:
        """Whether the best name of somebody or something else has the same slug."""
        return self._has_namesakes.item(self._leader.item(entity))

    def exact_namesakes(self, entity: int) -> tuple[int, ...]:
        """Everybody and everything else of which one name is exactly the best name of an entity."""
        if not self.has_namesakes(entity):
            return ()
        person, name = self._leader.item(entity), exact(self.best(entity))
        alike = np.flatnonzero(self._slug == self._best_slug.item(person))
        named = zip(self._person[alike].tolist(), self._strings.some(self._name[alike]), strict=True)
        return tuple(dict.fromkeys(other for other, text in named if other != person and exact(text) == name))

    def every_name(self) -> list[tuple[int, str]]:
        """Every name with its bearer, each bearer's best first."""
        return list(zip(self._person.tolist(), self._strings.some(self._name), strict=True))


def _best_first(
    person: Ints, ranked: Callable[[Longs], tuple[npt.NDArray[Any], ...]], letters: Callable[[Longs], Ints]
) -> Longs:
    """The places of names by whose they are, and of each `person` the best one first.

    `ranked` gives what ranks the names at some places, the most important last, and `letters` what ranks those that are
    equal by that. Most people have one name and need neither.
    """
    by_person = np.argsort(person, kind="stable")
    several = _beside_equals(person[by_person])
    if several.any():
        places = by_person[several]
        keys = (*ranked(places), person[places])
        order = np.lexsort(keys)
        tied = _beside_equals(*(key[order] for key in keys))
        if tied.any():
            some = order[tied]
            order[tied] = some[np.lexsort((letters(places[some]), *(key[some] for key in keys)))]
        by_person[several] = places[order]
    return by_person


def _beside_equals(*columns: npt.NDArray[Any]) -> Bools:
    """Which entries of sorted columns are equal to the one before or after it, in all columns."""
    equal = np.logical_and.reduce([column[1:] == column[:-1] for column in columns])
    found = np.zeros(len(columns[0]), np.bool_)
    found[1:] = equal
    found[:-1] |= equal
    return found
