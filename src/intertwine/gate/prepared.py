"""What the gate asks of a ledger for every viewer, worked out once: nothing here depends on a progress.

It knows of everything that is hidden, so it stays with the ledger: the gate reads it, and no view holds any of it.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from intertwine.ledger.store.columns import Ledger, Lines
from intertwine.ledger.store.relation_places import relation_places
from intertwine.model.arrays import among, groups
from intertwine.model.frozen import Frozen, FrozenDict, read_only, remember
from intertwine.model.release_order import days_in_order, release_order
from intertwine.model.sentinels import NO_DAY, NONE
from intertwine.model.strings import Bools, Ints, Longs

NAMING, FOLLOWING, SPEAKING, BILLING, PART, IDENTITY = (1 << bit for bit in range(6))
"""Flags of a row by its verb. It gives a name; or a name that comes with the first fact that links its bearer; or it is
evidence, so that whoever it links is known; or it bills somebody, or says whom they play; or that one is another."""
PLACED, RANKED, PREPOSED, WORDED, LABELLED, DOUBTFUL, RECEIVED = (1 << bit for bit in range(6, 13))
"""Flags of a row by what it has: a place, a rank, a preposition, a text, a label; somebody without an implicit name,
for whose name it may have to wait; a recipient."""
Flags = npt.NDArray[np.uint16]
_BY_ROLE: FrozenDict[str, int] = FrozenDict({
    "name": NAMING, "title name": NAMING, "linked name": FOLLOWING, "billing": BILLING, "part": PART,
    "identity": IDENTITY,
})  # fmt: skip
_STRING_BITS = 32
"""Bits of the number of a string."""
_FEW = 4
"""A column is sparse where at most one in this many of its entries differs from the others."""
_SPARSE_LINES: FrozenDict[str, int] = FrozenDict({
    "ref": NONE, "about": NONE, "start": NONE, "end": NONE, "true_text": 0, "true_start": NO_DAY,
    "true_until": NO_DAY, "step": NONE, "home": NONE,
})  # fmt: skip
"""Columns of lines of which most entries are the same, and what they are then."""


class Sparse(NamedTuple):
    """A column of which most entries are `usual`: the others stand at `places`, ascending, and are `values`."""

    usual: int
    places: Ints
    values: Ints


class Choices(NamedTuple):
    """The lines that several alternatives reveal. Those of line `lines[i]` are `alternatives[starts[i]:]`, up to the
    next start; `place` counts them within their line, `first` is where they begin in the ledger, and `own` of them are
    at the line's own time."""

    lines: Longs
    starts: Longs
    alternatives: Ints
    place: Longs
    first: Ints
    own: Ints


class Waiting(NamedTuple):
    """Rows, ascending, that hang on whether it is known that somebody was taken for another, and the line that says so
    (see `Disguises`). Those of the true ones wait for it; those of the ones they seem to be give way to it."""

    true: Ints
    true_line: Ints
    seeming: Ints
    seeming_line: Ints


class Framing(NamedTuple):
    """A number for each framing: those that name one and the same frame share it. `true` are those that count once the
    line `saying` is known, which says who somebody really is whose frame it is (NONE: there is none); before, those of
    `seeming` do."""

    seeming: Longs
    true: Longs
    saying: Longs


class Prepared(Frozen):
    """What is the same for every viewer of one ledger.

    One entry a line: `alternative` is its first one, `timed` says whether that is at the line's own time, `spoken`
    whether it has a row. `pointing` are the lines that speak of another line; `lines` are those of their columns that
    are sparse. `relation_places` are those that relations name. `waiting` are the rows of people who are taken for
    others; `numberings` are the numbers of the ledger's other numbers that are no pages; `framing` tells frames apart.
    `release` has the installments by title and in each by release, which no other title has a say in.
    One entry a row: its `flags`, and its
    `wording`, of which each has a verb (`wording_verb`) and a form (`wording_form`). One an entity, and one more for
    "none": `implicit`, whether it has an implicit name.
    """

    __slots__ = (
        "alternative", "choices", "flags", "framing", "implicit", "lines", "numberings", "pointing", "relation_places",
        "release", "spoken", "timed", "waiting", "wording", "wording_form", "wording_verb",
    )  # fmt: skip

    def __init__(self, ledger: Ledger) -> None:
        lines = ledger.lines
        self.alternative: Ints = read_only(lines.alternatives.take(lines.alternative_start[:-1]))
        self.timed: Bools = read_only(lines.own_alternatives > 0)
        self.choices = _choices(ledger)
        implicit = np.append(ledger.entities.name > 0, False)
        self.implicit: Bools = read_only(implicit)
        self.flags: Flags = read_only(_flags(ledger, implicit))
        self.spoken: Bools = read_only(np.bincount(ledger.rows.line, minlength=len(lines.page)) > 0)
        self.pointing: Longs = read_only(np.flatnonzero((lines.ref >= 0) | (lines.about >= 0)))
        self.lines = _sparse(lines)
        self.waiting = _waiting(ledger)
        self.numberings: Longs = read_only(_numberings(ledger))
        self.relation_places = relation_places(ledger)
        self.framing = _framing(ledger)
        self.release: Longs = read_only(_release(ledger))
        wording, verb, form = _wordings(ledger)
        self.wording: Ints = read_only(wording)
        self.wording_verb: Ints = read_only(verb)
        self.wording_form: Ints = read_only(form)


def prepared(ledger: Ledger) -> Prepared:
    """What is the same for every viewer of `ledger`: worked out when it is first asked for, and kept with it."""
    found: Prepared | None = ledger.memo.get("gate")
    return remember(ledger.memo, "gate", Prepared(ledger)) if found is None else found


def _flags(ledger: Ledger, implicit: Bools) -> Flags:
    """The flags of each row."""
    rows = ledger.rows
    of_verb = [_BY_ROLE.get(verb.role, 0) | SPEAKING * verb.evidence for verb in ledger.vocabulary.verbs]
    found = np.array(of_verb, np.uint16).take(rows.verb)
    found[rows.place >= 0] |= PLACED
    found[rows.recipient >= 0] |= RECEIVED
    had = {RANKED: rows.rank, PREPOSED: rows.preposition, WORDED: rows.text, LABELLED: rows.label}
    for flag, column in had.items():
        found[column != 0] |= flag
    nameless = ~implicit
    nameless[NONE] = False
    for end in (rows.subject, rows.object, rows.place, rows.recipient):
        found[nameless.take(end)] |= DOUBTFUL
    return found


def _choices(ledger: Ledger) -> Choices:
    lines = ledger.lines
    counts = np.diff(lines.alternative_start)
    several = np.flatnonzero(counts > 1)
    length = counts[several].astype(np.int64)
    starts = np.cumsum(length) - length
    place = np.arange(int(length.sum())) - np.repeat(starts, length)
    first = lines.alternative_start[several]
    alternatives = lines.alternatives[np.repeat(first, length) + place]
    return Choices(*map(read_only, (several, starts, alternatives, place, first, lines.own_alternatives[several])))


def _waiting(ledger: Ledger) -> Waiting:
    """The rows of people who are taken for others."""
    it = ledger.disguises
    parts = []
    for chosen in (it.true, ~it.true):
        rows, lines = it.row[chosen], it.line[chosen]
        order = np.argsort(rows, kind="stable")
        parts += [read_only(rows[order]), read_only(lines[order])]
    return Waiting(*parts)


def _numberings(ledger: Ledger) -> Longs:
    """The other numbers of installments that are no pages: their label names no edition of the title."""
    numbers, editions = ledger.numbers, ledger.editions
    titles = ledger.installments.title.take(numbers.installment)
    named, known = (
        (title.astype(np.int64) << _STRING_BITS) | name
        for title, name in ((titles, numbers.label), (editions.title, editions.name))
    )
    return np.flatnonzero(~among(named, known))


def _release(ledger: Ledger) -> Longs:
    it = ledger.installments
    days = days_in_order(it.title, it.season, it.number, it.date, it.spread)
    return release_order(it.title, it.season, it.number, days)


def _framing(ledger: Ledger) -> Framing:
    it, rows, masks = ledger.framings, ledger.rows, ledger.disguises
    count = len(it.line)
    if not count:
        nothing = read_only(np.zeros(0, np.int64))
        return Framing(nothing, nothing, nothing)
    # Rows are sorted by line; a line whose name is unknown has none, and is never shown. Where whose frame it is hangs
    # on who somebody really is, the first row names whom they seem to be, and the last one the true one.
    last = np.maximum(np.searchsorted(rows.line, it.line, "right") - 1, 0)
    row = np.concatenate((np.minimum(np.searchsorted(rows.line, it.line), len(rows.line) - 1), last))
    number = groups(np.tile(it.scope, 2), *(column.take(row) for column in (rows.label, rows.subject, rows.text)))
    saying = np.full(len(rows.line), NONE, np.int64)
    saying[masks.row] = masks.line
    return Framing(*map(read_only, (number[:count], number[count:], saying.take(last))))


def _wordings(ledger: Ledger) -> tuple[Ints, Ints, Ints]:
    """The wording of each row; and of each wording its verb, and the number of its form among the strings."""
    rows = ledger.rows
    forms = np.flatnonzero(np.bincount(rows.form))
    number = np.zeros(len(ledger.strings), np.int64)
    number[forms] = np.arange(len(forms))
    both = rows.verb * np.int64(len(forms)) + number.take(rows.form)
    used = np.flatnonzero(np.bincount(both))
    place = np.zeros(int(used.max(initial=0)) + 1, np.int32)
    place[used] = np.arange(len(used))
    verb, form = np.divmod(used, max(1, len(forms)))
    return place.take(both), verb.astype(np.int32), forms[form].astype(np.int32)


def _sparse(lines: Lines) -> FrozenDict[str, Sparse]:
    """Those columns of `lines` that are sparse, by name."""
    found = {}
    for name, value in _SPARSE_LINES.items():
        column: Ints = getattr(lines, name)
        places = np.flatnonzero(column != value)
        if len(places) * _FEW <= len(column):
            found[name] = Sparse(value, read_only(places.astype(np.int32)), read_only(column[places]))
    return FrozenDict(found)
