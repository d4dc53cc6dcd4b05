"""A place in the text that a finding names, and the fact to which it belongs."""

from intertwine.model.problem import Place
from intertwine.model.record import record


@record
class Spot:
    """A `place`, and the line on which the fact there begins in its file (0: it belongs to no fact). An exception is
    declared below that fact."""

    place: Place
    fact: int = 0
