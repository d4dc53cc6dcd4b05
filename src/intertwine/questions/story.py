"""The order in which things happened in the story: see `gate.story_index`, which says where each fact stands."""

from collections.abc import Iterable

from intertwine.gate.view import View
from intertwine.model.fact import Fact


def in_story_order(view: View, facts: Iterable[Fact]) -> list[Fact]:
    """`facts` of `view`, each once, in story order. Of two of them it never matters which others are asked for."""
    wanted = {fact.line: fact for fact in facts}
    return [wanted[line] for line in view.story.ordered(wanted).tolist()]


def in_own_order(view: View, person: int, facts: Iterable[Fact]) -> list[Fact]:
    """`facts` of `view`, each once, as `person` lived them: by their steps (`own:`). What has none comes after what has
    one and happened before it in the story."""
    wanted = {fact.line: fact for fact in facts}
    return [wanted[line] for line in view.story.in_own_order(person, wanted).tolist()]
