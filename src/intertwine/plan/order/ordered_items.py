"""The items that a plan puts in order, and the order that it finds. docs/plan-order.md has the mathematics."""

from typing import Literal

from intertwine.model.record import record
from intertwine.model.strings import Ints, Longs

OrderMode = Literal["release", "story", "named", "woven"]


@record
class ToOrder:
    """Items 0 to n - 1, an entry each in the first five columns.

    series: number of the series (or of the title) that the item belongs to.
    season: number of its season; a woven order may leave a series wherever a season ends.
    place: the order within the series. Of two items at one place the one with the smaller `release` comes first.
    release: rank by release. All ranks differ.
    story: rank in the story; ties are allowed; NONE where it is not known.
    named: rank in a viewing order that has a name; ties are allowed; NONE where that order leaves the item out.
    cause, effect: `cause[i]` must come before `effect[i]`. A pair may be there twice.
    strength: of each such pair, 1 or more: where they go in a circle, the weakest are given up.
    one, other: items whose stories touch.
    touch: how strongly they do, 1 or more. Only a woven order looks at it, and only at items of different series.
    """

    series: Ints
    season: Ints
    place: Ints
    release: Ints
    story: Ints
    named: Ints
    cause: Ints
    effect: Ints
    strength: Longs
    one: Ints
    other: Ints
    touch: Longs

    def __len__(self) -> int:
        return len(self.series)


@record
class OrderedItems:
    """An order, and what it could not keep.

    order: all items, first to last.
    broken: numbers of the pairs (`cause`, `effect`) of which the effect comes first.
    backward: numbers of pairs that the order keeps although they go against the own order of their series.
    turns: pairs of items of one series, the second of which is the next of that series in `order` although it stands
        earlier in the series. There is one wherever the own order of a series is broken.
    circles: items that follow from each other in a circle, each group by release. Of each circle a pair is broken.
    least_broken: whether it is proved that no order gives up fewer pairs (by `strength`), or gives up as little and
        leaves more pairs of items of one series in their own order.
    cost, bound: of a woven order the value of its objective, and the proved value that no other order is below; of
        other orders 0.
    optimal: whether `least_broken` holds and `cost` reaches `bound`.
    """

    order: tuple[int, ...]
    broken: tuple[int, ...]
    backward: tuple[int, ...]
    turns: tuple[tuple[int, int], ...]
    circles: tuple[tuple[int, ...], ...]
    least_broken: bool
    cost: int
    bound: int

    @property
    def optimal(self) -> bool:
        """See the class."""
        return self.least_broken and self.cost == self.bound
