"""Whom a typed name means where nothing is called exactly so: what a search finds first, where that is clear."""

from typing import TYPE_CHECKING

from intertwine.gate.view import View
from intertwine.model.words import letters
from intertwine.questions.common import Ambiguous, Asked, Named, NotThere
from intertwine.questions.tell import Teller, the

if TYPE_CHECKING:
    from intertwine.questions.near_names import NameMatch

_SHORTEST, _LONGEST = 3, 200
"""Characters of the shortest and the longest text that is taken for a name that it does not spell."""
_SHORTEST_IN_PROSE = 5
"""Characters of the shortest text that is looked for in the prose about people."""
_MOST_CHOICES = 5
_CLEAR = 3
"""Of several that match as well as each other, one is clear that weighs so many times as much as any other."""


def meant(view: View, asked: Asked, *, titles: bool | None = False) -> int:
    """The one entity of `view` that `asked` names, as `the` finds it; and where nothing is called so, the one that a
    search for it finds, if it is clear which. `titles` is as there. Raises `NotThere`, and `Ambiguous` with those that
    it may mean."""
    try:
        return the(view, asked, titles=titles)
    except NotThere as lost:
        likely = () if isinstance(asked, int) or lost.other else _likely(view, asked, titles)
        if not likely:
            raise
        if len(likely) == 1:
            return likely[0]
        choices = Teller(view).all_named(likely)
    said = ", ".join(f"{it.name} ({it.address})" for it in choices)
    raise Ambiguous(str(asked), choices, f'"{asked}" may mean several; write one of these addresses: {said}')


def taken(view: View, asked: Asked, *, titles: bool | None = False) -> Named | None:
    """What `meant` takes `asked` for that is not called so; None where it is, and where nothing is clear."""
    if isinstance(asked, int):
        return None
    try:
        the(view, asked, titles=titles)
    except NotThere as lost:
        likely = () if lost.other else _likely(view, asked, titles)
        return Teller(view).named(likely[0]) if len(likely) == 1 else None
    except Ambiguous:
        pass
    return None


def _likely(view: View, asked: str, titles: bool | None) -> tuple[int, ...]:
    """The one that a text clearly means; or several that it may mean, the likeliest first, by the beginnings of their
    names, or by what they are or do. Words of prose about somebody count more than near spellings; both are either
    clear or none."""
    # Only where a name is not there: most commands name what is.
    from intertwine.questions.near_names import PARTLY, ranked  # noqa: PLC0415
    from intertwine.questions.weights import weights  # noqa: PLC0415

    plain = letters(asked)
    if not len(plain) >= _SHORTEST or len(asked) > _LONGEST:
        return ()
    found = ranked(view, asked, titles=titles, prose=False).some(0, _MOST_CHOICES)
    is_near = not found or found[0].match == "close"
    if is_near and len(plain) >= _SHORTEST_IN_PROSE and not any(c.isdigit() for c in plain):
        told = ranked(view, asked, titles=titles, loosely=True).some(0, _MOST_CHOICES)
        said = tuple(it for it in told if it.match == "role" and it.rank < PARTLY)
        found = tuple(it for it in said if it.role) or (said if len(said) == 1 else found)
    if not found:
        return ()
    best = [it for it in found if it.rank == found[0].rank and _says_most(it, plain)]
    weight = weights(view)
    first, *others = [weight.item(it.who) for it in best] or [0]
    if len(best) == 1 or (best and first >= _CLEAR * max(others, default=0)):
        return (best[0].who,) if _has_digits_of(best[0], plain) else ()
    return tuple(it.who for it in best) if best and best[0].match != "close" else ()


def _says_most(it: "NameMatch", plain: str) -> bool:
    """Whether a text has at least half of the words of a name that it begins: "nobody" is not "the man nobody saw"."""
    return it.match not in ("prefix", "word") or 2 * len(plain.split()) >= len(letters(it.name).split())


def _has_digits_of(it: "NameMatch", plain: str) -> bool:
    """Whether a match has the digits of a text: those that no name has may be a season's or an episode's."""
    return it.match != "close" or [c for c in plain if c.isdigit()] == [c for c in letters(it.name) if c.isdigit()]
