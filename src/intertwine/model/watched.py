"""What another program says that somebody has watched or read: one entry of an export or of a player's event."""

from typing import Literal, NamedTuple

from intertwine.model.sentinels import END

WatchedMedium = Literal["film", "series", "book", ""]
"""What a program takes something for; "" where it does not say."""
WHOLE_SHARE = 10_000
"""Hundredths of a percent of all of it."""


class WatchedWork(NamedTuple):
    """A film, series or book as a program names it. `year` is that of its first release (0: not said); `ids` are pairs
    of a scheme and an id, as `outside_id` makes them, sorted."""

    medium: WatchedMedium
    title: str
    year: int = 0
    ids: tuple[tuple[str, str], ...] = ()


class WatchedRow(NamedTuple):
    """One entry: that somebody has watched so much of `work`.

    `season` and the numbers `first` to `last` say which episodes (None: not said; without any of them all of the work
    is meant). `name` is the name of the episode ("": not said). `is_numbered` is False where a part of a season is
    called by its number, so that the season's number is in doubt. `seconds` is how far (END: to its end), `runtime` how
    long the file is in seconds (0: not said), `share` how much of all of the work in hundredths of a percent. `date`
    is the day in ISO ("": not said or in doubt), `row` its place in the file, from 1.
    """

    work: WatchedWork
    season: int | None = None
    first: int | None = None
    last: int | None = None
    name: str = ""
    is_numbered: bool = True
    seconds: int = END
    runtime: int = 0
    share: int = WHOLE_SHARE
    date: str = ""
    row: int = 0

    @property
    def words(self) -> str:
        """What it names, for people: "White Collar: 2x05 Withdrawal"."""
        number = ""
        if self.first is not None:
            number = f"{self.season if self.season is not None else '?'}x{self.first:02}"
            number += f"-{self.last:02}" if self.last not in (None, self.first) else ""
        elif self.season is not None:
            number = f"S{self.season}"
        place = " ".join(filter(None, [number, self.name]))
        year = f" ({self.work.year})" if self.work.year else ""
        return f"{self.work.title}{year}: {place}" if place else f"{self.work.title}{year}"
