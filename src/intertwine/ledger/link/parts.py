"""Linking: the parts of titles that facts name: `[[Hazel]] 1x03`, `[[Hazel]] S2`."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from intertwine.ledger.link.calendar import Calendar
from intertwine.ledger.link.lost_positions import why_lost
from intertwine.ledger.link.names import without_rows
from intertwine.ledger.link.state import Linking
from intertwine.model.extent import Extent
from intertwine.model.frozen import FrozenDict
from intertwine.model.positions import read_extents
from intertwine.model.problem import Problem
from intertwine.model.sentinels import NONE
from intertwine.model.statement import ANY_SEASON, PositionText
from intertwine.model.strings import Bools, Ints

_NOWHERE = (NONE, NONE)
_OUTCOME = "what this fact says of it stays hidden"


def resolve_parts(state: Linking) -> Linking:
    """After: `parts` have the season and the number of each part of a title. Rows are gone that name a part which is
    not there, or say something of a part of a title and itself."""
    table, rows = state.parts, state.rows
    row, of_object = table["row"], table["of_object"]
    entity = np.where(of_object > 0, rows["object"][row], rows["subject"][row])
    titles = np.append(state.title_of_entity, np.int32(-1))[entity]
    asked = list(zip(titles.tolist(), table["words"].tolist(), strict=True))
    words = state.intern.words
    known = {it: _part(state.calendar, it[0], words[it[1]]) for it in dict.fromkeys(asked)}
    season, number = np.array([known[it] for it in asked], np.int32).reshape(-1, 2).T
    lost = season == NONE
    gone = np.zeros(len(rows["line"]), np.bool_)
    gone[row[lost]] = True
    same = _of_itself(row, rows["subject"][row] == rows["object"][row], season, number)
    gone[row[same]] = True
    parts = FrozenDict({"row": row, "of_object": of_object, "season": season, "number": number})
    return without_rows(replace(state, parts=parts), gone).noting(_problems(state, entity, titles, lost, same))


def _of_itself(row: Ints, one_title: Bools, season: Ints, number: Ints) -> Bools:
    """Which parts are the object of a row whose subject is the same part of the same title (`one_title`)."""
    found = np.zeros(len(row), np.bool_)
    found[1:] = (row[1:] == row[:-1]) & one_title[1:] & (season[1:] == season[:-1]) & (number[1:] == number[:-1])
    found &= season != NONE
    return found


def _part(calendar: Calendar, title: int, words: str) -> tuple[int, int]:
    """Season and number (NONE: of all the season) of a part of a title; NONE both where it is not there."""
    if title < 0 or calendar.listing(title).is_single:
        return _NOWHERE
    _, (position, *more) = calendar.settled(_position(words), title)
    if more:
        return _NOWHERE
    listed = calendar.listed[title].get(position.season, {}) if title in calendar.listed else {}
    if position.kind == "installment":
        return (position.season, position.number) if position.number in listed else _NOWHERE
    is_there = position.kind == "season" and calendar.listing(title).words.is_parted
    declared = title in calendar.declared and position.season in calendar.declared[title]
    return (position.season, NONE) if is_there and (listed or declared) else _NOWHERE


def _position(words: str, key: str = "") -> PositionText:
    """The position that the `words` after a link of `key` write."""
    (extent,) = read_extents(words) or (Extent("bare", (0, 0), (0, 0)),)  # they were read before
    season = ANY_SEASON if extent.unit == "number" else extent.first[0]
    return PositionText(
        "season" if extent.unit == "season" else "installment",
        key,
        season,
        extent.first[1],
        linked_title=bool(key),
        part_words=extent.part_words,
        own_words=extent.own_words,
        pair=extent.edition,
    )


def _problems(state: Linking, entity: Ints, titles: Ints, lost: Bools, same: Bools) -> Iterator[Problem]:
    """Those of the parts that are `lost` or the `same` as what is said of them, each once where it is written. `entity`
    is what each is a part of, `titles` the same among the titles."""
    table, seen = state.parts, set[tuple[str, int, int]]()
    for n in np.flatnonzero(lost | same).tolist():
        page = state.segment_of(int(state.rows["line"][table["row"][n]])).page
        at = page.path, int(table["number"][n]), int(table["column"][n])
        if at in seen:
            continue
        seen.add(at)
        key = state.intern.words[int(state.owner_columns["key"][entity[n]])]
        words = state.intern.words[int(table["words"][n])]
        if same[n]:
            message = f'"[[{key}]] {words}" is on both sides of this fact: {_OUTCOME}'
            yield Problem(*at, "place-of-itself", message, "name another installment on one of the sides")
        elif titles[n] < 0:
            message = f'"{key}" is not a title: there is nothing like its "{words}", and {_OUTCOME}'
            yield Problem(*at, "place-without-title", message, "link a title before a place")
        else:
            position = _position(words, key)
            code, said, reason, hint = why_lost(state.calendar, position, int(titles[n]))
            if len(state.calendar.settled(position, int(titles[n]))[1]) > 1:
                reason, hint = "since several installments have this number", "name each of them"
            message = f'"{said}" is not there: {_OUTCOME}'
            if position.kind == "season" and not state.calendar.listing(int(titles[n])).words.is_parted:
                hint = "link all of the title, or one of its installments"
            yield Problem(*at, code, f"{message}, {reason}" if reason else message, hint)
