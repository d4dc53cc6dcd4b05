"""Where the moments of a map stand in its drawing, and how the drawing is turned into the picture.

Everything is reckoned with time running to the right. Where it runs down, every coordinate is mirrored at the diagonal,
so that whatever keeps apart in one keeps apart in the other.
"""

from functools import cached_property

import numpy as np

from intertwine.maps.build import StoryMap
from intertwine.model.message import Translate
from intertwine.storyline import Drawing
from intertwine.storyline.draw.drawing import Point, Text

HEAD = 40.0
"""How much space there is over the lines."""


class MapSheet:
    """A map and its drawing. `inks` holds each strand's ink; `far` is the far side of the lines; `say` says the words
    of the picture in its language."""

    def __init__(self, it: StoryMap, drawing: Drawing, *, down: bool, inks: list[int], say: Translate) -> None:
        self.map, self.drawing, self.down, self.inks, self.say = it, drawing, down, inks, say
        self.moments = tuple(it.strands.moments)
        self.far = drawing.height - 6

    def turn(self, x: float, y: float) -> Point:
        """A point of the drawing in the picture."""
        return (round(y, 2), round(x, 2)) if self.down else (round(x, 2), round(y, 2))

    def level(self, moment: int, strand: int) -> float:
        """Where a line is in a moment."""
        return self.drawing.levels[moment][strand]

    @cached_property
    def installments(self) -> list[tuple[int, bool]]:
        """Where each installment begins, and whether a season or a title does."""
        found = []
        for at, moment in enumerate(self.moments):
            before = self.moments[at - 1].at if at else None
            if before is None or (before.title, before.season) != (moment.at.title, moment.at.season):
                found.append((at, True))
            elif before.episode != moment.at.episode:
                found.append((at, False))
        return found

    @cached_property
    def begins(self) -> list[float]:
        """From where on each moment has the picture: after the one before it, and before its newcomers' names."""
        d = self.drawing
        found = [d.xs[0] - d.look.half]
        for at in range(1, len(d.xs)):
            names = [text.right - text.width for text in self._newcomers[at]]
            left, right = d.xs[at - 1] + d.look.half, d.xs[at] - d.look.half
            found.append(round(max(left + 4, min([*names, right]) - 5), 2))
        return found

    @cached_property
    def _newcomers(self) -> list[list[Text]]:
        """Whose names stand before each moment."""
        own = {text.person: text for text in self.drawing.names}
        places = self.drawing.places
        found: list[list[Text]] = [[] for _ in self.moments]
        for entry in np.flatnonzero(places.back < 0).tolist():
            found[places.layer[entry]].append(own[int(places.person[entry])])
        return found
