"""When in the order of the story the moments of an installment come, for pauses in it: of what the viewer has seen."""

import numpy as np

from intertwine.gate.view import View
from intertwine.model.record import record
from intertwine.model.sentinels import END, LAST_SECOND
from intertwine.model.strings import Ints, Longs


@record
class Scenes:
    """Moments, by their installments: `at` seconds into `installment`, at this `place` in the order of the story."""

    installment: Ints
    at: Ints
    place: Ints

    def only(self, these: Longs) -> "Scenes":
        """Some of them."""
        return Scenes(self.installment[these], self.at[these], self.place[these])


def all_scenes(everything: View) -> Scenes:
    """Of each moment that somebody knows of who has seen all the place in the story, by release and second: of several
    facts the first. `everything` is their view, in whose listing the installments are counted."""
    shown, seconds = everything.rows.installments, everything.rows.seconds
    lines = np.flatnonzero(shown >= 0)
    place = np.empty(len(shown), np.int32)
    ordered = everything.story.ordered(lines.tolist())
    place[ordered] = np.arange(len(ordered))
    found = Scenes(shown[lines], seconds[lines], place[lines])
    found = found.only(np.lexsort((found.place, found.at, found.installment)))
    new = (np.diff(found.installment, prepend=-1) != 0) | (np.diff(found.at, prepend=-1) != 0)
    return found.only(np.flatnonzero(new))


def known_scenes(scenes: Scenes, view: View) -> Scenes:
    """Of `scenes` those at whose times something is shown that `view` knows, in what its viewer has seen; and where
    they stopped within an installment that moment, at the place of what comes next. Installments are those of its
    listing."""
    listed = view.listing.listed(np.arange(len(view.listing)))
    until = np.array([it.seen or 0 for _, it in listed], np.int64)
    shown, seconds = view.rows.installments, view.rows.seconds
    known = np.unique(shown[shown >= 0].astype(np.int64) << 32 | seconds[shown >= 0])
    is_known = np.isin(scenes.installment.astype(np.int64) << 32 | scenes.at, known)
    timed = (scenes.at > 0) & (scenes.at < LAST_SECOND)
    there = scenes.only(np.flatnonzero(is_known & timed & (scenes.at <= until[scenes.installment])))
    stopped = [
        (n, seen, place)
        for n, seen in enumerate(until.tolist())
        if 0 < seen < END and (place := _next(scenes, n, seen)) is not None
    ]
    here = [np.array([it[column] for it in stopped], np.int32) for column in range(3)]
    return Scenes(
        *(np.concatenate(both) for both in zip((there.installment, there.at, there.place), here, strict=True))
    )


def _next(scenes: Scenes, installment: int, second: int) -> int | None:
    """The place of what an installment shows next after a second; None where it shows nothing more."""
    after = scenes.place[(scenes.installment == installment) & (scenes.at > second)]
    return int(after[0]) if len(after) else None
