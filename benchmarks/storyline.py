"""Storyline charts: crossings and their proofs on the published stories, beside what other tools reach on them.

`python -m benchmarks.storyline [TABLE ...]` prints single tables: films, books, pairs, triples, quadruples, novels.
Long searches are measured, and stopped, in seconds of a processor core, so that a busy machine gives the same figures:
a quiet one with two cores takes as long on its clock for a proof, because only the other core improves orders.
"""

import os
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Table, verdict
from intertwine.storyline import (
    Certificate,
    Chart,
    draw_chart,
    heights_isotonic,
    heights_least,
    order_fast,
    order_proved,
    read_chart,
    svg,
)

DATA = Path(__file__).resolve().parents[2] / "shared" / "storyline"
FILMS = (
    ("The Matrix", "thematrix", 12, 10, 12),
    ("Star Wars", "starwars", 39, 39, 54),
    ("Inception", "inception", 35, 27, 42),
)
BOOKS = (
    ("huck", "", 42, 95), ("jean", "1", 10, 15), ("jean", "2", 6, 11), ("jean", "3", 13, 30), ("jean", "4", 42, 102),
    ("jean", "5", 17, 28), ("anna", "1", 20, 40), ("anna", "2", 12, 19), ("anna", "3", 0, 0), ("anna", "4", 20, 32),
    ("anna", "5", 17, 47), ("anna", "6", 31, 50), ("anna", "7", 9, 27), ("anna", "8", 6, 10), ("medical", "", 169, 0),
)  # fmt: skip
PAIRS = (
    ("anna", "1-2", 57), ("anna", "2-3", 28), ("anna", "3-4", 32), ("anna", "4-5", 70), ("anna", "5-6", 76),
    ("anna", "6-7", 78), ("anna", "7-8", 32), ("jean", "1-2", 20), ("jean", "2-3", 33), ("jean", "3-4", 128),
    ("jean", "4-5", 96),
)  # fmt: skip
TRIPLES = (
    ("anna", "1-3", 108), ("anna", "2-4", 76), ("anna", "3-5", 107), ("anna", "4-6", 157), ("anna", "5-7", 189),
    ("anna", "6-8", 121), ("jean", "1-3", 53), ("jean", "2-4", 154), ("jean", "3-5", 191),
)  # fmt: skip
QUADRUPLES = (
    ("anna", "1-4", 189), ("anna", "2-5", 195), ("anna", "3-6", 237), ("anna", "4-7", 299), ("anna", "5-8", 256),
    ("jean", "1-4", 172), ("jean", "2-5", 221),
)  # fmt: skip
NOVELS = (("jean", 305, 510), ("anna", 1200, 1864), ("david", 1000, 1622))


REFERENCE = "References: the README beside the data; those that it leaves open are our own first proofs."
FIRST = "No other open solver's figures are known to us for these; the references are our own first proofs."
NAMES = ("films", "books", "pairs", "triples", "quadruples", "novels")


def tables(data: Path = DATA, names: Sequence[str] = NAMES) -> list[Table]:
    """The tables asked for; says so where the data is absent."""
    if not data.is_dir():
        return [Table("Storyline charts", ("figure",), (("the data set is not here: not measured",),))]
    makers = (films, books, pairs, triples, quadruples, novels)
    return [make(data) for name in names for make in makers if make.__name__ == name]


def story(data: Path, name: str, parts: str = "") -> Chart:
    """A chart of the test-beds."""
    folder = "sgb" if name in {"anna", "jean", "huck", "david"} else "tanahashi2012-timesteps"
    return read_chart(data / folder / f"{name}.{'dat' if folder == 'sgb' else 'txt'}", "span", parts)


def films(data: Path) -> Table:
    """From file to drawn SVG, both kinds of presence."""
    rows = []
    for title, name, span, gap, peers in FILMS:
        for presence, reference in (("span", span), ("gap", gap)):
            start = time.perf_counter()
            chart = read_chart(
                data / "tanahashi2012-timesteps" / f"{name}.txt", "span" if presence == "span" else "gap"
            )
            found = order_proved(chart)
            solved = heights_least(found)
            svg(draw_chart(found, heights_isotonic(found) if solved is None else solved[0]))
            taken = time.perf_counter() - start
            rows.append(
                (title, presence, *proof(found.certificate), str(reference), str(peers) if presence == "span" else "",
                 f"{taken:.2f}", verdict(taken, 1))
            )  # fmt: skip
    columns = ("film", "presence", "crossings", "lower bound", "proved", "reference", "best other tool", "s", "bound")
    return Table("Storyline: the three films, file to SVG", columns, tuple(rows))


def books(data: Path) -> Table:
    """Single books: fast and proved."""
    rows, sums = [], [0, 0, 0]
    for book, part, reference, peers in BOOKS:
        chart = story(data, book, part)
        fast = order_fast(chart).certificate
        bound = 60 if book == "medical" else 5
        found = order_proved(chart, 600).certificate
        if book != "medical":
            sums = [sums[0] + fast.crossings, sums[1] + found.crossings, sums[2] + peers]
        rows.append(
            (f"{book} {part}", str(fast.crossings), f"{fast.seconds:.2f}", verdict(fast.seconds, 0.3), *proof(found),
             str(reference), str(peers) if book != "medical" else "", f"{found.seconds:.2f}",
             verdict(found.seconds, bound))
        )  # fmt: skip
    ratio = f"{sums[0] / sums[1]:.3f}" if sums[1] else ""
    rows.append(
        ("sum without medical", str(sums[0]), "", f"ratio {ratio}", str(sums[1]), "", "", "", str(sums[2]), "", "")
    )
    columns = ("book", "fast", "s", "bound", "crossings", "lower bound", "proved", "reference", "best other tool", "s ",
               "bound ")  # fmt: skip
    return Table("Storyline: single books", columns, tuple(rows))


def pairs(data: Path) -> Table:
    """Chapter pairs, ten minutes each."""
    return _searched(data, "Storyline: chapter pairs", PAIRS, 600, REFERENCE)


def triples(data: Path) -> Table:
    """Triples of parts, an hour each."""
    return _searched(data, "Storyline: triples", TRIPLES, 3600, FIRST)


def quadruples(data: Path) -> Table:
    """Quadruples of parts, an hour each."""
    return _searched(data, "Storyline: quadruples", QUADRUPLES, 3600, FIRST)


def _searched(data: Path, title: str, wanted: Sequence[tuple[str, str, int]], most: int, note: str) -> Table:
    rows = []
    for book, parts, known in wanted:
        found, seconds = budgeted(story(data, book, parts), most)
        rows.append(
            (f"{book} {parts}", *proof(found), f"{found.gap:.1%}", str(known), f"{seconds:.1f}",
             verdict(seconds, most))
        )  # fmt: skip
    columns = ("story", "crossings", "lower bound", "proved", "gap", "reference", "s of a core", "bound")
    return Table(title, columns, tuple(rows), note)


def budgeted(chart: Chart, most: float) -> tuple[Certificate, float]:
    """A search in which no process gets more seconds of a core than `most`; and those of the busiest one, ours added.

    Stopped when there is news, so a little later than it should be.
    """
    start, spent, over = time.process_time(), [0.0], threading.Event()

    def watch() -> None:
        while not over.wait(0.2):
            spent[0] = max([spent[0], *workers()])

    def used() -> float:
        return spent[0] + time.process_time() - start

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        found = order_proved(chart, progress=lambda _, __: used() < most).certificate
    finally:
        over.set()
        watcher.join()
    return found, used()


def workers() -> list[float]:
    """Seconds of a core that each process started by this one has had, as Linux tells; none elsewhere."""
    found, tick = [], os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:  # it has just ended
            continue
        if int(fields[1]) == os.getpid():
            found.append((int(fields[11]) + int(fields[12])) / tick)
    return found


def novels(data: Path) -> Table:
    """Whole novels, a minute of each of two cores."""
    rows = []
    for book, bound, peers in NOVELS:
        chart = story(data, book)
        fast = order_fast(chart).certificate
        found, seconds = budgeted(chart, 60)
        rows.append(
            (book, str(fast.crossings), *proof(found), f"{found.gap:.1%}", verdict(found.crossings, bound), str(peers),
             f"{seconds:.1f}")
        )  # fmt: skip
    columns = ("novel", "fast", "crossings", "lower bound", "proved", "gap", "bound", "best other tool", "s of a core")
    return Table("Storyline: whole novels", columns, tuple(rows), "At most 60 seconds of a core for each process.")


def proof(certificate: Certificate) -> tuple[str, str, str]:
    """Crossings, lower bound, and whether that is the end."""
    return str(certificate.crossings), str(certificate.lower_bound), "yes" if certificate.optimal else "no"


if __name__ == "__main__":
    for table in tables(names=tuple(sys.argv[1:]) or NAMES):
        print(table.markdown())
