"""Facts out of columns: many at once, since a column is read quickly as a whole and slowly one entry at a time."""

import re

import numpy as np

from intertwine.gate.columns import Columns
from intertwine.gate.people import People
from intertwine.ledger.ledger import SECTIONS, TIME_BITS
from intertwine.model.fact import Fact, Piece, StorySpan, Where
from intertwine.model.strings import Ints, Longs, Strings
from intertwine.model.verb import Verb

LAST_SECOND = (1 << TIME_BITS) - 1
"""How the end of an installment is written among a view's seconds."""
_MARK = re.compile("\x02(\\d+)\x03")
_NO_DAY = np.iinfo(np.int32).min


class FactReader:
    """Reads facts of one view. `subject`, `object`, `place` and `mention` are its columns after merging."""

    def __init__(
        self, columns: Columns, verbs: tuple[Verb, ...], strings: Strings, people: People, order: Longs
    ) -> None:
        self.columns, self.verbs, self.strings, self.people, self._order = columns, verbs, strings, people, order
        leader = np.append(people.leader, np.int32(-1))
        self.subject, self.object = leader[columns.subject], leader[columns.object]
        self.place, self.mention = leader[columns.place], leader[columns.mention_entity]
        self.home = columns.home
        c = columns
        self._listed = [*zip(c.listed_title.tolist(), c.listed_season.tolist(), c.listed_number.tolist(), strict=True)]
        lines = len(columns.installment)
        self.first_row = starts(columns.row_line, lines)
        self.first_mention = starts(columns.mention_line, lines)

    def read(self, numbers: Ints) -> tuple[Fact, ...]:
        """The facts of these lines, in this order."""
        c = self.columns
        if not len(numbers):
            return ()
        first, last = self.first_row[numbers], self.first_row[numbers + 1]
        by_line = (
            c.installment, c.seconds, c.ref, c.about, c.before, c.start, c.end, c.true_text, c.true_start,
            c.true_until, c.step, c.section, self.home, c.disproved, c.several, self._order,
        )  # fmt: skip
        by_row = (c.verb, c.rank, self.subject, self.object, self.place)
        words = np.concatenate([c.form[first], c.preposition[first], c.text[first], c.label[first], c.source[numbers]])
        texts, count = [*self.strings.some(words)], len(numbers)
        columns = [
            numbers.tolist(), first.tolist(), last.tolist(),
            *(column[numbers].tolist() for column in by_line), *(column[first].tolist() for column in by_row),
            *(texts[start : start + count] for start in range(0, len(texts), count)),
        ]  # fmt: skip
        verbs, found = self.verbs, []
        for (
            line, row, end_row, installment, seconds, ref, about, before, start, end, true_text, true_start,
            true_until, step, section, home, disproved, several, order, verb, rank, subject, thing, place,
            form, preposition, text, label, source,
        ) in zip(*columns, strict=True):  # fmt: skip
            if end_row - row == 1:
                subjects: tuple[int, ...] = (subject,) if subject >= 0 else ()
                objects: tuple[int, ...] = (thing,) if thing >= 0 else ()
            else:
                subjects = each_once(self.subject[row:end_row])
                objects = each_once(self.object[row:end_row])
            found.append(
                Fact(
                    line=line,
                    order=(order, line),
                    verb=verbs[verb],
                    form=form,
                    subjects=subjects,
                    objects=objects,
                    preposition=preposition,
                    place=None if place < 0 else place,
                    text=self._pieces(line, text) if text else (),
                    label=label,
                    rank=rank,
                    where=None if installment < 0 else self._where(installment, seconds),
                    source=source,
                    true=self._true(true_text, true_start, true_until, step, before),
                    ref=None if ref < 0 else ref,
                    about=None if about < 0 else about,
                    section=SECTIONS[section],
                    start=None if start < 0 else start,
                    end=None if end < 0 else end,
                    disproved=disproved,
                    several=several,
                    title=None if home < 0 else home,
                )
            )
        return tuple(found)

    def where(self, line: int) -> Where | None:
        """Where the viewer learnt what a line says; None for what is public."""
        installment = int(self.columns.installment[line])
        return None if installment < 0 else self._where(installment, int(self.columns.seconds[line]))

    def _where(self, installment: int, seconds: int) -> Where:
        return Where(*self._listed[installment], None if seconds == LAST_SECOND else seconds)

    def _true(self, text: int, start: int, until: int, step: int, before: int) -> StorySpan | None:
        if not text and step < 0 and before < 0:
            return None
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


def each_once(numbers: Ints) -> tuple[int, ...]:
    """Distinct numbers in their order, without "none"."""
    return tuple(n for n in dict.fromkeys(numbers.tolist()) if n >= 0)
