"""The names of a view, best first, and the slugs made from them: as columns, for the other parts of the view."""

from typing import Any

import numpy as np

from intertwine.gate.columns import Columns
from intertwine.gate.identities import rows_with_role
from intertwine.model.arrays import among, distinct
from intertwine.model.frozen import Frozen, FrozenDict, Memo, once, read_only, remember
from intertwine.model.names import closest, longest_text
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs, Strings
from intertwine.model.verb import Verb
from intertwine.model.words import joined, joined_slug, slug


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
        leader: Ints,
        order: Longs,
        *,
        believed: Bools,
        identities: Ints,
    ) -> None:
        """Rank the names in `columns`, whose `verb` counts in `verbs` and whose texts in `strings`.

        `leader` holds, for each entity, the one that stands for it; `order` sorts each line as it was shown;
        `believed` says which rows nothing visible has disproved, and `identities` are those that say who is who.
        """
        c = columns
        self._leader = leader
        alias = np.zeros(len(c.kind), np.bool_)
        alias[c.subject[identities]] = True
        naming = np.flatnonzero(rows_with_role(c, verbs, "name", "linked name", "title name"))
        entity = np.concatenate([c.implicit_entity, c.subject[naming]])
        rank = np.concatenate([c.implicit_rank, c.rank[naming]])
        known = np.concatenate([np.full(len(c.implicit_entity), -2, np.int64), order[c.row_line[naming]]])
        person = self._leader[entity]
        # A name that proved wrong is still better than none.
        wrong = np.concatenate([np.zeros(len(c.implicit_entity), np.bool_), ~believed[naming]])
        name = np.concatenate([c.implicit_name, c.text[naming]])
        shared = np.bincount(self._leader, minlength=len(c.kind))[person] > 1
        letters = np.zeros(len(name), np.int32)
        letters[shared] = np.unique(np.array(list(strings.some(name[shared])), np.str_), return_inverse=True)[1]
        best_first = np.lexsort((letters, known, alias[entity], rank, wrong, person))
        self._person, self._entity = read_only(person[best_first]), read_only(entity[best_first])
        self._name = read_only(name[best_first])
        self._slug = read_only(np.concatenate([c.implicit_slug, c.label[naming]])[best_first])
        row = np.concatenate([np.full(len(c.implicit_entity), NONE, np.int32), naming.astype(np.int32)])
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
        firsts = np.searchsorted(self._person, np.arange(len(c.kind)))
        here = np.flatnonzero(firsts < len(self._person))
        here = here[self._person[firsts[here]] == here]
        best, best_slug = np.zeros(len(c.kind), np.int32), np.full(len(c.kind), NONE, np.int32)
        best[here], best_slug[here] = self._name[firsts[here]], self._slug[firsts[here]]
        self._best, self._best_slug = read_only(best), read_only(best_slug)
        slugs = np.sort(best_slug[here])
        shared_slugs = np.zeros(len(strings), np.bool_)
        shared_slugs[slugs[1:][slugs[1:] == slugs[:-1]]] = True
        self._has_namesakes = read_only(shared_slugs[best_slug] & (best_slug >= 0))

    def best(self, entity: int) -> str:
        """The best name that this viewer knows."""
        name = self._called.get(entity)
        if name is None:
            name = remember(self._called, entity, self._strings[int(self._best[self._leader[entity]])])
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

    def called(self, text: str) -> tuple[int, ...]:
        """Everyone who is called `text`: exactly so; else in one of the coarser readings (see `closest`).
        What is longer than `longest_text` is no name."""
        if len(text) > self.longest_text:
            return ()
        # Most names are typed as they are written: `_joined`, which looks at every name, is rarely needed.
        return self._slugged_closest(text, (slug(text),)) or self._slugged_closest(
            text, self._joined.get(joined(text), ())
        )

    def _slugged_closest(self, text: str, slugs: tuple[str, ...]) -> tuple[int, ...]:
        """Those of whose names one has one of `slugs`, and is closest to `text`."""
        alike = np.flatnonzero(among(self._slug, [self._strings.find(it) for it in slugs]))
        return closest(text, zip(self._strings.some(self._name[alike]), self._person[alike].tolist(), strict=True))

    @once
    def _joined(self) -> FrozenDict[str, tuple[str, ...]]:
        """The slugs of all names, by what they are with their words joined."""
        found: dict[str, list[str]] = {}
        for it in self._strings.some(distinct(self._slug)):
            found.setdefault(joined_slug(it), []).append(it)
        return FrozenDict((word, tuple(slugs)) for word, slugs in found.items())

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
        return self._strings[int(self._best_slug[self._leader[entity]])]

    def with_name(self, chosen: Bools) -> Bools:
        """Which entities stand for somebody with a name among these strings: a mask over strings becomes one over
        entities."""
        found = np.zeros(len(self._leader), np.bool_)
        found[self._person[chosen[self._name]]] = True
        return found

    def has_namesakes(self, entity: int) -> bool:
        """Whether the best name of somebody or something else has the same slug."""
        return bool(self._has_namesakes[self._leader[entity]])

    def every_name(self) -> list[tuple[int, str]]:
        """Every name with its bearer, each bearer's best first."""
        return list(zip(self._person.tolist(), self._strings.some(self._name), strict=True))
