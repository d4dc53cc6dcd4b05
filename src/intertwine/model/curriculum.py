"""What a target asks of its viewer, without a word: all that a plan may know of what its viewer has not seen."""

from intertwine.model.record import record
from intertwine.model.strings import Bools, Ints, Longs


@record
class Curriculum:
    """Anonymous requirements, and what covers them. Installments are places in the listing of one view; those of titles
    that the viewer does not know are not here. It holds numbers alone, and none of them counts people or facts that a
    plan may show.

    target: the installments that the plan is for, ascending.
    weight, essential: of each requirement how much of the target hangs on it, and whether nobody should come without.
    alternative_of: the requirement that each alternative covers, ascending.
    start, members: alternative *a* needs the installments `members[start[a]:start[a + 1]]`, all of them.
    first, then: pairs of installments: whoever sees `then[i]` must have seen `first[i]`.
    cause, effect: pairs of installments: `cause[i]` is to be seen before `effect[i]`, where both are seen.
    link_one, link_other, link_weight: pairs of installments of two titles whose stories meet, and how much.
    story: one entry an installment: its place in the order of the story, NONE where nothing says one.
    scene_in, scene_at, scene_story: moments of installments that the viewer has seen or begun: the installment, the
        second, and its place in the order of the story. The times are known to the viewer.
    """

    target: Ints
    weight: Longs
    essential: Bools
    alternative_of: Ints
    start: Ints
    members: Ints
    first: Ints
    then: Ints
    cause: Ints
    effect: Ints
    link_one: Ints
    link_other: Ints
    link_weight: Longs
    story: Ints
    scene_in: Ints
    scene_at: Ints
    scene_story: Ints
