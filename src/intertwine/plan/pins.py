"""What is in a plan whatever it is worth, and what that depends on."""

import numpy as np

from intertwine.model.curriculum import Curriculum
from intertwine.model.strings import Bools, Ints
from intertwine.plan.errors import PlanError
from intertwine.plan.wishes import PlanWishes

_WAY = "leave out less, or ask for less"


def with_what_they_need(asked: Curriculum, wished: PlanWishes, seen: Bools, bundles: Ints | None) -> Bools:
    """What of `wished` is pinned and was not `seen`, with what it depends on by a keeper's word (`asked`); with
    `bundles` (a number for each installment) all of a bundle. Raises `PlanError` where one depends on what is left
    out, or where a part of its bundle is."""
    found, left_out = wished.pinned & ~seen, wished.banned & ~seen
    found[asked.target] = left_out[asked.target] = False
    while True:
        before = int(found.sum())
        needed = asked.first[found[asked.then]]
        if left_out[needed].any():
            raise PlanError("what is to be in the plan depends on what is to be left out", _WAY)
        found[needed] = True
        if bundles is not None:
            found |= np.isin(bundles, bundles[found])
            if (found & left_out).any():
                raise PlanError("what is to be in the plan is to be seen whole, and a part of it left out", _WAY)
        found &= ~seen
        found[asked.target] = False
        if int(found.sum()) == before:
            return found
