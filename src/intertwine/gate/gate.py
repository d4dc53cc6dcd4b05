"""The gate: what of a ledger a progress may see, and the copies of it that make a view.

Two halves. `decide` finds the visible rows, lines and entities: reveals first, then the closure (nothing visible
names anything invisible) as the greatest set that satisfies itself. `build` copies exactly those into a `View`.
Everything is arithmetic over whole columns: a view of half a million facts takes a few hundred milliseconds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from intertwine.gate.columns import Columns
from intertwine.gate.disclose import posture
from intertwine.gate.view import View
from intertwine.ledger.store.columns import AFTER_DECLARED, IMPOSSIBLE, PUBLIC, TIME_BITS, Ledger, Stamps
from intertwine.model.arrays import among
from intertwine.model.progress import Mark, Progress
from intertwine.model.statement import END, LISTED
from intertwine.model.strings import Bools, Ints, Longs, Strings
from intertwine.model.verb import Role

V = TypeVar("V", bound=View)
_TIME_MASK = (1 << TIME_BITS) - 1
_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is visible. `order` and `way` belong to each line's earliest passed alternative; `timed` says whether that
    is one at the line's own time."""

    rows: Ints
    lines: Bools
    entities: Bools
    linked: Bools
    order: Longs
    way: Ints
    timed: Bools
    disproved: Bools


def look(ledger: Ledger, installments: Mapping[tuple[str, int, int], int], progress: Progress, make: type[V]) -> V:
    """The view of `progress`, of type `make`. `installments` numbers them by identity of title, season, number."""
    count = len(ledger.installments.title)
    seen, told = (limits(installments, marks, count) for marks in (progress.seen, progress.told))
    return build(ledger, decide(ledger, np.maximum(seen, told)), seen, told, make)


def limits(installments: Mapping[tuple[str, int, int], int], marks: Iterable[Mark], count: int) -> Ints:
    """Seconds passed of each of `count` installments, -1 where none. A mark on what is not there passes nothing."""
    found = np.full(count, -1, np.int32)
    for title, season, number, seconds in marks:
        where = installments.get((title, season, number))
        if where is not None:
            found[where] = max(int(found[where]), min(seconds, END))
    return found


# --- deciding ------------------------------------------------------------------------------------------------------
def positions_passed(stamps: Stamps, passed: Ints) -> Bools:
    """For each position of `stamps` whether it is passed, where `passed[i]` are the seconds passed of installment *i*,
    -1 where none."""
    where = stamps.installment
    reached = np.zeros(len(where), np.bool_)
    inside = where >= 0
    reached[inside] = passed[where[inside]] >= stamps.seconds[inside]
    reached[PUBLIC], reached[IMPOSSIBLE] = True, False
    return reached


def alternatives_passed(stamps: Stamps, passed: Ints) -> tuple[Bools, Longs]:
    """For each alternative of `stamps`: whether all its positions are passed, and the order of the last of them.
    `passed[i]` are the seconds passed of installment *i*, -1 where none."""
    if len(stamps.start) < 2:
        return np.zeros(0, np.bool_), np.zeros(0, np.int64)
    reached, starts = positions_passed(stamps, passed), stamps.start[:-1]
    return (
        np.logical_and.reduceat(reached[stamps.needs], starts),
        np.maximum.reduceat(stamps.order[stamps.needs], starts),
    )


def _reveal(ledger: Ledger, passed: Ints) -> tuple[Longs, Ints, Bools]:
    """For each line the order of its earliest passed alternative (_NEVER: none), that alternative, and whether it is
    one at the line's own time."""
    lines = ledger.lines
    if not len(lines.ways):
        return np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.bool_)
    ok, order = alternatives_passed(ledger.stamps, passed)
    order = np.where(ok, order, _NEVER)
    first = lines.ways[lines.way_start[:-1]]
    best, way, timed = order[first], first.copy(), lines.own_ways > 0
    counts = np.diff(lines.way_start)
    several = np.flatnonzero(counts > 1)
    if len(several):
        length = counts[several].astype(np.int64)
        ends = np.cumsum(length)
        place = np.arange(int(ends[-1])) - np.repeat(ends - length, length)
        flat = np.repeat(lines.way_start[several], length) + place
        ranked = order[lines.ways[flat]]
        # The first of equally early alternatives wins: its place rides in the low bits.
        keyed = np.where(ranked == _NEVER, _NEVER, (ranked << 20) | place)
        winner = np.minimum.reduceat(keyed, ends - length)
        best[several] = np.where(winner == _NEVER, _NEVER, winner >> 20)
        chosen = lines.way_start[several] + np.where(winner == _NEVER, 0, winner & ((1 << 20) - 1))
        way[several] = lines.ways[chosen]
        timed[several] = chosen - lines.way_start[several] < lines.own_ways[several]
    return best, way, timed


def decide(ledger: Ledger, passed: Ints) -> Verdict:
    """What is visible when `passed[i]` seconds of installment *i* are passed.

    Starts from everything revealed and every entity that has a name to show, and takes away what names something
    invisible until nothing more goes: the greatest closed set. It grows with `passed`.
    """
    rows, lines, entities = ledger.rows, ledger.lines, ledger.entities
    verbs = ledger.vocabulary.verbs
    order, way, timed = _reveal(ledger, passed)
    chosen = np.flatnonzero(order[rows.line] != _NEVER).astype(np.int32)
    line, verb = rows.line[chosen], rows.verb[chosen]
    ends = [column[chosen] for column in (rows.subject, rows.object, rows.place)]
    naming = np.array([v.role in ("name", "title name") for v in verbs], np.bool_)[verb]
    following = np.array([v.role == "linked name" for v in verbs], np.bool_)[verb]
    evidence = np.array([v.evidence for v in verbs], np.bool_)[verb]

    named = np.zeros(len(entities.key) + 1, np.bool_)
    named[ends[0][naming]] = True
    named[-1] = True  # index -1 stands for "none here", which is never in the way
    implicit = np.append(entities.name > 0, False)
    visible = named | implicit

    mentions = ledger.mentions
    open_mentions = np.flatnonzero(order[mentions.line] != _NEVER)
    mention_line, mention_entity = mentions.line[open_mentions], mentions.entity[open_mentions]
    nameless = lacks_name(ledger, chosen[naming], open_mentions)
    pointing = np.flatnonzero((order != _NEVER) & ((lines.ref >= 0) | (lines.about >= 0)))
    refs, abouts = lines.ref[pointing], lines.about[pointing]

    shown = order != _NEVER
    while True:
        sound = np.ones(len(order), np.bool_)
        sound[mention_line[nameless | ~visible[mention_entity]]] = False
        sound[pointing[((refs >= 0) & ~shown[refs]) | ((abouts >= 0) & ~shown[abouts])]] = False
        good = sound[line] & visible[ends[0]] & visible[ends[1]] & visible[ends[2]]
        good |= naming
        good &= ~following
        now_shown = np.zeros(len(order), np.bool_)
        now_shown[line[good]] = True
        linked = np.zeros(len(visible), np.bool_)
        speaking = good & evidence
        for end in ends:
            linked[end[speaking]] = True
        linked[mention_entity[now_shown[mention_line]]] = True
        good |= following & linked[ends[0]] & visible[ends[0]]
        now_shown[line[good]] = True
        now_visible = named | (implicit & linked)
        now_visible[-1] = True
        if np.array_equal(now_visible, visible) and np.array_equal(now_shown, shown):
            break
        visible, shown = now_visible, now_shown

    disproved = np.zeros(len(order), np.bool_)
    disproved[ledger.disproofs.belief[shown[ledger.disproofs.line]]] = True
    return Verdict(chosen[good], shown, visible[:-1], linked[:-1], order, way, timed, disproved & shown)


def lacks_name(ledger: Ledger, name_rows: Ints, open_mentions: Longs) -> Bools:
    """Which of `open_mentions` (numbers of the ledger's mentions) need a declared name that is not among the revealed
    `name_rows` (numbers of rows)."""
    rows, mentions = ledger.rows, ledger.mentions
    needs = mentions.needs[open_mentions]
    lacking = needs > 0
    if lacking.any():
        size = np.int64(len(ledger.strings))
        known = rows.subject[name_rows].astype(np.int64) * size + rows.text[name_rows]
        wanted = mentions.entity[open_mentions].astype(np.int64) * size + needs
        lacking &= ~among(wanted, known)
    return lacking


# --- building ------------------------------------------------------------------------------------------------------
def _renumber(kept: Bools) -> Ints:
    """Old numbers to new ones; the extra last entry keeps -1 as -1."""
    numbers = np.full(len(kept) + 1, -1, np.int32)
    numbers[:-1][kept] = np.arange(np.count_nonzero(kept), dtype=np.int32)
    return numbers


def build(ledger: Ledger, verdict: Verdict, seen: Ints, told: Ints, make: type[V]) -> V:
    """Copy what `verdict` allows into a view. Nothing in the view shares memory with the ledger."""
    rows, lines, entities = ledger.rows, ledger.lines, ledger.entities
    entity, line = _renumber(verdict.entities), _renumber(verdict.lines)
    kept_lines = np.flatnonzero(verdict.lines)
    used_verbs = np.zeros(len(ledger.vocabulary.verbs), np.bool_)
    used_verbs[rows.verb[verdict.rows]] = True
    for number in np.flatnonzero(used_verbs).tolist():
        # A state that another verb begins is worded by its own.
        begun = ledger.vocabulary.by_id.get(ledger.vocabulary.verbs[number].begins)
        if begun is not None:
            used_verbs[begun] = True
    verb = _renumber(used_verbs)

    titles = ledger.installments.title
    listed = np.flatnonzero(verdict.entities[titles])
    installment = _renumber(verdict.entities[titles])
    passed = np.maximum(seen, told)
    listing = ledger.installments
    places = (column[listed] for column in (listing.title, listing.season, listing.number, listing.date))
    named = posture(*places, seen=seen[listed], passed=passed[listed])

    order = verdict.order[kept_lines]
    where = np.where(order < 0, -1, order >> TIME_BITS).astype(np.int32)
    seconds = np.where(order < 0, -1, order & _TIME_MASK).astype(np.int32)
    mentions = np.flatnonzero(verdict.lines[ledger.mentions.line])
    seasons = np.flatnonzero(verdict.entities[ledger.seasons.title])
    implicit = np.flatnonzero(verdict.entities & (entities.name > 0) & verdict.linked)

    ranks, implicit_ranks = _ranks(ledger, verdict, implicit)

    text = _Texts(ledger)
    columns = Columns(
        kind=entities.kind[verdict.entities],
        year=entities.year[verdict.entities],
        plural=entities.plural[verdict.entities],
        identity=text(entities.identity[verdict.entities]),
        implicit_entity=entity[implicit],
        implicit_name=text(entities.name[implicit]),
        implicit_slug=text(entities.slug[implicit]),
        implicit_rank=implicit_ranks,
        row_line=line[rows.line[verdict.rows]],
        subject=entity[rows.subject[verdict.rows]],
        verb=verb[rows.verb[verdict.rows]].astype(np.int16),
        form=text(rows.form[verdict.rows]),
        object=entity[rows.object[verdict.rows]],
        preposition=text(rows.preposition[verdict.rows]),
        place=entity[rows.place[verdict.rows]],
        text=text(rows.text[verdict.rows]),
        label=text(rows.label[verdict.rows]),
        rank=ranks,
        installment=installment[where],
        seconds=seconds,
        public=order < 0,
        several=np.diff(ledger.stamps.start)[verdict.way[kept_lines]] > 1,
        source=text(ledger.stamps.source[verdict.way[kept_lines]]),
        ref=line[lines.ref[kept_lines]],
        about=line[lines.about[kept_lines]],
        before=line[lines.before[kept_lines]],
        start=np.where(verdict.timed[kept_lines], lines.start[kept_lines], -1).astype(np.int32),
        end=np.where(verdict.timed[kept_lines], lines.end[kept_lines], -1).astype(np.int32),
        true_text=text(lines.true_text[kept_lines]),
        true_start=lines.true_start[kept_lines],
        true_until=lines.true_until[kept_lines],
        step=lines.step[kept_lines],
        section=lines.section[kept_lines],
        home=entity[lines.home[kept_lines]],
        disproved=verdict.disproved[kept_lines],
        mention_line=line[ledger.mentions.line[mentions]],
        mention_entity=entity[ledger.mentions.entity[mentions]],
        mention_shown=text(ledger.mentions.shown[mentions]),
        listed_title=entity[titles[listed]],
        listed_season=listing.season[listed],
        listed_number=listing.number[listed],
        listed_name=text(np.where(named, listing.name[listed], 0)),
        listed_date=listing.date[listed],
        listed_minutes=listing.minutes[listed],
        listed_about=listing.about[listed],
        listed_seen=seen[listed],
        listed_told=told[listed],
        season_title=entity[ledger.seasons.title[seasons]],
        season_number=ledger.seasons.number[seasons],
        season_date=ledger.seasons.date[seasons],
        season_episodes=ledger.seasons.episodes[seasons],
        season_announced=ledger.seasons.announced[seasons],
    )
    used = tuple(v for v, is_used in zip(ledger.vocabulary.verbs, used_verbs, strict=True) if is_used)
    return make(ledger.name, ledger.description, used, columns, text.pack())


_COUNTED: tuple[tuple[Role, ...], ...] = (("name", "linked name", "title name"), ("billing",), ("part",))
"""Roles of names, of billing and of parts: the rows whose ranks say more than what is visible."""


def _ranks(ledger: Ledger, verdict: Verdict, implicit: Longs) -> tuple[Ints, Ints]:
    """The ranks of the visible rows and of the `implicit` names, counted anew so that what is hidden leaves no gap.

    Names are counted for each entity, those that a fact gives after the declared ones and in the order of the text;
    lines of a cast for each title.
    """
    rows = ledger.rows
    ranks = rows.rank[verdict.rows].astype(np.int64)
    verb, vocabulary = rows.verb[verdict.rows], ledger.vocabulary
    names, billing, part = (
        np.flatnonzero(np.isin(np.arange(len(vocabulary.verbs)), vocabulary.with_role(*roles))[verb])
        for roles in _COUNTED
    )
    given = ranks[names] >= AFTER_DECLARED
    value = np.where(given, rows.line[verdict.rows[names]], ranks[names])
    owner = rows.subject[verdict.rows[names]].astype(np.int64) * 2 + given
    owner = np.concatenate([owner, implicit.astype(np.int64) * 2])
    value = np.concatenate([value, ledger.entities.rank[implicit].astype(np.int64)])
    written = np.concatenate([np.where(given, AFTER_DECLARED, ranks[names]), ledger.entities.rank[implicit]])
    dense = _counted(owner, value) + written // LISTED * LISTED
    ranks[names] = dense[: len(names)]
    cast = np.concatenate([billing, part])
    title = np.concatenate([rows.object[verdict.rows[billing]], rows.place[verdict.rows[part]]])
    ranks[cast] = _counted(title.astype(np.int64), ranks[cast])
    return ranks.astype(np.int32), dense[len(names) :].astype(np.int32)


def _counted(group: Longs, value: Longs) -> Longs:
    """For each entry the place of its value among the different values of its group, from 1."""
    if not len(group):
        return np.zeros(0, np.int64)
    order = np.lexsort((value, group))
    first = np.ones(len(order), np.bool_)
    first[1:] = group[order][1:] != group[order][:-1]
    step = first.copy()
    step[1:] |= value[order][1:] != value[order][:-1]
    count = np.cumsum(step)
    places = np.empty(len(order), np.int64)
    places[order] = count - np.maximum.accumulate(np.where(first, count, 0)) + 1
    return places


class _Texts:
    """Collects copied columns of string numbers, then packs only the strings they use and renumbers them."""

    def __init__(self, ledger: Ledger) -> None:
        self._strings, self._columns = ledger.strings, list[Ints]()

    def __call__(self, column: Ints) -> Ints:
        copied = column.astype(np.int32)
        self._columns.append(copied)
        return copied

    def pack(self) -> Strings:
        wanted = np.zeros(len(self._strings), np.bool_)
        for column in self._columns:
            wanted[column] = True
        kept, renumber = self._strings.keep(wanted)
        for column in self._columns:
            column[:] = renumber[column]
        return kept
