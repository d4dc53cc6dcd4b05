"""Circles: identities, story times and disproofs that lead back to where they began."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from intertwine.check.source import Source
from intertwine.ledger.store.relation_places import relation_places
from intertwine.model.place_times import story_edges
from intertwine.model.problem import Problem
from intertwine.model.sentinels import LAST_SECOND, NO_DATE, NO_DAY, NONE, TIME_BITS
from intertwine.model.story_relations import A_YEAR, BEFORE, LATEST, StoryEdges, StoryRelations
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.verb import first_form

Hop = tuple[int, int, int]
"""From, to, and the ledger line that says so."""


def identity_circle(source: Source) -> Iterator[Problem]:
    """`identity-circle`: `A is B` and `B is A`: of the two, nobody can say whose names are the better ones."""
    rows = source.ledger.rows
    is_ = first_form(source.ledger.vocabulary, "identity")
    chosen = source.has_role("identity") & (rows.subject >= 0) & (rows.object >= 0)
    columns = (rows.subject, rows.object, rows.line)
    edges = zip(*(column[chosen].tolist() for column in columns), strict=True)
    for line, around in closing(edges):
        names = f" {is_} ".join(f'"{source.key(entity)}"' for entity in around)
        message = f"identities go in a circle: {names}"
        yield source.at(line, "identity-circle", message, f"say it once: `[[ALIAS]] {is_} [[PERSON]]`")


def time_contradiction(source: Source) -> Iterator[Problem]:
    """`time-contradiction`: what comes before what in the story goes round in a circle, or against the dates."""
    ledger, lines = source.ledger, source.ledger.lines
    relations = ledger.relations
    if not len(relations.line):
        return
    places = relation_places(ledger)
    target = np.where(relations.place, np.int32(NONE), relations.target)
    known = ~relations.place | (places.installment >= 0)
    opens = (places.installment.astype(np.int64) << TIME_BITS) | places.seconds
    closes = (places.last.astype(np.int64) << TIME_BITS) | np.where(places.seconds == 0, LAST_SECOND, places.seconds)
    date = ledger.installments.date.astype(np.int64)
    released = np.where(date == NO_DATE, LATEST, date)
    chosen = StoryRelations(relations.line[known], relations.kind[known], target[known], opens[known], closes[known])
    edges, _ = story_edges(
        chosen, lines.true_start, lines.true_until, released, ledger.installments.spread, shown=_shown(source)
    )  # fmt: skip
    counts, _ = edges.live()
    for group in _contradictions(edges, np.flatnonzero(~counts)):
        nodes = {int(it) for number in group for it in (edges.line[number], edges.fact[number])}
        facts = [int(edges.lines[it]) for it in sorted(nodes) if it < len(edges.lines)]
        facts = [it for it in facts if it < edges.first_place]
        said = ", ".join(source.position(it) for it in facts)
        message = f"these cannot all be true before and after each other, so that none of it counts: {said}"
        if len(facts) < len(nodes):
            message += " (a place in a title stands at its release, or where most of what it shows happens)"
        line = int(edges.lines[edges.line[group[0]]])
        yield source.at_qualifier(line, "true", "time-contradiction", message, "one of the `true:` is wrong")
    for number in np.flatnonzero(_too_far(edges, relations.kind[known], relations.days[known]) & counts).tolist():
        line, fact = (int(edges.lines[it[number]]) for it in (edges.line, edges.fact))
        message = f"the dates are not as far apart as this says: {source.position(line)}, {source.position(fact)}"
        yield source.at_qualifier(line, "true", "time-contradiction", message, "one of the `true:` is wrong")


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


def _too_far(edges: StoryEdges, kind: npt.NDArray[np.int8], days: Ints) -> Bools:
    """Which relations say a distance between two facts that their dates refute. Distances are seldom exact: they may be
    a fifth shorter or longer, and at least a day, a week, a month or a year, as they are themselves."""
    nodes = len(edges.lines)
    both = (edges.line < nodes) & (edges.fact < nodes) & (days >= 1)
    line, fact = np.where(both, edges.line, 0), np.where(both, edges.fact, 0)
    start, until = edges.start.astype(np.int64), edges.until.astype(np.int64)
    is_dated = (start != NO_DAY) & (until != NO_DAY) & (edges.lines < edges.first_place)
    least = np.select([days >= it for it in (A_YEAR, 28, 7)], [A_YEAR + 1, 31, 7], 1)
    slack = np.maximum(days // 5, least)
    away = np.where(kind == BEFORE, -days, days).astype(np.int64)
    too_late = start[line] > until[fact] + away + slack
    too_early = until[line] < start[fact] + away - slack
    found: Bools = both & is_dated[line] & is_dated[fact] & (too_late | too_early)
    return found


def _shown(source: Source) -> tuple[Longs, Ints]:
    """The lines of facts and scenes that an installment shows (by the first of their stamps), and which one."""
    ledger = source.ledger
    lines, stamps = ledger.lines, ledger.stamps
    told = [verb.shape != "listing" and verb.role not in ("prose", "news") for verb in ledger.vocabulary.verbs]
    is_told = np.zeros(len(lines.home), np.bool_)
    is_told[ledger.rows.line[np.array(told, np.bool_)[ledger.rows.verb]]] = True
    first = lines.alternatives[lines.alternative_start[:-1]]
    installment = stamps.installment[stamps.needs[stamps.start[first + 1] - 1]]
    found = np.flatnonzero(is_told & (lines.about < 0) & (installment >= 0))
    return found, installment[found]


def disproof_circle(source: Source) -> Iterator[Problem]:
    """`disproof-circle`: a fact that disproves itself, alone or by way of others."""
    disproofs = source.ledger.disproofs
    edges = zip(disproofs.line.tolist(), disproofs.belief.tolist(), disproofs.line.tolist(), strict=True)
    for line, around in closing(edges):
        message = "this fact disproves itself"
        if len(around) > 2:
            message += " by way of " + ", ".join(source.position(n) for n in around[1:-1])
        hint = "name the belief that was wrong: `disproves: ^id`"
        yield source.at_qualifier(line, "disproves", "disproof-circle", message, hint)


def dependency_circle(source: Source) -> Iterator[Problem]:
    """`dependency-circle`: installments that pick each other up, or depend on each other, in a circle: of none of them
    can everything be seen first. Seasons and titles may do so, since they go on side by side."""
    rows, it = source.ledger.rows, source.ledger.parts
    places = {
        (row, of_object): (season, number)
        for row, of_object, season, number in zip(
            *(column.tolist() for column in (it.row, it.of_object, it.season, it.number)), strict=True
        )
        if number != NONE
    }
    number_of: dict[tuple[int, int, int], int] = {}
    edges: list[Hop] = []
    continuing = source.has_role("continues")
    for row in sorted({row for row, _ in places if continuing[row]}):
        if (row, False) in places and (row, True) in places:
            ends = (int(rows.subject[row]), *places[row, False]), (int(rows.object[row]), *places[row, True])
            one, other = (number_of.setdefault(end, len(number_of)) for end in ends)
            edges.append((one, other, int(rows.line[row])))
    ends_by_number = list(number_of)
    for line, around in closing(edges):
        names = [source.place(*ends_by_number[it]) for it in around]
        message = f"none of these can be seen after all that it builds on: {', '.join(names)}"
        yield source.at(line, "dependency-circle", message, "one of these facts may be the wrong way round")


def closing(edges: Iterable[Hop]) -> Iterator[tuple[int, list[int]]]:
    """For each circle the line of the edge that closes it, and the way round (first and last are the same).

    A walk in depth over a directed graph, without recursion; every edge is walked once.
    """
    out: dict[int, list[tuple[int, int]]] = {}
    for start, end, line in edges:
        out.setdefault(start, []).append((end, line))
    done: set[int] = set()
    for root, first in out.items():
        if root in done:
            continue
        path, on_path = [root], {root}
        walks = [iter(first)]
        while walks:
            step = next(walks[-1], None)
            if step is None:
                walks.pop()
                on_path.discard(path[-1])
                done.add(path.pop())
            elif step[0] in on_path:
                yield step[1], [*path[path.index(step[0]) :], step[0]]
            elif step[0] not in done:
                path.append(step[0])
                on_path.add(step[0])
                walks.append(iter(out.get(step[0], ())))
