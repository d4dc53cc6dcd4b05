"""From a map to a picture: shapes with coordinates, their colours as numbers, and what each says when asked.

Time runs to the right, or down for narrow screens: then every coordinate is mirrored at the diagonal and names stand
upright before their lines, so that whatever keeps apart in one keeps apart in the other.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Literal

from intertwine.maps.again import names_again
from intertwine.maps.story_map import StoryMap
from intertwine.questions.common import At, Named
from intertwine.questions.strands import MarkKind, Strands
from intertwine.storyline import Drawing, Look, Ordered, Spacing, draw, least, settled, straight
from intertwine.storyline.drawing import Text

Colour = Literal["title", "group", "person"]
Sign = Literal["meeting", "death", "return", "reveal"]
INKS = 12
OTHER = INKS
"""The ink of who has no group, where colours tell groups."""
CROWD = 60
FINEST, LARGE = 6000, 30_000
"""Up to how many places of lines in moments heights are the least, and up to how many they are near the least."""
HEAD = 40.0
LEFT = 58.0
EDGE = 30.0
TIES = 40.0
"""How much room ties have at the far side."""
LETTER = 0.86
WIDER = 1.1
"""Titles are set so much larger than names."""
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
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Tie:
    """From a flashback to where it belongs: a bar under its moments (`bar`), and an arc from the bar's middle along the
    far side of the picture, `lift` deep, to `end`."""

    moment: int
    bar: tuple[tuple[float, float], tuple[float, float]]
    end: tuple[float, float]
    lift: float
    says: str

    @property
    def start(self) -> tuple[float, float]:
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


def picture(it: StoryMap, *, down: bool = False, colour: Colour | None = None, fine: bool = True) -> Picture:
    """The picture of a map. `colour` tells apart titles (where each was first seen), groups or people; unsaid, titles
    where none has most of the lines, else people. With `fine` lines are as straight as can be, unless the map is very
    large."""
    look = _look(down=down)
    inks, meaning = _inks(it, colour)
    if it.ordered is None:
        nobody = Label("nobody", "Nobody is on stage here yet.", 160.0, 60.0, "middle", turned=False, width=280.0)
        return Picture(it, down, 320.0, 120.0, look.font, (), (), (), (), (nobody,), (), ())
    crowd = max(len(order) for order in it.orders) > CROWD
    drawing = draw(
        it.ordered,
        _heights(it.ordered, Spacing(1.0, 1.15 if crowd else 1.3 if down else 1.6, close=True), fine=fine),
        look,
        [strand.who.name for strand in it.strands.strands],
    )
    made = _Maker(it, drawing, down=down, inks=inks)
    return Picture(
        it, down, *made.turn(*made.size), look.font, tuple(made.rules()), tuple(made.together()), tuple(made.lines()),
        tuple(made.marks()), made.labels, tuple(made.ties()), meaning,
    )  # fmt: skip


def _look(*, down: bool) -> Look:
    """The measures of a map. `letter` is that of the wider serifs that may stand in for ours."""
    head = LEFT - 18.0 if down else HEAD
    return Look(space=15.0 if down else 17.0, font=12.0, half=7.0, narrow=13.0, margin=18.0, head=head, letter=LETTER)


def _heights(ordered: Ordered, spacing: Spacing, *, fine: bool) -> list[dict[int, float]]:
    size = sum(len(layer.present) for layer in ordered.chart.layers)
    found = least(ordered, spacing) if fine and size <= FINEST else None
    if found is not None:
        return found[0]
    return settled(ordered, spacing) if size <= LARGE else straight(ordered, spacing)


def title_of(found: Strands) -> str:
    """`The Defenders`, `Daredevil S2`, or nothing of a whole universe."""
    if found.about is None:
        return ""
    return At(found.about.name, found.season, found.episode, None).text


def legend(it: StoryMap, colour: Colour | None = None) -> tuple[tuple[str, int], ...]:
    """What the inks of its picture mean: names and numbers of inks; nothing where they only tell people apart."""
    return _inks(it, colour)[1]


def _inks(it: StoryMap, colour: Colour | None) -> tuple[list[int], tuple[tuple[str, int], ...]]:
    """Each strand's ink, and what the inks mean."""
    found, place = it.strands, {address: at for at, address in enumerate(it.titles)}
    known = {strand.title for strand in found.strands}
    titles = sorted(known, key=lambda title: place.get(title.address, len(place)))
    told = colour or ("title" if _mixed(found) else "person")
    if told == "person":
        return [at % INKS for at in range(len(found.strands))], ()
    if told == "title":
        number = {title: place.get(title.address, at) % INKS for at, title in enumerate(titles)}
        return [number[strand.title] for strand in found.strands], tuple((t.name, n) for t, n in number.items())
    groups = list(dict.fromkeys(strand.group for strand in found.strands if strand.group is not None))
    inks = {group: at % INKS for at, group in enumerate(groups)}
    legend = [(group.name, ink) for group, ink in inks.items()]
    if any(strand.group is None for strand in found.strands):
        legend.append(("no group known", OTHER))
    return [OTHER if strand.group is None else inks[strand.group] for strand in found.strands], tuple(legend)


def _mixed(found: Strands) -> bool:
    """Whether titles tell lines apart: no title has more than two thirds of them."""
    count = Counter(strand.title for strand in found.strands)
    return bool(count) and 3 * max(count.values()) <= 2 * len(found.strands)


class _Maker:
    """Puts one drawing's parts into shapes. Everything is reckoned with time running to the right, then turned."""

    def __init__(self, it: StoryMap, drawing: Drawing, *, down: bool, inks: list[int]) -> None:
        self._map, self._drawing, self._down, self._inks = it, drawing, down, inks
        self._moments = it.strands.moments
        self._far = drawing.height - 6
        again = (self._again(*found) for found in names_again(drawing, self._busy()))
        self.labels = (*self._names(), *again, *self._heads())
        """All words; the picture is as large as they need."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height before turning."""
        wide = self._drawing.width + (EDGE if self._map.strands.edge else 0.0)
        tall = self._drawing.height + (TIES if any(m.belongs_before is not None for m in self._moments) else 0.0)
        for label in self.labels:
            x, y = (label.y, label.x) if self._down else (label.x, label.y)
            if label.anchor == "start" and label.turned == self._down:
                wide = max(wide, x + label.width + 6)
            elif label.anchor == "start":
                tall = max(tall, y + label.width + 6)
        return round(wide, 2), round(tall, 2)

    def turn(self, x: float, y: float) -> tuple[float, float]:
        """A point of the drawing in the picture."""
        return (round(y, 2), round(x, 2)) if self._down else (round(x, 2), round(y, 2))

    def rules(self) -> Iterator[Rule]:
        for begin, season in self._installments:
            if begin:
                x = self._begins[begin]
                top = 6.0 if season else HEAD - 14
                yield Rule("season" if season else "episode", self.turn(x, top), self.turn(x, self._far))
        if self._map.strands.edge:
            x = self._drawing.width + 4
            yield Rule("edge", self.turn(x, 6.0), self.turn(x, self._far))

    @cached_property
    def _installments(self) -> list[tuple[int, bool]]:
        """Where each installment begins, and whether a season or a title does."""
        found = []
        for at, moment in enumerate(self._moments):
            before = self._moments[at - 1].at if at else None
            if before is None or (before.title, before.season) != (moment.at.title, moment.at.season):
                found.append((at, True))
            elif before.episode != moment.at.episode:
                found.append((at, False))
        return found

    @cached_property
    def _begins(self) -> list[float]:
        """From where on each moment has the picture: after the one before it, and before its newcomers' names."""
        d = self._drawing
        found = [d.xs[0] - d.look.half]
        for at in range(1, len(d.xs)):
            names = [text.right - text.width for text in self._new.get(at, ())]
            left, right = d.xs[at - 1] + d.look.half, d.xs[at] - d.look.half
            found.append(round(max(left + 4, min([*names, right]) - 5), 2))
        return found

    @cached_property
    def _new(self) -> dict[int, list[Text]]:
        """Whose names stand before each moment."""
        own = {text.person: text for text in self._drawing.names}
        found: dict[int, list[Text]] = {}
        before: dict[int, float] = {}
        for at, levels in enumerate(self._drawing.levels):
            found[at] = [own[person] for person in levels if person not in before]
            before = levels
        return found

    def _names(self) -> Iterator[Label]:
        for text in self._drawing.names:
            if text.person is not None:
                x, y = self.turn(text.right, text.middle)
                ink = self._inks[text.person]
                yield Label("name", text.text, x, y, "end", self._down, text.person, ink, text.width)

    def _again(self, person: int, text: str, x: float, y: float) -> Label:
        across, along = self.turn(x, y)
        width = self._drawing.look.width_of(text)
        return Label("again", text, across, along, "middle", self._down, person, self._inks[person], width)

    def _busy(self) -> list[set[int]]:
        """On whose lines something stands in each moment: a box or a sign."""
        return [
            {n for group in moment.groups for n in group} | {n for mark in moment.marks for n in mark.strands}
            for moment in self._moments
        ]

    def _heads(self) -> Iterator[Label]:
        """Titles and seasons at the head, as much of their names as there is room for, and the episodes."""
        d = self._drawing
        seasons = [begin for begin, season in self._installments if season]
        ends = [*(self._begins[begin] for begin in seasons[1:]), float("inf")]
        free = 0.0
        for begin, end in zip(seasons, ends, strict=True):
            x = (self._begins[begin] + 6) if begin else d.xs[0] - d.look.half
            fits = (text for text in _headings(self._moments[begin].at, self._map.strands) if x >= free)
            fits = (text for text in fits if x + d.look.width_of(text) * WIDER < end)
            text = next(fits, "")
            if text:
                yield self._along("title", text, x, 14.0)
                free = x + d.look.width_of(text) * WIDER + 8
        free = 0.0
        for begin, _ in self._installments:
            at, x = self._moments[begin].at, (self._begins[begin] + 6) if begin else d.xs[0] - d.look.half
            if at.episode is not None and x >= free:
                text = f"{at.season}x{at.episode:02}"
                yield self._along("episode", text, x, 32.0)
                free = x + (16.0 if self._down else d.look.width_of(text) + 6)
        edge = self._map.strands.edge
        if edge is not None:
            x, y = self.turn(d.width + 17, 12.0)
            text = f"You are here: {edge.text}"
            yield Label("edge", text, x, y, "start", turned=not self._down, width=d.look.width_of(text))

    def _along(self, role: Literal["title", "episode"], text: str, x: float, y: float) -> Label:
        """A label at the head. Where time runs down, episodes are read across and titles downwards."""
        width = self._drawing.look.width_of(text) * (WIDER if role == "title" else 1.0)
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
            place = moment.place.name if moment.place else ""
            yield Together(meeting.layer, (x, y, width, height), group, moment.at.text, place, says)

    def _level(self, moment: int, strand: int) -> float:
        return self._drawing.levels[moment][strand]

    def lines(self) -> Iterator[Line]:
        found: dict[int, list[tuple[tuple[float, float], ...]]] = {}
        for curve in self._drawing.curves:
            points = tuple((y, x) for x, y in curve.points) if self._down else curve.points
            found.setdefault(curve.person, []).append(points)
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
        """One for all neighbouring moments that belong to the same place."""
        xs, half, y = self._drawing.xs, self._drawing.look.half, self._far + 4
        for before, run in groupby(enumerate(self._moments), key=lambda it: it[1].belongs_before):
            if before is None:
                continue
            first, *rest = (at for at, _ in run)
            last = rest[-1] if rest else first
            to = xs[-1] + half if before >= len(xs) else self._begins[before]
            far = min(TIES - 6, 12 + abs(to - (xs[first] + xs[last]) / 2) / 30)
            where = "after everything else here" if before >= len(xs) else f"before {self._moments[before].at.text}"
            verb = "happens" if self._map.strands.order == "shown" else "is shown"
            bar = self.turn(xs[first] - half, y), self.turn(xs[last] + half, y)
            yield Tie(first, bar, self.turn(to, y), far, f"{self._moments[first].at.text}: {verb} {where}")


def _headings(at: At, found: Strands) -> tuple[str, ...]:
    """What stands over a season, the fullest first."""
    if at.season is None or at.episode is None:
        return (at.title,)
    own = found.about is not None and found.about.name == at.title
    full = f"Season {at.season}" if own else f"{at.title}, season {at.season}"
    return (full, f"S{at.season}") if own else (full, f"{at.title} {at.season}", f"S{at.season}")
