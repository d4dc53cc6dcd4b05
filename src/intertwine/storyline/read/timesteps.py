"""One line a time step: TAB between groups, comma between members (the films in the GD benchmark sets)."""

from intertwine.storyline.read.moments import Moments


def read_timesteps(text: str) -> Moments:
    """The time steps, a moment a line; an empty line is a moment with nobody."""
    lines = text.splitlines()
    groups = [
        [[name.strip() for name in group.split(",") if name.strip()] for group in line.split("\t") if group.strip()]
        for line in lines
    ]
    return Moments(groups, [str(at) for at in range(1, len(lines) + 1)])
