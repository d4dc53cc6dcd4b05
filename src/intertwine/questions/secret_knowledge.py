"""Who knows whose secret."""

from collections.abc import Sequence

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.questions.arguments import need_names, need_view
from intertwine.questions.common import Asked, At, Named, Told
from intertwine.questions.meaning import meant
from intertwine.questions.tell import Teller, real


@record
class Knower:
    """Who knows it, since where (None: public), and the fact that says so. `mistaken` is True where they learnt it
    otherwise than it is: as true what is not, or of somebody who was taken for another. `told` says how."""

    who: Named
    since: At | None
    told: Told
    mistaken: bool

    __repr__ = short_repr


@record
class Secret:
    """A fact that somebody learnt: whose it is (`of`: its subjects), and who knows it, in the order of learning."""

    of: tuple[Named, ...]
    told: Told
    known_by: tuple[Knower, ...]

    __repr__ = short_repr


@record
class Secrets:
    """`about` are the people asked for (none: all); `secrets` in the order in which they were shown."""

    about: tuple[Named, ...]
    secrets: tuple[Secret, ...]

    __repr__ = short_repr


def secrets(view: View, about: Sequence[Asked] = ()) -> Secrets:
    """The facts that somebody learnt (that name, or are known to, one of `about`). Raises `NotThere`, `Ambiguous`."""
    need_view("secrets", view)
    about = need_names("secrets", about)
    tell = Teller(view)
    asked = list(dict.fromkeys(meant(view, name) for name in about))
    learnt: dict[int, list[Fact]] = {}
    for fact in real(view.facts.of(roles=("learns",))):
        if fact.ref is not None:
            learnt.setdefault(fact.ref, []).append(fact)
    found: list[Secret] = []
    for secret in view.facts.at(learnt):
        knowers: dict[int, Fact] = {}
        for fact in learnt[secret.line]:
            for person in fact.subjects:
                knowers.setdefault(person, fact)
        if asked and not {*secret.ends, *knowers}.intersection(asked):
            continue
        known_by = tuple(
            Knower(tell.named(n), tell.at(fact.where), tell.told(fact), view.is_mistaken(fact, secret))
            for n, fact in knowers.items()
        )
        found.append(Secret(tell.all_named(secret.subjects), tell.told(secret), known_by))
    return Secrets(tell.all_named(asked), tuple(found))
