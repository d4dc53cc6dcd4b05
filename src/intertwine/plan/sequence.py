"""Puts what a plan holds in order, and on evenings."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from intertwine.gate.view import View
from intertwine.model.curriculum import Curriculum
from intertwine.model.numbers import place_order
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Ints, Longs
from intertwine.model.title import RELEASE
from intertwine.plan.errors import PlanError
from intertwine.plan.evening import Evening
from intertwine.plan.evenings import schedule
from intertwine.plan.lengths import OfTitle
from intertwine.plan.options import PlanOptions
from intertwine.plan.order.ordered_items import OrderedItems, OrderMode, ToOrder
from intertwine.plan.order.ordering import order_items

_NEED = 1000
"""The strength of a dependency that a keeper states; that of a cause is 1."""
_MOST_NAMED = 4


@record
class Time:
    """How long each installment of the listing is, in ticks, how many of them a `minute` has, and what is asked of the
    plan."""

    ticks: Longs
    minute: int
    options: PlanOptions


@record
class Sequenced:
    """`places` in the listing, first to last, in the order of that `name`; `evenings` has those of each place that has
    some, with its minutes on each. `optimal` is whether no order of that kind is better. `notes` say what the order
    could not keep."""

    places: Ints
    name: str
    evenings: Mapping[int, tuple[Evening, ...]]
    optimal: bool
    notes: tuple[str, ...]


def sequenced(view: View, asked: Curriculum, listed: Sequence[OfTitle], chosen: Ints, time: Time) -> Sequenced:
    """The `chosen` places of what `view` has `listed`, in the order that `time` asks for; `asked` says what follows
    from what. Raises `PlanError` for an order that the viewer does not know.

    A dependency that a keeper states counts for more than a cause: where they go in a circle, the causes are given up.
    """
    name, mode, named = _order(view, time.options.order)
    place = np.full(len(listed), NONE, np.int32)
    place[chosen] = np.arange(len(chosen), dtype=np.int32)
    causes = _pairs(place, asked.cause, asked.effect)
    if mode == "woven":
        # Whoever crosses from one title into another is followed as they came out.
        causes = np.concatenate([causes, _pairs(place, asked.link_one, asked.link_other)])
    needs = _pairs(place, asked.first, asked.then)
    both = np.concatenate([needs, causes])
    touching = (place[asked.link_one] >= 0) & (place[asked.link_other] >= 0)
    numbers: dict[tuple[int, bool], int] = {}
    # Specials come where they came out: they are a series of their own.
    series = [numbers.setdefault((listed[n][0], listed[n][1].season == 0), len(numbers)) for n in chosen.tolist()]
    items = ToOrder(
        series=np.array(series, np.int32),
        season=np.array([listed[n][1].season for n in chosen.tolist()], np.int32),
        place=_in_season(listed, chosen),
        release=view.orders.ranks(RELEASE)[chosen],
        story=asked.story[chosen],
        named=named[chosen],
        cause=both[:, 0],
        effect=both[:, 1],
        strength=np.repeat(np.array([_NEED, 1], np.int64), [len(needs), len(causes)]),
        one=place[asked.link_one[touching]],
        other=place[asked.link_other[touching]],
        touch=asked.link_weight[touching],
    )
    found = order_items(items, mode)
    places = chosen[list(found.order)]
    notes = [*_notes(view, [listed[n] for n in chosen.tolist()], both.tolist(), found)]
    if not found.optimal:
        notes.append("The order is a good one, and is not proved to be the best.")
    evenings = _evenings(places, time)
    notes += _long(view, listed, {n: len(its) for n, its in evenings.items() if len(its) > 1})
    return Sequenced(places, name, evenings, found.optimal, tuple(notes))


def _order(view: View, name: str) -> tuple[str, OrderMode, Ints]:
    """The order's own name, how it is made, and where each installment stands in it."""
    nowhere = np.full(len(view.listing), NONE, np.int32)
    known: Mapping[str, OrderMode] = {"release": "release", "story": "story", "woven": "woven"}
    mode = known.get(name.strip().lower())
    if mode is not None:
        return name.strip().lower(), mode, nowhere
    own = view.orders.called(name)
    if own is None:
        near = view.orders.near(name)
        meant = f" (did you mean {' or '.join(near)}?)" if near else ""
        raise PlanError(
            f'no viewing order is called "{name}"{meant}',
            "there are release, story and woven, and those of the universe",
        )
    return own, "named", view.orders.ranks(own)


def _pairs(place: Ints, one: Ints, other: Ints) -> Ints:
    there = (place[one] >= 0) & (place[other] >= 0)
    return np.stack([place[one[there]], place[other[there]]], axis=1)


def _in_season(listed: Sequence[OfTitle], chosen: Ints) -> Ints:
    """The order of each chosen installment within its title."""
    order = sorted(chosen.tolist(), key=lambda n: place_order((listed[n][1].season, listed[n][1].number)))
    rank = {n: at for at, n in enumerate(order)}
    return np.array([rank[n] for n in chosen.tolist()], np.int32)


def _notes(view: View, items: Sequence[OfTitle], pairs: Sequence[Sequence[int]], found: OrderedItems) -> Iterator[str]:
    """What the order could not keep, in sentences."""

    def name(n: int) -> str:
        return _name(view, items[n])

    for circle in found.circles:
        if len(circle) <= _MOST_NAMED:
            yield f"These follow from each other in a circle: {', '.join(map(name, circle))}."
        else:
            ends = f"from {name(circle[0])} to {name(circle[-1])}"
            yield f"{len(circle)} installments, {ends}, follow from each other in circles."
    for n in found.broken:
        cause, effect = pairs[n]
        yield f"{name(effect)} comes before {name(cause)}, though it follows from it."
    backward = {(pairs[n][0], pairs[n][1]) for n in found.backward}
    for cause, effect in sorted(backward):
        yield f"{name(cause)} comes before {name(effect)}, because that follows from it."
    for first, second in found.turns:
        if (first, second) not in backward:
            yield f"{name(first)} comes before {name(second)}, because of what else has to come first."


def _long(view: View, listed: Sequence[OfTitle], split: Mapping[int, int]) -> Iterator[str]:
    """What is longer than an evening: on how many evenings each place that is `split` is."""
    if len(split) > _MOST_NAMED:
        yield f"{len(split)} installments are longer than an evening, and go on for several."
        return
    for n, count in split.items():
        yield f"{_name(view, listed[n])} is longer than an evening, and goes on for {count} evenings."


def _evenings(places: Ints, time: Time) -> Mapping[int, tuple[Evening, ...]]:
    """The evenings of each place, with its minutes on each; nothing where nobody asked for any."""
    evenings, ticks = time.options.evenings, time.ticks[places].tolist()
    found = schedule(ticks, [it.minutes * time.minute for it in evenings])
    return {
        n: _sittings(evenings[first : last + 1], -(-its // time.minute))
        for n, its, first, last in zip(places.tolist(), ticks, found.first, found.last, strict=False)
    }


def _sittings(evenings: Sequence[Evening], minutes: int) -> tuple[Evening, ...]:
    """How so many `minutes` are spread over `evenings`: each but the last is full of them."""
    *full, last = evenings
    return (*full, Evening(last.date, minutes - sum(it.minutes for it in full)))


def _name(view: View, place: OfTitle) -> str:
    """An installment as progress text writes it."""
    title, it = place
    return f"{view.names.best(title)} {view.listing.words(title).place(it.season, it.number)}".strip()
