"""Who is who: everybody and everything that a viewer knows of, those first who carry most of the story."""

from collections.abc import Sequence
from itertools import groupby
from typing import Literal, NamedTuple

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arguments import need_choice, need_count
from intertwine.model.arrays import among
from intertwine.model.fact import Fact
from intertwine.model.frozen import FrozenDict, remembered
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.short_repr import short_repr
from intertwine.questions.arguments import need_view
from intertwine.questions.common import Named, Told
from intertwine.questions.role_lines import RoleLine, role_lines
from intertwine.questions.tell import Teller
from intertwine.questions.weights import heaviest_titles, weights

ByWhat = Literal["title", "weight"]
BY: tuple[ByWhat, ...] = ("title", "weight")
LIMIT = 100
"""So many are on a page, where nobody says how many."""
_KINDS = ("character", "group", "thread", "place", "object", "person")
_CHARACTERS = ("character", "")


@record
class Introduction:
    """Somebody or something in a line: `role` is what they are or do ("a nurse"; "": another line says more, or nothing
    does), `role_is_over` whether they are it no longer, and `about` the first sentence of prose on their own page
    (None: there is none). `stands` is how they stand to others, in words after their name ("leads the Guild"), where
    that says more than a role (None: it does not)."""

    who: Named
    role: str
    role_is_over: bool
    about: Told | None
    stands: Told | None

    __repr__ = short_repr


@record
class KnownGroup:
    """People of one title, or things of one kind (`kind` is that of its entries; of people "character"). `title` is the
    title in which these people carry most (None: none shows them, or they are in no order of titles). `people` are the
    heaviest first; of `total` they are those of the page."""

    title: Named | None
    kind: str
    people: tuple[Introduction, ...]
    total: int

    __repr__ = short_repr


@record
class Everybody:
    """A page of `total` people and things: those after the first `offset`, in groups `by` title or by weight alone."""

    by: ByWhat
    groups: tuple[KnownGroup, ...]
    total: int
    offset: int

    __repr__ = short_repr


class _Group(NamedTuple):
    """Those of a group by number, the heaviest first."""

    title: int
    kind: str
    people: tuple[int, ...]


def everybody(view: View, by: ByWhat = "title", limit: int = LIMIT, offset: int = 0) -> Everybody:
    """Everybody and everything of `view` but titles, at most `limit` of them, after the first `offset`.

    Characters come first, `by` title: each once, with the title in which they carry most, in the order of the listing;
    or by weight alone. Then come groups, threads, places, objects and real people. In each group those of more weight
    come before others. Raises `ValueError` for another `by`.
    """
    need_view("everybody", view)
    need_choice("everybody", "by", by, BY)
    need_count("everybody", "limit", limit)
    need_count("everybody", "offset", offset)
    groups, shown = _groups(view, by), list[tuple[_Group, tuple[int, ...]]]()
    start = offset
    for group in groups:
        room = max(limit - sum(len(people) for _, people in shown), 0)
        here = group.people[start : start + room]
        if here:
            shown.append((group, here))
        start = max(start - len(group.people), 0)
    tell = Teller(view)
    people = [person for _, its in shown for person in its]
    key = f"who is who by {by}, {limit} after {offset}"
    said = remembered(view.memo, key, lambda: FrozenDict(_introductions(tell, people)))
    return Everybody(
        by,
        tuple(
            KnownGroup(
                None if group.title < 0 else tell.named(group.title),
                group.kind,
                tuple(said[person] for person in people),
                len(group.people),
            )
            for group, people in shown
        ),
        sum(len(group.people) for group in groups),
        offset,
    )


def _groups(view: View, by: ByWhat) -> tuple[_Group, ...]:
    """All groups with all that is in them."""
    return remembered(view.memo, f"everybody by {by}", lambda: tuple(_made(view, by)))


def _made(view: View, by: ByWhat) -> list[_Group]:
    titles, there = heaviest_titles(view)
    weight = weights(view)
    rank = {title: place for place, title in enumerate(view.listing.titles)}
    rows = []
    # The index is by name, and sorting keeps that among equals.
    for person in view.names.index:
        kind = view.entities.kind(person)
        is_character = kind in _CHARACTERS
        title = titles.item(person) if is_character and by == "title" else NONE
        place = -1 if is_character else _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
        of_title = (rank.get(title, len(rank)), -there.item(person)) if title >= 0 else (len(rank), 0)
        rows.append(((place, *of_title, -weight.item(person)), title, "character" if is_character else kind, person))
    rows.sort(key=lambda row: row[0])
    grouped = groupby(rows, key=lambda row: (row[1], row[2]))
    return [_Group(title, kind, tuple(person for *_, person in its)) for (title, kind), its in grouped]


def _introductions(tell: Teller, people: Sequence[int]) -> dict[int, Introduction]:
    """Each of `people` in a line."""
    lines, prose = role_lines(tell, people), _first_prose(tell.view, people)
    nothing = RoleLine("", is_over=False)
    return {
        person: Introduction(
            tell.named(person),
            lines.get(person, nothing).words,
            lines.get(person, nothing).is_over,
            Teller(tell.view, page=person).told(prose[person]) if person in prose else None,
            lines.get(person, nothing).stands,
        )
        for person in people
    }


def _first_prose(view: View, people: Sequence[int]) -> dict[int, Fact]:
    """The first sentence of prose on the own page of each of `people` that has any."""
    subjects, _, lines = view.rows.pairs(view.rows.mask(roles=("prose",)))
    own = among(subjects, set(people))
    subjects, lines = subjects[own], lines[own]
    order = np.lexsort((lines, view.lines.orders(lines)))
    first: dict[int, int] = {}
    for person, line in zip(subjects[order].tolist(), lines[order].tolist(), strict=True):
        first.setdefault(person, line)
    return {person: view.facts.one(line) for person, line in first.items()}
