"""A view's facts as columns: who with whom, where and in which order, for questions that read thousands at once."""

from collections.abc import Callable, Collection, Sequence

import numpy as np

from intertwine.gate.fact_decoder import FactDecoder
from intertwine.gate.identities import among_verbs
from intertwine.gate.tables import ViewTables
from intertwine.model.arrays import among, distinct, groups
from intertwine.model.fact import Where
from intertwine.model.frozen import Frozen
from intertwine.model.line_columns import LineColumns
from intertwine.model.sentinels import LAST_SECOND, NO_DAY, NONE
from intertwine.model.strings import Bools, Ints
from intertwine.model.verb import PRESENT, Role, Verb
from intertwine.model.way import Way


class RowIndex(Frozen):
    """The rows and lines of a view. A *line* is one statement; a *row* is one pair of its subjects and objects."""

    __slots__ = ("_decoder", "_tables")

    def __init__(self, tables: ViewTables, decoder: FactDecoder) -> None:
        self._tables, self._decoder = tables, decoder

    def __repr__(self) -> str:
        return f"<RowIndex: rows {len(self._tables.columns.row_line)}, of facts {self._tables.lines}>"

    @property
    def installments(self) -> Ints:
        """Of each line the place in the listing of the installment that shows it; NONE where none does."""
        c = self._tables.columns
        return np.where(c.public, NONE, c.installment)

    @property
    def seconds(self) -> Ints:
        """Of each line the second of its installment at which it is shown, LAST_SECOND at its end; NONE where none
        shows it."""
        c = self._tables.columns
        return np.where(c.public, NONE, c.seconds)

    def mask(
        self,
        roles: Sequence[Role] = (),
        *,
        met: bool = False,
        verbs: Callable[[Verb], bool] | None = None,
        ways: Callable[[Way], bool] | None = None,
        disproved: bool = False,
        frame: int | None = None,
        framed: bool = False,
    ) -> Bools:
        """Which rows have a verb with one of `roles`, or (`met`) one that implies a meeting, or one that `verbs` is
        true of: a mask over all rows. Of people in scenes, only those who are there in a way that `ways` is true of.

        Disproved ones are left out, unless `disproved`. So is what is in a frame, unless `framed`; with `frame`, the
        frame of a fact, all that is not in this very one is left out."""
        t = self._tables
        rows = among_verbs(t.columns.verb, t.verbs_with(roles, met=met, verbs=verbs))
        if ways is not None:
            if not ways(next(way for way in t.ways.values() if way.is_usual)):
                others = rows & among_verbs(t.columns.verb, t.verbs_with(PRESENT))
                others[t.noted] = False
                rows &= ~others
            if len(t.noted):
                rows[t.noted[[not ways(way) for way in t.ways_of]]] = False
        if not disproved:
            rows[t.disproved_rows] = False
        if frame is not None:
            rows &= t.columns.frame.take(t.columns.row_line) == frame
        elif not framed:
            rows[t.framed_rows] = False
        return rows

    def lines_of(
        self,
        ends: Collection[int],
        verbs: Callable[[Verb], bool],
        *,
        frame: int | None = None,
        as_object: bool = False,
    ) -> Ints:
        """The line of each row that has one of `ends` as its subject (or `as_object`) and a verb that `verbs` is true
        of, ascending; without disproved ones, and only of what is in this `frame` (None: in none)."""
        t = self._tables
        rows = np.flatnonzero(among(t.object if as_object else t.subject, ends))
        wanted = np.array([verbs(v) for v in t.verbs] or [False], np.bool_)
        lines: Ints = t.columns.row_line[rows[wanted.take(t.columns.verb[rows])]]
        here = NONE if frame is None else frame
        kept: Ints = lines[~t.columns.disproved[lines] & (t.columns.frame.take(lines) == here)]
        return kept

    def columns_of(self, lines: Ints) -> LineColumns:
        """What is said of each of these lines."""
        t, c = self._tables, self._tables.columns
        first = t.rows(lines)[0]
        where = 2 * c.installment[lines] + c.several[lines]
        seconds, start = c.seconds[lines], c.start[lines]
        text, begins, until, step = c.true_text[lines], c.true_start[lines], c.true_until[lines], c.step[lines]
        related = among(lines, distinct(c.relation_line))
        told = np.flatnonzero((text != 0) | (step >= 0))
        time, says = np.zeros(len(lines), np.int64), related.copy()
        time[told] = 1 + groups(*(column[told] for column in (text, begins, until, step)))
        says[told] |= ((begins != NO_DAY) | (until != NO_DAY) | (step >= 0))[told]
        return LineColumns(
            c.verb[first].astype(np.int32),
            t.place[first],
            np.where(c.installment[lines] < 0, np.int32(NONE), where).astype(np.int32),
            np.where(seconds == LAST_SECOND, np.int32(NONE), seconds),
            start,
            c.frame.take(lines),
            time,
            says,
            related,
            among(lines, c.row_line[t.noted]),
        )

    def pairs(self, rows: Bools) -> tuple[Ints, Ints, Ints]:
        """Subject, object and line of the chosen rows (a mask over all rows; see `mask`); NONE for no object."""
        t = self._tables
        return t.subject[rows], t.object[rows], t.columns.row_line[rows]

    def of_lines(self, lines: Ints) -> Bools:
        """The rows of these lines: a mask over all rows."""
        chosen = np.zeros(self._tables.lines, np.bool_)
        chosen[lines] = True
        return chosen.take(self._tables.columns.row_line)

    def titles(self, lines: Ints) -> Ints:
        """The title where each of these lines was shown; NONE for what is public."""
        c = self._tables.columns
        return np.append(c.listed_title, np.int32(NONE))[c.installment[lines]]

    def frames(self, lines: Ints) -> Ints:
        """The frame in which each of these lines is; NONE for what is in none."""
        frames: Ints = self._tables.columns.frame.take(lines)
        return frames

    def seasons(self, lines: Ints) -> Ints:
        """The season in which each of these lines was shown; NONE for what is public."""
        c = self._tables.columns
        return np.append(c.listed_season, np.int32(NONE))[c.installment[lines]]

    def numbers(self, lines: Ints) -> Ints:
        """The number of the installment in which each of these lines was shown; NONE for what is public."""
        c = self._tables.columns
        return np.append(c.listed_number, np.int32(NONE))[c.installment[lines]]

    def where(self, line: int) -> Where | None:
        """Where the viewer learnt what a line says; None for what is public."""
        return self._decoder.where(line)
