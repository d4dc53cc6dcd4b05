"""The words and numbers of which a place is made."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from intertwine.model.numbers import NUMBER, read_number
from intertwine.model.place_words import TOKEN

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_SAME = {**_DASHES, ord("\u00d7"): "x", ord("\u00a0"): " ", ord("\u202f"): " "}
_WORD = re.compile(r"\s*[^\W\d_]+|.", re.DOTALL)
_C = re.compile(rf"[\s.:,-]*c\.?\s?({NUMBER})(?!x)", re.IGNORECASE)


class PlaceToken(NamedTuple):
    """One word or number of a place, with its number. `kind` is "installment" (1x05), "season", "number" (of an
    installment), "bare" (a number alone), "dash", "slash", "join" or "comma"; `word` is the word as written, where it
    is none of those that fit every title, and of a dash its sign."""

    kind: str
    season: int = 0
    number: int = 0
    word: str = ""


def plain(text: str) -> str:
    """`text` with one kind of hyphen, `x` for a times sign, and without space around it."""
    return text.translate(_SAME).strip()


def every_token(text: str) -> Iterator[tuple[PlaceToken, int, bool]]:
    """The tokens of a text that is no place, without what is none: where each ends; whether all before is one."""
    at, before, is_clean = 0, None, True
    while at < len(text):
        found, end = _token(text, at, before)
        if found is not None:
            yield found, end, is_clean
            before = found
        else:
            m = _WORD.match(text, at)
            end, is_clean = m.end() if m else at + 1, False
        at = end


def tokens_of(text: str, before: PlaceToken | None = None) -> list[PlaceToken]:
    """The tokens of a place; none where something else stands in it. `before` stands before it."""
    found, at = list[PlaceToken](), 0
    while at < len(text):
        token, at = _token(text, at, found[-1] if found else before)
        if token is None:
            return []
        found.append(token)
    return found


def _token(text: str, at: int, before: PlaceToken | None = None) -> tuple[PlaceToken | None, int]:
    """The token that begins at `at`, and where it ends; None where none does. Behind a part, "c" is a chapter."""
    if before is not None and before.kind == "season" and (m := _C.match(text, at)):
        return PlaceToken("number", 0, read_number(m[1])), m.end()
    m = TOKEN.match(text, at)
    if m is None:
        return None, at
    if m["of"]:
        return PlaceToken("installment", int(m["of"]), read_number(m["number"])), m.end()
    if m["season"]:
        return PlaceToken("season", int(m["season"])), m.end()
    if m["episode"]:
        return PlaceToken("number", 0, read_number(m["episode"])), m.end()
    if m["part"]:
        return PlaceToken("season", int(m["part_number"]), 0, m["part"].lower()), m.end()
    if m["installment"]:
        return PlaceToken("number", 0, read_number(m["own_number"]), m["installment"].lower()), m.end()
    if m["bare"]:
        return PlaceToken("bare", 0, read_number(m["bare"])), m.end()
    kind = next(it for it in ("dash", "slash", "join", "comma") if m[it])
    return PlaceToken(kind, word=m["dash"] or ""), m.end()
