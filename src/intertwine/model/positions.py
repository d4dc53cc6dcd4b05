"""Positions as people write them: the one grammar of what stands after a title's name.

    place   = item { [ "and" | "&" | "+" | "," ] item } [ "@" time ] | "@" time | share | page
            | item [ "," ] share | share "of" item                            (understood, to say what is wrong with it)
    item    = unit [ "-" unit ] | unit "/" unit            (installments that one file holds: 7/8, S1 7/8, 1x07/08)
    unit    = season [ [ "," ] episode ] | N "x" N | episode | N
    season  = ( "S" | "season" | "seasons" | "series" | PART_WORDS ) N
    episode = ( "E" | "ep" | "episode" | "episodes" | INSTALLMENT_WORDS ) N      (N can have a fraction: 12.5)
    time    = HH ":" MM ":" SS
    share   = [ until ] N [ "." N ] "%" [ "of it" ]
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

from intertwine.model.extent import WHOLE, Extent, Place, one
from intertwine.model.extent_parser import parsed
from intertwine.model.numbers import A_DIGIT
from intertwine.model.place_tokens import plain, tokens_of
from intertwine.model.place_words import BEGINS
from intertwine.model.shares_and_pages import share_or_page, share_within

MOST_WORDS = 12
LONGEST = 80
"""Words, and characters, of a place: what is longer is none."""
_CANONICAL = re.compile(r"S([0-9]{1,4})|([0-9]{1,4})x([0-9]{1,5})")
"""One season or one installment as nearly all are written, which needs no parser."""
_DIGITS = 4
"""Those of a number alone, which needs none either."""
_SHARE_FIRST = re.compile(r"((?:[a-z]+\s){0,3}[0-9.]{1,19}\s?%)\s((?:of|through|into|in)\s)?(?=\S)", re.IGNORECASE)
_FURTHEST = LONGEST + len(" of ")
"""Characters within which a place before the name ends."""
_MOST_OF = 4
"""How often "of" is looked for in a place that stands before the name."""
_EDITION_BEHIND = re.compile(r"(.*\S)\s?\(([^()]{1,80})\)")
"""A title's name, and an edition of it in parentheses."""
_TIGHT = re.compile(
    r"[,\uff0c\u3001](?=[0-9]{1,4}\s?x\s?[0-9]|s(?:eries|easons?)?\s?[0-9]|e(?:pisodes?|ps?\.?)\s?[0-9])", re.IGNORECASE
)


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
    return one("installment", int(m[2]), int(m[3])) if m[2] else one("season", int(m[1]), 0)


def read_extents(text: str, after: Extent | None = None) -> tuple[Extent, ...] | None:
    """The extents that `text` writes; None where any of it is not understood.

    `after` is the extent that stands before it in a list, which says what a number alone counts ("1x01, 02").
    """
    if not 0 < len(text) <= LONGEST:
        return None
    if len(text) <= _DIGITS and after is None and text.isdigit() and text.isascii():
        return (one("bare", 0, int(text)),)  # as at the end of many names
    if (extent := read_canonical(text)) is not None:
        return (extent,)
    if (until := share_or_page(text)) is not None:
        return (until,)
    if "%" in text:
        return share_within(text, after)
    return parsed(tokens_of(plain(text)), after)


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
    if not A_DIGIT.search(text) and "@" not in text:
        return  # no place, as most texts have none
    head, time = split_time(text)
    if time:
        yield head, Place((), time)
    end = len(head)
    for _ in range(MOST_WORDS):
        start = head.rfind(" ", 0, end) + 1
        if len(head) - start > LONGEST:
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
    if not A_DIGIT.search(text, 0, _FURTHEST):
        return
    head = text[: LONGEST + len(" of ")]
    if (m := _SHARE_FIRST.match(head)) and (share := share_or_page(m[1])) is not None:
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
