"""What brings two people together: the lines that show that they have met (each frame apart), or have spoken."""

from collections.abc import Iterable
from itertools import combinations
from typing import Literal

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import among
from intertwine.model.fact import Where
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools
from intertwine.model.verb import SCENES, Role
from intertwine.questions.presence import there

How = Literal["met", "must have met", "seen together"]
HOWS: tuple[How, ...] = ("met", "must have met", "seen together")
"""How two are known to have met, the strongest first: a fact states that they meet; a fact can only be true of two who
have met, as of a fight or a break-up; both are there in a scene."""
MEETINGS: tuple[Role, ...] = ("meeting", "first meeting")
Pair = tuple[int, int, int]
"""A frame (NONE: really), and two people, the lower number first."""
LinesOfPairs = dict[Pair, list[int]]
"""Of each pair the lines, as shown."""


@record
class Encounters:
    """Lines that bring two people together: by how they do, and apart from that first meetings; and those in which they
    speak with each other (each frame apart too). `beside` are scenes of one who is there and one who is not: imagined,
    or a body. `frames` are those in which two people have met or spoken, by the two. `casts` are, for each installment,
    those who are there: whose first line it is, and whether only a cast says so. It is empty where no cast names any of
    the people."""

    lines: dict[How, LinesOfPairs]
    first: LinesOfPairs
    spoken: LinesOfPairs
    beside: LinesOfPairs
    frames: dict[tuple[int, int], set[int]]
    casts: dict[Where, dict[int, tuple[int, bool]]]


def encounters(view: View, people: set[int]) -> Encounters:
    """Every encounter between two of `people`. Disproved facts are left out."""
    rows = view.rows
    stated, implied = rows.mask(MEETINGS, framed=True), rows.mask(met=True, framed=True)
    lines: dict[How, LinesOfPairs] = {
        "met": _pairs(view, people, stated),
        "must have met": _pairs(view, people, implied & ~stated),
        "seen together": _scenes(view, people),
    }
    spoken = _spoken(view, people)
    frames: dict[tuple[int, int], set[int]] = {}
    for found in (*lines.values(), spoken):
        for frame, a, b in found:
            if frame != NONE:
                frames.setdefault((a, b), set()).add(frame)
    first = _pairs(view, people, rows.mask(("first meeting",)))
    return Encounters(lines, first, spoken, _beside(view, people), frames, _casts(view, people))


def _pairs(view: View, people: set[int], rows: Bools) -> LinesOfPairs:
    """Subjects and objects of the chosen `rows`."""
    subjects, objects, lines = view.rows.pairs(rows)
    everyone = np.array(sorted(people), np.int32)
    ours = among(subjects, everyone) & among(objects, everyone) & (subjects != objects)
    return _as_shown(view, zip(subjects[ours].tolist(), objects[ours].tolist(), lines[ours].tolist(), strict=True))


def _scenes(view: View, people: set[int]) -> LinesOfPairs:
    """Those who are there in one scene."""
    together = _present(view, people, view.rows.mask(SCENES, ways=there, framed=True))
    return _as_shown(view, ((a, b, line) for line, who in together.items() for a, b in combinations(who, 2)))


def _beside(view: View, people: set[int]) -> LinesOfPairs:
    """Those who are there in a scene, each with all who are in it in other ways."""
    if all(way.there for way in view.ways):
        return {}
    present = _present(view, people, view.rows.mask(SCENES, ways=there))
    others = _present(view, people, view.rows.mask(SCENES, ways=lambda way: not way.there))
    none: set[int] = set()
    scenes = ((line, present.get(line, none), who) for line, who in others.items())
    return _as_shown(view, ((a, b, line) for line, here, who in scenes for a in here for b in who - here))


def _casts(view: View, people: set[int]) -> dict[Where, dict[int, tuple[int, bool]]]:
    """Who is there in which installment, by a cast or in a scene, with the first line that says so."""
    found: dict[Where, dict[int, tuple[int, bool]]] = {}
    in_casts = _present(view, people, view.rows.mask(("appearance",), ways=there))
    in_scenes = _present(view, people, view.rows.mask(SCENES, ways=there)) if in_casts else {}
    for present, is_cast in ((in_scenes, False), (in_casts, True)):
        for line in sorted(present, key=view.lines.order):
            where = view.rows.where(line)
            if where is not None and not where.by_end:
                for who in present[line]:
                    found.setdefault(Where(*where[:3]), {}).setdefault(who, (line, is_cast))
    return found


def _spoken(view: View, people: set[int]) -> LinesOfPairs:
    """Those who are heard in a scene, each with all who are there or heard; and those of whom a fact says that they
    speak with each other."""
    rows = view.rows
    said = _pairs(view, people, rows.mask(verbs=lambda verb: verb.spoken, framed=True))
    if not any(way.spoken for way in view.ways):
        return said
    heard = _present(view, people, rows.mask(SCENES, ways=lambda way: way.spoken, framed=True))
    others = _present(view, people, rows.mask(SCENES, ways=lambda way: way.spoken or way.there, framed=True))
    pairs = [(a, b, line) for line, voices in heard.items() for a in voices for b in others[line] if a != b]
    pairs += [(a, b, line) for (_, a, b), lines in said.items() for line in lines]
    return _as_shown(view, pairs)


def _present(view: View, people: set[int], rows: Bools) -> dict[int, set[int]]:
    """Which of `people` are in which line, by the chosen `rows`."""
    subjects, _, lines = view.rows.pairs(rows)
    ours = among(subjects, np.array(sorted(people), np.int32))
    present: dict[int, set[int]] = {}
    for person, line in zip(subjects[ours].tolist(), lines[ours].tolist(), strict=True):
        present.setdefault(line, set()).add(person)
    return present


def _as_shown(view: View, found: Iterable[tuple[int, int, int]]) -> LinesOfPairs:
    """Of two people and a line each, the lines of each pair."""
    rows = list(found)
    frames = view.rows.frames(np.array([line for _, _, line in rows], np.int32)).tolist()
    lines: dict[Pair, set[int]] = {}
    for (a, b, line), frame in zip(rows, frames, strict=True):
        lines.setdefault((frame, min(a, b), max(a, b)), set()).add(line)
    return {pair: sorted(those, key=view.lines.order) for pair, those in lines.items()}


def is_before(view: View, line: int, limit: int | None) -> bool:
    """Whether the `line` of `view` was shown before `limit` (None: at all)."""
    return limit is None or view.lines.order(line)[0] < limit


def is_later(view: View, line: int, limit: int | None) -> bool:
    """Whether the first meeting `line` of `view` is still to come: shown at or after `limit`; without one (None),
    public and dated in the story after the release of everything that this viewer has passed. What an installment
    showed was met in it, whenever the story says."""
    if limit is not None:
        return view.lines.order(line)[0] >= limit
    if view.rows.where(line) is not None:
        return False
    true = view.facts.one(line).true
    return true is not None and true.start is not None and true.start > _now(view)


def _now(view: View) -> int:
    passed = [
        it.date.day
        for title in view.listing.titles
        for it in view.listing.installments(title)
        if it.date and (it.seen is not None or it.told is not None)
    ]
    return max(passed, default=0)
