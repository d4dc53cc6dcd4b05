"""Linking: names, block ids and the links inside texts."""

from collections import defaultdict

import numpy as np

from intertwine.ledger.link import unresolved
from intertwine.ledger.link.link_calendar import base_name
from intertwine.ledger.link.link_columns import ColumnPasses
from intertwine.ledger.read.vocabulary import TITLE_KINDS
from intertwine.model.arrays import among, distinct
from intertwine.model.names import Names
from intertwine.model.strings import Bools, Ints


class NamePasses(ColumnPasses):
    """Who and what is meant. See `link`."""

    def resolve_names(self) -> None:
        """After: rows and mentions hold entities; rows with an unknown name are gone, mentions of one hide a line."""
        number = self._entities_of_words()
        self._entity_of_word = number
        bad = np.zeros(len(self.rows["line"]), np.bool_)
        for name in ("subject", "object", "place"):
            written = self.rows[name]
            self.rows[name] = number[written]
            bad |= (written > 0) & (self.rows[name] < 0)
        self.hidden_lines: Bools = np.zeros(len(self.lines["number"]), np.bool_)
        entity = number[self.mentions["key"]]
        self.hidden_lines[self.mentions["line"][entity < 0]] = True
        if bad.any() or self.hidden_lines.any():
            hurt = np.concatenate([self.rows["line"][bad], np.flatnonzero(self.hidden_lines).astype(np.int32)])
            for n in distinct(np.searchsorted(self.first_line, hurt, side="right") - 1).tolist():
                self.problems.extend(unresolved.unknown_names(self.segments[n].page, self.keys))
        if bad.any():
            self.rows = {name: column[~bad] for name, column in self.rows.items()}
        self.mentions["entity"] = entity

    def _entities_of_words(self) -> Ints:
        """For each interned word the entity that a link of it means, -1 where it means none."""
        words = {self.intern(key): entity for key, entity in self.keys.exact.items()}
        number = np.full(len(self.intern), -1, np.int32)
        number[list(words)] = list(words.values())
        number[0] = -1
        written = [self.rows[name] for name in ("subject", "object", "place")] + [self.mentions["key"]]
        used = np.zeros(len(number), np.bool_)
        for column in written:
            used[column] = True
        used[[key for segment in self.segments for _, key in segment.waits]] = True
        for word in np.flatnonzero(used & (number < 0)).tolist():
            number[word] = self.keys.find(self.intern.words[word])
        number[0] = -1
        return number

    def resolve_blocks(self) -> None:
        """After: `ref`, `before` and the beliefs of disproofs are lines (-1: none; an unknown one hides its line)."""
        blocks = self.lines["block"]
        line_of = np.full(len(self.intern), -1, np.int32)
        named = np.flatnonzero(blocks)
        for line in named[::-1].tolist():
            line_of[blocks[line]] = line
        if len(distinct(blocks[named])) < len(named):
            self.problems.extend(unresolved.blocks_twice(self.pages))
        lost = np.zeros(len(blocks), np.bool_)
        for name in ("ref", "before"):
            written = self.lines[name]
            self.lines[name] = np.where(written == 0, -1, line_of[written]).astype(np.int32)
            lost |= (written > 0) & (self.lines[name] < 0)
        belief = line_of[self.disproofs["block"]]
        lost[self.disproofs["line"][belief < 0]] = True
        self.disproofs = {"line": self.disproofs["line"][belief >= 0], "belief": belief[belief >= 0]}
        if lost.any():
            words_known = {self.intern.words[n] for n in blocks[named].tolist()}
            self.problems.extend(unresolved.unknown_blocks(self.pages, words_known))
            self.hidden_lines |= lost

    def hide_names_that_name_others(self) -> None:
        """After: a name that links somebody in its text, or has a place, is hidden: a name is what makes its bearer
        visible, so that it cannot wait for others."""
        linking = np.zeros(len(self.hidden_lines), np.bool_)
        linking[self.mentions["line"]] = True
        rows, line = self.rows, self.rows["line"]
        naming = among(rows["verb"], self.vocabulary.with_role("name", "linked name", "title name"))
        naming &= (rows["object"] >= 0) | (rows["place"] >= 0) | linking[line]
        self.hidden_lines[line[naming]] = True
        for n in distinct(line[naming]).tolist():
            page = self.segments[int(np.searchsorted(self.first_line, n, side="right")) - 1].page
            self.problems.append(unresolved.name_not_alone(page, int(self.lines["number"][n])))

    def name_mentions(self) -> None:
        """After: each mention knows how it reads (`shown`) and which declared name it needs (`needs`)."""
        self.stamped: dict[int, set[int]] = defaultdict(set)
        naming = among(self.rows["verb"], self.vocabulary.with_role("name", "title name"))
        subjects, texts = self.rows["subject"][naming].tolist(), self.rows["text"][naming].tolist()
        for entity, text in zip(subjects, texts, strict=True):
            self.stamped[entity].add(text)
        self.linked: dict[int, set[int]] = defaultdict(set)
        following = among(self.rows["verb"], self.vocabulary.with_role("linked name"))
        for entity, text in zip(
            self.rows["subject"][following].tolist(), self.rows["text"][following].tolist(), strict=True
        ):
            self.linked[entity].add(text)
        memo: dict[tuple[int, int], tuple[int, int]] = {}
        self._declared: dict[int, Names[int]] = {}
        shown, needs = np.zeros_like(self.mentions["line"]), np.zeros_like(self.mentions["line"])
        pairs = zip(self.mentions["entity"].tolist(), self.mentions["shown"].tolist(), strict=True)
        for n, (entity, written) in enumerate(pairs):
            if entity < 0:
                continue
            if (entity, written) not in memo:
                memo[entity, written] = self._reading(entity, written)
            shown[n], needs[n] = memo[entity, written]
        self.mentions["shown"], self.mentions["needs"] = shown, needs

    def _reading(self, entity: int, written: int) -> tuple[int, int]:
        page, stamped = self.owners[entity], self.stamped.get(entity, set())
        word = written or self.intern(base_name(page.key))
        if word in stamped and self.intern.words[word] != page.name:
            return word, word
        if page.kind in TITLE_KINDS and word in stamped:
            return word, word
        if self.intern.words[word] == page.name or word in self.linked.get(entity, ()):
            return word, 0
        return (word, self._reads_like(entity, word)) if written else (0, 0)

    def _reads_like(self, entity: int, word: int) -> int:
        """The declared name that `word` writes in another way (`robin` for Robin), 0 for none: it needs it as well."""
        words = self.intern.words
        if entity not in self._declared:
            self._declared[entity] = Names((words[n], n) for n in sorted(self.stamped.get(entity, ())))
        return next(iter(self._declared[entity].called(words[word])), 0)
