"""Words of what a viewer reads that could tell more than the viewer has seen."""

import re
from collections.abc import Iterable, Iterator

from intertwine.check.plain_names import PlainNames
from intertwine.check.plain_words import PlacedWords
from intertwine.check.source import Source
from intertwine.check.stamps.looks_ahead import PROSE, WORDS
from intertwine.model.record import record
from intertwine.model.strings import Bools

_YEAR = re.compile(r"(?<![\w:.-])((?:19|20)[0-9]{2})(?:-[0-9]{2}(?:-[0-9]{2})?)?(?![\w:])")
_HIDDEN = "\u2022"


@record
class TellingWords:
    """A stretch of a text that could tell more: its `start` and `end` in the text, the words, and why they could."""

    start: int
    end: int
    words: str
    why: str


class Reader:
    """Reads sentences as somebody does who has passed some of a universe, and no more."""

    def __init__(self, source: Source, passed: Bools, last_year: int | None) -> None:
        """`passed` says of each alternative of the stamps whether it is passed; `last_year` is the year in which the
        last came out that was seen (None: nothing was)."""
        self._source, self._passed, self._last = source, passed, last_year
        self._names = source.worked_out(PlainNames)
        rows = source.ledger.rows
        self._prose = set(rows.line[source.has_role(*PROSE)].tolist())

    def marks(self, line: int, pieces: Iterable[tuple[str, bool]]) -> tuple[TellingWords, ...]:
        """What could tell more in a sentence that a ledger `line` says, in order. `pieces` are its texts, and whether
        each is a link's: such a name is known."""
        text = "".join(_HIDDEN * len(it) if is_link else it for it, is_link in pieces)
        found = [*self._unknown_names(text), *self._years(line, text)]
        if line in self._prose:
            found += [TellingWords(*m.span(), m[0], "tells that more is to come") for m in WORDS.finditer(text)]
        return tuple(sorted(set(found), key=lambda it: (it.start, it.end, it.why)))

    def _unknown_names(self, text: str) -> Iterator[TellingWords]:
        placed = None
        for name in self._names.written(text):
            if any(self._passed[it] for it in name.alternatives):
                continue
            placed = placed or PlacedWords(text)
            start = placed.offset(name.words)
            what = "a part of the name of" if name.part else "the name of"
            why = f'{what} "{self._source.key(name.entity)}", not known yet'
            yield TellingWords(start, start + len(name.words), text[start : start + len(name.words)], why)

    def _years(self, line: int, text: str) -> Iterator[TellingWords]:
        """Years after the last one that was seen. What everybody may know can be as new as it likes."""
        if self._last is None or self._source.earliest(line) == -1:
            return
        for m in _YEAR.finditer(text):
            if int(m[1]) > self._last:
                yield TellingWords(*m.span(), m[0], f"a date after {self._last}, when the last that was seen came out")
