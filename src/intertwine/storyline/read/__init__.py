"""Readers, a file a format; `read_chart` finds the format from the text itself.

Imports `chart` and `wishes` beside this package.
"""

from pathlib import Path

from intertwine.storyline.chart import Chart, ChartError, Presence, make_chart
from intertwine.storyline.read.graphbase import read_graphbase
from intertwine.storyline.read.group_table import read_group_table
from intertwine.storyline.read.istoryline import parse_json, read_istoryline_json, read_istoryline_xml
from intertwine.storyline.read.moments import Moments
from intertwine.storyline.read.plain import read_plain
from intertwine.storyline.read.sessions import read_sessions
from intertwine.storyline.read.timesteps import read_timesteps
from intertwine.storyline.wishes import with_wishes

FORMATS = (
    "time steps (a line a step, TAB between groups, comma between names), interaction sessions, group tables, Stanford "
    "GraphBase books, iStoryline's XML and JSON, and plain JSON"
)


def read_chart(path: Path, presence: Presence = "span", parts: str = "") -> Chart:
    """The chart in a file.

    `path` is the file, `presence` says when people are on stage (see `make_chart`), and `parts` names the parts of a
    GraphBase book, as `2` or `1-2`. Raises `ChartError` when the file is not text, of no known format, or broken.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except OSError as error:
        raise ChartError(f"{path}: {error.strerror or error}") from error
    try:
        found = read_text(text, parts)
        chart = make_chart(found.groups, presence, found.labels, found.repairs)
        return with_wishes(chart, found.weights, found.first, found.last)
    except ChartError as error:
        raise ChartError(f"{path.name}: {error}") from error


def read_text(text: str, parts: str = "") -> Moments:
    """The moments in a text, its format found from what stands in it."""
    if "\0" in text:
        raise ChartError("this is not text")
    start = text.lstrip()
    if parts and not start.startswith("*"):
        raise ChartError("only Stanford GraphBase books have parts to choose, and this is none")
    if start.startswith("<"):
        return read_istoryline_xml(text)
    if start.startswith(("{", "[")):
        data = parse_json(text)
        return read_plain(data) if isinstance(data, list) or "layers" in data else read_istoryline_json(data)
    if start.startswith("TIME_COUNT"):
        return read_sessions(text)
    if start.startswith("group,"):
        return read_group_table(text)
    if start.startswith("*"):
        return read_graphbase(text, parts)
    found = read_timesteps(text)
    if len({name for layer in found.groups for group in layer for name in group}) == 1:
        raise ChartError(f"a single name in all is not a story that can be drawn; known formats are {FORMATS}")
    return found
