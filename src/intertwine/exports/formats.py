"""The formats by the ending of a file's name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from intertwine.exports.calendar_events import calendar
from intertwine.exports.checklist import checklist
from intertwine.exports.comma_table import comma_table
from intertwine.exports.plain_json import plain_json
from intertwine.exports.trakt_list import trakt_list
from intertwine.model.record import record
from intertwine.plan.answer import Plan


@record
class Format:
    """`name` is what people call it, `media_type` is for HTTP, and `write` makes the bytes of a plan, given the name of
    its universe as well. `needs_evenings` is whether only a plan with evenings can be written so."""

    name: str
    media_type: str
    write: Callable[[Plan, str], bytes]
    needs_evenings: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType({
    ".ics": Format("calendar", "text/calendar; charset=utf-8", calendar, needs_evenings=True),
    ".csv": Format("table", "text/csv; charset=utf-8; header=present", lambda plan, _: comma_table(plan)),
    ".md": Format("checklist", "text/markdown; charset=utf-8", checklist),
    ".trakt.json": Format("Trakt list", "application/json", trakt_list),
    ".json": Format("JSON", "application/json", lambda plan, _: plain_json(plan)),
})  # fmt: skip
"""The longer ending of two stands first."""


def format_of(name: str) -> str | None:
    """The ending of FORMATS that a file's `name` has, in any case; None where it has none of them."""
    return next((ending for ending in FORMATS if name.lower().endswith(ending)), None)


def export(plan: Plan, ending: str, universe: str) -> bytes:
    """A `plan` as the file of a format, by its `ending`; `universe` is the name of the plan's universe.

    Equal plans give equal bytes. Raises `ExportError` for a calendar of a plan without evenings, or with nothing in it,
    and `KeyError` for an ending that is not in `FORMATS`.
    """
    return FORMATS[ending].write(plan, universe)
