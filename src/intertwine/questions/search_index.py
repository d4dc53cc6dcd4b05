"""What search and suggestions look through, kept with the view: its visible names, and what people are said to be and
to be able to do."""

from collections import Counter
from functools import lru_cache

import numpy as np

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.model.frozen import remembered, sealed
from intertwine.model.record import record
from intertwine.model.spelled_words import Spellings
from intertwine.model.strings import Ints
from intertwine.model.verb import Role, Verb
from intertwine.model.word_index import FewTexts, WordIndex, compared, indexed, with_all
from intertwine.model.words import fold

JOBS: tuple[Role, ...] = ("job", "description", "introduction")
"""Roles of facts whose quoted words say what somebody does or is."""
_KINDS = {"character": 0, "": 1, "person": 2, "group": 4, "object": 5, "place": 6, "thread": 7}
TITLE = 3
"""The place of titles in `SearchIndex.likely`."""


@record
class SearchIndex:
    """The visible names of a view, by the places that they have here, and what is said of people's jobs and powers.

    `bearer` is whose each name is, `names` are the names as written, `words` an index of their words as they are
    compared; `alphabetical` is the place of each in the order of their letters. `likely` says of each entity how likely
    it is meant by what it is, less being likelier: somebody in a story, then who plays them, then a title, then things.
    `doer` is whom each of the `jobs` is said of, as shown, and `job_words` an index of their words: jobs, descriptions
    and powers, and after the first `own` of them names of cases and questions that concern somebody.
    """

    bearer: Ints
    names: tuple[str, ...]
    words: FewTexts | WordIndex
    alphabetical: Ints
    likely: Ints
    doer: Ints
    jobs: tuple[str, ...]
    job_words: FewTexts | WordIndex
    own: int

    def __post_init__(self) -> None:
        sealed(self)

    def best_of(self, who: Ints) -> Ints:
        """The place of the best name of each of these entities."""
        return np.searchsorted(self.bearer, who).astype(np.int32)  # names come by bearer, the best first

    def name_of(self, who: int, name: str) -> int:
        """The place of this name of an entity; of its best one, where it has no such."""
        first, last = np.searchsorted(self.bearer, [who, who + 1]).tolist()
        return next((place for place in range(first, last) if self.names[place] == name), first)

    def called(self, plain: str) -> Ints:
        """The places of the names that are compared as `plain`, ascending."""
        found = with_all(map(self.words.with_word, plain.split()))
        places = [] if found is None else [n for n in found.tolist() if plain_name(self.names[n]) == plain]
        return np.array(places, np.int32)


def search_index(view: View) -> SearchIndex:
    """The index of `view`, made when it is first asked for."""
    return remembered(view.memo, "search index", lambda: _made(view))


def near_spellings(view: View) -> Spellings:
    """The names of `view` and their words, as they are compared, to be found by how they are spelt."""
    return remembered(view.memo, "near spellings", lambda: Spellings(sorted(_forms(search_index(view)))))


def _forms(index: SearchIndex) -> set[str]:
    names = {*map(plain_name, index.names)}
    return (names | {word for name in names for word in name.split()}) - {""}


def _made(view: View) -> SearchIndex:
    every = view.names.every()
    bearers, names = zip(*every, strict=True) if every else ((), ())
    facts = [fact for fact in view.facts.of(roles=JOBS, verbs=is_power) if fact.real]
    said = [(n, words) for fact in facts for words in said_by(view, fact) for n in fact.subjects]
    own = len(said)
    said += [
        (n, view.names.best(case))
        for fact in view.facts.of(roles=("concerns",))
        if fact.real
        for case in fact.subjects
        for n in fact.objects
    ]
    jobs = tuple(words for _, words in said)
    return SearchIndex(
        np.array(bearers, np.int32),
        names,
        indexed([*map(plain_name, names)]),
        _alphabetical(view, bearers, names),
        _likely(view),
        np.array([n for n, _ in said], np.int32),
        jobs,
        indexed(jobs),
        own,
    )


def is_power(verb: Verb) -> bool:
    """Whether a fact of this verb says what somebody can do, or what they are as nobody else is."""
    return verb.heading == "powers" and verb.shape == "state"


def said_by(view: View, fact: Fact) -> tuple[str, ...]:
    """What a fact says that its subjects are, do or can: its quoted words, else the names of what they have."""
    return (fact.words,) if fact.words else tuple(view.names.best(n) for n in fact.objects if is_power(fact.verb))


def _alphabetical(view: View, bearers: tuple[int, ...], names: tuple[str, ...]) -> Ints:
    """The place of each name in the order of their letters; of equal ones, that of their bearers' addresses."""
    letters = [(_folded(name), name) for name in names]
    several = {name for name, count in Counter(letters).items() if count > 1}
    readings = [
        (*name, view.names.address(bearer) if name in several else "")
        for bearer, name in zip(bearers, letters, strict=True)
    ]
    places = np.empty(len(names), np.int32)
    places[sorted(range(len(names)), key=readings.__getitem__)] = np.arange(len(names), dtype=np.int32)
    return places


_folded = lru_cache(maxsize=2**14)(fold)
"""What one viewer knows, most others know too."""
plain_name = lru_cache(maxsize=2**14)(compared)
"""A name as names are compared; kept for the same reason."""


def _likely(view: View) -> Ints:
    found = np.full(view.entities.count, TITLE, np.int32)
    for kind, place in _KINDS.items():
        found[view.entities.of_kind(kind)] = place
    return found
