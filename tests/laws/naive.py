"""The naive reference: what a progress may not know, decided from positions alone. It shares no code with the ledger or
the gate, and looks at nothing but the description of a statement by whoever wrote it (`generate.py`, `scan.py`)."""

from collections.abc import Iterable
from typing import NamedTuple

END = 10**9
"""Seconds that stand for the end of an installment."""


class Spot(NamedTuple):
    """A position: an installment, by its title's key (a film is season 0, number 0), and the seconds to be passed."""

    title: str
    season: int = 0
    number: int = 0
    seconds: int = END


Way = tuple[Spot, ...]  # an alternative: all of its positions must have been passed; the empty one never is
Ways = tuple[Way, ...]
Passed = dict[tuple[str, int, int], int]
"""How many seconds of an installment were passed, seen or told; what is not there was not begun."""

PUBLIC: Ways = ((Spot(""),),)
NEVER: Ways = ((),)


def inside(spot: Spot, passed: Passed) -> bool:
    """Whether one position has been passed."""
    return not spot.title or passed.get(spot[:3], -1) >= spot.seconds


def outside(ways: Iterable[Way], passed: Passed) -> bool:
    """Whether every alternative of a statement holds a position outside a progress: nobody there may know it."""
    return all(not way or not all(inside(spot, passed) for spot in way) for way in ways)


def both(first: Ways, second: Ways) -> Ways:
    """One of `first` and one of `second` together; what is never passed stays so."""
    return tuple(a + b if a and b else () for a in first for b in second)


class Said(NamedTuple):
    """A statement (of what is a taken-for or a frame by `both` stamps): its alternatives, whom it names and needs."""

    ways: Ways
    names: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()


def knowable(said: Iterable[Said], own: dict[str, Ways], passed: Passed) -> set[str]:
    """Whom a progress may know at most: by names of their `own`, or (not in there) by a statement that names them."""
    shown = [it for it in said if not outside(it.ways, passed)]
    found, left = set[str](), own.keys() | {key for it in shown for key in it.names}
    while found != left:
        found = left
        named = {key for it in shown if it.needs <= found for key in it.names}
        left = {key for key in found if (key in named if key not in own else not outside(own[key], passed))}
    return found
