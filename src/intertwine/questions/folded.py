"""Scenes as places of what happens in them: a list of facts without scenes that add nothing to it."""

from collections.abc import Iterable, Sequence

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.model.verb import SCENES
from intertwine.questions.encounters import MEETINGS
from intertwine.questions.listed import LISTED

_Occasion = tuple[int, int, int, int | None]


def folded(view: View, facts: Sequence[Fact]) -> list[Fact]:
    """Those of `facts`, facts of `view` in their order, without scenes that another of them tells of: what happens in
    the same installment between all who are there, in the same place or in a scene without one.

    A meeting without a place has that of the scene, where the viewer knows of one scene alone of these people in that
    installment. A scene with words of its own, or with somebody who is not simply there or
    was taken for another, stays."""
    events: dict[_Occasion, list[Fact]] = {}
    scenes: dict[_Occasion, list[Fact]] = {}
    for fact in facts:
        if (at := _occasion(fact)) is None:
            continue
        if view.facts.beside(fact, "taken for"):
            continue
        if fact.verb.role in SCENES:
            scenes.setdefault(at, []).append(fact)
        elif fact.verb.shape == "event" and fact.verb.role not in (*LISTED, "prose", "appearance"):
            events.setdefault(at, []).append(fact)
    left_out: set[int] = set()
    placed: dict[int, Fact] = {}
    for at, here in scenes.items():
        happened = events.get(at, ())
        for event in happened:
            if (
                event.place is None
                and not event.text
                and event.verb.role in MEETINGS
                and (scene := _only_scene(here, event))
            ):
                placed[event.line] = event._replace(place=scene.place, preposition=scene.preposition)
        told = [placed.get(event.line, event) for event in happened]
        left_out |= {scene.line for scene in here if _adds_nothing(scene, told)}
    return [placed.get(fact.line, fact) for fact in facts if fact.line not in left_out]


def _occasion(fact: Fact) -> _Occasion | None:
    """Where a fact was shown and in which frame; None for what is public, or known from a season as a whole."""
    where = fact.where
    if where is None or where.by_end or fact.disproved:
        return None
    return where.title, where.season, where.number, fact.frame


def _only_scene(scenes: Iterable[Fact], event: Fact) -> Fact | None:
    """The one of these scenes with all of whom an event tells, if it has a place."""
    people = set(event.ends)
    found = [scene for scene in scenes if people <= set(scene.subjects)]
    return found[0] if len(found) == 1 and found[0].place is not None and not any(found[0].ways) else None


def _adds_nothing(scene: Fact, events: Iterable[Fact]) -> bool:
    if scene.text or any(scene.ways):
        return False
    people = set(scene.subjects)
    return any(people <= set(event.ends) and (scene.place is None or scene.place == event.place) for event in events)
