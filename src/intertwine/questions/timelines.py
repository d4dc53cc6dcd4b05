"""The timeline, in the order in which things were shown or in which they happened."""

from collections.abc import Sequence
from dataclasses import field
from typing import Literal

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arguments import need_choice, need_count
from intertwine.model.arrays import among, common, distinct
from intertwine.model.fact import Fact
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.strings import Ints
from intertwine.model.verb import Role
from intertwine.questions.arguments import need_names, need_view
from intertwine.questions.common import Asked, Named, Told
from intertwine.questions.listed import LISTED
from intertwine.questions.lives import dies
from intertwine.questions.meaning import meant
from intertwine.questions.presence import acts, shows
from intertwine.questions.story import whose_order
from intertwine.questions.tell import Teller, ToldFacts

Order = Literal["shown", "story", "own"]
ORDERS: tuple[Order, ...] = ("shown", "story", "own")
"""As shown; as it happened in the story; as one person lived it."""

UNTOLD: tuple[Role, ...] = (*LISTED, "prose")


@record
class Timeline:
    """`about` are the entities and titles asked for (none: everything); `facts` are in `order`: as shown, as they
    happened in the story, or as the first person asked about lived them (`own`): `lived_by`, None in other orders; the
    JSON has it only where it is there. They are a page of `total` facts: those after the first `offset`, put into words
    when they are read."""

    order: Order
    about: tuple[Named, ...]
    lived_by: Named | None = field(metadata={"json": "if any"})
    facts: Sequence[Told]
    total: int
    offset: int

    __repr__ = short_repr


def timeline(
    view: View, about: Sequence[Asked] = (), order: Order = "shown", *, limit: int | None = None, offset: int = 0
) -> Timeline:
    """What of `view` names all of `about` (of a title: or was shown in it), in `order`: at most `limit` facts (None:
    all), after the first `offset`. Story order (`story.py`) leaves out what was disproved, and so does the own order of
    the first person among them (`own`), which also leaves out what others do about them after their death. Raises
    `NotThere`, `Ambiguous`, and `ValueError` for another order, and `NoOwnOrder` for the own order of nobody or of what
    is no person."""
    need_view("timeline", view)
    about = need_names("timeline", about)
    need_choice("timeline", "order", order, ORDERS)
    need_count("timeline", "offset", offset)
    if limit is not None:
        need_count("timeline", "limit", limit)
    named = list(dict.fromkeys(meant(view, asked, titles=None) for asked in about))
    person = whose_order(view, [n for n in named if not view.entities.is_title(n)]) if order == "own" else None
    lines = _in_order(view, _lines(view, named, person, order), order, person)
    page = lines[offset:] if limit is None else lines[offset : offset + limit]
    tell = Teller(view, every_time=True)
    lived_by = None if person is None else tell.named(person)
    return Timeline(order, tell.all_named(named), lived_by, ToldFacts(tell, page), len(lines), offset)


def _lines(view: View, named: Sequence[int], person: int | None, order: Order) -> Ints:
    """The lines that name all of `named`, ascending; of the own order of a `person` those that belong to it."""
    people = [n for n in named if not view.entities.is_title(n)]
    lines = view.lines.of(*people)
    if person is not None and len(people) == 1:
        lines = distinct(np.concatenate([lines, np.array(sorted(view.story.own_steps(person)), np.int32)]))
    for title in (n for n in named if view.entities.is_title(n)):
        shown = view.lines.shown_in(title), view.lines.of(title), view.lines.public_of(title)
        lines = common(lines, np.concatenate(shown))
    told = view.rows.mask(verbs=lambda verb: verb.role not in UNTOLD, disproved=order == "shown", framed=True)
    _, _, wanted = view.rows.pairs(told)
    return common(lines, distinct(wanted))


def _in_order(view: View, lines: Ints, order: Order, person: int | None) -> Ints:
    if order == "story":
        return view.story.ordered(lines)
    return view.lines.as_shown(lines) if person is None else _lived(view, person, lines)


def _lived(view: View, person: int, lines: Ints) -> Ints:
    """`lines` in the order in which a `person` lived them, without what others do about them after their death and has
    no step: it does not belong to their life that they are mourned."""
    own = [fact.line for fact in view.facts.of(person, roles=_TURNS) if fact.real and dies(fact, person)]
    ordered = view.story.in_own_order(person, distinct(np.concatenate([lines, np.array(own, np.int32)])))
    facts, turns = view.facts.in_this_order(ordered), np.flatnonzero(among(ordered, own)).tolist()
    dead = turns[-1] + 1 if turns and facts[turns[-1]].verb.role == "death" else len(facts)
    steps, wanted = view.story.own_steps(person), {*lines.tolist()}
    left = (it for it in facts[dead:] if it.line in steps or not _is_done_by_others(it, person))
    return np.array([it.line for it in (*facts[:dead], *left) if it.line in wanted], np.int32)


_TURNS: tuple[Role, ...] = ("death", "return")


def _is_done_by_others(fact: Fact, person: int) -> bool:
    """Whether others do something that concerns the `person`, who need not be there: they search for them, or mourn
    them."""
    if not acts(fact.verb) or shows(fact, person) or person == fact.recipient:
        return False
    return not (fact.verb.role in _TURNS and dies(fact, person))
