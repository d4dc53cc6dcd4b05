"""Exports of other programs: 10,000 entries, read and matched in the included universe; and a file of 200 MB.

Processor time, the least of several. The memory is the peak of a process that does nothing else.
"""

import csv
import io
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import intertwine
from benchmarks.measure import Table, verdict
from intertwine.gate.universe import Universe
from intertwine.imports.players import read_event
from intertwine.imports.progress import read_export

ENTRIES, LARGE = 10_000, 200_000_000
SHOWS = {"Daredevil": 2015, "Jessica Jones": 2015, "Luke Cage": 2016, "Iron Fist": 2017, "The Punisher": 2017}
_PEAK = """
import resource, sys
from pathlib import Path
import intertwine
from intertwine.imports.progress import read_export
universe = intertwine.load().universe
universe.watched([])
found = universe.watched(read_export(Path(sys.argv[1])).rows())
used = resource.getrusage(resource.RUSAGE_SELF)
print(found.rows, used.ru_maxrss // 1024, used.ru_utime)
"""


def tables() -> Iterator[Table]:
    """Entries of each format, and a large file."""
    universe = intertwine.load().universe
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for name, content in (
            ("trakt", _trakt(ENTRIES)),
            ("netflix", _netflix(ENTRIES)),
            ("letterboxd", _films(ENTRIES)),
        ):
            file = Path(folder) / f"watched-{name}.{'json' if name == 'trakt' else 'csv'}"
            file.write_text(content, "utf-8")
            taken = _least(lambda file=file: universe.watched(read_export(file).rows()))
            found = universe.watched(read_export(file).rows())
            matched = sum(it.rows for it in found.matched)
            rows.append((name, f"{found.rows:,}", f"{matched:,}", f"{taken:.0f}", verdict(taken, 1000)))
        columns = ("format", "entries", "of the universe", "ms of CPU", "bound")
        yield Table("Exports of 10,000 entries, read and matched", columns, tuple(rows))
        yield _large(Path(folder) / "watched-history.json")
    yield _events(universe)


def _least(run: Callable[[], object], times: int = 5) -> float:
    taken = []
    for _ in range(times):
        begin = time.process_time()
        run()
        taken.append((time.process_time() - begin) * 1000)
    return min(taken)


def _large(file: Path) -> Table:
    """A history of 200 MB, in a process of its own."""
    with file.open("w", encoding="utf-8") as out:
        number = 0
        while out.tell() < LARGE:
            out.write(("," if number else "[") + _trakt(ENTRIES, number)[1:-1])
            number += ENTRIES
        out.write("]")
    done = subprocess.run([sys.executable, "-c", _PEAK, str(file)], capture_output=True, text=True, check=True)
    rows, peak, seconds = done.stdout.split()
    cells = f"{int(rows):,}", f"{float(seconds):.1f}", peak, verdict(float(peak), 500)
    columns = ("entries", "s of CPU", "peak of the process, MB", "bound, MB")
    return Table("A history of 200 MB", columns, (cells,))


def _events(universe: Universe) -> Table:
    """Events of a player, read and matched."""
    metadata = {"type": "episode", "grandparentTitle": "Daredevil", "parentIndex": 1, "index": 1, "duration": 3_120_000}
    event = json.dumps({"event": "media.stop", "Metadata": {**metadata, "viewOffset": 600_000}})

    def run() -> None:
        for _ in range(100):
            row = read_event(event).row
            universe.watched([row] if row else [])

    return Table("Events of a player, read and matched", ("µs of CPU for each",), ((f"{_least(run) * 10:.0f}",),))


def _trakt(count: int, first: int = 0) -> str:
    """A history from the entry `first` on: half of it of the included universe."""
    chance, said = random.Random(first), []
    for n in range(first, first + count):
        title = chance.choice(list(SHOWS)) if n % 2 else f"Somebody's Show {n // 14}"
        ids = {"trakt": n, "slug": f"show-{n}", "imdb": None, "tmdb": n + 10**6, "plex": {"guid": f"{n:024x}"}}
        episode = {"season": chance.randint(1, 3), "number": chance.randint(1, 13), "title": f"Part {n}", "ids": ids}
        show = {"title": title, "year": SHOWS.get(title, 2001), "ids": {"trakt": len(title) if n % 2 else n // 14}}
        said.append({"id": n, "watched_at": "2024-01-01T00:00:00.000Z", "action": "watch", "type": "episode",
                     "episode": episode, "show": show})  # fmt: skip
    return json.dumps(said)


def _netflix(count: int) -> str:
    chance = random.Random(2)
    rows = [
        (f"{chance.choice(list(SHOWS))}: Season {chance.randint(1, 2)}: Episode {n % 10}" if n % 2 else f"Film: {n}",
         "1/2/24")
        for n in range(count)
    ]  # fmt: skip
    return _table(["Title", "Date"], rows)


def _films(count: int) -> str:
    rows = [("2024-01-01", f"The Film Number {n}", str(1950 + n % 70), f"https://boxd.it/{n}") for n in range(count)]
    return _table(["Date", "Name", "Year", "Letterboxd URI"], rows)


def _table(head: list[str], rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    return out.getvalue()
