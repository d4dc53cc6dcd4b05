"""How far the orders of plans agree with an order that somebody made by hand (`mcu-timeline` of `../shared/data`)."""

import csv
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

import intertwine
from benchmarks.convert import mcu_timeline
from benchmarks.measure import Table
from intertwine.model.curriculum import Curriculum
from intertwine.model.progress import NOTHING
from intertwine.model.words import fold
from intertwine.plan import PlanOptions
from intertwine.plan.order.agreement import agreement, disagreeing
from intertwine.plan.sequence import Time, sequenced
from intertwine.plan.target import all_listed

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
ORDERS = ("release", "story", "woven")
Place = tuple[str, int, int]
NOTE = (
    "All 161 installments of the included universe, in the order of a plan and in that of `mcu-timeline`, which fans "
    "made by hand. Tau is Kendall's. The reason of a disagreement is whoever goes straight from the one season to the "
    "other."
)


def tables() -> list[Table]:
    """How many pairs agree; and why the others do not."""
    if not DATA.is_dir():
        return []
    view, hand = intertwine.load().seen().view, by_hand()
    asked = intertwine.load().universe.curriculum(NOTHING, [0])
    listed = all_listed(view)
    names: list[Place] = [(view.names.best(title), it.season, it.number) for title, it in listed]
    known = [n for n in sorted(range(len(names)), key=lambda n: hand.get(names[n], -1)) if names[n] in hand]
    rows, reasons = [], list[tuple[str, ...]]()
    for order in ORDERS:
        time = Time(np.ones(len(listed), np.int64), PlanOptions(order=order))
        found = sequenced(view, asked, listed, np.arange(len(listed), dtype=np.int32), time).places.tolist()
        it = agreement(found, known)
        rows.append((order, str(it.pairs), str(it.agreeing), f"{it.tau:.3f}"))
        reasons += [(order, *why) for why in _reasons(names, asked, list(disagreeing(found, known)))]
    return [
        Table("Plans: beside an order made by hand", ("order", "pairs", "that agree", "tau"), tuple(rows), NOTE),
        Table(
            "Plans: where they disagree",
            ("order", "stands first", "before", "pairs", "goes from the one to the other"),
            tuple(reasons),
        ),
    ]


def by_hand() -> dict[Place, float]:
    """The place of each installment in the order that was made by hand."""
    with tempfile.TemporaryDirectory() as folder:
        mcu_timeline.convert(DATA, Path(folder))
        with (Path(folder) / "installments.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    wanted = {fold(name): name for name in map(intertwine.load().seen().view.names.best, _titles())}
    found = {}
    for row in rows:
        name = wanted.get(fold(row["title"].split(" (")[0].removeprefix("Marvel's ")))
        if name and row["season"]:
            found[name, int(row["season"]), int(row["number"])] = float(row["order watching"])
    return found


def _titles() -> tuple[int, ...]:
    return intertwine.load().seen().view.listing.titles


def _reasons(
    names: Sequence[Place], asked: Curriculum, pairs: Sequence[tuple[int, int]]
) -> Iterator[tuple[str, str, str, str]]:
    """Of each two seasons with installments that stand the other way round: how many pairs, and the strongest link."""

    def season(n: int) -> str:
        return f"{names[n][0]} S{names[n][1]}"

    counts = Counter((season(a), season(b)) for a, b in pairs)
    for (one, other), count in counts.most_common():
        crossing = [
            (weight, f"{names[a][0]} {names[a][1]}x{names[a][2]:02} to {names[b][0]} {names[b][1]}x{names[b][2]:02}")
            for a, b, weight in zip(
                asked.link_one.tolist(), asked.link_other.tolist(), asked.link_weight.tolist(), strict=True
            )
            if {season(a), season(b)} == {one, other}
        ]
        yield one, other, str(count), max(crossing)[1] if crossing else "nobody: it follows from the rest"
