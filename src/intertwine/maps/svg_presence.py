"""Bands and the key of a picture as SVG."""

from intertwine.maps.inks import OTHER
from intertwine.maps.samples import SAMPLE, SAMPLES, Sample, SamplePart
from intertwine.maps.shapes import FrameBand, KeyEntry
from intertwine.storyline.draw.xml_text import escape

TOLD = ' lang="en"'
"""The attribute of an element that holds words of a universe, whatever the language of the picture is."""


def band(it: FrameBand, *, down: bool) -> str:
    """The band over the moments of a frame."""
    x, y, width, height = it.box
    first, second, foot = (f"M{x1:g} {y1:g}L{x2:g} {y2:g}" for (x1, y1), (x2, y2) in it.edges(down=down))
    return (
        f'<g class="band" data-frame="{it.number}"><title{TOLD}>{escape(it.says)}</title>'
        f'<rect class="veil" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"/>'
        f'<path class="side" d="{first}{second}"/><path class="foot" d="{foot}"/></g>'
    )


def entry(it: KeyEntry) -> str:
    """An entry of the key."""
    x, y, end = it.x, it.y, it.x + SAMPLE
    return f'<g class="key">{sample(it.sample, x, y)}<text x="{end + 6:g}" y="{y + 4:g}">{escape(it.text)}</text></g>'


def sample(of: Sample, x: float, y: float) -> str:
    """The sample of a key `of` a style of lines, of a "scene" or of a "frame": from (`x`, `y`) to the right, in
    pixels."""
    parts = "".join(_part(part, x, y) for part in SAMPLES[of])
    within = {"scene": "scene", "frame": "band"}.get(of, "")
    return f'<g class="{within}">{parts}</g>' if within else parts


def _part(part: SamplePart, x: float, y: float) -> str:
    one, two, three, four = part.at(x, y)
    if part.role in ("veil", "scene"):
        how = ' class="veil"' if part.role == "veil" else ' rx="5"'
        return f'<rect{how} x="{one:g}" y="{two:g}" width="{three:g}" height="{four:g}"/>'
    role = "foot" if part.role == "foot" else f"over ink-{OTHER}{'' if part.role == 'full' else f' {part.role}'}"
    return f'<path class="{role}" d="M{one:g} {two:g}L{three:g} {four:g}"/>'
