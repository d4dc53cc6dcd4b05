"""The exact search's own process: a chart in on standard input, news out, a JSON object a line.

`python -m intertwine.storyline.prove.worker prove`. In: `{"parts": [...], "conflicts": n, "cycles": n, "windows": n}`.
Out:
`{"part": i, "lower": b}` when a part's bound rises, `{"part": i, "orders": [...]}` when its order is bettered,
`{"done": true}` at the end. With `better` for `prove` it works on the orders of long parts and says nothing of bounds.
It may be killed at any moment: all that was said before holds.
"""

import ctypes
import json
import signal
import sys
from typing import Any

from intertwine.storyline.chart import Layer
from intertwine.storyline.count import strip_crossings
from intertwine.storyline.order.neighbourhood_search import strip_size
from intertwine.storyline.order.state import PartState
from intertwine.storyline.passes import run_passes
from intertwine.storyline.prove.long_passes import long_passes
from intertwine.storyline.prove.reduced_cost_fixing import prove_by_fixing
from intertwine.storyline.reduce import Orders, Strip


def say(**news: object) -> None:
    """One line of news."""
    sys.stdout.write(json.dumps(news) + "\n")
    sys.stdout.flush()


def never_alone() -> None:
    """The kernel ends this process with its parent, however that ends: nobody would hear what it finds.
    On Linux alone; elsewhere the next line of news finds no reader."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


def main(role: str) -> None:
    """Reads the parts, and works on them from the smallest to the largest."""
    asked = json.load(sys.stdin)
    parts = [(at, _strip(one), one["orders"], one["lower"]) for at, one in enumerate(asked["parts"])]
    jobs = [(at, strip, orders) for at, strip, orders, lower in parts if strip_crossings(strip, orders) > lower]
    jobs.sort(key=lambda job: strip_size(job[1]))
    for at, strip, orders in jobs:
        if role == "prove":
            prove(at, strip, orders, asked["conflicts"], asked["cycles"])
        else:
            better(at, strip, orders, asked["windows"])
    say(done=True)


def prove(part: int, strip: Strip, orders: Orders, conflicts: int, cycles: int) -> None:
    """Raises the bound of one part, then finds an order that reaches it or refutes that there is one, until one is
    found.

    `part` is its number, `strip` and `orders` are what it has; `conflicts` and `cycles` limit the work (see
    `prove_by_fixing`). Every better bound and order is said at once.
    """
    answer = prove_by_fixing(
        strip,
        strip_crossings(strip, orders),
        conflicts,
        report=lambda bound: say(part=part, lower=bound),
        better=lambda found: say(part=part, orders=found),
        cycles=cycles,
    )
    say(part=part, lower=answer.lower)


def better(part: int, strip: Strip, orders: Orders, pairs: int | None) -> None:
    """Betters the order of one long part, and says so at every gain.

    `part` is its number, `strip` and `orders` are what it has; `pairs` limits the work (see `long_passes`).
    """
    run_passes(long_passes(lambda found: say(part=part, orders=found), pairs), PartState(strip, orders))


def _strip(data: dict[str, Any]) -> Strip:
    layers = tuple(Layer(tuple(layer[0]), tuple(tuple(group) for group in layer[1])) for layer in data["layers"])
    must = tuple(frozenset((above, below) for above, below in pairs) for pairs in data["must"])
    return Strip(layers, tuple(tuple(people) for people in data["shared"]), tuple(data["weights"]), must)


if __name__ == "__main__":
    never_alone()
    main(sys.argv[1])
