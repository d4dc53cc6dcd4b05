"""What the lines and bands of a picture mean, in words: only what the picture shows."""

from collections.abc import Iterable
from functools import reduce
from typing import get_args

from intertwine.maps.bands import numbered
from intertwine.maps.line_styles import signed_deaths
from intertwine.maps.samples import SAMPLE, Sample
from intertwine.maps.shapes import KeyEntry
from intertwine.model.message import KeeperWords, Translate, message
from intertwine.model.record import record
from intertwine.model.way import LineStyle
from intertwine.questions.strand_answer import Strands
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
    key: list[tuple[Sample, str]] = [(line, reduce(_or, nouns[line])) for line in styles if line in nouns]
    if any(moment.scene for moment in found.moments):
        key.append(("scene", message("in the scene, but not together")))
    frames = dict.fromkeys(numbered(moment.frame) for moment in found.moments if moment.frame)
    if frames:
        key.append(("frame", message("did not really happen")))
    return (*key, *(("frame", KeeperWords(text)) for text in frames))


def _or(one: str, other: str) -> str:
    return message("%(one)s, or %(other)s", one=one, other=other)


def placed(
    key: Iterable[tuple[Sample, str]], look: Metrics, width: float, top: float, say: Translate
) -> tuple[KeyEntry, ...]:
    """The entries of a `key` in rows, below `top` in a picture of that `width`, as `say` says them; `look` has the
    measures of letters."""
    found: list[KeyEntry] = []
    x, y, right = SIDE, top + ROW / 2, max(width, NARROWEST) - SIDE
    for sample, text in ((sample, say(means)) for sample, means in key):
        wide = SAMPLE + 6 + look.width_of(text)
        if x > SIDE and x + wide > right:
            x, y = SIDE, y + ROW
        found.append(KeyEntry(sample, round(x, 2), round(y, 2), text))
        x += wide + GAP
    return tuple(found)


@record
class AbsentWays:
    """In which `ways` somebody is in a map without being there; `is_absent` where they are never there."""

    ways: str
    is_absent: bool


def ways_said(found: Strands) -> dict[int, AbsentWays]:
    """Of each line of the strands `found` in which ways somebody is here without being there, where there are any."""
    how: dict[int, dict[str, None]] = {}
    there: set[int] = set()
    for moment in found.moments:
        absent = {way.strand: way.way for way in moment.ways if not way.there}
        there.update(n for n in (*(n for group in moment.groups for n in group), *moment.alone) if n not in absent)
        for strand, way in absent.items():
            how.setdefault(strand, {})[way] = None
    return {n: AbsentWays(reduce(_and, ways), n not in there) for n, ways in sorted(how.items())}


def _and(one: str, other: str) -> str:
    return message("%(one)s and %(other)s", one=one, other=other)


def in_words(found: Strands, say: Translate) -> str:
    """The same for whoever hears the picture read: who is how, and what did not really happen, as `say` says it. ""
    where there is nothing of the kind."""
    people = "; ".join(
        say(
            message("%(name)s, only %(ways)s", name=found.strands[n].who.name, ways=it.ways)
            if it.is_absent
            else message("%(name)s, also %(ways)s", name=found.strands[n].who.name, ways=it.ways)
        )
        for n, it in ways_said(found).items()
    )
    frames = "; ".join(dict.fromkeys(moment.frame.text for moment in found.moments if moment.frame))
    said = [say(message("Not there in person: %(people)s.", people=people))] if people else []
    said += [say(message("Did not really happen: %(frames)s.", frames=frames))] if frames else []
    return " ".join(said)
