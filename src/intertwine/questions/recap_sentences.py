"""The sentences of a recap: those of a keeper's prose that can stand where they are put, else the weightiest facts."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.questions.common import Part, Told
from intertwine.questions.listed import LISTED
from intertwine.questions.presence import acts
from intertwine.questions.tell import Teller
from intertwine.questions.weights import weights

_PRONOUNS = frozenset(("he", "she", "him", "her", "his", "hers", "they", "them", "their", "theirs", "it", "its"))
_POINTING = _PRONOUNS | {
    "this", "that", "these", "those", "there", "then", "so", "but", "and", "or", "both", "neither", "either", "such",
    "afterwards", "later", "instead", "also", "too", "meanwhile", "himself", "herself", "itself", "themselves",
}  # fmt: skip
"""What points back to a sentence before: a recap does not begin with it."""
_OBJECTS = frozenset(("him", "them", "it", "hers", "theirs", "this", "these", "those"))
"""What points to somebody other than whom a sentence begins with."""
_WORD = re.compile(r"[^\W\d_]+")
_ENDS = (".", "?", "!", "…", '."', ".”", "?”", "!”")
_LONGEST = 10
"""Sentences of a paragraph, its last ones, that a recap chooses from."""
_SAME = 2
"""Sentences in a row of facts that may have the same people as their subject."""


def begins_well(told: Told) -> bool:
    """Whether a sentence of prose may be the first: it points to none before it with its first word."""
    word = _WORD.search(told.text)
    return word is None or word[0].lower() not in _POINTING


def stands_alone(told: Told) -> bool:
    """Whether a sentence can be read without the one before it, as far as its words tell: it holds no pronoun, or
    begins with the name of somebody to whom its pronouns can belong."""
    if not begins_well(told):
        return False
    words = {word.lower() for word in _WORD.findall(told.text)}
    if not words & _PRONOUNS:
        return True
    first = told.parts[0].to
    return first is not None and first.kind in ("character", "") and not words & _OBJECTS


def choose(facts: Sequence[Fact], told: Sequence[Told], most: int, about: Collection[int]) -> list[Told]:
    """Up to `most` sentences of a paragraph (`facts`, and the same as `told`) that can be read without what is left
    out: all of it where it is no longer and begins well, else those that name most of the people `about`, and of equal
    ones the last; three or more have the first one among them, where it can be."""
    facts, told = facts[-_LONGEST:], told[-_LONGEST:]
    named = [{piece.entity for piece in fact.text if piece.entity in about} for fact in facts]
    alone = [begins_well(it) if n == 0 else stands_alone(it) for n, it in enumerate(told)]
    best, key = tuple[int, ...](), (-1, -1, -1, False, -1)
    for count in range(1, min(most, len(told)) + 1):
        for chosen in combinations(range(len(told)), count):
            if not all(alone[n] or n - 1 in chosen for n in chosen):
                continue
            people = len(set[int | None]().union(*(named[n] for n in chosen)))
            naming = sum(bool(named[n]) for n in chosen)
            of = people, naming, count, 0 in chosen and count > 2, sum(chosen)
            if of > key:
                best, key = chosen, of
    return [told[n] for n in best]


def sentence(told: Told) -> Told:
    """A fact in words as a sentence of its own: with a full stop, where it has none."""
    if told.text.endswith(_ENDS):
        return told
    return told._replace(text=f"{told.text}.", parts=(*told.parts, Part(".")))


def weightiest(view: View, facts: Iterable[Fact], most: int, title: int, about: Collection[int] = ()) -> list[Fact]:
    """The `most` of these `facts` of `view` that a viewer needs most, in their order: what happened to those who carry
    most of `title`, and changed most; of those that name somebody `about`, where any is given. Scenes and threads are
    not among them."""
    people = view.entities.of_kind("character", "group", "")
    heavy = weights(view, title)
    heaviest = max(int(heavy.max(initial=1)), 1)

    def score(fact: Fact) -> float:
        ends = sorted((int(heavy[n]) for n in set(fact.ends) if people[n]), reverse=True)[:2]
        return _base(fact) * (0.2 + sum(ends) / heaviest)

    found = [
        fact
        for fact in facts
        if fact.real and _base(fact) and fact.subjects and all(people[n] for n in fact.subjects)
        and (not about or not set(fact.ends).isdisjoint(about))
    ]  # fmt: skip
    chosen: list[Fact] = []
    for fact in sorted(found, key=lambda fact: (-score(fact), -fact.order[0], fact.line)):
        if len(chosen) < most and sum(it.subjects == fact.subjects for it in chosen) < _SAME:
            chosen.append(fact)
    return sorted(chosen, key=lambda fact: fact.order)


def _base(fact: Fact) -> float:
    """How much a fact changes, whoever it is about; 0 for what is no part of a recap."""
    role, shape = fact.verb.role, fact.verb.shape
    if role in _WEIGHTS:
        return _WEIGHTS[role]
    if role in LISTED or fact.where is None:
        return 0
    if shape == "ending" or (shape == "state" and fact.verb.begins != fact.verb.id):
        return 3
    return 2.5 if acts(fact.verb) else 1


_WEIGHTS: dict[str, float] = {
    "death": 6, "seeming death": 5, "return": 5, "identity": 5, "learns": 3, "deed": 3, "first meeting": 1.5,
    "meeting": 0.5,
    "prose": 0, "scene": 0, "scene after the credits": 0, "appearance": 0, "opens": 0, "works on": 0, "resolves": 0,
    "introduction": 0, "villain": 0, "leads": 0, "continues": 0, "renewal": 0, "purpose": 0, "taken for": 0, "frame": 0,
    "own order": 0,
}  # fmt: skip


def in_words(tell: Teller, facts: Iterable[Fact]) -> list[Told]:
    """Facts in words, each a sentence of its own."""
    return [sentence(told) for told in tell.all_told(facts)]
