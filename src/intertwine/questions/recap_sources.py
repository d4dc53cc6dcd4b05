"""What a recap is drawn from: the last seasons, as far as they were passed, of the titles that lead up to a place."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import common
from intertwine.model.fact import Listed, TitlePart
from intertwine.questions.picking_up import PublicTie, holds, picked_up_by, picks_up
from intertwine.questions.place import PlaceStart
from intertwine.questions.presence import acts, there


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


def other_seasons(view: View, start: PlaceStart, own: PassedSeason | None) -> list[PassedSeason]:
    """The last seasons, as far as the viewer of `view` passed them before `start`, of the titles that its title
    publicly picks up; and, where something of it was passed (`own`), of those that pick it up and came out since.
    Where public facts tie it to none: of those that show people whom it bills publicly; where it bills nobody, of the
    last title before it. What came out first comes first."""
    found = {it.title: it for it in _tied(view, start, own) if own is None or it.last > own.last}
    if own is None and not found:
        billed = billed_people(view, start.title)
        seasons = [last_season(view, title, start.order) for title in view.listing.titles if title != start.title]
        known = sorted((it for it in seasons if it is not None), key=lambda it: it.last)
        showing = _showing(view, billed, start.order)
        found = {it.title: it for it in (known if billed else known[-1:]) if not billed or it.title in showing}
    return sorted(found.values(), key=lambda it: it.last)


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


def billed_people(view: View, title: int) -> tuple[int, ...]:
    """The characters whom a title publicly bills, in billing order."""
    public = view.facts.at(common(view.lines.of(title, roles=("part",)), view.lines.public_of(title)))
    people = view.entities.of_kind("character", "")
    parts = (f for f in sorted(public, key=lambda fact: (fact.rank, fact.order)) if f.place == title)
    return tuple(dict.fromkeys(n for f in parts for n in f.objects if people[n]))


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


def _showing(view: View, people: tuple[int, ...], limit: int) -> set[int]:
    """The titles that had one of `people` on stage and there, before the order `limit`."""
    subjects, _, lines = view.rows.pairs(view.rows.mask(verbs=acts, ways=there))
    ours = np.isin(subjects, people) & (view.lines.orders(lines) < limit)
    return set(view.rows.titles(lines[ours]).tolist())
