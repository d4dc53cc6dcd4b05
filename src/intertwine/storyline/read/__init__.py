"""Readers, a file a format; `read_story` finds the format from the text itself, and says which it is.

Imports `chart`, `presence` and `wishes` beside this package.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intertwine.storyline.arguments import ChartPath, need_path
from intertwine.storyline.chart import Chart, ChartError, make_chart, short
from intertwine.storyline.presence import Presence
from intertwine.storyline.read.encoding import decode, read_bytes
from intertwine.storyline.read.graphbase import read_graphbase
from intertwine.storyline.read.group_table import is_group_table, read_group_table
from intertwine.storyline.read.istoryline import read_istoryline_json, read_istoryline_xml
from intertwine.storyline.read.json_text import parse_json, small
from intertwine.storyline.read.moments import Moments, check_size
from intertwine.storyline.read.narrative import read_narrative
from intertwine.storyline.read.plain import read_plain
from intertwine.storyline.read.sessions import read_sessions
from intertwine.storyline.read.timesteps import read_timesteps
from intertwine.storyline.wishes import with_wishes

BOOK = "Stanford GraphBase book"


@dataclass(frozen=True, slots=True)
class Story:
    """A file's `chart`, and the name of the `format` that it was read as."""

    format: str
    chart: Chart

    def __str__(self) -> str:
        return f"{self.format}, {self.chart.size}"


def read_chart(path: ChartPath, presence: Presence = "span", parts: str = "") -> Chart:
    """The chart in a file; see `read_story`, whose arguments and errors it has.

    Raises `TypeError` for what is neither a text nor a path.
    """
    return read_story(need_path("read_chart", path, 'write read_chart("film.txt")'), presence, parts).chart


def read_story(path: Path, presence: Presence = "span", parts: str = "") -> Story:
    """The chart in a file, and its format.

    `path` is the file, `presence` says when people are on stage (see `make_chart`), and `parts` names the parts of a
    GraphBase book, as `2` or `1-2`. Raises `ChartError` when the file is not text, of no known format, or broken.
    """
    data = read_bytes(path)
    try:
        text, repairs = decode(data)
        name, found = read_text(text, parts)
        chart = make_chart(found.groups, presence, found.labels, [*repairs, *found.repairs])
        check_size(chart)
        return Story(name, with_wishes(chart, found.weights, found.first, found.last))
    except ChartError as error:
        raise ChartError(f"{path.name}: {error}") from error


def read_text(text: str, parts: str = "") -> tuple[str, Moments]:
    """The format of a text, recognized from what stands in it, and its moments. Line ends are newlines.

    Raises `ChartError` as `read_story` does.
    """
    name, read = _format(text)
    if parts and name != BOOK:
        raise ChartError(f"only Stanford GraphBase books have parts to choose, and this is read as {name}")
    return name, read_graphbase(text, parts) if name == BOOK else read(text)


def _format(text: str) -> tuple[str, Callable[[str], Moments]]:
    """The name and the reader of a text's format. What begins like one is of this one, or an error."""
    start = text.lstrip()[:20].casefold()
    if start.startswith("<"):
        return "iStoryline's XML", read_istoryline_xml
    if start.startswith(("{", "[")):
        return _format_of_json(parse_json(text))
    if start.startswith("time_count"):
        return "interaction sessions", read_sessions
    if start.startswith("*"):
        return BOOK, read_graphbase
    if is_group_table(text):
        return "group table", read_group_table
    return "time steps", read_timesteps


def _format_of_json(data: Any) -> tuple[str, Callable[[str], Moments]]:
    if isinstance(data, list):
        nodes = any(isinstance(layer, dict) and "nodes" in small(layer) for layer in data)
        return "nchart's JSON" if nodes else "plain JSON", lambda _: read_plain(data)
    known = small(data)
    if "layers" in known:
        return "plain JSON", lambda _: read_plain(known)
    if "story" in known:
        return "iStoryline's JSON", lambda _: read_istoryline_json(known)
    if "scenes" in known:
        return "d3-layout-narrative's JSON", lambda _: read_narrative(known)
    keys = short(", ".join(list(data)[:5]), 80) or "no key at all"
    raise ChartError(
        f"JSON with {keys} is not a chart that is known; it should have layers (plain JSON), Story (iStoryline) or "
        "characters and scenes (d3-layout-narrative)"
    )
