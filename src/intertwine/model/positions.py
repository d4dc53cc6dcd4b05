"""Positions as people write them: the one grammar of what stands after a title's name.

    place   = item { [ "and" | "&" | "+" | "," ] item } [ "@" time ] | "@" time | share | page
            | item [ "," ] share | share "of" item                            (understood, to say what is wrong with it)
    item    = unit [ "-" unit ]
    unit    = season [ [ "," ] episode ] | N "x" N | episode | N
    season  = ( "S" | "season" | "seasons" | "series" | PART_WORDS ) N
    episode = ( "E" | "ep" | "episode" | "episodes" | INSTALLMENT_WORDS ) N      (N can have a fraction: 12.5)
    time    = HH ":" MM ":" SS
    share   = [ until ] N [ "." N ] "%"
    page    = [ until ] ( "page" | "pages" | "pg" | "p." | "pp." ) N [ [ "of" | "in" ] EDITION ]
    until   = [ "read" | "watched" | ... ] ( "to" | "up to" | "until" | "till" | "at" )

A place can also stand before the name: `place "of" NAME`, share [ "of" | "through" | "into" | "in" ] NAME.

Case does not matter, every kind of hyphen and dash is one, `×` is `x`, and `to` stands for a dash. Digits are 0 to 9.
A dot may follow a word of a place ("Vol. 2"). Which words fit a title its kind says: see `title_places`.
Progress text, stamps, tables and recaps all read places with this module, so that a text means the same everywhere.
What a place comes to is for them to say: only they know which installments there are.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from intertwine.model.numbers import NUMBER, order_of, read_number, written_number
from intertwine.model.place_words import BEGINS, NUMBERED, TOKEN, UNTIL, USUAL_WORDS, singular
from intertwine.model.title_kind import PLAIN, TitleWords

Unit = Literal["season", "installment", "number", "bare", "share", "page"]
"""What an extent counts: seasons; installments of known seasons; installments of an unknown season ("episode 3"); a
number with no word to it ("3"), which could be either of them; all up to a share of the title, in hundredths of a
percent; or all up to a page of an edition. A place has no other extents beside the last two, but for a share of one of
them, which stands behind it and says nothing for sure."""

MOST_WORDS = 12
_LONGEST = 80
"""Words, and characters, of a place: what is longer is none."""

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_SAME = {**_DASHES, ord("\u00d7"): "x", ord("\u00a0"): " ", ord("\u202f"): " "}
_TIME = re.compile(r"([0-9]{1,2}):([0-5][0-9]):([0-5][0-9])")

_CANONICAL = re.compile(r"S([0-9]{1,4})|([0-9]{1,4})x([0-9]{1,5})")
"""One season or one installment as nearly all are written, which needs no parser."""
_DIGITS = 4
"""Those of a number alone, which needs none either."""
_SHARE = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,9}))?\s?%")
_SHARE_WITHIN = re.compile(r"(.{1,60}?),?\s((?:[a-z]+\s){0,3}[0-9.]{1,19}\s?%)", re.IGNORECASE)
_SHARE_OF = re.compile(r"([0-9.]{1,19}\s?%)\sof\s(.{1,60})", re.IGNORECASE)
_SHARE_FIRST = re.compile(r"((?:[a-z]+\s){0,3}[0-9.]{1,19}\s?%)\s((?:of|through|into|in)\s)?(?=\S)", re.IGNORECASE)
_SAYS = re.compile(r"[^\W_]")
_GOES_ON = re.compile(r"\S|\s*(?:[-,&+]|(?:and|to|of)\b)", re.IGNORECASE)
_WORD = re.compile(r"\s*[^\W\d_]+|.", re.DOTALL)
_MOST_OF = 4
"""How often "of" is looked for in a place that stands before the name."""
_PAGE = re.compile(
    r"(?:pages?|pg\.?|pp?\.|pp?(?=\s?[0-9]{1,6}(?:,?\s(?:of|in)\s|,\s|\s?\()))\s?([0-9]{1,6})"
    r"(?:,?\s(?:of|in)\s(.+)|,\s(.+)|\s?\((.+)\))?",
    re.IGNORECASE,
)
_C = re.compile(rf"[\s.:,-]*c\.?\s?({NUMBER})(?!x)", re.IGNORECASE)
_EDITION_BEHIND = re.compile(r"(.*\S)\s?\(([^()]{1,80})\)")
"""A title's name, and an edition of it in parentheses."""

_TIGHT = re.compile(
    r"[,\uff0c\u3001](?=[0-9]{1,4}\s?x\s?[0-9]|s(?:eries|easons?)?\s?[0-9]|e(?:pisodes?|ps?\.?)\s?[0-9])", re.IGNORECASE
)


class Extent(NamedTuple):
    """A run within a title, both ends included. `first` and `last` are pairs of season and number; a pair holds 0 for
    the number where whole seasons are meant, and 0 for the season where no season is written. Of a share and of a page
    both ends are the same, and the number says which.

    `part_words` and `own_words` are the words that were written before the numbers of parts and of installments, each
    once, without those that fit every title. `edition` is the name of a page's edition, as written ("": none), or a
    number of two numbers in another numbering ("disc 2.10"), which the pairs do not say."""

    unit: Unit
    first: tuple[int, int]
    last: tuple[int, int]
    part_words: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    edition: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All words that were written before numbers."""
        return self.part_words + self.own_words

    @property
    def is_backward(self) -> bool:
        """Whether it ends before it begins."""
        if self.first == self.last:
            return False
        first, last = ((season, order_of(number)) for season, number in (self.first, self.last))
        return last < first

    @property
    def is_one(self) -> bool:
        """Whether it is one season or one installment."""
        return self.first == self.last


class Place(NamedTuple):
    """What is written after a title's name: extents (none: all of the title) and the words after an "@" ("": none)."""

    extents: tuple[Extent, ...] = ()
    time: str = ""


WHOLE = Place()
"""All of a title."""


class _PlaceToken(NamedTuple):
    kind: str
    season: int = 0
    number: int = 0
    word: str = ""


def read_time(text: str) -> int | None:
    """Seconds of a time `HH:MM:SS`; None where it is none. `41:10` is none: it could be hours and minutes, and a time
    that is read too early is a spoiler."""
    m = _TIME.fullmatch(text)
    return int(m[1]) * 3600 + int(m[2]) * 60 + int(m[3]) if m else None


def write_time(seconds: int) -> str:
    """Seconds as `HH:MM:SS`."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours:02}:{rest // 60:02}:{rest % 60:02}"


def spelled(place: tuple[int, int]) -> str:
    """An installment in the canonical form."""
    return f"{place[0]}x{written_number(place[1], 2)}"


def after_name(place: Place, words: TitleWords = PLAIN) -> str:
    """A place in the canonical form after a title's name, in the `words` of that title."""
    shares = [it.unit == "share" for it in place.extents]
    between = " " if any(shares) else " and "
    extents = between.join(written(extent, words) for extent in place.extents)
    return (f" {extents}" if extents else "") + (f"@{place.time}" if place.time else "")


def written(extent: Extent, words: TitleWords = PLAIN) -> str:
    """An extent in the canonical form, in the `words` of its title; without these, in those that were typed."""
    unit, first, last = extent[:3]
    if words is PLAIN and extent.words:
        return as_typed(extent)
    if unit == "season":
        return words.parts(first[0], last[0])
    if unit == "installment":
        if first[0] == last[0]:
            return words.installments(first[0], first[1], last[1])
        return f"{words.installment(*first)}-{words.installment(*last)}"
    if unit == "share":
        whole, rest = divmod(first[1], 100)
        return f"{whole}.{rest:02}".rstrip("0").rstrip(".") + "%"
    if unit == "page":
        return f"page {first[1]}" + (f" of {extent.edition}" if extent.edition else "")
    ends = [written_number(number) for _, number in (first, last)]
    if unit == "bare" or not words.kind.is_compact:
        own = f"{words.kind.installment}{'' if first == last else 's'} " if unit == "number" else ""
        return own + ("-".join(ends) if first != last else ends[0])
    return f"E{ends[0]}" + ("" if first == last else f"-E{ends[1]}")


def as_typed(extent: Extent) -> str:
    """An extent with the words that were typed, else in the canonical form."""
    if not extent.words:
        return written(extent)
    own = " ".join(extent.own_words[:1])
    own = singular(own) if extent.is_one else own
    if extent.edition:
        return f"{own} {extent.edition}"
    is_one_part = extent.unit != "season" or extent.is_one
    part_word = "".join(extent.part_words[:1])
    part_word = singular(part_word) if is_one_part else part_word
    part = f"{part_word} {extent.first[0]}" if part_word else f"S{extent.first[0]}"
    if extent.unit == "season":
        return part if extent.is_one else f"{part}-{extent.last[0]}"
    head = f"{own} " if extent.unit == "number" else f"{part} {own or 'E'}{' ' if own else ''}"
    ends = [written_number(number) for _, number in (extent.first, extent.last)]
    return f"{head}{ends[0]}" + ("" if extent.is_one else f"-{ends[1]}")


def split_time(text: str) -> tuple[str, str]:
    """A text before its last "@", and what stands after that; the whole text and "" where there is none."""
    head, at, time = text.rpartition("@")
    return (head.rstrip(), time.strip()) if at else (text, "")


def spaced(text: str) -> str:
    """`text` with a space after each comma that stands before a place, as in "Daredevil,S1"."""
    return text if text.isascii() and "," not in text else _TIGHT.sub(", ", text)


def read_canonical(text: str) -> Extent | None:
    """The one season or installment that all of `text` writes as nearly all are written, as "S1" or "1x05"; else None.
    It has no words."""
    m = _CANONICAL.fullmatch(text)
    if m is None:
        return None
    return _one("installment", int(m[2]), int(m[3])) if m[2] else _one("season", int(m[1]), 0)


def read_extents(text: str, after: Extent | None = None) -> tuple[Extent, ...] | None:
    """The extents that `text` writes; None where any of it is not understood.

    `after` is the extent that stands before it in a list, which says what a number alone counts ("1x01, 02").
    """
    if not 0 < len(text) <= _LONGEST:
        return None
    if len(text) <= _DIGITS and after is None and text.isdigit() and text.isascii():
        return (_one("bare", 0, int(text)),)  # as at the end of many names
    if (extent := read_canonical(text)) is not None:
        return (extent,)
    if (until := _until(text)) is not None:
        return (until,)
    if "%" in text:
        return _share_within(text, after)
    tokens = _tokens(text.translate(_SAME).strip())
    return _ExtentParser(tokens, after).read() if tokens else None


def read_place(text: str) -> Place | None:
    """The place that `text`, all that follows a title's name, writes. An empty text is all of the title; None where any
    of it is not understood. The time is not read yet."""
    head, time = split_time(text)
    if not head:
        return Place((), time)
    extents = read_extents(head)
    return Place(extents, time) if extents else None


def readings(text: str) -> Iterator[tuple[str, Place]]:
    """The ways to take `text` apart into a title's name and a place, the longest name first.

    All of it is a name, or its last words are a place ("Area 51 1x01"). The name is "" where the place stands alone.
    `text` must be on one line, with single spaces between its words.
    """
    yield text, WHOLE
    head, time = split_time(text)
    if time:
        yield head, Place((), time)
    end = len(head)
    for _ in range(MOST_WORDS):
        start = head.rfind(" ", 0, end) + 1
        if len(head) - start > _LONGEST:
            return
        begins = "0" <= head[start : start + 1] <= "9" or BEGINS.match(head, start)  # a digit needs no pattern
        if begins and (extents := read_extents(head[start:])):
            name = head[: max(start - 1, 0)]
            if name.endswith(" #"):  # the mark belongs to the number
                pass
            elif extents[0].unit == "page":
                yield from _with_edition(name, Place(extents, time))
            else:
                yield name, Place(extents, time)
        if not start:
            return
        end = start - 1


def readings_before(text: str) -> Iterator[tuple[str, Place]]:
    """The ways to take `text` apart into a place and the title's name after it: "45% of Emma", "chapter 3 of Emma"."""
    head = text[: _LONGEST + len(" of ")]
    if (m := _SHARE_FIRST.match(head)) and (share := _until(m[1])) is not None:
        if m[2]:
            yield text[m.end(1) + 1 :], Place((share,))
        yield text[m.end() :], Place((share,))
    at = 0
    for _ in range(_MOST_OF if BEGINS.match(text) else 0):
        at = head.lower().find(" of ", at + 1)
        if at < 0:
            return
        place = read_place(text[:at])
        units = [it.unit for it in place.extents] if place else []
        if place and units and "bare" not in units and units != ["share"]:
            yield from _with_edition(text[at + len(" of ") :], place)


def _with_edition(name: str, place: Place) -> Iterator[tuple[str, Place]]:
    """A name and a place; and the name without an edition behind it that a page is of: "page 5 of Emma (Penguin)"."""
    yield name, place
    if name.endswith(")") and len(place.extents) == 1 and place.extents[0].unit == "page":
        m = None if place.extents[0].edition else _EDITION_BEHIND.fullmatch(name)
        if m is not None:
            yield m[1], place._replace(extents=(place.extents[0]._replace(edition=m[2]),))


def nearest_extents(text: str, *, is_stamp: bool = False) -> tuple[Extent, ...]:
    """What was perhaps meant by a `text` that cannot be read: never more than it can mean; none where nothing can be
    told. It is the longest beginning that can be read, unless what stands behind may narrow it; then the installment
    that the last part and the first number behind it name. Of a stamp it is the beginning in any case: a whole part is
    later than an installment of it, and late is safe."""
    text = text[:_LONGEST].translate(_SAME).strip()
    tokens = [*_all_tokens(text)]
    clean = next((n for n, (*_, is_clean) in enumerate(tokens) if not is_clean), len(tokens))
    for count in range(clean, 0, -1):
        found = _ExtentParser([token for token, *_ in tokens[:count]], None).read()
        if found is None:
            continue
        rest = text[tokens[count - 1][1] :]
        narrows = any(it.unit == "season" for it in found) or not _GOES_ON.match(rest)
        if is_stamp or not (_SAYS.search(rest) and narrows):
            return found
        break
    parts = [n for n, (token, *_) in enumerate(tokens) if token.kind == "season"]
    behind = (token for token, *_ in tokens[parts[-1] + 1 :] if token.kind in ("number", "bare")) if parts else iter(())
    own = next(behind, None)
    if own is None:
        return ()
    part = tokens[parts[-1]][0]
    return (_one("installment", part.season, own.number, part.word, own.word),)


def _all_tokens(text: str) -> Iterator[tuple[_PlaceToken, int, bool]]:
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


def _tokens(text: str, before: _PlaceToken | None = None) -> list[_PlaceToken]:
    """The tokens of a place; none where something else stands in it. `before` stands before it."""
    found, at = list[_PlaceToken](), 0
    while at < len(text):
        token, at = _token(text, at, found[-1] if found else before)
        if token is None:
            return []
        found.append(token)
    return found


def _token(text: str, at: int, before: _PlaceToken | None = None) -> tuple[_PlaceToken | None, int]:
    """The token that begins at `at`, and where it ends; None where none does. Behind a part, "c" is a chapter."""
    if before is not None and before.kind == "season" and (m := _C.match(text, at)):
        return _PlaceToken("number", 0, read_number(m[1])), m.end()
    m = TOKEN.match(text, at)
    if m is None:
        return None, at
    if m["of"]:
        return _PlaceToken("installment", int(m["of"]), read_number(m["number"])), m.end()
    if m["season"]:
        return _PlaceToken("season", int(m["season"])), m.end()
    if m["episode"]:
        return _PlaceToken("number", 0, read_number(m["episode"])), m.end()
    if m["part"]:
        return _PlaceToken("season", int(m["part_number"]), 0, m["part"].lower()), m.end()
    if m["installment"]:
        return _PlaceToken("number", 0, read_number(m["own_number"]), m["installment"].lower()), m.end()
    if m["bare"]:
        return _PlaceToken("bare", 0, read_number(m["bare"])), m.end()
    return _PlaceToken("dash" if m["dash"] else "join" if m["join"] else "comma", word=m["dash"] or ""), m.end()


class _ExtentParser:
    """Reads extents out of tokens, from left to right."""

    def __init__(self, tokens: list[_PlaceToken], after: Extent | None) -> None:
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
            return _one("installment", season, number)
        if token.kind == "season":
            token_is_tied = self._next() == "dash" and self.tokens[self.at].word == "-"  # "Part 2 - Chapter 1"
            at = self.at + (self._next() == "comma" or token_is_tied)
            if at >= len(self.tokens) or self.tokens[at].kind != "number":
                return _one("season", season, 0, token.word)
            own = self.tokens[at]
            self.at = at + 1
            return _one("installment", season, own.number, token.word, own.word)
        if token.kind not in ("number", "bare"):
            return None
        if before is None or before.unit == "bare":
            return _one("number" if token.kind == "number" else "bare", 0, number, "", token.word)
        # A number alone counts in the words that stand before: "absolute 1 and 3" are two absolute numbers.
        words = (before.part_words, before.own_words) if token.kind == "bare" else ((), ())
        if before.unit == "installment":
            return _worded(_one("installment", before.last[0], number, "", token.word), *words)
        if before.unit == "number":
            return _worded(_one("number", 0, number, "", token.word), *words)
        if token.kind == "bare":
            return _worded(_one("season", number, 0), *words)
        return _one("installment", before.last[0], number, "", token.word) if before.is_one else None


def _one(unit: Unit, season: int, number: int, part_word: str = "", own_word: str = "") -> Extent:
    place = (season, number)
    if not (part_word or own_word):
        return Extent(unit, place, place)
    parts, own = ((word,) if word and word not in USUAL_WORDS else () for word in (part_word, own_word))
    return Extent(unit, place, place, parts, own)


def _worded(extent: Extent, part_words: tuple[str, ...], own_words: tuple[str, ...]) -> Extent:
    """An extent with words that were written before another one."""
    return extent._replace(part_words=part_words, own_words=own_words) if part_words or own_words else extent


def _share_within(text: str, after: Extent | None) -> tuple[Extent, ...] | None:
    """A share of one other place: that place, and the share."""
    m, share_at = _SHARE_OF.fullmatch(text), 1
    if m is None:
        m, share_at = _SHARE_WITHIN.fullmatch(text), 2
    share = _until(m[share_at]) if m else None
    tokens = _tokens(m[3 - share_at].translate(_SAME).strip()) if m and share else []
    within = _ExtentParser(tokens, after).read() if tokens else None
    return (*within, share) if within and share and len(within) == 1 else None


def _until(text: str) -> Extent | None:
    """The share or the page that all of `text` writes."""
    until = UNTIL.match(text)
    text = text[until.end() :] if until else text
    if text.endswith("%") and (m := _SHARE.fullmatch(text)):
        hundredths = int(m[1]) * 100 + int(f"{m[2] or ''}00"[:2])  # what is finer is left out: late is safe
        return Extent("share", (0, hundredths), (0, hundredths))
    if not until and (m := NUMBERED.fullmatch(text)):
        return _one("number", 0, 0, "", m[1].lower())._replace(edition=m[2])
    if text[:1] in "pP" and (m := _PAGE.fullmatch(text)):
        page, edition = int(m[1]), (m[2] or m[3] or m[4] or "").strip()
        if m[3] and _tokens(edition.translate(_SAME), before=_PlaceToken("season")):
            return None  # "p2, c1" are a part and a chapter
        return Extent("page", (0, page), (0, page), edition=edition)
    return None
