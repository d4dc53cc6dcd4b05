"""Positions as written, resolved against every title of a universe."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from intertwine.ledger.ledger import IMPOSSIBLE, PUBLIC
from intertwine.model.statement import END, PositionText
from intertwine.model.words import fold

ClosedPositions = tuple[tuple[int, int], ...]
"""Pairs of installment and seconds; (-1, PUBLIC) is public, (-1, IMPOSSIBLE) never passed."""


class Calendar:
    """Titles, seasons and installments, asked by what people write.

    `episodes[title][(season, number)]` is an installment's number, and `listed[title][season]` are those of a season;
    `declared[title][season]` says how many episodes a season says that it has (0: it does not say). `linked` finds the
    title that a link means, or -1.
    """

    def __init__(self, linked: Callable[[str], int]) -> None:
        self.linked = linked
        self.by_key: dict[str, int] = {}
        self.by_name: dict[str, list[int]] = defaultdict(list)
        self.episodes: dict[int, dict[tuple[int, int], int]] = defaultdict(dict)
        self.listed: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        self.declared: dict[int, dict[int, int]] = defaultdict(dict)
        self.announced: dict[int, set[int]] = defaultdict(set)

    def add(self, title: int, season: int, number: int, installment: int) -> None:
        """Note an installment."""
        self.episodes[title][season, number] = installment
        self.listed[title][season].append(installment)

    def title(self, position: PositionText, own: int) -> int:
        """The title's entity number, or -1 where nothing or more than one thing is called so."""
        if not position.title:
            return own
        known = self.by_key.get(position.title, -1)
        if position.linked_title and known < 0:
            known = self.linked(position.title)
        if known >= 0 or position.linked_title:
            return known
        named = self.by_name.get(fold(position.title), [])
        return named[0] if len(named) == 1 else -1

    def season(self, title: int, season: int) -> list[int] | None:
        """Its installments, or None unless all that the season declares are listed."""
        listed = self.listed[title].get(season, [])
        declared = self.declared[title].get(season, 0)
        return sorted(listed) if listed and declared == len(listed) else None

    def whole(self, title: int) -> list[int] | None:
        """All installments of a title, or None unless every season that is not just announced is complete."""
        episodes = self.episodes[title]
        if (0, 0) in episodes:
            return [episodes[0, 0]]
        seasons = [s for s in self.declared[title] if s not in self.announced[title]]
        parts = [self.season(title, season) for season in seasons]
        if not parts or any(part is None for part in parts):
            return None
        return [n for part in parts if part for n in part]

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
            installment = self.episodes[title].get((position.season, position.number))
            return None if installment is None else [(installment, position.seconds)]
        whole = self.season(title, position.season) if position.kind == "season" else self.whole(title)
        return None if whole is None else [(n, END) for n in whole]
