"""Linking: what one statement reveals for another: first appearances, and names that public statements write."""

from itertools import pairwise

import numpy as np

from intertwine.ledger.link.link_calendar import base_name
from intertwine.ledger.link.link_names import NamePasses
from intertwine.ledger.link.segment import LINE_COLUMNS
from intertwine.ledger.read.vocabulary import TITLE_KINDS
from intertwine.ledger.store.columns import (
    IMPOSSIBLE,
    PUBLIC,
)
from intertwine.model.arrays import among, distinct
from intertwine.model.statement import Page
from intertwine.model.strings import Bools, Ints
from intertwine.model.words import slug


class RevealPasses(NamePasses):
    """Reveals that follow from other statements. See `link`."""

    def reveal_first_appearances(self) -> None:
        """After: cast lines that wait for a character's first appearance have the alternatives of every statement of
        that title which names the character, those alone that lie in the title. A public statement tells no role."""
        inside = {
            n: {int(self.installments.title[i]) for i, _ in positions if i >= 0}
            for (positions, _), n in self.closed.items()
            if positions != ((-1, IMPOSSIBLE),)
        }
        evidence = np.array([verb.evidence and verb.role not in ("billing", "part") for verb in self.vocabulary.verbs])
        named = self._lines_of_waited(evidence[self.rows["verb"]])
        starts = np.concatenate([[0], np.cumsum(self.lines["way_count"])])
        extra: dict[int, list[int]] = {}
        appears: dict[tuple[int, int], list[int]] = {}
        nowhere = np.zeros(0, np.int32)
        for first, segment in zip(self.first_line.tolist(), self.segments, strict=False):
            title = self._own_title(segment.page)
            if title < 0:
                continue
            for line, key in segment.waits:
                entity = int(self._entity_of_word[key])
                if (title, entity) not in appears:
                    lines = named.get(entity, nowhere)
                    here = lines[self.home[lines] == title]
                    ways = {w for n in here.tolist() for w in self.ways[starts[n] : starts[n + 1]].tolist()}
                    appears[title, entity] = sorted({self._without_source(w) for w in ways if inside.get(w) == {title}})
                if appears[title, entity]:
                    extra[first + line] = appears[title, entity]
        self._replace_ways(starts, extra)

    def _lines_of_waited(self, useful: Bools) -> dict[int, Ints]:
        """For each entity that a cast line waits for, the lines that name it, in order, each once."""
        waited = np.zeros(len(self.owners) + 1, np.bool_)  # the last place is that of -1
        waited[[int(self._entity_of_word[key]) for segment in self.segments for _, key in segment.waits]] = True
        waited[-1] = False
        pairs = [(self.rows[name][useful], self.rows["line"][useful]) for name in ("subject", "object", "place")]
        pairs.append((self.mentions["entity"], self.mentions["line"]))
        entities, lines = (np.concatenate(column) for column in zip(*pairs, strict=True))
        chosen = waited[entities]
        both = distinct(entities[chosen].astype(np.int64) << 32 | lines[chosen])
        entity, line = both >> 32, (both & 0xFFFFFFFF).astype(np.int32)
        bounds = np.flatnonzero(np.diff(entity, prepend=-1, append=-1)).tolist()
        return {int(entity[a]): line[a:b] for a, b in pairwise(bounds)}

    def _without_source(self, way: int) -> int:
        if not hasattr(self, "_positions_of"):
            self._positions_of = {n: positions for (positions, _), n in self.closed.items()}
        positions = self._positions_of[way]
        number = self.closed.setdefault((positions, 0), len(self.closed))
        self._positions_of[number] = positions
        if positions == ((-1, PUBLIC),):
            self.always.add(number)
        return number

    def _replace_ways(self, starts: Ints, extra: dict[int, list[int]]) -> None:
        if not extra:
            return
        parts, last = [], 0
        for line in sorted(extra):
            parts += [self.ways[last : starts[line]], np.array(extra[line], np.int32)]
            last = int(starts[line + 1])
            self.lines["way_count"][line] = len(extra[line])
        self.ways = np.concatenate([*parts, self.ways[last:]])

    def make_written_names_public(self) -> None:
        """After: a declared name that a public statement writes has a public name row of its own."""
        starts = np.concatenate([[0], np.cumsum(self.lines["way_count"])])
        public_ways = among(self.ways, sorted(self.always))
        public = (
            np.add.reduceat(np.append(public_ways, False), starts[:-1]) > 0 if len(self.ways) else np.zeros(0, bool)
        )
        public &= ~self.hidden_lines
        self.public = public
        found: dict[tuple[int, int], int] = {}
        speaking = ~among(
            self.rows["verb"],
            self.vocabulary.with_role("name", "linked name", "title name", "image", "outside id", "kind"),
        )
        for name in ("subject", "object", "place"):
            chosen = speaking & public[self.rows["line"]] & (self.rows[name] >= 0)
            for entity, line in zip(self.rows[name][chosen].tolist(), self.rows["line"][chosen].tolist(), strict=True):
                found.setdefault((entity, self.intern(base_name(self.owners[entity].key))), line)
        chosen = public[self.mentions["line"]]
        for entity, word, line in zip(
            self.mentions["entity"][chosen].tolist(), self.mentions["shown"][chosen].tolist(),
            self.mentions["line"][chosen].tolist(), strict=True,
        ):  # fmt: skip
            found.setdefault((entity, word), line)
        self.extra_names = [
            (entity, word, line)
            for (entity, word), line in sorted(
                found.items(), key=lambda item: (item[0][0], self.intern.words[item[0][1]])
            )
            if self.owners[entity].kind not in TITLE_KINDS
            and not self.owners[entity].revealed  # a page that is stamped as a whole is a secret like such a title
            and word in self.stamped.get(entity, set())
        ]

    def _add_public_names(self) -> None:
        if not self.extra_names:
            return
        always = self.closed.setdefault((((-1, PUBLIC),), 0), len(self.closed))
        verb = next(iter(self.vocabulary.with_role("name")))
        naming = self.rows["verb"] == verb
        ranks = {
            (entity, text): rank
            for entity, text, rank in zip(
                self.rows["subject"][naming].tolist(), self.rows["text"][naming].tolist(),
                self.rows["rank"][naming].tolist(), strict=True,
            )
        }  # fmt: skip
        source = np.array([line for _, _, line in self.extra_names], np.int64)
        count, first = len(source), len(self.lines["number"])
        blank = {"way_count": 1, "start": -1, "end": -1, "ref": -1, "about": -1, "before": -1, "step": -1}
        for name in LINE_COLUMNS:
            old = self.lines[name]
            new = old[source] if name == "number" else np.full(count, blank.get(name, 0), np.int32)
            if name in ("true_start", "true_until"):
                new = np.full(count, np.iinfo(np.int32).min, np.int32)
            self.lines[name] = np.concatenate([old, new]).astype(np.int32)
        added = {
            "line": np.arange(first, first + count),
            "subject": np.array([entity for entity, _, _ in self.extra_names]),
            "verb": np.full(count, verb),
            "text": np.array([word for _, word, _ in self.extra_names]),
            "label": np.array([self.intern(slug(self.intern.words[word])) for _, word, _ in self.extra_names]),
            "object": np.full(count, -1),
            "place": np.full(count, -1),
            "rank": np.array([ranks.get((entity, word), 0) for entity, word, _ in self.extra_names]),
        }
        for name, column in self.rows.items():
            new = added.get(name, np.zeros(count))
            self.rows[name] = np.concatenate([column, new]).astype(np.int32)
        # They belong to no page's run of lines: a last run of their own, written where the public statement stands.
        self.ways = np.concatenate([self.ways, np.full(count, always, np.int32)])
        self.public = np.concatenate([self.public, np.zeros(count, np.bool_)])
        self.hidden_lines = np.concatenate([self.hidden_lines, np.zeros(count, np.bool_)])
        self.home = np.concatenate([self.home, np.full(count, -1, np.int32)])
        self.pages = [*self.pages, Page(path="", key="", kind="")]
        self.first_line = np.append(self.first_line, first + count)
