"""Journeys for which there is no time."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.ledger.read.story_time import days_in
from intertwine.model.sentinels import NO_DAY, NONE

_LESS = 0.8
"""A journey may take a fifth less time than is said of it."""
_MOST_NEAR = 32
"""Visits of one person in one place, from some day on, of which each is looked at."""
_APPROXIMATELY = ("~", "?", "%")


def journey_short(source: Source) -> Iterator[Finding]:
    """`journey-short`: somebody is in two places within less time than the way between them takes.

    How long it takes is what a fact says of the two places: `is a journey from`. When people are there is what dates
    and distances of days say.
    """
    ways = list(_ways(source))
    if not ways:
        return
    told = set[tuple[int, int]]()
    visits = _Visits(source)
    for one, other, days, says in ways:
        for here, there, most in visits.pairs(one, other, days):
            lines = here.line, there.line
            if most + 1 >= days * _LESS or lines in told:
                continue
            told |= {lines, lines[::-1]}
            early, late = sorted((here, there))
            yield Finding(
                source.at_link(late.line, late.entity, "is here so soon"),
                f'"{source.key(late.entity)}" has at most {_days(most + 1)} for a way of {_days(days)} '
                f"({source.position(says)})",
                "correct a date, a place, or how long the way takes",
                source.at_link(early.line, early.entity, "and here"),
            )


def _days(days: int) -> str:
    return f"{days} day{'s' * (days != 1)}"


def _ways(source: Source) -> Iterator[tuple[int, int, int, int]]:
    """Two places, how many days the way between them takes, and the line that says so."""
    rows = source.ledger.rows
    chosen = np.array([verb.journey for verb in source.ledger.vocabulary.verbs], np.bool_)[rows.verb]
    chosen &= (rows.subject >= 0) & (rows.object >= 0) & source.truth.counts[rows.line]
    for row in np.flatnonzero(chosen).tolist():
        days = days_in(source.words[int(rows.text[row])])
        if days > 1:
            yield int(rows.subject[row]), int(rows.object[row]), days, int(rows.line[row])


class _Visit(NamedTuple):
    line: int
    entity: int
    who: int
    frame: int


class _Visits:
    """Who is where, in lines that say when."""

    def __init__(self, source: Source) -> None:
        lines, relations, acts = source.ledger.lines, source.ledger.relations, source.lives.acts
        said = (relations.days != NONE) & ~relations.place & (relations.target >= 0)
        columns = (relations.line[said], relations.target[said], relations.days[said])
        self._of_line: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for line, target, days in zip(*(it.tolist() for it in columns), strict=True):
            self._of_line[line].append((target, days))
            self._of_line[target].append((line, days))
        dated = (lines.true_start != NO_DAY) & (lines.true_until != NO_DAY)
        words = [source.words[it] for it in lines.true_text[dated].tolist()]
        dated[np.flatnonzero(dated)[[it.endswith(_APPROXIMATELY) for it in words]]] = False
        self._dated, self._since, self._until = dated, lines.true_start, lines.true_until
        speaks = dated.copy()
        speaks[list(self._of_line)] = True
        place = source.ledger.rows.place[acts.row]
        self._by_place: dict[int, list[_Visit]] = defaultdict(list)
        for n in np.flatnonzero((place >= 0) & speaks[acts.line]).tolist():
            line = int(acts.line[n])
            visit = _Visit(line, int(acts.entity[n]), int(acts.who[n]), int(source.truth.frame[line]))
            for it in source.regions.whole(int(place[n])):
                self._by_place[it].append(visit)

    def pairs(self, one: int, other: int, days: int) -> Iterator[tuple[_Visit, _Visit, int]]:
        """Pairs of visits of the same people in two places that may be fewer than so many `days` apart, and how many
        days they are apart at most."""
        theirs: dict[tuple[int, int], list[_Visit]] = defaultdict(list)
        by_line: dict[tuple[int, int], _Visit] = {}
        for visit in self._by_place.get(other, ()):
            by_line[visit.who, visit.line] = visit
            if self._dated[visit.line]:
                theirs[visit.who, visit.frame].append(visit)
        days_of = {key: sorted(them, key=self._day) for key, them in theirs.items()}
        for here in self._by_place.get(one, ()):
            for pair, most in self._of_line.get(here.line, ()):
                if (there := by_line.get((here.who, pair))) is not None and there.frame == here.frame:
                    yield here, there, most
            if not self._dated[here.line]:
                continue
            them = days_of.get((here.who, here.frame), [])
            first = bisect_left(them, int(self._since[here.line]) - days, key=self._day)
            for there in them[first : first + _MOST_NEAR]:
                if there.line != here.line:
                    since, until = self._since, self._until
                    yield (
                        here,
                        there,
                        int(max(until[here.line] - since[there.line], until[there.line] - since[here.line])),
                    )

    def _day(self, visit: _Visit) -> int:
        return int(self._since[visit.line])
