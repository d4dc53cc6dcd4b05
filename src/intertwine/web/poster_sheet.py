"""The sheet of a poster: its measures, its colours and what is drawn on it."""

from dataclasses import dataclass

from intertwine.maps.inks import INKS, OTHER
from intertwine.maps.palette import dark

WIDTH, HEIGHT = 300, 450
TOP = -12.0
"""Where strands begin: above the sheet."""

PosterPoint = tuple[float, float, float]
"""x, y, and how far in front."""
Knot = tuple[float, float, str]
"""x, y and ink."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A strand or a piece of one. `path` is SVG path data; `over`: it passes in front, and leaves a gap there."""

    path: str
    ink: str
    over: bool


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line of the title: `y` is its baseline; `width` squeezes one that is too long (None: it fits)."""

    text: str
    y: float
    width: float | None


def title_ink(place: int | None) -> str:
    """The ink of the title at this `place` of the listing (None: of no title), as maps have it on a dark ground."""
    return dark()[f"--ink-{OTHER if place is None else place % INKS}"]


def ground() -> str:
    """The colour of the sheet."""
    return dark()["--map-sheet"]
