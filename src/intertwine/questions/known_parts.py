"""What is known of a title, or has happened to somebody, part by part: how much there is, and the facts of one part
when they are asked for."""

from collections.abc import Sequence

import numpy as np

from intertwine.gate.view import View
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.short_repr import short_repr
from intertwine.model.strings import Bools, Longs
from intertwine.questions.arguments import need_view
from intertwine.questions.common import At, NotThere, Told
from intertwine.questions.entity_facts import EntityFacts
from intertwine.questions.entity_page import what_happened
from intertwine.questions.folded import folded
from intertwine.questions.listed import LISTED
from intertwine.questions.tell import Teller, ToldFacts

PUBLIC = "public"
"""The `key` of what everybody may know."""


@record
class KnownPart:
    """The facts about a title, or somebody, that were learnt in one part of a title. `key` tells it from the others, as
    a part of an address; `first` and `last` are where the first and the last of them were learnt (None: they are
    public), and `count` is how many there are: of a title also scenes that are told with what happens in them."""

    key: str
    first: At | None
    last: At | None
    count: int

    __repr__ = short_repr


def known_parts(view: View, about: int, facts: Sequence[Told] | None = None) -> tuple[KnownPart, ...]:
    """The parts in which what is known in `view` of `about`, an entity's number, was learnt, in the order in which each
    is told of first: of a title all that is known, of all else what has happened. They are counted without telling any
    fact: see `known_part`. `facts` are all of them, where an answer has them already."""
    need_view("known_parts", view)
    tell, found = Teller(view), facts if isinstance(facts, ToldFacts) else _facts(view, about)
    return tuple(_part(tell, found.some(its)) for its in _parts(view, found))


def known_part(view: View, about: int, key: str) -> tuple[KnownPart, ToldFacts]:
    """The part of what is known in `view` of `about` that has this `key`, and its facts, without scenes that another of
    them tells of. Raises `NotThere`."""
    need_view("known_part", view)
    tell, facts = Teller(view), _facts(view, about)
    for its in _parts(view, facts):
        part = _part(tell, facts.some(its))
        if part.key == key:
            found = facts.some(its)
            return part, _folded(view, found) if view.entities.is_title(about) else found
    raise NotThere(key)


def _folded(view: View, facts: ToldFacts) -> ToldFacts:
    """What is known of a title. That of all else has been folded already."""
    kept = folded(view, list(view.facts.at(facts.lines)))
    lines = np.array([fact.line for fact in kept], np.int32)
    return ToldFacts(Teller(view), lines, until=True, facts=kept)


def _facts(view: View, about: int) -> ToldFacts:
    if view.entities.is_title(about):
        return ToldFacts(Teller(view), view.lines.about(about, without=LISTED), until=True)
    return what_happened(EntityFacts.of(view, about))


def _parts(view: View, facts: ToldFacts) -> list[Bools]:
    """Which of these facts each part has."""
    lines = facts.lines
    if not len(lines):
        return []
    titles, seasons = view.rows.titles(lines), view.rows.seasons(lines)
    codes: Longs = np.where(titles == NONE, -1, (titles.astype(np.int64) << 32) + seasons)
    _, first, part = np.unique(codes, return_index=True, return_inverse=True)
    return [part == n for n in np.argsort(first).tolist()]


def _part(tell: Teller, facts: ToldFacts) -> KnownPart:
    lines = facts.lines
    where = tell.view.rows.where(int(lines[0]))
    if where is None:
        return KnownPart(PUBLIC, None, None, len(lines))
    key = f"{tell.view.names.address(where.title)}-{where.season}"
    return KnownPart(key, tell.place(where), tell.at(tell.view.rows.where(int(lines[-1]))), len(lines))
