"""How much a map moves while its viewer's progress grows: the included universe, one installment after the other.

Moments are the same where installment and people are, people where addresses are; who was renamed in between is left
out. A pair of lines has moved when it stands otherwise in the same moment.
"""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.measure import Table
from intertwine import load
from intertwine.gate.view import View
from intertwine.maps import OrderCache, StoryMap
from intertwine.maps.ordering import chart_of
from intertwine.storyline import order_fast
from intertwine.viewer import Viewer

Key = tuple[object, ...]


@dataclass(slots=True)
class Growth:
    """Sums over all steps: pairs drawn before and moved, crossings of the maps as they grew, and of fast orders."""

    pairs: int = 0
    moved: int = 0
    grown: int = 0
    alone: int = 0
    steps: int = 0
    shares: list[float] = field(default_factory=list)

    def add(self, before: StoryMap, after: StoryMap) -> None:
        """One step."""
        pairs, moved = compare(before, after)
        self.pairs, self.moved = self.pairs + pairs, self.moved + moved
        if pairs:
            self.shares.append(moved / pairs)
        self.grown += after.proof.crossings
        self.alone += order_fast(chart_of(after.strands)).certificate.crossings if after.ordered else 0
        self.steps += 1


def compare(before: StoryMap, after: StoryMap) -> tuple[int, int]:
    """Pairs of lines that stand in the same moment of both, and how many of them stand the other way round."""
    old, new = dict(places(before)), dict(places(after))
    pairs = moved = 0
    for key in old.keys() & new.keys():
        rank = {address: place for place, address in enumerate(new[key])}
        line = [rank[address] for address in old[key] if address in rank]
        pairs += len(line) * (len(line) - 1) // 2
        moved += sum(a > b for at, a in enumerate(line) for b in line[at + 1 :])
    return pairs, moved


def places(it: StoryMap) -> Iterator[tuple[Key, list[str]]]:
    """Each moment's key, and the addresses of its lines from top to bottom."""
    count: Counter[Key] = Counter()
    who = [strand.who.address for strand in it.strands.strands]
    for moment, order in zip(it.strands.moments, it.orders, strict=True):
        key = (moment.at, tuple(sorted(who[n] for group in moment.groups for n in group)))
        count[key] += 1
        yield (*key, count[key]), [who[n] for n in order]


def views() -> Iterator[View]:
    """The views of a progress that grows through all installments in the order of their release."""
    universe = load().universe
    whole = universe.seen(universe.everything)
    seen: list[str] = []
    listed = [
        (it.date or 0, whole.names.best(title), it)
        for title in whole.listing.titles
        for it in whole.listing.installments(title)
    ]
    for _, name, it in sorted(listed, key=lambda row: (row[0], row[1], row[2].season, row[2].number)):
        seen.append(f"{name} {it.season}x{it.number:02}")
        yield universe.seen(", ".join(seen))


def tables() -> Iterator[Table]:
    """The one table, over the universe and each title, and over all of these maps."""
    growth: dict[str, Growth] = {}
    last: dict[str, StoryMap] = {}
    orders = OrderCache()  # as a server keeps it: most steps change few maps
    start = time.process_time()
    for view in views():
        for name in ("", *(view.names.best(title) for title in view.listing.titles)):
            if name and not any(it.seen for it in view.listing.installments(view.names.find(name)[-1])):
                continue
            after = Viewer(view).map(name or None, orders=orders)
            if name in last and after.strands.moments != last[name].strands.moments:
                growth.setdefault(name, Growth()).add(last[name], after)
            last[name] = after
    growth["all"] = together(growth.values())
    rows = [
        (
            name or "the whole universe",
            f"{it.steps}",
            f"{it.moved / max(1, it.pairs):.2%}",
            f"{max(it.shares, default=0):.1%}",
            f"{it.grown / max(1, it.alone) - 1:+.0%}",
        )
        for name, it in growth.items()
    ]
    yield Table(
        "Maps that grow, one installment after the other",
        ("map", "steps that changed it", "pairs moved", "most in a step", "crossings, against fast orders alone"),
        tuple(rows),
        "The included universe in the order of release. Counted are pairs of lines in what was drawn before. A pair "
        "has moved if it stands the other way round in the same moment. "
        f"{time.process_time() - start:.0f} s of processor time in all.",
    )


def together(each: Iterable[Growth]) -> Growth:
    """The sums over some maps."""
    total = Growth()
    for it in each:
        total.pairs, total.moved, total.steps = total.pairs + it.pairs, total.moved + it.moved, total.steps + it.steps
        total.grown, total.alone = total.grown + it.grown, total.alone + it.alone
        total.shares += it.shares
    return total
