"""How much a viewer wants to be shown of what they have not seen, and which of it is next."""

from dataclasses import field
from typing import Literal, get_args

from intertwine.model.progress import Mark
from intertwine.model.record import record
from intertwine.model.title import RELEASE

ShownNames = Literal["none", "next", "all"]
NAMES: tuple[ShownNames, ...] = get_args(ShownNames)
SHOWN = ("pictures", "lengths", "cast")
"""What else is shown or not, by the names of `Posture`."""


@record
class Posture:
    """How much of the public listing of what was not seen is shown to a viewer, and what counts as next.

    The usual one is `Posture()`. None of it passes a stamp: what is told of the story is the same for every posture.

    >>> import intertwine
    >>> from intertwine.model.posture import Posture
    >>> universe = intertwine.load().universe
    >>> view = universe.seen("Daredevil 1x01", Posture(names="none"))
    >>> daredevil, = view.names.find("Daredevil")
    >>> [it.name for it in view.listing.installments(daredevil)][:3]
    ['Into the Ring', '', '']
    """

    names: ShownNames = field(
        default="next", metadata={"help": "Whose names are shown: of no unseen installment, the next one's, of all."}
    )
    pictures: bool = field(
        default=True, metadata={"help": "Whether public pictures are shown, also of a title of which nothing was seen."}
    )
    lengths: bool = field(default=True, metadata={"help": "Whether lengths of unseen installments are shown."})
    cast: bool = field(
        default=True, metadata={"help": "Whether the public cast of a title of which nothing was seen is shown."}
    )
    order: str = field(default=RELEASE, metadata={"help": "The name of the viewing order that says what is next."})
    skipped: frozenset[Mark] = field(
        default_factory=frozenset, metadata={"help": "Installments that are never next, though they were not seen."}
    )


USUAL = Posture()
"""The posture of those who chose none: names of what is next, pictures, lengths and cast; the order of release."""
