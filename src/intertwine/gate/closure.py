"""What can be shown of what is revealed: the greatest set in which nothing names anything invisible."""

from dataclasses import dataclass

import numpy as np

from intertwine.ledger.store.columns import Ledger
from intertwine.model.arrays import among
from intertwine.model.strings import Bools, Longs


@dataclass(frozen=True, slots=True)
class Closure:
    """`rows` are the numbers of the visible rows; `lines` and `entities` are masks over all lines and entities;
    `linked` is the mask of the entities that a visible fact names."""

    rows: Longs
    lines: Bools
    entities: Bools
    linked: Bools


def closure(ledger: Ledger, revealed: Bools) -> Closure:
    """The greatest closed set among the `revealed` lines of `ledger` (a mask over all of them).

    Starts from everything revealed and every entity that has a name to show, and takes away what names something
    invisible until nothing more goes. It grows with `revealed`.
    """
    rows, lines, entities = ledger.rows, ledger.lines, ledger.entities
    verbs = ledger.vocabulary.verbs
    chosen = np.flatnonzero(revealed.take(rows.line))
    # Numbers of the machine's own width: as indices, all others would be converted each time.
    line, verb, *ends = (
        column.take(chosen).astype(np.intp) for column in (rows.line, rows.verb, rows.subject, rows.object, rows.place)
    )
    naming = np.array([v.role in ("name", "title name") for v in verbs], np.bool_).take(verb)
    following = np.array([v.role == "linked name" for v in verbs], np.bool_).take(verb)
    evidence = np.array([v.evidence for v in verbs], np.bool_).take(verb)

    named = np.zeros(len(entities.key) + 1, np.bool_)
    named[ends[0][naming]] = True
    named[-1] = True  # index -1 stands for "none here", which is never in the way
    implicit = np.append(entities.name > 0, False)
    visible = named | implicit

    mentions = ledger.mentions
    open_mentions = np.flatnonzero(revealed.take(mentions.line))
    mention_line, mention_entity = (
        column.take(open_mentions).astype(np.intp) for column in (mentions.line, mentions.entity)
    )
    nameless = lacks_name(ledger, chosen[naming], open_mentions)
    pointing = np.flatnonzero(revealed & ((lines.ref >= 0) | (lines.about >= 0)))
    refs, abouts = lines.ref.take(pointing), lines.about.take(pointing)

    shown = revealed
    while True:
        sound = np.ones(len(revealed), np.bool_)
        sound[mention_line[nameless | ~visible.take(mention_entity)]] = False
        sound[pointing[((refs >= 0) & ~shown.take(refs)) | ((abouts >= 0) & ~shown.take(abouts))]] = False
        good = sound.take(line)
        for end in ends:
            good &= visible.take(end)
        good |= naming
        good &= ~following
        now_shown = np.zeros(len(revealed), np.bool_)
        now_shown[line.take(np.flatnonzero(good))] = True
        linked = np.zeros(len(visible), np.bool_)
        speaking = np.flatnonzero(good & evidence)
        for end in ends:
            linked[end.take(speaking)] = True
        linked[mention_entity[now_shown.take(mention_line)]] = True
        followed = following & linked.take(ends[0]) & visible.take(ends[0])
        good |= followed
        now_shown[line.take(np.flatnonzero(followed))] = True
        now_visible = named | (implicit & linked)
        now_visible[-1] = True
        if np.array_equal(now_visible, visible) and np.array_equal(now_shown, shown):
            break
        visible, shown = now_visible, now_shown

    return Closure(chosen.compress(good), shown, visible[:-1], linked[:-1])


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
