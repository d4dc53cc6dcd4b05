"""A list in the JSON that Trakt's interface takes (`shows` with their seasons and episodes, and `movies`)."""

import json
from typing import Any

from intertwine.exports.installments import heading
from intertwine.model.numbers import is_between
from intertwine.plan.answer import Plan


def trakt_list(plan: Plan, universe: str) -> bytes:
    """What of a `plan` is watched, as such a list; `universe` is its universe's name.

    Trakt lists no books, and no episodes whose number has a fraction: these are left out. Titles are named, and not
    numbered; `rank` keeps the plan's order, a title's first place in it.
    """
    shows: dict[str, dict[str, Any]] = {}
    movies: list[dict[str, Any]] = []
    for rank, it in enumerate(plan.installments, 1):
        kind, number = it.it.words.kind, it.episode
        if kind.counted_in != "minutes" or kind.verb != "watch":
            continue
        if it.season is None or number is None:
            movies.append({"rank": rank, "title": it.title})
        elif not is_between(number):
            show = shows.setdefault(it.it.title.address, {"rank": rank, "title": it.title, "seasons": {}})
            show["seasons"].setdefault(it.season, []).append(number)
    made = {
        "name": heading(plan),
        "description": f"{universe}: a plan by Intertwine",
        "shows": [{**show, "seasons": _seasons(show["seasons"])} for show in shows.values()],
        "movies": movies,
    }
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _seasons(numbers: dict[int, list[int]]) -> list[dict[str, Any]]:
    return [
        {"number": season, "episodes": [{"number": number} for number in sorted(numbers[season])]}
        for season in sorted(numbers)
    ]
