"""Linking: the segments of all pages become one ledger. A visible list of passes over one `Linker`.

Order never depends on file order or on a name that could be hidden: titles' pages come first by path, entities' pages
after them by a hash of theirs (two facts learnt at the same moment are told in this order, and a path holds a key).
"""

from collections.abc import Iterable, Mapping

import numpy as np

from intertwine.ledger.link.link_reveals import RevealPasses
from intertwine.ledger.link.segment import Interner, Segment
from intertwine.ledger.read.vocabulary import TITLE_KINDS
from intertwine.ledger.store.columns import (
    IMPOSSIBLE,
    KINDS,
    PUBLIC,
    TIME_BITS,
    Disproofs,
    Entities,
    Ledger,
    Lines,
    Mentions,
    Rows,
    Stamps,
)
from intertwine.model.problem import Problem
from intertwine.model.strings import Ints, Strings
from intertwine.model.verb import Vocabulary
from intertwine.model.words import slug


def link(
    segments: Iterable[Segment], vocabulary: Vocabulary, intern: Interner, content_hash: str
) -> tuple[Ledger, list[Problem]]:
    """One ledger of all `segments`, and the problems that only show when all pages are together.

    After it every number points into the ledger; a row with an unknown name is gone, a line with an unknown name in
    its words or with an unknown position in an alternative is hidden (that alternative can never be passed).
    """
    linker = Linker(segments, vocabulary, intern)
    for step in (
        linker.number_entities,
        linker.number_installments,
        linker.identify_titles,
        linker.gather_columns,
        linker.resolve_stamps,
        linker.resolve_names,
        linker.resolve_blocks,
        linker.hide_names_that_name_others,
        linker.name_mentions,
        linker.reveal_first_appearances,
        linker.make_written_names_public,
    ):
        step()
    return linker.ledger(content_hash), linker.problems


class Linker(RevealPasses):
    """All passes of one linking, in the order of `link`, and its result."""

    def ledger(self, content_hash: str) -> Ledger:
        """The columns as they stand, with strings renumbered to those in use."""
        self._add_public_names()
        if self.hidden_lines.any():
            counts = np.repeat(self.hidden_lines, self.lines["way_count"])
            self.ways = np.where(counts, self.never, self.ways).astype(np.int32)
        universe = next((page for page in self.pages if page.kind == "universe"), None)
        entities = Entities(
            key=np.array([self.intern(page.key) for page in self.owners], np.int32),
            kind=np.array([0 if p.stamped_kind else KINDS.index(p.kind) for p in self.owners], np.int8),
            name=np.array([0 if p.kind in TITLE_KINDS else self.intern(p.name) for p in self.owners], np.int32),
            slug=np.array(
                [0 if p.kind in TITLE_KINDS or not p.name else self.intern(slug(p.name)) for p in self.owners], np.int32
            ),
            rank=np.array([page.name_rank for page in self.owners], np.int32),
            year=np.array([page.year for page in self.owners], np.int32),
            plural=np.array([page.plural for page in self.owners], np.bool_),
            identity=self._texts(self.identities.of),
            stand_in=self._texts(self.identities.stand_in),
        )
        stamps = self._stamps()
        path = np.array([self.intern(page.path) for page in self.pages], np.int32)
        lines = Lines(
            way_start=np.concatenate([[0], np.cumsum(self.lines["way_count"])]).astype(np.int32),
            ways=self.ways.astype(np.int32),
            page=np.repeat(path, np.diff(self.first_line)).astype(np.int32),
            home=np.where(self.public, self.home, -1).astype(np.int32),
            section=self.lines["section"].astype(np.int8),
            **{
                name: self.lines[name]
                for name in (
                    "own_ways", "number", "ref", "about", "before", "start", "end", "true_text", "true_start",
                    "true_until", "step",
                )
            },
        )  # fmt: skip
        rows = Rows(verb=self.rows["verb"].astype(np.int16), **{n: c for n, c in self.rows.items() if n != "verb"})
        mentions = Mentions(*(self.mentions[name] for name in ("line", "entity", "shown", "needs")))
        tables = _Strings(self.intern)
        tables.use(entities, "key", "name", "slug", "identity", "stand_in")
        tables.use(self.installments, "name")
        tables.use(stamps, "source")
        tables.use(lines, "page", "true_text")
        tables.use(rows, "form", "preposition", "text", "label")
        tables.use(mentions, "shown", "needs")
        return Ledger(
            id=universe.id if universe else "",
            name=universe.name if universe else "",
            description=universe.properties.get("description", "") if universe else "",
            hash=content_hash,
            vocabulary=self.vocabulary,
            strings=tables.pack(),
            entities=entities,
            installments=self.installments,
            seasons=self.seasons,
            stamps=stamps,
            lines=lines,
            rows=rows,
            mentions=mentions,
            disproofs=Disproofs(self.disproofs["line"], self.disproofs["belief"]),
        )

    def _texts(self, by_entity: Mapping[int, str]) -> Ints:
        """A column of texts, "" where there is none."""
        return np.array([self.intern(by_entity.get(n, "")) for n in range(len(self.owners))], np.int32)

    def _stamps(self) -> Stamps:
        pairs: dict[tuple[int, int], int] = {(-1, PUBLIC): PUBLIC, (-1, IMPOSSIBLE): IMPOSSIBLE}
        starts, needs, sources = [0], list[int](), list[int]()
        for positions, source in self.closed:
            needs.extend(pairs.setdefault(pair, len(pairs)) for pair in positions)
            starts.append(len(needs))
            sources.append(source)
        installment = np.array([n for n, _ in pairs], np.int32)
        seconds = np.array([s for _, s in pairs], np.int32)
        bounded = np.minimum(seconds, (1 << TIME_BITS) - 1).astype(np.int64)
        order = np.where(installment < 0, -1, (installment.astype(np.int64) << TIME_BITS) | bounded)
        return Stamps(
            installment,
            seconds,
            order,
            np.array(starts, np.int32),
            np.array(needs, np.int32),
            np.array(sources, np.int32),
        )


class _Strings:
    """Collects the columns that hold interned words, and renumbers them all to one packed table."""

    def __init__(self, intern: Interner) -> None:
        self.intern, self.columns = intern, list[Ints]()

    def use(self, table: object, *names: str) -> None:
        for name in names:
            column: Ints = getattr(table, name)
            self.columns.append(column)

    def pack(self) -> Strings:
        used = np.zeros(len(self.intern), np.bool_)
        used[0] = True
        for column in self.columns:
            used[column] = True
        numbers = np.cumsum(used, dtype=np.int32) - 1
        for column in self.columns:
            column[:] = numbers[column]
        words = self.intern.words
        return Strings.of(words[n] for n in np.flatnonzero(used).tolist())
