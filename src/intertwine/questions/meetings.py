"""Have they met? A pair, or the matrix of a group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import combinations
from typing import Literal

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import among
from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.record import record
from intertwine.model.short_repr import quoted, short_repr, shown
from intertwine.model.strings import Bools
from intertwine.model.verb import SCENES, Role
from intertwine.questions.common import Ambiguous, At, Named, NotThere, Told
from intertwine.questions.place import place_start
from intertwine.questions.tell import Teller, the

How = Literal["met", "must have met", "seen together"]
HOWS: tuple[How, ...] = ("met", "must have met", "seen together")
"""How two are known to have met, the strongest first: a fact states that they meet; a fact can only be true of two who
have met, as of a fight or a break-up; they share a scene."""
MEETINGS: tuple[Role, ...] = ("meeting", "first meeting")


@record
class Encounter:
    """A fact that shows that two have met, and `how` it does. `where` is None for what is public; `place` is where they
    were, or None; `text` is the fact in words. `told` is the fact itself, for pages; it is not part of the JSON."""

    how: How
    where: At | None
    place: str | None
    source: str
    text: str
    told: Told = field(metadata={"json": False})

    __repr__ = short_repr


@record
class Meeting:
    """One pair. `a`, `b` are the words asked, `a_name`, `b_name` the best names.

    `met` is True, None (not in anything that this viewer has seen) or False (a visible fact says that they meet for the
    first time later; `where`, `place` and `source` are then that fact's). `how` is None unless `met` is True: it is the
    strongest of `HOWS` that anything visible gives, and `where`, `place` and `source` are those of the earliest such
    fact. `earliest` is the earliest of all that shows that they have met, however it does (None unless `met` is True).
    `told` is the fact itself, for pages; it is not part of the JSON.

    Somebody who sees more may find a stronger `how` and an earlier `earliest`, and never a weaker or a later one,
    unless what showed it is disproved.
    """

    a: str
    b: str
    a_name: str
    b_name: str
    met: bool | None
    how: How | None
    where: At | None
    place: str | None
    source: str | None
    earliest: Encounter | None
    told: Told | None = field(default=None, metadata={"json": False})

    __repr__ = short_repr


@record
class Same:
    """Two of the words asked name one and the same: `name` is their best name. A word that is asked twice is `a` and
    `b`."""

    a: str
    b: str
    name: str

    __repr__ = short_repr


@record
class Meetings:
    """All pairs of the names asked, in the order asked. `unknown` are the words that name nothing in the view, hidden
    and missing alike; `near` gives for each of those the visible names that may have been meant, the likeliest first,
    and is not part of the JSON; `ambiguous` maps a word to those that it may mean. The JSON has `same` only where it
    holds any."""

    pairs: tuple[Meeting, ...]
    same: tuple[Same, ...] = field(metadata={"json": "if any"})
    unknown: tuple[str, ...]
    ambiguous: FrozenDict[str, tuple[Named, ...]]
    near: "NearNames" = field(compare=False, metadata={"json": False})

    def __repr__(self) -> str:
        said = [f"pairs {len(self.pairs)}" if self.pairs else ""]
        said += [f"{quoted(it.a)} and {quoted(it.b)} are the same" for it in self.same]
        for word in self.unknown:
            near = " or ".join(map(quoted, self.near[word]))
            said.append(f"unknown {quoted(word)}" + (f" (did you mean {near}?)" if near else ""))
        said += [f"ambiguous {quoted(word)}" for word in self.ambiguous]
        return shown("Meetings", said)


class NearNames(Frozen, Mapping[str, tuple[str, ...]]):
    """Visible names that may have been meant, by the word that names nothing. They are looked for when they are first
    asked for: few callers do."""

    __slots__ = ("_lost",)

    def __init__(self, lost: Mapping[str, NotThere]) -> None:
        """Of the errors by their words."""
        self._lost = FrozenDict(lost)

    def __getitem__(self, word: str) -> tuple[str, ...]:
        return self._lost[word].near

    def __iter__(self) -> Iterator[str]:
        return iter(self._lost)

    def __len__(self) -> int:
        return len(self._lost)

    def __repr__(self) -> str:
        return repr(dict(self))


def met(view: View, names: Sequence[str], before: str | None = None) -> Meetings:
    """Which of `names` have met; with `before` ("The Defenders", "Daredevil S2", "Jessica Jones 1x05"), which had met
    before that. Raises `NotThere` when `before` names nothing in the listing of `view`."""
    limit = None if before is None else place_start(view, before).order
    found: dict[str, int] = {}
    unknown: dict[str, NotThere] = {}
    ambiguous: dict[str, tuple[Named, ...]] = {}
    for name in dict.fromkeys(names):
        try:
            found[name] = the(view, name)
        except NotThere as lost:
            unknown[name] = lost
        except Ambiguous as several:
            ambiguous[name] = several.choices
    tell = Teller(view)
    known = encounters(view, set(found.values()))
    pairs: list[Meeting] = []
    same = [Same(name, name, view.names.best(found[name])) for name in found if names.count(name) > 1]
    for a, b in combinations(found, 2):
        if found[a] == found[b]:
            same.append(Same(a, b, view.names.best(found[a])))
        else:
            pairs.append(_meeting(tell, (a, found[a]), (b, found[b]), known, limit))
    return Meetings(tuple(pairs), tuple(same), tuple(unknown), FrozenDict(ambiguous), NearNames(unknown))


@record
class Encounters:
    """Lines that bring two people together, each pair (the lower number first) with its lines as shown: by how they do,
    and apart from that first meetings."""

    lines: dict[How, dict[tuple[int, int], list[int]]]
    first: dict[tuple[int, int], list[int]]


def encounters(view: View, people: set[int]) -> Encounters:
    """Every encounter between two of `people`. Disproved facts are left out."""
    stated, implied = view.rows.mask(MEETINGS), view.rows.mask(met=True)
    return Encounters(
        {
            "met": _pairs(view, people, stated),
            "must have met": _pairs(view, people, implied & ~stated),
            "seen together": _scenes(view, people),
        },
        _pairs(view, people, view.rows.mask(("first meeting",))),
    )


def _pairs(view: View, people: set[int], rows: Bools) -> dict[tuple[int, int], list[int]]:
    subjects, objects, lines = view.rows.pairs(rows)
    everyone = np.array(sorted(people), np.int32)
    ours = among(subjects, everyone) & among(objects, everyone) & (subjects != objects)
    found: dict[tuple[int, int], list[int]] = {}
    for a, b, line in zip(subjects[ours].tolist(), objects[ours].tolist(), lines[ours].tolist(), strict=True):
        found.setdefault((min(a, b), max(a, b)), []).append(line)
    return _as_shown(view, found)


def _scenes(view: View, people: set[int]) -> dict[tuple[int, int], list[int]]:
    subjects, _, lines = view.rows.pairs(view.rows.mask(SCENES))
    ours = among(subjects, np.array(sorted(people), np.int32))
    present: dict[int, set[int]] = {}
    for person, line in zip(subjects[ours].tolist(), lines[ours].tolist(), strict=True):
        present.setdefault(line, set()).add(person)
    found: dict[tuple[int, int], list[int]] = {}
    for line, together in present.items():
        for pair in combinations(sorted(together), 2):
            found.setdefault(pair, []).append(line)
    return _as_shown(view, found)


def _as_shown(view: View, found: dict[tuple[int, int], list[int]]) -> dict[tuple[int, int], list[int]]:
    return {pair: sorted(set(lines), key=view.rows.order) for pair, lines in found.items()}


def _meeting(tell: Teller, a: tuple[str, int], b: tuple[str, int], known: Encounters, limit: int | None) -> Meeting:
    view = tell.view
    pair = (min(a[1], b[1]), max(a[1], b[1]))
    names = (a[0], b[0], view.names.best(a[1]), view.names.best(b[1]))
    later = [line for line in known.first.get(pair, ()) if is_later(view, line, limit)]
    shown: dict[How, int] = {}
    for how in HOWS:
        lines = [line for line in known.lines[how].get(pair, ()) if _is_before(view, line, limit)]
        line = next((line for line in lines if line not in later), None)
        if line is not None:
            shown[how] = line
    if shown:
        best = next(iter(shown))
        encounter = _encounter(tell, best, shown[best])
        first = min(shown, key=lambda how: view.rows.order(shown[how]))
        earliest = encounter if first == best else _encounter(tell, first, shown[first])
        return Meeting(*names, True, best, encounter.where, encounter.place, encounter.source, earliest, encounter.told)
    if later:
        no = _encounter(tell, "met", later[0])
        return Meeting(*names, False, None, no.where, no.place, no.source, None, no.told)
    return Meeting(*names, None, None, None, None, None, None)


def _encounter(tell: Teller, how: How, line: int) -> Encounter:
    fact = tell.view.facts.one(line)
    told = tell.told(fact)
    place = None if fact.place is None else tell.view.names.best(fact.place)
    return Encounter(how, told.where, place, told.source, told.text, told)


def _is_before(view: View, line: int, limit: int | None) -> bool:
    return limit is None or view.rows.order(line)[0] < limit


def is_later(view: View, line: int, limit: int | None) -> bool:
    """Whether the first meeting `line` of `view` is still to come: shown at or after `limit`; without one (None), dated
    in the story after the release of everything that this viewer has passed."""
    if limit is not None:
        return view.rows.order(line)[0] >= limit
    true = view.facts.one(line).true
    return true is not None and true.start is not None and true.start > _now(view)


def _now(view: View) -> int:
    passed = [
        it.date
        for title in view.listing.titles
        for it in view.listing.installments(title)
        if it.date is not None and (it.seen is not None or it.told is not None)
    ]
    return max(passed, default=0)
