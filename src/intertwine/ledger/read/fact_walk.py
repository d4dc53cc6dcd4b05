"""One walk over a fact's tokens, from left to right: who, what happens, to whom, where."""

from intertwine.ledger.read.fact_checks import check
from intertwine.ledger.read.fact_cursor import FactCursor
from intertwine.ledger.read.fact_notes import FactNotes
from intertwine.ledger.read.fact_parts import FactParts, takes
from intertwine.ledger.read.fact_tokens import FactTokens, LinkToken, Unreadable, Words
from intertwine.ledger.read.fact_verb import read_verb, refuse_verb
from intertwine.ledger.read.item_parts import NO_LEAD, SEPARATORS, Lead, read_lead
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.links import broken_link
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.mutual_forms import can_be_of_both
from intertwine.ledger.read.title_parts import HINT as PART_HINT
from intertwine.ledger.read.title_parts import begins_with_place, odd_part, written_part
from intertwine.ledger.read.vocabulary import PREPOSITIONS
from intertwine.model.statement import Link, WrittenPart
from intertwine.model.verb import PRESENT, Vocabulary


def read_parts(
    span: Span, tokens: FactTokens, vocabulary: Vocabulary, title: Link | None, diagnostics: Diagnostics
) -> FactParts:
    """The parts of the item `span`, whose `tokens` these are. `title` is the title that news without a name are about.

    Raises `Unreadable`, with a problem in `diagnostics`, where it is no fact or `vocabulary` has no verb for it.
    """
    return _Walk(FactCursor(span, tokens, vocabulary, title, diagnostics)).parts()


def refuse_words(text: str, place: tuple[int, int], diagnostics: Diagnostics) -> None:
    """Note in `diagnostics` that the words `text` ("": none), at `place` (a line and a column), are no fact."""
    if not text:
        diagnostics.add(*place, "subject-missing", "this names nobody", "a fact begins with a [[name]]")
        return
    hint = "a fact begins with a [[name]], or with news: and the like"
    diagnostics.add(*place, "fact-unreadable", f'"{shorten(text)}" is not a fact', hint)


class _Walk:
    """The walk over the tokens at which `at` stands."""

    def __init__(self, at: FactCursor) -> None:
        self.at, self.notes = at, FactNotes(at)

    def parts(self) -> FactParts:
        lead = NO_LEAD
        first = self.at.words()
        if first is not None:
            lead, first = read_lead(self.at.span, first, self.at.diagnostics)
            self.at.next += 1
        found = self._after_a_colon(first, lead) if first is not None else self._after_the_subjects(lead)
        found.quoted = self.at.only_quoted
        both = can_be_of_both(found.verb) and not (found.objects or found.ref)
        if both and len(found.subjects) == 2 and not self.notes.notes:
            found.objects = [found.subjects.pop()]
        self._fact_told(found)
        if (before := self.at.words()) is not None and self.at.is_before_text(before):
            found.before_text = before.text.lower()
            self.at.next += 1
        if self.at.quoted() is not None:
            self.at.next += 1
            self._recipient_and_place(found)
        check(self.at, found)
        if self.notes.notes:
            self.notes.read(found)
        return found

    # --- the two shapes of a fact ------------------------------------------------------------------------------------
    def _after_a_colon(self, first: Words, lead: Lead) -> FactParts:
        """`form: [[A]], [[B]] at [[P]]`; or `form: at [[P]]`, which names nobody."""
        form, _, preposition = first.text.partition(":")
        nobody = self.at.named() is not None and preposition.strip().lower() in PREPOSITIONS
        if nobody and (number := self.at.find(f"{form}:")) is not None:
            found = FactParts(self.at.vocabulary.verbs[number], " ".join(f"{form}:".split()), self.at.block, lead)
            self._take(found, preposition)
            self._recipient_and_place(found)
            return found
        words = first.text
        if not words.endswith(":") or words.lower() not in self.at.vocabulary.by_form:
            words = self._as_far_as_the_colon(first)
        number = self.at.find(words)
        if number is None:
            refuse_verb(self.at, Words(words, first.at))
        found = FactParts(self.at.vocabulary.verbs[number], " ".join(words.split()), self.at.block, lead)
        if self.at.named() is not None:
            self._list(found.subjects)
            self._recipient_and_place(found)
        elif found.verb.role == "news" and self.at.title is not None:
            found.subjects.append(LinkToken(self.at.title, first.at))
        return found

    def _as_far_as_the_colon(self, first: Words) -> str:
        """The form that an item begins with; a problem where there is none, or where words follow it."""
        form, colon, _ = first.text.partition(":")
        if not colon:
            if "[[" in first.text:
                message = f'"{shorten(first.text)}" is not a whole link'
                self.at.fail(first.at + broken_link(first.text), "link-unreadable", message, "write it as [[name]]")
            if self.at.named() is None and self.at.only_quoted is None:
                refuse_words(first.text, self.at.span.at(first.at), self.at.diagnostics)
                raise Unreadable
            message = f'"{shorten(first.text)}" stands where a [[name]] should'
            self.at.fail(first.at, "subject-missing", message, "a fact begins with a [[name]]")
        rest = first.part(len(form) + 1)
        if rest.text:
            message = f'"{shorten(rest.text)}" is neither a [[name]] nor a text in quotation marks'
            self.at.fail(rest.at, "words-left", message, 'write [[name]], or "text"')
        return form + ":"

    def _after_the_subjects(self, lead: Lead) -> FactParts:
        """`[[A]] and [[B]] form [[C]] at [[P]]`, or `[[A]] form ^id`."""
        if self.at.named() is None:
            refuse_words("", self.at.span.at(0), self.at.diagnostics)
            raise Unreadable
        subjects: list[LinkToken] = []
        self._list(subjects)
        self.notes.take_after_the_verb(subjects)
        found = read_verb(self.at, lead, of_two=len(subjects) == 2)
        found.subjects = subjects
        backward = found.verb.is_backward(found.form)
        if self.at.named() is None:
            if backward:
                message = f'"{found.form}" needs a [[name]] after it'
                self.at.fail(len(self.at.span.text), "object-missing", message, takes(found.verb))
            return found
        preposition, found.preposition = found.preposition, ""
        if preposition:
            self._take(found, preposition)
        else:
            self._list(found.objects)
        self._recipient_and_place(found)
        if backward:
            found.subjects, found.objects = found.objects, found.subjects
        return found

    def _fact_told(self, found: FactParts) -> None:
        """Take the fact of `[[A]] tells [[B]] that ^id`, where the id is no name of this fact."""
        if self._is_that(found):
            found.ref, found.block = self.at.block, ""
            self.at.next += 1

    def _is_that(self, found: FactParts) -> bool:
        """Whether only the "that" is left which comes before the fact that somebody is told."""
        words = self.at.words()
        is_last = words is not None and self.at.next == len(self.at.tokens) - 1 and words.text.lower() == "that"
        return (
            is_last and bool(self.at.block) and bool(found.objects) and not found.ref and "fact" in found.verb.objects
        )

    # --- their parts -------------------------------------------------------------------------------------------------
    def _list(self, into: list[LinkToken]) -> None:
        """Take the links at hand that separators join."""
        while (named := self.at.named()) is not None:
            self.at.next += 1
            words = self.at.words()
            if words is not None and (found := self._place(words)) is not None:
                named, words = named._replace(part=found), self.at.words()
            into.append(named)
            if words is not None and words.text.startswith("("):
                words = self.notes.take(named, words)
            if words is None or " ".join(words.text.lower().split()) not in SEPARATORS:
                return
            if self.at.named(1) is None:
                self.at.refuse_left(words)
            self.at.next += 1

    def _place(self, words: Words) -> WrittenPart | None:
        """Take the place that begins the `words` after a name; None where they begin with none, or with a verb."""
        found = begins_with_place(words.text)
        if found is None or self.at.vocabulary.begins_with_form(words.text):
            return None
        place, end = found
        if wrong := odd_part(place):
            self.at.fail(words.at, "place-unreadable", f'"{shorten(words.text[:end])}" {wrong}', PART_HINT)
        self.at.leave(words.part(end))
        return written_part(self.at.span, words.at, words.at + end, place)

    def _recipient_and_place(self, found: FactParts) -> None:
        """Take prepositions, each with one link: the recipient and the place in either order, as far as they are there
        and were not taken before. Nothing else may follow but the quoted text."""
        while (token := self.at.words() or self.at.named()) is not None:
            if self.at.is_before_text(self.at.words()) or self._is_that(found):
                return
            if isinstance(token, LinkToken) and found.verb.recipient == "to" and found.objects:
                message = f'"{shorten(token.link.key)}" is one thing too many'
                hint = f"write {found.form} [[it]] to [[somebody]]: first what is given, then who gets it"
                self.at.fail(token.at, "words-left", message, hint)
            known = (*PREPOSITIONS, found.verb.recipient)
            if isinstance(token, LinkToken) or token.text.lower() not in known or self.at.named(1) is None:
                if isinstance(token, Words) and found.verb.role in PRESENT:
                    self.at.refuse_open_way(token)
                self.at.refuse_left(token, found.form)
            if found.place is not None and not self._is_recipient(found, token.text):
                self.at.refuse_left(token, found.form)
            self.at.next += 1
            self._take(found, token.text)

    def _take(self, found: FactParts, preposition: str) -> None:
        """Take the link at hand, which follows a preposition: as the recipient where the verb has one there, else as
        the place."""
        if self._is_recipient(found, preposition):
            found.recipient = self.at.named()
        else:
            found.preposition, found.place = preposition.strip().lower(), self.at.named()
        self.at.next += 1

    @staticmethod
    def _is_recipient(found: FactParts, preposition: str) -> bool:
        """Whether the link after a preposition is the recipient."""
        return found.recipient is None and preposition.strip().lower() == found.verb.recipient
