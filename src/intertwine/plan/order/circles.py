"""Circles of pairs "this comes before that", and the lightest set of pairs that has one of each circle.

This is the minimum feedback arc set, NP-hard in general (Karp 1972). Circles of a story are few and small, so they are
searched: a shortest circle loses one of its pairs, and each choice is a branch. The value of a branch is bounded from
below by circles that share no pair: each of them costs its lightest pair.
"""

from collections import defaultdict
from collections.abc import Mapping

from intertwine.model.story_relations import strong_parts

ItemPair = tuple[int, int]

WORK = 400_000
"""Pairs that the search of one group of circles looks at before it stops: half a second or less."""


def groups_in_circles(pairs: Mapping[ItemPair, int]) -> list[list[int]]:
    """The strongly connected groups of more than one item, and items that are paired with themselves."""
    out: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        out[one].append(other)
    groups: dict[int, list[int]] = defaultdict(list)
    for item, part in strong_parts(out).items():
        groups[part].append(item)
    return [sorted(group) for group in groups.values()]


def lightest_break(pairs: Mapping[ItemPair, int], work: int = WORK) -> tuple[set[ItemPair], bool]:
    """The pairs to give up so that no circle is left, and whether it is proved that no others weigh less together.

    `pairs` has the weight of each, 1 or more; items are numbers, and `work` is the limit for each group of circles. If
    it is reached, the answer is the best that was found. At worst it is all pairs from a larger number to a smaller
    one, so number the items in the order that is to be had without proof.
    """
    broken: set[ItemPair] = {pair for pair in pairs if pair[0] == pair[1]}
    proved = True
    for group in groups_in_circles({pair: weight for pair, weight in pairs.items() if pair[0] != pair[1]}):
        inside = set(group)
        search = _CircleSearch(
            {p: w for p, w in pairs.items() if p[0] in inside and p[1] in inside and p[0] != p[1]}, work
        )
        search.run()
        broken |= search.best
        proved &= search.left > 0
    return broken, proved


class _CircleSearch:
    """Branch and bound over one group."""

    def __init__(self, pairs: dict[ItemPair, int], work: int) -> None:
        self.pairs = dict(sorted(pairs.items()))
        self.left = work
        self.best = {pair for pair in pairs if pair[0] > pair[1]}
        self.least = sum(pairs[pair] for pair in self.best)

    def run(self) -> None:
        """Without recursion: a branch is the pairs that are given up, those that are kept, and the weight so far."""
        branches: list[tuple[frozenset[ItemPair], frozenset[ItemPair], int]] = [(frozenset(), frozenset(), 0)]
        while branches and self.left > 0:
            gone, kept, weight = branches.pop()
            if weight >= self.least:
                continue
            circle, bound = self._bound(gone, kept, self.least - weight)
            if self.left <= 0:
                break  # what was found may not be all
            if weight + bound >= self.least:
                continue
            if not circle:
                self.best, self.least = set(gone), weight
                continue
            free = sorted((pair for pair in circle if pair not in kept), key=lambda pair: (self.pairs[pair], pair))
            # The lightest is tried first: the last that is put on the pile.
            for number in range(len(free) - 1, -1, -1):
                pair = free[number]
                branches.append((gone | {pair}, kept.union(free[:number]), weight + self.pairs[pair]))

    def _bound(self, gone: frozenset[ItemPair], kept: frozenset[ItemPair], enough: int) -> tuple[list[ItemPair], int]:
        """A shortest circle of what is left, and the weight of circles that share no pair, as far as `enough`."""
        out: dict[int, list[int]] = defaultdict(list)
        for one, other in self.pairs:
            if (one, other) not in gone:
                out[one].append(other)
        first: list[ItemPair] = []
        bound = 0
        while bound < enough:
            circle = self._shortest(out)
            if not circle:
                break
            first = first or circle
            weights = [self.pairs[pair] for pair in circle if pair not in kept]
            if not weights:
                return circle, enough
            bound += min(weights)
            for one, other in circle:
                if (one, other) not in kept:
                    out[one].remove(other)
        return first, bound

    def _shortest(self, out: Mapping[int, list[int]]) -> list[ItemPair]:
        """A shortest circle: of equally short ones that with the smallest item. Empty where there is none."""
        best: list[ItemPair] = []
        for start in sorted(out):
            if self.left <= 0:
                break
            came: dict[int, int] = {}
            layer = [start]
            for _ in range(len(best) - 1 if best else len(self.pairs)):
                further = []
                for item in layer:
                    self.left -= 1 + len(out.get(item, ()))
                    for it in out.get(item, ()):
                        if it not in came:
                            came[it] = item
                            further.append(it)
                layer = further
                if start in came or not layer:
                    break
            if start in came:
                best, item = [], start
                while not best or item != start:
                    best.append((came[item], item))
                    item = came[item]
        return best
