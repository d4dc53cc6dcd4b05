"""Who is on stage in each layer: from the first to the last appearance, or only where listed."""

from collections import Counter
from typing import Literal, get_args

Presence = Literal["span", "gap"]
PRESENCES: tuple[Presence, ...] = get_args(Presence)
Groups = tuple[tuple[int, ...], ...]
"""A layer's groups, people as numbers."""


def crowd_and_places(shapes: list[Groups], presence: Presence) -> tuple[int, int]:
    """How many are on stage at once at most, and how many in all layers together."""
    if presence == "gap":
        sizes = [sum(map(len, shape)) for shape in shapes]
        return max(sizes), sum(sizes)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for at, shape in enumerate(shapes):
        for group in shape:
            for person in group:
                first.setdefault(person, at)
                last[person] = at
    comes, goes = Counter(first.values()), Counter(last.values())
    crowd = most = places = 0
    for at in range(len(shapes)):
        crowd += comes[at]
        most = max(most, crowd)
        places += crowd
        crowd -= goes[at]
    return most, places


def on_stage(shapes: list[Groups], presence: Presence) -> list[tuple[int, ...]]:
    """Who is on stage in each layer."""
    listed = [sorted(person for group in shape for person in group) for shape in shapes]
    if presence == "gap":
        return [tuple(names) for names in listed]
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for at, names in enumerate(listed):
        for person in names:
            first.setdefault(person, at)
            last[person] = at
    comes: list[list[int]] = [[] for _ in shapes]
    for person, at in first.items():
        comes[at].append(person)
    stage: set[int] = set()
    result = []
    for at, names in enumerate(comes):
        stage.update(names)
        result.append(tuple(sorted(stage)))
        stage.difference_update(person for person in listed[at] if last[person] == at)
    return result
