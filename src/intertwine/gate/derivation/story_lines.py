"""What a ledger tells, as a derivation reads it: which line names whom, and which installments show it."""

from itertools import pairwise

import numpy as np

from intertwine.gate.identities import merged, with_verbs
from intertwine.ledger.store.columns import FIRST_TITLE_KIND, IMPOSSIBLE, KINDS, PUBLIC, Ledger
from intertwine.model.arrays import distinct
from intertwine.model.frozen import Frozen, read_only, remember
from intertwine.model.release_order import by_release, days_in_order
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.verb import Role

UNTOLD: tuple[Role, ...] = ("prose", "news", "purpose", "billing", "part", "introduction", "continues")
"""Roles of verbs that tell no story: words about it, its cast, and what keepers say of titles."""
ENOUGH_LINES = 4
"""Lines of one installment that name somebody and make it full of them: enough to get to know them."""
_ASKED_KINDS = ("", "character", "group", "object", "thread")
_NOWHERE = np.iinfo(np.int32).max


class StoryLines(Frozen):
    """The story lines of one ledger, the same for every target and every viewer.

    One entry an entity: `leader`, who it is once everything is known; `asked`, whether one may have to know it (no
    place, no actor, no title). One an installment: `rank`, its place in the order of release; `told_of`, whether
    anything tells of its story. One a line: `home`, the
    installment that shows it first (NONE: it is public, or nothing shows it); `told`, whether it tells of the story;
    `crowd`, how many it names that one may have to know.
    `names` are the pairs of a told line and an entity that it names, sorted by line: `line` and `entity`. `rows` are
    the rows of told lines, and `same` those that say that two are one. `shows` has for each alternative its
    installments, ascending: empty where it is public, None where nobody ever passes it.
    """

    __slots__ = (
        "_lines",
        "_start",
        "asked",
        "crowd",
        "entity",
        "home",
        "leader",
        "ledger",
        "line",
        "rank",
        "rows",
        "same",
        "shows",
        "told",
        "told_of",
    )

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        rows, verbs, lines = ledger.rows, ledger.vocabulary.verbs, len(ledger.lines.page)
        same = with_verbs(rows.verb, [verb.role == "identity" for verb in verbs]) & (rows.object >= 0)
        wrong = np.zeros(lines, np.bool_)
        wrong[ledger.disproofs.belief] = True
        same &= ~wrong[rows.line]
        self.same: Longs = read_only(np.flatnonzero(same))
        self.leader: Ints = read_only(merged(len(ledger.entities.key), rows.subject[same], rows.object[same]))
        kinds = [KINDS.index(kind) for kind in _ASKED_KINDS]
        self.asked: Bools = read_only(np.isin(ledger.entities.kind, kinds)[self.leader])
        listing = ledger.installments
        days = days_in_order(listing.title, listing.season, listing.number, listing.date, listing.spread)
        order = by_release(listing.title, listing.season, days, len(ledger.entities.key))
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        self.rank: Ints = read_only(rank)
        self.shows = _shows(ledger)
        self.home: Ints = read_only(self._home())
        tells = [verb.evidence and verb.shape != "listing" and verb.role not in UNTOLD for verb in verbs]
        self.rows: Longs = read_only(np.flatnonzero(with_verbs(rows.verb, tells) & ~wrong[rows.line]))
        told = np.zeros(lines, np.bool_)
        told[rows.line[self.rows]] = True
        self.told: Bools = read_only(told)
        self.told_of: Bools = read_only(self._told_of())
        self.line, self.entity = map(read_only, self._names())
        asked = self.line[self.asked[self.entity]]
        self.crowd: Longs = read_only(np.bincount(asked, minlength=lines))
        order = np.argsort(self.entity, kind="stable")
        self._lines: Ints = read_only(self.line[order])
        self._start: Longs = read_only(np.searchsorted(self.entity[order], np.arange(len(self.leader) + 1)))

    def lines_of(self, entity: int) -> Ints:
        """The told lines that name `entity`, a leader; ascending."""
        return self._lines[self._start[entity] : self._start[entity + 1]]

    def named(self, line: int) -> list[int]:
        """Whom and what a told line names, as leaders; ascending."""
        start, end = np.searchsorted(self.line, (line, line + 1))
        found: list[int] = self.entity[start:end].tolist()
        return found

    def alternatives(self, line: int) -> list[tuple[int, ...]]:
        """What shows `line`: of each alternative that somebody can pass its installments, ascending; () is public."""
        it = self.ledger.lines
        numbers = it.alternatives[it.alternative_start[line] : it.alternative_start[line + 1]].tolist()
        return [found for n in numbers if (found := self.shows[n]) is not None]

    def _home(self) -> Ints:
        it = self.ledger.lines
        rank = np.append(self.rank, NONE)
        last = np.array(
            [_NOWHERE if its is None else max(map(rank.item, its), default=NONE) for its in self.shows], np.int32
        )
        if not len(it.page):
            return np.zeros(0, np.int32)
        first = np.minimum.reduceat(last[it.alternatives], it.alternative_start[:-1])
        by_rank = np.append(np.argsort(self.rank).astype(np.int32), NONE)
        first[(first == _NOWHERE) | (first < 0)] = NONE
        return by_rank[first]

    def _told_of(self) -> Bools:
        it, found = self.ledger.lines, np.zeros(len(self.rank), np.bool_)
        own = np.repeat(self.told, np.diff(it.alternative_start))
        for n in np.unique(it.alternatives[own]).tolist():
            found[list(self.shows[n] or ())] = True
        return found

    def _names(self) -> tuple[Ints, Ints]:
        rows, count = self.ledger.rows, np.int64(len(self.leader))
        titles = self.ledger.entities.kind >= FIRST_TITLE_KIND
        found = []
        for column in (rows.subject, rows.object, rows.place, rows.recipient):
            ends = column[self.rows]
            there = ends >= 0
            there[there] = ~titles[ends[there]]
            found.append(rows.line[self.rows][there] * count + self.leader[ends[there]])
        line, entity = np.divmod(distinct(np.concatenate(found)), max(len(self.leader), 1))
        return line.astype(np.int32), entity.astype(np.int32)


def story_lines(ledger: Ledger) -> StoryLines:
    """The story lines of `ledger`: worked out when first asked for, and kept with it."""
    found: StoryLines | None = ledger.memo.get("derivation")
    return remember(ledger.memo, "derivation", StoryLines(ledger)) if found is None else found


def _shows(ledger: Ledger) -> tuple[tuple[int, ...] | None, ...]:
    """Of each alternative its installments, ascending."""
    stamps = ledger.stamps
    installment, needs, start = stamps.installment.tolist(), stamps.needs.tolist(), stamps.start.tolist()
    found: list[tuple[int, ...] | None] = []
    for begin, end in pairwise(start):
        its = needs[begin:end]
        impossible = IMPOSSIBLE in its
        found.append(None if impossible else tuple(sorted({installment[n] for n in its if n != PUBLIC})))
    return tuple(found)
