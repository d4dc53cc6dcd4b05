"""What is said of some lines of a view, as columns: for questions that sort and compare thousands of them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from intertwine.model.frozen import read_only
from intertwine.model.strings import Bools, Ints, Longs


class LineColumns(NamedTuple):
    """Some lines, one entry a line in each column.

    `verb` counts in the verbs of the view; `place` is an entity. `where` has a number for each installment in which
    they were shown, twice its place in the listing, and one more for what took several to learn; `seconds` and `start`
    are those of its place and of its scene. `frame` is the frame that it is in. Each of them is NONE for none. `time`
    has a number for what it says itself about when it is true, equal ones for the same, and `says_time` is True where
    that is a date, a step or a relation. `related` is True where there are relations, which `time` leaves out, and
    `noted` where a label says how somebody is there.
    """

    verb: Ints
    place: Ints
    where: Ints
    seconds: Ints
    start: Ints
    frame: Ints
    time: Longs
    says_time: Bools
    related: Bools
    noted: Bools

    def some(self, chosen: Bools | Longs) -> "LineColumns":
        """Those of the lines that are chosen: a mask, or their places."""
        columns: Iterable[Any] = (column[chosen] for column in self)
        return LineColumns(*columns)

    def sealed(self) -> "LineColumns":
        """The same, read-only."""
        columns: Iterable[Any] = (read_only(column) for column in self)
        return LineColumns(*columns)
