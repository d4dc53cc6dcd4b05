"""What can be shown of what is revealed: the greatest set in which nothing names anything invisible."""

from dataclasses import dataclass

import numpy as np

from intertwine.ledger.store.columns import Ledger
from intertwine.model.arrays import among
from intertwine.model.strings import Bools, Ints, Longs


@dataclass(frozen=True, slots=True)
class Closure:
    """`rows` are the numbers of the visible rows; `lines` and `entities` are masks over all lines and entities;
    `linked` is the mask of the entities that a visible fact names."""

    rows: Ints
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
    chosen = np.flatnonzero(revealed[rows.line]).astype(np.int32)
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
    open_mentions = np.flatnonzero(revealed[mentions.line])
    mention_line, mention_entity = mentions.line[open_mentions], mentions.entity[open_mentions]
    nameless = lacks_name(ledger, chosen[naming], open_mentions)
    pointing = np.flatnonzero(revealed & ((lines.ref >= 0) | (lines.about >= 0)))
    refs, abouts = lines.ref[pointing], lines.about[pointing]

    shown = revealed
    while True:
        sound = np.ones(len(revealed), np.bool_)
        sound[mention_line[nameless | ~visible[mention_entity]]] = False
        sound[pointing[((refs >= 0) & ~shown[refs]) | ((abouts >= 0) & ~shown[abouts])]] = False
        good = sound[line] & visible[ends[0]] & visible[ends[1]] & visible[ends[2]]
        good |= naming
        good &= ~following
        now_shown = np.zeros(len(revealed), np.bool_)
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

    return Closure(chosen[good], shown, visible[:-1], linked[:-1])


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
