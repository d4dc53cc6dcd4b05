"""Linking: the names that public statements write become public."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from intertwine.ledger.link.names import ENDS
from intertwine.ledger.link.segment import LINE_COLUMNS
from intertwine.ledger.link.state import ALWAYS, Linking, pairs
from intertwine.model.arrays import among
from intertwine.model.frozen import FrozenDict
from intertwine.model.sentinels import NO_DAY
from intertwine.model.strings import Ints, Longs
from intertwine.model.words import slug


class WrittenName(NamedTuple):
    """A declared name that a public line writes: an entity, the number of the word, the first such line."""

    entity: int
    word: int
    line: int


def make_written_names_public(state: Linking) -> Linking:
    """After: a declared name that a public statement writes has a public name row of its own, on a line of its own
    after those of all pages, written where the public statement stands."""
    written = _written_names(state)
    if not written:
        return state
    alternatives, (always,) = state.alternatives.with_all([(ALWAYS, 0)])
    count, first = len(written), len(state.lines["number"])

    def longer(column: Ints, value: int) -> Ints:
        return np.concatenate([column, np.full(count, value, column.dtype)])

    return replace(
        state,
        alternatives=alternatives,
        lines=_more_lines(state, [name.line for name in written]),
        rows=_more_rows(state, written, first),
        line_alternatives=longer(state.line_alternatives, always),
        public=np.append(state.public, np.zeros(count, np.bool_)),
        hidden=np.append(state.hidden, np.zeros(count, np.bool_)),
        home=longer(state.home, -1),
        page_paths=np.append(state.page_paths, np.int32(0)),
        first_line=np.append(state.first_line, np.int32(first + count)),
    )


def _written_names(state: Linking) -> list[WrittenName]:
    """In the order of the words, and of the lines that write them: that of entities is that of their keys, which nobody
    is to see. Each once."""
    may_be = ~(state.owner_columns["is_title"] | state.owner_columns["is_revealed"]).astype(np.bool_)
    # A page that is stamped as a whole is a secret like such a title.
    declared = state.declared[may_be[state.declared >> 32]]
    if not len(declared):
        return []
    silent = state.vocabulary.with_role("name", "linked name", "title name", "image", "outside id", "cut", "kind")
    says = state.public[state.rows["line"]] & ~among(state.rows["verb"], silent)
    says[state.disguises["row"][state.disguises["true"] > 0]] = False  # who was taken for another is not named there
    speaking = np.flatnonzero(says)
    found: list[tuple[Longs, Ints]] = []
    for name in ENDS:
        entity = state.rows[name][speaking]
        word = np.append(state.owner_columns["base_name"], 0)[entity]  # the last: of no entity
        found.append((pairs(entity, word), state.rows["line"][speaking]))
    chosen = np.flatnonzero(state.public[state.mentions["line"]])
    entity, word, line = (state.mentions[name][chosen] for name in ("entity", "shown", "line"))
    found.append((pairs(entity, word), line))
    pair, line = (np.concatenate(column) for column in zip(*found, strict=True))
    is_declared = among(pair, declared)
    first: dict[int, int] = {}
    for both, n in zip(pair[is_declared].tolist(), line[is_declared].tolist(), strict=True):
        first.setdefault(both, n)
    words = state.intern.words
    names = [WrittenName(both >> 32, both & 0xFFFFFFFF, n) for both, n in first.items()]
    return sorted(names, key=lambda it: (words[it.word], it.line, it.entity))


def _more_lines(state: Linking, written_on: list[int]) -> FrozenDict[str, Ints]:
    """The columns of lines with one more for each line of `written_on`, which gives its number."""
    none = dict.fromkeys(("start", "end", "ref", "about", "step"), -1)
    none |= {"alternative_count": 1, "true_start": NO_DAY, "true_until": NO_DAY}
    found = {}
    for name in LINE_COLUMNS:
        old = state.lines[name]
        new = old[written_on] if name == "number" else np.full(len(written_on), none.get(name, 0), np.int32)
        found[name] = np.concatenate([old, new]).astype(np.int32)
    return FrozenDict(found)


def _more_rows(state: Linking, written: list[WrittenName], first: int) -> FrozenDict[str, Ints]:
    """The columns of rows with a name row for each of `written`, on the lines from `first` on."""
    verb = next(iter(state.vocabulary.with_role("name")))
    naming = state.rows["verb"] == verb
    declared = (state.rows[name][naming].tolist() for name in ("subject", "text", "rank"))
    ranks = {(entity, text): rank for entity, text, rank in zip(*declared, strict=True)}
    words = state.intern.words
    added = {
        "line": range(first, first + len(written)),
        "subject": [it.entity for it in written],
        "verb": [verb] * len(written),
        "text": [it.word for it in written],
        "label": [state.intern(slug(words[it.word])) for it in written],
        "object": [-1] * len(written),
        "place": [-1] * len(written),
        "recipient": [-1] * len(written),
        "rank": [ranks.get((it.entity, it.word), 0) for it in written],
    }
    none = [0] * len(written)
    return FrozenDict(
        (name, np.concatenate([column, np.array(added.get(name, none))]).astype(np.int32))
        for name, column in state.rows.items()
    )
