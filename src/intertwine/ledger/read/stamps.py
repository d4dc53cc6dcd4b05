"""Stamps: `Jessica Jones 1x05 @00:41:10; Daredevil S1 + Luke Cage S1` as alternatives of positions."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.links import LINK, clean_key
from intertwine.ledger.read.markdown.span import Span
from intertwine.model.extent import WHOLE, Extent, Place, as_typed, written
from intertwine.model.nearest_extents import nearest_extents
from intertwine.model.numbers import is_between
from intertwine.model.positions import read_canonical, read_place, readings, spaced, split_time
from intertwine.model.problem import Problem
from intertwine.model.sentinels import END
from intertwine.model.statement import ANY_SEASON, Alternative, PositionText
from intertwine.model.times import nearest_time, read_time
from intertwine.model.title_kind import PLAIN, TitleKind, TitleWords
from intertwine.model.title_names import quoted_name, straight
from intertwine.model.words import a

PUBLIC = Alternative((PositionText("public"),))
LINKED = Alternative((PositionText("linked"),))
IMPOSSIBLE = Alternative((PositionText("impossible"),))
HIDDEN = (IMPOSSIBLE,)
"""The alternatives of what is never shown."""

LOOSE_TIME = re.compile(r"[0-9]+:[0-9:]*")
"""What is meant to be a time, right or wrong."""

_QUOTED = r'"[^"]*+"'
MOST_POSITIONS = (
    64  # positions of one stamp, and alternatives: a hostile page could else ask for any number with `needs:`
)
_HINT = "write it as [[Title]], Title S1, Title 1x05, Title part 1 chapter 5 or Title 1x05 @00:41:10"
_CHAPTERS = TitleWords(TitleKind("", part="part", installment="chapter"))
"""The words for numbers of titles whose kind is not known."""
_TIME_HINT = "write hours, minutes and seconds, as 00:41:10"


def parse_stamp(
    text: str, line: int, column: int, path: str = "", *, linked: bool = False, own: bool = True
) -> tuple[tuple[Alternative, ...], tuple[Problem, ...]]:
    """The alternatives of the stamp `text`, which begins at `line` and `column` (from 1) of the page at `path`; and
    what is wrong with it.

    `linked` allows the position "linked" (a name's), `own` those without a title, which are the page's own title's.
    There is always one alternative; what could not be read is an impossible position in it.
    """
    diagnostics = Diagnostics(path)
    return read_stamp(Span(text, line, column), diagnostics, linked=linked, own=own), diagnostics.all()


def read_stamp(
    span: Span, diagnostics: Diagnostics, *, linked: bool = False, own: bool = True
) -> tuple[Alternative, ...]:
    """As `parse_stamp` (`linked` and `own` too) for the text of `span`, with the problems added to `diagnostics`."""
    text = span.text
    if text.count(";") + text.count("+") > MOST_POSITIONS:
        return _too_long(span, diagnostics)
    if '"' in (plain := straight(text)) and LINK.sub("", plain).count('"') % 2:
        hint = 'close it; a quotation mark within a name is written twice: "The ""Big"" One" 1x05'
        diagnostics.add(*span.at(0), "stamp-unreadable", "a quotation mark is not closed", hint)
        return HIDDEN
    alternatives, count = [], 0
    for alternative in _split(span, ";"):
        positions: list[PositionText] = []
        for part in _split(alternative, "+"):
            positions += _positions(part, diagnostics, linked, own)
        alternatives.append(Alternative(tuple(positions)))
        count += len(positions)
    if count > MOST_POSITIONS and max(len(alternative.positions) for alternative in alternatives) > MOST_POSITIONS:
        return _too_long(span, diagnostics)
    if count > 1 and any(position.kind == "linked" for it in alternatives for position in it.positions):
        message = '"linked" stands alone: with other positions, nobody passes this'
        hint = "write linked, or the positions, or two names with a stamp each"
        diagnostics.add(*span.at(0), "stamp-unreadable", message, hint)
        return HIDDEN
    return tuple(alternatives)


def _too_long(span: Span, diagnostics: Diagnostics) -> tuple[Alternative, ...]:
    message = f"a stamp has at most {MOST_POSITIONS} positions: nobody passes it, and what has no other stays hidden"
    diagnostics.add(*span.at(0), "stamp-too-long", message, "name fewer")
    return HIDDEN


def both(first: tuple[Alternative, ...], second: tuple[Alternative, ...]) -> tuple[Alternative, ...] | None:
    """The alternatives in which one of `first` and one of `second` hold; sources are those of `first`. None where
    that are too many, or one of them holds too many positions."""
    longest = max(len(a.positions) for a in first) + max(len(b.positions) for b in second)
    if len(first) * len(second) > MOST_POSITIONS or longest > MOST_POSITIONS:
        return None
    return tuple(replace(a, positions=a.positions + b.positions) for a in first for b in second)


def time_at(text: str, line: int, column: int, diagnostics: Diagnostics) -> int | None:
    """Seconds of the time `text`, or None and one of `diagnostics`, at `line` and `column`. `41:10` is refused: it
    could mean minutes or hours, and a time that is read too early is a spoiler."""
    seconds = read_time(text)
    if seconds is None and not diagnostics.is_left_out():
        near = nearest_time(text)
        hint = f'did you mean "{near}"? {_TIME_HINT}' if near else _TIME_HINT
        diagnostics.add(line, column, "time-unreadable", f'"{shorten(text)}" is not a time', hint)
    return seconds


def _split(span: Span, mark: str) -> list[Span]:
    """The span's parts between marks that stand outside of links and of quotation marks."""
    text = span.text
    if mark not in text:
        return [span.part(0)]
    plain = straight(text)
    if "[[" not in text and '"' not in plain:
        cuts = [n for n, character in enumerate(text) if character == mark]
    else:
        apart = f"{LINK.pattern}|{_QUOTED}|{re.escape(mark)}"
        cuts = [m.start() for m in re.finditer(apart, plain) if m[0] == mark]
    return [span.part(a + 1, b) for a, b in zip([-1, *cuts], [*cuts, len(text)], strict=True)]


def _positions(span: Span, diagnostics: Diagnostics, linked: bool, own: bool) -> list[PositionText]:
    """The positions that one member of an alternative writes: several where it is a range."""
    text = " ".join(spaced(span.text).split())
    line, column = span.at(0)
    if not text:
        diagnostics.add(line, column, "stamp-unreadable", "a position is missing here", _HINT)
        return _impossible(column)
    if (alone := _position_alone(text, column, linked, own)) is not None:
        return [alone]
    link = LINK.match(text) if text[0] == "[" else None
    plain, is_quoted, whole = straight(text), False, ""
    place: Place | None
    if link:
        title, rest = clean_key(link[1]), text[link.end() :].strip()
        place = read_place(_without_comma(rest))
        if not title:
            diagnostics.add(line, column, "stamp-unreadable", "this link names nothing", _HINT)
            return _impossible(column)
    elif plain[0] == '"' and plain.count('"') % 2 == 0:
        title, rest = quoted_name(plain)
        place, is_quoted = read_place(_without_comma(rest)), bool(title)
        if place is None or not title:  # a name that begins with a quotation mark
            (title, place), is_quoted = _cut(text), False
    else:
        title, place = _cut(text)
        rest = text
    if place is None:
        _refuse_place(rest, line, column, diagnostics)
        return _impossible(column)
    if not link and not is_quoted and ("@" in title or "[[" in title or "]]" in title):
        message = f'"{shorten(title)}" is not a title; such a name needs [[ ]]'
        diagnostics.add(line, column, "stamp-unreadable", message, _HINT)
        return _impossible(column)
    extents = place.extents
    diagnostics.titles += [(title, line, column)] if title and not link else []
    worded = extents != () and _has_words(extents)
    if not title and not own and worded:  # it can only be a name
        title, place, extents = clean_key(text), WHOLE, ()
    if not title and not own:
        message = f'"{shorten(text)}" names no title, and this page is none'
        diagnostics.add(line, column, "stamp-without-title", message, _HINT)
        return _impossible(column)
    if worded and extents and not (link or is_quoted):
        whole = split_time(text)[0]
    seconds: int | None = END
    if place.time:
        seconds = time_at(place.time, *span.at(span.text.rfind(place.time)), diagnostics)
    words = PLAIN if title else diagnostics.words
    wrong = _first_misfit(place, words) if extents else ""
    if wrong and not diagnostics.is_left_out():
        is_until = any(extent.unit in ("share", "page") for extent in extents)
        hint = f"name the {words.kind.installment if words.kind.id else 'installment'} instead: {_HINT}"
        hint = hint if is_until else _offer(extents, words)
        diagnostics.add(line, column, "stamp-unreadable", f'"{shorten(text)}" {wrong}', hint)
    if wrong or seconds is None:
        return _impossible(column)
    return _spelled_out(place, seconds, title, (link is not None, column, is_quoted, whole))


def _position_alone(text: str, column: int, linked: bool, own: bool) -> PositionText | None:
    """The position that is written without a title, as most are; None where the text may be more, or something else."""
    word = text.lower()
    if word == "public" or (word == "linked" and linked):
        return PositionText("public" if word == "public" else "linked", column=column)
    extent = read_canonical(text) if own else None
    if extent is None:
        return None
    return PositionText("season" if extent.unit == "season" else "installment", "", *extent.first, column=column)


def _has_words(extents: tuple[Extent, ...]) -> bool:
    return any(extent.words or _may_end_name(extent) for extent in extents)


def _may_end_name(extent: Extent) -> bool:
    """Whether an extent without words is a place that may also end a name: "7/8"."""
    return extent.is_file and extent.unit == "number"


def _first_misfit(place: Place, words: TitleWords) -> str:
    return next(filter(None, [misfit(extent, place.time, words) for extent in place.extents]), "")


def _impossible(column: int) -> list[PositionText]:
    """What stands for a position that cannot be read."""
    return [PositionText("impossible", column=column)]


def _cut(text: str) -> tuple[str, Place]:
    """A title's name ("": the page's own) and the place in it. A number without a season belongs to the name, as in
    "Area 51" or "Star Wars Episode 4"; whether "Part 2" does is not known before all titles are."""
    if text.replace("-", "").isdigit():  # "1917", "9-1-1"
        return clean_key(text), WHOLE
    title, place = text, WHOLE  # the shortest name that a place follows, else what a time follows, else all of it
    loose: tuple[str, Place] | None = None
    for name, after in readings(text):
        if after.extents:
            sort = _sort_of(after)
            if sort == "plain":
                title, place = name, after
            elif sort == "worded":
                loose = name, after
        elif after.time and not place.extents and LOOSE_TIME.fullmatch(after.time):
            title, place = name, after
    if loose is not None and not place.extents:
        title, place = loose
    return clean_key(title.rstrip(", ") if place.extents else title), place


def _sort_of(place: Place) -> Literal["plain", "worded", ""]:
    """What a place with extents can be where no title is known: "plain", seasons and installments in the words that fit
    every title; "worded", a place by its words, as "Part 2" and "ch 5", or what one file holds, as "7/8", which may
    also end a name; "", neither.
    """
    plain = worded = True
    for it in place.extents:
        if it.part_words or it.own_words or _may_end_name(it):
            plain = False
            worded = worded and not (place.time and it.unit == "season")
        else:
            plain = plain and it.unit in ("season", "installment")
            worded = False
    return "plain" if plain else "worded" if worded else ""


def _without_comma(text: str) -> str:
    """What follows a title, without the comma between them."""
    return text.removeprefix(",").lstrip()


def _spelled_out(place: Place, seconds: int, title: str, rest: tuple[bool, int, bool, str]) -> list[PositionText]:
    """Every position of a place in `title`; the time is that of the last one. `rest` are the last fields of each."""
    if not place.extents:
        return [PositionText("installment" if place.time else "title", title, 0, 0, seconds, *rest)]
    found: list[PositionText] = []
    for extent in place.extents:
        unit, first, last = extent[:3]
        more = *rest, extent.part_words, extent.own_words, extent.edition
        if extent.is_file:
            season = ANY_SEASON if unit == "number" else first[0]
            found.append(PositionText("installment", title, season, first[1], END, *more))
        elif unit == "season":
            found += [PositionText("season", title, n, 0, END, *more) for n in range(first[0], last[0] + 1)]
        else:
            numbers = (first[1],) if extent.is_one else range(first[1], last[1] + 1)
            season = ANY_SEASON if unit == "number" else first[0]
            found += [PositionText("installment", title, season, n, END, *more) for n in numbers]
    if seconds != END:
        found[-1] = replace(found[-1], seconds=seconds)
    return found


def misfit(extent: Extent, time: str, words: TitleWords = PLAIN) -> str:
    """What is wrong with an extent where a season or an installment is needed, or "", in the `words` of its title. A
    `time` ("": none) follows."""
    unit, first, last = extent[:3]
    kind = words.kind
    if unit in ("share", "page"):
        return f"is a {unit}, which cannot be a stamp: it says how far somebody is, and not which installment"
    if unit == "bare" or (unit == "number" and not (extent.own_words or extent.is_file)):
        return f"names no {kind.part}"
    if extent.is_backward:
        return "ends before it begins"
    if time and extent.is_file:
        return f"has a time, which needs one {kind.installment}"
    if not extent.is_one and (is_between(first[1]) or is_between(last[1])):
        return "is a range to a number with a fraction; name each of them"
    if unit == "season":
        return (
            f"has a time, which needs {a(kind.installment)}"
            if time
            else ""
            if last[0] - first[0] < MOST_POSITIONS
            else "is too long"
        )
    if first[0] != last[0]:
        return f"goes over several {kind.part}s; name each of them"
    return "" if last[1] - first[1] < MOST_POSITIONS else "is too long"


def _refuse_place(text: str, line: int, column: int, diagnostics: Diagnostics) -> None:
    if not diagnostics.is_left_out():  # the nearest place takes long to find
        message = f'"{shorten(text)}" is not a place in a title'
        diagnostics.add(line, column, "stamp-unreadable", message, _nearest(text))


def _nearest(text: str) -> str:
    """A hint with the nearest place that can be read."""
    near = " and ".join(as_typed(extent) for extent in nearest_extents(text, is_stamp=True))
    return f'did you mean "{near}"? {_HINT}' if near else _HINT


def _offer(extents: Iterable[Extent], words: TitleWords) -> str:
    """A hint with `extents` that are wrong as they should be, in the `words` of their title. Where these are unknown,
    numbers alone are offered as episodes and as chapters."""
    wrong = list(extents)
    if any(extent.unit == "installment" and extent.first[0] != extent.last[0] for extent in wrong):
        return _HINT
    near = f'"{" and ".join(_mended(extent, words) for extent in wrong)}"'
    if words is PLAIN and all(extent.unit == "bare" for extent in wrong):
        near += f' or "{" and ".join(written(_in_order(extent), _CHAPTERS) for extent in wrong)}"'
    return f"did you mean {near}? {_HINT}"


def _mended(extent: Extent, words: TitleWords) -> str:
    """An extent with its ends in order, in the first season where it names none and the kind's words need one."""
    found = _in_order(extent)
    if not words.kind.is_compact:
        return written(found, words)
    if extent.words:
        return as_typed(found._replace(unit=extent.unit))
    if found.unit == "number":
        found = Extent("installment", (1, found.first[1]), (1, found.last[1]))
    return written(found)


def _in_order(extent: Extent) -> Extent:
    """An extent with its ends in order; a number alone is one of installments."""
    first, last = (extent.last, extent.first) if extent.is_backward else extent[1:3]
    return extent._replace(unit="number" if extent.unit == "bare" else extent.unit, first=first, last=last)
