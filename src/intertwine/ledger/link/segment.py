"""One page as columns: what a compiler calls an object file. Linking many of them is then a matter of arrays.

Names and strings are numbers of an `Interner` that lives as long as its compiler, so that a segment whose page did
not change can be linked again as it is.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from itertools import takewhile
from zlib import crc32

import numpy as np

from intertwine.ledger.link import unresolved
from intertwine.ledger.link.interner import Interner
from intertwine.ledger.link.statement_rows import DisguiseRows, Scopes
from intertwine.ledger.read.beside import known_beside, step_stamp
from intertwine.ledger.read.markdown.links import LINK, base_name, clean_key
from intertwine.ledger.read.stamps import HIDDEN
from intertwine.ledger.store.columns import AFTER_DECLARED, RELATION_KINDS, RELATION_UNITS, SECTIONS, kind_number
from intertwine.model.frozen import read_only
from intertwine.model.kinds import ENTITY_KINDS, PRONOUNS, is_title_kind
from intertwine.model.problem import Problem
from intertwine.model.sentinels import NO_DAY, NONE
from intertwine.model.statement import Alternative, Link, Page, Purpose, Statement, StoryTime
from intertwine.model.strings import Ints
from intertwine.model.verb import Vocabulary
from intertwine.model.words import slug

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
PAGES_OF_A_CHUNK = 64
"""Pages of a chunk, on average."""
OPEN, CLOSE = "\x02", "\x03"
"""What stands for a link inside compiled text: OPEN, its number among the line's mentions, CLOSE."""


LINE_COLUMNS = (
    "alternative_count", "own_alternatives", "number", "column", "block", "ref", "about", "start", "end",
    "true_text", "true_start", "true_until", "step", "section",
)  # fmt: skip
ROW_COLUMNS = (
    "line",
    "subject",
    "verb",
    "form",
    "object",
    "preposition",
    "place",
    "recipient",
    "text",
    "label",
    "rank",
)
MENTION_COLUMNS = ("line", "key", "shown")
DISPROOF_COLUMNS = ("line", "block")
DISGUISE_COLUMNS = ("row", "line", "true")
UNMASKING_COLUMNS = ("line", "place", "says", "key")
PART_COLUMNS = ("row", "of_object", "words", "number", "column")
FRAMING_COLUMNS = ("line", "framed", "scope")
RELATION_COLUMNS = ("line", "target", "kind", "block", "days", "distance", "unit", "number")
WAIT_COLUMNS = ("line", "key")
LINK_COLUMNS = ("key", "number", "column")
OWNER_COLUMNS = (
    "key", "kind", "name", "slug", "rank", "year", "plural", "pronoun", "page_name", "base_name", "is_title",
    "is_revealed",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """One page, compiled: tables of its lines, rows, mentions and so on, each a column a row, named by the constants
    above. Keys, strings and block ids are words of an `Interner`; `about` and `line` count within the page.

    `page` is what stands in it, without its statements: the tables say all that is asked of those.
    `line_alternatives` are numbers into `alternatives`, whose sources are the words `sources`, and `linked_titles` what
    they name as a link. `parts` say which place in a title the subject or the object of a row is, and where that is
    written. `waits` are cast lines that wait for a first appearance. `links` says of each link where it
    stands, for the problems of those that lead nowhere. `owner` is the page's entity or title (() where it has none).

    Segments are compared by identity: an equal page that was compiled twice is another one.
    """

    page: Page
    path: int
    place: str
    """Pages are ordered by this."""
    begins_chunk: bool
    """Whether a chunk of pages is cut before this one; it hangs on the path alone."""
    problems: tuple[Problem, ...]
    alternatives: tuple[Alternative, ...]
    sources: tuple[int, ...]
    linked_titles: tuple[str, ...]
    line_alternatives: Ints
    lines: Ints
    rows: Ints
    mentions: Ints
    disproofs: Ints
    disguises: Ints
    unmaskings: Ints
    parts: Ints
    framings: Ints
    relations: Ints
    waits: Ints
    links: Ints
    owner: tuple[int, ...]


def segment(page: Page, problems: tuple[Problem, ...], vocabulary: Vocabulary, intern: Interner) -> Segment:
    """Compile one parsed page. Names are not resolved yet: that takes all pages (`link`).

    `problems` are those of parsing it, `vocabulary` numbers its verbs, and `intern` its words.
    """
    if "[[" in page.name and page.kind in ENTITY_KINDS:
        page, problems = replace(page, name=""), (*problems, unresolved.name_not_alone(page, 1))
    return _SegmentBuilder(page, vocabulary, intern).build(problems)


class _SegmentBuilder:
    def __init__(self, page: Page, vocabulary: Vocabulary, intern: Interner) -> None:
        self.page, self.verbs, self.intern = page, vocabulary.by_id, intern
        self.kinds = vocabulary.kinds
        self.taken_for, self.frame = vocabulary.listing("taken for"), vocabulary.listing("frame")
        self.own_order = vocabulary.listing("own order")
        self.declaring, (self.following,) = vocabulary.with_role("name"), vocabulary.with_role("linked name")[:1]
        self.naming = vocabulary.with_role("name", "linked name", "title name")
        self.alternatives: dict[Alternative, int] = {}
        self.lines: list[tuple[int, ...]] = []
        self.rows: list[tuple[int, ...]] = []
        self.mentions: list[tuple[int, ...]] = []
        self.disproofs: list[tuple[int, ...]] = []
        self.disguises: list[tuple[int, ...]] = []
        self.unmaskings: list[tuple[int, ...]] = []
        self.parts: list[tuple[int, ...]] = []
        self.framings: list[tuple[int, ...]] = []
        self.relations: list[tuple[int, ...]] = []
        self.scopes = Scopes(frozenset(kind.id for kind in vocabulary.frames if kind.lasts))
        self.line_alternatives: list[int] = []
        self.waits: list[tuple[int, ...]] = []
        self.links: list[tuple[int, ...]] = []

    def build(self, problems: tuple[Problem, ...]) -> Segment:
        for statement in self.page.statements:
            self._statement(statement)
        if self.page.kind == "order":  # one line that says nothing: its stamp is that of the order's name
            self.line_alternatives.extend(dict.fromkeys(self._alternative(it) for it in self.page.revealed))
            self.lines.append(_line(len(self.line_alternatives), 1, 1, NONE))
        linked = (p.title for it in self.alternatives for p in it.positions if p.linked_title)
        return Segment(
            page=replace(self.page, statements=()),
            path=self.intern(self.page.path),
            place=_place(self.page),
            begins_chunk=crc32(self.page.path.encode("utf-8", "surrogatepass")) % PAGES_OF_A_CHUNK == 0,
            problems=problems,
            alternatives=tuple(self.alternatives),
            sources=tuple(self.intern(it.source) for it in self.alternatives),
            linked_titles=tuple(dict.fromkeys(linked)),
            line_alternatives=read_only(np.array(self.line_alternatives, np.int32)),
            lines=_table(LINE_COLUMNS, self.lines),
            rows=_table(ROW_COLUMNS, self.rows),
            mentions=_table(MENTION_COLUMNS, self.mentions),
            disproofs=_table(DISPROOF_COLUMNS, self.disproofs),
            disguises=_table(DISGUISE_COLUMNS, self.disguises),
            unmaskings=_table(UNMASKING_COLUMNS, self.unmaskings),
            parts=_table(PART_COLUMNS, self.parts),
            framings=_table(FRAMING_COLUMNS, self.framings),
            relations=_table(RELATION_COLUMNS, self.relations),
            waits=_table(WAIT_COLUMNS, self.waits),
            links=_table(LINK_COLUMNS, self.links),
            owner=self._owner(),
        )

    def _owner(self) -> tuple[int, ...]:
        """The columns of `OWNER_COLUMNS` of this page, () where it is of no entity and no title."""
        page, intern = self.page, self.intern
        number = kind_number(page.kind, self.kinds) if page.kind else -1
        if number < 0:
            return ()
        is_title = is_title_kind(page.kind)
        name = "" if is_title else page.name
        kind = 0 if page.stamped_kind else number
        return (
            intern(page.key), kind, intern(name), intern(slug(name) if name else ""), page.name_rank, page.year,
            page.plural, PRONOUNS.index(page.pronoun), intern(page.name), intern(base_name(page.key)), is_title,
            bool(page.revealed),
        )  # fmt: skip

    def _alternative(self, alternative: Alternative) -> int:
        return self.alternatives.setdefault(alternative, len(self.alternatives))

    def _statement(self, it: Statement) -> None:
        intern, line = self.intern, len(self.lines)
        alternatives = dict.fromkeys(self._alternative(alternative) for alternative in it.alternatives)
        self.line_alternatives.extend(alternatives)
        true = it.true
        self.lines.append(
            (
                len(alternatives), _own_alternatives(it), it.line, it.column, intern(it.block), intern(it.ref), -1,
                it.start, it.end,
                intern(true.text) if true else 0,
                _day(true.start if true else None), _day(true.until if true else None),
                true.step if true else -1,
                SECTIONS.index(it.section) if it.section in SECTIONS else 0,
            )
        )  # fmt: skip
        masks = DisguiseRows(it.taken, len(self.lines), intern) if it.taken else None
        verb, form, text = self.verbs[it.verb], intern(it.form), self._text(it.text, line, masks)
        if verb in self.declaring and any(
            p.kind == "linked" for alternative in it.alternatives for p in alternative.positions
        ):
            verb = self.following
        place, recipient = (intern(link.key) if link else 0 for link in (it.place, it.recipient))
        label = slug(it.text) if verb in self.naming else it.label
        rank = AFTER_DECLARED + it.line if verb in self.naming and it.form else it.rank
        rest = (intern(it.preposition), place, recipient, text, intern(label), rank)
        subjects, objects = ([intern(link.key) for link in links] for links in (it.subjects, it.objects))
        if masks is not None:
            self._disguised_rows(it, line, masks, (verb, form), rest)
        else:
            for n, subject in enumerate(subjects or (0,)):
                how = rest if not it.ways or not it.ways[n] else (*rest[:-2], intern(it.ways[n]), rank)
                for m, thing in enumerate(objects or (0,)):
                    if it.parts:
                        self._parts(it, n, m)
                    self.rows.append((line, subject, verb, form, thing, *how))
        self.disproofs.extend((line, intern(block)) for block in it.disproves)
        if it.first_appearance:
            self.waits.append((line, intern(it.first_appearance.key)))
        alone = (link for link in (it.place, it.recipient) if link)
        links = (*it.subjects, *it.objects, *it.text_links, *alone)
        keys = (*subjects, *objects, *(intern(link.key) for link in links[len(subjects) + len(objects) :]))
        self.links.extend((key, it.line, link.column or it.column) for key, link in zip(keys, links, strict=True))
        for purpose in it.purposes:
            self._purpose(purpose, it, line, len(alternatives), masks)
            self.line_alternatives.extend(alternatives)
        if it.frames:
            self._frames(it, line, masks)
        for step in it.own:
            further = step_stamp(it, step)
            says = self._beside(it, line, step.line, HIDDEN if further is None else further)
            who = self.intern(step.who.key)
            self.rows.append((says, who, self.verbs[self.own_order], 0, 0, 0, 0, 0, 0, 0, step.step))
            self.links.append((who, step.line, step.who.column or it.column))
        if true and true.relations:
            self._relations(it, true, line)

    def _disguised_rows(
        self, it: Statement, line: int, found: DisguiseRows, verb: tuple[int, int], rest: tuple[int, ...]
    ) -> None:
        """The rows of a statement in which some are taken for others, and a line for each of those."""
        for row, hangs_on, places in found.rows(it, ((line,), verb, rest)):
            self.disguises.extend((len(self.rows), *on) for on in hangs_on)
            if it.parts:
                self._parts(it, *places)
            self.rows.append(row)
        for taken in found.taken:
            says = self._beside(it, line, taken.line, taken.alternatives)
            who, seems = self.intern(taken.who.key), self.intern(taken.seems.key)
            self.rows.append((says, who, self.verbs[self.taken_for], 0, seems, 0, 0, 0, 0, 0, 0))
            ends = (who, taken.who), (seems, taken.seems)
            self.links.extend((key, taken.line, link.column or it.column) for key, link in ends)

    def _parts(self, it: Statement, subject: int, thing: int) -> None:
        """Which parts of titles the next row names: the places of its `subject` and of the `thing` that is its object
        are those among the ends of the statement `it`."""
        ends = (subject, len(it.subjects) + thing) if it.objects else (subject,)
        for of_object, part in enumerate(it.parts[end] for end in ends):
            if part is not None:
                words = self.intern(part.text)
                self.parts.append((len(self.rows), of_object, words, part.line, part.column))

    def _frames(self, it: Statement, line: int, masks: DisguiseRows | None) -> None:
        """A line for each frame of a statement, the outermost first: the statement is in it, and so are the frames
        within it."""
        inside = [line]
        for frame in reversed(it.frames):
            says = self._beside(it, line, frame.line, frame.alternatives)
            text, whose = self.intern(frame.text), [(self.intern(frame.name.key) if frame.name else 0, NONE, 0)]
            if masks is not None and frame.name:
                whose = masks.whose(frame.name)
            for name, hangs_on, true in whose:
                if hangs_on != NONE:
                    self.disguises.append((len(self.rows), hangs_on, true))
                self.rows.append((says, name, self.verbs[self.frame], 0, 0, 0, 0, 0, text, self.intern(frame.kind), 0))
            if frame.name:
                name = self.intern(frame.name.key)
                self.links.append((name, frame.line, frame.name.column or it.column))
            self.framings.extend((says, framed, self.scopes.of(frame, line)) for framed in inside)
            inside.append(says)

    def _relations(self, it: Statement, true: StoryTime, line: int) -> None:
        """What a statement comes before, after or within in the story. A place in a title is a line of its own, which
        nobody is shown: its stamp says which place."""
        for relation in true.relations:
            target, unit = NONE, 0
            if relation.place is not None:
                target, written = len(self.lines), relation.place.positions[0].kind
                unit = RELATION_UNITS.index(written) if written in RELATION_UNITS else 0
                self.line_alternatives.append(self._alternative(relation.place))
                self.lines.append(_line(1, relation.line, it.column, line))
            kind, block = RELATION_KINDS.index(relation.kind), self.intern(relation.block)
            distance = self.intern(relation.distance)
            self.relations.append((line, target, kind, block, relation.days, distance, unit, relation.line))

    def _beside(self, it: Statement, about: int, number: int, further: tuple[Alternative, ...]) -> int:
        """A line, written at `number`, that says more of the statement `it`, the line `about`: known with it, where one
        of the `further` alternatives is passed as well (none: with it)."""
        line = len(self.lines)
        known = known_beside(it, further)
        alternatives = dict.fromkeys(self._alternative(alternative) for alternative in known)
        self.line_alternatives.extend(alternatives)
        self.lines.append(_line(len(alternatives), number, it.column, about))
        return line

    def _purpose(
        self, purpose: Purpose, it: Statement, about: int, alternatives: int, masks: DisguiseRows | None
    ) -> None:
        """The line of a purpose of the statement `it`, which is the line `about`, has so many `alternatives`, and
        takes those of `masks` for others."""
        intern, line = self.intern, len(self.lines)
        self.lines.append(_line(alternatives, purpose.line, it.column, about, intern(purpose.ref)))
        text = self._text(purpose.text, line, masks)
        self.rows.append((line, 0, self.verbs[purpose.verb], intern(purpose.verb), 0, 0, 0, 0, text, 0, 0))
        self.links.extend((intern(link.key), purpose.line, link.column or it.column) for link in purpose.links)

    def _text(self, text: str, line: int, masks: DisguiseRows | None) -> int:
        """Intern `text` with its links replaced by marks, so that no key survives in it. Those who are in `masks` are
        named as they seem, and beside it as who they are."""
        if not text:
            return 0
        if "[[" not in text:
            return self.intern(_CONTROL.sub("", text))
        links: list[Link] = []

        def mark(match: re.Match[str]) -> str:
            links.append(Link(clean_key(match[1]), (match[2] or "").strip()))
            return f"{OPEN}{len(links) - 1}{CLOSE}"

        marked = LINK.sub(mark, _CONTROL.sub("", text))
        if masks is not None:
            read = [*masks.true_ones(tuple(links))]
            links = [link for link, _ in read]
            self.unmaskings.extend((line, n, says, key) for n, (_, (key, says, true)) in enumerate(read) if true)
        self.mentions.extend((line, self.intern(link.key), self.intern(link.shown)) for link in links)
        return self.intern(marked)


def _line(alternatives: int, number: int, column: int, about: int, ref: int = 0) -> tuple[int, ...]:
    """The columns of a line that says more of the line `about`."""
    return (alternatives, 0, number, column, 0, ref, about, -1, -1, 0, NO_DAY, NO_DAY, -1, 0)


def _place(page: Page) -> str:
    """What pages are ordered by: titles' first, by path, entities' after them by a hash of theirs."""
    if is_title_kind(page.kind) or page.kind == "season":
        return f"0{page.path}"
    return f"1{hashlib.blake2b(page.path.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _own_alternatives(it: Statement) -> int:
    """Of a statement with a time, how many alternatives lie at that time in its heading's installment: the first ones,
    before those that it is also known by. Its time belongs to them alone."""
    if it.start < 0:
        return 0
    here = it.alternatives[0].positions[0]
    own = list(takewhile(lambda alternative: alternative.positions[0] == here, it.alternatives))
    return len(dict.fromkeys(own))


def _day(value: int | None) -> int:
    return NO_DAY if value is None else value


def _table(names: tuple[str, ...], rows: list[tuple[int, ...]]) -> Ints:
    """The `rows` as columns: column *n* is the one called `names[n]`."""
    if not rows:
        return np.zeros((len(names), 0), np.int32)
    return read_only(np.ascontiguousarray(np.array(rows, np.int32).T))
