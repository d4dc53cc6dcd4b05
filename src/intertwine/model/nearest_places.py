"""The season and the installment that were perhaps meant by numbers that a title does not list. They are never earlier
than what can have been meant: a hint for a stamp that is too early would reveal it too early."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from intertwine.model.numbers import is_between, order_of, place_order

_THOUSAND = 1000


def numbers_run_on(places: Sequence[tuple[int, int]]) -> bool:
    """Whether the numbers of `places` (season and number, ascending) run on from season to season, the specials
    aside."""
    first = bisect_left(places, (1, 0))
    return all(one < other for one, other in pairwise(order_of(number) for _, number in places[first:]))


def nearest_season(seasons: Iterable[int], wanted: int) -> int:
    """The one of `seasons` that is nearest to the number `wanted`; of two the later one."""
    return min(seasons, key=lambda season: (abs(season - wanted), -season))


def nearest_installment(
    places: Sequence[tuple[int, int]], run: tuple[int, int], number: int, *, runs_on: bool
) -> tuple[int, int]:
    """The installment that was perhaps meant by a `number` in a season that has none of that number.

    `places` are all of the title (season and number, ascending), `run` is where those of the season begin and end, and
    `runs_on` is what `numbers_run_on` says of them. Where numbers run on from season to season, a number below those
    of the season counts within the season, and one above them is that of a later season. Else it is the next number
    that the season has, or its last one.
    """
    begin, end = run
    season, wanted = places[begin][0], order_of(number)
    last = places[end - 1]
    if runs_on and season and wanted < order_of(places[begin][1]):
        whole = [place for place in places[begin:end] if not is_between(place[1])]
        at = -(-wanted // _THOUSAND)  # what lies between two counts as the later one
        return whole[max(at, 1) - 1] if at <= len(whole) else last
    if runs_on and season and wanted > order_of(last[1]):
        later = bisect_left(places, wanted, end, key=lambda place: order_of(place[1]))
        return places[later] if later < len(places) else last
    return places[min(bisect_left(places, place_order((season, number)), begin, end, key=place_order), end - 1)]
