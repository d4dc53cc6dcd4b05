"""What is said of a plan in which nothing is: why that is so, and what the viewer knows."""

from typing import NamedTuple

from intertwine.model.numbers import percent
from intertwine.plan.answer import Plan

_ALL = 1000
"""A share, in thousandths."""


class EmptyPlan(NamedTuple):
    """What is said where there is nothing in a plan: a heading, and the answer in a few sentences."""

    heading: str
    lead: tuple[str, ...]


def nothing_planned(plan: Plan, name: str) -> EmptyPlan:
    """What is said of a `plan` that holds nothing; `name` is that of its target."""
    kind = plan.target.words.kind
    nothing = f"Nothing to {kind.verb} first"
    if not plan.builds_on:
        return EmptyPlan(nothing, (f"Nothing needs to be {kind.past} before {name}.",))
    if plan.share >= _ALL:
        known = f"You know all of what {name} builds on."
        return EmptyPlan(nothing, (f"There is nothing left to {kind.verb} first.", known))
    known = f"You know {percent(plan.before)} of what {name} builds on."
    if plan.interrupted:
        return EmptyPlan("Nothing was found yet", ("The search was stopped before it found anything.", known))
    can_help = plan.essential_share > plan.before
    if can_help and plan.mode in ("budget", "calendar"):
        return EmptyPlan("Nothing fits", (f"Nothing fits that would help with {name}.", known))
    if plan.essential_left:
        new = " and new to you" if plan.before else ""
        out = f"What you asked for leaves out all that is essential{new}."
        return EmptyPlan("All that is essential is left out", (out, known))
    return EmptyPlan(nothing, (f"Nothing that is essential is left to {kind.verb} first.", known))
