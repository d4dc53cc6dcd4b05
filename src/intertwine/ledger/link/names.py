"""Linking: names, block ids and the links inside texts."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from intertwine.ledger.link import lost_links, unresolved
from intertwine.ledger.link.segment import Segment
from intertwine.ledger.link.state import Linking, Table, pairs, with_columns
from intertwine.model.arrays import among, distinct
from intertwine.model.frozen import FrozenDict
from intertwine.model.names import Names
from intertwine.model.problem import Problem
from intertwine.model.spelled_words import Spellings
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.verb import Role

ENDS = ("subject", "object", "place", "recipient")
"""The columns of a row that hold entities."""
_NOT_LOOKED_UP = -2


def resolve_names(state: Linking) -> Linking:
    """After: rows and mentions hold entities; rows with an unknown name are gone, mentions of one hide a line, and so
    does a `taken for:` of one: nothing says then whom the line may name."""
    number = _entities_of_words(state)
    ends = {name: number[state.rows[name]] for name in ENDS}
    bad = np.zeros(len(state.rows["line"]), np.bool_)
    for name in ENDS:
        bad |= (state.rows[name] > 0) & (ends[name] < 0)
    hidden = np.zeros(len(state.lines["number"]), np.bool_)
    entity = number[state.mentions["key"]]
    hidden[state.mentions["line"][entity < 0]] = True
    taken_for = bad & among(state.rows["verb"], state.vocabulary.with_role("taken for"))
    hidden[state.lines["about"][state.rows["line"][taken_for]]] = True
    hurt = np.concatenate([state.rows["line"][bad], np.flatnonzero(hidden).astype(np.int32)])
    return replace(
        without_rows(replace(state, rows=with_columns(state.rows, ends)), bad),
        entity_of_word=number,
        mentions=with_columns(state.mentions, {"entity": entity}),
        unmaskings=with_columns(state.unmaskings, {"entity": number[state.unmaskings["key"]]}),
        hidden=hidden,
    ).noting(_unknown_names(state, hurt))


def without_rows(state: Linking, gone: Bools) -> Linking:
    """`state` without the rows that are `gone` (a mask over all of them), and without what is said of these rows."""
    if not gone.any():
        return state
    moved = np.cumsum(~gone, dtype=np.int32) - 1

    def of_rows(table: Table) -> Table:
        stays = ~gone[table["row"]]
        kept = {name: column[stays] for name, column in table.items()}
        return FrozenDict({**kept, "row": moved[kept["row"]]})

    return replace(
        state,
        rows=FrozenDict((name, column[~gone]) for name, column in state.rows.items()),
        disguises=of_rows(state.disguises),
        parts=of_rows(state.parts),
    )


def _unknown_names(state: Linking, hurt: Ints) -> Iterator[Problem]:
    """The problems of the pages that hold the lines `hurt`. They hang on the page and on all keys alone."""
    known = state.cache.of("unknown names", (state.keys, state.intern), dict[Segment, tuple[Problem, ...]])
    before = dict(known)
    known.clear()
    for n in distinct(np.searchsorted(state.first_line, hurt, side="right") - 1).tolist():
        segment = state.segments[n]
        if segment in before:
            known[segment] = before[segment]
        else:
            known[segment] = tuple(lost_links.unknown_names(segment, state.keys, state.intern))
        yield from known[segment]


def _entities_of_words(state: Linking) -> Ints:
    """For each interned word that is used as a key the entity that a link of it means, -1 where it means none. What
    stands there for other words means nothing."""
    known = state.cache.of("words", (state.keys, state.intern), lambda: [np.zeros(0, np.int32)])
    number = np.full(len(state.intern), _NOT_LOOKED_UP, np.int32)
    number[: len(known[0])] = known[0]
    number[state.owner_columns["key"]] = np.arange(len(state.owners), dtype=np.int32)
    number[0] = -1
    columns = (*(state.rows[name] for name in ENDS), state.mentions["key"], state.unmaskings["key"], state.waits["key"])
    for column in columns:
        new = number[column] == _NOT_LOOKED_UP
        for word in distinct(column[new]).tolist() if new.any() else ():
            number[word] = state.keys.find(state.intern.words[word])
    known[0] = number
    return number


def resolve_blocks(state: Linking) -> Linking:
    """After: `ref`, the beliefs of disproofs and the targets of relations are lines (-1: none; an unknown one hides its
    line, but for a relation, which is left out itself)."""
    blocks = state.lines["block"]
    line_of = np.full(len(state.intern), -1, np.int32)
    named = np.flatnonzero(blocks)
    line_of[blocks[named[::-1]]] = named[::-1]  # the first of several that share an id is written last
    problems: list[Problem] = []
    if len(distinct(blocks[named])) < len(named):
        problems += lost_links.blocks_twice(state.segments, state.vocabulary, state.intern)
    lost = np.zeros(len(blocks), np.bool_)
    refs = state.lines["ref"]
    ref = np.where(refs == 0, -1, line_of[refs]).astype(np.int32)
    lost |= (refs > 0) & (ref < 0)
    target = np.where(state.relations["block"] == 0, state.relations["target"], line_of[state.relations["block"]])
    line, belief = state.disproofs["line"], line_of[state.disproofs["block"]]
    lost[line[belief < 0]] = True
    wrong = lost.copy()
    wrong[state.relations["line"][target < 0]] = True
    if wrong.any():
        ids = distinct(blocks[named])
        known = state.cache.of(
            "block ids",
            (state.intern, ids.tobytes()),
            lambda: Spellings(sorted(state.intern.words[n] for n in ids.tolist())),
        )
        pages = distinct(np.searchsorted(state.first_line, np.flatnonzero(wrong), side="right") - 1)
        for n in pages.tolist():
            problems += lost_links.unknown_blocks(state.segments[n], known, state.intern)
    return replace(
        state,
        lines=with_columns(state.lines, {"ref": ref}),
        disproofs=FrozenDict({"line": line[belief >= 0], "belief": belief[belief >= 0]}),
        relations=FrozenDict(
            (name, column[target >= 0]) for name, column in {**state.relations, "target": target}.items()
        ),
        hidden=state.hidden | lost,
    ).noting(problems)


def hide_names_that_name_others(state: Linking) -> Linking:
    """After: a name that links somebody in its text, or has a place or a recipient, is hidden: a name is what
    makes its bearer visible, so that it cannot wait for others."""
    rows, line = state.rows, state.rows["line"]
    linking = np.zeros(len(state.hidden), np.bool_)
    linking[state.mentions["line"]] = True
    naming = among(rows["verb"], state.vocabulary.with_role("name", "linked name", "title name"))
    naming &= np.logical_or.reduce([linking[line], *(rows[name] >= 0 for name in ENDS if name != "subject")])
    hidden = state.hidden.copy()
    hidden[line[naming]] = True
    lines = distinct(line[naming]).tolist()
    numbers = state.lines["number"]
    return replace(state, hidden=hidden).noting(
        unresolved.name_not_alone(state.segment_of(n).page, int(numbers[n])) for n in lines
    )


def name_mentions(state: Linking) -> Linking:
    """After: each mention knows how it reads (`shown`) and which declared name it needs (`needs`)."""
    declared, linked = _texts_by_subject(state, "name", "title name"), _texts_by_subject(state, "linked name")
    entity, written = state.mentions["entity"], state.mentions["shown"]
    columns = ("base_name", "page_name", "is_title")
    owner = {name: np.append(state.owner_columns[name], 0)[entity] for name in columns}  # the last: of no entity
    word = np.where(written > 0, written, owner["base_name"])
    pair = pairs(entity, word)
    is_own = word == owner["page_name"]
    is_declared = among(pair, declared) & (~is_own | (owner["is_title"] > 0))
    is_free = ~is_declared & (is_own | among(pair, linked))
    shown = np.where(is_declared | is_free | (written > 0), word, 0)
    needs = np.where(is_declared, word, 0)
    has_names = among(entity, (declared >> 32).astype(np.int32))
    asked = ~is_declared & ~is_free & (written > 0) & has_names
    if asked.any():
        reader = _AliasReader(state, declared)
        needs[asked] = [
            reader.declared_name(*it) for it in zip(entity[asked].tolist(), word[asked].tolist(), strict=True)
        ]
    shown[entity < 0], needs[entity < 0] = 0, 0
    read = {"shown": shown.astype(np.int32), "needs": needs.astype(np.int32)}
    return replace(state, declared=declared, mentions=with_columns(state.mentions, read))


def _texts_by_subject(state: Linking, *roles: Role) -> Longs:
    """Pairs of an entity and the text of one of its rows whose verb plays one of `roles`."""
    chosen: Bools = among(state.rows["verb"], state.vocabulary.with_role(*roles))
    return distinct(pairs(state.rows["subject"][chosen], state.rows["text"][chosen]))


class _AliasReader:
    """Says which declared name a link in a text writes in another way (`robin` for Robin): it needs that name too."""

    def __init__(self, state: Linking, declared: Longs) -> None:
        self._words, self._declared = state.intern.words, declared
        self._known = state.cache.of("aliases", state.intern, dict[tuple[tuple[int, ...], int], int])
        self._names: dict[int, tuple[int, ...]] = {}

    def declared_name(self, entity: int, word: int) -> int:
        """The declared name of `entity` that `word` reads like, 0 for none."""
        names = self._names.get(entity)
        if names is None:
            begin, end = np.searchsorted(self._declared, [entity << 32, (entity + 1) << 32])
            names = self._names[entity] = tuple((self._declared[begin:end] & 0xFFFFFFFF).tolist())
        if (names, word) not in self._known:
            ordered = sorted(names, key=self._words.__getitem__)
            found = Names((self._words[n], n) for n in ordered).called(self._words[word])
            self._known[names, word] = next(iter(found), 0)
        return self._known[names, word]
