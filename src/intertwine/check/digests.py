"""What findings hang on, as numbers that stay the same from one compile to the next while nothing of it changes."""

from dataclasses import fields

import numpy as np
import numpy.typing as npt

from intertwine.check.rule import RuleScope
from intertwine.check.source import Source
from intertwine.check.story_bounds import StoryBounds
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Longs

DigestColumn = npt.NDArray[np.uint64]
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


@record
class ScopeDigests:
    """The `numbers` of all that a rule of one scope looks at, ascending; what each is called, once each; and its
    digest. For lines the number stands for all of one file: it is that of its first line."""

    numbers: Longs
    names: list[str]
    digests: DigestColumn

    def changed(self, before: "ScopeDigests | None") -> Bools:
        """Of each whether its digest is not the one that it had `before` (None: there was none)."""
        if before is None:
            return np.ones(len(self.names), np.bool_)
        if self.names == before.names:
            found: Bools = self.digests != before.digests
            return found
        known = dict(zip(before.names, before.digests.tolist(), strict=True))
        pairs = zip(self.names, self.digests.tolist(), strict=True)
        return np.array([known.get(name) != it for name, it in pairs], np.bool_)


class Digests:
    """Of one source. What has an equal digest in two sources has equal findings in both, by the rules of its scope."""

    def __init__(self, source: Source) -> None:
        self._source = source
        ledger = source.ledger
        self.whole = hash(
            (
                ledger.vocabulary,
                *(column.tobytes() for column in (ledger.installments.season, ledger.installments.number)),
                *(column.tobytes() for column in (ledger.installments.date, ledger.installments.spread)),
                *(source.key(it) for it in ledger.installments.title[_turns(ledger.installments.title)].tolist()),
                _turns(ledger.installments.title).tobytes(),
            )
        )
        """Of the listings and the vocabulary, which all findings hang on."""
        words = source.words
        self._names = [words[n] for n in ledger.entities.key.tolist()]
        self._keys = _hashes(self._names)
        self._lines = self._line_hashes()

    def of(self, scope: RuleScope) -> "ScopeDigests":
        """Those of all that a rule of this `scope` looks at."""
        source, ledger = self._source, self._source.ledger
        if scope == "line":
            pages, first = np.unique(ledger.lines.page, return_index=True)
            sums = _summed(ledger.lines.page, self._lines, int(pages.max(initial=0)) + 1)
            order = np.argsort(first)
            names = [source.words[n] for n in pages[order].tolist()]
            return ScopeDigests(first[order].astype(np.int64), names, sums[pages[order]])
        count = len(ledger.entities.key)
        if scope == "title":
            titles = np.unique(ledger.lines.home[ledger.lines.home >= 0]).astype(np.int64)
            sums = _summed(ledger.lines.home, self._lines, count)
            return ScopeDigests(titles, [self._names[n] for n in titles.tolist()], sums[titles])
        rows = ledger.rows
        sums = self._keys * _MIX
        for salt, column in enumerate((rows.subject, rows.object, rows.place, rows.recipient), 1):
            sums += _summed(column, _mixed(self._lines[rows.line], np.uint64(salt)), count)
        groups = _summed(source.one_is, _mixed(sums, np.uint64(9)), count)
        people = np.unique(source.one_is).astype(np.int64)
        return ScopeDigests(people, [self._names[n] for n in people.tolist()], groups[people])

    def _line_hashes(self) -> DigestColumn:
        """Of each line what a rule can know of it: its text and its place, what it is resolved to, and when it is."""
        source, ledger, order, truth = self._source, self._source.ledger, self._source.order, self._source.truth
        lines, rows = ledger.lines, ledger.rows
        pages = np.unique(lines.page)
        texts = np.zeros(int(pages.max(initial=0)) + 1, np.uint64)
        paths = [source.words[n] for n in pages.tolist()]
        texts[pages] = _mixed(_hashes(paths), _hashes([source.files.get(path, "") for path in paths]))
        found = texts[lines.page]
        frames = np.zeros(len(lines.home), np.uint64)
        frames[ledger.framings.framed] = 1
        columns: tuple[npt.NDArray[np.integer | np.bool_], ...] = (
            lines.number, order.installment, order.start, order.end, order.first, order.last, order.released,
            order.is_dated, order.is_shown, order.is_alone, *_columns(order.bounds), truth.counts, frames,
        )  # fmt: skip
        for column in columns:
            found = _mixed(found, column.astype(np.int64).view(np.uint64))
        keys = np.append(self._keys, np.uint64(0))
        ends = np.zeros(len(rows.line), np.uint64)
        for end in (rows.subject, rows.object, rows.place, rows.recipient):
            ends = _mixed(ends, keys[end])
        ends = _mixed(ends, rows.verb.astype(np.int64).view(np.uint64))
        found += _summed(rows.line, _mixed(ends, truth.rows.astype(np.uint64)), len(found))
        # Whatever relations connect, in a chain as long as you like, hangs together.
        group = order.paths.group
        related = np.flatnonzero(group >= 0)
        whole = _summed(group, found, int(group.max(initial=NONE)) + 1)
        found[related] += _mixed(whole[group[related]], np.uint64(5))
        return found


def _columns(bounds: StoryBounds) -> tuple[Longs, ...]:
    return tuple(getattr(bounds, it.name) for it in fields(bounds))


def _turns(column: npt.NDArray[np.int32]) -> Longs:
    """Where a column changes."""
    return np.flatnonzero(np.diff(column, prepend=-1)).astype(np.int64)


def _hashes(words: list[str]) -> DigestColumn:
    return np.array([hash(word) for word in words], np.int64).view(np.uint64)


def _mixed(one: DigestColumn, other: DigestColumn | np.uint64) -> DigestColumn:
    """One number out of two, each."""
    found: DigestColumn = one ^ (other + _MIX)
    found *= _MIX
    found ^= found >> _SHIFT
    return found


def _summed(at: npt.NDArray[np.integer], values: DigestColumn, count: int) -> DigestColumn:
    """The sums of `values` by the numbers `at` which they belong (negative: nowhere)."""
    found = np.zeros(count, np.uint64)
    there = at >= 0
    np.add.at(found, at[there], values[there])
    return found
