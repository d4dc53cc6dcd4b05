"""Search over the visible names and facts."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from intertwine.gate.view import View
from intertwine.model.arrays import common, distinct
from intertwine.model.names import closest
from intertwine.model.strings import Ints
from intertwine.model.verb import Role
from intertwine.model.words import exact, fold, letters
from intertwine.questions.common import Named, Told
from intertwine.questions.tell import LISTED, Teller

Match = Literal["exact", "prefix", "word", "close"]
MATCHES: tuple[Match, ...] = ("exact", "prefix", "word", "close")
LONGEST = 200
MOST_SUGGESTED = 5
UNSEARCHED: tuple[Role, ...] = tuple(role for role in LISTED if role not in ("logline", "news"))


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody or something found by `name`, one of its visible names, and how well that matches."""

    found: Named
    name: str
    match: Match


@dataclass(frozen=True, slots=True)
class SearchHits:
    """`names` best first; `facts` as shown, at most as many as asked for, of `total_facts`; `suggestions` are visible
    names close to the query, only where no name matched better."""

    query: str
    names: tuple[Hit, ...]
    facts: tuple[Told, ...]
    total_facts: int
    suggestions: tuple[str, ...]


def search(view: View, query: str, facts: int = 50) -> SearchHits:
    """What of `view` matches `query`, as names compare (see `words`), a word by its beginning: names; and facts that
    hold every word of it, of which `facts` are told. An empty query finds nothing, and of one of more than 200
    characters only those count."""
    asked = query[:LONGEST]
    wanted = _words(asked)
    if not wanted:
        return SearchHits(query, (), (), 0, ())
    tell = Teller(view)
    hits = _ranked(view, asked)
    names = tuple(Hit(tell.named(n), name, match) for n, name, match in hits)
    lines = _lines(view, wanted)
    told = tell.all_told(view.facts.at(lines)[: max(facts, 0)])
    close = dict.fromkeys(hit.name for hit in names) if names and names[0].match == "close" else {}
    return SearchHits(query, names, told, len(lines), tuple(close)[:MOST_SUGGESTED])


def _words(text: str) -> str:
    """What of a text is compared: its words; where it has none, all of it."""
    return letters(text) or fold(text)


def _ranked(view: View, query: str) -> list[tuple[int, str, Match]]:
    """Everybody and everything with a name that matches, each by their best match, of equal ones the most exact; close
    ones only where there is nothing better. What `find` finds matches exactly."""
    wanted, readings = _words(query), (exact(query), fold(query))
    best: dict[int, tuple[int, bool, bool, str]] = {
        n: (0, True, True, _meant(view, n, query)) for n in map(view.entities.person, view.names.find(query))
    }
    words = [(person, name, _words(name)) for person, name in view.names.every()]
    for person, name, plain in words:
        rank = _rank(plain, wanted)
        if rank is not None and (person not in best or rank <= best[person][0]):
            here = (rank, exact(name) != readings[0], fold(name) != readings[1], name)
            best[person] = min(here, best.get(person, here), key=lambda match: match[:3])
    if not best:
        near = _CloseNames(wanted)
        for person, name, plain in words:
            if person not in best and near.like(plain):
                best[person] = (MATCHES.index("close"), True, True, name)
    ordered = sorted(
        best.items(),
        key=lambda hit: (
            hit[1][:3],
            view.entities.is_title(hit[0]),
            fold(hit[1][3]),
            hit[1][3],
            view.names.address(hit[0]),
        ),
    )
    return [(person, name, MATCHES[rank]) for person, (rank, _, _, name) in ordered]


def _meant(view: View, found: int, query: str) -> str:
    """The name of what was found that the query writes, else its best one."""
    names = [known.text for known in view.names.known(found)]
    return next(iter(closest(query, ((name, name) for name in names))), view.names.best(found))


def _rank(plain: str, wanted: str) -> int | None:
    if plain == wanted:
        return 0
    if plain.startswith(wanted):
        return 1
    return 2 if wanted in plain and re.search(rf"\b{re.escape(wanted)}", plain) else None


class _CloseNames:
    """Names that were perhaps meant: alike as a whole, or in one of their words."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        self._known: dict[str, bool] = {}
        self._matcher = SequenceMatcher(autojunk=False)
        self._matcher.set_seq2(wanted)

    def like(self, plain: str) -> bool:
        return self._alike(plain) or any(map(self._remembered, plain.split()))

    def _remembered(self, word: str) -> bool:
        alike = self._known.get(word)
        if alike is None:
            alike = self._known[word] = self._alike(word)
        return alike

    def _alike(self, word: str) -> bool:
        if abs(len(word) - len(self._wanted)) > 2 or len(word) < 3:
            return False
        self._matcher.set_seq1(word)
        return all(
            ratio() >= 0.75
            for ratio in (self._matcher.real_quick_ratio, self._matcher.quick_ratio, self._matcher.ratio)
        )


def _lines(view: View, wanted: str) -> Ints:
    """Facts in which every word of `wanted` begins some word."""
    _, _, told = view.rows.pairs(view.rows.mask(verbs=lambda verb: verb.role not in UNSEARCHED, disproved=True))
    patterns = [re.compile(rf"\b{re.escape(word)}") for word in dict.fromkeys(wanted.split())]
    return common(distinct(told), view.rows.lines_with(patterns))
