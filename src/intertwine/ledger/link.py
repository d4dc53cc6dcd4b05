"""Linking: the segments of all pages become one ledger. A visible list of passes over one `Linker`.

Order never depends on file order or on a name that could be hidden: titles' pages come first by path, entities' pages
after them by a hash of theirs (two facts learnt at the same moment are told in this order, and a path holds a key).
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from intertwine.ledger import unresolved
from intertwine.ledger.ledger import (
    IMPOSSIBLE,
    KINDS,
    NO_DATE,
    PUBLIC,
    Disproofs,
    Entities,
    Installments,
    Ledger,
    Lines,
    Mentions,
    Rows,
    Seasons,
    Stamps,
)
from intertwine.ledger.resolve import Calendar, ClosedPositions
from intertwine.ledger.segment import LINE_COLUMNS, MENTION_COLUMNS, ROW_COLUMNS, Interner, Segment
from intertwine.ledger.vocabulary import TITLE_KINDS
from intertwine.model.arrays import among, distinct
from intertwine.model.problem import Problem
from intertwine.model.statement import Installment, Page, Season
from intertwine.model.strings import Bools, Ints, Strings
from intertwine.model.verb import Vocabulary
from intertwine.model.words import fold, slug

_TIME_BITS = 21


def base_name(key: str) -> str:
    """A key without its parenthesis: `Luke Cage (series)` reads as `Luke Cage`."""
    head, bracket, _ = key.rpartition(" (")
    return head if bracket and key.endswith(")") and head else key


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


class Linker:
    """The state of one linking; each method is one pass, in the order of `link`."""

    def __init__(self, segments: Iterable[Segment], vocabulary: Vocabulary, intern: Interner) -> None:
        def place(segment: Segment) -> tuple[bool, str]:
            page = segment.page
            if page.kind in TITLE_KINDS or page.kind == "season":
                return False, page.path
            return True, hashlib.blake2b(page.path.encode("utf-8", "surrogatepass")).hexdigest()

        self.segments = sorted(segments, key=place)
        self.pages = [segment.page for segment in self.segments]
        self.vocabulary, self.intern = vocabulary, intern
        self.problems = [problem for segment in self.segments for problem in segment.problems]
        self.extra_names: list[tuple[int, int, int]] = []

    # --- entities and installments --------------------------------------------------------------------------------
    def number_entities(self) -> None:
        """Before: pages. After: `entity[key]` numbers every page that is an entity or a title, in order of keys."""
        self.owners = sorted((p for p in self.pages if p.kind in KINDS and p.kind), key=lambda p: p.key)
        self.entity = {page.key: number for number, page in enumerate(self.owners)}

    def _own_title(self, page: Page) -> int:
        key = page.of if page.kind == "season" else page.key
        number = self.entity.get(key, -1)
        return number if number >= 0 and self.owners[number].kind in TITLE_KINDS else -1

    def number_installments(self) -> None:
        """After: `calendar` knows every title, season and installment; they are numbered in release order."""
        found: dict[tuple[int, int, int], tuple[Installment, int, str]] = {}
        seasons: dict[tuple[int, int], Season] = {}
        for page in self.pages:
            title = self._own_title(page)
            if page.kind == "season" and title < 0:
                self.problems.append(unresolved.unknown_title(page, self.entity))
            if title < 0:
                continue
            dates = {season.number: season.date for season in page.seasons}
            for season in page.seasons:
                if (title, season.number) in seasons:
                    self.problems.append(unresolved.twice(page, season.line, f"season {season.number}"))
                seasons.setdefault((title, season.number), season)
            for it in page.installments:
                where = (title, it.season, it.number)
                if where in found:
                    self.problems.append(unresolved.twice(page, it.line, f"{it.season}x{it.number:02}"))
                    continue
                date = it.date if it.date is not None else dates.get(it.season)
                found[where] = (it, NO_DATE if date is None else date, fold(self.owners[title].name))
        ordered = sorted(found.items(), key=lambda item: (item[1][1], item[1][2], item[0]))
        self.calendar = calendar = Calendar()
        calendar.by_key = {page.key: self.entity[page.key] for page in self.owners if page.kind in TITLE_KINDS}
        for key, number in calendar.by_key.items():
            calendar.by_name[fold(self.owners[number].name or base_name(key))].append(number)
        for n, ((title, number, episode), _) in enumerate(ordered):
            calendar.episodes[title][number, episode] = n
        for (title, number), season in seasons.items():
            calendar.declared[title][number] = season.episodes
            if season.announced:
                calendar.announced[title].add(number)
        strings = self.intern
        columns = [
            (title, season, number, strings(it.name), date, it.minutes, it.about)
            for (title, season, number), (it, date, _) in ordered
        ]
        table = np.array(columns, np.int32).reshape(len(columns), 7)
        title_, season_, number_, name_, date_, minutes_ = (table[:, n].copy() for n in range(6))
        about = table[:, 6].astype(np.bool_)
        self.installments = Installments(title_, season_, number_, name_, date_, minutes_, about)
        listed = sorted(seasons.items())
        days = [NO_DATE if season.date is None else season.date for _, season in listed]
        self.seasons = Seasons(
            np.array([title for (title, _), _ in listed], np.int32),
            np.array([number for (_, number), _ in listed], np.int32),
            np.array(days, np.int32),
            np.array([season.episodes for _, season in listed], np.int32),
            np.array([season.announced for _, season in listed], np.bool_),
        )

    # --- columns ---------------------------------------------------------------------------------------------------
    def gather_columns(self) -> None:
        """After: one table each of lines, rows, mentions and disproofs; line numbers count over all pages."""
        self.first_line = np.zeros(len(self.segments) + 1, np.int64)
        np.cumsum([len(s.lines["number"]) for s in self.segments], out=self.first_line[1:])
        shifts = self.first_line[:-1].astype(np.int32)

        def joined(table: Callable[[Segment], dict[str, Ints]], names: Sequence[str]) -> dict[str, Ints]:
            tables = [table(segment) for segment in self.segments]
            found: dict[str, Ints] = {}
            for name in names:
                column = np.concatenate([it[name] for it in tables]) if tables else np.zeros(0, np.int32)
                if name in ("line", "about"):
                    shift = np.repeat(shifts, [len(it[name]) for it in tables])
                    column = np.where(column < 0, column, column + shift).astype(np.int32)
                found[name] = column
            return found

        self.lines = joined(lambda s: s.lines, LINE_COLUMNS)
        self.rows = joined(lambda s: s.rows, ROW_COLUMNS)
        self.mentions = joined(lambda s: s.mentions, MENTION_COLUMNS)
        self.disproofs = joined(lambda s: s.disproofs, ("line", "block"))

    def resolve_stamps(self) -> None:
        """After: `ways[line]` runs are numbers of closed alternatives, shared by all pages."""
        closed: dict[tuple[ClosedPositions, int], int] = {}
        parts: list[Ints] = []
        homes: list[int] = []
        for segment in self.segments:
            own = self._own_title(segment.page)
            homes.append(own)
            numbers = np.zeros(len(segment.alternatives), np.int32)
            for n, alternative in enumerate(segment.alternatives):
                positions, lost = self.calendar.positions(alternative.positions, own)
                meant = [position for position in lost if position.kind != "impossible"]
                if meant:
                    self.problems.extend(unresolved.unknown_positions(segment.page, alternative, meant))
                numbers[n] = closed.setdefault((positions, self.intern(alternative.source)), len(closed))
            parts.append(numbers[segment.ways])
        self.ways = np.concatenate(parts) if parts else np.zeros(0, np.int32)
        self.home = np.repeat(np.array(homes, np.int32), np.diff(self.first_line))
        self.closed = closed
        self.never = closed.setdefault((((-1, IMPOSSIBLE),), 0), len(closed))
        self.always = {n for (positions, _), n in closed.items() if positions == ((-1, PUBLIC),)}

    # --- names -----------------------------------------------------------------------------------------------------
    def resolve_names(self) -> None:
        """After: rows and mentions hold entities; rows with an unknown name are gone, mentions of one hide a line."""
        words = {self.intern(key): entity for key, entity in self.entity.items()}
        number = np.full(len(self.intern), -1, np.int32)
        number[list(words)] = list(words.values())
        number[0] = -1
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
                self.problems.extend(unresolved.unknown_names(self.segments[n].page, self.entity))
        if bad.any():
            self.rows = {name: column[~bad] for name, column in self.rows.items()}
        self.mentions["entity"] = entity

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
        self.hidden_lines[line[naming & ((rows["object"] >= 0) | (rows["place"] >= 0) | linking[line])]] = True

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
        if written or self.intern.words[word] == page.name or word in self.linked.get(entity, ()):
            return word, 0
        return 0, 0

    def reveal_first_appearances(self) -> None:
        """After: cast lines that wait for a character's first appearance have the alternatives of every statement of
        that title which names the character, those alone that lie in the title. A public statement tells no role."""
        inside = {
            n: {int(self.installments.title[i]) for i, _ in positions if i >= 0}
            for (positions, _), n in self.closed.items()
            if positions != ((-1, IMPOSSIBLE),)
        }
        evidence = np.array([verb.evidence and verb.role not in ("billing", "part") for verb in self.vocabulary.verbs])
        useful = evidence[self.rows["verb"]]
        starts = np.concatenate([[0], np.cumsum(self.lines["way_count"])])
        extra: dict[int, list[int]] = {}
        for first, segment in zip(self.first_line.tolist(), self.segments, strict=False):
            title = self._own_title(segment.page)
            if title < 0:
                continue
            for line, key in segment.waits:
                entity = int(self._entity_of_word[key])
                here = self.home == title
                named = np.zeros(len(here), np.bool_)
                for column in ("subject", "object", "place"):
                    named[self.rows["line"][useful & (self.rows[column] == entity)]] = True
                named[self.mentions["line"][self.mentions["entity"] == entity]] = True
                ways = {
                    w
                    for n in np.flatnonzero(named & here).tolist()
                    for w in self.ways[starts[n] : starts[n + 1]].tolist()
                }
                plain = {self._without_source(w) for w in ways if inside.get(w) == {title}}
                if plain:
                    extra[first + line] = sorted(plain)
        self._replace_ways(starts, extra)

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
            if self.owners[entity].kind not in TITLE_KINDS and word in self.stamped.get(entity, set())
        ]

    # --- the result --------------------------------------------------------------------------------------------------
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
                    "own_ways", "number", "ref", "about", "before", "start", "end", "true_text", "true_start", "true_until", "step",
                )
            },
        )  # fmt: skip
        rows = Rows(verb=self.rows["verb"].astype(np.int16), **{n: c for n, c in self.rows.items() if n != "verb"})
        mentions = Mentions(*(self.mentions[name] for name in ("line", "entity", "shown", "needs")))
        tables = _Strings(self.intern)
        tables.use(entities, "key", "name", "slug")
        tables.use(self.installments, "name")
        tables.use(stamps, "source")
        tables.use(lines, "page", "true_text")
        tables.use(rows, "form", "preposition", "text", "label")
        tables.use(mentions, "shown", "needs")
        return Ledger(
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

    def _stamps(self) -> Stamps:
        pairs: dict[tuple[int, int], int] = {(-1, PUBLIC): PUBLIC, (-1, IMPOSSIBLE): IMPOSSIBLE}
        starts, needs, sources = [0], list[int](), list[int]()
        for positions, source in self.closed:
            needs.extend(pairs.setdefault(pair, len(pairs)) for pair in positions)
            starts.append(len(needs))
            sources.append(source)
        installment = np.array([n for n, _ in pairs], np.int32)
        seconds = np.array([s for _, s in pairs], np.int32)
        bounded = np.minimum(seconds, (1 << _TIME_BITS) - 1).astype(np.int64)
        order = np.where(installment < 0, -1, (installment.astype(np.int64) << _TIME_BITS) | bounded)
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
