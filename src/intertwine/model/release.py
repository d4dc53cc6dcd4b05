"""When something came out, as far as that is known."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from intertwine.model.sentinels import NO_DATE


class ReleaseDate(NamedTuple):
    """A release date: a whole day, or no more than a month or a year.

    `day` is the last day that it can be, in days since 0001-01-01: what came out "in 2016" counts as out when 2016 is
    over. `spread` says how many days earlier it may have been (0: the day is known).
    """

    day: int
    spread: int = 0

    @property
    def first(self) -> int:
        """The first day that it can be."""
        return self.day - self.spread

    @property
    def year(self) -> int:
        """Its year; 0 before the year 1, and of `UNDATED`."""
        return date.fromordinal(self.day).year if 0 < self.day < NO_DATE else 0

    @property
    def iso(self) -> str | None:
        """As it was written: `2016-03-18`, `2016-03` or `2016`; None for what no calendar holds."""
        if not 0 < self.day <= date.max.toordinal():
            return None
        written = date.fromordinal(self.day).isoformat()
        return written if not self.spread else written[: len("2016-03")] if self.spread < _A_YEAR else written[:4]


_A_YEAR = 364
UNDATED = ReleaseDate(NO_DATE)
"""That of what has none, where columns need one."""


def release_of(day: int, spread: int) -> ReleaseDate | None:
    """The release date in columns of days and spreads; None where it is unknown."""
    return None if day == NO_DATE else ReleaseDate(day, spread)


def first_release(dates: Iterable[ReleaseDate]) -> ReleaseDate | None:
    """The first of some dates, of equal days the one that is known; None where there are none."""
    return min(dates, default=None)


def last_release(dates: Iterable[ReleaseDate]) -> ReleaseDate | None:
    """The last of some dates, of equal days the one that is known; None where there are none."""
    return max(dates, key=lambda it: (it.day, -it.spread), default=None)
