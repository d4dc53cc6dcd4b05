"""The timeline, in the order in which things were shown or in which they happened."""

from collections.abc import Sequence
from typing import Literal

from intertwine.gate.view import View
from intertwine.model.arguments import need_choice
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.questions.arguments import need_names, need_view
from intertwine.questions.common import Asked, Named, Told
from intertwine.questions.listed import LISTED
from intertwine.questions.story import in_own_order, in_story_order, whose_order
from intertwine.questions.tell import Teller, believed, the

Order = Literal["shown", "story", "own"]
ORDERS: tuple[Order, ...] = ("shown", "story", "own")
"""As shown; as it happened in the story; as one person lived it."""


@record
class Timeline:
    """`about` are the entities and titles asked for (none: everything); `facts` are in `order`: as shown, as they
    happened in the story, or as the one person asked about lived them (`own`)."""

    order: Order
    about: tuple[Named, ...]
    facts: tuple[Told, ...]

    __repr__ = short_repr


def timeline(view: View, about: Sequence[Asked] = (), order: Order = "shown") -> Timeline:
    """What of `view` names all of `about` (of a title: or was shown in it), in `order`. Story order (`story.py`) leaves
    out what was disproved, and so does the order of one person's own (`own`). Raises `NotThere`, `Ambiguous`, and
    `ValueError` for another order, and `NoOwnOrder` for the own order of nobody, of several, or of what is no
    person."""
    need_view("timeline", view)
    about = need_names("timeline", about)
    need_choice("timeline", "order", order, ORDERS)
    tell = Teller(view, every_time=True)
    named = list(dict.fromkeys(the(view, asked, titles=None) for asked in about))
    people = [n for n in named if not view.entities.is_title(n)]
    person = whose_order(view, people) if order == "own" else None
    facts = list(view.facts.of(*people))
    if person is not None:  # what has a place in a life belongs to it, whoever else it names
        named_here = {fact.line for fact in facts}
        facts += view.facts.at(line for line in view.story.own_steps(person) if line not in named_here)
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
    return Timeline(order, tell.all_named(named), tell.all_told(facts))
