"""Story times that cannot all be true."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.distances import Distances, distance_contradictions
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.sentinels import NO_DAY, NONE
from intertwine.model.story_relations import StoryEdges
from intertwine.model.strings import Bools, Longs

DISTANCE_HINT = "one of the `true:` is wrong; or something lasts: say from when to when (`true: 1974/1978`)"


def time_contradiction(source: Source) -> Iterator[Finding]:
    """`time-contradiction`: what comes before what in the story goes round in a circle, or against the dates; or how
    far apart things are."""
    known_edges = source.relation_edges
    if known_edges is None:
        return
    lines, relations = source.ledger.lines, source.ledger.relations
    edges, known, counts = known_edges.edges, known_edges.known, known_edges.counts
    for group in _contradictions(edges, np.flatnonzero(~counts)):
        nodes = {int(it) for number in group for it in (edges.line[number], edges.fact[number])}
        facts = [int(edges.lines[it]) for it in sorted(nodes) if it < len(edges.lines)]
        facts = [it for it in facts if it < edges.first_place]
        when = [source.words[int(lines.true_text[it])] for it in facts]
        dated = [f" ({date})" if date else "" for date in when]
        said = ", ".join(f"{source.position(it)}{date}" for it, date in zip(facts, dated, strict=True))
        message = f"these cannot all be true before and after each other, so that none of it counts: {said}"
        if len(nodes) == 1:
            message = "this cannot happen before, after or during itself: it counts for nothing"
        elif len(facts) < len(nodes):
            message += " (a place in a title stands at its release, or where most of what it shows happens)"
        line = int(edges.lines[edges.line[group[0]]])
        yield Finding(source.at_qualifier(line, "true"), message, "one of the `true:` is wrong")
    written = [source.words[it] for it in relations.distance[known].tolist()]
    distances = Distances(relations.kind[known], relations.days[known], written)
    own = np.minimum(edges.lines, len(lines.home) - 1)  # the lines of places have none
    dates = [source.words[it] for it in lines.true_text[own].tolist()]
    for circle, is_last in distance_contradictions(edges, distances, counts, _states(source)[own], dates):
        first = int(edges.lines[edges.line[circle[0]]])
        ends = [int(it[number]) for number in circle for it in (edges.line, edges.fact)]
        facts = [int(edges.lines[it]) for it in dict.fromkeys(ends) if it < len(edges.lines)]
        where = ", ".join(source.position(it) for it in facts if it < edges.first_place)
        message = f"these are not as far apart as they say, by each other and by their dates: {where}"
        if is_last:
            message += "; more such problems may show when this one is solved"
        yield Finding(source.at_qualifier(first, "true"), message, DISTANCE_HINT)


def _states(source: Source) -> Bools:
    """Of each line whether it says something that lasts."""
    rows = source.ledger.rows
    states = np.array([verb.shape == "state" for verb in source.ledger.vocabulary.verbs], np.bool_)
    found = np.zeros(len(source.ledger.lines.home), np.bool_)
    found[rows.line[states[rows.verb]]] = True
    return found


def _contradictions(edges: StoryEdges, wrong: Longs) -> list[list[int]]:
    """The relations that are `wrong`, those of one contradiction together: those of one circle, and those that meet at
    a fact whose date is not known."""
    vague = (edges.start == NO_DAY) | (edges.until == NO_DAY)
    by_key: dict[tuple[str, int], list[int]] = defaultdict(list)
    keys: dict[int, list[tuple[str, int]]] = {}
    for number in wrong.tolist():
        nodes = [int(it) for it in (edges.line[number], edges.fact[number])]
        keys[number] = [("fact", it) for it in nodes if it < len(vague) and vague[it]]
        if (circle := int(edges.circle[number])) != NONE:
            keys[number] = [("circle", circle)]
        for key in keys[number]:
            by_key[key].append(number)
    found, done = [], set[int]()
    for number in keys:
        if number in done:
            continue
        group = [number]
        done.add(number)
        for it in group:
            for key in keys[it]:
                further = [other for other in by_key.pop(key, ()) if other not in done]
                group += further
                done.update(further)
        found.append(group)
    return found
