"""Where in the text a finding is, and the fact to which that belongs."""

from collections.abc import Callable
from dataclasses import field

from intertwine.model.problem import TextPlace
from intertwine.model.record import record


@record
class FindingPlace:
    """A place in a `file`, and the line on which the fact there begins (0: it belongs to no fact): an exception is
    declared below that fact. `label` says what stands there. `at` gives line and column when they are asked for: to
    find them, a file is read again."""

    file: str
    fact: int
    label: str
    at: Callable[[], tuple[int, int]] = field(compare=False, repr=False)

    @property
    def place(self) -> TextPlace:
        """The place, with line and column."""
        return TextPlace(self.file, *self.at(), self.label)
