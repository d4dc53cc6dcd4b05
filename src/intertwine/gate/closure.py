"""What can be shown of what is revealed: the greatest set in which nothing names anything invisible."""

import numpy as np

from intertwine.gate.prepared import DOUBTFUL, FOLLOWING, NAMING, PLACED, RECEIVED, SPEAKING, Flags, prepared
from intertwine.ledger.store.columns import Ledger
from intertwine.model.arrays import among, look_up, mark
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs


@record
class Closure:
    """`rows` are the numbers of the visible rows; `row_lines`, `subjects`, `objects`, `flags` are columns of them.
    `lines` and `entities` are masks over all lines and entities; `linked` is the mask of the entities that a visible
    fact names."""

    rows: Longs
    row_lines: Ints
    subjects: Ints
    objects: Ints
    flags: Flags
    lines: Bools
    entities: Bools
    linked: Bools


def closure(ledger: Ledger, revealed: Bools) -> Closure:
    """The greatest closed set among the `revealed` lines of `ledger` (a mask over all of them).

    Where it is known that somebody was taken for another, only the rows that name the true one are in it; else those
    that name the one they seem to be.

    Starts from everything revealed and every entity that has a name to show, and takes away what names something
    invisible until nothing more goes. It grows with `revealed`.
    """
    rows, lines, mentions, known = ledger.rows, ledger.lines, ledger.mentions, prepared(ledger)
    waiting = known.waiting
    unknown = waiting.true[~revealed.take(waiting.true_line)]
    chosen = _without(np.flatnonzero(look_up(revealed, rows.line)), unknown)
    flags = known.flags.take(chosen)
    special = np.flatnonzero(flags & (NAMING | FOLLOWING | DOUBTFUL | PLACED | RECEIVED))
    kinds = flags[special]
    naming, following, doubtful, placed, received = (
        special[(kinds & kind) != 0] for kind in (NAMING, FOLLOWING, DOUBTFUL, PLACED, RECEIVED)
    )
    speaking = (flags & SPEAKING) != 0
    line, subject, object_ = (column.take(chosen) for column in (rows.line, rows.subject, rows.object))
    speaking_lines = _with_rows(revealed & known.spoken, rows.line.take(unknown), line)
    place, recipient = rows.place.take(chosen.take(placed)), rows.recipient.take(chosen.take(received))

    named = np.zeros(len(known.implicit), np.bool_)
    named[subject[naming]] = True
    named[NONE] = True  # this index stands for "none here", which is never in the way
    visible = named | known.implicit

    open_mentions = np.flatnonzero(revealed.take(mentions.line))
    mention_line, mention_entity = mentions.line.take(open_mentions), mentions.entity.take(open_mentions)
    nameless = lacks_name(ledger, chosen[naming], open_mentions)
    pointing = known.pointing[revealed.take(known.pointing)]
    refs, abouts = lines.ref.take(pointing), lines.about.take(pointing)

    true_rows, true_lines = _among(chosen, waiting.true, waiting.true_line)
    shown, good, unsound = revealed, np.ones(len(chosen), np.bool_), 0
    good[following] = False
    # At first only a row that names somebody without an implicit name can name somebody invisible. Later, only one that
    # is no evidence can: whoever good evidence names is linked by it, and stays.
    suspects = doubtful
    while True:
        sparse = (column.take(chosen.take(suspects)) for column in (rows.place, rows.recipient))
        ends = (subject.take(suspects), object_.take(suspects), *sparse)
        bad: Longs = suspects[~np.logical_and.reduce([visible.take(end) for end in ends])]
        without: Longs = np.concatenate((
            mention_line[nameless | ~visible.take(mention_entity)],
            pointing[((refs >= 0) & ~shown.take(refs)) | ((abouts >= 0) & ~shown.take(abouts))],
        ))  # fmt: skip
        if len(without) > unsound:
            unsound = len(without)
            bad = np.concatenate((bad, _rows_of(without, line, len(revealed))))
        if len(true_rows):
            bad = np.concatenate((bad, true_rows[~shown.take(true_lines)]))
        good[bad] = False
        good[naming] = True
        rows_shown = _lines_of(good, line, speaking_lines)
        linked = np.zeros(len(visible), np.bool_)
        evidence = good & speaking
        silent = np.flatnonzero(~evidence)
        for end in (subject, object_):
            _mark_all_but(linked, end, silent)
        linked[place[evidence.take(placed)]] = True
        linked[recipient[evidence.take(received)]] = True
        linked[mention_entity[rows_shown.take(mention_line)]] = True
        linked[NONE] = False
        followed = following[(linked & visible).take(subject.take(following))]
        now_shown = rows_shown.copy()
        now_shown[line.take(followed)] = True
        now_visible = named | (known.implicit & linked)
        if np.array_equal(now_visible, visible) and np.array_equal(now_shown, shown):
            break
        visible, shown, suspects = now_visible, now_shown, np.flatnonzero(~speaking)

    good[followed] = True
    seeming_rows, seeming_lines = _among(chosen, waiting.seeming, waiting.seeming_line)
    good[seeming_rows[shown.take(seeming_lines)]] = False  # who it was is known: the true row says it
    if not good.all():
        chosen, flags = chosen[good], flags[good]
        line, subject, object_ = line[good], subject[good], object_[good]
    return Closure(chosen, line, subject, object_, flags, shown, visible[:-1], linked[:-1])


def _without(chosen: Longs, rows: Ints) -> Longs:
    """`chosen` (ascending) without these `rows`."""
    if not len(rows):
        return chosen
    places = np.searchsorted(chosen, rows)
    there = places < len(chosen)
    places, rows = places[there], rows[there]
    return np.delete(chosen, places[chosen[places] == rows])


def _with_rows(lines: Bools, lessened: Ints, line: Ints) -> Bools:
    """The mask `lines` without those that have no row left: only the `lessened` ones have lost any. `line` is the line
    of each row that is left."""
    if len(lessened):
        lines[lessened] &= among(lessened, line)
    return lines


def _among(chosen: Longs, rows: Ints, lines: Ints) -> tuple[Longs, Ints]:
    """The places in `chosen` (ascending) of those of `rows` (ascending) that are in it, and their `lines`."""
    if not len(rows):
        return np.zeros(0, np.int64), lines
    places = np.searchsorted(chosen, rows)
    there = np.flatnonzero(places < len(chosen))
    there = there[chosen[places[there]] == rows[there]]
    return places[there], lines[there]


def _mark_all_but(marks: Bools, end: Ints, silent: Longs) -> None:
    """Set the `marks` of all that the rows name at an `end`, but for the `silent` rows; and that of "none"."""
    hidden = end[silent]
    # Few are silent: to put them aside is far quicker than to copy all others.
    end[silent] = NONE
    mark(marks, end)
    end[silent] = hidden


def _rows_of(wanted: Ints | Longs, line: Ints, count: int) -> Longs:
    """The places of the rows of the `wanted` lines, where `line` is each row's one of `count` lines."""
    mask = np.zeros(count, np.bool_)
    mask[wanted] = True
    return np.flatnonzero(look_up(mask, line))


def _lines_of(good: Bools, line: Ints, all_lines: Bools) -> Bools:
    """Which lines have a `good` row, where `line` is each row's one, and `all_lines` the mask of those of any row."""
    bad = np.flatnonzero(~good)
    if not len(bad):
        return all_lines
    # Few rows are bad: only their lines are looked at again.
    found = all_lines.copy()
    found[line[bad]] = False
    beside = _rows_of(line[bad], line, len(found))
    found[line[beside[good[beside]]]] = True
    return found


def lacks_name(ledger: Ledger, name_rows: Longs, open_mentions: Longs) -> Bools:
    """Which of `open_mentions` (numbers of mentions of `ledger`) need a declared name that is not among the revealed
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
