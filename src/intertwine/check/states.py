"""States as facts begin and end them: who is in which with whom, from when, and until when."""

from collections.abc import Sequence

import numpy as np

from intertwine.check.pairing import KeyedLines
from intertwine.check.story_order import StoryOrder
from intertwine.check.truth import Truth
from intertwine.ledger.store.columns import Ledger
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs


@record
class StateFacts:
    """Facts that begin a state, or end one: `who` is in the `state` (the number of its verb) with the other end `side`:
    an entity, or the number of entities plus that of a text. The two of a state that holds both ways are in order.
    Ascending by `key`, which is made of these three, and then by `row`, which stands on `line`. `enters` marks those
    that say that it begins, and not only that it is so."""

    key: Longs
    state: Longs
    who: Longs
    side: Longs
    line: Longs
    row: Longs
    enters: Bools

    def where(self, chosen: Bools) -> "StateFacts":
        """Those that a mask has."""
        return self.at(np.flatnonzero(chosen))

    def at(self, places: Longs) -> "StateFacts":
        """Those at some `places`, in their order."""
        return StateFacts(
            key=self.key[places],
            state=self.state[places],
            who=self.who[places],
            side=self.side[places],
            line=self.line[places],
            row=self.row[places],
            enters=self.enters[places],
        )

    @property
    def by_key(self) -> KeyedLines:
        """Their lines by their keys."""
        return KeyedLines(self.key, self.line)


@record
class States:
    """The facts that `begin` states, and those that do nothing else than to `end` them. People who are one by an
    identity are one here."""

    begin: StateFacts
    end: StateFacts
    ending: KeyedLines
    """Facts of any verb that ends a state, for each of their ends: the state times the number of entities, plus the
    entity."""
    dying: KeyedLines
    count: int
    """Of entities."""
    stride: int
    """What keys differ by that differ by one state, in nothing else."""

    def of(self, wanted: Sequence[bool]) -> StateFacts:
        """The facts that begin states of which `wanted` is True, by the numbers of their verbs."""
        return self.begin.where(np.array(wanted, np.bool_)[self.begin.state])

    def may_have_ended(self, order: StoryOrder, state: Longs, who: Longs, *, earlier: Longs, later: Longs) -> Bools:
        """Whether something that ends the `state` of `who`, with whomever, or their death, may lie between the lines
        `earlier` and `later` in the story's `order`. So it is said that a state lasts only where that is certain."""
        one = np.where((who >= 0) & (who < self.count), who, NONE)
        ended = np.where(one == NONE, NONE, state * self.count + one)
        found = self.ending.between(order, ended, earlier=earlier, later=later)
        found |= self.dying.between(order, one, earlier=earlier, later=later)
        return found

    def lasting(
        self, order: StoryOrder, frame: Ints, state: Longs, ends: Sequence[Longs], *, earlier: Longs, later: Longs
    ) -> Longs:
        """The places of those pairs of lines of which `later` is certainly after `earlier` in the story's `order`, in
        the same `frame`, and the `state` certainly lasts for each of its `ends` from the one to the other."""
        found = np.flatnonzero(order.is_after(later, earlier) & (frame[later] == frame[earlier]))
        for end in ends:
            one, other = earlier[found], later[found]
            found = found[~self.may_have_ended(order, state[found], end[found], earlier=one, later=other)]
        return found


def states_of(ledger: Ledger, truth: Truth, one_is: Ints, dying: KeyedLines) -> States:
    """The states of `ledger`, whose `truth` it is. `one_is` has for each entity the one that stands for all who are one
    with it; `dying` has the lines that say who dies."""
    vocabulary, rows, count = ledger.vocabulary, ledger.rows, len(ledger.entities.key)
    begun = [tuple(vocabulary.by_id[it] for it in (verb.begins, *verb.passes) if it) for verb in vocabulary.verbs]
    ended = [
        tuple(vocabulary.by_id[it] for it in (*verb.ends, verb.resumes) if it in vocabulary.by_id)
        for verb in vocabulary.verbs
    ]
    closes = [states if verb.shape == "ending" else () for verb, states in zip(vocabulary.verbs, ended, strict=True)]
    fit = truth.rows & truth.counts[rows.line]
    row, state = _by_state(ledger, ended, fit)
    ends = [column[row] for column in (rows.subject, rows.object, rows.recipient)]
    keys = np.concatenate([state * count + one_is[it] for it in ends])[np.concatenate(ends) >= 0]
    lines = np.concatenate([rows.line[row]] * 3)[np.concatenate(ends) >= 0]
    return States(
        begin=_facts(ledger, one_is, *_by_state(ledger, begun, fit)),
        end=_facts(ledger, one_is, *_by_state(ledger, closes, fit)),
        ending=KeyedLines.of(keys, lines),
        dying=dying,
        count=count,
        stride=count * _sides(ledger),
    )


def _sides(ledger: Ledger) -> int:
    """How many other ends of a state there can be."""
    return len(ledger.entities.key) + len(ledger.strings) + 1


def _by_state(ledger: Ledger, states: list[tuple[int, ...]], fit: Bools) -> tuple[Longs, Longs]:
    """The rows that `fit` of verbs that have some `states`, once for each of these, and the states."""
    each = np.array([len(it) for it in states], np.int64)
    flat = np.array([it for those in states for it in those], np.int64)
    rows = np.flatnonzero(fit & (each > 0)[ledger.rows.verb])
    verb = ledger.rows.verb[rows]
    many = each[verb]
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    return np.repeat(rows, many).astype(np.int64), flat[np.repeat((np.cumsum(each) - each)[verb], many) + within]


def _facts(ledger: Ledger, one_is: Ints, row: Longs, state: Longs) -> StateFacts:
    verbs, rows, count = ledger.vocabulary.verbs, ledger.rows, len(ledger.entities.key)
    given = np.array([verb.gets == "recipient" for verb in verbs], np.bool_)[rows.verb[row]]
    subject = np.where(given, rows.recipient[row], rows.subject[row])
    row, state, subject = row[subject >= 0], state[subject >= 0], subject[subject >= 0]
    thing = rows.object[row]
    who = one_is[subject].astype(np.int64)
    side = np.where(thing >= 0, one_is[thing], count + rows.text[row]).astype(np.int64)
    mutual = np.array([verb.symmetric for verb in verbs], np.bool_)[state] & (thing >= 0)
    who, side = np.where(mutual, np.minimum(who, side), who), np.where(mutual, np.maximum(who, side), side)
    entering = [verb.shape == "state" and verb.begins != verb.id for verb in verbs]
    key = (state * count + who) * _sides(ledger) + side
    enters = np.array(entering, np.bool_)[rows.verb[row]]
    line = rows.line[row].astype(np.int64)
    return StateFacts(key, state, who, side, line, row, enters).at(np.lexsort((row, key)))
