"""Where facts stand in the order of the story or of a life: which of them happen at the same place."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from intertwine.gate.view import View
from intertwine.model.fact import Fact, StorySpan
from intertwine.questions.story import steps_of
from intertwine.questions.timelines import Order


class Standing(NamedTuple):
    """Where a fact stands: `rank` is its number in the order, from 0. Facts of one installment with the same `run` come
    one after the other and say the same `place`, a date, relations and a step; `is_said` is True where the fact says
    one itself."""

    rank: int
    run: int
    place: tuple[object, ...]
    is_said: bool


def standing(
    view: View, facts: Collection[Fact], order: Order, person: int | None, others: Iterable[int] = ()
) -> dict[int, Standing] | None:
    """Where `facts` of `view` stand in `order` (that of `person`, where it is an own one), by their lines. None for the
    order shown, in which an installment is one place. `others` are lines of other installments: those of the facts
    between which they come do not come one after the other."""
    if order == "shown":
        return None
    steps = steps_of(view, person) if order == "own" else {}
    found: dict[int, Standing] = {}
    run, last, step = 0, None, None
    by_line = {fact.line: fact for fact in facts}
    between = set(others)
    for line in _lines(view, {*by_line, *between}, person, steps):
        step = steps.get(line, step)
        fact = by_line.get(line)
        if fact is None:
            last = None if line in between else last
            continue
        place = (*said_time(fact.true), step)
        if (fact.where and fact.where[:3], place) != last:
            run, last = run + 1, (fact.where and fact.where[:3], place)
        found[line] = Standing(len(found), run, place, is_said(fact.true) or line in steps)
    return found


def _lines(view: View, lines: set[int], person: int | None, steps: dict[int, int]) -> list[int]:
    """These `lines` in their order; and those that have one of `steps`, since it takes along what has none."""
    story = view.story
    ordered = story.ordered(lines) if person is None or not steps else story.in_own_order(person, {*lines, *steps})
    found: list[int] = ordered.tolist()
    return found


def is_said(true: StorySpan | None) -> bool:
    """True where a fact says itself when it happened."""
    return said_time(true) != said_time(None)


def said_time(true: StorySpan | None) -> tuple[object, ...]:
    """What a fact says itself about when it happened."""
    return (None, None, None, ()) if true is None else (true.start, true.until, true.step, true.relations)
