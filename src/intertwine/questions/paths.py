"""How two people are connected: the shortest chain of meetings."""

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import among, distinct
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.short_repr import short_repr
from intertwine.model.strings import Ints
from intertwine.model.verb import SCENES
from intertwine.questions.arguments import need_name, need_view
from intertwine.questions.common import Asked, Named, Told
from intertwine.questions.encounters import HOWS, MEETINGS, How, is_later
from intertwine.questions.meaning import meant
from intertwine.questions.presence import there
from intertwine.questions.tell import Teller


@record
class Step:
    """One link of the chain: how `a` and `b` are known to have met, as in a `Meeting`; `told` says it."""

    a: Named
    b: Named
    how: How
    told: Told

    __repr__ = short_repr


@record
class Path:
    """The chain from `a` to `b`. `connected` is None when there is none in anything that this viewer has seen; the
    chain of somebody to themselves has no steps."""

    a: Named
    b: Named
    connected: bool | None
    steps: tuple[Step, ...]

    __repr__ = short_repr


def path(view: View, a: Asked, b: Asked) -> Path:
    """The shortest chain of meetings in `view` between `a` and `b`; of several the one whose links were shown earliest,
    link by link from `a`, then by name. It leads through people alone. Raises `NotThere`, `Ambiguous`."""
    need_view("path", view)
    for name in (a, b):
        need_name("path", name)
    here, goal, tell = meant(view, a), meant(view, b), Teller(view)
    graph = _MeetingGraph(view, here, goal)
    far = graph.distances(here, goal)
    steps: list[Step] = []
    at = here
    while at != goal and far[here] >= 0:
        line, how, at_next = graph.next(at, far)
        steps.append(Step(tell.named(at), tell.named(at_next), how, tell.told(view.facts.one(line))))
        at = at_next
    return Path(tell.named(here), tell.named(goal), True if far[here] >= 0 else None, tuple(steps))


class _MeetingGraph:
    """Who met whom, as arrays: pairs of those who met, and who was in which scene. People only, and the two ends."""

    def __init__(self, view: View, *ends: int) -> None:
        self.view = view
        people = view.entities.of_kind("character", "person", "")
        people[list(ends)] = True
        subjects, objects, lines = view.rows.pairs(view.rows.mask(MEETINGS, met=True))
        firsts = distinct(view.rows.pairs(view.rows.mask(("first meeting",)))[2]).tolist()
        still_to_come = among(lines, [line for line in firsts if is_later(view, line, None)])
        ours = (objects >= 0) & (subjects >= 0) & people[subjects] & people[objects] & (subjects != objects)
        ours &= ~still_to_come
        self.a, self.b, self.line = subjects[ours], objects[ours], lines[ours]
        self.stated = among(self.line, view.rows.pairs(view.rows.mask(MEETINGS))[2])
        present, _, scenes = view.rows.pairs(view.rows.mask(SCENES, ways=there))
        ours = (present >= 0) & people[present]
        self.present, self.scene = present[ours], scenes[ours]

    def distances(self, here: int, goal: int) -> Ints:
        """Steps from everybody to `goal`, as far as needed to reach `here`; NONE for those who are farther."""
        far = np.full(self.view.entities.count, NONE, np.int32)
        far[goal] = 0
        edge = np.array([goal], np.int32)
        while far[here] < 0 and len(edge):
            inside = np.zeros(len(far), np.bool_)
            inside[edge] = True
            scenes = distinct(self.scene[inside[self.present]])
            near = (self.b[inside[self.a]], self.a[inside[self.b]], self.present[among(self.scene, scenes)])
            found = distinct(np.concatenate(near))
            edge = found[far[found] < 0]
            far[edge] = far.max() + 1
        return far

    def next(self, at: int, far: Ints) -> tuple[int, How, int]:
        """The link that leads from `at` one step nearer: its line, how the two met, and who stands at its other end."""
        view = self.view
        found: dict[How, dict[int, list[int]]] = {how: {} for how in HOWS}
        for mine, theirs in ((self.a, self.b), (self.b, self.a)):
            chosen = (mine == at) & (far[theirs] == far[at] - 1)
            rows = (theirs[chosen].tolist(), self.line[chosen].tolist(), self.stated[chosen].tolist())
            for other, line, stated in zip(*rows, strict=True):
                found["met" if stated else "must have met"].setdefault(other, []).append(line)
        here = among(self.scene, self.scene[self.present == at]) & (far[self.present] == far[at] - 1)
        for other, line in zip(self.present[here].tolist(), self.scene[here].tolist(), strict=True):
            found["seen together"].setdefault(other, []).append(line)
        links: dict[int, tuple[int, How, int]] = {}
        for how, lines_of in found.items():
            for other, lines in lines_of.items():
                links.setdefault(other, (min(lines, key=view.lines.order), how, other))
        return min(
            links.values(),
            key=lambda link: (
                view.lines.order(link[0])[0],
                view.names.best(link[2]),
                view.lines.order(link[0]),
                view.names.address(link[2]),
            ),
        )
