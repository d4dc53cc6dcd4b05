"""Facts out of columns: many at once, since a column is read quickly as a whole and slowly one entry at a time."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from intertwine.gate.tables import ViewTables
from intertwine.ledger.store.columns import RELATION_KINDS, RELATION_UNITS, SECTIONS
from intertwine.model.fact import Fact, Piece, StoryRelation, StorySpan, Where
from intertwine.model.frozen import Frozen
from intertwine.model.sentinels import LAST_SECOND, NO_DAY, NONE
from intertwine.model.strings import Ints, Longs

MENTION = re.compile("\x02(\\d+)\x03")
"""Where a text mentions an entity: the number is the mention's among those of its line."""
_FEW = 6
"""So many facts are read one by one: for few, arrays take longer than they save."""


class FactDecoder(Frozen):
    """Reads the facts of one view out of its columns."""

    __slots__ = ("_tables",)

    def __init__(self, tables: ViewTables) -> None:
        self._tables = tables

    def read(self, numbers: Ints) -> tuple[Fact, ...]:
        """The facts of these lines, in this order."""
        if len(numbers) <= _FEW:
            return tuple(map(self.one, numbers.tolist()))
        t, c = self._tables, self._tables.columns
        first, last = t.rows(numbers)
        lines = numbers.tolist()
        subjects, objects = self._ends((t.subject, t.object), first, last)
        words = (c.form[first], c.preposition[first], c.text[first], c.label[first], c.source[numbers])
        form, preposition, text, label, source = self._words(words)
        mentions = t.columns.mention_line.searchsorted(numbers).tolist()
        pieces = [self._pieces(*it) if it[1] else () for it in zip(mentions, text, strict=True)]
        columns = (
            lines, zip(t.orders(numbers).tolist(), lines, strict=True),
            map(t.verbs.__getitem__, c.verb[first].tolist()), form, subjects, objects, preposition,
            _all_or_none(t.place, first), _all_or_none(t.recipient, first), pieces, label, c.rank[first].tolist(),
            self._wheres(numbers), source, self._spans(numbers),
            _all_or_none(c.ref, numbers), _all_or_none(c.about, numbers),
            map(SECTIONS.__getitem__, c.section[numbers].tolist()), _all_or_none(c.start, numbers),
            _all_or_none(c.end, numbers), c.disproved[numbers].tolist(), c.several[numbers].tolist(),
            _all_or_none(c.home, numbers), self._ways(lines, subjects), _all_or_none(c.frame, numbers),
            map(t.parts.get, lines),
        )  # fmt: skip
        return tuple(map(Fact._make, zip(*columns, strict=True)))

    def one(self, line: int) -> Fact:
        """The fact of a line, as `read` gives it."""
        t = self._tables
        c, text = t.columns, t.strings
        row, end = (it.item(0) for it in t.rows(np.array([line], np.int32)))
        subjects, objects = (each_once(column[row:end].tolist()) for column in (t.subject, t.object))
        place = c.installment.item(line), c.seconds.item(line), bool(c.several.item(line))
        words = text[c.text.item(row)]
        span = c.true_text.item(line), c.true_start.item(line), c.true_until.item(line)
        when = (*span, c.step.item(line), self._tables.relations.get(line, ()))
        return Fact(
            line, (t.order(line), line), t.verbs[c.verb.item(row)], text[c.form.item(row)], subjects,
            objects, text[c.preposition.item(row)], _or_none(t.place, row), _or_none(t.recipient, row),
            self._pieces(t.first_mention(line), words) if words else (), text[c.label.item(row)], c.rank.item(row),
            None if place[0] < 0 else self._where(*place), text[c.source.item(line)],
            self._true(*when) if when[0] or when[3] >= 0 or when[4] else None, _or_none(c.ref, line),
            _or_none(c.about, line), SECTIONS[c.section.item(line)], _or_none(c.start, line), _or_none(c.end, line),
            c.disproved.item(line), c.several.item(line), _or_none(c.home, line), self._ways([line], [subjects])[0],
            _or_none(c.frame, line), t.parts.get(line),
        )  # fmt: skip

    def _ways(self, lines: Sequence[int], subjects: Iterable[tuple[int, ...]]) -> list[tuple[tuple[str, ...], ...]]:
        """How each of the `subjects` of each line is there; () where all are there in person."""
        known = self._tables.presences
        found: list[tuple[tuple[str, ...], ...]] = [()] * len(lines)
        if known:
            for n, (line, people) in enumerate(zip(lines, subjects, strict=True)):
                if line in known:
                    found[n] = tuple(
                        tuple(dict.fromkeys(label for who, label in known[line] if who == person)) for person in people
                    )
        return found

    def _words(self, columns: Sequence[Ints]) -> Iterator[list[str]]:
        """The strings of columns of numbers: each is decoded once."""
        numbers = [column.tolist() for column in columns]
        known = [*{number for column in numbers for number in column}]
        text = dict(zip(known, self._tables.strings.some(np.array(known, np.int64)), strict=True))
        return ([text[number] for number in column] for column in numbers)

    @staticmethod
    def _ends(columns: Sequence[Ints], first: Longs, last: Longs) -> Iterator[list[tuple[int, ...]]]:
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
        known: dict[tuple[int, int, bool], Where | None] = {}
        found = []
        c = self._tables.columns
        columns = c.installment, c.seconds, c.several
        for place in zip(*(column[numbers].tolist() for column in columns), strict=True):
            if place not in known:
                known[place] = None if place[0] < 0 else self._where(*place)
            found.append(known[place])
        return found

    def _spans(self, numbers: Ints) -> list[StorySpan | None]:
        """When each is true in the story, where anything says so."""
        c = self._tables.columns
        found: list[StorySpan | None] = [None] * len(numbers)
        told = np.flatnonzero((c.true_text[numbers] != 0) | (c.step[numbers] >= 0))
        fields = (c.true_text, c.true_start, c.true_until, c.step)
        related = self._tables.relations
        for at, *values in zip(told.tolist(), *(column[numbers[told]].tolist() for column in fields), strict=True):
            found[at] = self._true(values[0], values[1], values[2], values[3], related.get(numbers.item(at), ()))
        if related:
            for at, line in enumerate(numbers.tolist()):
                if found[at] is None and line in related:
                    found[at] = self._true(0, NO_DAY, NO_DAY, NONE, related[line])
        return found

    def where(self, line: int) -> Where | None:
        """Where the viewer learnt what a line says; None for what is public."""
        c = self._tables.columns
        installment = int(c.installment[line])
        return None if installment < 0 else self._where(installment, int(c.seconds[line]), bool(c.several[line]))

    def _where(self, installment: int, seconds: int, by_end: bool = False) -> Where:
        c = self._tables.columns
        place = c.listed_title.item(installment), c.listed_season.item(installment), c.listed_number.item(installment)
        return Where(*place, None if seconds == LAST_SECOND else seconds, by_end)

    def _true(self, text: int, start: int, until: int, step: int, relations: Iterable[int]) -> StorySpan:
        return StorySpan(
            self._tables.strings[text],
            None if start == NO_DAY else start,
            None if until == NO_DAY else until,
            None if step < 0 else step,
            tuple(map(self._relation, relations)),
        )

    def _relation(self, number: int) -> StoryRelation:
        c = self._tables.columns
        installment, seconds = c.relation_installment.item(number), c.relation_seconds.item(number)
        last = c.relation_last.item(number)
        return StoryRelation(
            RELATION_KINDS[c.relation_kind.item(number)],
            _or_none(c.relation_target, number),
            None if installment < 0 else self._where(installment, seconds),
            self._tables.strings[c.relation_distance.item(number)],
            _or_none(c.relation_days, number),
            RELATION_UNITS[c.relation_unit.item(number)],
            None if last in (NONE, installment) else self._where(last, LAST_SECOND),
        )

    def _pieces(self, first: int, text: str) -> tuple[Piece, ...]:
        """A text in pieces; the mentions of its line begin at the `first`."""
        if "\x02" not in text:
            return (Piece(text),)
        t = self._tables
        shown_as = t.columns.mention_shown
        pieces: list[Piece] = []
        for n, part in enumerate(MENTION.split(text)):
            if n % 2 == 0:
                pieces += [Piece(part)] if part else []
                continue
            at = first + int(part)
            entity, shown = t.mention.item(at), t.strings[shown_as.item(at)]
            pieces.append(Piece(shown or t.names.best(entity), entity))
        return tuple(pieces)


def each_once(numbers: Iterable[int]) -> tuple[int, ...]:
    """Distinct numbers in their order, without "none"."""
    found = dict.fromkeys(numbers)
    found.pop(NONE, None)
    return tuple(found)


def _or_none(column: npt.NDArray[np.integer[Any]], at: int) -> int | None:
    number: int = column.item(at)
    return None if number < 0 else number


def _all_or_none(column: npt.NDArray[np.integer[Any]], places: npt.NDArray[Any]) -> list[int | None]:
    """The numbers at these places, None for what is negative."""
    if not column.strides[0]:  # all are equal
        return [_or_none(column, 0)] * len(places)
    numbers = column[places]
    there = np.flatnonzero(numbers >= 0)
    found: list[int | None] = [None] * len(numbers)
    for at, number in zip(there.tolist(), numbers[there].tolist(), strict=True):
        found[at] = number
    return found
