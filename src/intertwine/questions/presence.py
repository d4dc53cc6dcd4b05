"""Presence: who is on stage, that is, where a fact shows somebody, rather than telling of them."""

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.model.verb import Verb


def acts(verb: Verb) -> bool:
    """True when the subject of such a fact is on stage where it is shown: in a scene, or doing something. States and
    what somebody knows are told of people wherever they are."""
    return verb.shape in ("event", "ending") and verb.role not in (
        "purpose",
        "renewal",
        "learns",
        "continues",
        "identity",
    )


def takes_part(verb: Verb) -> bool:
    """True when the object is on stage as well: in what takes two to have met."""
    return acts(verb) and verb.met


def shows(fact: Fact, entity: int) -> bool:
    """True when a fact has the entity on stage."""
    if fact.where is None or not acts(fact.verb):
        return False
    return entity in fact.subjects or (fact.verb.met and entity in fact.objects)


def seasons_on_stage(view: View, title: int) -> tuple[int, ...]:
    """The seasons of a title in which this viewer has seen a character on stage (a film has one): those with a map."""
    subjects, _, lines = view.rows.pairs(view.rows.mask(verbs=acts))
    ours = (view.rows.titles(lines) == title) & view.entities.of_kind("character", "")[subjects]
    return tuple(sorted(set(view.rows.seasons(lines[ours]).tolist())))


def on_stage(view: View, person: int) -> bool:
    """True when this viewer has seen somebody on stage."""
    subjects, objects, lines = view.rows.pairs(view.rows.mask(verbs=acts))
    both = view.rows.mask(verbs=takes_part)[view.rows.mask(verbs=acts)]
    return bool((((subjects == person) | ((objects == person) & both)) & (view.rows.titles(lines) >= 0)).any())
