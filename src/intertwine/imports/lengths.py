"""How many episodes each season has, as far as tables tell: too few would show its end too early.

A season has a length where the tables say one, nothing contradicts it, and no row that was lost may have been one more.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from intertwine.model.numbers import is_between
from intertwine.model.season_lengths import counted_before, is_beyond

SeasonOfTitle = tuple[str, int]
"""A title's id, and the number of a season."""


@dataclass(slots=True)
class Lengths:
    """`said`: every length that a cell gives to a season. `dates`: of seasons. What was lost: `numbers` of episodes by
    their season, how many rows had no number (`unnumbered`), and how many of a title no season either (`unplaced`)."""

    said: dict[SeasonOfTitle, set[int]] = field(default_factory=lambda: defaultdict(set))
    dates: dict[SeasonOfTitle, str] = field(default_factory=dict)
    numbers: dict[SeasonOfTitle, set[int]] = field(default_factory=lambda: defaultdict(set))
    unnumbered: Counter[SeasonOfTitle] = field(default_factory=Counter)
    unplaced: Counter[str] = field(default_factory=Counter)

    def of(self, title: str, listed: Mapping[int, Collection[int]]) -> dict[int, int]:
        """The length of each season of a `title` whose `listed` numbers are these; 0 where nobody can tell. A number
        between two others is not counted."""
        found: dict[int, int] = {}
        gaps = 0
        for season in sorted(listed):
            key = title, season
            known = self.numbers.get(key, set()).union(listed[season])
            numbers = {number for number in known if not is_between(number)}
            said = self.said.get(key, set())
            length = next(iter(said)) if len(said) == 1 else 0
            before = counted_before(found, season)
            rows = len(numbers) + self.unnumbered[key]
            if rows > length or any(is_beyond(number, length, 0 in numbers, before) for number in numbers):
                length = 0  # one of the two is wrong, and an episode that comes later would pass stamps too early
            found[season] = length
            gaps += length - rows if length else 0
        if all(found.values()) and self.unplaced[title] > gaps:  # what was lost may belong to any season
            return dict.fromkeys(found, 0)
        return found
