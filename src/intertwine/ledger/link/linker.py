"""Linking: the segments of all pages become one ledger, in a visible list of passes.

Order never depends on file order or on a name that could be hidden; `Linking.of` says how pages are ordered.
"""

from collections.abc import Callable, Iterable

from intertwine.ledger.link.interner import Interner
from intertwine.ledger.link.link_cache import LinkCache
from intertwine.ledger.link.names import (
    hide_names_that_name_others,
    name_mentions,
    resolve_blocks,
    resolve_names,
)
from intertwine.ledger.link.orders import gather_orders
from intertwine.ledger.link.parts import resolve_parts
from intertwine.ledger.link.public_names import make_written_names_public
from intertwine.ledger.link.result import ledger_of
from intertwine.ledger.link.reveals import find_public_lines, reveal_first_appearances
from intertwine.ledger.link.segment import Segment
from intertwine.ledger.link.state import Linking
from intertwine.ledger.link.tables import gather_columns, resolve_stamps
from intertwine.ledger.link.titles import identify_titles, number_entities, number_installments
from intertwine.ledger.link.turned import turn_backward_forms
from intertwine.ledger.store.columns import Ledger
from intertwine.model.problem import Problem
from intertwine.model.verb import Vocabulary

PASSES: tuple[Callable[[Linking], Linking], ...] = (
    number_entities,
    number_installments,
    identify_titles,
    gather_columns,
    gather_orders,
    resolve_stamps,
    resolve_names,
    resolve_parts,
    turn_backward_forms,
    resolve_blocks,
    hide_names_that_name_others,
    name_mentions,
    reveal_first_appearances,
    find_public_lines,
    make_written_names_public,
)
"""Each makes the next state out of the one before it, and says what holds after it."""


def link(
    segments: Iterable[Segment],
    vocabulary: Vocabulary,
    intern: Interner,
    content_hash: str,
    cache: LinkCache | None = None,
) -> tuple[Ledger, list[Problem]]:
    """One ledger of all `segments`, and the problems that only show when all pages are together.

    `vocabulary` is the one that the segments were made with, `intern` the table of their words, `content_hash` what the
    ledger is known by. `cache` is that of the link before (None: there was none): it changes nothing but the time.

    After it every number points into the ledger; a row with an unknown name, or with a
    part of a title that is not there, is gone; a line with an unknown name in its
    words or with an unknown position in an alternative is hidden (that alternative can never be passed).
    """
    state = Linking.of(segments, vocabulary, intern, cache)
    for make_next in PASSES:
        state = make_next(state)
    return ledger_of(state, content_hash), list(state.problems)
