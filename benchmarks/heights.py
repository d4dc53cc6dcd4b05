"""The least linear wiggle height of the films, over all orders with the fewest crossings, and its proof."""

import os
from pathlib import Path

from benchmarks.measure import Table, verdict
from benchmarks.storyline import DATA, FILMS, story
from intertwine.storyline import heights_least, minimize_height, order_proved
from intertwine.storyline.height.problem import UNIT_SPACING

BOUNDS = {"thematrix": 42, "starwars": 79, "inception": 78}
NOTE = (
    "Neighbours are one unit apart. Lower bounds hold for all orders with the fewest crossings, in however many rows. "
    "Seconds are of a processor core, from the file to the proof of the height."
)


def tables(data: Path = DATA) -> list[Table]:
    """One table; says so where the data is absent."""
    title = "Storyline: least linear height of the films"
    if not data.is_dir():
        return [Table(title, ("figure",), (("the data set is not here: not measured",),))]
    rows = []
    for name, film, *_ in FILMS:
        start = _seconds()
        found = order_proved(story(data, film))
        minimum = minimize_height(found)
        taken = _seconds() - start
        solved = heights_least(found, UNIT_SPACING)
        rows.append(
            (name, "" if solved is None else f"{solved[1]:g}", str(minimum.linear_height), str(minimum.lower_bound),
             "yes" if minimum.linear_height == minimum.lower_bound else "no", str(minimum.rows),
             verdict(minimum.linear_height, BOUNDS[film]), f"{taken:.1f}")
        )  # fmt: skip
    columns = ("film", "of the first order", "least height", "lower bound", "proved", "rows", "bound", "CPU s")
    return [Table(title, columns, tuple(rows), NOTE)]


def _seconds() -> float:
    """Of a processor core that this process and those it waited for have had."""
    return sum(os.times()[:4])
