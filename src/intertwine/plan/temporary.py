import highspy
import numpy as np

from intertwine.plan.coverage import Selection, covered
from intertwine.storyline.highs import silent


def _solve(p, required, budget):
    h = silent()
    n = len(p.cost)
    r = len(p.weight)
    inf = highspy.kHighsInf
    h.addVars(n, np.zeros(n), np.ones(n))
    h.addVars(r, np.zeros(r), np.ones(r))
    a = len(p.alternative_of)
    h.addVars(a, np.zeros(a), np.ones(a))
    for j in range(n):
        h.changeColIntegrality(j, highspy.HighsVarType.kInteger)
        h.changeColCost(j, float(p.cost[j]) * (1000 if budget is None else 0.001))
    for j in range(r):
        h.changeColCost(n + j, -float(p.weight[j]) * 0.01 if budget is None else -float(p.weight[j]))
    for k in range(a):
        for m in p.members[p.start[k] : p.start[k + 1]]:
            h.addRow(0, inf, 2, np.array([m, n + r + k]), np.array([1.0, -1.0]))
    for q in range(r):
        ks = np.flatnonzero(p.alternative_of == q)
        h.addRow(-inf, 0, 1 + len(ks), np.array([n + q, *(n + r + ks)]), np.array([1.0, *[-1.0] * len(ks)]))
        if required is not None and required[q] and len(ks):
            h.changeColBounds(n + q, 1, 1)
    for f, t in zip(p.first, p.then):
        h.addRow(0, inf, 2, np.array([f, t]), np.array([1.0, -1.0]))
    if budget is not None:
        h.addRow(-inf, budget, n, np.arange(n), p.cost.astype(float))
    h.run()
    x = np.array(h.getSolution().col_value)[:n] > 0.5
    c = covered(p, x)
    m = int(p.cost[x].sum())
    w = int(p.weight[c].sum())
    return Selection(x, m, w, m if budget is None else w, True)


def cheapest(p, required):
    return _solve(p, required, None)


def best_within(p, minutes):
    return _solve(p, None, minutes)


def frontier(p, budgets):
    return tuple(_solve(p, None, b) for b in budgets)


def evenings_until(*a):
    return ()


def in_evenings(*a):
    return []
