"""Solves the problem of `plan/coverage.py` exactly, or with a stated gap. docs/plan-model.md has the mathematics.

It imports model, coverage, numpy and storyline's HiGHS (the extra "plans"), and knows nothing of stories.
"""

from intertwine.plan.solve.curve import even_steps, frontier
from intertwine.plan.solve.greedy import greedy_within
from intertwine.plan.solve.limits import ENOUGH, Limits, StepProgress
from intertwine.plan.solve.selections import best_within, cheapest

__all__ = ["ENOUGH", "Limits", "StepProgress", "best_within", "cheapest", "even_steps", "frontier", "greedy_within"]
