"""States: what ends must have begun."""

from collections.abc import Iterable, Iterator

import numpy as np

from intertwine.check.leaders import leaders
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Bools, Ints, Longs


def state_unbegun(source: Source) -> Iterator[Finding]:
    """`state-unbegun`: a fact that ends a state which no fact begins.

    People who are one by any identity are one here, and an ending without an object ends any. Of somebody who is taken
    for another the state may be that of either.
    """
    rows, verbs = source.ledger.rows, source.ledger.vocabulary.verbs
    endings = _rows(source, (verb.shape == "ending" for verb in verbs))
    unmatched = endings[~_is_begun(source, endings)]
    disguises = source.ledger.disguises
    disguised = np.zeros(len(rows.line), np.bool_)
    disguised[disguises.row] = True
    is_true = np.zeros_like(disguised)
    is_true[disguises.row[disguises.true]] = True
    matched = np.unique(rows.line[np.setdiff1d(endings[is_true[endings]], unmatched)])
    unmatched = unmatched[~is_true[unmatched]]
    for row in unmatched[~(disguised[unmatched] & np.isin(rows.line[unmatched], matched))].tolist():
        verb, line, subject = verbs[int(rows.verb[row])], int(rows.line[row]), int(rows.subject[row])
        key = source.key(subject) if subject >= 0 else ""
        place = source.at_link(line, subject) if subject >= 0 else source.at(line)
        states = " or ".join(f'"{state}"' for state in verb.ends)
        message = f'"{verb.id}" ends a state of "{key}" ({states}) that no fact begins'
        hint = "state the beginning too, with its own stamp"
        yield Finding(place, message, hint)


def _is_begun(source: Source, endings: Longs) -> Bools:
    """Of each row of `endings` whether some fact begins a state that it ends."""
    rows, verbs = source.ledger.rows, source.ledger.vocabulary.verbs
    beginning = _rows(source, (bool(verb.begins) for verb in verbs))
    who, side = _who_and_what(source, beginning)
    ending_who, ending_side = _who_and_what(source, endings)
    symmetric = np.array([verb.symmetric for verb in verbs], np.bool_)
    mutual, ending_mutual = (symmetric[rows.verb[it]] & (rows.object[it] >= 0) for it in (beginning, endings))
    found = np.zeros(len(endings), np.bool_)
    for state in sorted({state for verb in verbs if verb.shape == "ending" for state in verb.ends}):
        ends = np.flatnonzero(np.array([state in verb.ends for verb in verbs], np.bool_)[rows.verb[endings]])
        if not len(ends):
            continue
        own, passed = (
            np.array(fit, np.bool_)[rows.verb[beginning]]
            for fit in ([verb.begins == state for verb in verbs], [state in verb.passes for verb in verbs])
        )
        begins = own | passed
        back = np.flatnonzero(own & mutual)
        begun = np.concatenate([_pairs(who[begins], side[begins]), _pairs(side[back] // 2, who[back] * 2)])
        here, what = ending_who[ends], ending_side[ends]
        found[ends] |= np.isin(_pairs(here, what), begun)
        found[ends] |= (what == _NOTHING) & np.isin(here, begun >> _WIDTH)
        found[ends] |= ending_mutual[ends] & np.isin(_pairs(what // 2, here * 2), begun)
    return found


_WIDTH = 34
_NOTHING = 1
"""The side of a row that has no object and no text."""


def _pairs(who: Longs, side: Longs) -> Longs:
    """One number for each pair of somebody and a side of theirs."""
    found: Longs = (who << _WIDTH) | side
    return found


def _who_and_what(source: Source, chosen: Longs) -> tuple[Longs, Longs]:
    """Whose state the rows `chosen` speak of, by the one that stands for them, from 1 (0: nobody); and the other side:
    such a number, doubled, or that of a text, doubled and with one more."""
    rows, verbs = source.ledger.rows, source.ledger.vocabulary.verbs
    leader = np.append(_leaders(source).astype(np.int64) + 1, 0)
    gets = np.array([bool(verb.begins) and verb.gets == "recipient" for verb in verbs], np.bool_)[rows.verb[chosen]]
    thing = rows.object[chosen]
    who = leader[np.where(gets, rows.recipient[chosen], rows.subject[chosen])]
    return who, np.where(thing >= 0, leader[thing] * 2, rows.text[chosen].astype(np.int64) * 2 + 1)


def _rows(source: Source, fits: Iterable[bool]) -> Longs:
    """The rows with a verb that fits."""
    found: Longs = np.flatnonzero(np.array(list(fits), np.bool_)[source.ledger.rows.verb])
    return found


def _leaders(source: Source) -> Ints:
    """Who stands for each entity after every identity."""
    rows = source.ledger.rows
    chosen = source.has_role("identity") & (rows.subject >= 0) & (rows.object >= 0)
    return leaders(len(source.ledger.entities.key), rows.subject[chosen], rows.object[chosen])
