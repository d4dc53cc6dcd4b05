"""The colours of a map: those of `map.css`, which pages, files and printed pictures share."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

PAPER = "#ffffff"
"""The ground of a picture that is printed."""
_VARIABLE = re.compile(r"var\(--[a-z]+, (#[0-9a-f]+)\)")


@cache
def style() -> str:
    """The style sheet that pages and files share, for a file: with colours of its own."""
    return (Path(__file__).parent / "map.css").read_text(encoding="utf-8")


@cache
def light() -> Mapping[str, str]:
    """The light colours by the names that the style sheet has for them, as `--ink-3` and `--map-soft`."""
    return MappingProxyType(dict(re.findall(r"(--[a-z0-9-]+): (#[0-9a-f]{6})", _VARIABLE.sub(r"\1", _light_style()))))


def flat_style() -> str:
    """The style sheet with its light colours alone, written out, for programs that know neither variables nor media."""
    return re.sub(r"var\((--[a-z0-9-]+)\)", lambda match: light()[match[1]], _light_style())


def ink(number: int) -> str:
    """The light colour of an ink."""
    return light()[f"--ink-{number}"]


def _light_style() -> str:
    return re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", style())
