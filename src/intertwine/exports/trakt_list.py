"""A list in the JSON that Trakt's interface takes (`shows` with their seasons and episodes, and `movies`)."""

import json
from collections.abc import Iterable
from typing import Any

from intertwine.exports.installments import heading
from intertwine.model.numbers import is_between
from intertwine.plan.answer import Plan
from intertwine.questions.common import OutsideId

_NUMBERS, _WORDS = ("trakt", "tvdb", "tmdb"), ("imdb",)
"""Schemes that Trakt's interface takes: as whole numbers, and as text."""
_LONGEST = 12
"""Digits of a number that can be one of theirs."""


def trakt_list(plan: Plan, universe: str) -> bytes:
    """What of a `plan` is watched, as such a list; `universe` is its universe's name.

    Trakt lists no books, and no episodes whose number has a fraction: these are left out. A title is named, and has
    those of its numbers elsewhere that the viewer knows and Trakt takes; `rank` keeps the plan's order, a title's first
    place in it.
    """
    ids = {it.title.address: outside_ids(it.ids) for it in plan.reasons}
    shows: dict[str, dict[str, Any]] = {}
    movies: list[dict[str, Any]] = []
    for rank, it in enumerate(plan.installments, 1):
        kind, number = it.it.words.kind, it.episode
        if kind.counted_in != "minutes" or kind.verb != "watch":
            continue
        if it.season is None or number is None:
            movies.append({"rank": rank, "title": it.title, **ids.get(it.it.title.address, {})})
        elif not is_between(number):
            address = it.it.title.address
            show = shows.setdefault(address, {"rank": rank, "title": it.title, **ids.get(address, {}), "seasons": {}})
            show["seasons"].setdefault(it.season, []).append(number)
    made = {
        "name": heading(plan),
        "description": f"{universe}: a plan by Intertwine",
        "shows": [{**show, "seasons": _seasons(show["seasons"])} for show in shows.values()],
        "movies": movies,
    }
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def outside_ids(found: Iterable[OutsideId]) -> dict[str, dict[str, str | int]]:
    """The numbers that Trakt takes, as it writes them; nothing where there are none."""
    kept = {it.scheme: it.id for it in found}
    numbers = {scheme: int(kept[scheme]) for scheme in _NUMBERS if _is_number(kept.get(scheme, ""))}
    words = {scheme: kept[scheme] for scheme in _WORDS if scheme in kept}
    return {"ids": {**numbers, **words}} if numbers or words else {}


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST


def _seasons(numbers: dict[int, list[int]]) -> list[dict[str, Any]]:
    return [
        {"number": season, "episodes": [{"number": number} for number in sorted(numbers[season])]}
        for season in sorted(numbers)
    ]
