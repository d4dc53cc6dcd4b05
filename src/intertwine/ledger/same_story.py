"""Whether two ledgers tell the same, up to the name of one page: what a renaming may change, and no more."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import fields
from typing import Any

from intertwine.ledger.store.columns import Compiled, Ledger
from intertwine.model.record import record

LedgerEntry = tuple[Hashable, ...]


@record
class PageName:
    """What a page is called: its file's `path`, its `key`, and the `name` that a link of it shows."""

    path: str
    key: str
    name: str


def told(compiled: Compiled, page: PageName) -> Counter[LedgerEntry]:
    """All that a ledger says and what is wrong with its text, without numbers that hang on the order of keys and paths,
    and without addresses. The names of `page` are left out, so that it does not matter what they are."""
    return Counter(_LedgerReader(compiled.ledger, page).all(compiled))


class _LedgerReader:
    """Says in words what the columns say in numbers."""

    def __init__(self, ledger: Ledger, page: PageName) -> None:
        self._ledger, self._page = ledger, page
        self._words: list[str] = ledger.strings.all()
        keys = [self._words[n] for n in ledger.entities.key.tolist()]
        self._renamed = keys.index(page.key) if page.key in keys else -1
        self._keys: list[Any] = ["" if n == self._renamed else key for n, key in enumerate(keys)] + [None]
        self._lines = list(self._line_places())
        self._installments = [
            (self._keys[title], season, number)
            for title, season, number in zip(
                *self._columns(ledger.installments, "title", "season", "number"), strict=True
            )
        ] + [None]
        self._alternatives = list(self._all_alternatives())

    def all(self, compiled: Compiled) -> Iterator[LedgerEntry]:
        it = self._ledger
        yield "universe", it.id, it.name, it.description
        for problem in compiled.problems:
            yield "problem", self._path(problem.file), problem.line, problem.code
        for n, name in enumerate(it.entities.name.tolist()):
            shown = name > 0 if n == self._renamed else self._words[name]
            columns = (it.entities.kind, it.entities.rank, it.entities.year, it.entities.plural, it.entities.pronoun)
            yield "entity", self._keys[n], shown, *(column[n].item() for column in columns)
        yield from self._table(it.installments, "installment", title=self._keys, name=self._words)
        yield from self._table(it.seasons, "season", title=self._keys)
        numbers: dict[str, list[Any]] = {"label": self._words, "value": self._words}
        yield from self._table(it.numbers, "number", installment=self._installments, **numbers)
        yield from self._table(it.editions, "edition", title=self._keys, name=self._words)
        yield from self._all_lines()
        yield from self._all_rows()
        yield from self._all_mentions()
        yield from self._table(it.disproofs, "disproof", line=self._lines, belief=self._lines)
        rows = [self._lines[n] for n in it.rows.line.tolist()]
        yield from self._table(it.disguises, "disguise", row=rows, line=self._lines)
        mentions = [self._lines[n] for n in it.mentions.line.tolist()]
        yield from self._table(it.unmaskings, "unmasking", mention=mentions, line=self._lines, entity=self._keys)
        yield from self._table(it.parts, "part", row=rows)
        yield from self._table(it.framings, "framing", line=self._lines, framed=self._lines, scope=self._lines)
        relation: dict[str, list[Any]] = {"line": self._lines, "target": self._lines, "distance": self._words}
        yield from self._table(it.relations, "relation", **relation)
        for n, (name, line) in enumerate(zip(it.orders.name.tolist(), it.orders.line.tolist(), strict=True)):
            places = it.orders.installments[it.orders.start[n] : it.orders.start[n + 1]].tolist()
            listed = tuple(self._installments[it] for it in places)
            yield "order", self._words[name], self._alternatives_of(line), listed

    def _path(self, path: str) -> str:
        return "" if path == self._page.path else path

    @staticmethod
    def _columns(table: object, *names: str) -> list[list[Any]]:
        return [getattr(table, name).tolist() for name in names]

    def _line_places(self) -> Iterator[LedgerEntry | None]:
        """Each line as its page, its line there and its place among those; the last is none."""
        count = Counter[LedgerEntry]()
        for page, number in zip(*self._columns(self._ledger.lines, "page", "number"), strict=True):
            at = self._path(self._words[page]), number
            count[at] += 1
            yield *at, count[at]
        yield None

    def _all_alternatives(self) -> Iterator[LedgerEntry]:
        stamps = self._ledger.stamps
        position = [
            (self._installments[installment] if installment >= 0 else None, seconds, order if installment < 0 else 0)
            for installment, seconds, order in zip(
                *self._columns(stamps, "installment", "seconds", "order"), strict=True
            )
        ]
        needs, start = stamps.needs.tolist(), stamps.start.tolist()
        for n, source in enumerate(stamps.source.tolist()):
            yield frozenset(position[it] for it in needs[start[n] : start[n + 1]]), self._words[source]

    def _alternatives_of(self, line: int) -> LedgerEntry:
        lines = self._ledger.lines
        numbers = lines.alternatives[lines.alternative_start[line] : lines.alternative_start[line + 1]]
        return tuple(sorted((self._alternatives[n] for n in numbers.tolist()), key=str))

    def _table(self, table: Any, what: str, **meant: list[Any]) -> Iterator[LedgerEntry]:
        """The rows of a `table`; a column that is `meant` to point somewhere says what is there."""
        columns = []
        for it in fields(table):
            values, words = getattr(table, it.name).tolist(), meant.get(it.name)
            columns.append([words[n] for n in values] if words is not None else values)
        return ((what, *row) for row in zip(*columns, strict=True))

    def _all_lines(self) -> Iterator[LedgerEntry]:
        lines = self._ledger.lines
        names = ("own_alternatives", "start", "end", "true_start", "true_until", "step", "section")
        plain = self._columns(lines, *names)
        for n, values in enumerate(zip(*plain, strict=True)):
            ends = self._lines[int(lines.ref[n])], self._lines[int(lines.about[n])], self._keys[int(lines.home[n])]
            true = self._words[int(lines.true_text[n])]
            yield "line", self._lines[n], self._alternatives_of(n), ends, true, values

    def _all_rows(self) -> Iterator[LedgerEntry]:
        rows, verbs = self._ledger.rows, self._ledger.vocabulary.verbs
        names = {verb for verb, it in enumerate(verbs) if it.role in ("name", "linked name", "title name")}
        ends = self._columns(rows, "subject", "object", "place", "recipient")
        words = self._columns(rows, "form", "preposition", "text")
        more = self._columns(rows, "line", "verb", "label", "rank")
        columns = (zip(*it, strict=True) for it in (ends, words, more))
        for four, three, (line, verb, label, rank) in zip(*columns, strict=True):
            said = ["" if verb in names else self._words[label], *(self._words[n] for n in three)]
            if verb in names and four[0] == self._renamed and said[-1] == self._page.name:
                said[-1] = ""
            yield "row", self._lines[line], verb, rank, tuple(self._keys[n] for n in four), tuple(said)

    def _all_mentions(self) -> Iterator[LedgerEntry]:
        place = defaultdict[int, int](int)
        columns = self._columns(self._ledger.mentions, "line", "entity", "shown", "needs")
        for line, entity, shown, needs in zip(*columns, strict=True):
            place[line] += 1
            words = tuple(
                "" if entity == self._renamed and self._words[n] == self._page.name else self._words[n]
                for n in (shown, needs)
            )
            yield "mention", self._lines[line], place[line], self._keys[entity], words
