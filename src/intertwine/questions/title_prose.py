"""The keeper's prose of a title, by what it tells of: an installment, or a whole season."""

from collections.abc import Mapping

from intertwine.gate.view import View
from intertwine.model.fact import Fact

ProsePlace = tuple[int, int | None]
"""A season and the number of an installment of it; None for all of the season."""


def title_prose(view: View, title: int) -> Mapping[ProsePlace, tuple[Fact, ...]]:
    """What the keeper tells of the installments and seasons of `title` that the viewer of `view` may read, each as
    shown. The synopsis is not among it, nor what is public, is in a frame or was disproved."""
    last = {it.season: it.number for it in view.listing.installments(title)}
    found: dict[ProsePlace, list[Fact]] = {}
    for fact in view.facts.of(title, roles=("prose",)):
        where = fact.where
        if where is None or where.title != title or title not in fact.subjects or fact.section or not fact.real:
            continue
        is_whole = fact.several and where.number == last.get(where.season)
        found.setdefault((where.season, None if is_whole else where.number), []).append(fact)
    return {place: tuple(facts) for place, facts in found.items()}
