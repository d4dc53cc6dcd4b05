"""Who ties several stories together: people seen in two or more titles."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import among
from intertwine.model.fact import Where
from intertwine.model.frozen import read_only
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.strings import Ints, Longs
from intertwine.model.verb import SCENES
from intertwine.model.words import fold
from intertwine.questions.arguments import need_names, need_view
from intertwine.questions.common import Asked, At, Named
from intertwine.questions.encounters import MEETINGS
from intertwine.questions.lazy import Lazy
from intertwine.questions.meaning import meant
from intertwine.questions.presence import acts, takes_part, there
from intertwine.questions.tell import Teller


@record
class TiedTitle:
    """One of the titles: where the person is first seen in it, and whom they meet there, as they meet them."""

    title: Named
    first: At
    met: tuple[Named, ...]

    __repr__ = short_repr


@record
class Tie:
    """Somebody seen in several titles. `meetings` is how many people they meet across those titles."""

    who: Named
    titles: tuple[TiedTitle, ...]
    meetings: int

    __repr__ = short_repr


@record
class Ties:
    """`among` are the titles asked about (none: all visible ones); `ties` come by number of titles, then of meetings,
    then by name, and are put into words when they are read."""

    among: tuple[Named, ...]
    ties: Sequence[Tie]

    __repr__ = short_repr


def ties(view: View, among: Sequence[Asked] = ()) -> Ties:
    """Who is seen in two or more titles (of `among`, when given). Raises `NotThere`, `Ambiguous`."""
    need_view("ties", view)
    among = need_names("ties", among)
    tell = Teller(view)
    titles = list(dict.fromkeys(meant(view, asked, titles=True) for asked in among))
    seen = _seen(view, titles)
    return Ties(tell.all_named(titles), TieList(tell, seen, _met_where(view, seen)))


class _Seen(NamedTuple):
    """People who are seen in several titles: in which, by person and then in the order of the listing, and the first
    line that shows them there."""

    person: Ints
    title: Ints
    line: Ints


class _Met(NamedTuple):
    """Whom people meet: `place` says where in `_Seen` the person and the title stand, ascending; `other` whom, in the
    order in which they meet them there."""

    place: Ints
    other: Ints


class TieList(Lazy[Tie]):
    """Ties in their order, each put into words when it is read."""

    __slots__ = ("_everybody", "_line", "_meetings", "_met", "_met_starts", "_rows", "_tell", "_title")

    def __init__(self, tell: Teller, seen: _Seen, met: _Met) -> None:
        """The ties of those in `seen`, in the words of `tell`, with those whom they meet."""
        self._tell, self._title, self._line = tell, read_only(seen.title), read_only(seen.line)
        self._met = read_only(met.other)
        self._met_starts = read_only(np.searchsorted(met.place, np.arange(len(seen.title) + 1)))
        people, starts = np.unique(seen.person, return_index=True)
        ends = np.append(starts[1:], len(seen.person))[: len(people)]
        each = np.unique(seen.person[met.place].astype(np.int64) * tell.view.entities.count + met.other)
        mine = np.searchsorted(people, each // max(tell.view.entities.count, 1))
        meetings = np.bincount(mine, minlength=len(people))
        order = _in_order(tell.view, people, ends - starts, meetings)
        self._everybody, self._meetings = read_only(people[order]), read_only(meetings[order])
        self._rows = read_only(np.stack([starts[order], ends[order]]))

    def __len__(self) -> int:
        return len(self._everybody)

    def _made(self, places: range) -> tuple[Tie, ...]:
        return tuple(map(self._tie, places))

    def _tie(self, at: int) -> Tie:
        titles = tuple(self._tied(row) for row in range(*self._rows[:, at].tolist()))
        return Tie(self._tell.named(self._everybody.item(at)), titles, self._meetings.item(at))

    def _tied(self, row: int) -> TiedTitle:
        tell, title = self._tell, self._title.item(row)
        # Only what was shown in a title is here, so that there is a place.
        first = tell.view.rows.where(self._line.item(row)) or Where(title, 0, 0)
        met = self._met[self._met_starts[row] : self._met_starts[row + 1]].tolist()
        return TiedTitle(tell.named(title), tell.place(first._replace(seconds=None)), tell.all_named(met))


def _in_order(view: View, people: Ints, titles: Longs, meetings: Longs) -> list[int]:
    """The places of `people` by how many titles they are seen in and how many they meet, and then by name; of equal
    names by address."""
    keys = [
        (-here, -met, fold(view.names.best(person)))
        for person, here, met in zip(people.tolist(), titles.tolist(), meetings.tolist(), strict=True)
    ]
    several = {key for key, count in Counter(keys).items() if count > 1}
    full = [
        (*key, view.names.address(person) if key in several else "")
        for person, key in zip(people.tolist(), keys, strict=True)
    ]
    return sorted(range(len(full)), key=full.__getitem__)


def _seen(view: View, titles: Sequence[int]) -> _Seen:
    """Who is seen in several titles (of `titles`, or of all)."""
    subjects, _, lines = view.rows.pairs(view.rows.mask(verbs=acts, ways=there))
    _, objects, more = view.rows.pairs(view.rows.mask(verbs=takes_part))
    people, lines = np.concatenate([subjects, objects]), np.concatenate([lines, more])
    where = view.rows.titles(lines)
    wanted = (where >= 0) & (people >= 0) & view.entities.of_kind("character", "person", "")[people]
    if titles:
        wanted &= among(where, np.array(titles, np.int32))
    people, lines, where = people[wanted], lines[wanted], where[wanted]
    rank = np.zeros(view.entities.count, np.int64)
    rank[list(view.listing.titles)] = np.arange(len(view.listing.titles))
    first = _firsts(people * np.int64(len(rank)) + rank[where], view.lines.orders(lines), lines)
    people, lines, where = people[first], lines[first], where[first]
    several = np.bincount(people, minlength=len(rank))[people] > 1
    return _Seen(people[several], where[several], lines[several])


def _met_where(view: View, seen: _Seen) -> _Met:
    """Whom those of `seen` meet or share a scene with in these titles."""
    if not len(seen.person):
        return _Met(seen.person, seen.person)
    count, people = view.entities.count, view.entities.of_kind("character", "person", "")
    subjects, objects, lines = view.rows.pairs(view.rows.mask(MEETINGS, met=True))
    present, _, scenes = view.rows.pairs(view.rows.mask(SCENES, ways=there))
    one, other, together = _all_pairs(present, scenes)
    mine = np.concatenate([subjects, objects, one])
    theirs = np.concatenate([objects, subjects, other])
    lines = np.concatenate([lines, lines, together])
    met = (mine >= 0) & (theirs >= 0) & (mine != theirs)
    met &= people[mine] & people[theirs]
    mine, theirs, lines = mine[met], theirs[met], lines[met]
    both = mine * np.int64(count) + view.rows.titles(lines)
    known = seen.person * np.int64(count) + seen.title
    by_key = np.argsort(known)
    at = np.searchsorted(known[by_key], both)
    at[at == len(known)] = 0
    here = (known[by_key][at] == both) & (view.rows.titles(lines) >= 0)
    place, theirs, lines = by_key[at[here]], theirs[here], lines[here]
    first = _firsts(place.astype(np.int64) * count + theirs, view.lines.orders(lines), lines)
    place, theirs, lines = place[first], theirs[first], lines[first]
    order = np.lexsort((_by_name(view, theirs), lines, view.lines.orders(lines), place))
    return _Met(place[order], theirs[order])


def _firsts(keys: Longs, orders: Longs, lines: Ints) -> Longs:
    """Where each different key stands first as shown, by key."""
    as_shown = np.lexsort((lines, orders))
    return as_shown[np.unique(keys[as_shown], return_index=True)[1]]


def _all_pairs(people: Ints, lines: Ints) -> tuple[Ints, Ints, Ints]:
    """Everybody with everybody of the same line, themselves too, and the line; lines ascend."""
    _, starts, counts = np.unique(lines, return_index=True, return_counts=True)
    size = np.repeat(counts, counts)
    one = np.repeat(np.arange(len(people)), size)
    within = np.arange(len(one)) - np.repeat(np.cumsum(size) - size, size)
    other = np.repeat(np.repeat(starts, counts), size) + within
    return people[one], people[other], lines[one]


def _by_name(view: View, people: Ints) -> Longs:
    """The place of each of `people` in the order of their names."""
    different, at = np.unique(people, return_inverse=True)
    names = [view.names.best(n) for n in different.tolist()]
    places = {name: place for place, name in enumerate(sorted(set(names)))}
    return np.array([places[name] for name in names], np.int64)[at] if names else at
