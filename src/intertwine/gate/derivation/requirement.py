"""One thing that a target asks of its viewer, and what teaches it."""

from typing import Literal

from intertwine.model.record import record
from intertwine.model.sentinels import NONE

Topic = Literal[
    "person", "relation", "life", "fact", "open thread", "meanwhile", "story so far", "untold", "dependency", "context",
]  # fmt: skip
"""What a requirement is about: who somebody is (a group, a thing or a thread as well); how two stand; the last that
befell somebody's life (they died, or came back); a fact that the target speaks of; what opened a thread that the target
resolves; what became of its leads in another title; how a story stood that it takes up; an installment of a part of
such a story that is hardly told of; an installment that a keeper says it depends on; and what the stamp of a line of
the target asks for beside the target itself."""


@record
class Requirement:
    """`topic` is about `entities` (the numbers of the ledger), or about the `line` (NONE: about none).

    The target uses it in `uses` of its lines, in `spread` of its installments. `known` lines taught it earlier. Any one
    of `alternatives` teaches it, each a set of installments, ascending; none is empty, and all can be seen before the
    first use of it. `weight` is how much of the target hangs on it; what is `essential` nobody should come without.
    """

    topic: Topic
    entities: tuple[int, ...]
    uses: int
    spread: int
    known: int
    weight: int
    essential: bool
    alternatives: tuple[tuple[int, ...], ...]
    line: int = NONE
