"""Measuring: medians of several runs in one process, and tables of what came out."""

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Table:
    """One benchmark's result: a title, what stands in each column, and the rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def markdown(self) -> str:
        """The table as Markdown."""
        lines = [f"### {self.title}", ""]
        lines += [f"| {' | '.join(self.columns)} |", f"|{'|'.join(' --- ' for _ in self.columns)}|"]
        lines += [f"| {' | '.join(row)} |" for row in self.rows]
        return "\n".join([*lines, "", self.note]).rstrip() + "\n"


def median_ms(run: Callable[[], object], times: int = 5) -> float:
    """The median of `times` runs, in milliseconds, after one that does not count."""
    run()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def machine() -> str:
    """This machine in a line."""
    model = platform.processor() or platform.machine()
    try:
        with Path("/proc/cpuinfo").open(encoding="utf-8") as file:
            model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), model)
    except OSError:
        pass
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"


def verdict(value: float, bound: float) -> str:
    """How a figure stands to its bound."""
    return f"{'within' if value <= bound else 'OVER'} {bound:g}"


def show(tables: Sequence[Table]) -> str:
    """All tables, with the machine named."""
    return "\n".join([f"Measured on: {machine()}.", "", *(table.markdown() for table in tables)])
