"""What may change a state of somebody or something, though it does not name them."""

from collections.abc import Collection, Sequence

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import among, distinct
from intertwine.model.fact import Fact
from intertwine.model.verb import Verb
from intertwine.questions.states import getters, givers


def changing(view: View, me: int, about: Sequence[Fact], frame: int | None = None) -> tuple[Fact, ...]:
    """What may begin or end a state of the entity `me` in this `frame` (None: in none): all that names them (`about`),
    for those whose state ends in them (who lives here, who belongs to us) whatever ends such a state in `view`
    without naming it, and for things that pass from one to another, or may be destroyed, all that says who has them."""
    others = {n for fact in about if fact.verb.shape == "state" and me in fact.objects for n in fact.subjects} - {me}
    ours = view.rows.lines_of(others, lambda verb: bool(verb.ends or verb.resumes), frame=frame) if others else None
    found = [] if ours is None else [ours]
    verbs = [verb for verb in view.verbs if verb.gets or verb.ends_anyone]
    held = {kind for verb in verbs for kind in (verb.begins, *verb.ends, *verb.passes)} - {""}
    if held:
        had = [fact for fact in about if fact.verb.gets or fact.verb.begins in held]
        things = {n for fact in had for n in fact.objects} - {me}
        sources = {n for fact in had if not fact.objects and me in getters(fact) for n in givers(fact) or ()} - {me}
        if things:
            found.append(
                view.rows.lines_of(things, lambda it: bool(it.gets) or _touches(it, held), frame=frame, as_object=True)
            )
        if sources:
            found.append(view.rows.lines_of(sources, lambda it: bool(it.gets) or _touches(it, held), frame=frame))
    if not found:
        return tuple(about)
    lines = distinct(np.concatenate(found))
    return (*about, *view.facts.at(lines[~among(lines, [fact.line for fact in about])]))


def _touches(verb: Verb, kinds: Collection[str]) -> bool:
    """Whether a verb begins or ends a state of one of these kinds."""
    return verb.begins in kinds or not set(kinds).isdisjoint(verb.ends)
