"""One page as columns: what a compiler calls an object file. Linking many of them is then a matter of arrays.

Names and strings are numbers of an `Interner` that lives as long as its compiler, so that a segment whose page did
not change can be linked again as it is.
"""

import re
from dataclasses import dataclass
from itertools import takewhile

import numpy as np

from intertwine.ledger.read.markdown.links import LINK, clean_key
from intertwine.ledger.store.columns import AFTER_DECLARED, SECTIONS
from intertwine.model.frozen import FrozenDict, read_only
from intertwine.model.problem import Problem
from intertwine.model.sentinels import NO_DAY
from intertwine.model.statement import Alternative, Page, Statement
from intertwine.model.strings import Ints
from intertwine.model.verb import Vocabulary
from intertwine.model.words import slug

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
OPEN, CLOSE = "\x02", "\x03"
"""What stands for a link inside compiled text: OPEN, its number among the line's mentions, CLOSE."""


class Interner:
    """Words to small numbers, for the life of one compiler. Number 0 is ""."""

    def __init__(self) -> None:
        self.words: list[str] = [""]
        self._numbers: dict[str, int] = {"": 0}

    def __call__(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._numbers[word] = len(self.words)
            self.words.append(word)
        return number

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True, slots=True)
class Segment:
    """Columns of one page. Keys, strings and block ids are interned; `about` and `line` count within the page.

    `line_alternatives` are numbers into `alternatives`; `waits` are (line, key) pairs of cast lines that wait for a
    first appearance.
    """

    page: Page
    problems: tuple[Problem, ...]
    alternatives: tuple[Alternative, ...]
    lines: FrozenDict[str, Ints]
    line_alternatives: Ints
    rows: FrozenDict[str, Ints]
    mentions: FrozenDict[str, Ints]
    disproofs: FrozenDict[str, Ints]
    waits: tuple[tuple[int, int], ...]


LINE_COLUMNS = (
    "alternative_count", "own_alternatives", "number", "block", "ref", "about", "before", "start", "end",
    "true_text", "true_start", "true_until", "step", "section",
)  # fmt: skip
ROW_COLUMNS = ("line", "subject", "verb", "form", "object", "preposition", "place", "text", "label", "rank")
MENTION_COLUMNS = ("line", "key", "shown")


def segment(page: Page, problems: tuple[Problem, ...], vocabulary: Vocabulary, intern: Interner) -> Segment:
    """Compile one parsed page. Names are not resolved yet: that takes all pages (`link`).

    `problems` are those of parsing it, `vocabulary` numbers its verbs, and `intern` its words.
    """
    return _SegmentBuilder(page, vocabulary, intern).build(problems)


class _SegmentBuilder:
    def __init__(self, page: Page, vocabulary: Vocabulary, intern: Interner) -> None:
        self.page, self.verbs, self.intern = page, vocabulary.by_id, intern
        self.declaring, (self.following,) = vocabulary.with_role("name"), vocabulary.with_role("linked name")[:1]
        self.naming = vocabulary.with_role("name", "linked name", "title name")
        self.alternatives: dict[Alternative, int] = {}
        self.lines: list[tuple[int, ...]] = []
        self.rows: list[tuple[int, ...]] = []
        self.mentions: list[tuple[int, ...]] = []
        self.disproofs: list[tuple[int, ...]] = []
        self.line_alternatives: list[int] = []
        self.waits: list[tuple[int, int]] = []

    def build(self, problems: tuple[Problem, ...]) -> Segment:
        for statement in self.page.statements:
            self._statement(statement)
        return Segment(
            self.page,
            problems,
            tuple(self.alternatives),
            _columns(LINE_COLUMNS, self.lines),
            read_only(np.array(self.line_alternatives, np.int32)),
            _columns(ROW_COLUMNS, self.rows),
            _columns(MENTION_COLUMNS, self.mentions),
            _columns(("line", "block"), self.disproofs),
            tuple(self.waits),
        )

    def _way(self, alternative: Alternative) -> int:
        return self.alternatives.setdefault(alternative, len(self.alternatives))

    def _statement(self, it: Statement) -> None:
        intern, line = self.intern, len(self.lines)
        ways = dict.fromkeys(self._way(alternative) for alternative in it.alternatives)
        self.line_alternatives.extend(ways)
        true = it.true
        self.lines.append(
            (
                len(ways), _own_alternatives(it), it.line, intern(it.block), intern(it.ref), -1,
                intern(true.before) if true else 0, it.start, it.end,
                intern(true.text) if true else 0,
                _day(true.start if true else None), _day(true.until if true else None),
                true.step if true else -1,
                SECTIONS.index(it.section) if it.section in SECTIONS else 0,
            )
        )  # fmt: skip
        verb, form, text = self.verbs[it.verb], intern(it.form), self._text(it.text, line)
        if verb in self.declaring and any(p.kind == "linked" for way in it.alternatives for p in way.positions):
            verb = self.following
        place = intern(it.place.key) if it.place else 0
        label = slug(it.text) if verb in self.naming else it.label
        rank = AFTER_DECLARED + it.line if verb in self.naming and it.form else it.rank
        rest = (intern(it.preposition), place, text, intern(label), rank)
        for subject in it.subjects or (None,):
            for thing in it.objects or (None,):
                keys = (intern(subject.key) if subject else 0, intern(thing.key) if thing else 0)
                self.rows.append((line, keys[0], verb, form, keys[1], *rest))
        self.disproofs.extend((line, intern(block)) for block in it.disproves)
        if it.first_appearance:
            self.waits.append((line, intern(it.first_appearance.key)))
        for purpose in it.purposes:
            about = line
            line_number = len(self.lines)
            self.line_alternatives.extend(ways)
            self.lines.append(
                (
                    len(ways),
                    0,
                    purpose.line,
                    0,
                    intern(purpose.ref),
                    about,
                    0,
                    -1,
                    -1,
                    0,
                    NO_DAY,
                    NO_DAY,
                    -1,
                    0,
                )
            )
            text = self._text(purpose.text, line_number)
            self.rows.append((line_number, 0, self.verbs[purpose.verb], intern(purpose.verb), 0, 0, 0, text, 0, 0))

    def _text(self, text: str, line: int) -> int:
        """Intern `text` with its links replaced by marks, so that no key survives in it."""
        if not text:
            return 0
        if "[[" not in text:
            return self.intern(_CONTROL.sub("", text))
        count = 0

        def mark(match: re.Match[str]) -> str:
            nonlocal count
            key, shown = clean_key(match[1]), (match[2] or "").strip()
            self.mentions.append((line, self.intern(key), self.intern(shown)))
            count += 1
            return f"{OPEN}{count - 1}{CLOSE}"

        return self.intern(LINK.sub(mark, _CONTROL.sub("", text)))


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


def _columns(names: tuple[str, ...], rows: list[tuple[int, ...]]) -> FrozenDict[str, Ints]:
    # One copy for all columns, each of which is a view of it.
    table = read_only(np.array(rows, np.int32).reshape(len(rows), len(names)).T)
    return FrozenDict(zip(names, table, strict=True))
