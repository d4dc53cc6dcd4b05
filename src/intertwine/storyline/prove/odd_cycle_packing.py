"""A lower bound of a kernel's frustration: a packing of odd cycles, in pieces where there are many edges.

No way to pay for edges leaves an odd cycle without a paid edge, so cycles with weights that fit into the edges' weights
are a bound (see `covering_program.py`). Barahona, Mahjoub, On the cut polytope, 1986; in storylines Gronemann, Jünger,
Liers, Mambelli, GD 2016.
"""

import sys
from collections.abc import Callable, Sequence

from intertwine.storyline.prove.covering_program import CoveringProgram, Packing
from intertwine.storyline.prove.kernelization import SignedEdge

LARGE, PIECE = 8000, 2500  # edges: more than so many are packed in pieces first, and how many a piece has


def pack_odd_cycles(
    edges: Sequence[SignedEdge], rounds: int, report: Callable[[int], object] | None = None, work: int = sys.maxsize
) -> Packing:
    """The packing of all `edges`: first of pieces, in the order of the nodes, then of neighbours together.

    Each of the pieces takes so many `rounds` at most, and of so much `work` (see `CoveringProgram.run`) its share by
    its edges. Cycles of a piece are cycles of the whole, so that a larger piece begins with what its halves found, and
    the sum over disjoint pieces is a bound already. `report` hears every better total, in parts of which `PACKING_UNIT`
    make one crossing.
    """
    order = sorted(range(len(edges)), key=lambda at: (min(edges[at][:2]), at))
    pieces = 1
    while len(edges) > LARGE and len(edges) / pieces > PIECE:
        pieces *= 2
    best, known = 0, [Packing(0, {}, []) for _ in range(pieces)]
    borders = [edges[order[at * len(order) // pieces]][:2] for at in range(pieces)] if order else []
    starts = [0, *(min(border) for border in borders[1:]), max((max(edge[:2]) for edge in edges), default=0) + 1]
    while True:
        for piece in range(len(known)):
            inside = {
                at: edges[at]
                for at in order
                if starts[piece] <= min(edges[at][:2]) and max(edges[at][:2]) < starts[piece + 1]
            }
            if inside:
                cover = CoveringProgram(inside, known[piece].cycles)
                others = sum(packing.total for packing in known) - known[piece].total

                def heard(packing: Packing, others: int = others) -> None:
                    nonlocal best
                    if packing.total + others > best:
                        best = packing.total + others
                        if report is not None:
                            report(best)

                better = cover.run(rounds, heard, work * len(inside) // len(edges))
                known[piece] = better if better.total >= known[piece].total else known[piece]
        if len(known) == 1:
            return known[0]
        known = [
            Packing(one.total + two.total, {}, one.cycles + two.cycles)
            for one, two in zip(known[::2], known[1::2], strict=True)
        ]
        starts = starts[::2]
