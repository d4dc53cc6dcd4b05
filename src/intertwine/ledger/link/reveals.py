"""Linking: what one statement reveals for another: the first appearances that cast lines wait for."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np

from intertwine.ledger.link.names import ENDS
from intertwine.ledger.link.state import ALWAYS, NEVER_PASSED, Linking, pairs, with_columns
from intertwine.model.arrays import among, distinct
from intertwine.model.strings import Bools, Ints


def reveal_first_appearances(state: Linking) -> Linking:
    """After: cast lines that wait for a character's first appearance have the alternatives of every statement of
    that title which names the character, those alone that lie in the title. A public statement tells no role."""
    wait = state.waits["line"]
    title, who = state.home[wait], state.entity_of_word[state.waits["key"]]
    waiting = title >= 0
    if not waiting.any():
        return state
    asked = zip(title[waiting].tolist(), who[waiting].tolist(), strict=True)
    of_line = dict(zip(wait[waiting].tolist(), asked, strict=True))
    appears = _appearances(state, of_line.values())
    wanted = [(state.alternatives.all[n][0], 0) for found in appears.values() for n in found]  # without a source
    alternatives, numbers = state.alternatives.with_all(wanted)
    bare, at = dict[tuple[int, int], list[int]](), 0
    for it, sourced in appears.items():
        bare[it] = sorted(set(numbers[at : at + len(sourced)]))
        at += len(sourced)
    return _with_alternatives(
        replace(state, alternatives=alternatives),
        state.alternative_starts(),
        {line: bare[it] for line, it in of_line.items() if bare[it]},
    )


def _appearances(state: Linking, wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], list[int]]:
    """For each pair of a title and an entity, the alternatives of the title's statements that name the entity, those
    that lie in the title."""
    evidence = np.array([verb.evidence and verb.role not in ("billing", "part") for verb in state.vocabulary.verbs])
    useful = evidence[state.rows["verb"]]
    # Somebody who is taken for another does not appear there: the line that says who it was does that.
    useful[state.disguises["row"][state.disguises["true"] > 0]] = False
    named = _lines_of_waited(state, useful)
    begins, nowhere = state.alternative_starts(), np.zeros(0, np.int32)
    found: dict[tuple[int, int], list[int]] = {}
    for title, who in dict.fromkeys(wanted):
        lines = named.get(who, nowhere)
        here = lines[state.home[lines] == title].tolist()
        alternatives = {it for n in here for it in state.line_alternatives[begins[n] : begins[n + 1]].tolist()}
        found[title, who] = sorted(it for it in alternatives if _lies_in(state, it, title))
    return found


def _lies_in(state: Linking, alternative: int, title: int) -> bool:
    """Whether all positions of an alternative are in a title."""
    positions, _ = state.alternatives.all[alternative]
    titles = {int(state.installments.title[n]) for n, _ in positions if n >= 0}
    return positions != NEVER_PASSED and titles == {title}


def _lines_of_waited(state: Linking, useful: Bools) -> dict[int, Ints]:
    """For each entity that a cast line waits for, the lines that name it in a `useful` row or in their text, in order,
    each once."""
    waited = np.zeros(len(state.owners) + 1, np.bool_)  # the last place is that of -1
    waited[state.entity_of_word[state.waits["key"]]] = True
    waited[-1] = False
    entities = [state.rows[name] for name in ENDS]
    lines = [state.rows["line"]] * len(ENDS)
    chosen = [waited[column] & useful for column in entities] + [waited[state.mentions["entity"]]]
    entities.append(state.mentions["entity"])
    lines.append(state.mentions["line"])
    found = [pairs(entity[it], line[it]) for entity, line, it in zip(entities, lines, chosen, strict=True)]
    both = distinct(np.concatenate(found))
    entity, line = both >> 32, (both & 0xFFFFFFFF).astype(np.int32)
    bounds = np.flatnonzero(np.diff(entity, prepend=-1, append=-1)).tolist()
    return {int(entity[a]): line[a:b] for a, b in pairwise(bounds)}


def _with_alternatives(state: Linking, begins: Ints, others: Mapping[int, list[int]]) -> Linking:
    """`state` in which the lines of `others` have those alternatives in place of their own. `begins` says where those
    of each line begin."""
    if not others:
        return state
    parts, last, counts = list[Ints](), 0, state.lines["alternative_count"].copy()
    for line in sorted(others):
        parts += [state.line_alternatives[last : begins[line]], np.array(others[line], np.int32)]
        last = int(begins[line + 1])
        counts[line] = len(others[line])
    alternatives = np.concatenate([*parts, state.line_alternatives[last:]])
    lines = with_columns(state.lines, {"alternative_count": counts})
    return replace(state, line_alternatives=alternatives, lines=lines)


def find_public_lines(state: Linking) -> Linking:
    """After: `public` are the lines that everybody may see."""
    if not len(state.line_alternatives):
        return replace(state, public=np.zeros(len(state.hidden), np.bool_))
    always = among(state.line_alternatives, state.alternatives.of(ALWAYS))
    some = np.logical_or.reduceat(always, state.alternative_starts()[:-1])
    return replace(state, public=some & ~state.hidden)
