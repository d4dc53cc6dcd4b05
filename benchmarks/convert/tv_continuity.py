"""Twelve series, episode by episode (SU-trash/tv-continuity), as tables: which episode continues, or needs, which.

Episodes are counted on in the data's order, since some numbers of its own are halves or pairs (`S1E1a`, `S2E3-4`). A
link is revealed with the episode that needs the other one; eleven links run backward, to an episode that
came out later.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.convert.common import DataMissingError, main, write_table

LINKS = (("to", "depends on", "from", "plot_threads"), ("from", "foreshadows", "to", "foreshadowing"))
"""The ends of a link, and what its list is called."""


def convert(source: Path, out: Path) -> dict[str, int]:
    """Write the tables; how many rows each has."""
    episodes, facts = list[tuple[str | int, ...]](), list[tuple[str, ...]]()
    for show in _shows(source):
        title, number, length = show["title"], Counter[int](), Counter(it["season"] for it in show["episodes"])
        for it in show["episodes"]:
            number[it["season"]] += 1
            place = it["season"], number[it["season"]]
            episodes.append((f"{title} {it['id']}", title, *place, it["title"], length[it["season"]]))
        for one, verb, other, links in LINKS:
            facts += [(*(f"{title} {it[end]}" for end in (one, other, "to")), verb, it["text"]) for it in show[links]]
    write_table(out, "installments.csv", ("id", "title", "season", "number", "name", "episodes"), episodes)
    write_table(out, "facts.csv", ("subject", "object", "revealed", "verb", "text"), facts)
    return {"installments": len(episodes), "facts": len(facts)}


def _shows(source: Path) -> list[dict[str, Any]]:
    """All shows below the data folder `source`, which may also be the data set's own."""
    files = sorted((source / "tv-continuity").glob("*.json")) or sorted(source.glob("*.json"))
    if not files:
        raise DataMissingError(f"there is no tv-continuity in {source}: give the folder that holds tv-continuity/")
    return [json.loads(file.read_bytes()) for file in files]


if __name__ == "__main__":
    sys.exit(main(convert, sys.argv[1:]))
