"""What comes before what by the relations of a ledger (`true: before ^id`), and which of them count."""

import numpy as np

from intertwine.ledger.store.columns import Ledger
from intertwine.ledger.store.relation_places import relation_places
from intertwine.model.place_times import story_edges
from intertwine.model.record import record
from intertwine.model.release_order import days_standing_in
from intertwine.model.sentinels import LAST_SECOND, NO_DATE, NONE, TIME_BITS
from intertwine.model.story_relations import LATEST, StoryEdges, StoryRelations
from intertwine.model.strings import Bools, Longs


@record
class RelationEdges:
    """The `edges` of those relations of a ledger that are `known` (a mask over all), which of these `counts`, and the
    nodes in an `order` in which each stands after all that come before it."""

    edges: StoryEdges
    known: Bools
    counts: Bools
    order: list[int]


def relation_edges(ledger: Ledger) -> RelationEdges | None:
    """Those of `ledger`; None where it has no relations."""
    relations, lines, listed = ledger.relations, ledger.lines, ledger.installments
    if not len(relations.line):
        return None
    places = relation_places(ledger)
    target = np.where(relations.place, np.int32(NONE), relations.target)
    known = ~relations.place | (places.installment >= 0)
    opens = (places.installment.astype(np.int64) << TIME_BITS) | places.seconds
    closes = (places.last.astype(np.int64) << TIME_BITS) | np.where(places.seconds == 0, LAST_SECOND, places.seconds)
    date = days_standing_in(listed.title, listed.season, listed.date, len(ledger.entities.key))
    released = np.where(date == NO_DATE, LATEST, date)
    chosen = StoryRelations(relations.line[known], relations.kind[known], target[known], opens[known], closes[known])
    told = told_lines(ledger)
    first = lines.alternatives[lines.alternative_start[:-1]]
    installment = ledger.stamps.installment[ledger.stamps.needs[ledger.stamps.start[first + 1] - 1]]
    shown = np.flatnonzero(told & (installment >= 0))
    edges, _ = story_edges(
        chosen, lines.true_start, lines.true_until, released, listed.spread, shown=(shown, installment[shown])
    )  # fmt: skip
    counts, order = edges.live()
    return RelationEdges(edges, known, counts, order)


def told_lines(ledger: Ledger) -> Bools:
    """Of each line whether it is a fact or a scene."""
    told = [verb.shape != "listing" and verb.role not in ("prose", "news") for verb in ledger.vocabulary.verbs]
    found = np.zeros(len(ledger.lines.home), np.bool_)
    found[ledger.rows.line[np.array(told, np.bool_)[ledger.rows.verb]]] = True
    return found & (ledger.lines.about < 0)


def end_nodes(edges: StoryEdges) -> Longs:
    """For each of the lines of `edges` the node at which it ends: its own, where it is a moment."""
    found = np.arange(len(edges.lines))
    found[edges.ended] = np.arange(len(edges.ended)) + edges.count - len(edges.ended)
    return found
