"""A poster for a title that has none: drawn from what this viewer may know of it, and always the same for the same.

A title of which scenes are known is its own map in small: the lines of those who are most on stage, in the ink of the
title where each was first seen. Before that a title is a strand in its own ink, with a knot for each season; one that
picks up others is those strands, apart at the top and winding about each other towards the foot. Inks are those of
maps, on a dark ground.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from intertwine.gate.view import View
from intertwine.maps.miniature import miniature
from intertwine.maps.palette import dark
from intertwine.model.frozen import FrozenDict, remembered
from intertwine.web.kind_words import kind_name
from intertwine.web.languages import now
from intertwine.web.poster_lettering import title_lines
from intertwine.web.poster_map import small_map
from intertwine.web.poster_sheet import Knot, Stroke, TitleLine, ground, title_ink
from intertwine.web.poster_strands import braid, strand


@dataclass(frozen=True, slots=True)
class Poster:
    """What the template `poster.svg` draws. `size` is the letters' height, `rule` the y of the line above them.

    `ink` is the title's own; `ground`, `words` and `small` are the colours of the sheet, its name and its foot.
    """

    ink: str
    strokes: tuple[Stroke, ...]
    knots: tuple[Knot, ...]
    lines: tuple[TitleLine, ...]
    size: float
    rule: float
    foot: str
    ground: str
    words: str
    small: str


def poster(view: View, title: int) -> Poster:
    """The poster of a title of this view."""
    return remembered(view.memo, f"poster {title} {now()}", lambda: _poster(view, title))


def _poster(view: View, title: int) -> Poster:
    inks = {number: title_ink(place) for place, number in enumerate(view.listing.titles)}
    own, year = inks.get(title, title_ink(None)), view.listing.year(title)
    lines, size = title_lines(view.names.best(title))
    rule = round(lines[0].y - size * 0.86 - 9, 1)
    foot = " · ".join(part for part in (kind_name(view.entities.kind(title)), str(year) if year else "") if part)
    strokes, knots = _drawn(view, title, inks, rule)
    return Poster(own, strokes, knots, lines, size, rule, foot, ground(), dark()["--map-ink"], dark()["--map-soft"])


def _drawn(view: View, title: int, inks: dict[int, str], rule: float) -> tuple[tuple[Stroke, ...], tuple[Knot, ...]]:
    """What stands above the name: the map in small, a braid, or a strand."""
    small = miniature(view, title)
    if small is not None:
        return small_map(small, inks, rule - 26)
    if threads := _threads(view, title):
        return braid(tuple(inks[other] for other in threads), rule - 14), ()
    seasons = len({it.season for it in view.listing.installments(title)}) or 1
    place = view.listing.titles.index(title) if title in inks else 0
    return strand(place, seasons, inks.get(title, title_ink(None)), rule - 14)


def _threads(view: View, title: int) -> list[int]:
    found = remembered(view.memo, "titles that continue others", lambda: _continued(view)).get(title, frozenset())
    return [other for other in view.listing.titles if other in found and other != title][:8]


def _continued(view: View) -> Mapping[int, frozenset[int]]:
    """What each title continues, of all that anything is said to."""
    rows = np.array(view.rows.pairs(view.rows.mask(("continues",)))).T.tolist()
    objects: dict[int, set[int]] = {}
    for _, other, line in rows:
        objects.setdefault(line, set()).add(other)
    found: dict[int, set[int]] = {}
    for subject, _, line in rows:
        found.setdefault(subject, set()).update(objects[line])
    return FrozenDict((subject, frozenset(others)) for subject, others in found.items())
