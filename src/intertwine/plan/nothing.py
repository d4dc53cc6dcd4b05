"""What is said of a plan in which nothing is: why that is so, and what the viewer knows."""

from typing import Literal, NamedTuple

from intertwine.model.message import message, past_for, share_for, verb_for
from intertwine.plan.answer import Plan

_ALL = 1000
"""A share, in thousandths."""


class EmptyPlan(NamedTuple):
    """What is said where there is nothing in a plan: a heading, and the answer in a few sentences."""

    heading: str
    lead: tuple[str, ...]


WhyNothing = Literal["builds on nothing", "all known", "stopped", "nothing fits", "left out", "nothing essential"]


def why_nothing(plan: Plan) -> WhyNothing:
    """Why nothing is in a `plan`."""
    if not plan.builds_on:
        return "builds on nothing"
    if plan.share >= _ALL:
        return "all known"
    if plan.interrupted:
        return "stopped"
    if plan.essential_share > plan.before and plan.mode in ("budget", "calendar"):
        return "nothing fits"
    return "left out" if plan.essential_left else "nothing essential"


def nothing_planned(plan: Plan, name: str) -> EmptyPlan:
    """What is said of a `plan` that holds nothing, in messages; `name` is that of its target."""
    kind = plan.target.words.kind
    watch, past = verb_for(kind.verb), past_for(kind.past)
    nothing = message("Nothing to %(watch)s first", watch=watch)
    known = message("You know %(share)s of what %(name)s builds on.", share=share_for(plan.before), name=name)
    match why_nothing(plan):
        case "builds on nothing":
            none = message("Nothing needs to be %(past)s before %(name)s.", past=past, name=name)
            return EmptyPlan(nothing, (none,))
        case "all known":
            left = message("There is nothing left to %(watch)s first.", watch=watch)
            return EmptyPlan(nothing, (left, message("You know all of what %(name)s builds on.", name=name)))
        case "stopped":
            stopped = message("The search was stopped before it found anything.")
            return EmptyPlan(message("Nothing was found yet"), (stopped, known))
        case "nothing fits":
            fits = message("Nothing fits that would help with %(name)s.", name=name)
            return EmptyPlan(message("Nothing fits"), (fits, known))
        case "left out":
            out = message("What you asked for leaves out all that is essential.")
            if plan.before:
                out = message("What you asked for leaves out all that is essential and new to you.")
            return EmptyPlan(message("All that is essential is left out"), (out, known))
    left = message("Nothing that is essential is left to %(watch)s first.", watch=watch)
    return EmptyPlan(nothing, (left, known))
