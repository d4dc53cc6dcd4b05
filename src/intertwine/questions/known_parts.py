"""What is known of a title, part by part: how much there is, and the facts of one part when they are asked for."""

import numpy as np

from intertwine.gate.view import View
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.short_repr import short_repr
from intertwine.model.strings import Ints, Longs
from intertwine.questions.arguments import need_view
from intertwine.questions.common import At, NotThere
from intertwine.questions.listed import LISTED
from intertwine.questions.tell import Teller, ToldFacts

PUBLIC = "public"
"""The `key` of what everybody may know."""


@record
class KnownPart:
    """The facts about a title that were learnt in one part of it or of another title. `key` tells it from the others,
    as a part of an address; `first` and `last` are where the first and the last of them were learnt (None: they are
    public), and `count` is how many there are."""

    key: str
    first: At | None
    last: At | None
    count: int

    __repr__ = short_repr


def known_parts(view: View, title: int) -> tuple[KnownPart, ...]:
    """The parts in which what is known of `title`, an entity's number, was learnt, in the order in which each is told
    of first. They are counted without telling any fact: see `known_part`."""
    need_view("known_parts", view)
    tell = Teller(view)
    return tuple(_part(tell, its) for its in _parts(view, title))


def known_part(view: View, title: int, key: str) -> tuple[KnownPart, ToldFacts]:
    """The part of what is known of `title`, an entity's number in `view`, that has this `key`, and its facts. Raises
    `NotThere`."""
    need_view("known_part", view)
    tell = Teller(view)
    for its in _parts(view, title):
        part = _part(tell, its)
        if part.key == key:
            return part, ToldFacts(tell, its, until=True)
    raise NotThere(key)


def _parts(view: View, title: int) -> list[Ints]:
    """The lines of each part."""
    lines = view.lines.about(title, without=LISTED)
    if not len(lines):
        return []
    titles, seasons = view.rows.titles(lines), view.rows.seasons(lines)
    codes: Longs = np.where(titles == NONE, -1, (titles.astype(np.int64) << 32) + seasons)
    _, first, part = np.unique(codes, return_index=True, return_inverse=True)
    return [lines[part == n] for n in np.argsort(first).tolist()]


def _part(tell: Teller, lines: Ints) -> KnownPart:
    where = tell.view.rows.where(int(lines[0]))
    if where is None:
        return KnownPart(PUBLIC, None, None, len(lines))
    key = f"{tell.view.names.address(where.title)}-{where.season}"
    return KnownPart(key, tell.place(where), tell.at(tell.view.rows.where(int(lines[-1]))), len(lines))
