"""Stamps: `Jessica Jones 1x05 @00:41:10; Daredevil S1 + Luke Cage S1` as alternatives of positions."""

import re
from dataclasses import replace

from intertwine.ledger.links import LINK, clean_key
from intertwine.ledger.span import Span
from intertwine.ledger.troubles import Troubles, shorten
from intertwine.model.problem import Problem
from intertwine.model.statement import END, Alternative, PositionText

PUBLIC = Alternative((PositionText("public"),))
LINKED = Alternative((PositionText("linked"),))
IMPOSSIBLE = Alternative((PositionText("impossible"),))
HIDDEN = (IMPOSSIBLE,)
"""The alternatives of what is never shown."""

TIME = re.compile(r"([0-9]{1,2}):([0-5][0-9]):([0-5][0-9])")
LOOSE_TIME = re.compile(r"[0-9]+:[0-9:]*")
"""What is meant to be a time, right or wrong."""

_MOST = 64  # positions of one stamp, and alternatives: a hostile page could else ask for any number with `needs:`
_PLACE = re.compile(
    r"(?:S(?P<season>[0-9]{1,4})|(?P<of>[0-9]{1,4})x(?P<number>[0-9]{1,5})(?:\s*@\s*(?P<time>\S+))?|@\s*(?P<at>\S+))",
    re.IGNORECASE,
)
_HINT = "write it as [[Title]], Title S1, Title 1x05 or Title 1x05 @00:41:10"
_TIME_HINT = "write hours, minutes and seconds, as 00:41:10"


def parse_stamp(
    text: str, line: int, column: int, path: str = "", *, linked: bool = False, own: bool = True
) -> tuple[tuple[Alternative, ...], tuple[Problem, ...]]:
    """The alternatives of a stamp, and what is wrong with it.

    `linked` allows the position "linked" (a name's), `own` those without a title, which are the page's own title's.
    There is always one alternative; what could not be read is an impossible position in it.
    """
    troubles = Troubles(path)
    return read_stamp(Span(text, line, column), troubles, linked=linked, own=own), troubles.all()


def read_stamp(span: Span, troubles: Troubles, *, linked: bool = False, own: bool = True) -> tuple[Alternative, ...]:
    """As `parse_stamp`, with the problems added to `troubles`."""
    if span.text.count(";") + span.text.count("+") > _MOST:
        message = f"a stamp has at most {_MOST} positions: what it stamps stays hidden"
        troubles.add(*span.at(0), "stamp-too-long", message, "name fewer")
        return HIDDEN
    alternatives = []
    for alternative in _split(span, ";"):
        parts = _split(alternative, "+")
        alternatives.append(Alternative(tuple([_position(part, troubles, linked, own) for part in parts])))
    return tuple(alternatives)


def both(first: tuple[Alternative, ...], second: tuple[Alternative, ...]) -> tuple[Alternative, ...] | None:
    """The alternatives in which one of `first` and one of `second` hold; sources are those of `first`. None where
    that are too many, or one of them holds too many positions."""
    longest = max(len(a.positions) for a in first) + max(len(b.positions) for b in second)
    if len(first) * len(second) > _MOST or longest > _MOST:
        return None
    return tuple(replace(a, positions=a.positions + b.positions) for a in first for b in second)


def seconds_of(text: str) -> int | None:
    """Seconds of a time `HH:MM:SS`, or None where it is none."""
    m = TIME.fullmatch(text)
    return int(m[1]) * 3600 + int(m[2]) * 60 + int(m[3]) if m else None


def read_time(text: str, line: int, column: int, troubles: Troubles) -> int | None:
    """Seconds of a time, or None and a problem. `41:10` is refused: it could mean minutes or hours, and a time that
    is read too early is a spoiler."""
    seconds = seconds_of(text)
    if seconds is None:
        troubles.add(line, column, "time-unreadable", f'"{shorten(text)}" is no time', _TIME_HINT)
    return seconds


def _split(span: Span, mark: str) -> list[Span]:
    """The span's parts between marks that stand outside of links."""
    text = span.text
    if mark not in text:
        return [span.part(0)]
    if "[[" not in text:
        cuts = [n for n, character in enumerate(text) if character == mark]
    else:
        cuts = [m.start() for m in re.finditer(LINK.pattern + "|" + re.escape(mark), text) if m[0] == mark]
    return [span.part(a + 1, b) for a, b in zip([-1, *cuts], [*cuts, len(text)], strict=True)]


def _position(span: Span, troubles: Troubles, linked: bool, own: bool) -> PositionText:
    text = span.text
    line, column = span.at(0)
    if not text:
        troubles.add(line, column, "stamp-unreadable", "a position is missing here", _HINT)
        return PositionText("impossible", column=column)
    if text.lower() == "public":
        return PositionText("public", column=column)
    if text.lower() == "linked" and linked:
        return PositionText("linked", column=column)
    title, is_link, place = "", False, text
    link = LINK.match(text)
    if link:
        title, is_link, place = clean_key(link[1]), True, text[link.end() :].strip()
        if not title:
            troubles.add(line, column, "stamp-unreadable", "this link names nothing", _HINT)
            return PositionText("impossible", column=column)
        if not place:
            return PositionText("title", title, linked_title=True, column=column)
        found = _PLACE.fullmatch(place)
    else:
        found = _PLACE.fullmatch(text)
        if not found:
            title, place = _cut(text)
            if not place:
                return _whole(title, line, column, troubles)
            found = _PLACE.fullmatch(place)
    if not found:
        troubles.add(line, column, "stamp-unreadable", f'"{shorten(place)}" is no place in a title', _HINT)
        return PositionText("impossible", column=column)
    if not is_link and ("@" in title or "[[" in title or "]]" in title):
        return _half(title, line, column, troubles)
    if not title and not own:
        message = f'"{shorten(text)}" names no title, and this page is none'
        troubles.add(line, column, "stamp-without-title", message, _HINT)
        return PositionText("impossible", column=column)
    if found["season"]:
        return PositionText("season", title, int(found["season"]), 0, END, is_link, column)
    time = found["time"] or found["at"]
    seconds: int | None = END
    if time:
        seconds = read_time(time, *span.at(text.rfind(time)), troubles)
        if seconds is None:
            return PositionText("impossible", column=column)
    return PositionText(
        "installment", title, int(found["of"] or 0), int(found["number"] or 0), seconds or 0, is_link, column
    )


def _cut(text: str) -> tuple[str, str]:
    """A title's name and the place in it, where a place stands at the end."""
    at = text.rfind("@")
    head = text[:at].rstrip() if at > 0 else text
    title, _, word = head.rpartition(" ")
    if title and _PLACE.fullmatch(word):
        return " ".join(title.split()), text[len(head) - len(word) :]
    if at > 0 and LOOSE_TIME.match(text[at + 1 :].strip()):
        return " ".join(head.split()), text[at:]
    return " ".join(text.split()), ""


def _whole(title: str, line: int, column: int, troubles: Troubles) -> PositionText:
    if "[[" in title or "]]" in title or "@" in title:
        return _half(title, line, column, troubles)
    return PositionText("title", clean_key(title), column=column)


def _half(title: str, line: int, column: int, troubles: Troubles) -> PositionText:
    """A name with brackets or an @ in it: half a link, or a time in the wrong place."""
    troubles.add(line, column, "stamp-unreadable", f'"{shorten(title)}" is no title; such a name needs [[ ]]', _HINT)
    return PositionText("impossible", column=column)
