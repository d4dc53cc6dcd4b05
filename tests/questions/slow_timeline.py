"""The timeline, worked out fact by fact: the reference for `questions.timeline`."""

from collections.abc import Sequence

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.questions.common import Told
from intertwine.questions.lives import dies
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
        facts = [it for it in _life(view, people[0], believed(facts)) if it in facts]
    return Teller(view, every_time=True).all_told(facts)


def _life(view: View, person: int, facts: list[Fact]) -> list[Fact]:
    """`facts`, and the deaths and returns of somebody, as they lived them, without what others do after their death."""
    turns = {it.line: it for it in believed(view.facts.of(person)) if it.verb.role in ("death", "return")}
    own = {line: it for line, it in turns.items() if it.real and dies(it, person)}
    found: list[Fact] = []
    lived = in_own_order(view, person, [*facts, *own.values()])
    for at, fact in enumerate(lived):
        before = [it for it in lived[:at] if it.line in own]
        after = [it for it in lived[at:] if it.line in own]
        is_dead = bool(before) and before[-1].verb.role == "death" and not after
        has_step = fact.line in view.story.own_steps(person)
        if not is_dead or has_step or not _is_done_by_others(fact, person):
            found.append(fact)
    return found
