"""Names upon their lines: on a long map nobody remembers whose line it is."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from intertwine.storyline import Drawing

AGAIN = 640.0
"""A name stands on its line again after so much way, where the line has room for it."""


def names_again(drawing: Drawing, busy: list[set[int]]) -> Iterator[tuple[int, str, float, float]]:
    """Names upon their lines, every `AGAIN` pixels or later: where the line runs straight for long enough, nothing
    crosses it, and nothing stands upon it (`busy[moment]`) or too close. Gives person, name and the name's middle."""
    xs, half, height = drawing.xs, drawing.look.half, drawing.look.font * 1.3
    clear = [_uncrossed(*pair) for pair in pairwise(drawing.ordered.orders)]
    texts = {text.person: text for text in drawing.names}
    texts_by_end = sorted((text.right, text.right - text.width, text.middle) for text in drawing.names)
    widest = max((text.width for text in drawing.names), default=0.0)
    named = {person: text.right for person, text in texts.items()}
    open_: dict[int, int] = {}  # in which moment the straight run of a line began
    for at, levels in enumerate(drawing.levels):
        after = drawing.levels[at + 1] if at + 1 < len(xs) else {}
        for person, level in levels.items():
            begin = open_.setdefault(person, at)
            if begin < at:
                text = texts[person]
                left, right = xs[begin] + half + 5, xs[at] - half - 5
                left = max(left, named[person] + AGAIN)
                if right - left >= text.width:
                    middle = left + text.width / 2
                    if _alone(texts_by_end, left, left + text.width, level, height, widest):
                        yield person, text.text, middle, level
                        named[person] = left + text.width
                    open_[person] = at
            goes_on = at < len(clear) and person in clear[at] and abs(after[person] - level) < 0.01
            if not goes_on:
                open_.pop(person)
            elif person in busy[at]:
                open_[person] = at


def _uncrossed(one: tuple[int, ...], two: tuple[int, ...]) -> set[int]:
    """Who is in both orders, with the same people of both on either side."""
    place = {person: at for at, person in enumerate(two)}
    shared = [person for person in one if person in place]
    lowest, least = len(two), []
    for person in reversed(shared):
        least.append(lowest)
        lowest = min(lowest, place[person])
    highest, found = -1, set()
    for person, after in zip(shared, reversed(least), strict=True):
        if highest < place[person] < after:
            found.add(person)
        highest = max(highest, place[person])
    return found


def _alone(
    ends: list[tuple[float, float, float]], left: float, right: float, level: float, height: float, widest: float
) -> bool:
    """Whether none of the names, by their right ends, is where a name is to stand."""
    for at in range(bisect_left(ends, (left,)), len(ends)):
        end, begin, middle = ends[at]
        if end > right + widest:
            break
        if begin < right and abs(middle - level) < height:
            return False
    return True
