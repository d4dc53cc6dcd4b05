"""A title with what is listed of it, as people speak of it: by its names, its seasons and its installments."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from intertwine.model.frozen import FrozenDict, Memo, remember
from intertwine.model.nearest_places import numbers_run_on
from intertwine.model.numbers import is_between, order_of
from intertwine.model.release import ReleaseDate
from intertwine.model.title_kind import PLAIN, TitleWords

Run = tuple[int, int]
"""A title's installments from the first of these places in `TitleInstallments.places` up to, and without, the
second."""


RELEASE = "release"
"""The name of the viewing order that is always there: titles and installments as they came out."""


class ListedLength(NamedTuple):
    """The length of an installment, in what its kind counts in (0: unknown); whether it is only about so long. Of a
    file that holds several, `file_end` is the last number (0: it holds one): nobody knows how it shares its length."""

    units: int = 0
    about: bool = False
    file_end: int = 0


class TitleEdition(NamedTuple):
    """An edition with so many `pages`. `starts` are pairs of a page on which an installment begins, and its place in
    `TitleInstallments.places`, ascending in both; those that are not known are left out."""

    name: str
    pages: int
    starts: tuple[tuple[int, int], ...] = ()


class TitleCut(NamedTuple):
    """Another cut of a film: its name, and its length in minutes, `about` True where that is only about right."""

    name: str
    units: int
    about: bool


Numbering = FrozenDict[str, tuple[int, ...]]
"""Another way to number installments: each number, as text, with the places in `TitleInstallments.places` that have
it."""


def numberings_of(
    numbers: Iterable[Iterable[tuple[str, str]]], editions: Collection[str]
) -> FrozenDict[str, Numbering]:
    """The numberings of a title whose installments, in the order of their places, have these `numbers`: pairs of a
    numbering and a number. Pages of `editions` are none. Of `2.10` the `2` is a number as well: that of a disc."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, pairs in enumerate(numbers):
        for label, value in pairs:
            if label not in editions:
                found[label][value].append(place)
                if "." in value:
                    found[label][value.partition(".")[0]].append(place)
    return FrozenDict(
        (label, FrozenDict((value, tuple(places)) for value, places in its.items())) for label, its in found.items()
    )


def editions_of(
    numbers: Iterable[Iterable[tuple[str, str]]], declared: Collection[tuple[str, int]]
) -> tuple[TitleEdition, ...]:
    """The editions that a title has `declared` (names and pages); its installments have these `numbers`, as for
    `numberings_of`. Where a page is smaller than one before it, or one installment has several, it is not known which
    of them is right: the later one counts, since late is safe."""
    starts: dict[str, list[tuple[int, int]]] = {name: [] for name, _ in declared}
    for place, pairs in enumerate(numbers):
        for label, value in pairs:
            if label in starts:
                its = starts[label]
                last = its[-1][0] if its else 0
                if its and its[-1][1] == place:
                    its.pop()
                its.append((max(last, int(value)), place))
    return tuple(TitleEdition(name, pages, tuple(starts[name])) for name, pages in declared)


class NumberedPlaces(NamedTuple):
    """One numbering of a title, both ways: the places that have a number, and the numbers that each place has."""

    places: Numbering
    numbers: FrozenDict[int, tuple[str, ...]]


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class TitleInstallments:
    """A title with its installments. `number` is its own number and that of its name; `others` are its other names with
    a number each, since one may be known and another one not. `identity` "" cannot be marked; `year` 0 is unknown;
    `first` is the date of its first release (None: unknown); `public`: everybody knows its name. `places` are pairs of
    season and number, ascending; `lengths` are theirs (none: nothing is known of them). `words` are those of its parts
    and installments, `editions` and `cuts` those that its page declares. `declared` says how many installments a season
    is declared to have (0, or no entry: it is not), and `numberings` are its other numberings by their names
    ("absolute"). `seasons` holds the run of each season; `first_season` is the one that an episode without a season is
    counted in: the first that is not of specials, None of a film. `memo` is for what is worked out of it."""

    number: int
    identity: str
    name: str
    others: tuple[tuple[int, str], ...]
    kind: str
    year: int
    first: ReleaseDate | None
    public: bool
    places: tuple[tuple[int, int], ...]
    words: TitleWords = PLAIN
    lengths: tuple[ListedLength, ...] = ()
    editions: tuple[TitleEdition, ...] = ()
    cuts: tuple[TitleCut, ...] = ()
    declared: FrozenDict[int, int] = field(default_factory=FrozenDict)
    numberings: FrozenDict[str, Numbering] = field(default_factory=FrozenDict)
    seasons: FrozenDict[int, Run] = field(init=False, repr=False)
    memo: Memo[str, Any] = field(default_factory=Memo, init=False, repr=False)
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
        return self.places == ((0, 0),) and (self.words is PLAIN or self.words.kind.is_single)

    @property
    def names(self) -> tuple[tuple[int, str], ...]:
        """All its names with their numbers, the best first."""
        return ((self.number, self.name), *self.others)

    def at(self, place: tuple[int, int]) -> int | None:
        """Where in `places` an installment stands, or None."""
        known = self.memo.get("at")
        if known is None:
            known = remember(self.memo, "at", FrozenDict((it, n) for n, it in enumerate(self.places)))
        return cast("FrozenDict[tuple[int, int], int]", known).get(place)

    def numbering(self, name: str) -> NumberedPlaces | None:
        """Its numbering `name`, None where it has none. Of a place with the number `2.10` that is a number, and the `2`
        of it is none, unless it is written as well."""
        if name not in self.numberings:
            return None
        key = f"numbering {name}"
        if key not in self.memo:
            found: dict[int, list[str]] = defaultdict(list)
            for value, places in self.numberings[name].items():
                for place in places:
                    found[place].append(value)
            heads = {place: [value.partition(".")[0] for value in its if "." in value] for place, its in found.items()}
            # A `2` that is written beside `2.10` comes once more than as that of a `2.10`.
            numbers = (
                (place, tuple(it for it in dict.fromkeys(its) if its.count(it) > heads[place].count(it)))
                for place, its in found.items()
            )
            remember(self.memo, key, NumberedPlaces(self.numberings[name], FrozenDict(numbers)))
        return cast("NumberedPlaces", self.memo[key])

    def is_whole(self, season: int) -> bool:
        """Whether all installments are listed that a season is declared to have."""
        begin, end = self.seasons[season]
        return self.declared.get(season, 0) == sum(not is_between(number) for _, number in self.places[begin:end])

    def running(self, number: int) -> int | None:
        """Where in `places` the installment with this number stands, whatever its season: None unless the numbers run
        on from season to season, the specials aside."""
        if not self.runs_on:
            return None
        first = bisect_left(self.places, (1, 0))
        found = bisect_left(self.places, order_of(number), first, key=lambda place: order_of(place[1]))
        return found if found < len(self.places) and self.places[found][1] == number else None

    @property
    def runs_on(self) -> bool:
        """Whether the numbers run on from season to season, the specials aside."""
        if "runs on" not in self.memo:
            remember(self.memo, "runs on", numbers_run_on(self.places))
        return bool(self.memo["runs on"])
