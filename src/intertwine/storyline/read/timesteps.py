"""One line a time step: TAB between groups, comma between members (the films in the GD benchmark sets)."""

from collections import Counter

from intertwine.storyline.chart import ChartError, short
from intertwine.storyline.read.moments import Moments
from intertwine.storyline.read.numbers import number

BETWEEN_GROUPS = "\t|;"
LONGEST = 80
NO_NAME = frozenset("{}<>=\\;|")
HEADS = frozenset({
    "group", "groups", "character", "characters", "person", "people", "name", "names", "who", "id", "key", "kind",
    "type", "year", "date", "time", "times", "timestep", "timestep_start", "timestep_stop", "start", "stop", "end",
    "from", "to", "until", "duration", "length", "step", "scene", "scenes", "chapter", "episode", "season", "number",
    "title", "label", "place", "location", "session", "members", "url", "text", "value",
})  # fmt: skip
"""What the columns of tables are called."""
OTHER = (
    "; known formats are time steps (a line for each step, TAB between groups, comma between people), group tables, "
    "interaction sessions, Stanford GraphBase books, iStoryline's XML and JSON, d3-layout-narrative's, nchart's and "
    "plain JSON"
)


def read_timesteps(text: str) -> Moments:
    """The time steps, a moment a line; an empty line is a moment with nobody.

    Where the text has no TAB, `|` or a semicolon parts the groups, and where it has no comma, a semicolon parts people.
    Raises `ChartError` on a text that is something else: nobody is in two steps, or what stands for names is a number,
    the head of a table, or a sentence.
    """
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    between, comma = _separators(text)
    groups = [_groups(line, between, comma) for line in lines]
    _check(groups)
    cut = lines[-1].endswith((between or comma, comma)) and not text.endswith("\n")
    repairs = (
        ["the last line ends in the middle, so the file may have been cut off; what is there was read"] if cut else []
    )
    return Moments(groups, [str(at) for at in range(1, len(lines) + 1)], repairs)


def _separators(text: str) -> tuple[str, str]:
    """What stands between groups (nothing: a line is one group), and what between people."""
    people = "," if "," in text or ";" not in text else ";"
    return next((sign for sign in BETWEEN_GROUPS if sign in text and sign != people), ""), people


def _groups(line: str, between: str, comma: str) -> list[list[str]]:
    parts = line.split(between) if between else [line]
    return [[name.strip() for name in part.split(comma) if name.strip()] for part in parts if part.strip()]


def _check(groups: list[list[list[str]]]) -> None:
    """Raises `ChartError` where these are not time steps."""
    steps = [[name for group in step for name in group] for step in groups]
    first = next((at for at, step in enumerate(steps) if step), 0)
    head = [name.casefold() for name in steps[first]] if steps else []
    known = sum(name in HEADS for name in head)
    if known > 1 and 2 * known >= len(head):
        named = short(", ".join(head), 80)
        raise ChartError(
            f"line {first + 1} seems to be the head of a table ({named}), and no such table is read; a group table "
            "has group, character, timestep_start and timestep_stop (or duration)"
        )
    for at, step in enumerate(steps, 1):
        for name in step:
            if number(name) is not None:
                told = f'line {at}: "{short(name)}" is a number and not a name'
                raise ChartError(f"{told}; give people names, and a table its head{OTHER}")
            if len(name) > LONGEST or not NO_NAME.isdisjoint(name) or not any(map(str.isalnum, name)):
                raise ChartError(f'line {at}: "{short(name)}" is not a name{OTHER}')
    seen = Counter(name for step in steps for name in set(step))
    if len(seen) == 1:
        raise ChartError(f"a single name in all is not a story that can be drawn{OTHER}")
    again = sum(times for times in seen.values() if times > 1)
    if 3 * again < sum(seen.values()):
        raise ChartError(f"hardly anybody is named in two lines, so these are not time steps{OTHER}")
