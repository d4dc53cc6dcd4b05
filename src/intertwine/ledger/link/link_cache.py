"""What one link worked out and the next can use again: where the inputs are the same, so is the result."""

from collections.abc import Callable
from typing import Any, TypeVar

from intertwine.ledger.link.chunks import Chunk
from intertwine.ledger.link.segment import Segment

T = TypeVar("T")


class LinkCache:
    """The last result of each step that is worth keeping, with what it was made from. Of one compiler, and of one
    thread at a time.

    It makes links faster and never different: a step's result hangs on nothing but its inputs.
    """

    def __init__(self) -> None:
        self.chunks: dict[Segment, Chunk] = {}
        """The chunks of the last link, by their first segments."""
        self._results: dict[str, tuple[object, Any]] = {}

    def of(self, step: str, inputs: object, make: Callable[[], T]) -> T:
        """The result of `step`: the last one where the `inputs` equal those it was made from, else what `make` gives.

        Whoever calls it never writes to `inputs` or to the result afterwards.
        """
        kept = self._results.get(step)
        if kept is None or kept[0] != inputs:
            kept = self._results[step] = (inputs, make())
        found: T = kept[1]
        return found
