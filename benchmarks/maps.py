"""Maps of the included universe, and of a large one where its data are at hand: seconds, crossings, bounds.

`INTERTWINE_MAP_SECONDS` (60) is how long each search for the fewest crossings may take.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.convert.game_of_thrones import convert
from benchmarks.measure import Table
from intertwine import load, maps
from intertwine.gate.view import View
from intertwine.imports.table import import_table
from intertwine.questions.strand_answer import Strands
from intertwine.viewer import Viewer

T = TypeVar("T")
DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "game-of-thrones"
SECONDS = float(os.environ.get("INTERTWINE_MAP_SECONDS", "60"))


def tables() -> Iterator[Table]:
    """One for the included universe, one for the large one."""
    universe = load().universe
    view = universe.seen(universe.everything)
    names = [view.names.best(title) for title in view.listing.titles]
    seasons = [
        f"{view.names.best(title)} S{it.number}" for title in view.listing.titles for it in view.listing.seasons(title)
    ]
    yield Table(
        "Maps of the included universe, everything seen",
        (
            "map",
            "lines x moments",
            "strands, s",
            "order, s",
            "picture, s",
            "in all, s",
            "crossings",
            f"searched {SECONDS:g} s at most",
            "s",
            "asked again, ms",
            "by another process, ms",
        ),
        tuple(row(view, name) for name in (None, *names, *seasons)),
        "Strands, order and picture are seconds of processor time. The view is there already, and no order is kept. "
        "The search is that of a page. It uses two processes, and its seconds are the clock's. It ends with a proof, "
        "or when it has done all the work that a page may ask for. Then the same map is asked for again: here, where "
        "the order is in memory, and by another process, which finds it on disk. A dash means that the clock ended "
        "the search, so nothing was kept.",
    )
    if DATA.is_dir():
        yield large()


def row(view: View, name: str | None) -> tuple[str, ...]:
    """Map, size, seconds of each step, crossings at once, and what a search comes to, now and when asked again."""
    strands, first = timed(partial(Viewer(view).strands, name))
    found, second = timed(partial(Viewer(view).map, name))
    _, third = timed(partial(drawn, found))
    searched = search(found)
    size = f"{len(strands.strands)} x {len(strands.moments)}"
    order = max(0.0, second - first)
    return (
        name or "the whole universe", size, f"{first:.3f}", f"{order:.3f}", f"{third:.3f}",
        f"{first + order + third:.3f}", f"{found.proof.crossings}", *searched,
    )  # fmt: skip


def search(found: maps.StoryMap) -> tuple[str, ...]:
    """What a page's search comes to, its seconds, and the milliseconds after which it is there again: from memory, and
    from disk alone."""
    from intertwine.web import map_searches  # here, since it loads all of Django for one number

    with nothing_kept():
        orders = maps.OrderCache()
        start = time.perf_counter()
        best = maps.fewest(found.strands, map_searches.WORK, orders, SECONDS).certificate
        seconds = f"{time.perf_counter() - start:.1f}"
        said = "proved" if best.optimal else f"at least {best.lower_bound}, gap {best.gap:.0%}"
        if best.interrupted:
            return f"{best.crossings}, {said}, interrupted", seconds, "-", "-"
        again = again_ms(found.strands, map_searches.WORK, orders)
        return (
            f"{best.crossings}, {said}",
            seconds,
            f"{again:.1f}",
            f"{again_ms(found.strands, map_searches.WORK, maps.OrderCache()):.1f}",
        )


def again_ms(found: Strands, work: maps.Work, orders: maps.OrderCache) -> float:
    """Milliseconds until the fewest crossings are found where they are kept, in `orders` or on disk."""
    start = time.perf_counter()
    if maps.known_fewest(found, work, orders) is None:
        raise RuntimeError("what a search came to was not kept")
    return (time.perf_counter() - start) * 1000


@contextmanager
def nothing_kept() -> Iterator[None]:
    """Within, nothing is kept of what was found before, and what is found now is kept in a folder of its own."""
    before = os.environ.get("INTERTWINE_CACHE")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INTERTWINE_CACHE"] = folder
        try:
            yield
        finally:
            del os.environ["INTERTWINE_CACHE"]
            if before is not None:
                os.environ["INTERTWINE_CACHE"] = before


def large() -> Table:
    """Game of Thrones as imported: 73 episodes, 4,165 scenes."""
    with imported() as folder:
        universe = load(folder).universe
        view = universe.seen(universe.everything)
        rows = []
        for name, fold in ((None, True), (f"{view.names.best(view.listing.titles[0])} S1", True), (None, False)):
            found, first = timed(partial(Viewer(view).map, name, fold=fold))
            text, second = timed(partial(drawn, found))
            rows.append((
                (name or "the whole universe") + ("" if fold else ", everybody"),
                f"{len(found.strands.strands)} x {len(found.strands.moments)}",
                f"{first:.2f}", f"{second:.2f}", f"{found.proof.crossings:,}", f"{len(text) / 1e6:.1f}",
            ))  # fmt: skip
    columns = ("map", "lines x moments", "strands and order, s", "picture, s", "crossings", "SVG, MB")
    return Table("Maps of game-of-thrones as imported, everything seen", columns, tuple(rows))


@contextmanager
def imported() -> Iterator[Path]:
    """Game of Thrones as imported, a universe in a folder named after it. `DATA` is there."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / DATA.name
        convert(DATA, Path(folder) / "csv")
        import_table(Path(folder) / "csv", place)
        yield place


def drawn(found: maps.StoryMap) -> str:
    """The text of its SVG, as a page has it."""
    return maps.svg(maps.picture(found, fine=False))


def timed(run: Callable[[], T]) -> tuple[T, float]:
    """What comes of it, and the seconds of processor time that it takes."""
    start = time.process_time()
    found = run()
    return found, time.process_time() - start
