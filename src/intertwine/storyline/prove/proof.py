"""The exact search from outside: started, listened to, stopped by a clock or at will; what it said by then holds."""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Any

from intertwine.storyline.chart import Chart
from intertwine.storyline.count import strip_crossings
from intertwine.storyline.layout import Ordered, certified
from intertwine.storyline.order.barycentre import barycentre_sweeps
from intertwine.storyline.order.fast import QUICK, run_fast, shares
from intertwine.storyline.order.neighbourhood_search import strip_size
from intertwine.storyline.order.ruin_recreate import SEED
from intertwine.storyline.reduce import ChartPart, Orders, assemble, independent_parts

CONFLICTS, CYCLES = 50_000_000, sys.maxsize
BEAT = 0.25  # seconds after which a listener is asked again whether to go on, without any news
LONG = 10_000  # pairs of lines in all layers, from which on a part's orders are bettered while it is proved


def order_proved(
    chart: Chart,
    seconds: float | None = None,
    conflicts: int = CONFLICTS,
    progress: Callable[[int, int], bool | None] | None = None,
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
    crossings whenever either changes and every `BEAT` seconds, and stops the search by returning False; a search with a
    listener ends on Ctrl-C (`KeyboardInterrupt`) in the same way, one without lets it through. `start` is an order of
    the chart to begin with, where it is better than the fast one.
    """
    began = time.perf_counter()
    parts = independent_parts(chart)
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
        if progress is None:
            raise
        stopped = True
        rest = parts[len(lower) :]
        orders[len(lower) :] = [barycentre_sweeps(part.strip) for part in rest]
        lower += [0] * len(rest)
    upper = [strip_crossings(part.strip, own) for part, own in zip(parts, orders, strict=True)]
    finished = upper == lower
    seed = None
    if not finished and not stopped:
        until = None if seconds is None else began + seconds
        long = any(strip_size(part.strip) > (LONG if windows is None else QUICK.pairs) for part in parts)
        working = {"prove", "better"} if long else {"prove"}
        seed = SEED if long and windows is None else None
        limits = {"conflicts": conflicts, "cycles": cycles, "windows": windows}
        try:
            for role, news in _listen(_question(parts, orders, lower, limits), sorted(working), until):
                if "done" in news:
                    working.remove(role)
                elif not news:
                    pass
                elif "lower" in news:
                    at = news["part"]
                    lower[at] = max(lower[at], min(news["lower"], upper[at]))
                else:
                    at = news["part"]
                    count = strip_crossings(parts[at].strip, news["orders"])
                    # Of equally good orders the prover's counts: it is the same one however fast the other worker is.
                    if count < upper[at] or (count == upper[at] and role == "prove"):
                        upper[at], orders[at] = count, news["orders"]
                if not working or ("prove" not in working and lower == upper):
                    finished = True
                    break
                if progress is not None and progress(sum(lower), sum(upper)) is False:
                    break
        except KeyboardInterrupt:
            if progress is None:
                raise
    whole = assemble(chart, parts, orders)
    return certified(chart, whole, sum(lower), time.perf_counter() - began, interrupted=not finished, seed=seed)


def _question(parts: list[ChartPart], orders: list[Orders], lower: list[int], limits: dict[str, int | None]) -> str:
    strips = [
        {
            "layers": [[layer.present, layer.groups] for layer in part.strip.layers],
            "shared": part.strip.shared,
            "weights": part.strip.weights,
            "must": [sorted(pairs) for pairs in part.strip.must],
            "orders": own,
            "lower": bound,
        }
        for part, own, bound in zip(parts, orders, lower, strict=True)
    ]
    return json.dumps({"parts": strips, **limits})


def _listen(question: str, roles: list[str], until: float | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the workers say, until all end, one dies, or the clock stops them; they are dead when it is over. Nothing is
    said, and by nobody, while they are silent: whoever listens can stop at any moment."""
    lines: queue.Queue[tuple[str, str]] = queue.Queue()
    workers = []
    done = set()
    try:
        for role in roles:
            workers.append(_started(role, question))
            threading.Thread(target=_forward, args=(role, workers[-1].stdout, lines), daemon=True).start()
        while True:
            left = None if until is None else until - time.perf_counter()
            if left is not None and left <= 0:
                return
            try:
                role, line = lines.get(timeout=BEAT if left is None else min(left, BEAT))
            except queue.Empty:
                yield "", {}
                continue
            if line.endswith("\n"):
                news = json.loads(line)
                if "done" in news:
                    done.add(role)
                yield role, news
            elif role not in done:
                return
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


def _started(role: str, question: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "intertwine.storyline.prove.worker", role]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        file.write(question)
        file.seek(0)
        # A group of its own: Ctrl-C at a terminal is for us to answer, and would end the worker with a traceback.
        return subprocess.Popen(  # noqa: S603 - our own
            command, stdin=file, stdout=subprocess.PIPE, text=True, process_group=0 if os.name == "posix" else None
        )


def _forward(role: str, source: IO[str] | None, lines: "queue.Queue[tuple[str, str]]") -> None:
    assert source is not None  # noqa: S101 - asked for above
    for line in source:
        lines.put((role, line))
    lines.put((role, ""))
    source.close()
