"""Compiling: the imported Game of Thrones from text to ledger, cold and after an edit of one file."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.convert import game_of_thrones
from benchmarks.measure import Table, verdict
from intertwine.imports.table import import_table
from intertwine.ledger.compile import Compiler

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
COLD, EDIT = 500.0, 200.0


def tables(data: Path = DATA) -> list[Table]:
    """The compile table; says so where the data is absent."""
    source = data / "game-of-thrones"
    if not source.is_dir():
        return [Table("Compile: Game of Thrones", ("figure",), (("the data set is not here: not measured",),))]
    with tempfile.TemporaryDirectory() as name:
        csv, folder = Path(name) / "csv", Path(name) / "universe"
        game_of_thrones.convert(source, csv)
        start = time.perf_counter()
        import_table(csv, folder)
        imported = (time.perf_counter() - start) * 1000
        cold = []
        for _ in range(3):
            start = time.process_time()
            compiler = Compiler()
            compiled = compiler.compile(folder)
            cold.append((time.process_time() - start) * 1000)
        page = max(folder.rglob("*.md"), key=lambda path: path.stat().st_size)
        edits = []
        for n in range(5):
            text = page.read_text(encoding="utf-8")
            page.write_text(text + f"\n> a keeper's note, {n}\n", encoding="utf-8")
            start = time.perf_counter()
            compiler.compile(folder)
            edits.append((time.perf_counter() - start) * 1000)
    scenes = compiled.ledger.vocabulary.with_role("scene")
    in_scenes = sum(int((compiled.ledger.rows.verb == verb).sum()) for verb in scenes)
    row = (
        f"{len(compiled.ledger.lines.number):,}", f"{in_scenes:,}", f"{imported:.0f}",
        f"{statistics.median(cold):.0f}", verdict(statistics.median(cold), COLD),
        f"{statistics.median(edits):.0f}", verdict(statistics.median(edits), EDIT),
    )  # fmt: skip
    columns = (
        "statements",
        "people in scenes",
        "import, ms",
        "compile cold, ms of CPU",
        "bound",
        "after an edit, ms",
        "bound ",
    )
    note = "The edit is of the largest file; the compiler is the one that a server keeps."
    return [Table("Compile: Game of Thrones", columns, (row,), note)]


if __name__ == "__main__":
    for table in tables(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA):
        print(table.markdown())
