"""The command line on the bundled universe, as whole processes from the shell."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Table, median_ms, verdict

BOUND = 400.0
ASKED = (
    ("met", "Jessica Jones", "Luke Cage", "--seen", "before The Defenders", "--json"),
    ("who", "Claire Temple", "--seen", "Daredevil S1", "--json"),
    ("title", "The Defenders"),
    ("ties", "--seen", "everything", "--json"),
    ("recap", "The Defenders", "--seen", "before The Defenders"),
)


def tables() -> list[Table]:
    """One row a command."""
    command = Path(sys.executable).with_name("intertwine")
    rows = []
    with tempfile.TemporaryDirectory() as cache:
        Path(cache).chmod(0o700)
        environment = {**os.environ, "INTERTWINE_CACHE": cache}
        empty = median_ms(lambda: subprocess.run([sys.executable, "-c", "import numpy"], check=True))
        for words in ASKED:

            def run(words: tuple[str, ...] = words) -> None:
                subprocess.run([command, *words], check=True, capture_output=True, env=environment)

            taken = median_ms(run)
            rows.append((" ".join(words), f"{taken:.0f}", verdict(taken, BOUND), f"{taken / empty:.1f}"))
    columns = ("command", "ms", "bound", "against starting Python with NumPy")
    return [Table("Command line: from the shell, bundled universe", columns, tuple(rows))]
