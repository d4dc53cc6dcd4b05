"""The rows of a statement in which some are taken for others, and which frames of a page are one and the same."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import NamedTuple

from intertwine.ledger.read.presence import disguised, normal
from intertwine.model.sentinels import NONE
from intertwine.model.statement import Link, Statement, StoryFrame, TakenFor

Row = tuple[int, ...]
"""The numbers of one row, or of a part of it."""
Intern = Callable[[str], int]
StandIn = tuple[int, int, int]
"""Who stands at one end of a row: the number of a key; the line that says who is taken for whom (NONE: none does); and
1 for the true one, else 0."""


class DisguisedRow(NamedTuple):
    """A row; the lines that it hangs on, each with 1 where it has the true one of those of whom the line speaks; and
    the places of its subject and its object among those of the statement."""

    row: Row
    hangs_on: list[tuple[int, int]]
    ends: tuple[int, int]


_NOBODY: list[list[StandIn]] = [[(0, NONE, 0)]]


class DisguisedRows:
    """Those whom one statement takes for others. `taken` says so of each, in the order of their lines."""

    def __init__(self, it: Statement, first_line: int, intern: Intern) -> None:
        """`first_line` is the number of the first line that says who is taken for whom; `intern` numbers keys."""
        self._it, self._intern = it, intern
        self._found = disguised(it.ends, it.taken)
        self.taken: tuple[TakenFor, ...] = tuple(dict.fromkeys(self._found.values()))
        self._saying = {taken: line for line, taken in enumerate(self.taken, first_line)}

    def rows(self, common: tuple[Row, Row, Row]) -> Iterator[DisguisedRow]:
        """Every row of the statement, of those who seem to be there and of those who are. Of somebody who is named
        beside the one they seem to be, the row that says the same of the other is left out: to say it twice would tell
        that there are two.

        `common` is what its rows share: line, verb and form come apart as (line,), (verb, form) and what follows the
        object: preposition, place, recipient, text, label and rank.
        """
        every = list(self._every_row(common))
        certain = {it.row for it in every if not it.hangs_on}
        return (it for it in every if not it.hangs_on or it.row not in certain)

    def _every_row(self, common: tuple[Row, Row, Row]) -> Iterator[DisguisedRow]:
        it, (line, verb, rest) = self._it, common
        subjects, objects = self._ends(it.subjects), self._ends(it.objects)
        preposition, place, _, *more = rest
        recipients = self._ends((it.recipient,) if it.recipient else ())
        for n, (subject, way) in enumerate(zip(subjects, it.ways or ("",) * len(subjects), strict=True)):
            how = (*more[:-2], self._intern(way), more[-1]) if way else more
            for m, thing in enumerate(objects):
                for named in product(subject, thing, *recipients):
                    hangs_on = [(on, true) for _, on, true in named if on != NONE]
                    one, other, whom = (key for key, *_ in named)
                    row = (*line, one, *verb, other, preposition, place, whom, *how)
                    yield DisguisedRow(row, hangs_on, (n, m))

    def _ends(self, links: tuple[Link, ...]) -> list[list[StandIn]]:
        return [self._stand_for(link) for link in links] or _NOBODY

    def _stand_for(self, link: Link) -> list[StandIn]:
        """Whom a link stands for: the one that it names, or whom they seem to be and who they are."""
        taken = self._found.get(normal(link.key))
        if taken is None:
            return [(self._intern(link.key), NONE, 0)]
        says = self._saying[taken]
        return [(self._intern(taken.seems.key), says, 0), (self._intern(taken.who.key), says, 1)]


class Scopes:
    """Which frames of a page are one and the same. `lasting` are the ids of kinds whose names mean one frame
    everywhere."""

    def __init__(self, lasting: frozenset[str]) -> None:
        self._lasting = lasting
        self._first: dict[tuple[int, str, str, str], int] = {}

    def of(self, frame: StoryFrame, line: int) -> int:
        """The first line of those that are in the same `frame` below one heading, `line` being one of them; NONE where
        its name is enough to know it by."""
        name = normal(frame.name.key) if frame.name else ""
        if frame.kind in self._lasting and (name or frame.text):
            return NONE
        return self._first.setdefault((frame.heading, frame.kind, name, frame.text), line)
