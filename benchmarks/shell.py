"""The command line on the included universe, as whole processes from the shell."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Table, verdict

BOUND = 250.0
TIMES = 15
ASKED = (
    ("title", "The Defenders", "--json"),
    ("title", "The Defenders"),
    ("met", "Jessica Jones", "Luke Cage", "--seen", "before The Defenders", "--json"),
    ("who", "Claire Temple", "--seen", "Daredevil S1", "--json"),
    ("ties", "--seen", "everything", "--json"),
    ("recap", "The Defenders", "--seen", "before The Defenders"),
)
EMPTY = (sys.executable, "-c", "import numpy")
"""Less than what every command does."""


def tables() -> list[Table]:
    """One row a command. All commands run in turn, so that each meets the same machine."""
    command = str(Path(sys.executable).with_name("intertwine"))
    asked = [(command, *words) for words in ASKED]
    with tempfile.TemporaryDirectory() as cache:
        Path(cache).chmod(0o700)
        # Bytecode is kept, as an installer keeps it, and the cache lies where it does for most people: in their home.
        environment = {**os.environ, "XDG_CACHE_HOME": cache}
        for name in ("PYTHONDONTWRITEBYTECODE", "INTERTWINE_CACHE"):
            environment.pop(name, None)
        taken: dict[Sequence[str], list[float]] = {words: [] for words in (EMPTY, *asked)}
        for words in taken:
            _processor_ms(words, environment)
        for _ in range(TIMES):
            for words, each in taken.items():
                each.append(_processor_ms(words, environment))
    empty = statistics.median(taken[EMPTY])
    rows = []
    for words in asked:
        middle, least = statistics.median(taken[words]), min(taken[words])
        row = (f"{middle:.0f}", f"{least:.0f}", verdict(middle, BOUND), f"{middle / empty:.1f}")
        rows.append((" ".join(words[1:]), *row))
    columns = ("command", "ms", "least, ms", "bound", "against starting Python with NumPy")
    note = f"Milliseconds of processor time, median and least of {TIMES} runs. Python with NumPy alone: {empty:.0f} ms."
    return [Table("Command line: from the shell, included universe", columns, tuple(rows), note)]


def _processor_ms(words: Sequence[str], environment: dict[str, str]) -> float:
    """The processor time of one command, in milliseconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, check=True, capture_output=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000
