"""Items on evenings: which item on which evening, if the order of the items is given."""

from collections.abc import Sequence
from datetime import date, timedelta

from intertwine.model.record import record
from intertwine.plan.evening import Evening

WEEK = 7


@record
class Scheduled:
    """On which evenings the items are.

    first, last: for each item that fits, the numbers of its first and its last evening.
    split: the items that need more than one evening.
    fits: whether all items are on an evening. If not, those that are missing are the last of them.
    """

    first: tuple[int, ...]
    last: tuple[int, ...]
    split: tuple[int, ...]
    fits: bool


@record
class _Reached:
    """A way to place some items: the evening that it has come to, the minutes used of it, how many items are split, the
    way that it goes on from, and the evenings of its last item."""

    evening: int
    used: int
    splits: int
    came_from: "_Reached | None"
    first: int


def evenings_until(first_day: date, last_day: date, a_week: int, minutes: int) -> tuple[Evening, ...]:
    """Evenings from `first_day` to `last_day`, both included, `a_week` in each week and each of so many `minutes`.

    A week begins on the weekday of `first_day`. Its evenings are spread evenly, the first on its first day: three a
    week are the first, third and fifth day. Between two evenings there is never more than one day more than between two
    others. The last week may be cut off. Raises ValueError if `a_week` is not 1 to 7, `minutes` is not more than 0, or
    the last day is before the first.
    """
    if not 1 <= a_week <= WEEK:
        message = f"{a_week} evenings a week: a week has 1 to {WEEK}"
        raise ValueError(message)
    if minutes <= 0:
        message = f"evenings of {minutes} minutes: an evening needs more than 0"
        raise ValueError(message)
    if last_day < first_day:
        message = f"the last day, {last_day}, is before the first, {first_day}"
        raise ValueError(message)
    spread = [WEEK * number // a_week for number in range(a_week)]
    days = (last_day - first_day).days
    return tuple(
        Evening((first_day + timedelta(week + day)).isoformat(), minutes)
        for week in range(0, days + 1, WEEK)
        for day in spread
        if week + day <= days
    )


def schedule(minutes: Sequence[int], evenings: Sequence[int]) -> Scheduled:
    """Items of so many `minutes`, in this order, on `evenings`: the minutes of each, more than 0, by their days.

    An item is on one evening. Only an item that is longer than an evening may be split: it then begins with that
    evening, and has the evenings after it for itself until it ends; what is left of the last one is for the items after
    it. The result has as many of the items as possible, from the first on; of these, as few as possible are split; and
    then the last ends as early as possible.

    Without splits this is next-fit: each item goes on the evening that was reached, if it fits into the rest of it,
    else on the first later one that is long enough. In a given order this is optimal. For let another way have come to
    a later evening, or to the same one with more minutes used. Wherever it can put the next item, next-fit can put it
    there or earlier; so it is never behind after that item either, and by induction never at all. (For items in any
    order next-fit is only an approximation: bin packing, Johnson 1973.) With splits the same holds for ways with the
    same number of splits, so the earliest way is kept for each number, and a way with more splits only if it is
    earlier.
    """
    ways = [_Reached(0, 0, 0, None, 0)]
    placed = 0
    for length in minutes:
        further = _undominated([it for way in ways for it in _placed(way, length, evenings)])
        if not further:
            break
        ways = further
        placed += 1
    way: _Reached | None = ways[0]
    first, last = list[int](), list[int]()
    while way is not None and way.came_from is not None:
        first.append(way.first)
        last.append(way.evening)
        way = way.came_from
    split = tuple(item for item, (a, b) in enumerate(zip(reversed(first), reversed(last), strict=True)) if a < b)
    return Scheduled(tuple(reversed(first)), tuple(reversed(last)), split, placed == len(minutes))


def fits(minutes: Sequence[int], evenings: Sequence[int]) -> bool:
    """Whether items of so many `minutes`, in this order, all fit on the `evenings`; see `schedule`."""
    return schedule(minutes, evenings).fits


def _placed(way: _Reached, length: int, evenings: Sequence[int]) -> list[_Reached]:
    """The ways to place one more item: whole, and split over evenings that are too short; each as early as possible."""
    found = []
    number, used = way.evening, way.used
    while number < len(evenings) and used + length > evenings[number]:
        number, used = number + 1, 0
    if number < len(evenings):
        found.append(_Reached(number, used + length, way.splits, way, number))
    # Every evening before `number` that nothing is on yet is shorter than the item.
    start = end = way.evening if way.used == 0 else way.evening + 1
    if start < number:
        left = length
        while end < len(evenings) and left > evenings[end]:
            left -= evenings[end]
            end += 1
        if end < len(evenings):
            found.append(_Reached(end, left, way.splits + 1, way, start))
    return found


def _undominated(ways: list[_Reached]) -> list[_Reached]:
    """The earliest way for each number of splits, fewest first; a larger number only if its way is earlier."""
    found: list[_Reached] = []
    for way in sorted(ways, key=lambda way: (way.splits, way.evening, way.used)):
        if not found or (way.evening, way.used) < (found[-1].evening, found[-1].used):
            found.append(way)
    return found
