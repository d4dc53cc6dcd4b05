"""Linking, its end: the ledger of a state that every pass has gone over."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from intertwine.ledger.link.segment import Interner
from intertwine.ledger.link.state import NEVER, Alternatives, Linking
from intertwine.ledger.store.columns import (
    IMPOSSIBLE,
    KINDS,
    PUBLIC,
    Disproofs,
    Entities,
    Ledger,
    Lines,
    Mentions,
    Rows,
    Stamps,
)
from intertwine.model.kinds import TITLE_KINDS
from intertwine.model.sentinels import LAST_SECOND, TIME_BITS
from intertwine.model.strings import Ints, Strings
from intertwine.model.words import slug


def ledger_of(state: Linking, content_hash: str) -> Ledger:
    """The columns of `state`, in which the strings are those in use alone. `content_hash` becomes the ledger's hash."""
    universe = next((page for page in state.pages if page.kind == "universe"), None)
    entities, stamps, lines = _entities(state), _stamps(state.alternatives), _lines(state)
    rows = Rows(verb=state.rows["verb"].astype(np.int16), **{n: _copy(c) for n, c in state.rows.items() if n != "verb"})
    mentions = Mentions(*(_copy(state.mentions[name]) for name in ("line", "entity", "shown", "needs")))
    installments = replace(state.installments, name=_copy(state.installments.name))
    tables = _StringsInUse(state.intern)
    tables.use(entities, "key", "name", "slug", "identity", "stand_in")
    tables.use(installments, "name")
    tables.use(stamps, "source")
    tables.use(lines, "page", "true_text")
    tables.use(rows, "form", "preposition", "text", "label")
    tables.use(mentions, "shown", "needs")
    return Ledger(
        id=universe.id if universe else "",
        name=universe.name if universe else "",
        description=universe.properties.get("description", "") if universe else "",
        hash=content_hash,
        vocabulary=state.vocabulary,
        strings=tables.pack(),
        entities=entities,
        installments=installments,
        seasons=state.seasons,
        stamps=stamps,
        lines=lines,
        rows=rows,
        mentions=mentions,
        disproofs=Disproofs(state.disproofs["line"], state.disproofs["belief"]),
    )


def _entities(state: Linking) -> Entities:
    intern, owners = state.intern, state.owners

    def words(texts: list[str]) -> Ints:
        return np.array([intern(text) for text in texts], np.int32)

    def identities(by_entity: Mapping[int, str]) -> Ints:
        return words([by_entity.get(n, "") for n in range(len(owners))])

    names = ["" if page.kind in TITLE_KINDS else page.name for page in owners]
    return Entities(
        key=words([page.key for page in owners]),
        kind=np.array([0 if page.stamped_kind else KINDS.index(page.kind) for page in owners], np.int8),
        name=words(names),
        slug=words([slug(name) if name else "" for name in names]),
        rank=np.array([page.name_rank for page in owners], np.int32),
        year=np.array([page.year for page in owners], np.int32),
        plural=np.array([page.plural for page in owners], np.bool_),
        identity=identities(state.identities.of),
        stand_in=identities(state.identities.stand_in),
    )


def _lines(state: Linking) -> Lines:
    """A hidden line keeps its place, and has alternatives that are never passed."""
    never = state.alternatives.all.index((NEVER, 0))
    hidden = np.repeat(state.hidden, state.lines["alternative_count"])
    path = np.array([state.intern(page.path) for page in state.pages], np.int32)
    names = (
        "own_alternatives", "number", "ref", "about", "before", "start", "end", "true_text", "true_start", "true_until",
        "step",
    )  # fmt: skip
    return Lines(
        alternative_start=state.alternative_starts(),
        alternatives=np.where(hidden, never, state.line_alternatives).astype(np.int32),
        page=np.repeat(path, np.diff(state.first_line)).astype(np.int32),
        home=np.where(state.public, state.home, -1).astype(np.int32),
        section=state.lines["section"].astype(np.int8),
        **{name: _copy(state.lines[name]) for name in names},
    )


def _stamps(alternatives: Alternatives) -> Stamps:
    pairs: dict[tuple[int, int], int] = {(-1, PUBLIC): PUBLIC, (-1, IMPOSSIBLE): IMPOSSIBLE}
    starts, needs, sources = [0], list[int](), list[int]()
    for positions, source in alternatives.all:
        needs.extend(pairs.setdefault(pair, len(pairs)) for pair in positions)
        starts.append(len(needs))
        sources.append(source)
    installment = np.array([n for n, _ in pairs], np.int32)
    seconds = np.array([s for _, s in pairs], np.int32)
    bounded = np.minimum(seconds, LAST_SECOND).astype(np.int64)
    order = np.where(installment < 0, -1, (installment.astype(np.int64) << TIME_BITS) | bounded)
    columns = (np.array(column, np.int32) for column in (starts, needs, sources))
    return Stamps(installment, seconds, order, *columns)


def _copy(column: Ints) -> Ints:
    """A column that can be renumbered: the state keeps its own."""
    return column.astype(np.int32)


class _StringsInUse:
    """Collects the columns that hold interned words, and renumbers them all to one packed table."""

    def __init__(self, intern: Interner) -> None:
        self.intern, self.columns = intern, list[Ints]()

    def use(self, table: object, *names: str) -> None:
        """Collect the columns `names` of `table`."""
        for name in names:
            column: Ints = getattr(table, name)
            self.columns.append(column)

    def pack(self) -> Strings:
        """The words in use. After it every collected column holds their numbers in this table."""
        used = np.zeros(len(self.intern), np.bool_)
        used[0] = True
        for column in self.columns:
            used[column] = True
        numbers = np.cumsum(used, dtype=np.int32) - 1
        for column in self.columns:
            column[:] = numbers[column]
        words = self.intern.words
        return Strings.of(words[n] for n in np.flatnonzero(used).tolist())
