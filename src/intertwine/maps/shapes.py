"""What a picture of a map is made of: shapes with coordinates, in pixels to the right and down, and what each says."""

from dataclasses import dataclass, field
from typing import Literal, get_args

from intertwine.maps.build import StoryMap
from intertwine.maps.samples import Sample
from intertwine.model.message import Translate
from intertwine.model.short_repr import short_repr
from intertwine.model.way import LineStyle
from intertwine.questions.common import At, Named, NamedPlaces
from intertwine.questions.moments import MarkKind
from intertwine.questions.strand_answer import Strands
from intertwine.storyline.draw.drawing import Point

PictureLayer = Literal["rules", "scenes", "groups", "lines", "outlines", "ties", "signs", "labels", "bands", "key"]
LAYERS: tuple[PictureLayer, ...] = get_args(PictureLayer)
"""What a picture is made of, from back to front. Outlines are the edges of the groups' boxes, over the lines."""


@dataclass(frozen=True, slots=True)
class CharacterLine:
    """Somebody's way through the picture: stretches of points in pairs, straight within a pair, an S between pairs.
    `styles` are those of the stretches (none: all are full), and `ends` short strokes across the line, where it ends in
    a body. `says` is what is known of them, their name first."""

    strand: int
    ink: int
    who: Named
    stretches: tuple[tuple[Point, ...], ...]
    styles: tuple[LineStyle, ...] = ()
    ends: tuple[tuple[Point, Point], ...] = ()
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupBox:
    """Those who are together in a moment: a box around their lines. `at` is when, `place` where ("": not said); `says`
    is what happens."""

    moment: int
    box: tuple[float, float, float, float]
    strands: tuple[int, ...]
    at: str
    place: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrameBand:
    """A band over the moments of a frame, which did not really happen: `box` is all of it. `says` are the words of the
    frame, and `number` is that of its entry in the key."""

    number: int
    box: tuple[float, float, float, float]
    says: str

    def edges(self, *, down: bool) -> tuple[tuple[Point, Point], ...]:
        """Its edges where time runs down or to the right: where it begins, where it ends, and its foot."""
        x, y, width, height = self.box
        begin, end = (x, y), (round(x + width, 2), round(y + height, 2))
        one, other = (begin[0], end[1]), (end[0], begin[1])
        if down:
            return (begin, other), (one, end), (other, end)
        return (begin, one), (other, end), (one, end)


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """What something in the picture means, at its foot: a sample at (x, y), and words."""

    sample: Sample
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class PlacedSign:
    """A sign on a line."""

    kind: MarkKind
    strand: int
    ink: int
    x: float
    y: float
    at: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """Words. `role` is name (before its line), repeated (the same name, on its line), title, episode, edge, frame (at
    the foot of its band) or nobody; `turned` by a quarter, to be read downwards; (x, y) is the middle of their height
    at their `anchor`; `width` is the space that they have, from above."""

    role: Literal["name", "repeated", "title", "episode", "edge", "frame", "nobody"]
    text: str
    x: float
    y: float
    anchor: Literal["start", "middle", "end"]
    turned: bool
    strand: int | None = None
    ink: int | None = None
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Hairline:
    """A hairline: `role` is season, episode or edge."""

    role: Literal["season", "episode", "edge"]
    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class FlashbackTie:
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

    def controls(self, *, down: bool) -> tuple[Point, Point]:
        """The control points of the arc, where time runs down or to the right."""
        (x1, y1), (x2, y2), by = self.start, self.end, self.lift
        return ((x1 + by, y1), (x2 + by, y2)) if down else ((x1, y1 + by), (x2, y2 + by))


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that a writer needs, in pixels to the right and down. `down`: time runs down. `together` are boxes of
    those who are together, and `scenes` boxes around them and those who are in their scene without being there. `say`
    says what a writer adds, in the language of the picture."""

    map: StoryMap
    down: bool
    width: float
    height: float
    font: float
    rules: tuple[Hairline, ...]
    together: tuple[GroupBox, ...]
    lines: tuple[CharacterLine, ...]
    marks: tuple[PlacedSign, ...]
    labels: tuple[Label, ...]
    ties: tuple[FlashbackTie, ...]
    legend: tuple[tuple[str, int], ...]
    scenes: tuple[GroupBox, ...] = ()
    bands: tuple[FrameBand, ...] = ()
    key: tuple[KeyEntry, ...] = ()
    say: Translate = field(default=str, compare=False)

    __repr__ = short_repr

    @property
    def tells_ways(self) -> bool:
        """True where it draws ways of being there or frames: what only such pictures need is in no other file."""
        return any(moment.ways or moment.frame for moment in self.map.strands.moments)

    @property
    def name(self) -> str:
        """What it is a picture of."""
        return title_of(self.map.strands, self.say)


def title_of(found: Strands, say: Translate = str) -> str:
    """`The Defenders`, `Daredevil S2`, or nothing of a whole universe; as `say` says places."""
    if found.about is None:
        return ""
    return say(NamedPlaces([At(found.about.name, found.season, found.episode, None, words=found.words)]))
