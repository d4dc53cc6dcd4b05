"""What is said of a plan in which nothing is: why that is so, and what the viewer knows."""

from typing import Literal, NamedTuple

from intertwine.model.numbers import percent
from intertwine.plan.answer import Plan

_ALL = 1000
"""A share, in thousandths."""


class EmptyPlan(NamedTuple):
    """What is said where there is nothing in a plan: a heading, and the answer in a few sentences."""

    heading: str
    lead: tuple[str, ...]


WhyNothing = Literal[
    "builds on nothing", "all seen", "stopped", "nothing fits", "left out", "all left out", "nothing essential"
]


def why_nothing(plan: Plan) -> WhyNothing:
    """Why nothing is in a `plan`."""
    if not plan.builds_on:
        return "builds on nothing"
    if plan.share >= _ALL and not plan.essential_left:
        return "all seen"
    if plan.interrupted:
        return "stopped"
    if plan.essential_minutes and plan.mode in ("budget", "calendar"):
        return "nothing fits"
    if plan.essential_left:
        return "left out"
    return "all left out" if plan.mode == "complete" else "nothing essential"


def nothing_planned(plan: Plan, name: str) -> EmptyPlan:
    """What is said of a `plan` that holds nothing; `name` is that of its target."""
    kind = plan.target.words.kind
    nothing = f"Nothing to {kind.verb} first"
    known = f"You know {'all' if plan.before >= _ALL else percent(plan.before)} of what {name} builds on."
    match why_nothing(plan):
        case "builds on nothing":
            return EmptyPlan(nothing, (f"Nothing needs to be {kind.past} before {name}.",))
        case "all seen":
            return EmptyPlan(nothing, (f"There is nothing left to {kind.verb} first.", known))
        case "stopped":
            return EmptyPlan("Nothing was found yet", ("The search was stopped before it found anything.", known))
        case "nothing fits":
            return EmptyPlan("Nothing fits", (f"Nothing fits that would help with {name}.", known))
        case "left out":
            new = f" and not {kind.past} yet" if plan.before else ""
            out = f"What you asked for leaves out all that is essential{new}."
            return EmptyPlan("All that is essential is left out", (out, known))
        case "all left out":
            return EmptyPlan("All is left out", (f"What you asked for leaves out all that {name} builds on.", known))
    if plan.before:
        return EmptyPlan(nothing, (f"Nothing that is essential is left to {kind.verb} first.", known))
    more = "What else it builds on is in a complete plan."
    return EmptyPlan(nothing, (f"Nothing is essential before {name}.", more))
