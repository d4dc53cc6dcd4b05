"""Facts out of columns: many at once, since a column is read quickly as a whole and slowly one entry at a time."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from intertwine.gate.columns import Columns
from intertwine.gate.people import People
from intertwine.ledger.store.columns import SECTIONS, TIME_BITS
from intertwine.model.fact import Fact, Piece, StorySpan, Where
from intertwine.model.frozen import Frozen, read_only
from intertwine.model.strings import Ints, Longs, Strings
from intertwine.model.verb import Verb

LAST_SECOND = (1 << TIME_BITS) - 1
"""How the end of an installment is written among a view's seconds."""
_MARK = re.compile("\x02(\\d+)\x03")
_NO_DAY = np.iinfo(np.int32).min


class FactReader(Frozen):
    """Reads facts of one view. `subject`, `object`, `place` and `mention` are its columns after merging."""

    __slots__ = (
        "_listed", "_order", "columns", "first_mention", "first_row", "home", "mention", "object", "people", "place",
        "strings", "subject", "verbs",
    )  # fmt: skip

    def __init__(
        self, columns: Columns, verbs: tuple[Verb, ...], strings: Strings, people: People, order: Longs
    ) -> None:
        self.columns, self.verbs, self.strings, self.people, self._order = columns, verbs, strings, people, order
        leader = np.append(people.leader, np.int32(-1))
        self.subject, self.object = read_only(leader[columns.subject]), read_only(leader[columns.object])
        self.place, self.mention = read_only(leader[columns.place]), read_only(leader[columns.mention_entity])
        self.home = columns.home
        c = columns
        places = (c.listed_title.tolist(), c.listed_season.tolist(), c.listed_number.tolist())
        self._listed = tuple(zip(*places, strict=True))
        lines = len(columns.installment)
        self.first_row = read_only(starts(columns.row_line, lines))
        self.first_mention = read_only(starts(columns.mention_line, lines))

    def read(self, numbers: Ints) -> tuple[Fact, ...]:
        """The facts of these lines, in this order."""
        c = self.columns
        if not len(numbers):
            return ()
        first, last = self.first_row[numbers], self.first_row[numbers + 1]
        lines = numbers.tolist()
        subjects, objects = self._ends((self.subject, self.object), first, last)
        words = (c.form[first], c.preposition[first], c.text[first], c.label[first], c.source[numbers])
        form, preposition, text, label, source = self._words(words)
        pieces = [self._pieces(*it) if it[1] else () for it in zip(lines, text, strict=True)]
        columns = (
            lines, zip(self._order[numbers].tolist(), lines, strict=True),
            map(self.verbs.__getitem__, c.verb[first].tolist()), form, subjects, objects, preposition,
            _all_or_none(self.place[first]), pieces, label, c.rank[first].tolist(), self._wheres(numbers), source,
            self._spans(numbers), _all_or_none(c.ref[numbers]), _all_or_none(c.about[numbers]),
            map(SECTIONS.__getitem__, c.section[numbers].tolist()), _all_or_none(c.start[numbers]),
            _all_or_none(c.end[numbers]), c.disproved[numbers].tolist(), c.several[numbers].tolist(),
            _all_or_none(self.home[numbers]),
        )  # fmt: skip
        return tuple(map(Fact._make, zip(*columns, strict=True)))

    def one(self, line: int) -> Fact:
        """The fact of a line, as `read` gives it: for few at a time, arrays take longer than they save."""
        c, text = self.columns, self.strings
        row, end = self.first_row.item(line), self.first_row.item(line + 1)
        subjects, objects = (each_once(column[row:end].tolist()) for column in (self.subject, self.object))
        place = c.installment.item(line), c.seconds.item(line)
        words = text[c.text.item(row)]
        span = c.true_text.item(line), c.true_start.item(line), c.true_until.item(line)
        when = (*span, c.step.item(line), c.before.item(line))
        return Fact(
            line, (self._order.item(line), line), self.verbs[c.verb.item(row)], text[c.form.item(row)], subjects,
            objects, text[c.preposition.item(row)], _or_none(self.place, row),
            self._pieces(line, words) if words else (), text[c.label.item(row)], c.rank.item(row),
            None if place[0] < 0 else self._where(*place), text[c.source.item(line)],
            self._true(*when) if when[0] or when[3] >= 0 or when[4] >= 0 else None, _or_none(c.ref, line),
            _or_none(c.about, line), SECTIONS[c.section.item(line)], _or_none(c.start, line), _or_none(c.end, line),
            c.disproved.item(line), c.several.item(line), _or_none(self.home, line),
        )  # fmt: skip

    def _words(self, columns: Sequence[Ints]) -> Iterator[list[str]]:
        """The strings of columns of numbers: each is decoded once."""
        numbers = [column.tolist() for column in columns]
        known = [*{number for column in numbers for number in column}]
        text = dict(zip(known, self.strings.some(np.array(known, np.int64)), strict=True))
        return ([text[number] for number in column] for column in numbers)

    @staticmethod
    def _ends(columns: Sequence[Ints], first: Ints, last: Ints) -> Iterator[list[tuple[int, ...]]]:
        """Each line's numbers in these columns, each once: most lines have one row."""
        several = np.flatnonzero(last - first != 1)
        sizes = (last - first)[several]
        ends = np.cumsum(sizes)
        rows = np.repeat(first[several] - ends + sizes, sizes) + np.arange(len(several) and ends[-1])
        for column in columns:
            found: list[tuple[int, ...]] = [(n,) if n >= 0 else () for n in column[first].tolist()]
            numbers, begin = column[rows].tolist(), 0
            for at, end in zip(several.tolist(), ends.tolist(), strict=True):
                found[at] = each_once(numbers[begin:end])
                begin = end
            yield found

    def _wheres(self, numbers: Ints) -> list[Where | None]:
        """Where each line was learnt; facts of one place share it."""
        known: dict[tuple[int, int], Where | None] = {}
        found = []
        for place in zip(
            self.columns.installment[numbers].tolist(), self.columns.seconds[numbers].tolist(), strict=True
        ):
            if place not in known:
                known[place] = None if place[0] < 0 else self._where(*place)
            found.append(known[place])
        return found

    def _spans(self, numbers: Ints) -> list[StorySpan | None]:
        """When each is true in the story, where anything says so."""
        c = self.columns
        found: list[StorySpan | None] = [None] * len(numbers)
        told = np.flatnonzero((c.true_text[numbers] != 0) | (c.step[numbers] >= 0) | (c.before[numbers] >= 0))
        fields = (c.true_text, c.true_start, c.true_until, c.step, c.before)
        for at, *values in zip(told.tolist(), *(column[numbers[told]].tolist() for column in fields), strict=True):
            found[at] = self._true(*values)
        return found

    def where(self, line: int) -> Where | None:
        """Where the viewer learnt what a line says; None for what is public."""
        installment = int(self.columns.installment[line])
        return None if installment < 0 else self._where(installment, int(self.columns.seconds[line]))

    def _where(self, installment: int, seconds: int) -> Where:
        return Where(*self._listed[installment], None if seconds == LAST_SECOND else seconds)

    def _true(self, text: int, start: int, until: int, step: int, before: int) -> StorySpan:
        return StorySpan(
            self.strings[text],
            None if start == _NO_DAY else start,
            None if until == _NO_DAY else until,
            None if step < 0 else step,
            None if before < 0 else before,
        )

    def _pieces(self, line: int, text: str) -> tuple[Piece, ...]:
        if "\x02" not in text:
            return (Piece(text),)
        first = int(self.first_mention[line])
        pieces: list[Piece] = []
        for n, part in enumerate(_MARK.split(text)):
            if n % 2 == 0:
                pieces += [Piece(part)] if part else []
                continue
            entity = int(self.mention[first + int(part)])
            shown = self.strings[int(self.columns.mention_shown[first + int(part)])]
            pieces.append(Piece(shown or self.people.best(entity), entity))
        return tuple(pieces)


def starts(sorted_groups: Ints, count: int) -> Ints:
    """Where each of `count` groups begins in a sorted column of group numbers, and where the last one ends."""
    found = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(sorted_groups, minlength=count), out=found[1:])
    return found


def each_once(numbers: Iterable[int]) -> tuple[int, ...]:
    """Distinct numbers in their order, without "none"."""
    found = dict.fromkeys(numbers)
    found.pop(-1, None)
    return tuple(found)


def _or_none(column: npt.NDArray[np.integer[Any]], at: int) -> int | None:
    number: int = column.item(at)
    return None if number < 0 else number


def _all_or_none(column: npt.NDArray[np.integer[Any]]) -> list[int | None]:
    """The numbers, None for what is negative."""
    there = np.flatnonzero(column >= 0)
    found: list[int | None] = [None] * len(column)
    for at, number in zip(there.tolist(), column[there].tolist(), strict=True):
        found[at] = number
    return found
