"""The order in which things happened in the story: see `gate.story_index`, which says where each fact stands."""

from collections.abc import Iterable

from intertwine.gate.view import View
from intertwine.model.fact import Fact


def in_story_order(view: View, facts: Iterable[Fact]) -> list[Fact]:
    """`facts` of `view`, each once, in story order. Of two of them it never matters which others are asked for."""
    wanted = {fact.line: fact for fact in facts}
    return [wanted[line] for line in view.story.ordered(wanted).tolist()]


def steps_of(view: View, person: int | None) -> dict[int, int]:
    """The places in the own order of a `person` by the lines of `view` that have them; none where nobody is asked for,
    or they have no such order."""
    if person is None or not any(verb.role == "own order" for verb in view.verbs):
        return {}
    return view.story.own_steps(person)


def in_lived_order(view: View, person: int | None, facts: Iterable[Fact]) -> list[Fact]:
    """`facts` of `view`, each once, as `person` lived them where that has an order of its own, else in story order."""
    if person is None or not steps_of(view, person):
        return in_story_order(view, facts)
    return in_own_order(view, person, facts)


class NoOwnOrder(ValueError):  # noqa: N818 - it says what is the matter, as NotThere does
    """An order of one's own was asked for of nobody, or of what is no person."""

    def __init__(self) -> None:
        super().__init__("an order of one's own is that of a person: name them first, and then whom and what you like")

    def __reduce__(self) -> tuple[type["NoOwnOrder"], tuple[()]]:
        return NoOwnOrder, ()


def whose_order(view: View, entities: Iterable[int]) -> int:
    """The first person among `entities` of `view` (no titles). Raises `NoOwnOrder` where none is a person."""
    people = view.entities.of_kind("character", "person", "")
    for entity in entities:
        if people[entity]:
            return entity
    raise NoOwnOrder


def in_own_order(view: View, person: int, facts: Iterable[Fact]) -> list[Fact]:
    """`facts` of `view`, each once, as `person` lived them: by their steps (`own:`), and at one step as shown. What has
    none comes after what has one and happened before it in the story: see `gate.story_index`."""
    wanted = {fact.line: fact for fact in facts}
    return [wanted[line] for line in view.story.in_own_order(person, wanted).tolist()]
