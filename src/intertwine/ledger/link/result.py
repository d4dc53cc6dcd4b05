"""Linking, its end: the ledger of a state that every pass has gone over."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from intertwine.ledger.link.calendar import ClosedPositions
from intertwine.ledger.link.state import NEVER_PASSED, Linking
from intertwine.ledger.store.columns import (
    IMPOSSIBLE,
    PUBLIC,
    Disguises,
    Disproofs,
    Editions,
    Entities,
    Framings,
    Installments,
    Ledger,
    Lines,
    Mentions,
    NamedOrders,
    Numbers,
    Parts,
    Relations,
    Rows,
    Seasons,
    Stamps,
    Unmaskings,
)
from intertwine.model.frozen import FrozenDict
from intertwine.model.sentinels import LAST_SECOND, TIME_BITS
from intertwine.model.strings import Ints, Strings


def ledger_of(state: Linking, content_hash: str) -> Ledger:
    """The columns of `state`, in which the strings are those in use alone. `content_hash` becomes the ledger's hash."""
    pages = (it.segments[n].page for it in state.chunks for n in it.titled)
    universe = next((page for page in pages if page.kind == "universe"), None)
    found = _columns(state)
    strings, numbers = _strings(state, [found[table][name] for table, name in _WORDS])
    columns = {
        table: {name: numbers[column] if (table, name) in _WORDS else column for name, column in it.items()}
        for table, it in found.items()
    }
    seasons = {field.name: getattr(state.seasons, field.name) for field in fields(Seasons)}
    return Ledger(
        id=universe.id if universe else "",
        name=universe.name if universe else "",
        description=universe.properties.get("description", "") if universe else "",
        hash=content_hash,
        vocabulary=state.vocabulary,
        strings=strings,
        entities=Entities(**columns["entities"]),
        installments=Installments(**columns["installments"]),
        seasons=Seasons(**{**seasons, "title": state.titles[state.seasons.title]}),
        numbers=Numbers(**columns["numbers"]),
        editions=Editions(**columns["editions"]),
        stamps=Stamps(**columns["stamps"]),
        lines=Lines(**columns["lines"]),
        rows=Rows(**columns["rows"]),
        mentions=Mentions(**columns["mentions"]),
        disproofs=Disproofs(state.disproofs["line"], state.disproofs["belief"]),
        disguises=Disguises(state.disguises["row"], state.disguises["line"], state.disguises["true"] > 0),
        unmaskings=_unmaskings(state),
        parts=Parts(state.parts["row"], state.parts["of_object"] > 0, state.parts["season"], state.parts["number"]),
        framings=Framings(**state.framings),
        relations=Relations(**columns["relations"]),
        orders=NamedOrders(**columns["orders"]),
    )


_WORDS = (
    *(("entities", name) for name in ("key", "name", "slug", "identity", "stand_in")),
    ("installments", "name"),
    ("numbers", "label"),
    ("numbers", "value"),
    ("editions", "name"),
    ("stamps", "source"),
    *(("lines", name) for name in ("page", "true_text")),
    *(("rows", name) for name in ("form", "preposition", "text", "label")),
    ("relations", "distance"),
    *(("mentions", name) for name in ("shown", "needs")),
    ("orders", "name"),
)
"""The columns that hold words, by table."""


def _columns(state: Linking) -> dict[str, Mapping[str, Any]]:
    """The columns of the tables by name; words are those of the state's interner."""
    installments = {field.name: getattr(state.installments, field.name) for field in fields(Installments)}
    return {
        "entities": _entities(state),
        "installments": {**installments, "title": state.titles[state.installments.title]},
        "numbers": {field.name: getattr(state.numbers, field.name) for field in fields(Numbers)},
        "editions": {
            "title": state.titles[state.editions.title],
            "name": state.editions.name,
            "pages": state.editions.pages,
        },
        "stamps": _stamps(state),
        "lines": _lines(state),
        "rows": {**state.rows, "verb": state.rows["verb"].astype(np.int16)},
        "relations": {
            **{name: state.relations[name] for name in ("line", "target", "days", "distance")},
            "kind": state.relations["kind"].astype(np.int8),
            "unit": state.relations["unit"].astype(np.int8),
            "place": state.relations["block"] == 0,
        },
        "orders": state.orders,
        "mentions": {name: state.mentions[name] for name in ("line", "entity", "shown", "needs")},
    }


def _unmaskings(state: Linking) -> Unmaskings:
    it = state.unmaskings
    first: Ints = np.searchsorted(state.mentions["line"], it["line"]).astype(np.int32)  # mentions are in order of lines
    return Unmaskings(first + it["place"], it["says"], it["entity"])


def _entities(state: Linking) -> dict[str, Any]:
    owners = state.owner_columns

    def identities(by_title: Mapping[int, str]) -> Ints:
        column = np.zeros(len(state.owners), np.int32)
        column[state.titles[list(by_title)]] = [state.intern(text) for text in by_title.values()]
        return column

    return {
        **{name: owners[name] for name in ("key", "name", "slug", "rank", "year")},
        "kind": owners["kind"].astype(np.int8),
        "plural": owners["plural"].astype(np.bool_),
        "pronoun": owners["pronoun"].astype(np.int8),
        "identity": identities(state.identities.of),
        "stand_in": identities(state.identities.stand_in),
    }


def _lines(state: Linking) -> dict[str, Any]:
    """A hidden line keeps its place, and has alternatives that are never passed."""
    never = state.alternatives.all.index((NEVER_PASSED, 0))
    hidden = np.repeat(state.hidden, state.lines["alternative_count"])
    names = (
        "own_alternatives", "number", "ref", "about", "start", "end", "true_text", "true_start", "true_until",
        "step",
    )  # fmt: skip
    return {
        **{name: state.lines[name] for name in names},
        "alternative_start": state.alternative_starts(),
        "alternatives": np.where(hidden, np.int32(never), state.line_alternatives),
        "page": np.repeat(state.page_paths, np.diff(state.first_line)),
        "home": np.where(state.public, np.append(state.titles, np.int32(-1))[state.home], np.int32(-1)),
        "section": state.lines["section"].astype(np.int8),
    }


def _stamps(state: Linking) -> FrozenDict[str, Any]:
    alternatives = state.alternatives.all
    return state.cache.of("positions", alternatives, lambda: _positions(alternatives))


def _positions(alternatives: tuple[tuple[ClosedPositions, int], ...]) -> FrozenDict[str, Any]:
    known: dict[tuple[int, int], int] = {(-1, PUBLIC): PUBLIC, (-1, IMPOSSIBLE): IMPOSSIBLE}
    begins, needs, sources = [0], list[int](), list[int]()
    for positions, source in alternatives:
        needs.extend(known.setdefault(position, len(known)) for position in positions)
        begins.append(len(needs))
        sources.append(source)
    installment = np.array([n for n, _ in known], np.int32)
    seconds = np.array([s for _, s in known], np.int32)
    bounded = np.minimum(seconds, LAST_SECOND).astype(np.int64)
    return FrozenDict(
        {
            "installment": installment,
            "seconds": seconds,
            "order": np.where(installment < 0, -1, (installment.astype(np.int64) << TIME_BITS) | bounded),
            "start": np.array(begins, np.int32),
            "needs": np.array(needs, np.int32),
            "source": np.array(sources, np.int32),
        }
    )


def _strings(state: Linking, columns: Iterable[Ints]) -> tuple[Strings, Ints]:
    """The words that the `columns` use, in their order as UTF-8, so that no number tells what was linked before; and
    the number there of each of the state's words."""
    used = np.zeros(len(state.intern), np.bool_)
    used[0] = True
    for column in columns:
        used[column] = True
    encoded = state.intern.encoded()
    known = state.cache.of("words in order", state.intern, lambda: [np.zeros(0, np.int32)])
    kept = known[0][used[known[0]]]
    is_new = used.copy()
    is_new[kept] = False
    # Nearly sorted already: this takes the time of one look at each word.
    order = sorted([*kept.tolist(), *np.flatnonzero(is_new).tolist()], key=encoded.__getitem__)
    known[0] = np.array(order, np.int32)
    numbers = np.zeros(len(used), np.int32)
    numbers[known[0]] = np.arange(len(order), dtype=np.int32)
    return Strings.packed([encoded[n] for n in order]), numbers
