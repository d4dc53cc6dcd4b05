"""Whom a recap is about."""

from collections.abc import Collection

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import among
from intertwine.questions.place import PlaceStart
from intertwine.questions.presence import acts, is_seen, takes_part, there
from intertwine.questions.recap_sources import billed_people
from intertwine.questions.tell import real

_MOST_EARLIER = 12
"""People of earlier titles in the recap of a title without a cast."""


def recap_people(view: View, start: PlaceStart) -> list[int]:
    """Those whom the title bills (see `billed_people`), in billing order, then those on stage in it before `start`, as
    they were first shown. A title that bills nobody is about people of earlier ones too: first those seen most
    often."""
    billed = billed_people(view, start)
    seen = [f for f in view.facts.shown_in(start.title) if f.order[0] < start.order]
    staged = [n for f in seen for n in (*f.subjects, *f.objects) if is_seen(view, f, n)]
    people = view.entities.of_kind("character", "")
    found = dict.fromkeys((*billed, *(n for n in staged if people[n])))
    if not billed:
        ties = [f for f in real(view.facts.public_of(start.title)) if f.verb.role == "continues"]
        continued = [n for f in ties if start.title in f.subjects for n in f.objects]
        if continued or not found:
            found |= dict.fromkeys(_most_seen(view, start.order, continued))
    return list(found)


def _most_seen(view: View, limit: int, titles: Collection[int]) -> list[int]:
    """The people most often on stage in what was shown before the order `limit`, in `titles` (none: in any)."""
    subjects, _, lines = view.rows.pairs(view.rows.mask(verbs=acts, ways=there))
    _, objects, more = view.rows.pairs(view.rows.mask(verbs=takes_part))
    numbers, lines = np.concatenate([subjects, objects]), np.concatenate([lines, more])
    where = view.rows.titles(lines)
    wanted = (where >= 0) & (numbers >= 0) & (view.lines.orders(lines) < limit)
    wanted &= view.entities.of_kind("character", "")[numbers]
    if titles:
        wanted &= among(where, np.array(list(titles), np.int32))
    numbers, lines = numbers[wanted], lines[wanted]
    as_shown = numbers[np.lexsort((lines, view.lines.orders(lines)))]
    first = np.full(view.entities.count, len(as_shown))
    # Of several numbers that are put at one place the last stays: where somebody is first seen.
    first[as_shown[::-1]] = np.arange(len(as_shown))[::-1]
    often = np.bincount(numbers, minlength=len(first))
    chosen: list[int] = np.lexsort((first, -often))[:_MOST_EARLIER].tolist()
    return [n for n in chosen if often[n]]
