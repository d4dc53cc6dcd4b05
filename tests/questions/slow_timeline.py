"""The timeline, worked out fact by fact: the reference for `questions.timeline`."""

from collections.abc import Sequence

from intertwine.gate.view import View
from intertwine.questions.common import Told
from intertwine.questions.story import in_own_order, in_story_order
from intertwine.questions.tell import Teller, believed
from intertwine.questions.timelines import UNTOLD, Order, _is_done_by_others


def timeline(view: View, named: Sequence[int], order: Order) -> tuple[Told, ...]:
    """The facts of `questions.timeline` about those who are `named`, by number; with "own", one of them is a person."""
    people = [n for n in named if not view.entities.is_title(n)]
    facts = list(view.facts.of(*people))
    if order == "own":
        steps = view.story.own_steps(people[0])
        known = {fact.line for fact in facts}
        if steps:
            facts = [fact for fact in facts if fact.line in steps or not _is_done_by_others(fact, people[0])]
        if len(people) == 1:
            facts += view.facts.at(line for line in steps if line not in known)
    for title in named:
        if view.entities.is_title(title):
            about = (*view.facts.shown_in(title), *view.facts.of(title), *view.facts.public_of(title))
            shown = {fact.line for fact in about}
            facts = [fact for fact in facts if fact.line in shown]
    facts = [fact for fact in facts if fact.verb.role not in UNTOLD]
    if order == "story":
        facts = in_story_order(view, believed(facts))
    elif order == "own":
        facts = in_own_order(view, people[0], believed(facts))
    return Teller(view, every_time=True).all_told(facts)
