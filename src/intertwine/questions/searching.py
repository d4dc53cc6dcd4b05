"""Search over the visible names and facts."""

from collections.abc import Sequence
from dataclasses import field

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arguments import need_count, need_text
from intertwine.model.frozen import read_only, remembered
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.strings import Bools, Ints
from intertwine.model.verb import Role
from intertwine.model.word_index import compared, wanted_words
from intertwine.questions.arguments import need_view
from intertwine.questions.common import Named, Told
from intertwine.questions.listed import LISTED
from intertwine.questions.near_names import Match, NameMatch, ranked
from intertwine.questions.tell import Teller
from intertwine.questions.until import ends_of

LONGEST = 200
LIMIT = 50
"""So many names and so many facts are on a page, where nobody says how many."""
MOST_SUGGESTED = 5
UNSEARCHED: tuple[Role, ...] = tuple(role for role in LISTED if role not in ("logline", "news"))


@record
class Hit:
    """Somebody or something found by `name`, one of its visible names, and how well that matches; a "role" match is by
    what somebody does or is, and `role` are the words that say so ("nurse"; "": prose on their page does);
    `role_is_over` where they were that once."""

    found: Named
    name: str
    match: Match
    role: str = field(default="", metadata={"json": "if any"})
    role_is_over: bool = field(default=False, metadata={"json": "if any"})

    __repr__ = short_repr


@record
class SearchHits:
    """A page of what was found: those of the `total_names` and of the `total_facts` that come after the first `offset`.
    `names` are the best matches first (see `near_names.ranked`); `facts` as shown. `suggestions` are visible names
    close to the query, only where nobody matched better."""

    query: str
    names: tuple[Hit, ...]
    facts: tuple[Told, ...]
    total_facts: int
    suggestions: tuple[str, ...]
    total_names: int
    offset: int

    __repr__ = short_repr


def search(view: View, query: str, limit: int = LIMIT, offset: int = 0) -> SearchHits:
    """What of `view` matches `query`, as names compare (see `words`), a word by its beginning: everybody and everything
    by name or by what they do; and facts that hold every word of it. Articles do not count. Of names and of facts, at
    most `limit` are given, those after the first `offset`. An empty query finds nothing, and of one of more than 200
    characters only those count."""
    need_view("search", view)
    need_text("search", query, "words as text", 'write questions.search(viewer.view, "...")')
    need_count("search", "limit", limit)
    need_count("search", "offset", offset)
    asked = query[:LONGEST]
    if not compared(asked):
        return SearchHits(query, (), (), 0, (), 0, offset)
    tell, hits = Teller(view), ranked(view, asked)
    best = hits.some(0, 1)
    close = hits.some(0, 2 * MOST_SUGGESTED) if best and best[0].match == "close" else ()
    lines = view.lines.as_shown(found_lines(view, asked))
    return SearchHits(
        query,
        hits_of(tell, hits.some(offset, offset + limit)),
        tell.all_standing(view.facts.in_this_order(lines[offset : offset + limit])),
        len(lines),
        tuple(dict.fromkeys(it.name for it in close))[:MOST_SUGGESTED],
        len(hits),
        offset,
    )


def hits_of(tell: Teller, found: Sequence[NameMatch]) -> tuple[Hit, ...]:
    """All of `found`, in the words of `tell`."""
    over = _former(tell.view, found)
    return tuple(Hit(tell.named(it.who), it.name, it.match, it.role, (it.who, it.role) in over) for it in found)


def _former(view: View, found: Sequence[NameMatch]) -> set[tuple[int, str]]:
    """Whom of `found` was once what is said of them, and is so no longer."""
    asked = {(it.who, it.role) for it in found if it.role}
    jobs = [
        (who, role, fact)
        for who, role in asked
        for fact in view.facts.of(who, roles=("job",))
        if fact.real and fact.words == role and who in fact.subjects
    ]
    if not jobs:
        return set()
    ends = ends_of(view, (fact for _, _, fact in jobs))
    lasting = {(who, role) for who, role, fact in jobs if ends.of(fact, who) is None}
    return {(who, role) for who, role, _ in jobs} - lasting


def found_lines(view: View, asked: str) -> Ints:
    """Facts in which every word of `asked` begins some word."""
    searched = remembered(view.memo, "searched lines", lambda: _searched(view))
    found = view.lines.with_words(wanted_words(asked))
    found = found[: found.searchsorted(len(searched))]
    return found[searched[found]]


def _searched(view: View) -> Bools:
    """Which lines are searched, up to the last of them."""
    rows = view.rows.mask(verbs=lambda verb: verb.role not in UNSEARCHED, disproved=True, framed=True)
    _, _, lines = view.rows.pairs(rows)
    found = np.zeros(int(lines.max(initial=-1)) + 1, np.bool_)
    found[lines] = True
    return read_only(found)
