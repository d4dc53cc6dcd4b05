"""The passes that better the orders of a long part while its bound is proved.

Ruin and recreate, then windows, in turn; each time the windows are larger.
"""

import sys
from collections.abc import Callable
from functools import partial

from intertwine.storyline.order.neighbourhood_search import WindowEffort, improve_windows
from intertwine.storyline.order.ruin_recreate import ruin_and_recreate
from intertwine.storyline.order.state import PartState, is_an_order, no_more_crossings, still_an_order
from intertwine.storyline.passes import Pass
from intertwine.storyline.prove.reduced_cost_fixing import prove_by_fixing
from intertwine.storyline.reduce import Orders

CONFLICTS = 20_000  # for one window
BRIEF = (2500, 5000)  # pairs of lines in a window, where time is short
STEPS = ((600, 5000), (600, 15_000), (2500, 40_000))  # how often lines are ruined; pairs in a window after that

Report = Callable[[Orders], object]


def long_passes(report: Report, pairs: int | None) -> tuple[Pass[PartState], ...]:
    """The passes, in their order. `report` hears better orders while they are found.

    With `pairs` there are windows only, of so many pairs of lines in all; None: as long as they gain anything, and
    lines are ruined and recreated before.
    """
    if pairs is not None:
        return tuple(_windows(report, WindowEffort(most, CONFLICTS // 4, pairs)) for most in BRIEF)
    found: list[Pass[PartState]] = []
    for turn, (times, most) in enumerate(STEPS):
        found += [_ruin(report, times, turn), _windows(report, WindowEffort(most, CONFLICTS, sys.maxsize))]
    return tuple(found)


def _ruin(report: Report, times: int, turn: int) -> Pass[PartState]:
    run = partial(_ruin_and_recreate, report, times, turn)
    source = "Schrimpf, Schneider, Stamm-Wilbrandt, Dueck 2000"
    return Pass(f"ruin and recreate {turn + 1}", run, (is_an_order,), (still_an_order, no_more_crossings), source)


def _ruin_and_recreate(report: Report, times: int, turn: int, state: PartState) -> PartState:
    orders = ruin_and_recreate(state.strip, state.orders, times, report, turn)
    report(orders)
    return state.with_orders(orders)


def _windows(report: Report, effort: WindowEffort) -> Pass[PartState]:
    run = partial(_improve_windows, report, effort)
    name = f"windows of {effort.pairs:,} pairs"
    return Pass(name, run, (is_an_order,), (still_an_order, no_more_crossings), "Shaw 1998")


def _improve_windows(report: Report, effort: WindowEffort, state: PartState) -> PartState:
    orders, _ = improve_windows(state.strip, state.orders, effort, report, prove_by_fixing)
    return state.with_orders(orders)
