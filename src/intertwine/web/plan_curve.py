"""The picture of what can be reached in which time: a curve of steps, with its marks and its scales."""

from dataclasses import dataclass

from intertwine.plan import Plan
from intertwine.web.plan_words import as_typed, tied_hours
from intertwine.web.plans_kept import KeptCurve
from intertwine.web.words_in_pages import percent

WIDTH, HEIGHT = 640, 320
_LEFT, _RIGHT, _TOP, _BOTTOM = 74, 26, 22, 58
_STEPS = (15, 30, 60, 120, 300, 600, 1200, 3000, 6000, 12_000, 30_000, 60_000)
"""Minutes between two marks of the scale."""
_MOST_MARKS = 6
_HALF = WIDTH * 0.55


@dataclass(frozen=True, slots=True)
class CurveMark:
    """A point of the curve: its place in the picture, its time in words and as an address says it, and its share."""

    x: float
    y: float
    minutes: int
    time: str
    typed: str
    share: str


@dataclass(frozen=True, slots=True)
class ScaleMark:
    """A mark of a scale: where along it, and what it says."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class CurvePicture:
    """All that the picture is drawn from. `line` and `area` are paths, `here` is where the plan is (of `points` it is
    number `chosen`), `essential` is what is essential, and `before_middle` whether its words stand to its right."""

    points: tuple[CurveMark, ...]
    line: str
    area: str
    times: tuple[ScaleMark, ...]
    shares: tuple[ScaleMark, ...]
    here: CurveMark
    chosen: int
    essential: CurveMark
    before_middle: bool
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    bottom: int = HEIGHT - _BOTTOM
    top: int = _TOP
    width: int = WIDTH
    height: int = HEIGHT


def curve_picture(plan: Plan, curve: KeptCurve) -> CurvePicture | None:
    """The picture for `plan`, which lies on `curve` or near it; None where there is nothing to choose from."""
    points = curve.points
    if len(points) < 2:
        return None
    longest = max(points[-1].minutes, plan.minutes, curve.minutes, 1)

    def mark(minutes: int, share: int) -> CurveMark:
        x = _LEFT + (WIDTH - _LEFT - _RIGHT) * minutes / longest
        y = HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * share / 1000
        return CurveMark(round(x, 1), round(y, 1), minutes, tied_hours(minutes), as_typed(minutes), percent(share))

    marks = tuple(mark(it.minutes, it.share) for it in points)
    line = f"M{marks[0].x} {marks[0].y}" + "".join(f"H{it.x}V{it.y}" for it in marks[1:]) + f"H{WIDTH - _RIGHT}"
    area = f"{line}V{HEIGHT - _BOTTOM}H{marks[0].x}Z"
    step = next((it for it in _STEPS if longest / it < _MOST_MARKS), _STEPS[-1])
    times = tuple(ScaleMark(mark(n, 0).x, tied_hours(n) if n else "0") for n in range(0, longest + 1, step))
    shares = tuple(ScaleMark(mark(0, n).y, percent(n)) for n in (0, 500, 1000))
    chosen = max((n for n, it in enumerate(points) if it.minutes <= plan.minutes), default=0)
    essential = mark(curve.minutes, curve.share)
    return CurvePicture(
        marks, line, area, times, shares, mark(plan.minutes, plan.share), chosen, essential, essential.x < _HALF
    )
