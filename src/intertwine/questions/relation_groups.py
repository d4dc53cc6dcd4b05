"""How somebody stands to others, by what it is about: family, love, friends, enemies, work, and so on."""

from collections.abc import Iterable
from itertools import groupby

from intertwine.gate.view import View
from intertwine.model.kinds import is_title_kind
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.verb import STATE_HEADINGS, StateHeading
from intertwine.questions.entity_page import Relation
from intertwine.questions.weights import weights


@record
class RelationGroup:
    """Relations under one `heading` of the vocabulary's ("": all else)."""

    heading: StateHeading
    relations: tuple[Relation, ...]

    __repr__ = short_repr


def relation_groups(view: View, relations: Iterable[Relation]) -> tuple[RelationGroup, ...]:
    """`relations`, answers from `view`, under their headings: in each those to people and things of most weight come
    first, and equal ones stay in their order."""
    heavy = weights(view)

    def weight(it: Relation) -> int:
        number = None if it.to is None else view.names.at(it.to.address, titles=is_title_kind(it.to.kind))
        return 0 if number is None else heavy.item(number)

    ranked = sorted(relations, key=lambda it: (STATE_HEADINGS.index(it.heading), -weight(it)))
    return tuple(RelationGroup(heading, tuple(its)) for heading, its in groupby(ranked, key=lambda it: it.heading))
