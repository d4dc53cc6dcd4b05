"""The rows of a statement in which some are taken for others, and which frames of a page are one and the same."""

from collections.abc import Callable, Iterable, Iterator, Mapping
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


class DisguiseRows:
    """Those whom one statement takes for others. `taken` says so of each, in the order of their lines."""

    def __init__(self, taken: Iterable[TakenFor], first_line: int, intern: Intern) -> None:
        """`taken` is what the statement says of them, `first_line` the number of the first line that says who is taken
        for whom; `intern` numbers keys."""
        self.taken, self._intern = tuple(dict.fromkeys(taken)), intern
        self._saying = {taken: line for line, taken in enumerate(self.taken, first_line)}

    def rows(self, it: Statement, common: tuple[Row, Row, Row]) -> Iterator[DisguisedRow]:
        """Every row of the statement `it`, of those who seem to be there and of those who are. Of somebody who is named
        beside the one they seem to be, the row that says the same of the other is left out: to say it twice would tell
        that there are two.

        `common` is what its rows share: line, verb and form come apart as (line,), (verb, form) and what follows the
        object: preposition, place, recipient, text, label and rank.
        """
        every = list(self._every_row(it, common))
        certain = {one.row for one in every if not one.hangs_on}
        return (one for one in every if not one.hangs_on or one.row not in certain)

    def _every_row(self, it: Statement, common: tuple[Row, Row, Row]) -> Iterator[DisguisedRow]:
        line, verb, rest = common
        found = disguised(it.ends, self.taken)
        subjects, objects = self._ends(it.subjects, found), self._ends(it.objects, found)
        preposition, place, _, *more = rest
        recipients = self._ends((it.recipient,) if it.recipient else (), found)
        for n, (subject, way) in enumerate(zip(subjects, it.ways or ("",) * len(subjects), strict=True)):
            how = (*more[:-2], self._intern(way), more[-1]) if way else more
            for m, thing in enumerate(objects):
                for named in product(subject, thing, *recipients):
                    hangs_on = [(on, true) for _, on, true in named if on != NONE]
                    one, other, whom = (key for key, *_ in named)
                    row = (*line, one, *verb, other, preposition, place, whom, *how)
                    yield DisguisedRow(row, hangs_on, (n, m))

    def whose(self, link: Link) -> list[StandIn]:
        """Whom a link stands for that is read alone, as that of a frame is."""
        return self._stand_for(link, disguised((link,), self.taken))

    def true_ones(self, links: tuple[Link, ...]) -> Iterator[tuple[Link, StandIn]]:
        """Each of the `links` of one text as it reads at first, and who the true one is (the number of none: it is the
        one that it names)."""
        found = disguised(links, self.taken)
        for link in links:
            taken = found.get(normal(link.key))
            if taken is None:
                yield link, (0, NONE, 0)
            else:
                # Words for the true one may tell who it is; those for the other no longer fit when it is known.
                first = link if normal(link.key) == normal(taken.seems.key) else Link(taken.seems.key)
                yield first, (self._intern(taken.who.key), self._saying[taken], 1)

    def _ends(self, links: tuple[Link, ...], found: Mapping[str, TakenFor]) -> list[list[StandIn]]:
        return [self._stand_for(link, found) for link in links] or _NOBODY

    def _stand_for(self, link: Link, found: Mapping[str, TakenFor]) -> list[StandIn]:
        """Whom a link stands for: the one that it names, or whom they seem to be and who they are."""
        taken = found.get(normal(link.key))
        if taken is None:
            return [(self._intern(link.key), NONE, 0)]
        says = self._saying[taken]
        return [(self._intern(taken.seems.key), says, 0), (self._intern(taken.who.key), says, 1)]


class Scopes:
    """Where the frames of a page count as one. `lasting` are the ids of kinds whose names mean one frame everywhere."""

    def __init__(self, lasting: frozenset[str]) -> None:
        self._lasting = lasting
        self._first: dict[int, int] = {}

    def of(self, frame: StoryFrame, line: int) -> int:
        """The first line in any frame that one heading names, as it names `frame`, in which `line` is; NONE where its
        name is enough to know it by. (Whose it is, is not looked at here: they may be taken for another.)"""
        if frame.kind in self._lasting and (frame.name or frame.text):
            return NONE
        return self._first.setdefault(frame.heading, line)
