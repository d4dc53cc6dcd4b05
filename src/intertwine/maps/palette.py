"""The colours and strokes of a map: those of its style sheets, which pages, files and printed pictures share. The
second sheet, `presence.css`, is in those files alone that draw ways of being there or frames."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from intertwine.maps.shapes import Picture

PAPER = "#ffffff"
"""The ground of a picture that is printed."""
_VARIABLE = re.compile(r"var\(--[a-z]+, (#[0-9a-f]+)\)")
_COLOUR = re.compile(r"(--[a-z0-9-]+): (#[0-9a-f]{6})")
_DARK = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}")
_RULE = re.compile(r"\.story-map ([^{}]+?) \{ ([^{}]*) \}")


class Pen(NamedTuple):
    """How wide a stroke is, in pixels, and the lengths of its dashes and gaps ((): it has none)."""

    width: float
    dashes: tuple[float, ...]


SHEETS = tuple(Path(__file__).parent / name for name in ("map.css", "presence.css"))
"""The style sheets that pages and files share."""


@cache
def style(*, ways: bool = False) -> str:
    """The style sheet for a file, with colours of its own; with `ways` both of them."""
    return "".join(sheet.read_text(encoding="utf-8") for sheet in (SHEETS if ways else SHEETS[:1]))


@cache
def opacity(selector: str) -> float:
    """How opaque the ground of what this `selector` means is."""
    said = dict(part.split(": ") for part in dict(_RULE.findall(_light_style()))[selector].rstrip("; ").split("; "))
    return float(said["fill-opacity"])


def style_of(it: Picture) -> str:
    """What the file of this picture needs of the style sheets."""
    return style(ways=it.tells_ways)


@cache
def light() -> Mapping[str, str]:
    """The light colours by the names that the style sheet has for them, as `--ink-3` and `--map-soft`."""
    return MappingProxyType(dict(_COLOUR.findall(_VARIABLE.sub(r"\1", _light_style()))))


@cache
def dark() -> Mapping[str, str]:
    """The dark colours by the same names."""
    return MappingProxyType(dict(_COLOUR.findall(_VARIABLE.sub(r"\1", "".join(_DARK.findall(style(ways=True)))))))


@cache
def pen(*selectors: str) -> Pen:
    """The stroke of what these `selectors` of the style sheet mean, as `.rule` and `.rule.edge`: what a later one says
    counts. Raises `KeyError` for one that is not there."""
    rules = dict(_RULE.findall(_light_style()))
    said = dict(part.split(": ") for selector in selectors for part in rules[selector].rstrip("; ").split("; "))
    dashes = said.get("stroke-dasharray", "none")
    return Pen(float(said["stroke-width"]), () if dashes == "none" else tuple(map(float, dashes.split())))


def flat_style(it: Picture) -> str:
    """What the file of this picture needs of the style sheets, with light colours alone, written out, for programs that
    know neither variables nor media."""
    return re.sub(r"var\((--[a-z0-9-]+)\)", lambda match: light()[match[1]], _DARK.sub("", style_of(it)))


def ink(number: int) -> str:
    """The light colour of an ink."""
    return light()[f"--ink-{number}"]


def _light_style() -> str:
    return _DARK.sub("", style(ways=True))
