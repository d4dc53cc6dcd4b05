"""Who ties stories together, worked out one person at a time: the reference for `questions.ties`."""

from collections.abc import Collection, Sequence
from itertools import combinations

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import among
from intertwine.model.fact import Where
from intertwine.model.verb import SCENES
from intertwine.model.words import fold
from intertwine.questions.common import Asked
from intertwine.questions.encounters import MEETINGS
from intertwine.questions.presence import acts, takes_part, there
from intertwine.questions.tell import Teller, the
from intertwine.questions.title_ties import Tie, TiedTitle, Ties


def ties(view: View, among: Sequence[Asked] = ()) -> Ties:
    """What `questions.ties` gives."""
    tell = Teller(view)
    titles = list(dict.fromkeys(the(view, asked, titles=True) for asked in among))
    first = _first_seen(view, titles)
    several = {person: places for person, places in first.items() if len(places) > 1}
    others = _met_where(view, several)
    rank = {title: place for place, title in enumerate(view.listing.titles)}
    found: list[Tie] = []
    for person, places in several.items():
        tied = []
        for title in sorted(places, key=lambda title: rank[title]):
            # Only what was shown in a title is here, so that there is a place.
            first_at = view.rows.where(places[title]) or Where(title, 0, 0)
            met_here = others.get((person, title), {})
            by_line = sorted(met_here, key=lambda other: (view.lines.order(met_here[other]), tell.named(other).name))
            at = tell.place(first_at._replace(seconds=None))
            tied.append(TiedTitle(tell.named(title), at, tell.all_named(by_line)))
        everyone = {other for title in places for other in others.get((person, title), ())}
        found.append(Tie(tell.named(person), tuple(tied), len(everyone)))
    found.sort(key=lambda tie: (-len(tie.titles), -tie.meetings, fold(tie.who.name), tie.who.address))
    return Ties(tell.all_named(titles), tuple(found))


def _first_seen(view: View, titles: Sequence[int]) -> dict[int, dict[int, int]]:
    """For each person the titles that they are seen in (`titles`, or any), each with the first line that shows them."""
    subjects, _, lines = view.rows.pairs(view.rows.mask(verbs=acts, ways=there))
    _, objects, more = view.rows.pairs(view.rows.mask(verbs=takes_part))
    people, lines = np.concatenate([subjects, objects]), np.concatenate([lines, more])
    where = view.rows.titles(lines)
    wanted = (where >= 0) & (people >= 0) & view.entities.of_kind("character", "person", "")[people]
    if titles:
        wanted &= among(where, np.array(titles, np.int32))
    people, lines, where = people[wanted], lines[wanted], where[wanted]
    as_shown = np.lexsort((lines, view.lines.orders(lines)))
    found: dict[int, dict[int, int]] = {}
    for person, title, line in zip(
        people[as_shown].tolist(), where[as_shown].tolist(), lines[as_shown].tolist(), strict=True
    ):
        found.setdefault(person, {}).setdefault(title, line)
    return found


def _met_where(view: View, several: Collection[int]) -> dict[tuple[int, int], dict[int, int]]:
    """For each of these people and each title whom they meet or share a scene with there, and the first such line."""
    people = view.entities.of_kind("character", "person", "")
    subjects, objects, lines = view.rows.pairs(view.rows.mask(MEETINGS, met=True))
    met = (subjects >= 0) & (objects >= 0)
    met &= people[subjects] & people[objects] & (subjects != objects)
    pairs = list(zip(subjects[met].tolist(), objects[met].tolist(), lines[met].tolist(), strict=True))
    present, _, scenes = view.rows.pairs(view.rows.mask(SCENES, ways=there))
    together: dict[int, list[int]] = {}
    for person, line in zip(present.tolist(), scenes.tolist(), strict=True):
        if person >= 0 and people[person]:
            together.setdefault(line, []).append(person)
    pairs += [(a, b, line) for line, group in together.items() for a, b in combinations(dict.fromkeys(group), 2)]
    pairs.sort(key=lambda pair: view.lines.order(pair[2]))
    where = view.rows.titles(np.array([line for _, _, line in pairs], np.int32)).tolist()
    found: dict[tuple[int, int], dict[int, int]] = {}
    for (a, b, line), title in zip(pairs, where, strict=True):
        for mine, theirs in ((a, b), (b, a)):
            if title >= 0 and mine in several:
                found.setdefault((mine, title), {}).setdefault(theirs, line)
    return found
