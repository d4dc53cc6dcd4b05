"""One line a time step: TAB between groups, comma between members (the films in the GD benchmark sets)."""

import re
from collections import Counter
from itertools import chain

from intertwine.storyline.chart import ChartError, short
from intertwine.storyline.read.moments import Moments
from intertwine.storyline.read.no_names import is_number, no_name

BETWEEN_GROUPS = "\t|;"
HEADS = frozenset({
    "group", "groups", "character", "characters", "person", "people", "name", "names", "who", "id", "key", "kind",
    "type", "year", "date", "time", "times", "timestep", "timestep_start", "timestep_stop", "start", "stop", "end",
    "from", "to", "until", "duration", "length", "step", "scene", "scenes", "chapter", "episode", "season", "number",
    "title", "label", "place", "location", "session", "members", "url", "text", "value", "first", "last", "forename",
    "surname", "firstname", "lastname", "city", "town", "country", "state", "street", "address", "email", "phone",
    "age", "sex", "gender", "role", "actor", "speaker", "film", "movie", "series", "book", "category", "description",
    "status", "source", "target", "weight", "month", "day", "hour", "price", "amount", "count", "comment", "notes",
    "column",
})  # fmt: skip
"""What the columns of tables are called."""
KNOWN = (
    "known formats are time steps (a line for each step, TAB between groups, comma between people), group tables, "
    "interaction sessions, Stanford GraphBase books, iStoryline's XML and JSON, d3-layout-narrative's, nchart's and "
    "plain JSON"
)
TABLE = "a group table has group, character, timestep_start and timestep_stop (or duration)"

Steps = list[list[list[str]]]
"""For each line its groups of names."""


def read_timesteps(text: str) -> Moments:
    """The time steps, a moment a line; an empty line is a moment with nobody. Lines that begin with `#` may stand right
    above the first.

    Where the text has no TAB, `|` or a semicolon parts the groups, and where it has no comma, a semicolon parts people.
    Raises `ChartError` on a text that is something else: no line has two names, nobody is in two lines, what stands for
    names is none (see `no_name`), or the first line is the head of a table.
    """
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    above = _comments(lines)
    lines = lines[above:]
    between, comma = _separators("\n".join(lines))
    groups = [_groups(line, between, comma) for line in lines]
    _check(groups, above + 1, one_group=not between)
    cut = lines[-1].endswith((between or comma, comma)) and not text.endswith("\n")
    repairs = (
        ["the last line ends in the middle, so the file may have been cut off; what is there was read"] if cut else []
    )
    return Moments(groups, [str(at) for at in range(1, len(lines) + 1)], repairs)


def _comments(lines: list[str]) -> int:
    """How many lines stand above the steps as comments: none where an empty line follows, as below a heading."""
    found = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return found if found < len(lines) and lines[found].strip() else 0


def _separators(text: str) -> tuple[str, str]:
    """What stands between groups (nothing: a line is one group), and what between people."""
    people = "," if "," in text or ";" not in text else ";"
    return next((sign for sign in BETWEEN_GROUPS if sign in text and sign != people), ""), people


def _groups(line: str, between: str, comma: str) -> list[list[str]]:
    parts = line.split(between) if between else [line]
    return [[name.strip() for name in part.split(comma) if name.strip()] for part in parts if part.strip()]


def _check(groups: Steps, begin: int, *, one_group: bool) -> None:
    """Raises `ChartError` where these are not time steps. `begin` is the number of the first line; `one_group` says
    that every line is one group."""
    steps = [list(chain.from_iterable(step)) for step in groups]
    seen = Counter(name for step in steps for name in set(step))
    first = next((at for at, step in enumerate(steps) if step), 0)
    if steps and _is_head(steps[first], seen):
        named = short(", ".join(steps[first]), 80)
        raise ChartError(
            f"line {first + begin} seems to be the head of a table ({named}), and no such table is read; {TABLE}"
        )
    for at, step in enumerate(steps, begin):
        for name in step:
            if wrong := no_name(name):
                way = "; give people names, and a table its head" if is_number(name) else ""
                raise ChartError(f'line {at}: "{short(name)}" is {wrong}{way}; {KNOWN}')
    if len(seen) == 1:
        raise ChartError(f"a single name in all is not a story that can be drawn; {KNOWN}")
    if seen and all(len(step) < 2 for step in steps):
        raise ChartError(f"no line has two names with a comma or a TAB between them, which time steps have; {KNOWN}")
    again = sum(times for times in seen.values() if times > 1)
    if 3 * again < sum(seen.values()):
        raise ChartError(f"hardly anybody is named in two lines, so these are not time steps; {KNOWN}")
    if one_group and _is_table(steps[first:], seen):
        raise ChartError(
            f"the names of line {first + begin} are in no other line, and every line has as many cells, each name in a "
            f"column of its own: this seems to be a table with its head. {TABLE[0].upper()}{TABLE[1:]}; as a story it "
            "can be written in plain JSON"
        )


def _is_head(step: list[str], seen: Counter[str]) -> bool:
    """Whether at least half of the names, two or more, are what columns are called; where nobody of them is named
    again, a word in them is enough (`Character A`)."""
    once = all(seen[name] == 1 for name in step)
    words = [re.split(r"[\W_]+", name.casefold()) for name in step]
    known = sum(
        name.casefold() in HEADS or (once and not HEADS.isdisjoint(own)) for name, own in zip(step, words, strict=True)
    )
    return known > 1 and 2 * known >= len(step)


def _is_table(steps: list[list[str]], seen: Counter[str]) -> bool:
    """Whether they look like the rows of a table whose head has words of its own."""
    width = len(steps[0])
    if len(steps) < 3 or any(len(step) != width for step in steps) or any(seen[name] > 1 for name in steps[0]):
        return False
    columns = [set(column) for column in zip(*steps, strict=True)]
    return sum(map(len, columns)) == len(seen)
