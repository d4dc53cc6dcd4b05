"""Maps of the bundled universe, and of a large one where its data are at hand: seconds, crossings, bounds.

`INTERTWINE_MAP_SECONDS` (60) is how long each search for a proof may take.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.convert.game_of_thrones import convert
from benchmarks.measure import Table
from intertwine import load, maps
from intertwine.imports.table import import_table
from intertwine.library import Viewer
from intertwine.maps.keep import KEPT

T = TypeVar("T")
DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "game-of-thrones"
SECONDS = float(os.environ.get("INTERTWINE_MAP_SECONDS", "60"))


def tables() -> Iterator[Table]:
    """One for the bundled universe, one for the large one."""
    universe = load()
    view = universe.seen(universe.everything)
    names = [view.name(title) for title in view.titles]
    seasons = [f"{view.name(title)} S{it.number}" for title in view.titles for it in view.seasons(title)]
    yield Table(
        "Maps of the bundled universe, everything seen",
        (
            "map",
            "lines x moments",
            "strands, s",
            "order, s",
            "picture, s",
            "in all, s",
            "crossings",
            f"searched {SECONDS:g} s at most",
        ),
        tuple(row(view, name) for name in (None, *names, *seasons)),
        "Seconds of processor time. The view is built already; order is cold: nothing of it was kept. The search "
        "starts anew, in two processes.",
    )
    if DATA.is_dir():
        yield large()


def row(view: Viewer, name: str | None) -> tuple[str, ...]:
    """Map, size, seconds of each step, crossings at once, and what a search comes to."""
    KEPT.forget()
    strands, first = timed(partial(view.strands, name))
    found, second = timed(partial(view.map, name))
    _, third = timed(partial(drawn, found))
    best = view.map(name, seconds=SECONDS).proof
    said = "proved" if best.optimal else f"at least {best.lower_bound}, gap {1 - best.lower_bound / best.crossings:.0%}"
    size = f"{len(strands.strands)} x {len(strands.moments)}"
    order = max(0.0, second - first)
    return (
        name or "the whole universe", size, f"{first:.3f}", f"{order:.3f}", f"{third:.3f}",
        f"{first + order + third:.3f}", f"{found.proof.crossings}", f"{best.crossings}, {said}",
    )  # fmt: skip


def large() -> Table:
    """Game of Thrones as imported: 73 episodes, 4,165 scenes."""
    with tempfile.TemporaryDirectory() as folder:
        convert(DATA, Path(folder) / "csv")
        import_table(Path(folder) / "csv", Path(folder) / "universe")
        universe = load(Path(folder) / "universe")
        view = universe.seen(universe.everything)
        rows = []
        for name, fold in ((None, True), (f"{view.name(view.titles[0])} S1", True), (None, False)):
            KEPT.forget()
            found, first = timed(partial(view.map, name, fold=fold))
            text, second = timed(partial(drawn, found))
            rows.append((
                (name or "the whole universe") + ("" if fold else ", everybody"),
                f"{len(found.strands.strands)} x {len(found.strands.moments)}",
                f"{first:.2f}", f"{second:.2f}", f"{found.proof.crossings:,}", f"{len(text) / 1e6:.1f}",
            ))  # fmt: skip
    columns = ("map", "lines x moments", "strands and order, s", "picture, s", "crossings", "SVG, MB")
    return Table("Maps of game-of-thrones as imported, everything seen", columns, tuple(rows))


def drawn(found: maps.StoryMap) -> str:
    """The text of its SVG, as a page has it."""
    return maps.svg(maps.picture(found, fine=False))


def timed(run: Callable[[], T]) -> tuple[T, float]:
    """What comes of it, and the seconds of processor time that it takes."""
    start = time.process_time()
    found = run()
    return found, time.process_time() - start
