"""Whoever is shown and is in no scene of their installment: in which moment they stand alone.

This is the rule of `moments` for installments in which everybody is there in person.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from intertwine.model.frozen import read_only
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.questions.fitting import FactPlaces, MomentPlaces, Present, first_of_each


class NamedEnds(NamedTuple):
    """Who is named by facts: an entry for each, with the fact's number, ascending."""

    fact: Longs
    who: Ints

    def some(self, chosen: Bools) -> "NamedEnds":
        """Those that are chosen."""
        return NamedEnds(self.fact[chosen], self.who[chosen])

    def sealed(self) -> "NamedEnds":
        """The same, read-only."""
        return NamedEnds(read_only(self.fact), read_only(self.who))

    def once(self) -> "NamedEnds":
        """Everybody once for each fact, where they are named first."""
        return self.some(first_of_each(self.fact, self.who))


class Alone(NamedTuple):
    """Who is put on stage alone: moments (their numbers), people, and the facts that do so, in their order. `anchor`
    are the facts of moments that are made for it, which come after all others."""

    moment: list[int]
    who: list[int]
    fact: list[int]
    anchor: list[int]


class Placing:
    """Puts those on stage who are in no scene of their installment, one fact after the other: where somebody is put
    says where the next one belongs who is shown with them."""

    def __init__(self, ends: NamedEnds, keys: Longs, found: tuple[Longs, Longs], present: Present) -> None:
        """`ends` are the people of the facts, `keys` have a number for the installment and the person of each, and
        `found` says where the moments of those who are in scenes begin in `present`, and how many they are."""
        self._facts, self._who, self._keys = ends.fact.tolist(), ends.who.tolist(), keys.tolist()
        self._first, self._many = (it.tolist() for it in found)
        self._scenes = present.moment
        self._alone: dict[int, int] = {}

    def run(self, facts: FactPlaces, is_listed: Bools, moments: MomentPlaces, begins_at: Ints, found: Alone) -> None:
        """Adds to `found` what is put where. `facts` are those of the installments, some of which only say that
        somebody appears (`is_listed`), and `begins_at` says when a moment begins that one of them dates; `moments` are
        those of scenes, and `found` has the others."""
        here = _moments_of(moments.installment.tolist()) if self._facts else {}
        place, begins = moments.place.tolist(), moments.begins.tolist()
        for it in found.anchor:  # no moment of another installment is ever asked for
            place.append(facts.place.item(it))
            begins.append(begins_at.item(it))
        for start, end in _runs(self._facts):
            fact = self._facts[start]
            comes = [n for n in range(start, end) if not self._many[n] and self._keys[n] not in self._alone]
            if not comes:
                continue
            at, installment = facts.place.item(fact), facts.installment.item(fact)
            fits = here.setdefault(installment, [])
            if is_listed[fact]:
                fits = [it for it in fits if place[it] == at]
            if fits:
                those = self._best(range(start, end), fits, place, at)
                moment = _turn(those, facts.seconds.item(fact), begins, is_meeting=bool(facts.is_meeting[fact]))
            else:
                moment = len(place)
                here[installment].append(moment)
                place.append(at)
                begins.append(begins_at.item(fact))
                found.anchor.append(fact)
            for n in comes:
                self._alone[self._keys[n]] = moment
                found.moment.append(moment)
                found.who.append(self._who[n])
                found.fact.append(fact)

    def _best(self, people: range, fits: list[int], place: list[int], at: int) -> list[int]:
        """Those of the moments that `fits` has where most of these people are together, else most on stage, else those
        at the place `at`, where there is one."""
        together, single = Counter[int](), Counter[int]()
        for n in people:
            if self._many[n]:
                together.update(self._scenes[self._first[n] : self._first[n] + self._many[n]].tolist())
            elif self._keys[n] in self._alone:
                single[self._alone[self._keys[n]]] += 1
        allowed = set(fits)
        some = sorted(allowed.intersection((*together, *single))) or fits
        scores = [(together[it], together[it] + single[it], at != NONE and place[it] == at) for it in some]
        best = max(scores)
        return [it for it, score in zip(some, scores, strict=True) if score == best]


def _turn(moments: list[int], seconds: int, begins: list[int], *, is_meeting: bool) -> int:
    """Of several moments the last that has begun by the time of a fact, where it has one; else of a meeting the first
    and of anything else the last."""
    if seconds == NONE:
        return moments[0] if is_meeting else moments[-1]
    begun = [it for it in moments if begins[it] == NONE or begins[it] <= seconds]
    return begun[-1] if begun else moments[0]


def _runs(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where runs of equal numbers begin and end."""
    begin = 0
    for end in range(1, len(numbers) + 1):
        if end == len(numbers) or numbers[end] != numbers[begin]:
            yield begin, end
            begin = end


def _moments_of(installments: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for moment, installment in enumerate(installments):
        found.setdefault(installment, []).append(moment)
    return found
