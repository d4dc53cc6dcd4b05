"""Bands and the key of a picture as SVG."""

from intertwine.maps.shapes import SAMPLE, FrameBand, KeyEntry
from intertwine.storyline.draw.xml_text import escape


def band(it: FrameBand, *, down: bool) -> str:
    """The band over the moments of a frame."""
    x, y, width, height = it.box
    first, second, foot = (f"M{x1:g} {y1:g}L{x2:g} {y2:g}" for (x1, y1), (x2, y2) in it.edges(down=down))
    return (
        f'<g class="band" data-frame="{it.number}"><title>{escape(it.says)}</title>'
        f'<rect class="veil" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"/>'
        f'<path class="side" d="{first}{second}"/><path class="foot" d="{foot}"/></g>'
    )


def entry(it: KeyEntry) -> str:
    """An entry of the key."""
    x, y, end = it.x, it.y, it.x + SAMPLE
    return f'<g class="key">{sample(it.sample, x, y)}<text x="{end + 6:g}" y="{y + 4:g}">{escape(it.text)}</text></g>'


def sample(of: str, x: float, y: float) -> str:
    """The sample of a key `of` a style of lines, of a "scene" or of a "frame": from (`x`, `y`) to the right, in
    pixels."""
    end, middle = x + SAMPLE, x + SAMPLE / 2
    if of == "frame":
        return (
            f'<g class="band"><rect class="veil" x="{x + 3:g}" y="{y - 7:g}" width="{SAMPLE - 6:g}" height="13"/>'
            f'<path class="foot" d="M{x + 3:g} {y + 6:g}H{end - 3:g}"/></g>'
        )
    if of == "scene":
        return f'<g class="scene"><rect x="{middle - 8.5:g}" y="{y - 7:g}" width="17" height="14" rx="5"/></g>'
    if of == "ended":
        return (
            f'<path class="over ink-12" d="M{x:g} {y:g}H{middle:g}"/>'
            f'<path class="over ink-12 ended" d="M{middle:g} {y - 5:g}V{y + 5:g}"/>'
        )
    return f'<path class="over ink-12 {of}" d="M{x:g} {y:g}H{end:g}"/>'
