"""Extents out of the words and numbers of a place, from left to right."""

from collections.abc import Sequence

from intertwine.model.extent import Extent, one, worded
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
        if self._next() != "dash":
            return first
        self.at += 1
        last = self._unit(first) if self.at < len(self.tokens) else None
        if last is None or last.unit != first.unit:
            return None
        part_words, own_words = (tuple(dict.fromkeys((*first[n], *last[n]))) for n in (3, 4))
        return Extent(first.unit, first.first, last.last, part_words, own_words)

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
            if at >= len(self.tokens) or self.tokens[at].kind != "number":
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
