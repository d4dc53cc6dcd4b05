"""Linking: what one statement reveals for another: the first appearances that cast lines wait for."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np

from intertwine.ledger.link.names import ENDS
from intertwine.ledger.link.state import ALWAYS, NEVER, Linking, with_columns
from intertwine.model.arrays import among, distinct
from intertwine.model.strings import Bools, Ints


def reveal_first_appearances(state: Linking) -> Linking:
    """After: cast lines that wait for a character's first appearance have the alternatives of every statement of
    that title which names the character, those alone that lie in the title. A public statement tells no role."""
    inside = {
        n: {int(state.installments.title[i]) for i, _ in positions if i >= 0}
        for n, (positions, _) in enumerate(state.alternatives.all)
        if positions != NEVER
    }
    evidence = np.array([verb.evidence and verb.role not in ("billing", "part") for verb in state.vocabulary.verbs])
    named = _lines_of_waited(state, evidence[state.rows["verb"]])
    starts = state.alternative_starts()
    nowhere = np.zeros(0, np.int32)
    appears: dict[tuple[int, int], tuple[int, ...]] = {}
    waiting: dict[int, tuple[int, int]] = {}
    for first, segment in zip(state.first_line.tolist(), state.segments, strict=False):
        title = state.title_of(segment.page)
        for line, key in segment.waits if title >= 0 else ():
            who = (title, int(state.entity_of_word[key]))
            waiting[first + line] = who
            if who not in appears:
                lines = named.get(who[1], nowhere)
                here = lines[state.home[lines] == title].tolist()
                ways = {way for n in here for way in state.line_alternatives[starts[n] : starts[n + 1]].tolist()}
                appears[who] = tuple(sorted(way for way in ways if inside.get(way) == {title}))
    wanted = [(state.alternatives.all[way][0], 0) for ways in appears.values() for way in ways]  # without a source
    alternatives, numbers = state.alternatives.with_all(wanted)
    bare, at = dict[tuple[int, int], list[int]](), 0
    for who, sourced in appears.items():
        bare[who] = sorted(set(numbers[at : at + len(sourced)]))
        at += len(sourced)
    return _with_alternatives(
        replace(state, alternatives=alternatives),
        starts,
        {line: bare[who] for line, who in waiting.items() if bare[who]},
    )


def _lines_of_waited(state: Linking, useful: Bools) -> dict[int, Ints]:
    """For each entity that a cast line waits for, the lines that name it in a `useful` row or in their text, in order,
    each once."""
    waited = np.zeros(len(state.owners) + 1, np.bool_)  # the last place is that of -1
    waited[[int(state.entity_of_word[key]) for segment in state.segments for _, key in segment.waits]] = True
    waited[-1] = False
    pairs = [(state.rows[name][useful], state.rows["line"][useful]) for name in ENDS]
    pairs.append((state.mentions["entity"], state.mentions["line"]))
    entities, lines = (np.concatenate(column) for column in zip(*pairs, strict=True))
    chosen = waited[entities]
    both = distinct(entities[chosen].astype(np.int64) << 32 | lines[chosen])
    entity, line = both >> 32, (both & 0xFFFFFFFF).astype(np.int32)
    bounds = np.flatnonzero(np.diff(entity, prepend=-1, append=-1)).tolist()
    return {int(entity[a]): line[a:b] for a, b in pairwise(bounds)}


def _with_alternatives(state: Linking, starts: Ints, others: Mapping[int, list[int]]) -> Linking:
    """`state` in which the lines of `others` have those alternatives in place of their own."""
    if not others:
        return state
    parts, last, counts = list[Ints](), 0, state.lines["alternative_count"].copy()
    for line in sorted(others):
        parts += [state.line_alternatives[last : starts[line]], np.array(others[line], np.int32)]
        last = int(starts[line + 1])
        counts[line] = len(others[line])
    ways = np.concatenate([*parts, state.line_alternatives[last:]])
    return replace(state, line_alternatives=ways, lines=with_columns(state.lines, {"alternative_count": counts}))


def find_public_lines(state: Linking) -> Linking:
    """After: `public` are the lines that everybody may see."""
    if not len(state.line_alternatives):
        return replace(state, public=np.zeros(len(state.hidden), np.bool_))
    public_ways = among(state.line_alternatives, state.alternatives.of(ALWAYS))
    some = np.add.reduceat(np.append(public_ways, False), state.alternative_starts()[:-1]) > 0
    return replace(state, public=some & ~state.hidden)
