"""The linear program of the least wiggle height, in a process of its own.

`python -m intertwine.storyline.height.linear_program`.

Input: the fields of `Lines` as lists, and `rounds`. Output: `heights`, one an entry, and `linear_height`, the sum of
vertical ways. HiGHS and OR-tools cannot live in one process.

The program has a height a line and layer, and the length of every way. Its dual has a flow along every way and between
all neighbours instead (Ahuja, Hochbaum, Orlin 2003): a third of the rows, and the same heights, which are the rows'
prices there. More than one round makes fewer wiggles: ways that were short are made dear and long ones cheap, and the
program is solved again (reweighted l1 minimisation: Candès, Wakin, Boyd 2008). To have the fewest wiggles is
NP-complete.
"""

import json
import sys

import highspy
import numpy as np

from intertwine.storyline.height.problem import HeightProblem
from intertwine.storyline.highs import silent
from intertwine.storyline.places import FloatArray, IntArray

SMALL = 1e-4
FLAT = 1e-6
NEARLY = 0.5  # a way much shorter than this is worth removing, a longer one is there to stay


class NoOptimumError(RuntimeError):
    """HiGHS found no least heights."""


def main() -> None:
    """Reads, solves, writes; a non-zero exit says that no optimum was found."""
    asked = json.load(sys.stdin)
    kinds = (np.bool_, np.float64, np.bool_, np.int64, np.bool_)
    lines = HeightProblem(
        *(np.array(asked[name], kind) for name, kind in zip(HeightProblem._fields, kinds, strict=True))
    )
    heights, total = solve_heights(lines, asked["rounds"])
    sys.stdout.write(json.dumps({"heights": heights.tolist(), "linear_height": total}))


def solve_heights(lines: HeightProblem, rounds: int = 1, held: FloatArray | None = None) -> tuple[FloatArray, float]:
    """Heights, at least 0, with the least sum of ways, and that sum; both in units, a height for each entry of `lines`.

    A very small price on heights keeps the picture together where ways alone would leave it loose. Of several `rounds`
    the heights with the fewest wiggles are taken. `held` fixes the heights of the first so many entries, which are the
    first layer. Raises `NoOptimumError`.

    The program: Dobler, Hegemann, Nöllenburg, Wolff, GD 2025; its dual as a flow: Ahuja, Hochbaum, Orlin, Solving the
    convex cost integer dual network flow problem, 2003; rounds: Candès, Wakin, Boyd, Enhancing sparsity by reweighted
    l1 minimization, 2008.
    """
    stays = lines.level & (lines.back >= 0)
    column = np.cumsum(~stays) - 1  # one for all entries in a row that stay level
    leader = np.where(stays, lines.back, np.arange(len(stays)))
    while not np.array_equal(further := leader[leader], leader):
        leader = further
    column = column[leader]
    count = len(stays) - int(stays.sum())
    below = np.flatnonzero(~lines.top)
    if held is not None:
        below = below[below >= len(held)]
    pairs = column[below - 1] * count + column[below]
    _, at, same = np.unique(pairs, return_index=True, return_inverse=True)
    apart = np.zeros(len(at))
    np.maximum.at(apart, same, lines.apart[below])
    tight = np.zeros(len(at), np.bool_)
    np.logical_or.at(tight, same, lines.tight[below])
    moves = np.flatnonzero(~stays & (lines.back >= 0))
    low = np.concatenate([column[below[at]], column[lines.back[moves]]])
    high = np.concatenate([column[below[at] - 1], column[moves]])
    fixed = np.zeros(0) if held is None else held
    least = np.concatenate([apart, np.zeros(len(moves))])
    shut = np.where(tight, -highspy.kHighsInf, 0.0), np.full(len(at), highspy.kHighsInf)
    dear = np.full(len(moves), max(1, count) / SMALL)
    best, fewest = np.zeros(count), (len(moves) + 1, 0.0)
    for _ in range(rounds):
        flows = low, high, least, np.append(shut[0], -dear), np.append(shut[1], dear)
        values = _prices(flows, fixed, count)
        way = np.abs(values[column[lines.back[moves]]] - values[column[moves]])
        found = (int((way > FLAT).sum()), float(way.sum()))
        if found < fewest:
            best, fewest = values, found
        dear = NEARLY / (way + NEARLY) * (max(1, count) / SMALL)
    return best.round(6)[column], fewest[1]


def _prices(
    flows: tuple[IntArray, IntArray, FloatArray, FloatArray, FloatArray], fixed: FloatArray, count: int
) -> FloatArray:
    """So many heights, the first of them `fixed`: the prices of the rows where `flows` bring the most. A flow, between
    its least and its most (the last two), goes from a height to another (the first two) and brings so much a unit; no
    height that is not fixed takes in more than 1."""
    low, high, least, *bounds = flows
    given = len(fixed)
    ends = np.stack([low, high], axis=1)
    open_ = ends >= given
    prices = np.append(fixed, np.zeros(count - given))
    if not len(low):
        return prices
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(low), count - given
    program.col_cost_ = prices[low] - prices[high] - least
    program.col_lower_, program.col_upper_ = bounds
    program.row_lower_, program.row_upper_ = np.full(count - given, -highspy.kHighsInf), np.ones(count - given)
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = np.append(0, np.cumsum(open_.sum(axis=1)))
    program.a_matrix_.index_ = (ends - given)[open_]
    program.a_matrix_.value_ = np.broadcast_to(np.array([1.0, -1.0]), ends.shape)[open_]
    solver = silent()
    # Half the time on such programs, which are small and sparse; the optimum is the same.
    solver.setOptionValue("presolve", "off")
    solver.setOptionValue("simplex_dual_edge_weight_strategy", 1)
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise NoOptimumError("no optimum found")
    prices[given:] = -np.array(solver.getSolution().row_dual)
    return prices


if __name__ == "__main__":
    main()
