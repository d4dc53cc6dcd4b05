"""The measures of a picture, and the widths of its texts, from above."""

from dataclasses import dataclass

STROKE = 2.4
FONT = 10.0


@dataclass(frozen=True, slots=True)
class Metrics:
    """Measures in pixels. `space` is a unit of height; `half` the half of a layer's own width, `gap` the least width
    between two layers; `letter` scales the widths of letters (1: as wide as DejaVu Sans)."""

    space: float = 15.0
    font: float = FONT
    half: float = 7.0
    gap: float = 14.0
    margin: float = 16.0
    head: float = 2 * FONT
    steepest: float = 4.0
    letter: float = 1.0

    def width_of(self, text: str) -> float:
        """A text's width in pixels, from above: widths of a wide sans-serif, rounded up."""
        return text_width(text) * self.letter * self.font / FONT


DEFAULT_METRICS = Metrics()


def text_width(text: str) -> float:
    """A text's width in pixels at the usual size, from above: widths of a wide sans-serif (DejaVu Sans), rounded up."""
    narrow, wide = set("iljtfrI.,:;'|!()[]- "), set("mwMW@%—")
    return sum(0.42 if c in narrow else 1.0 if c in wide or ord(c) > 0x2FF else 0.72 for c in text) * FONT + 2
