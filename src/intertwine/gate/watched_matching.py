"""An export of another program becomes progress: what of a universe it says was seen, for somebody who has passed
certain things already.

It follows the rules of progress text (see `progress_reading`). An entry is judged among the titles that everybody
knows, those that the viewer knows, and those that other entries reveal. A secret title that nothing else reveals is
admitted for the one entry that names it, where that entry is then sure and reveals it. All others are as good as
missing. Nothing that was understood is taken back, unless all that speaks against it stays known without it.
"""

from collections import Counter
from collections.abc import Collection, Iterable

import numpy as np

from intertwine.gate.progress_writing import write, written_marks
from intertwine.gate.timetable import Title
from intertwine.gate.watched_judging import Meant, WatchedJudge, WatchedVerdict
from intertwine.gate.watched_places import whole
from intertwine.gate.watched_table import WatchedTable
from intertwine.model.message import message
from intertwine.model.progress import NOTHING, Mark, Progress, furthest
from intertwine.model.record import record
from intertwine.model.strings import Ints
from intertwine.model.watched import WatchedRow


@record
class MatchedTitle:
    """What comes out for one title: its name; what of it is marked, as progress text; and how many entries say so."""

    title: str
    text: tuple[str, ...]
    rows: int


@record
class AskedEntry:
    """What is not sure: how the file names it, its first row and how many rows say it, why it is asked, and what it can
    mean, as progress text (none: nothing that is listed)."""

    entry: str
    row: int
    rows: int
    why: str
    choices: tuple[str, ...]


@record
class WatchedMatches:
    """What an export says of a universe. `progress` holds the marks that come out, without what the viewer had passed
    before; `text` is both together as progress text. `elsewhere` counts the entries that are of no title that may be
    known, `rows` all entries."""

    progress: Progress
    text: str
    matched: tuple[MatchedTitle, ...]
    asked: tuple[AskedEntry, ...]
    elsewhere: int
    rows: int


class WatchedMatching:
    """Matches the entries of one export for a `viewer`."""

    def __init__(self, table: WatchedTable, viewer: Progress) -> None:
        self._table, self._time, self._viewer = table, table.timetable, viewer
        self._judge = WatchedJudge(table)
        self._count: Counter[WatchedRow] = Counter()
        self._first: dict[WatchedRow, WatchedRow] = {}
        self._say: dict[WatchedRow, frozenset[int]] = {}
        self._rows = self._elsewhere = 0

    def add(self, rows: Iterable[WatchedRow]) -> None:
        """Take entries into account. Those that no title can have, secret or not, are only counted; equal ones are one
        entry."""
        for row in rows:
            self._rows += 1
            say = self._judge.say(row)
            if not say:
                self._elsewhere += 1
                continue
            key = row._replace(row=0, date="", name=self._judge.telling_name(row))
            if key not in self._count:
                self._judge.add(key)
                self._first[key], self._say[key] = row, say
            self._count[key] += 1

    def result(self) -> WatchedMatches:
        """What all entries so far say."""
        base = self._time.limits([*self._viewer.seen, *self._viewer.told])
        known = set(self._time.public | self._time.known(base))
        sure, frozen = self._understood(known, base.copy()), frozenset(known)
        if any(self._judge.judge(row, frozen).sure != its for row, its in sure.items()):
            judged = {row: it for row in self._count if (it := self._judge.judge(row, frozen).sure)}
            marks = self._marks(judged.values())
            then = self._time.public | self._time.known(np.maximum(base, self._time.limits(marks)))
            less = known - then
            if all(say.isdisjoint(less) for say in self._say.values()):
                sure, frozen = judged, then
        return self._said(sure, frozen)

    def _understood(self, known: set[int], passed: Ints) -> dict[WatchedRow, Meant]:
        """The entries that are sure, each as it is first understood while ever more becomes known: `known` and `passed`
        grow."""
        sure: dict[WatchedRow, Meant] = {}
        waiting: Collection[WatchedRow] = list(self._count)
        more: Collection[int] = known
        while True:
            concerned = [row for row in waiting if not self._say[row].isdisjoint(more)]
            for row in concerned:
                meant = self._judge.judge(row, known).sure
                if meant is not None:
                    sure[row] = meant
                    self._pass(meant, passed)
            waiting = [row for row in waiting if row not in sure]
            more = self._time.known(passed) - known
            if not more:
                claims = [(row, it) for row in waiting if (it := self._claim(row, known, passed))]
                if not claims:
                    return sure
                for row, (claimed, admitted) in claims:
                    sure[row] = claimed
                    self._pass(claimed, passed)
                    known |= admitted
                more = self._time.known(passed) - known
                waiting = [row for row in waiting if row not in sure]
                known |= more
                more = known
                continue
            known |= more

    def _claim(self, row: WatchedRow, known: set[int], passed: Ints) -> tuple[Meant, frozenset[int]] | None:
        """What an entry says where it claims a secret title as seen, and so reveals it; None where it claims none, or
        could claim several. With it, the numbers of the names and ids that are admitted for it."""
        hidden = self._say[row] - known
        titles: dict[int, set[int]] = {}
        for number in hidden:
            titles.setdefault(self._table.bearer(number).number, set()).add(number)
        found = []
        for numbers in titles.values():
            meant = self._judge.judge(row, known | numbers).sure
            if meant is None or meant.title.number not in titles:
                continue
            then = passed.copy()
            self._pass(meant, then)
            admitted = frozenset(number for number in numbers if self._time.is_known(number, then))
            if admitted and self._judge.judge(row, known | admitted).sure == meant:
                found.append((meant, admitted))
        return found[0] if len(found) == 1 else None

    def _pass(self, it: Meant, passed: Ints) -> None:
        for place, seconds in it.passed:
            row = it.title.rows[place]
            passed[row] = max(int(passed[row]), seconds)

    def _marks(self, sure: Iterable[Meant]) -> frozenset[Mark]:
        return furthest(mark for it in sure for mark in _marks_of(it.title, it.passed))

    def _said(self, sure: dict[WatchedRow, Meant], known: frozenset[int]) -> WatchedMatches:
        marks = self._marks(sure.values())
        progress = Progress(marks)
        elsewhere = self._elsewhere
        rows: Counter[int] = Counter()
        asked: dict[str, list[tuple[WatchedRow, WatchedVerdict]]] = {}
        for row, count in self._count.items():
            if row in sure:
                rows[sure[row].title.number] += count
                continue
            it = self._judge.judge(row, known)
            if it.could_be:
                asked.setdefault(self._question(row, it, known), []).append((row, it))
            else:
                elsewhere += count
        return WatchedMatches(
            progress,
            write(self._time, self._table.names, self._viewer | progress),
            tuple(self._matched(marks, rows, known)),
            tuple(sorted((self._ask(question, its, known) for question, its in asked.items()), key=lambda it: it.row)),
            elsewhere,
            self._rows,
        )

    def _matched(self, marks: Iterable[Mark], rows: Counter[int], known: frozenset[int]) -> Iterable[MatchedTitle]:
        names = self._table.names
        by_title: dict[str, list[Mark]] = {}
        for mark in marks:
            by_title.setdefault(mark.title, []).append(mark)
        titles = [self._time.by_identity[identity] for identity in by_title]
        for title in sorted(titles, key=lambda it: (names.shown(it, known), it.year, it.number)):
            text = tuple(written_marks(self._time, names, by_title[title.identity], known, careful=False))
            yield MatchedTitle(names.spelling(title, known), text, rows[title.number])

    def _question(self, row: WatchedRow, it: WatchedVerdict, known: frozenset[int]) -> str:
        """What is asked together: all entries of a work whose title is in doubt, else each by itself. A name that only
        an episode of a secret title has tells no two entries apart."""
        if any(one.passed for one in it.could_be) and row.work.medium == "series" and row.first is not None:
            return f"work {row.work!r}"
        return f"row {row._replace(name=self._judge.telling_name(row, known))!r}"

    def _ask(self, question: str, its: list[tuple[WatchedRow, WatchedVerdict]], known: frozenset[int]) -> AskedEntry:
        passed: dict[int, dict[int, int]] = {}
        titles: dict[int, Title] = {}
        for row, verdict in its:
            for one in verdict.could_be:
                titles[one.title.number] = one.title
                own = dict(one.passed)
                is_all = row.first is None and not row.name and one.places.is_listed
                if not own and is_all and one.title.identity:
                    own = whole(one.title, row)
                for place, seconds in own.items():
                    mine = passed.setdefault(one.title.number, {})
                    mine[place] = max(seconds, mine.get(place, -1))
        choices = []
        for number, own in passed.items():
            marks = _marks_of(titles[number], tuple(own.items()))
            choices.append(", ".join(written_marks(self._time, self._table.names, marks, known, careful=False)))
        first = min((self._first[row] for row, _ in its), key=lambda row: row.row)
        count = sum(self._count[row] for row, _ in its)
        words = first.words if question.startswith("row ") else first._replace(season=None, first=None, name="").words
        return AskedEntry(words, first.row, count, _why(its, len(titles)), tuple(sorted(filter(None, choices))))


def _marks_of(title: Title, passed: Iterable[tuple[int, int]]) -> list[Mark]:
    return [Mark(title.identity, *title.places[place], seconds) for place, seconds in passed if title.identity]


def _why(its: list[tuple[WatchedRow, WatchedVerdict]], titles: int) -> str:
    """Why something is asked."""
    row, verdict = its[0]
    if titles > 1:
        return message("several titles can be meant")
    if any(it.passed for it in verdict.could_be):
        return message("the name alone does not say that it is this title")
    if row.first is None and not row.name and verdict.could_be[0].title.is_single:
        return message("the name alone does not say that it is this title")
    if row.first is None and not row.name and verdict.could_be[0].places.is_listed:
        return message("it does not say how far")
    return message("it is none of the episodes that are listed, or its number and its name are those of two")


def match(table: WatchedTable, rows: Iterable[WatchedRow], viewer: Progress = NOTHING) -> WatchedMatches:
    """What the `rows` of an export say to somebody who has passed `viewer` already, of the titles in `table`."""
    matching = WatchedMatching(table, viewer)
    matching.add(rows)
    return matching.result()
