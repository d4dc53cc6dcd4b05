"""The Marvel films and episodes (dispossible/MCU-Timeline), as one table: dates, and the order of watching that one
person made.

`watchOrder` is that person's opinion, so it becomes a viewing order and says nothing of the story.
"""

import sys
from collections import Counter
from pathlib import Path

from benchmarks.convert.common import load, main, write_table

KINDS = {"FILM": "film", "SHORT": "short"}  # the others are series


def convert(source: Path, out: Path) -> dict[str, int]:
    """Write the table; how many rows it has."""
    entries = load(source, "mcu-timeline/entries.json")
    lengths = Counter((it["name"], it["season"]) for it in entries)
    rows = []
    for it in entries:
        kind, name = KINDS.get(it["type"], "series"), it["name"]
        title = name if kind == "series" else f"{name} ({kind})"  # a short and a series are both called "Agent Carter"
        place = (it["season"], it["episode"], it["title"]) if kind == "series" else ("", "", "")
        length = lengths[name, it["season"]] if kind == "series" else ""
        rows.append((title, kind, *place, it["releaseDate"], length, it["watchOrder"]))
    columns = ("title", "kind", "season", "number", "name", "date", "episodes", "order watching")
    write_table(out, "installments.csv", columns, rows)
    return {"installments": len(rows)}


if __name__ == "__main__":
    sys.exit(main(convert, sys.argv[1:]))
