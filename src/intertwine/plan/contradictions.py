"""Wishes that contradict each other: what is to be left out is the target, or is to be in the plan as well."""

from collections.abc import Sequence

import numpy as np

from intertwine.gate.view import View
from intertwine.model.strings import Bools
from intertwine.model.title import RELEASE
from intertwine.plan.errors import PlanError
from intertwine.plan.lengths import OfTitle
from intertwine.plan.target import PlanTarget

_ONE = "say only one of the two"


def need_target(view: View, listed: Sequence[OfTitle], target: PlanTarget, left_out: Sequence[Bools]) -> None:
    """Raises `PlanError` where one of those `left_out` (masks over what `view` has `listed`) is the `target` or a part
    of it. What holds more than that, such as its title with what came out before it, leaves out the rest."""
    release = view.orders.ranks(RELEASE)
    own = np.zeros(len(listed), np.bool_)
    own[target.places] = True
    earlier = ~own & (release < max(release[target.places].tolist(), default=0))
    for its in left_out:
        if (its & own).any() and not (its & earlier).any():
            if (its & own).sum() == own.sum():
                raise PlanError(
                    f"{target.at.text} is what the plan is for, and is to be left out", "leave out something else"
                )
            part = _first(view, listed, its & own)
            raise PlanError(
                f"{part} is a part of {target.at.text}, which the plan is for, and is to be left out",
                "leave out something else",
            )


def need_one_of_both(view: View, listed: Sequence[OfTitle], left_out: Bools, pinned: Bools) -> None:
    """Raises `PlanError` where something of what `view` has `listed` is both `left_out` and `pinned`."""
    both = left_out & pinned
    if both.any():
        raise PlanError(f"{_first(view, listed, both)} is to be left out and to be in the plan", _ONE)


def need_on_services(view: View, listed: Sequence[OfTitle], elsewhere: Bools, services: Sequence[str]) -> None:
    """Raises `PlanError` where something of what `view` has `listed` is pinned that is `elsewhere`: not known to be on
    one of the `services`."""
    if elsewhere.any():
        own = " or ".join(services)
        raise PlanError(
            f"{_first(view, listed, elsewhere)} is to be in the plan, and is not known to be on {own}", _ONE
        )


def need_certified(view: View, listed: Sequence[OfTitle], beyond: Bools, most: str) -> None:
    """Raises `PlanError` where something of what `view` has `listed` is pinned that is `beyond` the certification
    `most`, or is not certified."""
    if beyond.any():
        raise PlanError(
            f"{_first(view, listed, beyond)} is to be in the plan, and is not known to be certified up to {most}", _ONE
        )


def _first(view: View, listed: Sequence[OfTitle], which: Bools) -> str:
    """The first of them, as progress text writes it."""
    title, it = listed[int(np.flatnonzero(which)[0])]
    return f"{view.names.best(title)} {view.listing.words(title).place(it.season, it.number)}".strip()
