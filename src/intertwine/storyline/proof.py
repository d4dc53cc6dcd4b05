"""The exact search from outside: started, listened to, stopped by a clock or at will; what it said by then holds."""

import json
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from typing import IO, Any

from intertwine.storyline.barycentre import flips
from intertwine.storyline.chart import Chart
from intertwine.storyline.layout import Ordered, certified
from intertwine.storyline.reduce import Part, assemble, reduced
from intertwine.storyline.search import run_fast

Orders = list[list[int]]
CONFLICTS = 50_000_000


def order_proved(
    chart: Chart,
    seconds: float | None = None,
    conflicts: int = CONFLICTS,
    progress: Callable[[int, int], bool | None] | None = None,
) -> Ordered:
    """The order with the fewest crossings, proved; or the best one had, and the best bound, when a limit came first.

    `conflicts` is the work limit, the same on every machine. `seconds` is a wall clock: when it, `progress` or a killed
    solver ends the search, the certificate says `interrupted`. `progress` hears lower bound and crossings whenever
    either changes, and stops the search by returning False.
    """
    start = time.perf_counter()
    parts = reduced(chart)
    orders, lower = [], []
    for part in parts:
        own, bound = run_fast(part)
        orders.append(own)
        lower.append(bound)
    upper = [flips(part.strip, own) for part, own in zip(parts, orders, strict=True)]
    finished = upper == lower
    if not finished:
        until = None if seconds is None else start + seconds
        for news in _listen(_question(parts, orders, lower, conflicts), until):
            if "done" in news:
                finished = True
                break
            at = news["part"]
            if "lower" in news:
                lower[at] = max(lower[at], min(news["lower"], upper[at]))
            else:
                better = flips(parts[at].strip, news["orders"])
                if better < upper[at]:
                    upper[at], orders[at] = better, news["orders"]
            if progress is not None and progress(sum(lower), sum(upper)) is False:
                break
    whole = assemble(chart, parts, orders)
    return certified(chart, whole, sum(lower), time.perf_counter() - start, interrupted=not finished)


def _question(parts: list[Part], orders: list[Orders], lower: list[int], conflicts: int) -> str:
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
    return json.dumps({"parts": strips, "conflicts": conflicts})


def _listen(question: str, until: float | None) -> Iterator[dict[str, Any]]:
    """What the worker says, until it ends or the clock does; it is dead when the iteration is over, however it ends."""
    command = [sys.executable, "-m", "intertwine.storyline.worker"]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        file.write(question)
        file.seek(0)
        worker = subprocess.Popen(command, stdin=file, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    try:
        assert worker.stdout is not None  # noqa: S101 - asked for above
        lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=_forward, args=(worker.stdout, lines), daemon=True).start()
        while True:
            left = None if until is None else until - time.perf_counter()
            if left is not None and left <= 0:
                return
            try:
                line = lines.get(timeout=left)
            except queue.Empty:
                return
            if not line.endswith("\n"):
                return
            yield json.loads(line)
    finally:
        worker.kill()
        worker.wait()


def _forward(source: IO[str], lines: "queue.Queue[str]") -> None:
    for line in source:
        lines.put(line)
    lines.put("")
    source.close()
