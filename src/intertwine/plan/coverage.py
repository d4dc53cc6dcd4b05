"""The problem behind a plan, as arrays: what can be chosen, what each choice costs, and what the choices cover.

It knows no stories. A *choice* is an installment (or a whole season, where only whole ones are wanted), a *requirement*
is something that the target asks of its viewer. docs/plan-model.md has the mathematics.
"""

import numpy as np

from intertwine.model.record import record
from intertwine.model.strings import Bools, Ints, Longs


@record
class Coverage:
    """What can be chosen, and what that covers.

    cost: minutes of each choice, 0 or more: whole ones, or parts of a minute, all alike, where lengths are finer.
    weight: of each requirement, more than 0.
    alternative_of: the requirement that each alternative covers, ascending; a requirement may have none (nothing covers
        it), one or several (any one will do).
    start: alternative *a* needs the choices `members[start[a]:start[a + 1]]`, all of them; one entry more than there
        are alternatives. An alternative without members is covered from the start.
    members: choices, see `start`.
    first, then: pairs of choices: a selection that holds `then[i]` holds `first[i]` as well. There may be circles.
    """

    cost: Longs
    weight: Longs
    alternative_of: Ints
    start: Ints
    members: Ints
    first: Ints
    then: Ints


@record
class Selection:
    """What was chosen, and how good it is known to be.

    chosen: which choices.
    minutes: what they cost together.
    weight: of the requirements that they cover.
    bound: the value that no selection beats, proved: the least minutes where minutes were to be least, the largest
        weight where that was to be largest.
    optimal: whether no selection is better: the value reaches `bound`.
    interrupted: whether the search was asked to stop before its end; then it is not called optimal.
    """

    chosen: Bools
    minutes: int
    weight: int
    bound: int
    optimal: bool
    interrupted: bool = False


def covered(problem: Coverage, chosen: Bools) -> Bools:
    """Which requirements the choices `chosen` (one entry a choice) cover. They need not be closed under `first`."""
    met = np.zeros(len(problem.weight), np.bool_)
    lacking = np.zeros(len(problem.alternative_of) + 1, np.int64)
    counts = np.diff(problem.start)
    of_member = np.repeat(np.arange(len(counts)), counts)
    np.add.at(lacking, of_member[~chosen[problem.members]], 1)
    met[problem.alternative_of[lacking[:-1] == 0]] = True
    return met


def selected(problem: Coverage, chosen: Bools, bound: int, *, reached: bool, interrupted: bool = False) -> Selection:
    """What is to be said of the choices `chosen` of a `problem`.

    `reached`: their value is the `bound`; `interrupted`: the search for them was asked to stop.
    """
    minutes, weight = int(problem.cost[chosen].sum()), int(problem.weight[covered(problem, chosen)].sum())
    return Selection(chosen, minutes, weight, bound, reached and not interrupted, interrupted)
