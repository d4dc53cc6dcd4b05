"""A list item as a statement: `[time] SUBJECTS verb-form [OBJECTS] [preposition PLACE] ["text"] [^id]`."""

from dataclasses import dataclass
from typing import NoReturn

from intertwine.ledger.read.common_facts import common_fact
from intertwine.ledger.read.headings import Stamp, unstamped
from intertwine.ledger.read.item_parts import (
    BLOCK_HINT,
    BLOCK_ID,
    NO_LEAD,
    NOT_KINDS,
    PREPOSITIONS,
    SEPARATORS,
    Halves,
    Lead,
    Unreadable,
    fail,
    halve,
    read_lead,
)
from intertwine.ledger.read.markdown.diagnostics import Troubles, shorten
from intertwine.ledger.read.markdown.links import LINK, broken_link, clean_key, links_are_whole, links_of
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.stamps import HIDDEN
from intertwine.model.statement import LISTED, Link, Statement
from intertwine.model.verb import Verb, Vocabulary

NAME_FACTS = LISTED * LISTED
"""The rank of the first name that a page gives in a fact: such names come after those of front matter."""

_MOST_PAIRS = 1000
"""Pairs of subjects and objects of one fact: a line of names could else stand for any number."""

_USUAL = frozenset({", ", " and ", ", and "})


@dataclass(slots=True)
class _Draft:
    subjects: list[Link]
    objects: list[Link]
    verb: Verb
    form: str
    preposition: str = ""
    place: Link | None = None
    ref: str = ""


class FactReader:
    """Reads the facts of one page. `title` is the page's own key (or its season's title) for facts about it."""

    def __init__(self, vocabulary: Vocabulary, troubles: Troubles, title: Link | None) -> None:
        self.vocabulary, self.troubles, self.title = vocabulary, troubles, title
        self.by_form = vocabulary.by_form
        self.names = 0
        self._keys: dict[str, str] = {}

    def read(self, span: Span, stamp: Stamp, section: str = "") -> Statement | None:
        """The statement of an item, without its qualifiers; None and a problem where it cannot be understood."""
        if not span.breaks and stamp.stamped and (it := common_fact(span, stamp, section, self.vocabulary, self._keys)):
            return it
        return self.read_any(span, stamp, section)

    def read_any(self, span: Span, stamp: Stamp, section: str = "") -> Statement | None:
        """As `read`, the long way: every fact can be read by this."""
        text = span.text
        if text != text.strip():
            return self.read_any(span.part(0), stamp, section)
        try:
            halves = halve(span, self.troubles)
            draft, lead, block = self._plain_or_scene(span, halves)
            self._complete(span, draft, halves)
        except Unreadable:
            return None
        alternatives = stamp.alternatives
        if not lead.good:
            alternatives = HIDDEN
        elif lead.start >= 0 and stamp.stamped and alternatives != HIDDEN:
            timed = stamp.at(max(lead.start, lead.end))
            if timed is None:
                message = "a time needs a heading that is one installment"
                self.troubles.add(
                    *span.at(0), "time-without-installment", message, "move the fact, or leave out the time"
                )
            alternatives = timed or HIDDEN
        if not stamp.stamped:
            unstamped(span, self.troubles)
        inner = halves.inner or ""
        links: tuple[Link, ...] = ()
        if "[[" in inner or "]]" in inner:
            quoted = span.part(halves.inner_at, halves.inner_at + len(inner))
            links = links_of(quoted)
            if not links_are_whole(quoted, self.troubles):
                alternatives = HIDDEN
        verb, rank = draft.verb, 0
        if verb.role == "name":
            rank = NAME_FACTS + self.names
            self.names += 1
        return Statement(
            span.line, span.column, verb.id, draft.form, alternatives, tuple(draft.subjects), tuple(draft.objects),
            draft.preposition, draft.place, inner.strip(), links, "", rank, draft.ref, block, lead.start, lead.end,
            lead.true, (), (), section,
        )  # fmt: skip

    # --- the parts of a fact -----------------------------------------------------------------------------------------
    def _plain_or_scene(self, span: Span, halves: Halves) -> tuple[_Draft, Lead, str]:
        parts = LINK.split(halves.head)
        links = _links(parts, span, 0)
        words = parts[::3]
        first = words[0].strip()
        lead = NO_LEAD
        if first:
            lead, first = read_lead(span, first, self.troubles)
        if first:
            form, _, preposition = first.partition(":")
            if links and preposition.strip().lower() in PREPOSITIONS and (n := self._find(f"{form}:")) is not None:
                # Nobody, only a place: `together: at [[P]]`.
                draft = _Draft([], [], self.vocabulary.verbs[n], " ".join(f"{form}:".split()))
                self._place(span, draft, links, [preposition, *words[1:]], 0)
                return draft, lead, halves.block
            if not first.endswith(":") or first.lower() not in self.by_form:
                first = self._colon_form(span, halves, first, bool(links))
            number = self._find(first)
            if number is None:
                self._unknown(span, first)
            draft = _Draft([], [], self.vocabulary.verbs[number], " ".join(first.split()))
            n = self._list(span, draft.subjects, links, words, 0)
            if n:
                self._place(span, draft, links, words, n)
            if not draft.subjects and draft.verb.role == "news" and self.title is not None:
                draft.subjects.append(self.title)
            return draft, lead, halves.block
        subjects: list[Link] = []
        n = self._list(span, subjects, links, words, 0)
        if not subjects:
            fail(
                self.troubles,
                span.at(0),
                "subject-missing",
                "this names nobody",
                "a fact begins with a [[name]]",
            )
        draft, block = self._verb_after(span, subjects, words[n], n < len(links), halves)
        self._rest(span, draft, links, words, n)
        return draft, lead, block

    def _colon_form(self, span: Span, halves: Halves, first: str, has_links: bool) -> str:
        """The form of an item that begins with words: up to its colon."""
        form, colon, rest = first.partition(":")
        if not colon:
            at = span.text.find(first)
            if "[[" in first:
                fail(
                    self.troubles,
                    span.at(broken_link(span.text)),
                    "link-unreadable",
                    f'"{shorten(first)}" is no whole link',
                    "write it as [[name]]",
                )
            if not has_links and halves.inner is None:
                message = f'"{shorten(first)}" is no fact'
                fail(
                    self.troubles,
                    span.at(at),
                    "fact-unreadable",
                    message,
                    "a fact begins with a [[name]], or with news: and the like",
                )
            hint = "a fact begins with a [[name]]"
            fail(
                self.troubles,
                span.at(at),
                "subject-missing",
                f'"{shorten(first)}" stands where a [[name]] should',
                hint,
            )
        if rest.strip():
            message = f'"{shorten(rest)}" is neither a [[name]] nor a text in quotation marks'
            fail(
                self.troubles, span.at(span.text.find(rest.strip())), "words-left", message, 'write [[name]], or "text"'
            )
        return form + ":"

    def _find(self, words: str) -> int | None:
        n = self.by_form.get(words)
        return self.by_form.get(" ".join(words.lower().split())) if n is None else n

    def _verb_after(
        self, span: Span, subjects: list[Link], words: str, more: bool, halves: Halves
    ) -> tuple[_Draft, str]:
        """The verb, by the longest form that the words match; after it may come a `^ref`, and a preposition."""
        words, ref, after, block = words.strip(), "", "", halves.block
        if "^" in words:
            words, _, after = words.partition("^")
            ref, _, after = after.partition(" ")
            after = after.strip()
            if not BLOCK_ID.fullmatch(ref):
                fail(
                    self.troubles,
                    span.at(span.text.find("^")),
                    "id-unreadable",
                    f'"^{shorten(ref)}" is no id',
                    BLOCK_HINT,
                )
        words = " ".join(words.split())
        n = self._find(words)
        preposition = ""
        if n is None and more and not ref:
            head, _, last = words.rpartition(" ")
            if last.lower() in PREPOSITIONS and head:
                n, preposition = self._find(head), last.lower()
                words = head if n is not None else words
        if n is None:
            self._unknown(span, words)
        verb = self.vocabulary.verbs[n]
        if after and not (more and after.lower() in PREPOSITIONS):
            fail(
                self.troubles,
                span.at(span.text.find(after)),
                "words-left",
                f'"{shorten(after)}" is one thing too many',
            )
        nothing_else = not more and not preposition and halves.inner is None
        if block and not ref and nothing_else and "fact" in verb.objects:
            ref, block = block, ""
        if ref and "fact" not in verb.objects:
            message = f'"{words}" takes no fact'
            fail(self.troubles, span.at(span.text.find("^")), "fact-not-allowed", message, _takes(verb))
        draft = _Draft(subjects, [], verb, words, preposition or after.lower(), None, ref)
        return draft, block

    def _unknown(self, span: Span, words: str) -> NoReturn:
        if not words:
            fail(
                self.troubles,
                span.at(0),
                "verb-missing",
                "this fact has no verb",
                "write what happens after the names",
            )
        at = span.text.find(words.split(maxsplit=1)[0], max(span.text.find("]]"), 0))
        if "[[" in words or "]]" in words:
            fail(
                self.troubles,
                span.at(broken_link(span.text)),
                "link-unreadable",
                f'"{shorten(words)}" has half a link in it',
                "write it as [[name]]",
            )
        forms = self.by_form
        hint = self.troubles.nearest(words, forms, "see docs/vocabulary.md, or write a verb of your own in verbs.toml")
        fail(self.troubles, span.at(at), "unknown-verb", f'"{shorten(words)}" is no form of a verb', hint)

    # --- what comes after the verb -----------------------------------------------------------------------------------
    def _list(self, span: Span, into: list[Link], links: list[Link], words: list[str], n: int) -> int:
        """Take the links from number `n` on that separators join. After: the number of the first one not taken."""
        while n < len(links):
            into.append(links[n])
            n += 1
            if words[n] in _USUAL:
                continue
            if words[n].strip().lower() not in SEPARATORS and " ".join(words[n].lower().split()) not in SEPARATORS:
                return n
        if n and words[n].strip():
            self._left(span, words[n])
        return n

    def _rest(self, span: Span, draft: _Draft, links: list[Link], words: list[str], n: int) -> None:
        """Objects and place, from link `n` on, which follows the verb."""
        if n == len(links):
            return
        if draft.preposition:
            draft.place = links[n]
            n += 1
            if words[n].strip():
                self._left(span, words[n])
            if n < len(links):
                self._left(span, f"[[{links[n].key}")
            return
        n = self._list(span, draft.objects, links, words, n)
        self._place(span, draft, links, words, n)

    def _place(self, span: Span, draft: _Draft, links: list[Link], words: list[str], n: int) -> None:
        """A preposition and one link, or nothing, from the words before link `n` on."""
        preposition = words[n].strip()
        if not preposition and n == len(links):
            return
        if preposition.lower() not in PREPOSITIONS or n == len(links):
            self._left(span, words[n] if preposition else f"[[{links[n].key}")
        if draft.place is not None:
            self._left(span, f"[[{links[n].key}")
        draft.preposition, draft.place = preposition.lower(), links[n]
        if words[n + 1].strip():
            self._left(span, words[n + 1])
        if n + 1 < len(links):
            self._left(span, f"[[{links[n + 1].key}")

    def _complete(self, span: Span, draft: _Draft, halves: Halves) -> None:
        """The place after the text; then whether the verb has what it takes."""
        tail = halves.tail.strip()
        if tail:
            parts = LINK.split(halves.tail)
            links = _links(parts, span, halves.tail_at)
            self._place(span, draft, links, parts[::3], 0)
        verb = draft.verb
        if len(draft.subjects) * len(draft.objects) > _MOST_PAIRS:
            message = f"this fact stands for {len(draft.subjects)} times {len(draft.objects)} pairs"
            fail(self.troubles, span.at(0), "pairs-too-many", message, f"at most {_MOST_PAIRS}: write several facts")
        if not draft.subjects and not verb.role.startswith("scene"):
            fail(
                self.troubles,
                span.at(0),
                "subject-missing",
                f'"{draft.form}" names nobody',
                "write its [[names]]",
            )
        if draft.objects:
            if verb.objects <= NOT_KINDS:
                message = f'"{draft.form}" takes no [[name]]'
                fail(
                    self.troubles,
                    span.at(draft.objects[0].column - span.column),
                    "object-not-allowed",
                    message,
                    _takes(verb),
                )
        elif not draft.ref and "none" not in verb.objects:
            if halves.inner is None:
                hint = _takes(verb)
                if verb.symmetric and len(draft.subjects) > 1:
                    hint = f"write [[A]] {draft.form} [[B]]"
                fail(
                    self.troubles,
                    span.at(len(span.text)),
                    "object-missing",
                    f'"{draft.form}" needs an object',
                    hint,
                )
            elif "text" not in verb.objects:
                message = f'"{draft.form}" takes no text as its object'
                fail(self.troubles, span.at(halves.inner_at - 1), "text-not-allowed", message, _takes(verb))

    def _left(self, span: Span, words: str) -> NoReturn:
        words = words.strip()
        if "[[" in words[2:] or "]]" in words:
            fail(
                self.troubles,
                span.at(broken_link(span.text)),
                "link-unreadable",
                f'"{shorten(words)}" has half a link in it',
                "write it as [[name]]",
            )
        hint = "a fact ends without a full stop" if words == "." else "write another fact for it"
        at = span.text.rfind(words)
        fail(
            self.troubles,
            span.at(at),
            "words-left",
            f'"{shorten(words).removeprefix("[[")}" is one thing too many',
            hint,
        )


def _links(parts: list[str], span: Span, offset: int) -> list[Link]:
    """The links of a split text that begins at `offset` of the item."""
    found, at, column = [], offset + len(parts[0]), span.column
    for n in range(1, len(parts), 3):
        key, shown = parts[n], parts[n + 1]
        where = span.at(at)[1] if span.breaks else column + at
        at += len(key) + 4 + len(parts[n + 2])
        if shown is not None:
            at += len(shown) + 1
        found.append(Link(clean_key(key), (shown or "").strip(), where))
    return found


def _takes(verb: Verb) -> str:
    words = sorted(f"[[a {kind}]]" for kind in verb.objects - NOT_KINDS)
    words += ['"text"'] * ("text" in verb.objects) + ["^fact"] * ("fact" in verb.objects)
    return f"it takes {', '.join(words)}" if words else "it takes no object"
