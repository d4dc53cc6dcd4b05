"""Where to pause in the middle of an installment and see something else first, because that is the story's order.

A pause is only in what the viewer has seen or begun, at a time that they know: the times of unseen scenes are hidden.
"""

from collections.abc import Sequence

import numpy as np

from intertwine.model.curriculum import Curriculum
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Ints
from intertwine.model.times import write_time
from intertwine.plan.answer import PlanPause
from intertwine.plan.lengths import OfTitle


def paused(asked: Curriculum, listed: Sequence[OfTitle], places: Ints) -> tuple[Ints, dict[int, tuple[PlanPause, ...]]]:
    """The `places` of what is `listed`, which are in the order of the story, with those behind an installment that
    happen in the middle of it; and the pauses of each installment that has some.

    What follows from an installment, or the other way round, never comes within it, nor does another installment of its
    title. Only what stands next to it in the order can; that keeps its own order, and there are no pauses in a pause.
    """
    order, pauses, taken = places.tolist(), dict[int, tuple[PlanPause, ...]](), set[int]()
    tied = _tied(asked)
    for place in places.tolist():
        within = _Within(asked, listed, tied, place)
        if not within.moments or place in taken:
            continue
        first = last = at = order.index(place)
        while first and order[first - 1] not in taken and within.at(order[first - 1]) is not None:
            first -= 1
        while last + 1 < len(order) and order[last + 1] not in taken and within.at(order[last + 1]) is not None:
            last += 1
        others = order[first:at] + order[at + 1 : last + 1]
        if others:
            order[first : last + 1] = [place, *others]
            pauses[place] = _grouped([within.at(it) or 0 for it in others])
            taken.update((place, *others))
    return np.array(order, np.int32), pauses


def _tied(asked: Curriculum) -> set[tuple[int, int]]:
    """The pairs of which one follows from the other."""
    one, other = (np.concatenate(its).tolist() for its in ((asked.cause, asked.first), (asked.effect, asked.then)))
    pairs = list(zip(one, other, strict=True))
    return {*pairs, *((b, a) for a, b in pairs)}


class _Within:
    """What happens in the middle of the installment at a `place` of the listing."""

    def __init__(self, asked: Curriculum, listed: Sequence[OfTitle], tied: set[tuple[int, int]], place: int) -> None:
        self._asked, self._listed, self._tied, self._place = asked, listed, tied, place
        title, it = listed[place]
        own = np.flatnonzero(asked.scene_in == place)
        until = it.seen or 0
        known = zip(asked.scene_at[own].tolist(), asked.scene_story[own].tolist(), strict=True)
        self.moments: list[tuple[int, int]] = sorted((at, story) for at, story in known if at <= until)
        self._title = title

    def at(self, other: int) -> int | None:
        """The second at which the installment at the place `other` comes; None where it does not come within it."""
        story = int(self._asked.story[other])
        if story == NONE or self._listed[other][0] == self._title or (other, self._place) in self._tied:
            return None
        later = next((n for n, (_, place) in enumerate(self.moments) if place > story), None)
        return self.moments[later][0] if later else None


def _grouped(seconds: Sequence[int]) -> tuple[PlanPause, ...]:
    """The pauses, where the installments behind come at these seconds: none comes before the one that precedes it."""
    found = dict[int, int]()
    reached = 0
    for second in seconds:
        reached = max(reached, second)
        found[reached] = found.get(reached, 0) + 1
    return tuple(PlanPause(second, write_time(second), count) for second, count in found.items())
