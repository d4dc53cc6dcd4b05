"""Interaction sessions: the blocks of Name, Id, Start, End, Members, Location of Tanahashi and Ma (InfoVis 2012)."""

import re

from intertwine.storyline.chart import ChartError, short
from intertwine.storyline.read.moments import Moments, Stay, moments_of
from intertwine.storyline.read.namesakes import namesakes_said, told_apart
from intertwine.storyline.read.numbers import number

FIELD = re.compile(r"\s*(name|id|start|end|members|location)\s*:(.*)", re.IGNORECASE)
CHARACTER = re.compile(r"""\s*(?:'([^']*)'|"([^"]*)")\s*:\s*([0-9]{1,9})\s*""")
COUNT = re.compile(r"interaction_session_count\s*=\s*([0-9]{1,9})\s*", re.IGNORECASE)
MEMBERS = re.compile(r"\[[\s0-9,]*\]")
NEEDED = ("id", "start", "end", "members")


def read_sessions(text: str) -> Moments:
    """The sessions as moments. A session holds from its start until before its end; everybody on stage is in one.

    Raises `ChartError` when the line of characters is missing, or it or a block cannot be read. Fewer sessions than the
    text announces are told in the repairs.
    """
    names: dict[int, str] = {}
    stays: list[tuple[int, tuple[str, float, float]]] = []
    block: dict[str, str] = {}
    announced = sessions = begun = 0
    for at, line in enumerate(text.split("\n"), 1):
        if counted := COUNT.fullmatch(line):
            announced = int(counted[1])
        if not names and line.startswith("{"):
            names = _characters(line, at)
        field = FIELD.fullmatch(line)
        if field is None:
            continue
        key = field[1].casefold()
        if key == "name" or (key in block and key in NEEDED):
            _finished(block, begun)
            block = {}
        begun = begun if block else at
        block[key] = field[2].strip()
        if all(key in block for key in NEEDED):
            if not names:
                raise ChartError(f"line {at}: no line above names the characters, as {{'ANN': 0, 'BOB': 1}}")
            stays += _stays(block, begun)
            sessions += 1
            block = {}
    _finished(block, begun)
    if not stays:
        raise ChartError(
            "no session found; a block has the lines Id, Start, End and Members, and the file may have been cut off"
        )
    nameless = {key: f"#{key}" for key, _ in stays if key not in names}
    shown = told_apart({**names, **nameless})
    found = moments_of(Stay(shown[key], *stay) for key, stay in stays)
    repairs = [f"the characters' line has no name for {short(', '.join(nameless.values()), 200)}"] if nameless else []
    repairs += namesakes_said(names, shown)
    if sessions < announced:
        repairs.append(f"{announced} sessions are announced and {sessions} are there; the file may have been cut off")
    return Moments(found.groups, found.labels, [*repairs, *found.repairs])


def _finished(block: dict[str, str], begun: int) -> None:
    """Raises `ChartError` where a block has a session's lines, but not all of them."""
    missing = [key.capitalize() for key in NEEDED if key not in block]
    if len(missing) < len(NEEDED) and missing:
        raise ChartError(f"line {begun}: a session without {' and '.join(missing)}; the file may have been cut off")


def _characters(line: str, at: int) -> dict[int, str]:
    found = [CHARACTER.fullmatch(part) for part in re.split(r""",(?=\s*['"])""", line.strip()[1:-1])]
    if not line.rstrip().endswith("}") or not all(found):
        raise ChartError(f"line {at}: the characters should be {{'NAME': number, ...}}")
    names: dict[int, str] = {}
    for one in found:
        assert one is not None  # noqa: S101 - all are there, by now
        name, key = one[1] if one[1] is not None else one[2], int(one[3])
        if name.strip() and names.setdefault(key, name) != name:
            raise ChartError(f"line {at}: two characters have the number {key}; give each one of its own")
    return names


def _stays(block: dict[str, str], at: int) -> list[tuple[int, tuple[str, float, float]]]:
    """The stays of a session: a character's number, the session, its start and its end."""
    start, end = number(block["start"]), number(block["end"])
    if start is None or end is None:
        raise ChartError(f"line {at}: a session's Start and End should be numbers")
    members = re.findall("[0-9]+", block["members"])
    if not MEMBERS.fullmatch(block["members"]) or any(len(member) > 9 for member in members):
        raise ChartError(f"line {at}: a session's Members should be [0, 1, ...], numbers of characters")
    return [(int(key), (block["id"], start, end)) for key in members]
