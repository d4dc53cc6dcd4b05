"""The timeline, in the order in which things were shown or in which they happened."""

from collections.abc import Sequence
from dataclasses import field
from typing import Literal

from intertwine.gate.view import View
from intertwine.model.arguments import need_choice
from intertwine.model.fact import Fact
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.questions.arguments import need_names, need_view
from intertwine.questions.common import Asked, Named, Told
from intertwine.questions.entity_page import dies
from intertwine.questions.presence import acts, shows
from intertwine.questions.story import in_own_order, in_story_order, whose_order
from intertwine.questions.tell import LISTED, Teller, believed, the

Order = Literal["shown", "story", "own"]
ORDERS: tuple[Order, ...] = ("shown", "story", "own")
"""As shown; as it happened in the story; as one person lived it."""


@record
class Timeline:
    """`about` are the entities and titles asked for (none: everything); `facts` are in `order`: as shown, as they
    happened in the story, or as the first person asked about lived them (`own`): `lived_by`, None in other orders; the
    JSON has it only where it is there."""

    order: Order
    about: tuple[Named, ...]
    lived_by: Named | None = field(metadata={"json": "if any"})
    facts: tuple[Told, ...]

    __repr__ = short_repr


def timeline(view: View, about: Sequence[Asked] = (), order: Order = "shown") -> Timeline:
    """What of `view` names all of `about` (of a title: or was shown in it), in `order`. Story order (`story.py`) leaves
    out what was disproved, and so does the own order of the first person among them (`own`), which also
    leaves out what others do about them without a step. Raises `NotThere`, `Ambiguous`,
    and `ValueError` for another order, and `NoOwnOrder` for the own order of nobody or of what is no
    person."""
    need_view("timeline", view)
    about = need_names("timeline", about)
    need_choice("timeline", "order", order, ORDERS)
    tell = Teller(view, every_time=True)
    named = list(dict.fromkeys(the(view, asked, titles=None) for asked in about))
    people = [n for n in named if not view.entities.is_title(n)]
    person = whose_order(view, people) if order == "own" else None
    facts = list(view.facts.of(*people))
    if person is not None:
        facts = _lived(view, person, facts, alone=len(people) == 1)
    for title in named:
        if view.entities.is_title(title):
            shown = {
                fact.line for fact in (*view.facts.shown_in(title), *view.facts.of(title), *view.facts.public_of(title))
            }
            facts = [fact for fact in facts if fact.line in shown]
    facts = [fact for fact in facts if fact.verb.role not in (*LISTED, "prose")]
    if order == "story":
        facts = in_story_order(view, believed(facts))
    elif person is not None:
        facts = in_own_order(view, person, believed(facts))
    lived_by = None if person is None else tell.named(person)
    return Timeline(order, tell.all_named(named), lived_by, tell.all_told(facts))


def _lived(view: View, person: int, facts: Sequence[Fact], *, alone: bool) -> list[Fact]:
    """Those of the `facts` that belong to the life of a `person` with an order of their own: what they take part in,
    what is so or comes out about them, and what has a step in it; also of what does not name them, if they are asked
    about `alone`. Without such an order all do."""
    steps = view.story.own_steps(person)
    if not steps:
        return list(facts)
    found = [fact for fact in facts if fact.line in steps or not _is_done_by_others(fact, person)]
    named = {fact.line for fact in facts}
    return [*found, *view.facts.at(line for line in steps if line not in named)] if alone else found


def _is_done_by_others(fact: Fact, person: int) -> bool:
    """Whether others do something that concerns the `person`, who need not be there: they search for them, or mourn
    them."""
    if not acts(fact.verb) or shows(fact, person) or person == fact.recipient:
        return False
    return not (fact.verb.role in ("death", "return") and dies(fact, person))
