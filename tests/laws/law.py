"""Law 1 as a function: compare all answers of pairs of universes until enough have been compared.

`compare` gives the first difference in words, or None; tests assert that there is none, the planted leaks that there is
one. The number of answers is bounded, and nothing depends on a clock.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from intertwine.gate.universe import Universe
from intertwine.ledger.compile import Compiler
from intertwine.ledger.store.columns import Compiled
from tests.laws import whole
from tests.laws.ask import Views, compiled, progress
from tests.laws.generate import RICH, make, trek
from tests.laws.mutate import Pair, pair
from tests.laws.story import with_story, with_story_changed
from tests.laws.whole import Site, Topic, topic

ANSWERS = int(os.environ.get("INTERTWINE_LEAK_ANSWERS") or 2_500)
"""How many whole answers of commands and addresses the law compares; views come on top."""
COMMANDS, REQUESTS = 150, 50
"""Of each pair."""
NAMESAKES = 3
"""One pair of so many has, on one side alone, a secret title that is called like a known one."""
CLAIMED = 4
"""One pair of so many, and each whose progress was typed, has on one side alone a secret title that a claim admits."""
PROGRESSES = 10
"""Of each universe that is rich in doubles and frames."""
CROWDED = 12
"""One pair of so many has a secret title that a claim admits, and on one side many more secrets beside it."""

Two = tuple[Compiled, Compiled]


@dataclass(slots=True)
class Count:
    """What was compared. `touching` pairs differ in something that touches what was asked."""

    pairs: int = 0
    touching: int = 0
    views: int = 0
    commands: int = 0
    requests: int = 0

    @property
    def answers(self) -> int:
        """Whole answers."""
        return self.commands + self.requests


@lru_cache(maxsize=200)
def made(seed: int) -> Pair:
    """The pair of a seed."""
    world = with_story(make(seed), seed)
    at = trek(world, seed)
    claimed = bool(at.text) or seed % CLAIMED == 1
    crowded = seed % CROWDED == 5
    found = pair(world, at, seed, namesake=seed % NAMESAKES == 0, crowded=crowded, claimed=claimed)
    return found if crowded else with_story_changed(found, seed)


def difference(question: object, left: str, right: str) -> str:
    """Two answers to a question, around the first place where they part."""
    at = next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    part = slice(max(0, at - 120), at + 120)
    return f"{question}\n  one:   ...{left[part]}\n  other: ...{right[part]}"


def both(pair: Pair, compiler: Compiler | None = None) -> Two:
    """The two universes of a pair. What they share is read once: what was compiled before, here or by a `compiler`
    before, changes nothing (Law 7)."""
    compiler = compiler or Compiler()
    return compiled(pair.left, compiler), compiled(pair.right, compiler)


def compare_views(pair: Pair, left: Universe, right: Universe, count: Count, *, maps: bool = True) -> str | None:
    """Everything that the two views give out, with or without `maps`."""
    at, numbers = progress(pair.trek), not pair.change.keys
    # The one is asked everything before the other is made, so that what is kept of it may show in the other. The other
    # is asked as far as it answers the same.
    one = list(Views(left.seen(at), numbers=numbers).answers(maps=maps))
    other = Views(right.seen(at), numbers=numbers).answers(maps=maps)
    for mine, theirs in zip_longest(one, other, fillvalue=("(no question)", "(nothing)")):
        count.views += 1
        if mine != theirs:
            question = mine[0] if mine[0] == theirs[0] else f"{mine[0]} / {theirs[0]}"
            return difference(question, mine[1], theirs[1])
    return None


def compare_commands(it: Topic, left: Universe, right: Universe, count: Count, *, asks: int = COMMANDS) -> str | None:
    """What the commands print, and their exit codes."""
    for argv in whole.commands(it, asks):
        count.commands += 1
        one, other = whole.command(left, argv), whole.command(right, argv)
        if one != other:
            return difference(argv, one, other)
    return None


def compare_requests(
    it: Topic, left: Universe, right: Universe, site: Site, count: Count, *, asks: int = REQUESTS
) -> str | None:
    """What the site sends."""
    asked = [whole.first_request(it), *whole.requests(it, asks)]
    count.requests += len(asked)
    answers = zip(
        asked, *([*whole.visit(site, its, asked, whole.language_of(it))] for its in (left, right)), strict=True
    )
    return next((difference(request, one, other) for request, one, other in answers if one != other), None)


LAYERS = ("views", "commands", "requests")
"""And "facts", which are views without their maps."""


def compare(
    pair: Pair, site: Site | None, count: Count, layers: Sequence[str] = LAYERS, ready: Two | None = None
) -> str | None:
    """All answers of one pair: of its views, of commands, of the site (None: not asked). `ready` are its universes,
    where they have been compiled."""
    one, other = ready or both(pair)
    left, right = Universe(one), Universe(other)
    count.pairs += 1
    count.touching += pair.touches
    found = None
    if "views" in layers or "facts" in layers:
        found = compare_views(pair, left, right, count, maps="views" in layers)
    if "commands" in layers and found is None:
        found = compare_commands(topic(pair), left, right, count)
    if "requests" in layers and site is not None and found is None:
        found = compare_requests(topic(pair), left, right, site, count)
    return found and f"{found}\n  changed: {pair.change.kinds}"


def pairs_from(first: int) -> Iterator[tuple[int, Pair]]:
    """Pairs without end, from a seed on. A pair in which nothing could be changed is left out."""
    seed = first
    while True:
        found = made(seed)
        if found.change.kinds:
            yield seed, found
        seed += 1


def rich_pairs(first: int) -> Iterator[tuple[str, Pair, Two]]:
    """Pairs without end of universes rich in doubles, ways of being there and frames, with both universes compiled,
    from a seed on. Each universe serves for several progresses: it is compiled once."""
    seed = RICH + first
    while True:
        world, compiler = make(seed), Compiler()
        for n in range(PROGRESSES):
            found = pair(world, trek(world, f"{seed} {n}"), f"{seed} {n}")
            if found.change.kinds:
                yield f"{seed} {n}", found, both(found, compiler)
        seed += 1
