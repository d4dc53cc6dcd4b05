"""What can be planned: the installments that a curriculum asks for and that the viewer has not seen, as a problem for
the solver."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from intertwine.model.arrays import among
from intertwine.model.curriculum import Curriculum
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.plan.coverage import Coverage, covered


@record
class Candidates:
    """`problem` is what the solver is asked. Its choice *n* stands for the installments of the listing
    `places[start[n]:start[n + 1]]`: one, or those of a whole season. `essential` says of each requirement whether
    nobody should come without it. `total` is the weight of all, `met` that of those which are met already. `torn`
    counts the dependencies that were left out because they lead to what is not wanted."""

    problem: Coverage
    start: Ints
    places: Ints
    essential: Bools
    total: int
    met: int
    torn: int

    def installments(self, chosen: Bools) -> Ints:
        """The places in the listing that the choices `chosen` stand for, ascending."""
        return np.sort(self.places[np.repeat(chosen, np.diff(self.start))])


def candidates(
    asked: Curriculum, minutes: Longs, seen: Bools, banned: Bools, bundles: Ints | None = None
) -> Candidates:
    """The problem that `asked` poses to somebody.

    minutes: of each installment of the listing. seen: which were seen, or will be anyhow: they cost nothing, and what
    they cover is met. banned: which may not be in the plan. bundles: a number for each installment, equal for those
    that are seen together or not at all (None: each by itself).
    """
    free = ~seen
    free[asked.target] = False
    kept = list(_alternatives(asked, free, banned))
    needs, torn = _dependencies(asked, free, banned)
    wanted = _closure({n for _, its in kept for n in its}, needs)
    own = np.arange(len(minutes), dtype=np.int32) if bundles is None else bundles
    together = np.flatnonzero(free & ~banned & among(own, own[sorted(wanted)]))
    places = together[np.argsort(own[together], kind="stable")].astype(np.int32)
    starts = np.flatnonzero(np.diff(own[places], prepend=NONE))
    # Choices are numbered by release, as installments are: that of a season is its first.
    by_first = np.argsort(places[starts], kind="stable")
    ends = np.append(starts[1:], len(places))
    runs = [places[starts[n] : ends[n]] for n in by_first.tolist()]
    choice = {place: n for n, run in enumerate(runs) for place in run.tolist()}
    flat = [tuple(sorted({choice[n] for n in its})) for _, its in kept]
    pairs = {(choice[a], choice[b]) for b in choice for a in needs.get(b, ()) if choice[a] != choice[b]}
    first, then = np.array(sorted(pairs), np.int32).reshape(-1, 2).T
    problem = Coverage(
        cost=np.array([minutes[run].sum() for run in runs], np.int64),
        weight=asked.weight,
        alternative_of=np.array([of for of, _ in kept], np.int32),
        start=np.cumsum([0, *map(len, flat)]).astype(np.int32),
        members=np.array([n for its in flat for n in its], np.int32),
        first=first,
        then=then,
    )
    met = asked.weight[covered(problem, np.zeros(len(runs), np.bool_))].sum()
    start = np.cumsum([0, *map(len, runs)]).astype(np.int32)
    places = np.concatenate([np.zeros(0, np.int32), *runs])
    return Candidates(problem, start, places, asked.essential, int(asked.weight.sum()), int(met), torn)


def met_weight(asked: Curriculum, known: Bools) -> int:
    """The weight of what `asked` asks for that somebody has who knows the installments `known` of the listing."""
    knows = known.copy()
    knows[asked.target] = True
    counts = np.diff(asked.start)
    lacking = np.zeros(len(counts), np.int64)
    np.add.at(lacking, np.repeat(np.arange(len(counts)), counts)[~knows[asked.members]], 1)
    met = np.zeros(len(asked.weight), np.bool_)
    met[asked.alternative_of[lacking == 0]] = True
    return int(asked.weight[met].sum())


def _alternatives(asked: Curriculum, free: Bools, banned: Bools) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The alternatives that are not banned: their requirement, and which `free` installments they need."""
    start, members = asked.start.tolist(), asked.members.tolist()
    for of, (begin, end) in zip(asked.alternative_of.tolist(), pairwise(start), strict=True):
        its = tuple(n for n in members[begin:end] if free[n])
        if not any(banned[n] for n in its):
            yield of, its


def _dependencies(asked: Curriculum, free: Bools, banned: Bools) -> tuple[dict[int, list[int]], int]:
    """What each installment depends on, and how many dependencies were left out because it is banned."""
    found: dict[int, list[int]] = {}
    torn = 0
    for first, then in zip(asked.first.tolist(), asked.then.tolist(), strict=True):
        if free[first] and free[then] and not banned[then]:
            if banned[first]:
                torn += 1
            else:
                found.setdefault(then, []).append(first)
    return found, torn


def _closure(wanted: set[int], needs: Mapping[int, Sequence[int]]) -> set[int]:
    """`wanted` and everything that these depend on."""
    found, new = set(wanted), list(wanted)
    while new:
        for n in needs.get(new.pop(), ()):
            if n not in found:
                found.add(n)
                new.append(n)
    return found
