"""What the keeper tells of each season of a title as a whole."""

from collections.abc import Mapping

from intertwine.gate.view import View
from intertwine.questions.common import Told
from intertwine.questions.tell import Teller


def season_recaps(view: View, title: int) -> Mapping[int, tuple[Told, ...]]:
    """The prose of each season of `title` as a whole that the viewer of `view` may read, by the season's number: what
    is known with its last installment, together with others. What is in a frame or was disproved is not among it."""
    tell, last = Teller(view), {it.season: it.number for it in view.listing.installments(title)}
    found: dict[int, list[Told]] = {}
    for fact in view.facts.prose_of(title, several=True):
        where = fact.where
        if where is not None and where.title == title and where.number == last.get(where.season) and fact.real:
            found.setdefault(where.season, []).append(tell.told(fact))
    return {season: tuple(told) for season, told in found.items()}
