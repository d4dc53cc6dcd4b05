"""What goes in: people, layers and the groups that stand together; made once, repaired in words, then frozen."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from intertwine.storyline.arguments import MAKE, need, need_list
from intertwine.storyline.presence import PRESENCES, Presence, crowd_and_places, on_stage

MOST_AT_ONCE = 2000
MOST_PLACES = 2_000_000
"""Lines on stage, summed over all layers."""
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What neither XML nor UTF-8 has a place for."""


class ChartError(ValueError):
    """A chart that cannot be drawn; the message names the cause and the way out."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One moment: who is on stage, and who of them stand together.

    `present` holds indices into `Chart.people`, ascending. `groups` are disjoint, each ascending, within `present`; who
    is in none of them is on stage alone. `label` is what a reader calls the moment, empty when nothing does. `keys`
    tell the moment again in a longer chart of the same story: several where equal neighbours became one layer.
    """

    present: tuple[int, ...]
    groups: tuple[tuple[int, ...], ...]
    label: str = ""
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an order should look like besides; made by `wish`, which checks it. People are numbers.

    `weights`, one for each person or none at all: a crossing of a and b costs their product. `first` and `last` stand
    on top and at the bottom. `orders` are pairs of a layer and some of its people, who stand there in this
    order.
    """

    weights: tuple[int, ...] = ()
    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    orders: tuple[tuple[int, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A story as layers. `repairs` says, a sentence each, what was put right on the way in."""

    people: tuple[str, ...]
    layers: tuple[Layer, ...]
    presence: Presence = "span"
    repairs: tuple[str, ...] = ()
    wishes: Wishes = Wishes()

    def __repr__(self) -> str:
        return f"<Chart: {self.size}>"

    @property
    def size(self) -> str:
        """Its layers and people in words."""
        layers, people = len(self.layers), len(self.people)
        return f"{layers:,} layer{'' if layers == 1 else 's'}, {people:,} {'person' if people == 1 else 'people'}"


def make_chart(
    layers: Iterable[Iterable[Iterable[str]]],
    presence: Presence = "span",
    labels: Sequence[str] = (),
    repairs: Iterable[str] = (),
    keys: Sequence[str] = (),
    *,
    merge: bool = True,
    people: Iterable[str] = (),
) -> Chart:
    """A chart from groups of names.

    `layers` holds a list of groups a layer, each a list of names; `labels` and `keys` hold one text a layer, or none at
    all (see `Layer`). People are numbered as they first appear, after those of `people`. `repairs` are sentences about
    what was put right before; they stand first in `Chart.repairs`. With `presence` "span" a person is on stage from
    first to last layer, with "gap" only where listed. `merge` makes equal neighbouring layers one, with the label of
    the first and the keys of all.

    Repairs, each said in `Chart.repairs`: a person named twice in one group counts once; groups of one layer that share
    a person become one; a layer with nobody in it is left out; what no file can hold (control characters, halves of
    surrogate pairs) stands as U+FFFD. Without a word a name that is written in two of Unicode's forms, or with more
    spaces, is one.

    Raises `ChartError` when nobody is in any layer, more than `MOST_AT_ONCE` people are on stage at once, or all layers
    have more than `MOST_PLACES` lines together, and `TypeError` where a list or a name is something else: a text where
    a group is to be would be a group of letters.
    """
    need_list("make_chart", layers, "layers", MAKE)
    for name, given in (("labels", labels), ("keys", keys), ("repairs", repairs), ("people", people)):
        need_list("make_chart", given, f"{name}= as a list of texts", f'write {name}=["...", "..."]')
    if presence not in PRESENCES:
        raise ChartError(f'there is no presence "{presence}"; choose "span" or "gap"')
    said = list(repairs)
    number = {name: place for place, name in enumerate(dict.fromkeys(map(one_form, people)))}
    written: dict[str, int] = {}  # each name as it is written, since most are written again and again
    kept: list[tuple[tuple[tuple[int, ...], ...], str, list[str]]] = []
    for at, layer in enumerate(layers):
        groups = []
        need_list("make_chart", layer, "a layer as a list of groups", MAKE)
        for names in layer:
            listed = _numbered(names, number, written)
            if len(set(listed)) < len(listed):
                said.append(f"layer {at + 1}: somebody is named twice in one group and was counted once")
            if listed:
                groups.append(set(listed))
        joined = _disjoint(groups)
        if len(joined) < len(groups):
            said.append(f"layer {at + 1}: groups that share a person were joined into one")
        if not joined:
            said.append(f"layer {at + 1}: nobody is in it, so it was left out")
            continue
        shape = tuple(sorted(tuple(sorted(group)) for group in joined))
        if not merge or not kept or kept[-1][0] != shape:
            label = labels[at] if at < len(labels) else ""
            kept.append((shape, UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", label), []))
        kept[-1][2].extend(keys[at : at + 1])
    damaged = [name for name in written if UNWRITABLE.search(name)]
    if damaged:
        names_had = "1 name had" if len(damaged) == 1 else f"{len(damaged)} names had"
        said.append(f"{names_had} characters that no file can hold; they were replaced")
    if not kept:
        raise ChartError("nobody is in any layer: there is nothing to draw")
    shapes = [shape for shape, _, _ in kept]
    crowd, places = crowd_and_places(shapes, presence)
    way_out = "leave out minor ones" + (', or choose presence "gap"' if presence == "span" else "")
    if crowd > MOST_AT_ONCE:
        raise ChartError(
            f"{crowd:,} people are on stage at once and {MOST_AT_ONCE:,} is the most that can be drawn; {way_out}"
        )
    if places > MOST_PLACES:
        raise ChartError(
            f"all layers together have {places:,} places of people on stage and {MOST_PLACES:,} is the most that can "
            f"be drawn; {way_out}"
        )
    stages = on_stage(shapes, presence)
    made = (Layer(on, shape, label, tuple(own)) for on, (shape, label, own) in zip(stages, kept, strict=True))
    return Chart(tuple(number), tuple(made), presence, tuple(said))


def _numbered(names: Iterable[str], number: dict[str, int], written: dict[str, int]) -> list[int]:
    """The numbers of the people of a group, new ones in `number`. `written` has those of names as they are written."""
    need_list("make_chart", names, "a group as a list of names", MAKE)
    found = []
    for name in names:
        if name not in written:
            need("make_chart", name, str, "names as text", MAKE)
            written[name] = number.setdefault(one_form(name), len(number))
        found.append(written[name])
    return found


def short(name: str, most: int = 40) -> str:
    """What a file says, for a sentence: at most so many letters of it."""
    return name if len(name) <= most else f"{name[: most - 1]}\N{HORIZONTAL ELLIPSIS}"


def one_form(name: str) -> str:
    """A name as people are told apart by: in Unicode's form NFC, with single spaces, and writable. Letters count as
    they are: two spellings are two people."""
    name = " ".join(UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", name).split()) or name
    return name if name.isascii() else normalize("NFC", name)


def _disjoint(groups: list[set[int]]) -> list[set[int]]:
    """The groups, those that share somebody joined."""
    if sum(map(len, groups)) == len(set().union(*groups)):
        return groups
    found: dict[int, set[int]] = {}
    where: dict[int, int] = {}
    for number, group in enumerate(groups):
        joined = set(group)
        for other in {where[person] for person in group if person in where}:
            joined |= found.pop(other)
        found[number] = joined
        where.update(dict.fromkeys(joined, number))
    return list(found.values())
