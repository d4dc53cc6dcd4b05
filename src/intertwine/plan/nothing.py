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
    """What is said of a `plan` that holds nothing, in messages; `name` is that of its target."""
    kind = plan.target.words.kind
    watch, past = verb_for(kind.verb), past_for(kind.past)
    nothing = message("Nothing to %(watch)s first", watch=watch)
    known = message("You know %(share)s of what %(name)s builds on.", share=share_for(plan.before), name=name)
    if plan.before >= _ALL:
        known = message("You know all of what %(name)s builds on.", name=name)
    match why_nothing(plan):
        case "builds on nothing":
            none = message("Nothing needs to be %(past)s before %(name)s.", past=past, name=name)
            return EmptyPlan(nothing, (none,))
        case "all seen":
            left = message("There is nothing left to %(watch)s first.", watch=watch)
            return EmptyPlan(nothing, (left, known))
        case "stopped":
            stopped = message("The search was stopped before it found anything.")
            return EmptyPlan(message("Nothing was found yet"), (stopped, known))
        case "nothing fits":
            fits = message("Nothing fits that would help with %(name)s.", name=name)
            return EmptyPlan(message("Nothing fits"), (fits, known))
        case "left out":
            out = message("What you asked for leaves out all that is essential.")
            if plan.before:
                out = message("What you asked for leaves out all that is essential and not %(past)s yet.", past=past)
            return EmptyPlan(message("All that is essential is left out"), (out, known))
        case "all left out":
            out = message("What you asked for leaves out all that %(name)s builds on.", name=name)
            return EmptyPlan(message("All is left out"), (out, known))
    if plan.before:
        left = message("Nothing that is essential is left to %(watch)s first.", watch=watch)
        return EmptyPlan(nothing, (left, known))
    more = message("What else it builds on is in a plan of everything that touches it.")
    return EmptyPlan(nothing, (message("Nothing is essential before %(name)s.", name=name), more))
