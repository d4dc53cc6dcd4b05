"""Law 1 for the fewest crossings: stories so crowded that a map's best order has to be searched for.

The universes of `generate.py` are small: fast passes prove their maps, no solver starts, and nobody waits. Here
fourteen people are in scene after scene. A viewer has seen three episodes; what follows is another story in each of
the two universes, with other people, whose keys stand before and after the others'. In each, somebody who has seen
everything asks first: what was found, kept and told for them must not show in what the viewer is answered then.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from intertwine import maps
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.questions import to_json
from intertwine.viewer import Viewer
from tests.laws import whole
from tests.laws.ask import opened
from tests.laws.law import Count, difference
from tests.laws.whole import ADDRESS, Ask, Site

SEEN = "Crowd 1x01-1x03"
PEOPLE = ("Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hal", "Ida", "Jon", "Kay", "Lea", "Max", "Nell")
LATE = ("Aaron", "Bea", "Carl", "Zoe")
SCENES = 10
"""In each episode."""
HEAD = "---\nkind: series\nname: Crowd\nyear: 2015\n---\n# Crowd\n\n## Season 1 (2015-01-01, 4 episodes)\n"
SECOND = "\n## Season 2 (2016-01-01, 1 episodes)\n"
LAYERS = ("proved maps", "proved pages")


@dataclass(frozen=True, slots=True)
class Crowds:
    """Two folders of a universe, as dicts. Whoever is so far as `SEEN` cannot tell one from the other."""

    left: dict[str, str]
    right: dict[str, str]


def crowds(seed: int) -> Crowds:
    """The pair of a seed."""
    random = Random(f"known {seed}")
    known = "".join(_episode(number, PEOPLE, random) for number in (1, 2, 3))
    return Crowds(*(_universe(known, Random(f"{side} {seed}")) for side in ("left", "right")))


def _universe(known: str, random: Random) -> dict[str, str]:
    late = random.sample(LATE, random.randint(1, len(LATE)))
    cast = random.sample((*PEOPLE, *late), 12)
    hidden = _episode(4, cast, random) + SECOND + _episode(1, cast, random)
    return {
        "universe.md": "---\nkind: universe\nname: Stories\n---\n",
        "titles/Crowd.md": HEAD + known + hidden,
        **{f"people/{name}.md": "---\nkind: character\n---\n" for name in (*PEOPLE, *late)},
    }


def _episode(number: int, people: Sequence[str], random: Random) -> str:
    """An episode whose scenes hold a few who stand near each other in `people`."""
    lines = [f"\n### {number}. Episode {number} (~40 min)\n"]
    for _ in range(SCENES):
        begin = random.randrange(len(people))
        near = [people[(begin + step) % len(people)] for step in range(5)]
        lines.append(f"- together: {', '.join(f'[[{name}]]' for name in random.sample(near, random.randint(2, 4)))}")
    return "\n".join(lines) + "\n"


def compare_crowds(pair: Crowds, layer: str, site: Site, count: Count) -> str | None:
    """The first difference between what the viewer is answered in the two universes, in words."""
    one, other = (_answers(opened(files), layer, site) for files in (pair.left, pair.right))
    count.pairs += 1
    count.views += len(one)
    both = zip(one, other, strict=True)
    return next((difference(asked, mine, theirs) for (asked, mine), (_, theirs) in both if mine != theirs), None)


def _answers(universe: Universe, layer: str, site: Site) -> list[tuple[Ask, str]]:
    """The viewer's answers, where somebody who has seen everything has asked before, and nobody else ever did."""
    with nothing_kept():
        if layer == "proved maps":
            orders = maps.OrderCache()
            for _ in _maps(universe.seen(universe.everything), orders):
                pass
            commands = (("map", "Crowd", "--proved"), ("map", "Crowd", "--story", "--proved", "--json"))
            said = [(asked, whole.command(universe, (*asked, "--seen", SEEN))) for asked in commands]
            return [*_maps(universe.seen(SEEN), orders), *said]
        site.open(universe)
        for request in (_progress("everything"), *_requests()):
            site.ask(*request)
        site.welcome()
        answers = [(request, site.ask(*request)) for request in (_progress(SEEN), *_requests())]
        site.server.searches.close()
        return answers


def _maps(view: View, orders: maps.OrderCache) -> Iterator[tuple[Ask, str]]:
    found = Viewer(view).map("Crowd", proved=True, orders=orders)
    yield ("JSON",), json.dumps(to_json(found))
    yield ("SVG",), maps.svg(maps.picture(found, fine=False))


def _progress(seen: str) -> Ask:
    return ("POST", f"/{ADDRESS}/progress/", urlencode({"text": seen}))


def _requests() -> Iterator[Ask]:
    """How far a search is and what an ended one had come before the searches, and once more after them."""
    drawn = f"/{ADDRESS}/map/title/crowd"
    so_far = [("GET", f"{drawn}/search"), ("GET", f"{drawn}/?proved=so-far")]
    yield from so_far
    yield from [("GET", f"{drawn}/{rest}proved=yes") for rest in ("picture?", "?", "picture?down=yes&")]
    yield ("GET", f"/api{drawn}?proved=yes")
    yield from so_far


@contextmanager
def nothing_kept() -> Iterator[None]:
    """Within, no order of before is known on disk; `Site.open` begins with a server that knows none in memory."""
    before = os.environ.get("INTERTWINE_CACHE")
    with TemporaryDirectory() as folder:
        os.environ["INTERTWINE_CACHE"] = folder
        try:
            yield
        finally:
            if before is None:
                del os.environ["INTERTWINE_CACHE"]
            else:
                os.environ["INTERTWINE_CACHE"] = before
