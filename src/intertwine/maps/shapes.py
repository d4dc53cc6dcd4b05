"""What a picture of a map is made of: shapes with coordinates, in pixels to the right and down, and what each says."""

from dataclasses import dataclass
from typing import Literal

from intertwine.maps.story_map import StoryMap
from intertwine.questions.common import At, Named
from intertwine.questions.story_strands import Strands
from intertwine.storyline.drawing import Point

Sign = Literal["meeting", "death", "return", "reveal"]


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody's way through the picture: stretches of points in pairs, straight within a pair, an S between pairs."""

    strand: int
    ink: int
    who: Named
    stretches: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Those who are together in a moment: a box around their lines. `at` is when, `place` where ("": not said); `says`
    is what happens."""

    moment: int
    box: tuple[float, float, float, float]
    strands: tuple[int, ...]
    at: str
    place: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sign on a line."""

    kind: Sign
    strand: int
    ink: int
    x: float
    y: float
    at: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """Words. `role` is name (before its line), again (the same name, upon its line), title, episode, edge or nobody;
    `turned` by a quarter, to be read downwards; (x, y) is the middle of their height at their `anchor`; `width` is the
    room that they have, from above."""

    role: Literal["name", "again", "title", "episode", "edge", "nobody"]
    text: str
    x: float
    y: float
    anchor: Literal["start", "middle", "end"]
    turned: bool
    strand: int | None = None
    ink: int | None = None
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A hairline: `role` is season, episode or edge."""

    role: Literal["season", "episode", "edge"]
    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Tie:
    """From a flashback to where it belongs: a bar under its moments (`bar`), and an arc from the bar's middle along the
    far side of the picture, `lift` deep, to `end`."""

    moment: int
    bar: tuple[Point, Point]
    end: Point
    lift: float
    says: str

    @property
    def start(self) -> Point:
        """The middle of the bar."""
        (x1, y1), (x2, y2) = self.bar
        return round((x1 + x2) / 2, 2), round((y1 + y2) / 2, 2)


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that a writer needs, in pixels to the right and down. `down`: time runs down."""

    map: StoryMap
    down: bool
    width: float
    height: float
    font: float
    rules: tuple[Rule, ...]
    together: tuple[Together, ...]
    lines: tuple[Line, ...]
    marks: tuple[Marked, ...]
    labels: tuple[Label, ...]
    ties: tuple[Tie, ...]
    legend: tuple[tuple[str, int], ...]

    @property
    def name(self) -> str:
        """What it is a picture of."""
        return title_of(self.map.strands)


def title_of(found: Strands) -> str:
    """`The Defenders`, `Daredevil S2`, or nothing of a whole universe."""
    if found.about is None:
        return ""
    return At(found.about.name, found.season, found.episode, None).text
