"""The exact search's own process: a chart in on standard input, news out, a JSON object a line.

`python -m intertwine.storyline.worker`. In: `{"parts": [...], "conflicts": n}`. Out: `{"part": i, "lower": b}` when a
part's bound rises, `{"part": i, "orders": [...]}` when its order is bettered, `{"done": true}` at the end. Whoever
started it may kill it at any moment: all that was said before holds.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

from intertwine.storyline.barycentre import flips
from intertwine.storyline.chart import Layer
from intertwine.storyline.exact import solve
from intertwine.storyline.reduce import Strip
from intertwine.storyline.search import THOROUGH
from intertwine.storyline.shake import shake
from intertwine.storyline.sift import sift
from intertwine.storyline.windows import improve, pairs, windows

Orders = list[list[int]]
LONG = 25_000  # pairs of lines in all layers
SLICE = 2500
SOON = 300_000


def say(**news: object) -> None:
    """One line of news."""
    sys.stdout.write(json.dumps(news) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Reads the parts, and works on them from the smallest to the largest."""
    asked = json.load(sys.stdin)
    parts = [(at, _strip(one), one["orders"], one["lower"]) for at, one in enumerate(asked["parts"])]
    jobs = [(at, strip, orders) for at, strip, orders, lower in parts if flips(strip, orders) > lower]
    jobs.sort(key=lambda job: sum(len(layer.present) ** 2 for layer in job[1].layers))
    for at, strip, orders in jobs:
        prove(at, strip, orders, asked["conflicts"])
    say(done=True)


def prove(part: int, strip: Strip, orders: Orders, conflicts: int) -> None:
    """Betters one part's order and raises its bound until they meet or the conflicts are used up.

    A part of ordinary length: better windows, then the whole at once; if that does not end soon, orders are shaken and
    the whole is tried again with all conflicts. A long part: bounds from windows that share no boundary come first.
    """

    def better(found: Orders) -> None:
        say(part=part, orders=found)

    size = sum(pairs(strip, at) for at in range(len(strip.layers)))
    if size > LONG:
        orders = sift(strip, orders, 20)
        better(orders)
        for bound in _bounds(strip, orders):
            say(part=part, lower=bound)
        better(orders := shake(strip, orders, 1000, better))
    orders, _ = improve(strip, orders, THOROUGH, better)
    for limit in (min(SOON, conflicts), conflicts):
        answer = solve(strip, flips(strip, orders), limit, None, lambda bound: say(part=part, lower=bound))
        say(part=part, lower=answer.lower)
        if answer.orders is not None:
            better(answer.orders)
        if answer.optimal or limit == conflicts:
            return
        better(orders := shake(strip, orders, 300, better))


def _bounds(strip: Strip, orders: Orders) -> Iterator[int]:
    """Rising lower bounds: the fewest crossings of windows that share no boundary, nothing held, add up."""
    total = 0
    for first, last in windows(strip, SLICE, overlap=False):
        cut = strip.window(first, last)
        total += solve(cut, flips(cut, orders[first : last + 1]), 5000).lower
        yield total


def _strip(data: dict[str, Any]) -> Strip:
    layers = tuple(Layer(tuple(layer[0]), tuple(tuple(group) for group in layer[1])) for layer in data["layers"])
    return Strip(layers, tuple(tuple(people) for people in data["shared"]))


if __name__ == "__main__":
    main()
