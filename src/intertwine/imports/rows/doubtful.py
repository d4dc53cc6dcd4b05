"""Dates that are perhaps slips, though they can be read: far from their neighbours, or against the numbers."""

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from intertwine.imports.columns import INSTALLMENTS
from intertwine.imports.records import InstallmentRecord, Tables
from intertwine.imports.sheets.row import TableRow
from intertwine.model.numbers import is_between, order_of
from intertwine.model.problem import Problem

_TOLD = 5
"""Episodes that a warning names."""
_BREAK = 10
"""Years between an episode and the rest of its season that are no slip."""


def doubtful_dates(tables: Tables) -> Iterator[Problem]:
    """A warning for each date whose year differs by more than 1 from those of both neighbours, where these agree. The
    first and the last of a season are held against the two that are next to them."""
    for title, seasons in tables.seasons.items():
        for listed in seasons.values():
            dated = sorted((it for it in listed if it.date), key=lambda it: order_of(it.number))
            for n, episode in enumerate(dated) if len(dated) > 2 else ():
                at = min(max(n - 1, 0), len(dated) - 3)
                others = [it for it in dated[at : at + 3] if it is not episode]
                years = [_year(it) for it in others]
                # A first episode may be older than the others, and a last one later.
                is_apart = (n == 0 and _year(episode) < years[0]) or (n == len(dated) - 1 and _year(episode) > years[1])
                far = min(abs(_year(episode) - year) for year in years) > (_BREAK if is_apart else 1)
                if far and abs(years[0] - years[1]) <= 1:
                    near = " and ".join(it.date for it in others)
                    message = f'{episode.date}, the date of "{episode.id}", is far from those beside it, {near}'
                    hint = f'correct it, if the others of "{title}" are right'
                    yield Problem(INSTALLMENTS, episode.line, 1, "date-doubtful", message, hint, "warning")


def dates_out_of_order(tables: Tables, told: Collection[int]) -> Iterator[Problem]:
    """A warning for each episode that came out, as its date says, after the next one by number: one of the dates may be
    wrong, or the numbers are not those in which it was shown. Those in the lines that are `told` already are left
    out."""
    for title in tables.seasons:
        rows = [it for listed in tables.seasons[title].values() for it in listed if it.date]
        counted = [it for it in rows if it.season > 0 and not is_between(it.number) and it.line not in told]
        counted.sort(key=lambda it: (it.season, it.number))
        for one, after in pairwise(counted):
            length = min(len(one.date), len(after.date))  # of a month, or a year, nobody knows the day
            if one.date[:length] > after.date[:length]:
                message = f'"{one.id}" came out on {one.date}, later than "{after.id}" on {after.date}'
                hint = "correct the date or the number, if one is wrong; if both are right, the numbers say what comes "
                hint += "before an episode"
                yield Problem(INSTALLMENTS, one.line, 1, "date-out-of-order", message, hint, "warning")


def dates_missing(tables: Tables, rows: Iterable[TableRow]) -> Iterator[Problem]:
    """A warning for each title with episodes of which none of the `rows` says a date, though one with a higher number
    in their season has one: they count as released after all others of it."""
    dated = {row.line for row in rows if any(map(str.isalnum, row.cells["date"]))}
    for seasons in tables.seasons.values():
        found = list[InstallmentRecord]()
        for _, listed in sorted(seasons.items()):
            last = max((order_of(it.number) for it in listed if it.date), default=-1)
            without = (it for it in listed if not it.date and it.line not in dated and order_of(it.number) < last)
            found += sorted(without, key=lambda it: order_of(it.number))
        if found:
            told = ", ".join(f'"{it.id}"' for it in found[:_TOLD])
            told += f" and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
            has = "have no date: they count" if len(found) > 1 else "has no date: it counts"
            message = f"{told} {has} as released after the others of the season"
            yield Problem(INSTALLMENTS, found[0].line, 1, "date-missing", message, "write the date", "warning")


def _year(episode: InstallmentRecord) -> int:
    return int(episode.date[:4])
