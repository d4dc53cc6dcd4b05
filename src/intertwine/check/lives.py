"""Who is born, who dies, who returns, and who does what takes being alive."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.story_order import StoryOrder
from intertwine.check.truth import Truth
from intertwine.ledger.store.columns import KINDS, Ledger
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.verb import PRESENT, Role, Verb
from intertwine.model.way import split_label

_MORTAL = tuple(KINDS.index(kind) for kind in ("", "character", "person"))
_MOST_PAIRED = 32
"""Events of one life that each other event of it is compared with."""
_SHORT = 1 << 16
"""So many people have numbers of 16 bits."""
_NOT_ACTING: tuple[Role, ...] = ("death", "return", "identity", "purpose", "learns", *PRESENT)


@record
class LifeEvents:
    """Events in lives, by the person and then by the row: `who`, in which `line` and `row`, and the `entity` that is
    named there. People who are one by an identity are one here."""

    who: Longs
    line: Longs
    row: Longs
    entity: Longs

    def of(self, people: Longs) -> "LifeEvents":
        """Those of some `people`."""
        chosen = np.isin(self.who, people)
        return LifeEvents(self.who[chosen], self.line[chosen], self.row[chosen], self.entity[chosen])

    def pairs(self, others: "LifeEvents") -> tuple[Longs, Longs]:
        """Every pair of an event here and one of `others` in the life of one person: the places of both. Of somebody
        of whom there are very many others, the first ones alone."""
        first, end = (np.searchsorted(others.who, self.who, side) for side in ("left", "right"))
        end = np.minimum(end, first + _MOST_PAIRED)
        each = end - first
        mine = np.repeat(np.arange(len(self.who)), each)
        return mine, np.arange(each.sum()) - np.repeat(np.cumsum(each) - each - first, each)


@record
class Lives:
    """The `births`, `deaths` and `returns` of people. `acts` are what they do that takes being alive and there,
    `kills` what those do who kill somebody with their own hands. `own` and
    `own_step` are places in orders of their own: the person times the number of lines, plus the line, ascending; and
    the step there."""

    births: LifeEvents
    deaths: LifeEvents
    returns: LifeEvents
    acts: LifeEvents
    kills: LifeEvents
    own: Longs
    own_step: Longs
    count: int
    """Of lines."""

    def step(self, who: Longs, line: Longs) -> Longs:
        """The steps at which people `who` live some lines; NONE where none is said."""
        found = np.full(len(who), NONE, np.int64)
        if len(self.own):
            wanted = who * self.count + line
            at = np.minimum(np.searchsorted(self.own, wanted), len(self.own) - 1)
            found = np.where(self.own[at] == wanted, self.own_step[at], NONE)
        return found

    def lived_before(self, who: Longs, one: Longs, other: Longs) -> Bools:
        """Whether people `who` live the line `one` not after the line `other`, by an order of their own."""
        first, second = self.step(who, one), self.step(who, other)
        found: Bools = (first != NONE) & (second != NONE) & (first <= second)
        return found

    def undead(self, order: StoryOrder, who: Longs, death: Longs, later: Longs) -> Bools:
        """Of people `who` die in the lines `death`, whether they may have returned before the lines `later`: whether
        there is a return of theirs that does not certainly stand before the one or after the other, by `order`."""
        first, end = (np.searchsorted(self.returns.who, who, side) for side in ("left", "right"))
        each = end - first
        mine = np.repeat(np.arange(len(who)), each)
        back = self.returns.line[np.arange(each.sum()) - np.repeat(np.cumsum(each) - each - first, each)]
        between = ~order.is_after(death[mine], back) & ~order.is_after(back, later[mine])
        found = np.zeros(len(who), np.bool_)
        found[mine[between]] = True
        return found

    def after_death(
        self, order: StoryOrder, frame: Ints, events: LifeEvents, *, own_orders: bool
    ) -> Iterator[tuple[int, int]]:
        """Of `events`, those that `order` puts after the death of whom they are of, without a return: their places, and
        the line of the death (of several deaths, the last). What is in a `frame` counts within that frame. With
        `own_orders`, what they lived before their death, by an order of their own, may come after it in the story."""
        event, death = events.pairs(self.deaths)
        who, later, earlier = events.who[event], events.line[event], self.deaths.line[death]
        wrong = np.flatnonzero(order.is_after(later, earlier) & (frame[later] == frame[earlier]))
        if own_orders:
            wrong = wrong[~self.lived_before(who[wrong], later[wrong], earlier[wrong])]
        wrong = wrong[~self.undead(order, who[wrong], earlier[wrong], later[wrong])]
        told = set[tuple[int, int]]()
        for n in wrong[::-1].tolist():
            if (it := (int(who[n]), int(later[n]))) not in told:
                told.add(it)
                yield int(event[n]), int(earlier[n])


def lives_of(ledger: Ledger, truth: Truth, one_is: Ints) -> Lives:
    """The lives of the characters and people of `ledger`, whose `truth` it is. `one_is` has for each entity the one
    that stands for all that are one with it."""
    verbs = ledger.vocabulary.verbs
    own, own_step = _own_steps(ledger, one_is)
    fit = _told(ledger, truth)
    return Lives(
        births=_events(ledger, fit, one_is, [(it.born == "subject", it.born == "object") for it in verbs]),
        deaths=_events(ledger, fit, one_is, [_turning(verb, "death") for verb in verbs]),
        returns=_events(ledger, fit, one_is, [_turning(verb, "return") for verb in verbs]),
        acts=_events(ledger, fit & _is_there(ledger), one_is, [_acting(verb) for verb in verbs]),
        kills=_events(ledger, fit, one_is, [(_is_killing(verb), False) for verb in verbs]),
        own=own,
        own_step=own_step,
        count=len(ledger.lines.home),
    )


def deeds_of(ledger: Ledger, truth: Truth, one_is: Ints, people: Longs) -> LifeEvents:
    """What some `people` do that takes being alive: what they do there (the acts of `Lives`), and what takes being
    alive alone. Those of all people are many: rules that look at some ask for theirs."""
    doing = [
        (subject or verb.alive in ("subject", "both"), thing or verb.alive in ("object", "both"))
        for verb, (subject, thing) in ((it, _acting(it)) for it in ledger.vocabulary.verbs)
    ]
    among = np.zeros(len(one_is), np.bool_)
    among[people] = True
    return _events(ledger, _told(ledger, truth) & _is_there(ledger), one_is, doing, among)


def _told(ledger: Ledger, truth: Truth) -> Bools:
    """A mask over all rows: those that are so, and stand in a file."""
    found: Bools = truth.rows & truth.counts[ledger.rows.line] & (ledger.lines.page[ledger.rows.line] != 0)
    return found


def _own_steps(ledger: Ledger, one_is: Ints) -> tuple[Longs, Longs]:
    """The places in orders of people's own, see `Lives`."""
    rows, own = ledger.rows, [verb.role == "own order" for verb in ledger.vocabulary.verbs]
    chosen = np.flatnonzero(np.array(own, np.bool_)[rows.verb] & (rows.subject >= 0))
    about = ledger.lines.about[rows.line[chosen]].astype(np.int64)
    places = one_is[rows.subject[chosen]].astype(np.int64) * len(ledger.lines.home) + about
    order = np.argsort(places, kind="stable")
    return places[order], rows.rank[chosen][order].astype(np.int64)


def _is_killing(verb: Verb) -> bool:
    return verb.role == "death" and verb.patient == "object" and verb.met


def _acting(verb: Verb) -> tuple[bool, bool]:
    """Whether the subject and the object of a verb must be alive and there: of those who are present, and of what takes
    two who meet or speak."""
    if verb.role in PRESENT:
        return True, False
    both = verb.shape == "event" and (verb.met or verb.spoken) and verb.role not in _NOT_ACTING
    return both, both


def _turning(verb: Verb, role: Role) -> tuple[bool, bool]:
    """Whether a verb of this `role` says so of its subject, and whether of its object."""
    return verb.role == role and verb.patient == "subject", verb.role == role and verb.patient == "object"


def _is_there(ledger: Ledger) -> Bools:
    """A mask over all rows: those whose subject is there in person, if it is said how."""
    ways = {way.id: way.there for way in ledger.vocabulary.ways}
    present = np.array([verb.role in PRESENT for verb in ledger.vocabulary.verbs], np.bool_)[ledger.rows.verb]
    found = np.ones(len(ledger.rows.line), np.bool_)
    labels = np.unique(ledger.rows.label[present])
    away = [label for label in labels.tolist() if not _counts(ledger.strings[label], ways)]
    found[present & np.isin(ledger.rows.label, away)] = False
    return found


def _counts(label: str, ways: dict[str, bool]) -> bool:
    way = split_label(label)[0]
    return not way or ways.get(way, False)


def _events(
    ledger: Ledger,
    fit: Bools,
    one_is: Ints,
    ends: list[tuple[bool, bool]],
    among: Bools | None = None,
) -> LifeEvents:
    """The events of those at the `ends` of verbs: whether of the subject, and whether of the object. Only rows that
    `fit`; of the people that are `among` a mask over entities (None: of all)."""
    rows = ledger.rows
    is_mortal = np.isin(ledger.entities.kind, _MORTAL)
    if among is not None:
        is_mortal &= among[one_is]
    asked = np.array(ends, np.bool_).reshape(-1, 2)
    some = np.flatnonzero((asked[:, 0] | asked[:, 1])[rows.verb] & fit)
    verb = rows.verb[some]
    named = np.stack((rows.subject[some], rows.object[some]), axis=1)
    places = np.flatnonzero(asked[verb] & (named >= 0) & is_mortal[named])  # by the row, the subject first
    entity = named.ravel()[places]
    people = one_is[entity]
    # Numbers of 16 bits are sorted without comparing them.
    order = np.argsort(people.astype(np.uint16) if len(one_is) <= _SHORT else people, kind="stable")
    row = some[places[order] >> 1].astype(np.int64)
    return LifeEvents(
        people[order].astype(np.int64), rows.line[row].astype(np.int64), row, entity[order].astype(np.int64)
    )
