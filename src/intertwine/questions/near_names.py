"""Which visible names a typed one may mean: those that match it, best first, and close ones where none does."""

import re
from difflib import SequenceMatcher
from typing import Literal

from intertwine.gate.view import View
from intertwine.model.names import closest
from intertwine.model.words import exact, fold, letters

Match = Literal["exact", "prefix", "word", "close"]
MATCHES: tuple[Match, ...] = ("exact", "prefix", "word", "close")
_LONGEST = 200
_MOST_NEAR = 3
_KINDS = {"character": 0, "": 1, "person": 2, "group": 4, "object": 5, "place": 6, "thread": 7}
"""Of names that match as well as each other, those of the lower kind were likelier meant: somebody in a story, then
who plays them, then a title (`_TITLE`), then things."""
_TITLE = 3


def near_names(view: View, asked: str, *, titles: bool | None) -> tuple[str, ...]:
    """The best names of up to three of those in `view` that `asked` may mean, the likeliest first: of titles alone
    (`titles`), of all else (False), or of both (None)."""
    found = (n for n, _, _ in ranked(view, asked[:_LONGEST]))
    alike = (view.names.best(n) for n in found if titles is None or view.entities.is_title(n) == titles)
    return tuple(dict.fromkeys(alike))[:_MOST_NEAR]


def compared(text: str) -> str:
    """What of a text is compared: its words; where it has none, all of it."""
    return letters(text) or fold(text)


def ranked(view: View, query: str) -> list[tuple[int, str, Match]]:
    """Everybody and everything with a name that matches `query`, each by their best match. Exact ones come first, the
    most exact of them before others; then characters, actors, titles and things, of each those of whom `view` tells
    most. Close ones are there only where there is nothing better. What `find` finds matches exactly."""
    wanted, readings = compared(query), (exact(query), fold(query))
    best: dict[int, tuple[int, bool, bool, str]] = {
        n: (0, True, True, _meant(view, n, query)) for n in map(view.entities.person, view.names.find(query))
    }
    words = [(person, name, compared(name)) for person, name in view.names.every()]
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
    told = view.entities.told_of

    def order(hit: tuple[int, tuple[int, bool, bool, str]]) -> tuple[object, ...]:
        person, (*match, name) = hit
        likely = (_KINDS.get(view.entities.kind(person), _TITLE), -told.item(person))
        readings = (fold(name), name, view.names.address(person))
        return (0, match, likely, *readings) if match[0] == 0 else (1, likely, match, *readings)

    return [(person, name, MATCHES[rank]) for person, (rank, _, _, name) in sorted(best.items(), key=order)]


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
