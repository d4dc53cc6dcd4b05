"""Lines as SVG path data, in pieces."""

from collections.abc import Iterator

from intertwine.storyline.draw.drawing import Point

PIECE = 1500.0
"""How long a drawn piece of a line is, about, in pixels."""
Points = tuple[Point, ...]


def pieces_of(points: Points, *, down: bool) -> Iterator[Points]:
    """A stretch in pieces of about `PIECE`: whoever shows a part of the picture then draws a part of the line."""
    begin = 0
    for at in range(2, len(points) - 1, 2):
        if points[at][down] - points[begin][down] > PIECE:
            yield points[begin : at + 1]
            begin = at
    yield points[begin:]


def curve_controls(start: Point, end: Point, *, down: bool) -> tuple[Point, Point]:
    """The control points of the S from `start` to `end`: they stand in the middle of the way, which runs `down`
    or to the right."""
    (x, y), (to_x, to_y) = start, end
    middle = (y + to_y) / 2 if down else (x + to_x) / 2
    return ((x, middle), (to_x, middle)) if down else ((middle, y), (middle, to_y))


class _Said(dict[float, str]):
    """Numbers as path data has them, after `letter`. The lines of a picture share most of theirs."""

    def __init__(self, letter: str = "") -> None:
        super().__init__()
        self._letter = letter

    def __missing__(self, number: float) -> str:
        text = self[number] = f"{self._letter}{number:g}"
        return text


class Paths:
    """Path data of one picture's stretches."""

    def __init__(self, *, down: bool) -> None:
        self._down = down
        self._number, self._straight = _Said(), _Said("V" if down else "H")

    def path(self, points: Points) -> str:
        """A stretch as path data: along time, or by an S to where the next layer begins."""
        along, across = (1, 0) if self._down else (0, 1)
        number, straight = self._number, self._straight
        here = points[0]
        steps = [f"M{number[here[0]]} {number[here[1]]}"]
        for at, to in enumerate(points[1:]):
            if at % 2 == 0 or to[across] == here[across]:
                steps.append(straight[to[along]])
            else:
                middle = number[round(curve_controls(here, to, down=self._down)[0][along], 2)]
                x, y, to_x, to_y = number[here[0]], number[here[1]], number[to[0]], number[to[1]]
                steps.append(
                    f"C{x} {middle} {to_x} {middle} {to_x} {to_y}"
                    if self._down
                    else f"C{middle} {y} {middle} {to_y} {to_x} {to_y}"
                )
            here = to
        return "".join(steps)
