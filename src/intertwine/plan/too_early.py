"""What a plan has before its target though it belongs after it, in sentences: a viewer wants it so, or a keeper says
that the target depends on it."""

from collections.abc import Iterator, Sequence

import numpy as np

from intertwine.gate.view import View
from intertwine.model.curriculum import Curriculum
from intertwine.model.message import message
from intertwine.model.strings import Bools, Ints
from intertwine.model.title import RELEASE
from intertwine.plan.lengths import OfTitle
from intertwine.plan.target import PlanTarget
from intertwine.questions.common import At, NamedPlaces
from intertwine.questions.tell import Teller


def too_early(
    view: View, asked: Curriculum, listed: Sequence[OfTitle], target: PlanTarget, chosen: Ints
) -> Iterator[str]:
    """What of the `chosen` places of what `view` has `listed` belongs after the `target`: what follows from it, by
    `asked`, and what came out after it."""
    causes = np.concatenate([asked.cause, asked.first])
    effects = np.concatenate([asked.effect, asked.then])
    follows = _reached(asked.target, causes, effects, len(listed))
    leads = _reached(asked.target, effects, causes, len(listed))
    release = view.orders.ranks(RELEASE)
    is_later = release > max(release[asked.target].tolist(), default=len(listed))
    is_chosen = np.zeros(len(listed), np.bool_)
    is_chosen[chosen] = True
    is_chosen[asked.target] = False
    name, tell = NamedPlaces((target.at,)), Teller(view)

    def those(which: Bools) -> NamedPlaces:
        return NamedPlaces(_at(tell, view, listed[n]) for n in np.flatnonzero(is_chosen & which).tolist())

    if them := those(follows & leads):
        yield message("These follow from each other in a circle: %(name)s, %(them)s.", name=name, them=them)
    if them := those(follows & ~leads & ~is_later):
        if len(them) == 1:
            yield message("%(one)s comes before %(name)s, though it follows from it.", one=them, name=name)
        else:
            yield message("%(them)s come before %(name)s, though they follow from it.", them=them, name=name)
    if them := those(is_later & ~(follows & leads)):
        yield message("%(them)s came out after %(name)s, and may give it away.", them=them, name=name)


def _reached(start: Ints, causes: Ints, effects: Ints, count: int) -> Bools:
    """What `start` leads to along the pairs, directly or not; what is in `start` only where something leads to it."""
    new, found = np.zeros(count, np.bool_), np.zeros(count, np.bool_)
    new[start] = True
    while new.any():
        next_ones = np.zeros(count, np.bool_)
        next_ones[effects[new[causes]]] = True
        new = next_ones & ~found
        found |= new
    return found


def _at(tell: Teller, view: View, place: OfTitle) -> At:
    title, it = place
    named = tell.named(title)
    return At(named.name, it.season, it.number, None, named.address, view.listing.words(title))
