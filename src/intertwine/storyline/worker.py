"""The exact search's own process: a chart in on standard input, news out, a JSON object a line.

`python -m intertwine.storyline.worker`. In: `{"parts": [...], "conflicts": n}`. Out: `{"part": i, "lower": b}` when a
part's bound rises, `{"part": i, "orders": [...]}` when its order is bettered, `{"done": true}` at the end. Whoever
started it may kill it at any moment: all that was said before holds.
"""

import json
import sys
from typing import Any

from intertwine.storyline.barycentre import flips
from intertwine.storyline.chart import Layer
from intertwine.storyline.exact import solve
from intertwine.storyline.reduce import Strip
from intertwine.storyline.search import THOROUGH
from intertwine.storyline.shake import shake
from intertwine.storyline.sift import sift
from intertwine.storyline.windows import improve, pairs

Orders = list[list[int]]
LONG = 25_000  # pairs of lines in all layers
SOON, SOON_LONG = 300_000, 10_000  # conflicts


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

    Better orders first (windows, in a long part sifting), then the whole at once; if that does not end soon, the bound
    that it came to stands, orders are shaken, and the whole is tried again with all conflicts.
    """

    def better(found: Orders) -> None:
        say(part=part, orders=found)

    long = sum(pairs(strip, at) for at in range(len(strip.layers))) > LONG
    orders = sift(strip, orders, 20) if long else improve(strip, orders, THOROUGH, better)[0]
    better(orders)
    for limit in (min(SOON_LONG if long else SOON, conflicts), conflicts):
        answer = solve(strip, flips(strip, orders), limit, None, lambda bound: say(part=part, lower=bound))
        say(part=part, lower=answer.lower)
        if answer.orders is not None:
            better(answer.orders)
        if answer.optimal or limit == conflicts:
            return
        better(orders := shake(strip, orders, 1000 if long else 300, better))


def _strip(data: dict[str, Any]) -> Strip:
    layers = tuple(Layer(tuple(layer[0]), tuple(tuple(group) for group in layer[1])) for layer in data["layers"])
    must = tuple(frozenset((above, below) for above, below in pairs) for pairs in data["must"])
    return Strip(layers, tuple(tuple(people) for people in data["shared"]), tuple(data["weights"]), must)


if __name__ == "__main__":
    main()
