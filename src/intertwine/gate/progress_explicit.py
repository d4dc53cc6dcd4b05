"""A meaning of a term of progress text, written so that it can mean nothing else."""

import re

from intertwine.gate.progress_terms import EVERYTHING, NOTHING, Keyword, Meaning
from intertwine.model.extent import after_name
from intertwine.model.title_names import quoted

_PLAIN_ORDER = re.compile(r"(?!.*\sorder\s)[\w .'\u2019-]+", re.IGNORECASE)
ALONE: dict[Keyword, tuple[str, ...]] = {"everything": EVERYTHING[1:], "nothing": NOTHING[1:]}
"""Keywords that are a term alone, and what else they can be written as."""


def in_order(name: str) -> str:
    """What follows a place that is meant in the viewing order `name` ("": nothing does)."""
    return f" in order {name if _PLAIN_ORDER.fullmatch(name) else quoted(name)}" if name else ""


def explicit(meaning: Meaning, carried: str) -> tuple[str, ...]:
    """A meaning written so that it can mean nothing else, unless a title is called so too. `carried` is the
    title of the term before."""
    told = "told " if meaning.told else ""
    if meaning.keyword in ALONE:
        return tuple(f"{told}{word}" for word in ALONE[meaning.keyword])
    name = carried if meaning.name is None else meaning.name
    before = "before " if meaning.keyword == "before" else ""
    return (f"{told}{before}{quoted(name)}{after_name(meaning.place)}{in_order(meaning.order)}",)
