"""The Marvel films and series: who met whom (ACLay/Six-Degrees-of-Agent-Coulson), in the titles of MCU-Timeline.

The two were made by different people. A pair belongs to a title or a season, never to an episode, so it is revealed
when that is over. People are keyed by one fixed label, whatever they were called then ("Agent Coulson"); the same
label is the same person throughout, which is as good as this data gets. ("Black Sky" is only the boy of Daredevil
season 1: later bearers of that title stand under their own names.) Peggy Carter and others meet decades before the
films that come first by release; there are no story dates, so none are written.
"""

import html
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.convert.common import load, main, write_table

KINDS = {"FILM": "film", "SHORT": "short"}  # the others are series
NAMES = {"The Avengers: Age of Ultron": "Avengers: Age of Ultron"}
"""Wrong titles of the timeline, put right."""
DATES = {"The Avengers": "2012-05-04", "Spider-Man: Far From Home": "2019-07-02"}
"""Wrong dates of the timeline (a month early, three days late), put right."""
SEASONS = {("Daredevil: Born Again", 4): 1}
"""Its first season is numbered on from Daredevil's three, its second is not."""

AGENTS = "Agents of S.H.I.E.L.D."
MEETINGS = {
    "Daredevil Season 1": "Daredevil S1",
    "Daredevil Season 2": "Daredevil S2",
    "Jessica Jones": "Jessica Jones S1",
    "Luke Cage": "Luke Cage S1",
    "Iron Fist": "Iron Fist S1",
    "A Funny Thing Happened...": "A Funny Thing Happened on the Way to Thor's Hammer",
    "Agent Carter": "Agent Carter (short)",
    "Agent Carter Season 1": "Agent Carter S1",
    "Agent Carter Season 2": "Agent Carter S2",
    "Agents of SHIELD Season 1": f"{AGENTS} S1",
    "Agents of SHIELD Season 2": f"{AGENTS} S2",
    "Agents of SHIELD Season 3": f"{AGENTS} S3",
    # The first part of a season, without saying where it ends: late is safe.
    "Agents of SHIELD Season 4A": f"{AGENTS} S4",
    "Agents of SHIELD: Slingshot": f"{AGENTS}: Slingshot",
    # Which of its two seasons is not said either: after both.
    "WHIH World News": "WHIH Newsfront",
}
"""Titles of the meetings that are not called so in the timeline, as positions."""


def convert(source: Path, out: Path) -> dict[str, int]:
    """Write the tables; how many rows each has, and how many meetings were left out."""
    timeline = load(source, "mcu-timeline/entries.json")
    meetings = load(source, "mcu-interactions/interactions.json.gz")
    series = {entry["name"] for entry in timeline if entry["type"] not in KINDS}
    titles: dict[str, tuple[str, str, str, str]] = {}
    installments = [_installment(entry, series, titles) for entry in timeline]
    people: dict[str, None] = {}
    facts, alone = [], 0
    for title in meetings:
        position = MEETINGS.get(title["title"], title["title"])
        for pair in title["interactions"]:
            if pair["a"] == pair["b"]:
                alone += 1  # the same person twice: nobody met
                continue
            people.update({pair["a"]: None, pair["b"]: None})
            # 16 pairs of a title come twice with different texts: two facts. Two texts are empty: a meeting still.
            facts.append((pair["a"], "meets", pair["b"], curly(pair["text"].strip()), position))
    write_table(out, "titles.csv", ("id", "name", "kind", "year"), titles.values())
    columns = ("id", "title", "season", "number", "name", "date")
    write_table(out, "installments.csv", columns, installments)
    lengths = Counter((title, season) for _, title, season, *_ in installments if season)
    write_table(out, "seasons.csv", ("title", "season", "episodes"), [(*it, lengths[it]) for it in lengths])
    write_table(out, "entities.csv", ("id", "kind", "name"), [(name, "character", name) for name in people])
    write_table(out, "facts.csv", ("subject", "verb", "object", "text", "revealed"), facts)
    return {
        "titles": len(titles), "installments": len(installments), "people": len(people),
        "facts": len(facts), "people who met themselves, left out": alone,
    }  # fmt: skip


def _installment(
    entry: dict[str, Any], series: set[str], titles: dict[str, tuple[str, str, str, str]]
) -> tuple[str, ...]:
    kind = KINDS.get(entry["type"], "series")
    name = NAMES.get(entry["name"], entry["name"])
    # A short and a series are both called "Agent Carter".
    title = f"{name} (short)" if kind == "short" and name in series else name
    date = DATES.get(name, entry["releaseDate"])
    # Entries are in watch order, so the first of a series need not be its earliest; the year is the smallest.
    year = min(date[:4], titles[title][3]) if title in titles else date[:4]
    titles[title] = title, name, kind, year
    if kind != "series":
        return title, title, "", "", "", date
    season = SEASONS.get((name, entry["season"]), entry["season"])
    # Titles are taken from a web page: "Fun &amp; Games".
    return f"{title} {season}x{entry['episode']:02}", title, str(season), str(entry["episode"]), html.unescape(
        entry["title"] or ""
    ), date  # fmt: skip


def curly(text: str) -> str:
    """Straight quotation marks as typographic ones: in a fact's text the straight one is the end."""
    return re.sub(r'"', "”", re.sub(r'(^|[\s(])"', r"\1“", text))


if __name__ == "__main__":
    sys.exit(main(convert, sys.argv[1:]))
