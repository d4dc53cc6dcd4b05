"""What a recap is drawn from: the last seasons, as far as they were passed, of the titles that lead up to a place."""

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import among, common
from intertwine.model.fact import Listed, TitlePart
from intertwine.model.sentinels import NONE
from intertwine.questions.picking_up import PublicTie, holds, picked_up_by, picks_up
from intertwine.questions.place import PlaceStart
from intertwine.questions.presence import acts, takes_part, there

_MOST_SEASONS = 3
"""Seasons that are told because people whom a title bills were on stage in them."""


class PassedSeason(NamedTuple):
    """What a viewer has passed, or begun, of a season (0: of a film) before a place: the `numbers` of its installments,
    as shown, and the order (see `TitleListing.order_before`) of the first and of the last of them."""

    title: int
    season: int
    numbers: tuple[int, ...]
    first: int
    last: int


def own_season(view: View, start: PlaceStart) -> PassedSeason | None:
    """The last season of its own title that the viewer has passed anything of before `start`."""
    return last_season(view, start.title, start.order, season=start.at.season)


def other_seasons(
    view: View, start: PlaceStart, own: PassedSeason | None, billed: Callable[[], tuple[int, ...]]
) -> list[PassedSeason]:
    """The last seasons, as far as the viewer of `view` passed them before `start`, of the titles that its title
    publicly picks up; and, where something of it was passed (`own`), of those that pick it up and came out since.
    Where public facts tie it to none: the last few seasons in which people whom it bills were on stage (`billed` gives
    them, see `billed_people`), of each title its last; where it bills nobody, of the last title before it. What came
    out first comes first."""
    found = {it.title: it for it in _tied(view, start, own) if own is None or it.last > own.last}
    if own is not None or found:
        return sorted(found.values(), key=lambda it: it.last)
    people, parts = billed(), [TitlePart(title, None, None) for title in view.listing.titles]
    if people:
        parts = [TitlePart(title, season, None) for title, season in _on_stage(view, people, start.order).items()]
    seasons = (last_season(view, it.title, start.order, it) for it in parts if it.title not in (start.title, NONE))
    known = sorted((it for it in seasons if it is not None), key=lambda it: it.last)
    return known[-_MOST_SEASONS if people else -1 :]


def last_season(
    view: View, title: int, limit: int, part: TitlePart | None = None, *, season: int | None = None
) -> PassedSeason | None:
    """The last season of `title` (of a `part` of it, where that is given) that the viewer of `view` has passed anything
    of before the order `limit`; specials count where there is nothing else, and where `season` is their own."""
    found: dict[int, list[tuple[int, int]]] = {}
    for it, order in _passed(view, title, limit):
        if part is None or holds(part, it):
            found.setdefault(it.season, []).append((order, it.number))
    usual = {number: its for number, its in found.items() if number or season == 0} or found
    if not usual:
        return None
    number, its = max(usual.items(), key=lambda item: max(item[1]))
    its.sort()
    return PassedSeason(title, number, tuple(number for _, number in its), its[0][0], its[-1][0])


def billed_people(view: View, start: PlaceStart) -> tuple[int, ...]:
    """The characters whom the title of `start` bills, in billing order: whom an actor plays there publicly, and of an
    actor who is billed publicly without a role, whom they play in what this viewer knows, as far as it was shown before
    `start`."""
    title = start.title
    public = view.facts.at(common(view.lines.of(title, roles=("billing", "part")), view.lines.public_of(title)))
    roles: dict[int, list[int]] = {}
    for fact in sorted(public, key=lambda fact: (fact.rank, fact.order)):
        plays = fact.verb.role == "part"
        if title == fact.place if plays else title in fact.objects:
            for actor in fact.subjects:
                roles.setdefault(actor, []).extend(fact.objects if plays else ())
    people = view.entities.of_kind("character", "")
    billed = (n for actor, known in roles.items() for n in known or _roles(view, actor, start))
    return tuple(dict.fromkeys(n for n in billed if people[n]))


def _roles(view: View, actor: int, start: PlaceStart) -> list[int]:
    """Whom an actor plays in the title of `start`, else whom in others, by what was shown before it."""
    lines = view.lines.of(actor, roles=("part",))
    parts = [it for it in view.facts.at(lines[view.lines.orders(lines) < start.order]) if actor in it.subjects]
    here = [it for it in parts if it.place == start.title]
    return [n for it in here or parts if it.real for n in it.objects]


def _passed(view: View, title: int, limit: int) -> Iterator[tuple[Listed, int]]:
    for it in view.listing.installments(title):
        if it.seen is None and it.told is None:
            continue
        order = view.listing.order_before(title, it.season, it.number)
        if order is not None and order < limit:
            yield it, order


def _tied(view: View, start: PlaceStart, own: PassedSeason | None) -> Iterator[PassedSeason]:
    earlier = [it for it in picks_up(view, start.title) if it.later.season in (None, start.at.season)]
    later: list[PublicTie] = []
    if own is not None:
        later = [it for it in picked_up_by(view, start.title) if it.earlier.season in (None, own.season)]
    for part in (*(it.earlier for it in earlier), *(it.later for it in later)):
        found = last_season(view, part.title, start.order, part)
        if found is not None:
            yield found


def _on_stage(view: View, people: Collection[int], limit: int) -> dict[int, int]:
    """The titles that had one of `people` on stage and there, before the order `limit`, and of each the last season
    that had; one of specials where there is no other."""
    subjects, _, lines = view.rows.pairs(view.rows.mask(verbs=acts, ways=there))
    lines = np.concatenate([lines[among(subjects, people)], view.rows.lines_of(people, takes_part, as_object=True)])
    orders = view.lines.orders(lines)
    lines, orders = lines[orders < limit], orders[orders < limit]
    titles, seasons = view.rows.titles(lines), view.rows.seasons(lines)
    last = np.lexsort((orders, seasons != 0))
    # Of several seasons of one title the last stays.
    return dict(zip(titles[last].tolist(), seasons[last].tolist(), strict=True))
