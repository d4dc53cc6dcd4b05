"""A list item as a statement: `[time] SUBJECTS verb-form [OBJECTS] [to RECIPIENT] [at PLACE] ["text"] [^id]`."""

import re

from intertwine.ledger.read.common_facts import common_fact
from intertwine.ledger.read.fact_tokens import Unreadable, fact_tokens
from intertwine.ledger.read.fact_walk import read_parts, refuse_words
from intertwine.ledger.read.headings import Stamp, unstamped
from intertwine.ledger.read.item_parts import Lead
from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.links import links_are_whole, links_of
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.stamps import HIDDEN
from intertwine.model.sentinels import RANK_STEP
from intertwine.model.statement import Alternative, Link, Statement
from intertwine.model.verb import Vocabulary

NAME_FACTS = RANK_STEP * RANK_STEP
"""The rank of the first name that a page gives in a fact: such names come after those of front matter."""


_WORDS_ALONE = re.compile(r"(?:[^][:\"^0-9.-][^][:\"^]*+)?")
"""What has no link, no form that ends with a colon, no quoted text, no id and no time or date in front."""


class FactParser:
    """Reads the facts of one page. `title` is the page's own key (or its season's title) for facts about it."""

    def __init__(self, vocabulary: Vocabulary, diagnostics: Diagnostics, title: Link | None) -> None:
        self.vocabulary, self.diagnostics, self.title = vocabulary, diagnostics, title
        self.by_form = vocabulary.by_form
        self.names = 0
        self._keys: dict[str, str] = {}

    def read(self, span: Span, stamp: Stamp, section: str = "") -> Statement | None:
        """The statement of an item, without its qualifiers; None and a problem where it cannot be understood.

        `span` is its text, `stamp` that of its heading, `section` the name of the section around it ("": none).
        """
        return self.read_common(span, stamp, section) or self.read_any(span, stamp, section)

    def read_common(self, span: Span, stamp: Stamp, section: str = "") -> Statement | None:
        """As `read` (`span`, `stamp` and `section` too), of the commonest shapes alone: None, and no problem, for
        all others."""
        if span.breaks or not stamp.stamped:
            return None
        return common_fact(span, stamp, section, self.vocabulary, self._keys)

    def read_any(self, span: Span, stamp: Stamp, section: str = "") -> Statement | None:
        """As `read` (`span`, `stamp` and `section` too), the long way: every fact can be read by this."""
        if span.text != span.text.strip():
            return self.read_any(span.part(0), stamp, section)
        if _WORDS_ALONE.fullmatch(span.text):
            refuse_words(span.text, span.at(0), self.diagnostics)
            return None
        try:
            tokens = fact_tokens(span, self.diagnostics)
            parts = read_parts(span, tokens, self.vocabulary, self.title, self.diagnostics)
        except Unreadable:
            return None
        alternatives = self._alternatives(span, parts.lead, stamp)
        text, links = "", tuple[Link, ...]()
        if (quoted := parts.quoted) is not None:
            inside = span.part(quoted.at + 1, quoted.at + 1 + len(quoted.text))
            text, links = f"{parts.before_text} {quoted.text}".strip(), links_of(inside)
            if not links_are_whole(inside, self.diagnostics):
                alternatives = HIDDEN
        verb, rank = parts.verb, 0
        if verb.role == "name":
            rank = NAME_FACTS + self.names
            self.names += 1
        subjects, objects = (tuple([named.link for named in part]) for part in (parts.subjects, parts.objects))
        place, recipient = (named and named.link for named in (parts.place, parts.recipient))
        lead, places = parts.lead, tuple([named.part for named in (*parts.subjects, *parts.objects)])
        return Statement(
            span.line, span.column, verb.id, parts.form, alternatives, subjects, objects, parts.preposition, place,
            text, links, "", rank, parts.ref, parts.block, lead.start, lead.end, lead.true, (), (), section, parts.ways,
            recipient=recipient, parts=places if any(places) else (),
        )  # fmt: skip

    def _alternatives(self, span: Span, lead: Lead, stamp: Stamp) -> tuple[Alternative, ...]:
        """When the fact is revealed: at its heading's stamp, at its own time in it, or never."""
        if not stamp.stamped:
            unstamped(span, self.diagnostics)
        if not lead.good:
            return HIDDEN
        if lead.start < 0 or not stamp.stamped or stamp.alternatives == HIDDEN:
            return stamp.alternatives
        timed = stamp.at(max(lead.start, lead.end))
        if timed is None:
            message = "a time needs a heading that is one installment"
            self.diagnostics.add(
                *span.at(0), "time-without-installment", message, "move the fact, or leave out the time"
            )
        return timed or HIDDEN
