"""From an order with the fewest crossings to one that also needs the shortest ways, as far as the work limit goes.

First windows, as in `windows.py`: a few layers are searched exactly by `rows.py` while rows on both sides are held.
Then, for the proof, the whole at once by `branch.py`, for which rows do not count.
"""

from collections.abc import Callable
from dataclasses import dataclass

from intertwine.storyline.barycentre import flips
from intertwine.storyline.branch import least_of_all
from intertwine.storyline.chart import ChartError
from intertwine.storyline.heights import UNIT, Heights, least, straight, ways
from intertwine.storyline.layout import Ordered, certified
from intertwine.storyline.reduce import Strip, whole, without_copies
from intertwine.storyline.rows import Rows, narrowest, orders_of
from intertwine.storyline.windows import windows

PAIRS, CONFLICTS = 700, 20_000
SPARE = 2


@dataclass(frozen=True, slots=True)
class Narrowed:
    """An order, its heights one unit apart, their linear height `ways`, and what is proved about it.

    No order with as few crossings has a drawing with a linear height below `lower_bound`, in however many rows. `rows`
    is how many this one has.
    """

    ordered: Ordered
    heights: Heights
    ways: int
    lower_bound: int
    rows: int


def narrow(ordered: Ordered, programs: int = 50_000, report: Callable[[int], object] | None = None) -> Narrowed:
    """The least linear height among all orders with the fewest crossings, or the best found and a bound.

    `ordered` has to be proved optimal; `programs` is the work limit of the proof (0: windows only, and no bound),
    `report` hears every better height that it finds. Seconds to minutes on a film: not for a page view. Raises
    `ChartError` on an order that is not proved.
    """
    if not ordered.certificate.optimal:
        raise ChartError("the least height of all optimal orders can only be looked for from a proved one")
    chart = ordered.chart
    solved = least(ordered, UNIT)
    heights = straight(ordered, UNIT) if solved is None else solved[0]
    placed: Rows = [{person: round(height) for person, height in row.items()} for row in heights]
    rows = SPARE + max(len(layer.present) for layer in chart.layers)
    placed = _windowed(whole(chart).strip, placed, max(rows, _rows(placed)))
    total, lower = int(ways(_heights(placed))), 0
    if programs:
        part = without_copies(chart)
        found = least_of_all(part.strip, ordered.certificate.cost, total, programs, report)
        lower = found.lower
        if found.heights is not None:
            placed = [{} for _ in chart.layers]
            for row, copies in zip(found.heights, part.spread, strict=True):
                for at, present in copies:
                    placed[at] = {person: row[person] for person in present}
            total = int(ways(_heights(placed)))
    best = certified(chart, orders_of(placed), ordered.certificate.lower_bound, ordered.certificate.seconds)
    return Narrowed(best, _heights(placed), total, lower, _rows(placed))


def _rows(placed: Rows) -> int:
    return 1 + max(max(row.values()) for row in placed)


def _heights(rows: Rows) -> Heights:
    return [{person: float(row) for person, row in own.items()} for own in rows]


def _windowed(strip: Strip, rows: Rows, most: int) -> Rows:
    """Rows with no more crossings and no longer ways, after windows until none gains."""
    rows = list(rows)
    end = len(rows) - 1
    gained = True
    while gained:
        gained = False
        for first, last in windows(strip, PAIRS):
            cut, here = strip.window(first, last), rows[first : last + 1]
            now = flips(cut, orders_of(here)), int(ways(_heights(here)))
            if now[1] == 0:
                continue
            held = {at - first: rows[at] for at in (first, last) if 0 < at < end}
            found = narrowest(cut, most, CONFLICTS, held)
            if found.rows is not None and (found.crossings, found.ways) < now:
                rows[first : last + 1] = found.rows
                gained = True
    return rows
