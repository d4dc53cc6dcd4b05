"""A title's map in small: the lines of those who are most on stage, for a poster. Made from a view alone, cheaply."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from intertwine.gate.view import View
from intertwine.model.frozen import FrozenDict, read_only, remembered
from intertwine.model.strings import Ints
from intertwine.model.verb import SCENES
from intertwine.questions.presence import there
from intertwine.storyline import Spacing, certified, heights_isotonic, make_chart
from intertwine.storyline.order.barycentre import barycentre_sweeps
from intertwine.storyline.order.sifting import sift
from intertwine.storyline.reduce import as_one_part

LEADS = 7
LAYERS = 10
"""At most so many people, and so many of the moments in which they are, evenly chosen."""
FEWEST = 4
"""With fewer moments it is no picture yet."""


@dataclass(frozen=True, slots=True)
class MiniatureLine:
    """Somebody's line: `begin` is the first of the `layers` in which they are, `levels` where their line is from then
    on, in units of the distance of two who are together. `home` is the title where this viewer first saw them."""

    home: int
    begin: int
    levels: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Miniature:
    """The lines through `layers` moments, those most on stage first. `breadth` is the largest level."""

    layers: int
    breadth: float
    lines: tuple[MiniatureLine, ...]


def miniature(view: View, title: int) -> Miniature | None:
    """The small map of a title of which this viewer knows scenes; None where too little is known of who is with whom.

    Few crossings, not the fewest: barycentre and sifting.
    """
    staged = _staged(view)
    begin, end = staged.titles.searchsorted([title, title + 1]).tolist()
    # Views number people each in its own way.
    people, ranks = np.unique(staged.people[begin:end], return_inverse=True)
    ends = np.diff(staged.lines[begin:end]).astype(np.bool_)
    leads, levels = _picture(ranks.astype(np.int32).tobytes(), ends.tobytes())
    if not levels:
        return None
    # A line of one moment would be a dot.
    own = [[at for at, row in enumerate(levels) if lead in row] for lead in range(len(leads))]
    lines = (
        MiniatureLine(staged.homes[people.item(person)], layers_of[0], tuple(levels[at][n] for at in layers_of))
        for n, (person, layers_of) in enumerate(zip(leads, own, strict=True))
        if len(layers_of) > 1
    )
    return Miniature(len(levels), max(max(row.values()) for row in levels), tuple(lines))


class _StageRows(NamedTuple):
    """Who is there in scenes: a row for each of the `people` in each scene, with the `lines` of the scenes and the
    `titles` where they were shown. Rows are sorted by title, and within one as shown and in the order of the text.
    `homes` is the title in whose scenes each is first seen."""

    people: Ints
    lines: Ints
    titles: Ints
    homes: Mapping[int, int]


def _staged(view: View) -> _StageRows:
    return remembered(view.memo, "staged", lambda: _all_staged(view))


def _all_staged(view: View) -> _StageRows:
    people, _, lines = view.rows.pairs(view.rows.mask(SCENES, ways=there))
    ours = view.entities.of_kind("character", "")[people]
    people, lines = people[ours], lines[ours]
    shown = np.lexsort((lines, view.lines.orders(lines)))
    people, lines = people[shown], lines[shown]
    titles = view.rows.titles(lines)
    seen, first = np.unique(people, return_index=True)
    homes = FrozenDict(zip(seen.tolist(), titles[first].tolist(), strict=True))
    by_title = titles.argsort(kind="stable")
    return _StageRows(read_only(people[by_title]), read_only(lines[by_title]), read_only(titles[by_title]), homes)


@lru_cache(maxsize=512)
def _picture(people: bytes, ends: bytes) -> tuple[tuple[int, ...], tuple[dict[int, float], ...]]:
    """The leads of a title, and at what level each is in each moment (none: too little is known): of who is there in
    its scenes (numbers of 4 bytes), and whether a scene ends before the next of them. What one viewer more knows
    changes few titles, so most pictures are the same for many viewers."""
    scenes = _scenes(people, ends)
    count = Counter(person for scene in scenes for person in scene)  # in the order of first appearance
    layers = _chosen(_shared(scenes, {person for person, _ in count.most_common(LEADS)}))
    for _ in range(2):  # who is left with one moment goes, and may leave another with one
        often = Counter(person for layer in layers for person in layer)
        layers = _shared(layers, {person for person, times in often.items() if times > 1})
    if len(layers) < FEWEST:
        return (), ()
    here = {person for layer in layers for person in layer}
    leads = tuple(person for person, _ in count.most_common(LEADS) if person in here)
    return leads, _levels(tuple(tuple(leads.index(person) for person in layer) for layer in layers), len(leads))


def _scenes(people: bytes, ends: bytes) -> list[list[int]]:
    """Who is there in each scene, each of them once."""
    last = np.frombuffer(ends, np.bool_).nonzero()[0] + 1
    return [list(dict.fromkeys(scene.tolist())) for scene in np.split(np.frombuffer(people, np.int32), last)]


def _shared(scenes: list[list[int]], people: set[int]) -> list[list[int]]:
    """The scenes that two of these people share, without the others, equal neighbours once."""
    kept = [[person for person in scene if person in people] for scene in scenes]
    kept = [scene for scene in kept if len(scene) > 1]
    return [scene for at, scene in enumerate(kept) if not at or set(scene) != set(kept[at - 1])]


def _chosen(layers: list[list[int]]) -> list[list[int]]:
    """Of each stretch of moments one that is not like the one before, and of those the one that most people share."""
    if len(layers) <= LAYERS:
        return layers
    ends = [at * len(layers) // LAYERS for at in range(LAYERS + 1)]
    found: list[list[int]] = []
    for begin, end in pairwise(ends):
        last = set(found[-1]) if found else set()
        found.append(max(layers[begin:end], key=lambda layer: (set(layer) != last, len(layer))))
    return found


@lru_cache(maxsize=512)
def _levels(layers: tuple[tuple[int, ...], ...], people: int) -> tuple[dict[int, float], ...]:
    """At what level each of so many `people` is in each of these `layers`, in which only they are. What one viewer more
    knows changes few of a universe's charts, so most are the same for many viewers."""
    chart = make_chart([[[str(person) for person in layer]] for layer in layers], people=map(str, range(people)))
    strip = as_one_part(chart).strip
    return tuple(heights_isotonic(certified(chart, sift(strip, barycentre_sweeps(strip, 2), 2), 0), Spacing(1.0, 1.7)))
