"""Extents out of the words and numbers of a place, from left to right."""

from collections.abc import Sequence

from intertwine.model.extent import Extent, one, worded
from intertwine.model.numbers import written_number
from intertwine.model.place_tokens import PlaceToken


def parsed(tokens: Sequence[PlaceToken], after: Extent | None = None) -> tuple[Extent, ...] | None:
    """The extents that `tokens`, behind the extent `after`, say; None where there are none, or they do not fit."""
    return _ExtentParser(tokens, after).read() if tokens else None


class _ExtentParser:
    """Reads extents out of tokens, from left to right."""

    def __init__(self, tokens: Sequence[PlaceToken], after: Extent | None) -> None:
        self.tokens, self.at, self.after = tokens, 0, after

    def read(self) -> tuple[Extent, ...] | None:
        """All extents; None where the tokens do not fit together."""
        found: list[Extent] = []
        while self.at < len(self.tokens):
            if found and not self._joined(found[-1]):
                return None
            extent = self._item(found[-1] if found else self.after)
            if extent is None:
                return None
            found.append(extent)
        return tuple(found)

    def _is_file(self, at: int) -> bool:
        """Whether the tokens from `at` on are numbers of one file: the `7/8` of "S1 7/8"."""
        return [it.kind for it in self.tokens[at : at + 2]] == ["bare", "slash"]

    def _next(self) -> str:
        return self.tokens[self.at].kind if self.at < len(self.tokens) else ""

    def _joined(self, before: Extent) -> bool:
        """Whether another item may follow: after "and", or as in `S01E01E02`."""
        if self._next() in ("join", "comma"):
            self.at += 1
            return self.at < len(self.tokens)
        return self._next() == "number" and before.unit in ("installment", "number")

    def _item(self, before: Extent | None) -> Extent | None:
        first = self._unit(before)
        if first is None:
            return None
        if self._next() == "slash":
            return self._file(first)
        if self._next() != "dash":
            return first
        self.at += 1
        last = self._unit(first) if self.at < len(self.tokens) else None
        if last is None or last.unit != first.unit:
            return None
        part_words, own_words = (tuple(dict.fromkeys((*first[n], *last[n]))) for n in (3, 4))
        return Extent(first.unit, first.first, last.last, part_words, own_words)

    def _file(self, first: Extent) -> Extent | None:
        """What one file holds, from `first` on. A number alone is one of installments: no file holds parts."""
        self.at += 1
        first = first._replace(unit="number") if first.unit == "bare" else first
        last = self._unit(first) if self.at < len(self.tokens) else None
        if last is None or last.unit != first.unit or first.unit == "season" or last.first[0] != first.first[0]:
            return None
        if last.first == first.first:
            return None
        numbers = "/".join(written_number(it.first[1]) for it in (first, last))
        own_words = tuple(dict.fromkeys((*first.own_words, *last.own_words)))
        return Extent(first.unit, first.first, last.last, first.part_words, own_words, numbers)

    def _unit(self, before: Extent | None) -> Extent | None:
        """One season or installment. A number counts what `before` counts; an episode is one of the season of
        `before`, which may be that season itself, as in "season 1, episode 3" and "S1 and E3"."""
        token = self.tokens[self.at]
        self.at += 1
        season, number = token.season, token.number
        if token.kind == "installment":
            return one("installment", season, number)
        if token.kind == "season":
            token_is_tied = self._next() == "dash" and self.tokens[self.at].word == "-"  # "Part 2 - Chapter 1"
            at = self.at + (self._next() == "comma" or token_is_tied)
            is_number = at < len(self.tokens) and self.tokens[at].kind == "number"
            if not is_number and not (at == self.at and self._is_file(at)):
                return one("season", season, 0, token.word)
            own = self.tokens[at]
            self.at = at + 1
            return one("installment", season, own.number, token.word, own.word)
        if token.kind not in ("number", "bare"):
            return None
        if before is None or before.unit == "bare":
            return one("number" if token.kind == "number" else "bare", 0, number, "", token.word)
        # A number alone counts in the words that stand before: "absolute 1 and 3" are two absolute numbers.
        words = (before.part_words, before.own_words) if token.kind == "bare" else ((), ())
        if before.unit == "installment":
            return worded(one("installment", before.last[0], number, "", token.word), *words)
        if before.unit == "number":
            return worded(one("number", 0, number, "", token.word), *words)
        if token.kind == "bare":
            return worded(one("season", number, 0), *words)
        return one("installment", before.last[0], number, "", token.word) if before.is_one else None
