"""What the lines and bands of a picture mean, in words: only what the picture shows."""

from collections.abc import Iterable
from typing import get_args

from intertwine.maps.bands import numbered
from intertwine.maps.line_styles import signed_deaths
from intertwine.maps.samples import SAMPLE, Sample
from intertwine.maps.shapes import KeyEntry
from intertwine.model.way import LineStyle
from intertwine.questions.story_strands import Strands
from intertwine.storyline import Metrics

ROW, SIDE, GAP = 18.0, 16.0, 20.0
"""How high a row is, where it begins, and what is between two entries, in pixels."""
NARROWEST = 300.0
"""A row of entries may be so wide in any picture."""


def key_of(found: Strands) -> tuple[tuple[Sample, str], ...]:
    """Samples and what they mean, of all ways of being there and frames that the strands `found` have."""
    nouns: dict[LineStyle, dict[str, None]] = {}
    deaths = signed_deaths(found.moments)
    for at, moment in enumerate(found.moments):
        for way in moment.ways:
            if way.line != "full" and not (way.line == "ended" and (at, way.strand) in deaths):
                nouns.setdefault(way.line, {})[way.way] = None
    styles: tuple[LineStyle, ...] = get_args(LineStyle)
    key: list[tuple[Sample, str]] = [(line, ", or ".join(nouns[line])) for line in styles if line in nouns]
    if any(moment.scene for moment in found.moments):
        key.append(("scene", "in the scene, but not together"))
    frames = dict.fromkeys(numbered(moment.frame) for moment in found.moments if moment.frame)
    if frames:
        key.append(("frame", "did not really happen"))
    return (*key, *(("frame", text) for text in frames))


def placed(key: Iterable[tuple[Sample, str]], look: Metrics, width: float, top: float) -> tuple[KeyEntry, ...]:
    """The entries of a `key` in rows, below `top` in a picture of that `width`; `look` has the measures of letters."""
    found: list[KeyEntry] = []
    x, y, right = SIDE, top + ROW / 2, max(width, NARROWEST) - SIDE
    for sample, text in key:
        wide = SAMPLE + 6 + look.width_of(text)
        if x > SIDE and x + wide > right:
            x, y = SIDE, y + ROW
        found.append(KeyEntry(sample, round(x, 2), round(y, 2), text))
        x += wide + GAP
    return tuple(found)


def ways_said(found: Strands) -> dict[int, str]:
    """Of each line of the strands `found` in which ways somebody is here without being there, where there are any:
    `also heard`, or `only heard and imagined` of somebody who is never there."""
    how: dict[int, dict[str, None]] = {}
    there: set[int] = set()
    for moment in found.moments:
        absent = {way.strand: way.way for way in moment.ways if not way.there}
        there.update(n for n in (*(n for group in moment.groups for n in group), *moment.alone) if n not in absent)
        for strand, way in absent.items():
            how.setdefault(strand, {})[way] = None
    return {n: f"{'also' if n in there else 'only'} {' and '.join(ways)}" for n, ways in sorted(how.items())}


def in_words(found: Strands) -> str:
    """The same for whoever hears the picture read: who is how, and what did not really happen. "" where there is
    nothing of the kind."""
    people = "; ".join(f"{found.strands[n].who.name}, {ways}" for n, ways in ways_said(found).items())
    frames = "; ".join(dict.fromkeys(moment.frame.text for moment in found.moments if moment.frame))
    said = (f"Not there in person: {people}." if people else "", f"Did not really happen: {frames}." if frames else "")
    return " ".join(filter(None, said))
