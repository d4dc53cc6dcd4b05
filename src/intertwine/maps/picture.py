"""From a map to a picture: shapes with coordinates, their colours as numbers, and what each says when asked.

Time runs to the right, or down for narrow screens: then every coordinate is mirrored at the diagonal and names stand
upright before their lines, so that whatever keeps apart in one keeps apart in the other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from intertwine.maps.story_map import StoryMap
from intertwine.questions.common import At, Named
from intertwine.questions.strands import MarkKind, Strands
from intertwine.storyline import Drawing, Look, Ordered, Spacing, draw, least, straight

Colour = Literal["title", "group", "person"]
Sign = Literal["meeting", "death", "return", "reveal"]
INKS = 12
OTHER = INKS
"""The ink of who has no group, where colours tell groups."""
CROWD = 60
FINEST = 6000
HEAD = 40.0
LEFT = 58.0
EDGE = 30.0
RANK: tuple[MarkKind, ...] = ("death", "return", "reveal", "meeting")


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody's way through the picture: stretches of points in pairs, straight within a pair, an S between pairs."""

    strand: int
    ink: int
    who: Named
    stretches: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Those who are together in a moment: a box around their lines. `at` is when; `says` is what happens."""

    moment: int
    box: tuple[float, float, float, float]
    strands: tuple[int, ...]
    at: str
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
    """Words. `role` is name, title, episode or edge; `turned` by a quarter, to be read downwards; (x, y) is the middle
    of their height at their `anchor`."""

    role: Literal["name", "title", "episode", "edge"]
    text: str
    x: float
    y: float
    anchor: Literal["start", "end"]
    turned: bool
    strand: int | None = None
    ink: int | None = None
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A hairline: `role` is season, episode or edge."""

    role: Literal["season", "episode", "edge"]
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tie:
    """From a flashback's moment to where it belongs: an arc along the edge of the picture."""

    moment: int
    start: tuple[float, float]
    end: tuple[float, float]
    lift: float
    says: str


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


def picture(it: StoryMap, *, down: bool = False, colour: Colour | None = None, fine: bool = True) -> Picture:
    """The picture of a map. `colour` tells apart titles (where each was first seen), groups or people; unsaid, titles
    where there are several, else people. With `fine` lines are as straight as can be, unless the map is very large."""
    look = Look(space=17.0, font=12.0, half=7.0, narrow=13.0, margin=18.0, head=LEFT - 18.0 if down else HEAD)
    inks, legend = _inks(it.strands, colour)
    if it.ordered is None:
        return Picture(it, down, 320.0, 120.0, look.font, (), (), (), (), (), (), ())
    crowd = max(len(order) for order in it.orders) > CROWD
    drawing = draw(
        it.ordered,
        _heights(it.ordered, Spacing(1.0, 1.15 if crowd else 1.6), fine=fine),
        look,
        [strand.who.name for strand in it.strands.strands],
    )
    made = _Maker(it, drawing, down=down, inks=inks)
    wide, tall = drawing.width + (EDGE if it.strands.edge else 0.0), drawing.height
    return Picture(
        it, down, *made.turn(wide, tall), look.font, tuple(made.rules()), tuple(made.together()), tuple(made.lines()),
        tuple(made.marks()), tuple(made.labels()), tuple(made.ties()), legend,
    )  # fmt: skip


def _heights(ordered: Ordered, spacing: Spacing, *, fine: bool) -> list[dict[int, float]]:
    small = sum(len(layer.present) for layer in ordered.chart.layers) <= FINEST
    found = least(ordered, spacing) if fine and small else None
    return straight(ordered, spacing) if found is None else found[0]


def title_of(found: Strands) -> str:
    """`The Defenders`, `Daredevil S2`, or nothing of a whole universe."""
    if found.about is None:
        return ""
    return At(found.about.name, found.season, found.episode, None).text


def _inks(found: Strands, colour: Colour | None) -> tuple[list[int], tuple[tuple[str, int], ...]]:
    """Each strand's ink, and what the inks mean."""
    titles = list(dict.fromkeys(strand.title for strand in found.strands))
    told = colour or ("title" if len(titles) > 1 else "person")
    if told == "person":
        return [place % INKS for place in range(len(found.strands))], ()
    if told == "title":
        number = {title: place % INKS for place, title in enumerate(titles)}
        return [number[strand.title] for strand in found.strands], tuple((t.name, n) for t, n in number.items())
    groups = list(dict.fromkeys(strand.group for strand in found.strands if strand.group is not None))
    inks = {group: place % INKS for place, group in enumerate(groups)}
    legend = [(group.name, ink) for group, ink in inks.items()]
    if any(strand.group is None for strand in found.strands):
        legend.append(("no group known", OTHER))
    return [OTHER if strand.group is None else inks[strand.group] for strand in found.strands], tuple(legend)


class _Maker:
    """Puts one drawing's parts into shapes."""

    def __init__(self, it: StoryMap, drawing: Drawing, *, down: bool, inks: list[int]) -> None:
        self._map, self._drawing, self._down, self._inks = it, drawing, down, inks
        self._moments = it.strands.moments
        self._far = drawing.height - 6

    def turn(self, x: float, y: float) -> tuple[float, float]:
        """A point of the drawing in the picture."""
        return (round(y, 2), round(x, 2)) if self._down else (round(x, 2), round(y, 2))

    def rules(self) -> Iterator[Rule]:
        for begin, season in self._installments():
            if begin:
                x = (self._drawing.xs[begin - 1] + self._drawing.xs[begin]) / 2
                top = 6.0 if season else HEAD - 10
                yield Rule("season" if season else "episode", self.turn(x, top), self.turn(x, self._far))
        if self._map.strands.edge:
            x = self._drawing.width + 4
            yield Rule("edge", self.turn(x, 6.0), self.turn(x, self._far))

    def _installments(self) -> Iterator[tuple[int, bool]]:
        """Where each installment begins, and whether a season or a title does."""
        for at, moment in enumerate(self._moments):
            before = self._moments[at - 1].at if at else None
            if before is None or (before.title, before.season) != (moment.at.title, moment.at.season):
                yield at, True
            elif before.episode != moment.at.episode:
                yield at, False

    def labels(self) -> Iterator[Label]:
        d = self._drawing
        for text in d.names:
            if text.person is not None:
                x, y = self.turn(text.right, text.middle)
                ink = self._inks[text.person]
                yield Label("name", text.text, x, y, "end", self._down, text.person, ink, text.width)
        title_free, free = 0.0, 0.0
        for begin, season in self._installments():
            at, x = self._moments[begin].at, d.xs[begin] - d.look.half
            heading = f"{at.title} {at.season}" if at.season and at.episode is not None else at.title
            if season and x >= title_free:
                yield self._along("title", heading, x, 14.0)
                title_free = x + d.look.width_of(heading) + 12
            if at.episode is not None and x >= free:
                yield self._along("episode", f"{at.season}x{at.episode:02}", x, 32.0)
                free = x + (16.0 if self._down else d.look.width_of("1x00") + 6)
        edge = self._map.strands.edge
        if edge is not None:
            x, y = self.turn(d.width + 17, 12.0)
            yield Label("edge", f"You are here: {edge.text}", x, y, "start", turned=not self._down)

    def _along(self, role: Literal["title", "episode"], text: str, x: float, y: float) -> Label:
        """A label at the head. Where time runs down, episodes are read across and titles downwards."""
        width = self._drawing.look.width_of(text)
        if not self._down:
            return Label(role, text, *self.turn(x, y), "start", turned=False, width=width)
        if role == "title":
            return Label(role, text, *self.turn(x, y), "start", turned=True, width=width)
        return Label(role, text, *self.turn(x + 7, y - 10), "start", turned=False, width=width)

    def together(self) -> Iterator[Together]:
        for meeting in self._drawing.meetings:
            moment = self._moments[meeting.layer]
            x, y = self.turn(meeting.x - 5, meeting.top - 6)
            width, height = self.turn(10.0, meeting.bottom - meeting.top + 12)
            says = tuple(told.text for told in moment.told)
            group = next(g for g in moment.groups if self._level(meeting.layer, g[0]) >= meeting.top - 0.1
                         and self._level(meeting.layer, g[0]) <= meeting.bottom + 0.1)  # fmt: skip
            yield Together(meeting.layer, (x, y, width, height), group, moment.at.text, says)

    def _level(self, moment: int, strand: int) -> float:
        return self._drawing.levels[moment][strand]

    def lines(self) -> Iterator[Line]:
        found: dict[int, list[tuple[tuple[float, float], ...]]] = {}
        for curve in self._drawing.curves:
            found.setdefault(curve.person, []).append(tuple(self.turn(x, y) for x, y in curve.points))
        for strand, stretches in found.items():
            yield Line(strand, self._inks[strand], self._map.strands.strands[strand].who, tuple(stretches))

    def marks(self) -> Iterator[Marked]:
        """One sign a line and moment, the weightiest; it says all of them."""
        for at, moment in enumerate(self._moments):
            for strand in dict.fromkeys(n for mark in moment.marks for n in mark.strands):
                if strand not in self._drawing.levels[at]:
                    continue
                own = [mark for mark in moment.marks if strand in mark.strands]
                kind = min((mark.kind for mark in own), key=RANK.index)
                x, y = self.turn(self._drawing.xs[at], self._level(at, strand))
                says = tuple(dict.fromkeys(mark.told.text for mark in own))
                yield Marked(kind, strand, self._inks[strand], x, y, moment.at.text, says)

    def ties(self) -> Iterator[Tie]:
        xs = self._drawing.xs
        for at, moment in enumerate(self._moments):
            before = moment.belongs_before
            if before is None:
                continue
            to = xs[-1] + self._drawing.look.half if before >= len(xs) else xs[before] - self._drawing.look.half
            far = min(30.0, 8 + abs(to - xs[at]) / 40)
            where = "after everything else here" if before >= len(xs) else f"before {self._moments[before].at.text}"
            verb = "happens" if self._map.strands.order == "shown" else "is shown"
            start, end = self.turn(xs[at], self._far - 2), self.turn(to, self._far - 2)
            yield Tie(at, start, end, far, f"{moment.at.text}: {verb} {where}")


def words(parts: Iterable[str]) -> str:
    """Sentences, a line each."""
    return "\n".join(parts)
