"""The lines of a view's facts, for answers that show some of thousands: which there are, and in which order.

A *line* is the number of one statement in its view. A line that only qualifies another one is in none of the answers.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np

from intertwine.gate.fact_decoder import MENTION
from intertwine.gate.identities import among_verbs
from intertwine.gate.tables import ViewTables
from intertwine.ledger.store.columns import SECTIONS
from intertwine.model.arguments import refuse
from intertwine.model.arrays import among, common, distinct, mark
from intertwine.model.frozen import Frozen, Memo, once, read_only
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.verb import Role, Verb
from intertwine.model.word_index import FewTexts, WordIndex, are_few, spaced, with_all

_SYNOPSIS = SECTIONS.index("Synopsis")
_KEPT = 2**14
"""Texts of which it is kept what words they have: what one viewer knows, most others know too."""


class LineIndex(Frozen):
    """The lines of a view. `FactIndex` gives the same as records."""

    __slots__ = ("_memo", "_tables")

    def __init__(self, tables: ViewTables) -> None:
        self._tables = tables
        self._memo: Memo[str, Any] = Memo()

    def __repr__(self) -> str:
        return f"<LineIndex: lines {self._tables.lines}>"

    def of(self, *entities: int, roles: Sequence[Role] = (), verbs: Callable[[Verb], bool] | None = None) -> Ints:
        """The lines of the facts that name all of `entities` (none: all facts), ascending; only those whose verb has
        one of `roles` (none: any), or of whose verb `verbs` is true, where either is given. Raises `TypeError` for what
        is not a number, and `IndexError` for one that nothing in the view has."""
        t = self._tables
        lines: Ints | Longs | None = None
        for entity in entities:
            if not isinstance(entity, int | np.integer):
                refuse("of", "entities, which are numbers", entity, 'write facts.of(*view.names.find("..."))')
            if not 0 <= entity < len(t.leader):
                raise IndexError(f"of takes numbers from 0 to {len(t.leader) - 1}, not {entity}: nothing here has it")
            found = t.lines_naming(int(t.leader[entity]))
            lines = found if lines is None else common(found, lines)
        if roles or verbs is not None:
            wanted = t.verbs_with(roles, verbs=verbs)
            if not wanted:
                return np.zeros(0, np.int32)
            if lines is None:
                lines = distinct(t.columns.row_line[among_verbs(t.columns.verb, wanted)])
            else:  # few of all that there are
                lines = lines[among_verbs(t.verbs_of(lines), wanted)]
        return self.whole(np.arange(t.lines) if lines is None else lines).astype(np.int32, copy=False)

    def shown_in(self, title: int, *, season: int | None = None, number: int | None = None) -> Ints:
        """The lines of all that the viewer learnt in `title`, ascending; `season` and `number` narrow it to a season or
        an installment (None: not narrowed)."""
        c = self._tables.columns
        chosen = c.listed_title == title
        if season is not None:
            chosen &= c.listed_season == season
        if number is not None:
            chosen &= c.listed_number == number
        inside = np.append(chosen, False)[c.installment]
        return self.whole(np.flatnonzero(inside)).astype(np.int32)

    def public_of(self, title: int) -> Ints:
        """The lines of the public statements of a title's own page, ascending."""
        c = self._tables.columns
        return self.whole(np.flatnonzero(c.public & (c.home == title))).astype(np.int32)

    def about(self, title: int, *, without: Sequence[Role]) -> Ints:
        """The lines of all that is known of a title, public ones first (its own page's before others'), then as shown:
        what its page says publicly, what names it, what was shown in it; without verbs of these roles, without the
        synopsis."""
        t, c = self._tables, self._tables.columns
        ours = np.append(c.listed_title == title, False)[c.installment]
        ours |= c.public & (c.home == title)
        naming = t.lines_naming(title)
        ours[naming[c.public[naming] | self._at_an_end(naming, title)]] = True
        lines = self.whole(np.flatnonzero(ours & (c.section != _SYNOPSIS)))
        lines = lines[~among_verbs(t.verbs_of(lines), t.verbs_with(without))]
        return lines[np.lexsort((lines, c.home[lines] != title, t.orders(lines)))].astype(np.int32)

    def as_shown(self, lines: Ints) -> Ints:
        """These lines in the order in which they were shown."""
        return lines[np.lexsort((lines, self._tables.orders(lines)))]

    def order(self, line: int) -> tuple[int, int]:
        """Sorts lines as they were shown."""
        return self._tables.order(line), line

    def orders(self, lines: Ints) -> Longs:
        """What sorts these lines as they were shown: NONE for what is public, else larger for later positions."""
        return self._tables.orders(lines)

    def with_words(self, words: Sequence[str]) -> Ints:
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

    def _at_an_end(self, lines: Ints, entity: int) -> Bools:
        """Which of these lines have the entity as subject or object."""
        t = self._tables
        return among(lines, t.columns.row_line[(t.subject == entity) | (t.object == entity)])

    def whole(self, lines: Ints | Longs) -> Ints | Longs:
        """Without the lines that only qualify another (purposes, and who is taken for whom)."""
        return lines[self._tables.columns.about[lines] < 0]

    def _strings_with(self, word: str) -> Bools:
        """Which strings have a word that begins with `word`."""
        numbers, index = self._words
        hit = np.zeros(len(self._tables.strings), np.bool_)
        hit[numbers[index.beginning(word)]] = True
        return hit

    @once
    def _words(self) -> tuple[Ints, FewTexts | WordIndex]:
        """The strings that sentences are made of, and their words. Where a text mentions somebody, it has no word."""
        t, c = self._tables, self._tables.columns
        used = t.names.strings_used()
        for column in (c.text, c.form, c.mention_shown):
            mark(used, column)
        numbers = np.flatnonzero(used).astype(np.int32)
        if are_few(numbers):
            return read_only(numbers), FewTexts.spaced(map(_spaced, t.strings.encoded(numbers)))
        return read_only(numbers), WordIndex.of(map(_without_mentions, t.strings.some(numbers)))


@lru_cache(maxsize=_KEPT)
def _spaced(encoded: bytes) -> bytes:
    """The words of a text in UTF-8, as `FewTexts` has them."""
    return spaced(_without_mentions(str(encoded, "utf-8", "surrogatepass")))


def _without_mentions(text: str) -> str:
    return MENTION.sub(" ", text) if "\x02" in text else text
