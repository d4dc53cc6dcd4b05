"""The gate at 100,000 and 1,000,000 facts: from a cold progress to the view, a title page and an entity page.

Each size runs in a process of its own, which loads the compiled ledger from disk as a server does, so that memory is
what serving takes (resident after loading less before), not what generating took. The cached view is that of half
of the installments too, asked again: "kept" says whether it still was there.
"""

import gc
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Table, median_ms, verdict
from benchmarks.shape import generated, half_seen
from intertwine.gate.prepared import prepared
from intertwine.gate.universe import Universe
from intertwine.ledger.store.cache import load, save
from intertwine.ledger.store.columns import Compiled
from intertwine.model.progress import Mark, Progress
from intertwine.viewer import Viewer

SIZES = ((100_000, 60.0), (1_000_000, 600.0))
BYTES_A_FACT = 400


def tables() -> list[Table]:
    """The gate's table."""
    rows, totals = [], []
    for facts, bound in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "ledger.npz"
            for task in ("make", "measure"):
                command = [sys.executable, "-m", "benchmarks.gate", task, str(facts), str(place)]
                printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        it = json.loads(printed)
        totals.append(it["total"])
        rows.append(
            (
                f"{facts:,}", f"{it['view']:.1f}", f"{it['title']:.1f}", f"{it['entity']:.1f}", f"{it['total']:.1f}",
                verdict(it["total"], bound), f"{it['cached_us']:.1f}", "yes" if it["kept"] else "NO",
                f"{it['bytes']:.0f}", verdict(it["bytes"], BYTES_A_FACT), f"{it['view_mb']:.1f}",
            )
        )  # fmt: skip
    growth = totals[-1] / totals[0] / (SIZES[-1][0] / SIZES[0][0])
    columns = (
        "facts", "view, ms", "title page, ms", "entity page, ms", "all three, ms", "bound, ms", "cached view, µs",
        "kept", "bytes a fact", "bound", "one view, MB",
    )  # fmt: skip
    note = f"Growth from the smaller to the larger, over that of the facts: {growth:.2f} (1 is linear)."
    return [Table("Gate: cold progress to view, title page and entity page", columns, tuple(rows), note)]


def make(facts: int, place: Path) -> None:
    """Generate and save."""

    save(place, "bench", Compiled(generated(facts), ()))


def measure(facts: int, place: Path) -> None:
    """Load, ask, and print figures as JSON."""

    gc.collect()
    before = _resident()
    compiled = load(place, "bench")
    if compiled is None:
        raise SystemExit("the generated ledger could not be loaded")
    universe = Universe(compiled)
    prepared(compiled.ledger)
    gc.collect()
    after = _resident()
    base = half_seen(compiled.ledger)
    marks = sorted(base.seen)

    # A different progress each time: nothing is cached for it.
    cold = iter([Progress.of([*marks[n:], Mark("nowhere", 1, n)]) for n in range(1, 60)])
    seen = [universe.seen(next(cold))]

    def view() -> None:
        seen[0] = universe.seen(next(cold))

    titles = iter(range(1, 90))
    names = iter([name for n, name in seen[0].names.every()[:200] if not seen[0].entities.is_title(n)])
    figures = {
        "view": median_ms(view),
        "title": median_ms(lambda: Viewer(seen[0]).title(seen[0].names.best(seen[0].listing.titles[next(titles)]))),
        "entity": median_ms(lambda: Viewer(seen[0]).who(next(names))),
    }
    figures["total"] = sum(figures.values())
    figures["view_mb"] = seen[0].memory() / 1e6
    kept = universe.seen(base)
    figures["kept"] = universe.seen(base) is kept
    asked = 1000 if figures["kept"] else 1
    figures["cached_us"] = median_ms(lambda: [universe.seen(base) for _ in range(asked)]) * 1000 / asked
    figures["bytes"] = (after - before) / facts
    print(json.dumps(figures))


def _resident() -> int:
    with Path("/proc/self/statm").open(encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096


if __name__ == "__main__":
    {"make": make, "measure": measure}[sys.argv[1]](int(sys.argv[2]), Path(sys.argv[3]))
