"""Search over the visible names and facts."""

import re

from intertwine.gate.view import View
from intertwine.model.arguments import need_text
from intertwine.model.arrays import common, distinct
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.strings import Ints
from intertwine.model.verb import Role
from intertwine.questions.arguments import need_view
from intertwine.questions.common import Named, Told
from intertwine.questions.near_names import Match, compared, ranked
from intertwine.questions.tell import LISTED, Teller

LONGEST = 200
MOST_SUGGESTED = 5
UNSEARCHED: tuple[Role, ...] = tuple(role for role in LISTED if role not in ("logline", "news"))


@record
class Hit:
    """Somebody or something found by `name`, one of its visible names, and how well that matches."""

    found: Named
    name: str
    match: Match

    __repr__ = short_repr


@record
class SearchHits:
    """`names` are exact ones first, then people, titles and things; `facts` as shown, at most as many as asked for, of
    `total_facts`; `suggestions` are visible names close to the query, only where no name matched better."""

    query: str
    names: tuple[Hit, ...]
    facts: tuple[Told, ...]
    total_facts: int
    suggestions: tuple[str, ...]

    __repr__ = short_repr


def search(view: View, query: str, facts: int = 50) -> SearchHits:
    """What of `view` matches `query`, as names compare (see `words`), a word by its beginning: names; and facts that
    hold every word of it, of which `facts` are told. An empty query finds nothing, and of one of more than 200
    characters only those count."""
    need_view("search", view)
    need_text("search", query, "words as text", 'write questions.search(viewer.view, "...")')
    asked = query[:LONGEST]
    wanted = compared(asked)
    if not wanted:
        return SearchHits(query, (), (), 0, ())
    tell = Teller(view)
    hits = ranked(view, asked)
    names = tuple(Hit(tell.named(n), name, match) for n, name, match in hits)
    lines = _lines(view, wanted)
    told = tell.all_standing(view.facts.at(lines)[: max(facts, 0)])
    close = dict.fromkeys(hit.name for hit in names) if names and names[0].match == "close" else {}
    return SearchHits(query, names, told, len(lines), tuple(close)[:MOST_SUGGESTED])


def _lines(view: View, wanted: str) -> Ints:
    """Facts in which every word of `wanted` begins some word."""
    searched = view.rows.mask(verbs=lambda verb: verb.role not in UNSEARCHED, disproved=True, framed=True)
    _, _, told = view.rows.pairs(searched)
    patterns = [re.compile(rf"\b{re.escape(word)}") for word in dict.fromkeys(wanted.split())]
    return common(distinct(told), view.rows.lines_with(patterns))
