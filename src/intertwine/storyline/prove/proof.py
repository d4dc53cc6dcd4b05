"""The fewest crossings, proved: fast passes, then workers that raise the bound and better the orders."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from types import NoneType
from typing import Any

from intertwine.storyline.arguments import MAKE, need, need_call, need_seconds
from intertwine.storyline.chart import Chart
from intertwine.storyline.count import strip_crossings
from intertwine.storyline.layout import Ordered, certified
from intertwine.storyline.order.barycentre import barycentre_sweeps
from intertwine.storyline.order.fast import QUICK, run_fast, shares
from intertwine.storyline.order.neighbourhood_search import strip_size
from intertwine.storyline.order.ruin_recreate import SEED
from intertwine.storyline.prove.processes import listen
from intertwine.storyline.reduce import ChartPart, Orders, assemble, independent_parts

CONFLICTS, CYCLES = 50_000_000, sys.maxsize
LONG = 10_000  # pairs of lines in all layers, from which on a part's orders are bettered while it is proved

SearchProgress = Callable[[int, int], bool | None]
"""Hears lower bound and crossings; returning False ends the search."""


def order_proved(
    chart: Chart,
    seconds: float | None = None,
    conflicts: int = CONFLICTS,
    progress: SearchProgress | None = None,
    *,
    cycles: int = CYCLES,
    windows: int | None = None,
    start: Ordered | None = None,
) -> Ordered:
    """The order with the fewest crossings, proved; or the best one had, and the best bound, when a limit came first.

    `chart` is what is to be ordered. `conflicts` is the work limit, the same on every machine; `cycles` (of the
    packing, see `prove_by_fixing`) and `windows` (pairs of lines in the windows that better the orders meanwhile; None:
    without limit, and lines are ruined and recreated, too) are more of that kind. `seconds` is a wall clock: when it,
    `progress` or a killed solver ends the search, the certificate says `interrupted`. `progress` hears lower bound and
    crossings whenever either changes and every quarter of a second, and stops the search by returning False; a search
    with a listener ends on Ctrl-C (`KeyboardInterrupt`) in the same way, one without lets it through. `start` is an
    order of the chart to begin with, where it is better than the fast one.

    Raises `TypeError` and `ValueError` for what is no chart, no number of seconds or no order.
    """
    need("order_proved", chart, Chart, "a chart", MAKE)
    need_seconds("order_proved", seconds)
    need_call("order_proved", "progress", progress)
    need("order_proved", start, (Ordered, NoneType), "start= as an order", "write start=order_fast(chart)")
    began = time.perf_counter()
    parts = independent_parts(chart)
    known, stopped = _begun(parts, start, keep=progress is not None)
    finished, seed = known.proved, None
    if not finished and not stopped:
        until = None if seconds is None else began + seconds
        long = any(strip_size(part.strip) > (LONG if windows is None else QUICK.pairs) for part in parts)
        working = {"prove", "better"} if long else {"prove"}
        seed = SEED if long and windows is None else None
        question = _question(known, {"conflicts": conflicts, "cycles": cycles, "windows": windows})
        try:
            finished = _followed(known, listen(question, sorted(working), until), working, progress)
        except KeyboardInterrupt:
            if progress is None:
                raise
    whole = assemble(chart, parts, known.orders)
    return certified(
        chart,
        whole,
        sum(known.lower),
        time.perf_counter() - began,
        interrupted=not finished,
        seed=seed,
        failure=known.failure,
    )


@dataclass(slots=True)
class _Known:
    """What is known so far of each part of a chart: its orders, a proved bound, and the crossings of the orders; and
    why a solver failed, empty where none did."""

    parts: list[ChartPart]
    orders: list[Orders]
    lower: list[int]
    upper: list[int]
    failure: str = ""

    @property
    def proved(self) -> bool:
        """Whether all orders have the fewest crossings."""
        return self.lower == self.upper

    def hear(self, role: str, news: dict[str, Any]) -> None:
        """Takes in what a worker says of a part: a bound, or orders."""
        at = news["part"]
        if "lower" in news:
            self.lower[at] = max(self.lower[at], min(news["lower"], self.upper[at]))
            return
        count = strip_crossings(self.parts[at].strip, news["orders"])
        # Of equally good orders the prover's counts: it is the same one however fast the other worker is.
        if count < self.upper[at] or (count == self.upper[at] and role == "prove"):
            self.upper[at], self.orders[at] = count, news["orders"]


def _begun(parts: list[ChartPart], start: Ordered | None, *, keep: bool) -> tuple[_Known, bool]:
    """What the fast passes find, or `start` where it is better; and whether Ctrl-C stopped them, where `keep` says that
    what they have by then is kept."""
    orders: list[Orders] = []
    lower: list[int] = []
    stopped = False
    try:
        for part, share in zip(parts, shares(parts), strict=True):
            own, bound = run_fast(part, share)
            if start is not None:
                own = min(own, part.within(start.orders), key=partial(strip_crossings, part.strip))
            orders.append(own)
            lower.append(bound)
    except KeyboardInterrupt:
        if not keep:
            raise
        stopped = True
        rest = parts[len(lower) :]
        orders[len(lower) :] = [barycentre_sweeps(part.strip) for part in rest]
        lower += [0] * len(rest)
    upper = [strip_crossings(part.strip, own) for part, own in zip(parts, orders, strict=True)]
    return _Known(parts, orders, lower, upper), stopped


def _followed(
    known: _Known, heard: Iterator[tuple[str, dict[str, Any]]], working: set[str], progress: SearchProgress | None
) -> bool:
    """Takes in what the workers say, until they end, the bound is reached, or `progress` stops them; whether the search
    came to its end."""
    for role, news in heard:
        if "failed" in news:
            known.failure = news["failed"]
            return False
        if "done" in news:
            working.remove(role)
        elif news:
            known.hear(role, news)
        if not working or ("prove" not in working and known.proved):
            return True
        if progress is not None and progress(sum(known.lower), sum(known.upper)) is False:
            return False
    return False


def _question(known: _Known, limits: dict[str, int | None]) -> str:
    strips = [
        {
            "layers": [[layer.present, layer.groups] for layer in part.strip.layers],
            "shared": part.strip.shared,
            "weights": part.strip.weights,
            "must": [sorted(pairs) for pairs in part.strip.must],
            "orders": own,
            "lower": bound,
        }
        for part, own, bound in zip(known.parts, known.orders, known.lower, strict=True)
    ]
    return json.dumps({"parts": strips, **limits})
