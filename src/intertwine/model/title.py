"""A title with what is listed of it, as people speak of it: by its names, its seasons and its installments."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from intertwine.model.frozen import FrozenDict

Run = tuple[int, int]
"""A title's installments from the first of these places in `TitleInstallments.places` up to, and without, the
second."""


RELEASE = "release"
"""The name of the viewing order that is always there: titles and installments as they came out."""


@dataclass(frozen=True, eq=False, slots=True)
class TitleInstallments:
    """A title with its installments. `number` is its own number and that of its name; `others` are its other names with
    a number each, since one may be known and another one not. `identity` "" cannot be marked; `year` 0 is unknown;
    `first` is the day of its first release (None: unknown); `public`: everybody knows its name. `places` are pairs of
    season and number, ascending. `seasons` holds the run of each season; `first_season` is the one that an episode
    without a season is counted in: the first that is not of specials, None of a film."""

    number: int
    identity: str
    name: str
    others: tuple[tuple[int, str], ...]
    kind: str
    year: int
    first: int | None
    public: bool
    places: tuple[tuple[int, int], ...]
    seasons: FrozenDict[int, Run] = field(init=False, repr=False)
    first_season: int | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        runs: dict[int, Run] = {}
        for at, (season, _) in enumerate(self.places):
            runs[season] = (runs[season][0] if season in runs else at, at + 1)
        object.__setattr__(self, "seasons", FrozenDict(runs))
        object.__setattr__(self, "first_season", min((season for season in runs if season > 0), default=None))

    @property
    def is_single(self) -> bool:
        """Whether it is one installment, as a film is."""
        return self.places == ((0, 0),)

    @property
    def names(self) -> tuple[tuple[int, str], ...]:
        """All its names with their numbers, the best first."""
        return ((self.number, self.name), *self.others)

    def at(self, place: tuple[int, int]) -> int | None:
        """Where in `places` an installment stands, or None."""
        found = bisect_left(self.places, place)
        return found if found < len(self.places) and self.places[found] == place else None

    def between(self, first: tuple[int, int], last: tuple[int, int]) -> Run:
        """The run of installments from `first` to `last`, both included."""
        return bisect_left(self.places, first), bisect_right(self.places, last)
