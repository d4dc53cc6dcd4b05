"""Which ink each line has, and what the inks mean."""

from collections import Counter
from typing import Literal

from intertwine.maps.build import StoryMap
from intertwine.questions.strand_answer import Strands

Colour = Literal["title", "group", "person"]
COLOURS: tuple[Colour, ...] = ("title", "group", "person")
INKS = 12
OTHER = INKS
"""The ink of lines without a group, where colours tell groups."""


def legend(it: StoryMap, colour: Colour | None = None) -> tuple[tuple[str, int], ...]:
    """What the inks of its picture mean: names and numbers of inks; nothing where they only tell people apart."""
    return inks_of(it, colour)[1]


def inks_of(it: StoryMap, colour: Colour | None) -> tuple[list[int], tuple[tuple[str, int], ...]]:
    """Each strand's ink, and what the inks mean."""
    found, place = it.strands, {address: at for at, address in enumerate(it.titles)}
    known = {strand.title for strand in found.strands}
    titles = sorted(known, key=lambda title: place.get(title.address, len(place)))
    told = colour or ("title" if _mixed(found) else "person")
    if told == "person":
        return [at % INKS for at in range(len(found.strands))], ()
    if told == "title":
        number = {title: place.get(title.address, at) % INKS for at, title in enumerate(titles)}
        return [number[strand.title] for strand in found.strands], tuple((t.name, n) for t, n in number.items())
    groups = list(dict.fromkeys(strand.group for strand in found.strands if strand.group is not None))
    inks = {group: at % INKS for at, group in enumerate(groups)}
    legend = [(group.name, ink) for group, ink in inks.items()]
    if any(strand.group is None for strand in found.strands):
        legend.append(("no group known", OTHER))
    return [OTHER if strand.group is None else inks[strand.group] for strand in found.strands], tuple(legend)


def _mixed(found: Strands) -> bool:
    """Whether titles tell lines apart: no title has more than two thirds of them."""
    count = Counter(strand.title for strand in found.strands)
    return bool(count) and 3 * max(count.values()) <= 2 * len(found.strands)
