"""Linking: names, block ids and the links inside texts."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from intertwine.ledger.link import unresolved
from intertwine.ledger.link.state import Linking, with_columns
from intertwine.ledger.read.markdown.links import base_name
from intertwine.model.arrays import among, distinct
from intertwine.model.frozen import FrozenDict
from intertwine.model.kinds import TITLE_KINDS
from intertwine.model.names import Names
from intertwine.model.strings import Bools, Ints
from intertwine.model.verb import Role

ENDS = ("subject", "object", "place")
"""The columns of a row that hold entities."""


def resolve_names(state: Linking) -> Linking:
    """After: rows and mentions hold entities; rows with an unknown name are gone, mentions of one hide a line."""
    number = _entities_of_words(state)
    ends = {name: number[state.rows[name]] for name in ENDS}
    bad = np.zeros(len(state.rows["line"]), np.bool_)
    for name in ENDS:
        bad |= (state.rows[name] > 0) & (ends[name] < 0)
    hidden = np.zeros(len(state.lines["number"]), np.bool_)
    entity = number[state.mentions["key"]]
    hidden[state.mentions["line"][entity < 0]] = True
    hurt = np.concatenate([state.rows["line"][bad], np.flatnonzero(hidden).astype(np.int32)])
    pages = distinct(np.searchsorted(state.first_line, hurt, side="right") - 1).tolist()
    rows = with_columns(state.rows, ends)
    return replace(
        state,
        entity_of_word=number,
        rows=FrozenDict((name, column[~bad]) for name, column in rows.items()) if bad.any() else rows,
        mentions=with_columns(state.mentions, {"entity": entity}),
        hidden=hidden,
    ).noting(it for n in pages for it in unresolved.unknown_names(state.segments[n].page, state.keys))


def _entities_of_words(state: Linking) -> Ints:
    """For each interned word the entity that a link of it means, -1 where it means none."""
    words = {state.intern(key): entity for key, entity in state.keys.exact.items()}
    number = np.full(len(state.intern), -1, np.int32)
    number[list(words)] = list(words.values())
    number[0] = -1
    used = np.zeros(len(number), np.bool_)
    for column in (*(state.rows[name] for name in ENDS), state.mentions["key"]):
        used[column] = True
    used[[key for segment in state.segments for _, key in segment.waits]] = True
    for word in np.flatnonzero(used & (number < 0)).tolist():
        number[word] = state.keys.find(state.intern.words[word])
    number[0] = -1
    return number


def resolve_blocks(state: Linking) -> Linking:
    """After: `ref`, `before` and the beliefs of disproofs are lines (-1: none; an unknown one hides its line)."""
    blocks = state.lines["block"]
    line_of = np.full(len(state.intern), -1, np.int32)
    named = np.flatnonzero(blocks)
    line_of[blocks[named[::-1]]] = named[::-1]  # the first of several that share an id is written last
    problems = list(unresolved.blocks_twice(state.pages)) if len(distinct(blocks[named])) < len(named) else []
    lost = np.zeros(len(blocks), np.bool_)
    found: dict[str, Ints] = {}
    for name in ("ref", "before"):
        written = state.lines[name]
        found[name] = np.where(written == 0, -1, line_of[written]).astype(np.int32)
        lost |= (written > 0) & (found[name] < 0)
    line, belief = state.disproofs["line"], line_of[state.disproofs["block"]]
    lost[line[belief < 0]] = True
    if lost.any():
        known = {state.intern.words[n] for n in blocks[named].tolist()}
        problems += unresolved.unknown_blocks(state.pages, known)
    return replace(
        state,
        lines=with_columns(state.lines, found),
        disproofs=FrozenDict({"line": line[belief >= 0], "belief": belief[belief >= 0]}),
        hidden=state.hidden | lost,
    ).noting(problems)


def hide_names_that_name_others(state: Linking) -> Linking:
    """After: a name that links somebody in its text, or has a place, is hidden: a name is what makes its bearer
    visible, so that it cannot wait for others."""
    rows, line = state.rows, state.rows["line"]
    linking = np.zeros(len(state.hidden), np.bool_)
    linking[state.mentions["line"]] = True
    naming = among(rows["verb"], state.vocabulary.with_role("name", "linked name", "title name"))
    naming &= (rows["object"] >= 0) | (rows["place"] >= 0) | linking[line]
    hidden = state.hidden.copy()
    hidden[line[naming]] = True
    lines = distinct(line[naming]).tolist()
    numbers = state.lines["number"]
    return replace(state, hidden=hidden).noting(
        unresolved.name_not_alone(state.page_of(n), int(numbers[n])) for n in lines
    )


def name_mentions(state: Linking) -> Linking:
    """After: each mention knows how it reads (`shown`) and which declared name it needs (`needs`)."""
    declared = _texts_by_subject(state, "name", "title name")
    reader = _MentionReader(state, declared, _texts_by_subject(state, "linked name"))
    shown, needs = np.zeros_like(state.mentions["line"]), np.zeros_like(state.mentions["line"])
    pairs = zip(state.mentions["entity"].tolist(), state.mentions["shown"].tolist(), strict=True)
    for n, (entity, written) in enumerate(pairs):
        if entity >= 0:
            shown[n], needs[n] = reader.read(entity, written)
    return replace(state, declared=declared, mentions=with_columns(state.mentions, {"shown": shown, "needs": needs}))


def _texts_by_subject(state: Linking, *roles: Role) -> Mapping[int, frozenset[int]]:
    """For each entity the texts of its rows whose verb plays one of `roles`."""
    chosen: Bools = among(state.rows["verb"], state.vocabulary.with_role(*roles))
    found: dict[int, set[int]] = defaultdict(set)
    pairs = zip(state.rows["subject"][chosen].tolist(), state.rows["text"][chosen].tolist(), strict=True)
    for entity, text in pairs:
        found[entity].add(text)
    return FrozenDict((entity, frozenset(texts)) for entity, texts in found.items())


class _MentionReader:
    """Says of a link inside a text how it reads and which declared name it needs, each pair once."""

    def __init__(
        self, state: Linking, declared: Mapping[int, frozenset[int]], linked: Mapping[int, frozenset[int]]
    ) -> None:
        self._state, self._declared, self._linked = state, declared, linked
        self._known: dict[tuple[int, int], tuple[int, int]] = {}
        self._names: dict[int, Names[int]] = {}

    def read(self, entity: int, written: int) -> tuple[int, int]:
        """`written` is the word after the link's bar, 0 without one. Gives `shown` and `needs`, 0 for none."""
        pair = (entity, written)
        if pair not in self._known:
            self._known[pair] = self._reading(entity, written)
        return self._known[pair]

    def _reading(self, entity: int, written: int) -> tuple[int, int]:
        page, declared, words = self._state.owners[entity], self._declared.get(entity, frozenset()), self._state.intern
        word = written or words(base_name(page.key))
        is_own = words.words[word] == page.name
        if word in declared and (not is_own or page.kind in TITLE_KINDS):
            return word, word
        if is_own or word in self._linked.get(entity, ()):
            return word, 0
        return (word, self._reads_like(entity, word)) if written else (0, 0)

    def _reads_like(self, entity: int, word: int) -> int:
        """The declared name that `word` writes in another way (`robin` for Robin), 0 for none: it needs it as well."""
        words = self._state.intern.words
        if entity not in self._names:
            self._names[entity] = Names((words[n], n) for n in sorted(self._declared.get(entity, ())))
        return next(iter(self._names[entity].called(words[word])), 0)
