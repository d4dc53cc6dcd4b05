"""What of a ledger a progress may see: reveals first, then the closure (nothing visible names anything invisible).

Everything is arithmetic over whole columns: half a million facts take a few hundred milliseconds.
"""

from dataclasses import dataclass

import numpy as np

from intertwine.ledger.store.columns import IMPOSSIBLE, PUBLIC, Ledger, Stamps
from intertwine.model.arrays import among
from intertwine.model.sentinels import NEVER
from intertwine.model.strings import Bools, Ints, Longs


@dataclass(frozen=True, slots=True)
class Verdict:
    """What of a ledger is visible.

    `rows` are the numbers of the visible rows; `lines`, `entities` and `disproved` are masks over all lines, entities
    and lines; `linked` are the entities that a visible fact names. `order` and `alternative` (one entry a line) belong
    to each line's earliest passed alternative; `timed` says whether that is one at the line's own time.
    """

    rows: Ints
    lines: Bools
    entities: Bools
    linked: Bools
    order: Longs
    alternative: Ints
    timed: Bools
    disproved: Bools


def alternatives_passed(stamps: Stamps, passed: Ints) -> tuple[Bools, Longs]:
    """For each alternative of `stamps`: whether all its positions are passed, and the order of the last of them.
    `passed[i]` are the seconds passed of installment *i*, -1 where none."""
    if len(stamps.start) < 2:
        return np.zeros(0, np.bool_), np.zeros(0, np.int64)
    where = stamps.installment
    reached = np.zeros(len(where), np.bool_)
    inside = where >= 0
    reached[inside] = passed[where[inside]] >= stamps.seconds[inside]
    reached[PUBLIC], reached[IMPOSSIBLE] = True, False
    starts = stamps.start[:-1]
    return (
        np.logical_and.reduceat(reached[stamps.needs], starts),
        np.maximum.reduceat(stamps.order[stamps.needs], starts),
    )


def _reveal(ledger: Ledger, passed: Ints) -> tuple[Longs, Ints, Bools]:
    """For each line the order of its earliest passed alternative (NEVER: none), that alternative, and whether it is
    one at the line's own time."""
    lines = ledger.lines
    if not len(lines.ways):
        return np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.bool_)
    ok, order = alternatives_passed(ledger.stamps, passed)
    order = np.where(ok, order, NEVER)
    first = lines.ways[lines.way_start[:-1]]
    best, alternative, timed = order[first], first.copy(), lines.own_ways > 0
    counts = np.diff(lines.way_start)
    several = np.flatnonzero(counts > 1)
    if len(several):
        length = counts[several].astype(np.int64)
        ends = np.cumsum(length)
        place = np.arange(int(ends[-1])) - np.repeat(ends - length, length)
        flat = np.repeat(lines.way_start[several], length) + place
        ranked = order[lines.ways[flat]]
        # The first of equally early alternatives wins: its place rides in the low bits.
        keyed = np.where(ranked == NEVER, NEVER, (ranked << 20) | place)
        winner = np.minimum.reduceat(keyed, ends - length)
        best[several] = np.where(winner == NEVER, NEVER, winner >> 20)
        chosen = lines.way_start[several] + np.where(winner == NEVER, 0, winner & ((1 << 20) - 1))
        alternative[several] = lines.ways[chosen]
        timed[several] = chosen - lines.way_start[several] < lines.own_ways[several]
    return best, alternative, timed


def decide(ledger: Ledger, passed: Ints) -> Verdict:
    """What is visible when `passed[i]` seconds of installment *i* are passed.

    Starts from everything revealed and every entity that has a name to show, and takes away what names something
    invisible until nothing more goes: the greatest closed set. It grows with `passed`.
    """
    rows, lines, entities = ledger.rows, ledger.lines, ledger.entities
    verbs = ledger.vocabulary.verbs
    order, alternative, timed = _reveal(ledger, passed)
    chosen = np.flatnonzero(order[rows.line] != NEVER).astype(np.int32)
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
    open_mentions = np.flatnonzero(order[mentions.line] != NEVER)
    mention_line, mention_entity = mentions.line[open_mentions], mentions.entity[open_mentions]
    nameless = _lacks_name(ledger, chosen[naming], open_mentions)
    pointing = np.flatnonzero((order != NEVER) & ((lines.ref >= 0) | (lines.about >= 0)))
    refs, abouts = lines.ref[pointing], lines.about[pointing]

    shown = order != NEVER
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
    return Verdict(chosen[good], shown, visible[:-1], linked[:-1], order, alternative, timed, disproved & shown)


def _lacks_name(ledger: Ledger, name_rows: Ints, open_mentions: Longs) -> Bools:
    """Which of `open_mentions` need a declared name that is not among the revealed `name_rows`."""
    rows, mentions = ledger.rows, ledger.mentions
    needs = mentions.needs[open_mentions]
    lacking = needs > 0
    if lacking.any():
        size = np.int64(len(ledger.strings))
        known = rows.subject[name_rows].astype(np.int64) * size + rows.text[name_rows]
        wanted = mentions.entity[open_mentions].astype(np.int64) * size + needs
        lacking &= ~among(wanted, known)
    return lacking
