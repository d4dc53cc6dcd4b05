"""A view's facts as columns: who with whom, where and in which order, for questions that read thousands at once."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np

from intertwine.gate.fact_decoder import MENTION, FactDecoder
from intertwine.gate.identities import with_verbs
from intertwine.gate.tables import ViewTables
from intertwine.model.arrays import among, distinct, mark
from intertwine.model.fact import Where
from intertwine.model.frozen import Frozen, Memo, once, read_only
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.verb import PRESENT, Role, Verb
from intertwine.model.way import Way
from intertwine.model.word_index import WordIndex, with_all


class RowIndex(Frozen):
    """The rows and lines of a view. A *line* is one statement; a *row* is one pair of its subjects and objects."""

    __slots__ = ("_decoder", "_memo", "_tables")

    def __init__(self, tables: ViewTables, decoder: FactDecoder) -> None:
        self._tables, self._decoder = tables, decoder
        self._memo: Memo[str, Any] = Memo()

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
        wanted = [v.role in roles or (met and v.met) or (verbs is not None and verbs(v)) for v in t.verbs]
        rows = with_verbs(t.columns.verb, wanted)
        if ways is not None:
            if not ways(next(way for way in t.ways.values() if way.is_usual)):
                others = rows & with_verbs(t.columns.verb, [verb.role in PRESENT for verb in t.verbs])
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

    def pairs(self, rows: Bools) -> tuple[Ints, Ints, Ints]:
        """Subject, object and line of the chosen rows (a mask over all rows; see `mask`); NONE for no object."""
        t = self._tables
        return t.subject[rows], t.object[rows], t.columns.row_line[rows]

    def order(self, line: int) -> tuple[int, int]:
        """Sorts lines as they were shown."""
        return self._tables.order(line), line

    def orders(self, lines: Ints) -> Longs:
        """What sorts these lines as they were shown: NONE for what is public, else larger for later positions."""
        return self._tables.orders(lines)

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

    def as_shown(self, lines: Ints) -> Ints:
        """These lines in the order in which they were shown."""
        return lines[np.lexsort((lines, self._tables.orders(lines)))]

    def where(self, line: int) -> Where | None:
        """Where the viewer learnt what a line says; None for what is public."""
        return self._decoder.where(line)

    def lines_with(self, words: Sequence[str]) -> Ints:
        """Lines that have, for every one of `words` (see `wanted_words`), a word that begins so: in their quoted words
        or prose, the wording of their verb, or a visible name of whom they link; purposes count for their fact."""
        t, c = self._tables, self._tables.columns

        def lines(word: str) -> Ints:
            hit = self._strings_with(word)
            named = np.append(t.names.with_name(hit), False)
            rows = hit[c.text] | hit[c.form]
            for end in t.ends:
                if end.strides[0] or not len(end) or end[0] >= 0:  # most often there are no places or recipients
                    rows |= named[end]
            found = np.concatenate([c.row_line[rows], c.mention_line[hit[c.mention_shown] | named[t.mention]]])
            return distinct(np.where(c.about[found] >= 0, c.about[found], found))

        found = with_all(map(lines, words))
        return np.zeros(0, np.int32) if found is None else found

    def saying(self, rows: Bools, words: Sequence[str]) -> Bools:
        """Which of `rows` (a mask) have all of `words`, each as the beginning of a word, in their own quoted words or
        prose: names in it do not count."""
        found = rows.copy()
        for word in words:
            if found.any():
                found &= self._strings_with(word)[self._tables.columns.text]
        return found

    def _strings_with(self, word: str) -> Bools:
        """Which strings have a word that begins with `word`."""
        numbers, index = self._words
        hit = np.zeros(len(self._tables.strings), np.bool_)
        hit[numbers[index.beginning(word)]] = True
        return hit

    @once
    def _words(self) -> tuple[Ints, WordIndex]:
        """The strings that sentences are made of, and an index of their words. Where a text mentions somebody, it has
        no word."""
        t, c = self._tables, self._tables.columns
        used = t.names.strings_used()
        for column in (c.text, c.form, c.mention_shown):
            mark(used, column)
        numbers = np.flatnonzero(used).astype(np.int32)
        texts = (MENTION.sub(" ", text) if "\x02" in text else text for text in t.strings.some(numbers))
        return read_only(numbers), WordIndex.of(texts)
