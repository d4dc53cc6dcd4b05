"""Long computations as lists of passes: functions from one frozen state to the next, with what holds around each.

`STORYLINE_CHECKS=1` in the environment makes `run_passes` and `ensure` look at every condition, here and in the
processes that are started; the tests set it. Without it nothing is looked at.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

S = TypeVar("S")
SWITCH = "STORYLINE_CHECKS"


class BrokenConditionError(AssertionError):
    """A condition does not hold that should hold whatever the input was: a mistake in the code."""


@dataclass(frozen=True, slots=True)
class Pass(Generic[S]):
    """One step of a computation. `run` makes a new state and leaves the old one as it is.

    `requires` are conditions on the state before, `ensures` conditions on the states before and after; each says in
    sentences what is wrong, and nothing where it holds. `source` is the paper that the method comes from.
    """

    name: str
    run: Callable[[S], S]
    requires: tuple[Callable[[S], Iterable[str]], ...] = ()
    ensures: tuple[Callable[[S, S], Iterable[str]], ...] = ()
    source: str = ""


def run_passes(passes: Sequence[Pass[S]], state: S) -> S:
    """The state after all `passes` in their order, from `state` on.

    Raises `BrokenConditionError` on a condition that does not hold, where conditions are checked.
    """
    for step in passes:
        before = state
        for condition in step.requires:
            ensure(f"before {step.name}", partial(condition, before))
        state = step.run(before)
        for result in step.ensures:
            ensure(f"after {step.name}", partial(result, before, state))
    return state


def ensure(where: str, condition: Callable[[], Iterable[str]]) -> None:
    """Where conditions are checked: raises `BrokenConditionError` with the first thing that `condition` finds wrong."""
    if os.environ.get(SWITCH) == "1":
        for wrong in condition():
            raise BrokenConditionError(f"{where}: {wrong}")
