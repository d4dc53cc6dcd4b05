"""The linear program of the least wiggle height, in its own process: `python -m intertwine.storyline.straighten`.

Input: `layers`, each a list of people in order, their least heights over the first, and whether each is bound to just
its distance from the one above; and `rounds`. Output: `heights`, a list a layer in the same order, and `ways`, the sum
of vertical ways. HiGHS and OR-tools cannot live in one process.

More than one round makes fewer wiggles: ways that were short are made dear and long ones cheap, and the program is
solved again (reweighted l1 minimisation: Candès, Wakin, Boyd 2008). To have the fewest wiggles is NP-complete.
"""

import json
import sys
from collections.abc import Container, Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

Layers = list[tuple[list[int], list[float], list[bool]]]
Numbers = NDArray[np.float64]
SMALL = 1e-4
FLAT = 1e-6
NEARLY = 0.5  # a way much shorter than this is worth removing, a longer one is there to stay


def main() -> None:
    """Reads, solves, writes; a non-zero exit says that no optimum was found."""
    asked = json.load(sys.stdin)
    layers: Layers = [(order, offsets, bound) for order, offsets, bound in asked["layers"]]
    heights, ways = solve(layers, asked["rounds"])
    sys.stdout.write(json.dumps({"heights": heights, "ways": ways}))


def solve(
    layers: Layers, rounds: int = 1, held: Sequence[float] | None = None, level: Sequence[Container[int]] = ()
) -> tuple[list[list[float]], float]:
    """The program: a height a line and layer, at least 0, and a way a line and boundary, at least its difference.

    A very small price on heights keeps the picture together where ways alone would leave it loose. Of several rounds
    the heights with the fewest wiggles are taken. `held` fixes the heights of the first layer. Who is in `level[i]`
    keeps their height from layer i to the next, with one column for both. Exits when no optimum is found.
    """
    column: list[dict[int, int]] = []
    steps: list[tuple[int, int]] = []
    count = 0
    for at, (order, _, _) in enumerate(layers):
        before: dict[int, int] = column[-1] if column else {}
        flat: Container[int] = level[at - 1] if level and at else ()
        own: dict[int, int] = {}
        for person in order:
            if person in before and person in flat:
                own[person] = before[person]
                continue
            own[person] = count
            if person in before:
                steps.append((before[person], count))
            count += 1
        column.append(own)
    apart: dict[tuple[int, int], tuple[float, bool]] = {}
    for (order, offsets, bound), own in zip(layers, column, strict=True):
        for place in range(1, len(order)):
            pair, way = (own[order[place - 1]], own[order[place]]), offsets[place] - offsets[place - 1]
            known, fast = apart.get(pair, (0.0, False))
            apart[pair] = max(known, way), fast or bound[place]
    rows: list[tuple[tuple[int, float], ...]] = [((below, 1.0), (above, -1.0)) for above, below in apart]
    bounds = [way for way, _ in apart.values()]
    upper = [way if fast else highspy.kHighsInf for way, fast in apart.values()]
    for number, (one, two) in enumerate(steps):
        rows.append(((count + number, 1.0), (one, 1.0), (two, -1.0)))
        rows.append(((count + number, 1.0), (one, -1.0), (two, 1.0)))
    bounds += [0.0] * (2 * len(steps))
    upper += [highspy.kHighsInf] * (2 * len(steps))
    price = SMALL / max(1, count)
    cost = np.concatenate([np.full(count, price), np.ones(len(steps))])
    box = np.zeros(len(cost)), np.full(len(cost), highspy.kHighsInf)
    if held is not None:
        for side in box:
            side[: len(held)] = held
    best, fewest = np.zeros(count), (len(steps) + 1, 0.0)
    ends = np.array(steps, dtype=np.int64).reshape(-1, 2)
    for _ in range(rounds):
        values = np.array(_highs(rows, (np.array(bounds), np.array(upper)), cost, box)[:count])
        way = np.abs(values[ends[:, 0]] - values[ends[:, 1]])
        found = (int((way > FLAT).sum()), float(way.sum()))
        if found < fewest:
            best, fewest = values, found
        cost[count:] = NEARLY / (way + NEARLY)
    heights = best.round(6).tolist()
    return [[heights[number] for number in own.values()] for own in column], fewest[1]


def _highs(
    rows: list[tuple[tuple[int, float], ...]],
    ranges: tuple[Numbers, Numbers],
    cost: Numbers,
    box: tuple[Numbers, Numbers],
) -> list[float]:
    """The values of the columns at the optimum."""
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(cost), len(rows)
    program.col_cost_ = cost
    program.col_lower_, program.col_upper_ = box
    program.row_lower_, program.row_upper_ = ranges
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in rows)])
    program.a_matrix_.index_ = np.array([at for row in rows for at, _ in row])
    program.a_matrix_.value_ = np.array([value for row in rows for _, value in row])
    solver = highspy.Highs()  # type: ignore[no-untyped-call] # not in its types
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    # Half the time on such programs, which are small and sparse; the optimum is the same.
    solver.setOptionValue("presolve", "off")
    solver.setOptionValue("simplex_dual_edge_weight_strategy", 1)
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        sys.exit("no optimum found")
    return list(solver.getSolution().col_value)


if __name__ == "__main__":
    main()
