"""What a plan is for: a title's next part, a season, or an installment, as places in the listing."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from intertwine.gate.view import View
from intertwine.model.fact import Listed
from intertwine.model.numbers import place_order
from intertwine.model.progress import Progress
from intertwine.model.record import record
from intertwine.model.sentinels import END
from intertwine.model.strings import Bools, Ints
from intertwine.plan.lengths import OfTitle
from intertwine.questions.common import At
from intertwine.questions.place import place_start


@record
class PlanTarget:
    """What is planned for: `at` in words, `places` in the listing, ascending; `title` is its number in the view."""

    title: int
    at: At
    places: Ints

    def rest_of_season(self, listed: Sequence[OfTitle]) -> Bools:
        """What of the `listed` comes after it in its own season."""
        last = max((listed[n][1] for n in self.places.tolist()), key=_place, default=None)
        its = (
            last is not None and (title, it.season) == (self.title, last.season) and _place(it) > _place(last)
            for title, it in listed
        )  # fmt: skip
        return np.fromiter(its, np.bool_, len(listed))


def all_listed(view: View) -> list[OfTitle]:
    """Everything that a view lists, in the order of the listing, each with its title."""
    return list(view.listing.listed(np.arange(len(view.listing))))


def listed_for(view: View, passed: Progress) -> list[OfTitle]:
    """The same, each with how far somebody is in it who has `passed` that."""
    seen, told = ({mark[:3]: mark.seconds for mark in marks} for marks in (passed.seen, passed.told))
    identity = {title: view.listing.identity(title) for title in view.listing.titles}
    found = list[OfTitle]()
    for title, it in all_listed(view):
        place = identity[title], it.season, it.number
        found.append((title, replace(it, seen=seen.get(place), told=told.get(place))))
    return found


def plan_target(view: View, text: str) -> PlanTarget:
    """What `text` means: of a title of several parts the first that was not seen whole (its last, where all were).
    Raises `NotThere` and `Ambiguous`, as `place_start` does."""
    start = place_start(view, text)
    season, number = start.at.season, start.at.episode
    ours = [(at, it) for at, (title, it) in enumerate(all_listed(view)) if title == start.title]
    at = start.at
    if season is None:
        parts = sorted({it.season for _, it in ours if it.season}) or [0]
        unseen = {it.season for _, it in ours if it.seen is None or it.seen < END}
        season = next((part for part in parts if part in unseen), parts[-1])
        if len(parts) > 1:
            at = At(at.title, season, None, None, at.address, at.words)
    chosen = [place for place, it in ours if it.season == season and number in {None, it.number}]
    return PlanTarget(start.title, at, np.array(chosen, np.int32))


def _place(it: Listed) -> tuple[int, int]:
    """Where an installment stands within its title."""
    return place_order((it.season, it.number))
