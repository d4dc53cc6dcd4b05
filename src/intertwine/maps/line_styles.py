"""In which style each part of a line is drawn: a thin one for a voice, a dashed one for what is imagined.

A style holds in its moment, and on the way into it and out of it. Between two moments of the same style it holds all
the way, whatever lies between them.
"""

from collections.abc import Sequence
from itertools import pairwise

from intertwine.model.way import LineStyle
from intertwine.questions.strand_answer import Moment
from intertwine.storyline.draw.drawing import Point

END = 5.0
"""How far the stroke at the end of a line reaches to either side, in pixels."""
Runs = list[tuple[LineStyle, tuple[Point, ...]]]
Ends = dict[int, tuple[Point, Point]]


def signed_deaths(moments: Sequence[Moment]) -> set[tuple[int, int]]:
    """Moments and strands where the sign of a death stands: it is the end of a line itself."""
    return {
        (at, strand)
        for at, moment in enumerate(moments)
        for mark in moment.marks
        if mark.kind == "death"
        for strand in mark.strands
    }


def styles_of(moments: Sequence[Moment]) -> dict[int, dict[int, LineStyle]]:
    """How each line is drawn that is not full everywhere: by strand, its style in each of its moments."""
    styled = {way.strand for moment in moments for way in moment.ways if way.line != "full"}
    found: dict[int, dict[int, LineStyle]] = {strand: {} for strand in styled}
    for at, moment in enumerate(moments) if styled else ():
        own = {way.strand: way.line for way in moment.ways}
        for strand in (*(n for group in moment.groups for n in group), *moment.alone):
            if strand in styled:
                found[strand][at] = own.get(strand, "full")
    return found


def runs_of(points: Sequence[Point], first: int, styles: dict[int, LineStyle]) -> tuple[Runs, Ends]:
    """A stretch in runs of one style, and the strokes across its ends, by their moments.

    `points` are those of the stretch, with time to the right; `first` is the moment of the first pair, and `styles` are
    the line's in its own moments.
    """
    through = _through(range(first, first + len(points) // 2), styles)
    runs: list[tuple[LineStyle, list[Point]]] = []
    ends: Ends = {}

    def add(style: LineStyle, start: Point, end: Point, *, curved: bool) -> None:
        if not runs or runs[-1][0] != style or runs[-1][1][-1] != start:
            runs.append((style, [start, start] if curved else [start]))
        runs[-1][1].append(end)

    for n, style in enumerate(through):
        left, right = points[2 * n], points[2 * n + 1]
        if style == "ended":
            middle = (round((left[0] + right[0]) / 2, 2), left[1])
            add("full", left, middle, curved=False)
            ends[first + n] = (middle[0], middle[1] - END), (middle[0], middle[1] + END)
        else:
            add(style, left, right, curved=False)
        if n + 1 < len(through):
            add(_between(style, through[n + 1]), right, points[2 * n + 2], curved=True)
    return [(style, tuple(run)) for style, run in runs], ends


def _through(layers: range, styles: dict[int, LineStyle]) -> list[LineStyle]:
    """The style in each of these moments, also where the line only passes."""
    found: dict[int, LineStyle] = dict(styles)
    for before, after in pairwise(sorted(styles)):
        last, following = styles[before], styles[after]
        style = following if last in (following, "ended") and following != "ended" else "full"
        found.update(dict.fromkeys(range(before + 1, after), style))
    return [found.get(layer, "full") for layer in layers]


def _between(here: LineStyle, after: LineStyle) -> LineStyle:
    """The style of the way from one moment to the next."""
    if after not in ("full", "ended"):
        return after
    return "full" if here == "ended" else here
