"""Positions as written, resolved against every title of a universe."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import islice

from intertwine.ledger.store.columns import IMPOSSIBLE, PUBLIC
from intertwine.model.names import Names
from intertwine.model.sentinels import END
from intertwine.model.statement import PositionText

ClosedPositions = tuple[tuple[int, int], ...]
"""Pairs of installment and seconds; (-1, PUBLIC) is public, (-1, IMPOSSIBLE) never passed."""

_MOST_EPISODES, _MOST_SEASONS = 6, 3
"""How many missing ones are named."""


class Calendar:
    """Titles, seasons and installments, asked by what people write.

    `listed[title][season]` has the installments of a season, by their numbers in it; `declared[title][season]` says how
    many episodes a season says that it has (0: it does not say). `linked` finds the title that a link means, or -1.
    """

    def __init__(self, linked: Callable[[str], int]) -> None:
        self.linked = linked
        self.by_key: dict[str, int] = {}
        self.names: Names[int] = Names(())
        self.listed: dict[int, dict[int, dict[int, int]]] = defaultdict(dict)
        self.declared: dict[int, dict[int, int]] = defaultdict(dict)
        self.announced: dict[int, set[int]] = defaultdict(set)

    def add(self, title: int, season: int, number: int, installment: int) -> None:
        """Note an installment."""
        self.listed[title].setdefault(season, {})[number] = installment

    def title(self, position: PositionText, own: int) -> int:
        """The title's entity number, or -1 where nothing or more than one thing is called so."""
        if not position.title:
            return own
        known = self.by_key.get(position.title, -1)
        if position.linked_title and known < 0:
            known = self.linked(position.title)
        if known >= 0 or position.linked_title:
            return known
        named = self.names.called(position.title)
        return named[0] if len(named) == 1 else -1

    def season(self, title: int, season: int) -> list[int] | None:
        """Its installments, or None unless all that the season declares are listed: 1 to N, or 0 to N-1."""
        listed = self.listed[title].get(season, {})
        return sorted(listed.values()) if _is_whole(listed, self.declared[title].get(season, 0)) else None

    def whole(self, title: int) -> list[int] | None:
        """All installments of a title, or None unless every season that is not just announced is complete."""
        film = self.listed[title].get(0, {}).get(0)
        if film is not None:
            return [film]
        seasons = self._seasons(title)
        parts = [self.season(title, season) for season in seasons]
        if not parts or any(part is None for part in parts):
            return None
        return [n for part in parts if part for n in part]

    def _seasons(self, title: int) -> list[int]:
        """A title's seasons, without those that are just announced."""
        listed = self.listed[title]
        return [s for s in self.declared[title] if s not in self.announced[title] or listed.get(s)]

    def lacks(self, position: PositionText, own: int) -> str:
        """What is missing in a season, or in a whole title, that is there and can never be passed; "" where it is not
        there, or where nothing is missing."""
        title = self.title(position, own)
        if title < 0 or position.kind not in ("season", "title"):
            return ""
        if position.kind == "season":
            return self._season_lacks(title, position.season)
        seasons = sorted(self._seasons(title))
        found = [words for words in (self._season_lacks(title, season) for season in seasons) if words]
        if len(found) > _MOST_SEASONS:
            found[_MOST_SEASONS:] = ["and others too"]
        return "; ".join(found) if seasons else "no season of it is listed"

    def _season_lacks(self, title: int, season: int) -> str:
        if season not in self.declared[title]:
            return ""
        declared, listed = self.declared[title][season], self.listed[title].get(season, {})
        if _is_whole(listed, declared):
            return ""
        if not declared:
            announced = season in self.announced[title] and not listed
            return f"season {season} " + ("is only announced" if announced else "does not say how many episodes it has")
        if len(listed) > declared:
            return f"season {season} declares {declared} {_episodes(declared)} and lists {len(listed)}"
        missing = declared - sum(0 < number <= declared for number in listed)
        first = islice((n for n in range(1, declared + 1) if n not in listed), _MOST_EPISODES)
        names = [f"{season}x{n:02}" for n in first]
        if missing > len(names):
            names.append(f"{missing - len(names)} more")
        words = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
        are = "is" if missing == 1 else "are"
        return f"season {season} declares {declared} {_episodes(declared)}; {words} {are} not listed"

    def positions(self, wanted: Iterable[PositionText], own: int) -> tuple[ClosedPositions, list[PositionText]]:
        """The closed positions that `wanted` comes to, and those of `wanted` that can never be passed."""
        found: set[tuple[int, int]] = set()
        lost: list[PositionText] = []
        for position in wanted:
            part = self._one(position, own)
            if part is None:
                lost.append(position)
            else:
                found.update(part)
        if lost or not found:
            return ((-1, IMPOSSIBLE),), lost
        if len(found) > 1:
            found.discard((-1, PUBLIC))
        return tuple(sorted(found)), lost

    def _one(self, position: PositionText, own: int) -> list[tuple[int, int]] | None:
        if position.kind in ("public", "linked"):
            return [(-1, PUBLIC)]
        title = self.title(position, own)
        if title < 0 or position.kind == "impossible":
            return None
        if position.kind == "installment":
            installment = self.listed[title].get(position.season, {}).get(position.number)
            return None if installment is None else [(installment, position.seconds)]
        whole = self.season(title, position.season) if position.kind == "season" else self.whole(title)
        return None if whole is None else [(n, END) for n in whole]


def _is_whole(listed: Collection[int], declared: int) -> bool:
    """True where the numbers `listed` (each once) are all of as many as a season declares, counted from 1 or 0."""
    if not 0 < declared == len(listed):
        return False
    low, high = min(listed), max(listed)
    return low in (0, 1) and high - low + 1 == declared


def _episodes(number: int) -> str:
    return "episode" if number == 1 else "episodes"
