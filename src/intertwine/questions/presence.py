"""Presence: who is on stage, that is, where a fact shows somebody, rather than telling of them; and in which way."""

from functools import reduce

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.message import KeeperWords, message, way_for
from intertwine.model.verb import Verb
from intertwine.model.way import Way, split_label

Labels = tuple[str, ...]
"""How somebody is in a scene, as `Fact.ways` has it: of each way its id, and after a comma what else is written."""


class Staging(Frozen):
    """How people are in the scenes of one view."""

    __slots__ = ("_usual", "_ways")

    def __init__(self, view: View) -> None:
        """`view` has the ways."""
        self._ways = FrozenDict((way.id, way) for way in view.ways)
        self._usual = next(way for way in view.ways if way.is_usual)

    @staticmethod
    def of(fact: Fact) -> dict[int, Labels]:
        """How each of those is there who are in a scene not simply in person."""
        return {n: labels for n, labels in zip(fact.subjects, fact.ways, strict=False) if labels != ("",)}

    def ways(self, labels: Labels) -> tuple[Way, ...]:
        """The ways that `labels` say, in their order."""
        return tuple(self._ways.get(split_label(label)[0], self._usual) for label in labels)

    def there(self, labels: Labels | None) -> bool:
        """True where whoever is there so counts as there (None: in person)."""
        return labels is None or any(way.there for way in self.ways(labels))

    def is_body(self, labels: Labels) -> bool:
        """True where a line ends in what `labels` say."""
        return any(way.line == "ended" for way in self.ways(labels))

    def shown_as(self, labels: Labels) -> Way:
        """Which of several ways is drawn: one that counts as there before all others."""
        ways = self.ways(labels)
        return next((way for way in ways if way.there), ways[0])

    def text(self, labels: Labels) -> str:
        """The ways in words: `heard and in person`, `imagined, as a boy`, `as a boy`."""
        said = list[str]()
        for way, label in zip(self.ways(labels), labels, strict=True):
            noun, note = way_for(way.noun), KeeperWords(split_label(label)[1])
            whole = message("%(way)s, %(note)s", way=noun, note=note) if note else noun
            said.append(note if note and way.is_usual else whole)
        return reduce(lambda one, other: message("%(one)s and %(other)s", one=one, other=other), said)


def acts(verb: Verb) -> bool:
    """True when the subject of such a fact is on stage where it is shown: in a scene, or doing something. States and
    what somebody knows are told of people wherever they are, but for how a state of two begins that takes them both
    ("marries")."""
    begins_both = verb.shape == "state" and verb.met and verb.begins != verb.id
    return (begins_both or verb.shape in ("event", "ending")) and verb.role not in (
        "purpose",
        "renewal",
        "learns",
        "continues",
        "identity",
    )


def takes_part(verb: Verb) -> bool:
    """True when the object is on stage as well: in what takes two to have met."""
    return acts(verb) and verb.met


def there(way: Way) -> bool:
    """True of the ways of being in a scene that count as being there."""
    return way.there


def shows(fact: Fact, entity: int) -> bool:
    """True when a fact has the entity on stage, in whatever way: there, or heard, imagined, as a body."""
    if fact.where is None or not acts(fact.verb):
        return False
    return entity in fact.subjects or (fact.verb.met and entity in fact.objects)


def is_seen(view: View, fact: Fact, entity: int) -> bool:
    """True when a `fact` of `view` has the `entity` on stage and there, and is neither disproved nor in a frame."""
    return fact.real and shows(fact, entity) and is_there(view, fact, entity)


def is_there(view: View, fact: Fact, entity: int) -> bool:
    """False where the scene `fact` of `view` has the `entity` in other ways alone: heard, imagined, as a body."""
    labels = labels_of(fact, entity)
    return labels == ("",) or Staging(view).there(labels)


def labels_of(fact: Fact, entity: int) -> Labels:
    """How the entity is in the scene `fact` (see `Fact.ways`): ("",) is in person."""
    return fact.ways[fact.subjects.index(entity)] if fact.ways and entity in fact.subjects else ("",)


def seasons_on_stage(view: View, title: int) -> tuple[int, ...]:
    """The seasons of a title in which this viewer has seen a character on stage, in whatever way and frame (a film has
    one): those with a map."""
    subjects, _, lines = view.rows.pairs(view.rows.mask(verbs=acts, framed=True))
    ours = (view.rows.titles(lines) == title) & view.entities.of_kind("character", "")[subjects]
    return tuple(sorted(set(view.rows.seasons(lines[ours]).tolist())))


def on_stage(view: View, person: int) -> bool:
    """True when this viewer has seen somebody on stage, in whatever way and frame: they have a map."""
    acting = view.rows.mask(verbs=acts, framed=True)
    subjects, objects, lines = view.rows.pairs(acting)
    both = view.rows.mask(verbs=takes_part, framed=True)[acting]
    return bool((((subjects == person) | ((objects == person) & both)) & (view.rows.titles(lines) >= 0)).any())
