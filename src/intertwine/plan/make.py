"""Makes a plan: what is worth seeing before a target, in an order that a viewer can follow."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import gcd
from types import MappingProxyType

import numpy as np

from intertwine.gate.view import View
from intertwine.model.curriculum import Curriculum
from intertwine.model.message import message
from intertwine.model.progress import Progress
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.plan.answer import CurvePoint, Plan, PlannedEpisode, PlanPause
from intertwine.plan.calendar_choice import TRIES, best_that_fits
from intertwine.plan.candidates import Candidates, candidates, met_weight
from intertwine.plan.coverage import Selection, covered
from intertwine.plan.errors import PlanError
from intertwine.plan.evening import Evening
from intertwine.plan.evening_sizes import EveningSize
from intertwine.plan.lengths import A_MINUTE, Length, OfTitle, in_minutes, lengths
from intertwine.plan.options import PlanMode, PlanOptions
from intertwine.plan.pauses import paused
from intertwine.plan.pins import with_what_they_need
from intertwine.plan.reasons import reasons
from intertwine.plan.sequence import Sequenced, Time, sequenced
from intertwine.plan.solve import best_within, cheapest, frontier
from intertwine.plan.target import PlanTarget, all_listed, listed_for, plan_target
from intertwine.plan.too_early import too_early
from intertwine.plan.wishes import PlanWishes, is_seen, is_told, wishes
from intertwine.plan.work import OnPlanProgress, PlanWork
from intertwine.questions.arguments import need_view
from intertwine.questions.common import NamedPlaces
from intertwine.questions.tell import Teller
from intertwine.questions.title_page import is_film
from intertwine.questions.viewing_orders import title_episode

TELLING_MINUTES = 3
"""What it takes to read what one installment tells, whatever that is: counted from the text, it would say how much."""
THOUSAND = 1000
_CURVE_POINTS = 32
"""At most so many times are looked at."""
_SEARCHES: Mapping[PlanMode, int] = MappingProxyType(
    {"essential": 2, "complete": 2, "budget": 3, "calendar": TRIES + 2}
)
"""How many searches a plan takes, about."""
Disclose = Callable[[Sequence[int]], Curriculum]
"""Gives the curriculum of installments, by their places in the listing."""


def make_plan(
    view: View,
    disclose: Disclose,
    text: str,
    options: PlanOptions | None = None,
    *,
    curve: bool = False,
    progress: OnPlanProgress | None = None,
    passed: Progress | None = None,
) -> Plan:
    """What to see before the title, season or installment `text`, for the viewer of `view`.

    `disclose` is asked once, for what is planned. `options` say what is asked of the plan. With `curve` the shares for
    every time are worked out as well. With `passed` the plan is for somebody who has passed that of what `view` lists,
    in words of `view` alone. `progress` hears how far the searches are, and ends them by returning False: the plan is
    then the best so far, and says that it is `interrupted`. Else equal views, curricula and options give equal plans
    on every machine. Raises `PlanError` for what cannot be planned, and `NotThere` and `Ambiguous` for names.
    """
    need_view("plan", view)
    asked = options or PlanOptions()
    work = PlanWork(_SEARCHES[asked.mode] + bool(asked.without) + curve, progress)
    listed = all_listed(view) if passed is None else listed_for(view, passed)
    return _Planner(view, disclose, text, asked, listed=listed, work=work).plan(curve=curve)


@record
class _Try:
    """A selection, and the lengths of what it holds in the order in which that is seen."""

    selection: Selection
    lengths: tuple[int, ...]

    @property
    def weight(self) -> int:
        """See `BudgetChoice`."""
        return self.selection.weight

    @property
    def bound(self) -> int:
        """See `BudgetChoice`."""
        return self.selection.bound


class _Planner:
    """Makes one plan."""

    def __init__(
        self,
        view: View,
        disclose: Disclose,
        text: str,
        options: PlanOptions,
        *,
        listed: list[OfTitle],
        work: PlanWork,
    ) -> None:
        self.view, self.options, self.listed, self.work = view, options, listed, work
        self.target: PlanTarget = plan_target(view, text)
        self.wished: PlanWishes = wishes(view, self.listed, self.target, options)
        self.asked = disclose(self.target.places.tolist())
        self.length: list[Length] = lengths(view, self.listed, options.words_a_minute)
        seconds: Longs = np.array([it.seconds for it in self.length], np.int64)
        # Searches are quicker in whole minutes, where all lengths are such.
        self.tick = gcd(A_MINUTE, *seconds.tolist())
        self.ticks: Longs = seconds // self.tick
        self.seen: Bools = is_seen(self.listed)
        self.told: Bools = is_told(self.listed)
        self.bundles: Ints | None = self._bundles() if options.seasons else None
        self.banned: Bools = self.wished.banned
        if self.bundles is not None:  # a season of which a part is left out is none to be seen whole
            torn = self.bundles[self.banned & ~self.seen]
            self.banned = self.banned | (np.isin(self.bundles, torn) & ~self.seen)
        self.pinned: Bools = with_what_they_need(self.asked, self.wished, self.seen, self.bundles)
        if options.pauses:  # what was seen can be seen again: only there the times are known
            self.pinned = self.pinned | self.wished.pinned
            self.pinned[self.target.places] = False

    def plan(self, *, curve: bool) -> Plan:
        """The plan that is asked for."""
        posed = self._posed(self.banned)
        selection = self._selection(posed)
        essential = selection if self.options.mode == "essential" else self._cheapest(posed)
        curve_points = self._curve(posed) if curve else ()
        chosen = self._places(posed, selection)
        order = self._order(chosen)
        chosen, pauses = order.places, dict[int, tuple[PlanPause, ...]]()
        if self.options.pauses:
            chosen, pauses = paused(self.asked, self.listed, chosen)
        told = self._told(chosen)
        early = too_early(self.view, self.asked, self.listed, self.target, chosen)
        notes = [*self.wished.notes, *order.notes, *early, *self._notes(posed, selection), *self._estimated(chosen)]
        return Plan(
            target=self.target.at,
            mode=self.options.mode,
            order=order.name,
            installments=tuple(self._planned(n, order.evenings.get(n, ()), pauses.get(n, ())) for n in chosen.tolist()),
            minutes=self._minutes(int(self.ticks[chosen].sum())),
            about=any(self.length[n].about for n in chosen.tolist()),
            builds_on=posed.total > 0,
            before=self._known(self.seen),
            share=self._share(posed, selection),
            essential_share=self._share(posed, essential),
            essential_minutes=self._minutes(int(self.ticks[self._places(posed, essential)].sum())),
            essential_left=self._essential_left(),
            optimal=selection.optimal,
            gap=self._gap(posed, selection),
            interrupted=self.work.stopped,
            reasons=reasons(self.view, self.target, [self.listed[n][0] for n in chosen.tolist()]),
            told=tuple(self._planned(n) for n in told.tolist()),
            told_minutes=TELLING_MINUTES * len(told),
            curve=curve_points,
            notes=tuple(notes),
        )

    def _posed(self, banned: Bools, *, pins: bool = True) -> Candidates:
        known = self.seen | self.pinned if pins else self.seen
        return candidates(self.asked, self.ticks, known, banned, self.bundles)

    def _selection(self, posed: Candidates) -> Selection:
        if self.options.mode == "complete":
            return _everything(posed)
        if self.options.mode == "essential":
            return self._cheapest(posed)
        evenings = [self._in_ticks(it.minutes) for it in self.options.evenings]
        pinned = int(self.ticks[self.pinned].sum())
        time = sum(evenings) if self.options.minutes is None else self._in_ticks(self.options.minutes)
        if pinned > time:
            raise PlanError(
                message(
                    "what is to be in the plan takes %(pinned)s minutes, and there are %(time)s",
                    pinned=self._minutes(pinned),
                    time=self._minutes(time),
                ),
                message("give more time, or leave something out"),
            )
        if not evenings:
            return best_within(posed.problem, time - pinned, progress=self.work.search())
        own = self._lengths(np.union1d(posed.places, np.flatnonzero(self.pinned)))
        found = best_that_fits(lambda measure, size: self._try(posed, measure, size), own, evenings)
        if not found.fits:
            raise PlanError(
                message("what is to be in the plan does not fit into the evenings"),
                message("give more or longer evenings"),
            )
        return replace(found.best.selection, bound=found.bound, optimal=found.optimal)

    def _cheapest(self, posed: Candidates) -> Selection:
        """All that is essential, in the least time."""
        return cheapest(posed.problem, posed.essential, progress=self.work.search())

    def _try(self, posed: Candidates, measure: EveningSize, size: int) -> "_Try":
        """The best of at most this `size`, by `measure`; in its order."""
        sizes = np.array([measure.size[int(self.ticks[n])] for n in posed.places.tolist()], np.int64)
        cost = np.add.reduceat(np.append(sizes, 0), posed.start[:-1]) if len(sizes) else sizes
        left = size - measure.of(self._lengths(np.flatnonzero(self.pinned)))
        problem = replace(posed.problem, cost=cost)
        selection = best_within(problem, max(0, left), progress=self.work.search())
        return _Try(selection, self._lengths(self._order(self._places(posed, selection)).places))

    def _minutes(self, ticks: int) -> int:
        return in_minutes(ticks * self.tick)

    def _in_ticks(self, minutes: int) -> int:
        return minutes * A_MINUTE // self.tick

    def _lengths(self, places: Ints | Longs) -> tuple[int, ...]:
        return tuple(self.ticks[places].tolist())

    def _order(self, chosen: Ints) -> Sequenced:
        return sequenced(self.view, self.asked, self.listed, chosen, Time(self.ticks, self._in_ticks(1), self.options))

    def _places(self, posed: Candidates, selection: Selection) -> Ints:
        return np.union1d(posed.installments(selection.chosen), np.flatnonzero(self.pinned)).astype(np.int32)

    def _told(self, chosen: Ints) -> Ints:
        """What is essential and not in the plan, for those who want to be told: as few installments as will do."""
        known = self.seen | self.told
        known[chosen] = True
        equal = np.full(len(self.listed), TELLING_MINUTES, np.int64)
        posed = candidates(self.asked, equal, known, np.zeros(len(known), np.bool_))
        return posed.installments(self._cheapest(posed).chosen)

    def _essential_left(self) -> bool:
        """Whether anything essential can still be learnt, by what is left out as well."""
        posed = self._posed(np.zeros(len(self.listed), np.bool_), pins=False)
        none, every = (np.full(len(posed.problem.cost), it, np.bool_) for it in (False, True))
        return bool((posed.essential & covered(posed.problem, every) & ~covered(posed.problem, none)).any())

    def _notes(self, posed: Candidates, selection: Selection) -> Iterator[str]:
        """What it costs to leave out what is left out, which dependencies that tears, and what a pin could not do."""
        name = NamedPlaces((self.target.at,))
        if not posed.total:
            yield message("%(name)s builds on nothing that came before.", name=name)
        if posed.torn:
            yield message("Something in this plan depends on what you leave out.")
        if self.wished.banned.any() and not self.work.stopped:  # two answers that are no best ones compare nothing
            whole = self._posed(np.zeros(len(self.listed), np.bool_))
            # Shares are rounded down wherever they are said.
            lost = self._share(whole, self._selection(whole)) // 10 - self._share(posed, selection) // 10
            if lost > 0:
                yield message("What is left out costs %(lost)s%% of what %(name)s builds on.", lost=lost, name=name)
            elif self.wished.named.any():
                yield message("What is left out costs nothing of what %(name)s builds on.", name=name)
        if self.wished.pinned[self.target.places].any():
            yield message("%(name)s is what the plan is for, so it is not in it.", name=name)
        if not self.options.pauses and (self.wished.pinned & self.seen).any():
            yield message("Some of what you want in the plan was seen already, and is not in it.")

    def _estimated(self, chosen: Ints) -> Iterator[str]:
        """That the time of what is `chosen` stands on an estimate, where the length of some of it is not known."""
        known = sum(not self.length[n].estimated for n in chosen.tolist())
        if known < len(chosen):
            yield message(
                "The time is an estimate: %(known)s of %(count)s lengths are known.", known=known, count=len(chosen)
            )

    def _curve(self, posed: Candidates) -> tuple[CurvePoint, ...]:
        pinned = int(self.ticks[self.pinned].sum())
        total, step = int(posed.problem.cost.sum()), int(np.gcd.reduce(posed.problem.cost)) or 1
        # Where all lengths are multiples of one, no other time gives more.
        points_apart = step * max(1, -(-total // (step * _CURVE_POINTS)))
        budgets = [*range(0, total, points_apart), total]
        points = frontier(posed.problem, budgets, progress=self.work.search())
        # Of times that are one when they are rounded up, the last has the most.
        shares = {self._minutes(pinned + it.minutes): self._share(posed, it) for it in points}
        found = [CurvePoint(minutes, share) for minutes, share in shares.items()]
        return tuple(_rising(found) if self.told.any() else found)

    def _share(self, posed: Candidates, selection: Selection) -> int:
        """What share is known with a selection, in thousandths."""
        known = self.seen.copy()
        known[self._places(posed, selection)] = True
        return self._known(known)

    def _known(self, seen: Bools) -> int:
        """What share somebody knows who has `seen` that, and was told what this viewer was, in thousandths."""
        total = int(self.asked.weight.sum())
        return THOUSAND * met_weight(self.asked, seen | self.told) // total if total else THOUSAND

    def _gap(self, posed: Candidates, selection: Selection) -> int:
        """How much better the best can be, in thousandths: of the time where that is to be least, else of the share."""
        if selection.optimal or self.options.mode == "complete":
            return 0
        if self.options.mode == "essential":
            return -(-THOUSAND * (selection.minutes - selection.bound) // max(1, selection.minutes))
        return -(-THOUSAND * (selection.bound - selection.weight) // max(1, posed.total))

    def _planned(
        self, place: int, evenings: tuple[Evening, ...] = (), pauses: tuple[PlanPause, ...] = ()
    ) -> PlannedEpisode:
        title, it = self.listed[place]
        tell = Teller(self.view)
        said = title_episode(tell, title, it, film=is_film(self.view.listing.installments(title)))
        length = self.length[place]
        return PlannedEpisode(
            said.title.name, said.episode.season, said.episode.episode, in_minutes(length.seconds), length.about,
            bool(self.pinned[place]), evenings[0].date if evenings else None, said, pauses,
            evenings if len(evenings) > 1 else (), length.seconds,
        )  # fmt: skip

    def _bundles(self) -> Ints:
        """A number for each season. Of the target's own one, what comes after the target is never seen with the rest,
        and each of it stands by itself."""
        numbers: dict[tuple[int, int, int], int] = {}
        after = set(np.flatnonzero(self.target.rest_of_season(self.listed)).tolist())
        keys = ((title, it.season, n if n in after else NONE) for n, (title, it) in enumerate(self.listed))
        return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int32)


def _rising(points: Iterable[CurvePoint]) -> Iterator[CurvePoint]:
    """Those of the `points`, which are by time, that give more than every one before. To see what one was told of adds
    nothing to what one knows, and takes time all the same."""
    most = -1
    for it in points:
        if it.share > most:
            most = it.share
            yield it


def _everything(posed: Candidates) -> Selection:
    """All that there is to choose."""
    problem = posed.problem
    chosen = np.ones(len(problem.cost), np.bool_)
    minutes = int(problem.cost.sum())
    return Selection(chosen, minutes, int(problem.weight[covered(problem, chosen)].sum()), minutes, True)
