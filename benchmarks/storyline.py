"""Storyline charts: crossings and their proofs on the published stories, beside what other tools reach on them.

`python -m benchmarks.storyline [TABLE ...]` prints single tables: films, books, pairs, novels, heights, triples; the
last two of the test-bed, triples and quadruples, run for hours and are made only when named.
"""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Table, verdict
from intertwine.storyline import Certificate, Chart, draw, least, order_fast, order_proved, read_chart, straight, svg
from intertwine.storyline.heights import UNIT

DATA = Path(__file__).resolve().parents[2] / "shared" / "storyline"
FILMS = (
    ("The Matrix", "thematrix", 12, 10, 12, 42),
    ("Star Wars", "starwars", 39, 39, 54, 79),
    ("Inception", "inception", 35, 27, 42, 78),
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
LONG = (
    ("anna", "1-3", 108), ("anna", "2-4", 76), ("anna", "3-5", 107), ("anna", "4-6", 157), ("anna", "5-7", 189),
    ("anna", "6-8", 121), ("jean", "1-3", 53), ("jean", "2-4", 154), ("jean", "3-5", 191), ("anna", "1-4", None),
    ("anna", "2-5", 195), ("anna", "3-6", 237), ("anna", "4-7", 299), ("anna", "5-8", 256), ("jean", "1-4", 172),
    ("jean", "2-5", 221), ("jean", "1-5", 244),
)  # fmt: skip
NOVELS = (("jean", 305, 510), ("anna", 1200, 1864), ("david", 1000, 1622))


def tables(data: Path = DATA, names: tuple[str, ...] = ("films", "books", "pairs", "novels", "heights")) -> list[Table]:
    """The tables asked for; says so where the data is absent. `STORYLINE_SECONDS` bounds the search for each pair."""
    if not data.is_dir():
        return [Table("Storyline charts", ("figure",), (("the data set is not here: not measured",),))]
    makers = {
        "films": films, "books": books, "pairs": pairs, "triples": triples, "novels": novels, "heights": heights
    }  # fmt: skip
    return [makers[name](data) for name in names]


def story(data: Path, name: str, parts: str = "") -> Chart:
    """A chart of the test-beds."""
    folder = "sgb" if name in {"anna", "jean", "huck", "david"} else "tanahashi2012-timesteps"
    return read_chart(data / folder / f"{name}.{'dat' if folder == 'sgb' else 'txt'}", "span", parts)


def films(data: Path) -> Table:
    """From file to drawn SVG, both kinds of presence."""
    rows = []
    for title, name, span, gap, peers, _ in FILMS:
        for presence, reference in (("span", span), ("gap", gap)):
            start = time.perf_counter()
            chart = read_chart(
                data / "tanahashi2012-timesteps" / f"{name}.txt", "span" if presence == "span" else "gap"
            )
            found = order_proved(chart)
            solved = least(found)
            svg(draw(found, straight(found) if solved is None else solved[0]))
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
    """Chapter pairs, each as long as `STORYLINE_SECONDS` says (60)."""
    return _searched(data, "Storyline: chapter pairs", PAIRS)


def triples(data: Path) -> Table:
    """Triples, quadruples, and the whole of jean.dat."""
    return _searched(data, "Storyline: triples and quadruples", LONG)


def _searched(data: Path, title: str, wanted: Sequence[tuple[str, str, int | None]]) -> Table:
    seconds = float(os.environ.get("STORYLINE_SECONDS", "60"))
    rows = []
    for book, parts, reference in wanted:
        found = order_proved(story(data, book, parts), seconds).certificate
        known = "open" if reference is None else str(reference)
        rows.append((f"{book} {parts}", *proof(found), f"{found.gap:.1%}", known, f"{found.seconds:.1f}"))
    columns = ("story", "crossings", "lower bound", "proved", "gap", "reference", "s")
    return Table(title, columns, tuple(rows), f"At most {seconds:g} s each.")


def novels(data: Path) -> Table:
    """Whole novels in a minute."""
    rows = []
    for book, bound, peers in NOVELS:
        chart = story(data, book)
        fast = order_fast(chart).certificate
        found = order_proved(chart, 60).certificate
        rows.append(
            (book, str(fast.crossings), f"{fast.seconds:.2f}", *proof(found), f"{found.gap:.1%}",
             verdict(found.crossings, bound), str(peers), f"{found.seconds:.1f}")
        )  # fmt: skip
    columns = ("novel", "fast", "s", "crossings", "lower bound", "proved", "gap", "bound", "best other tool", "s ")
    return Table("Storyline: whole novels in 60 s", columns, tuple(rows))


def heights(data: Path) -> Table:
    """The least linear wiggle height, every neighbour one unit apart, of the crossing-optimal order found."""
    rows = []
    for title, name, _, _, _, bound in FILMS:
        found = order_proved(story(data, name))
        solved = least(found, UNIT)
        ways = float("nan") if solved is None else solved[1]
        rows.append((title, f"{ways:g}", verdict(ways, bound)))
    note = "Least for this order; the least among all orders with as few crossings is not searched yet."
    return Table("Storyline: linear wiggle height", ("film", "units", "bound"), tuple(rows), note)


def proof(certificate: Certificate) -> tuple[str, str, str]:
    """Crossings, lower bound, and whether that is the end."""
    return str(certificate.crossings), str(certificate.lower_bound), "yes" if certificate.optimal else "no"


if __name__ == "__main__":
    for table in tables(names=tuple(sys.argv[1:]) or ("films", "books", "pairs", "novels", "heights")):
        print(table.markdown())
