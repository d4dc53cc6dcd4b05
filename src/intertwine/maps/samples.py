"""What the samples of the key look like, once for every format."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from intertwine.model.way import LineStyle

Sample = LineStyle | Literal["scene", "frame"]
SAMPLE = 26.0
"""How wide a sample is, in pixels."""


class SamplePart(NamedTuple):
    """A part of a sample, in pixels from the left end of its middle height: a box (left, top, width, height) where
    `role` is "scene" or "veil" (the ground of a band); else a stroke from one point to another, as the foot of a band
    or as a line of this style."""

    role: LineStyle | Literal["scene", "veil", "foot"]
    sizes: tuple[float, float, float, float]

    def at(self, x: float, y: float) -> tuple[float, float, float, float]:
        """The box, or both points of the stroke, in a picture where the sample begins at (`x`, `y`)."""
        one, two, three, four = self.sizes
        is_box = self.role in ("scene", "veil")
        return (x + one, y + two, three, four) if is_box else (x + one, y + two, x + three, y + four)


def _line(style: LineStyle) -> tuple[SamplePart, ...]:
    return (SamplePart(style, (0.0, 0.0, SAMPLE, 0.0)),)


SAMPLES: Mapping[Sample, tuple[SamplePart, ...]] = MappingProxyType({
    "full": _line("full"),
    "thin": _line("thin"),
    "dashed": _line("dashed"),
    "dotted": _line("dotted"),
    "ended": (
        SamplePart("full", (0.0, 0.0, SAMPLE / 2, 0.0)),
        SamplePart("ended", (SAMPLE / 2, -5.0, SAMPLE / 2, 5.0)),
    ),
    "scene": (SamplePart("scene", (SAMPLE / 2 - 8.5, -7.0, 17.0, 14.0)),),
    "frame": (
        SamplePart("veil", (3.0, -7.0, SAMPLE - 6, 13.0)),
        SamplePart("foot", (3.0, 6.0, SAMPLE - 3, 6.0)),
    ),
})  # fmt: skip
"""The parts of each sample, from back to front."""
