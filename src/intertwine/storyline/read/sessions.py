"""Interaction sessions: the blocks of Name, Id, Start, End, Members, Location of Tanahashi and Ma (InfoVis 2012)."""

import ast
import re

from intertwine.storyline.chart import ChartError
from intertwine.storyline.read.moments import Moments, Stay, moments_of

FIELD = re.compile(r"^\s*(Name|Id|Start|End|Members|Location)\s*:\s*(.*?)\s*$")


def read_sessions(text: str) -> Moments:
    """The sessions as moments. A session holds from its start until before its end; everybody on stage is in one.

    Raises `ChartError` when the line of characters or a block cannot be read.
    """
    names: dict[int, str] = {}
    stays: list[Stay] = []
    block: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not names and line.startswith("{"):
            names = {key: name for name, key in _mapping(line, number).items()}
        field = FIELD.match(line)
        if field is None:
            continue
        if field[1] == "Name":
            block = {}
        block[field[1]] = field[2]
        if {"Id", "Start", "End", "Members"} <= block.keys():
            stays += _stays(block, names, number)
            block = {}
    if not stays:
        raise ChartError("no session found: a block needs the lines Id, Start, End and Members")
    return moments_of(stays)


def _mapping(line: str, number: int) -> dict[str, int]:
    try:
        found = ast.literal_eval(line.strip())
        return {str(name): int(key) for name, key in found.items()}
    except (ValueError, SyntaxError, AttributeError, TypeError) as error:
        raise ChartError(f"line {number}: the characters should be {{'NAME': number, ...}}") from error


def _stays(block: dict[str, str], names: dict[int, str], number: int) -> list[Stay]:
    try:
        start, end = float(block["Start"]), float(block["End"])
        members = [int(key) for key in re.findall(r"-?\d+", block["Members"])]
    except ValueError as error:
        raise ChartError(f"line {number}: a session's Start and End should be numbers") from error
    return [Stay(names.get(key, f"#{key}"), block["Id"], start, end) for key in members]
