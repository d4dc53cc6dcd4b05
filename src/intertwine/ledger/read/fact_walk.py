"""One walk over a fact's tokens, from left to right: who, what happens, to whom, where."""

import re
from dataclasses import dataclass, field
from typing import NoReturn

from intertwine.ledger.read import verb_hints
from intertwine.ledger.read.fact_tokens import (
    BLOCK_HINT,
    BLOCK_ID,
    FactTokens,
    LinkToken,
    Quoted,
    Unreadable,
    Words,
    fail,
)
from intertwine.ledger.read.item_parts import NO_LEAD, NOT_KINDS, SEPARATORS, Lead, read_lead
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.links import broken_link
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.mutual_forms import can_be_of_both, mutual_form
from intertwine.ledger.read.presence import bare_way, read_ways
from intertwine.ledger.read.title_parts import HINT as PART_HINT
from intertwine.ledger.read.title_parts import begins_with_place, odd_part, written_part
from intertwine.ledger.read.vocabulary import PREPOSITIONS, VERBS_HINT
from intertwine.model.kinds import TITLE_PARTS
from intertwine.model.statement import Link, WrittenPart
from intertwine.model.verb import PRESENT, SCENES, Verb, Vocabulary

_CAPITAL = re.compile(r"\s[A-Z][a-z]")
_BEFORE_TEXT = PREPOSITIONS | {"of", "about", "for", "by", "as", "into", "because", "over", "against"}
"""Words that may stand before the text in quotation marks, and are then part of it."""
_MOST_PAIRS = 1000
"""Pairs of subjects and objects of one fact: a line of names could else stand for any number."""


@dataclass(slots=True)
class FactParts:
    """What a walk has found. `ref` is the block id of the fact that this one is about, `block` its own ("": none).
    `ways` says how each of the subjects is present (() where no note says so)."""

    verb: Verb
    form: str
    block: str
    lead: Lead
    subjects: list[LinkToken] = field(default_factory=list)
    objects: list[LinkToken] = field(default_factory=list)
    preposition: str = ""
    place: LinkToken | None = None
    recipient: LinkToken | None = None
    ref: str = ""
    quoted: Quoted | None = None
    ways: tuple[str, ...] = ()
    before_text: str = ""
    """A word before the quoted text that is part of it ("": none): "of" of `suspects [[B]] of "murder"`."""


def read_parts(
    span: Span, tokens: FactTokens, vocabulary: Vocabulary, title: Link | None, diagnostics: Diagnostics
) -> FactParts:
    """The parts of the item `span`, whose `tokens` these are. `title` is the title that news without a name are about.

    Raises `Unreadable`, with a problem in `diagnostics`, where it is no fact or `vocabulary` has no verb for it.
    """
    return _Walk(span, tokens, vocabulary, title, diagnostics).parts()


def refuse_words(text: str, place: tuple[int, int], diagnostics: Diagnostics) -> None:
    """Note in `diagnostics` that the words `text` ("": none), at `place` (a line and a column), are no fact."""
    if not text:
        diagnostics.add(*place, "subject-missing", "this names nobody", "a fact begins with a [[name]]")
        return
    hint = "a fact begins with a [[name]], or with news: and the like"
    diagnostics.add(*place, "fact-unreadable", f'"{shorten(text)}" is not a fact', hint)


class _Walk:
    """Where the walk stands: `next` is the number of the first token not taken."""

    def __init__(
        self, span: Span, tokens: FactTokens, vocabulary: Vocabulary, title: Link | None, diagnostics: Diagnostics
    ) -> None:
        self.span, self.tokens, self.vocabulary, self.diagnostics = span, list(tokens.tokens), vocabulary, diagnostics
        self.title = title
        self.block, self.block_at, self.quoted = tokens.block, tokens.block_at, tokens.quoted
        self.next = 0
        self.notes: dict[int, Span] = {}
        """What stands in parentheses after a name, by the name's offset."""

    def parts(self) -> FactParts:
        lead = NO_LEAD
        first = self._words()
        if first is not None:
            lead, first = read_lead(self.span, first, self.diagnostics)
            self.next += 1
        found = self._after_a_colon(first, lead) if first is not None else self._after_the_subjects(lead)
        found.quoted = self.quoted
        both = can_be_of_both(found.verb) and not (found.objects or found.ref)
        if both and len(found.subjects) == 2 and not self.notes:
            found.objects = [found.subjects.pop()]
        self._fact_told(found)
        if (before := self._words()) is not None and self._is_before_text(before):
            found.before_text = before.text.lower()
            self.next += 1
        if self._quoted() is not None:
            self.next += 1
            self._recipient_and_place(found)
        self._check(found)
        if self.notes:
            self._read_notes(found)
        return found

    # --- the token at hand -------------------------------------------------------------------------------------------
    def _words(self, ahead: int = 0) -> Words | None:
        token = self.tokens[self.next + ahead] if self.next + ahead < len(self.tokens) else None
        return token if isinstance(token, Words) else None

    def _named(self, ahead: int = 0) -> LinkToken | None:
        token = self.tokens[self.next + ahead] if self.next + ahead < len(self.tokens) else None
        return token if isinstance(token, LinkToken) else None

    def _quoted(self) -> Quoted | None:
        token = self.tokens[self.next] if self.next < len(self.tokens) else None
        return token if isinstance(token, Quoted) else None

    # --- the two shapes of a fact ------------------------------------------------------------------------------------
    def _after_a_colon(self, first: Words, lead: Lead) -> FactParts:
        """`form: [[A]], [[B]] at [[P]]`; or `form: at [[P]]`, which names nobody."""
        form, _, preposition = first.text.partition(":")
        nobody = self._named() is not None and preposition.strip().lower() in PREPOSITIONS
        if nobody and (number := self._find(f"{form}:")) is not None:
            found = FactParts(self.vocabulary.verbs[number], " ".join(f"{form}:".split()), self.block, lead)
            self._take(found, preposition)
            self._recipient_and_place(found)
            return found
        words = first.text
        if not words.endswith(":") or words.lower() not in self.vocabulary.by_form:
            words = self._as_far_as_the_colon(first)
        number = self._find(words)
        if number is None:
            self._unknown_verb(Words(words, first.at))
        found = FactParts(self.vocabulary.verbs[number], " ".join(words.split()), self.block, lead)
        if self._named() is not None:
            self._list(found.subjects)
            self._recipient_and_place(found)
        elif found.verb.role == "news" and self.title is not None:
            found.subjects.append(LinkToken(self.title, first.at))
        return found

    def _as_far_as_the_colon(self, first: Words) -> str:
        """The form that an item begins with; a problem where there is none, or where words follow it."""
        form, colon, _ = first.text.partition(":")
        if not colon:
            if "[[" in first.text:
                message = f'"{shorten(first.text)}" is not a whole link'
                self._fail(first.at + broken_link(first.text), "link-unreadable", message, "write it as [[name]]")
            if self._named() is None and self.quoted is None:
                refuse_words(first.text, self.span.at(first.at), self.diagnostics)
                raise Unreadable
            message = f'"{shorten(first.text)}" stands where a [[name]] should'
            self._fail(first.at, "subject-missing", message, "a fact begins with a [[name]]")
        rest = first.part(len(form) + 1)
        if rest.text:
            message = f'"{shorten(rest.text)}" is neither a [[name]] nor a text in quotation marks'
            self._fail(rest.at, "words-left", message, 'write [[name]], or "text"')
        return form + ":"

    def _after_the_subjects(self, lead: Lead) -> FactParts:
        """`[[A]] and [[B]] form [[C]] at [[P]]`, or `[[A]] form ^id`."""
        if self._named() is None:
            refuse_words("", self.span.at(0), self.diagnostics)
            raise Unreadable
        subjects: list[LinkToken] = []
        self._list(subjects)
        self._note_after_the_verb(subjects)
        found = self._verb(lead, of_two=len(subjects) == 2)
        found.subjects = subjects
        backward = found.verb.is_backward(found.form)
        if self._named() is None:
            if backward:
                message = f'"{found.form}" needs a [[name]] after it'
                self._fail(len(self.span.text), "object-missing", message, _takes(found.verb))
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
            found.ref, found.block = self.block, ""
            self.next += 1

    def _is_that(self, found: FactParts) -> bool:
        """Whether only the "that" is left which comes before the fact that somebody is told."""
        words = self._words()
        is_last = words is not None and self.next == len(self.tokens) - 1 and words.text.lower() == "that"
        return is_last and bool(self.block) and bool(found.objects) and not found.ref and "fact" in found.verb.objects

    def _is_before_text(self, words: Words | None) -> bool:
        """Whether these words at hand belong to the quoted text after them."""
        after = self.tokens[self.next + 1] if self.next + 1 < len(self.tokens) else None
        return words is not None and words.text.lower() in _BEFORE_TEXT and isinstance(after, Quoted)

    # --- their parts -------------------------------------------------------------------------------------------------
    def _list(self, into: list[LinkToken]) -> None:
        """Take the links at hand that separators join."""
        while (named := self._named()) is not None:
            self.next += 1
            words = self._words()
            if words is not None and (found := self._place(words)) is not None:
                named, words = named._replace(part=found), self._words()
            into.append(named)
            if words is not None and words.text.startswith("("):
                words = self._note(named, words)
            if words is None or " ".join(words.text.lower().split()) not in SEPARATORS:
                return
            if self._named(1) is None:
                self._left(words)
            self.next += 1

    def _place(self, words: Words) -> WrittenPart | None:
        """Take the place that begins the `words` after a name; None where they begin with none, or with a verb."""
        found = begins_with_place(words.text)
        if found is None or self.vocabulary.begins_with_form(words.text):
            return None
        place, end = found
        if wrong := odd_part(place):
            self._fail(words.at, "place-unreadable", f'"{shorten(words.text[:end])}" {wrong}', PART_HINT)
        self._leave(words.part(end))
        return written_part(self.span, words.at, words.at + end, place)

    def _leave(self, rest: Words) -> None:
        """Put the `rest` of the words at hand, of which the beginning was taken, in their place."""
        if rest.text:
            self.tokens[self.next] = rest
        else:
            del self.tokens[self.next]

    def _note(self, named: LinkToken, words: Words) -> Words | None:
        """Take the note in parentheses that begins the `words` after a name; what is left of them."""
        end = words.text.find(")")
        if end < 0:
            way = bare_way(words.text, self.vocabulary.ways) or "heard"
            message = f'"{shorten(words.text)}" has no closing parenthesis'
            self._fail(words.at, "way-open", message, f"write [[{named.link.key}]] ({way})")
        self.notes[named.at] = self.span.part(words.at + 1, words.at + end)
        rest = words.part(end + 1)
        self._leave(rest)
        return rest if rest.text else None

    def _note_after_the_verb(self, subjects: list[LinkToken]) -> None:
        """Take the note of `[[A]] appears (heard)`: it is of each of the `subjects` that has none of its own."""
        words = self._words()
        begin, end = (words.text.find("("), words.text.find(")")) if words is not None else (-1, -1)
        if words is None or not 0 < begin < end or self._find(words.text[:begin].strip()) is None:
            return
        note = self.span.part(words.at + begin + 1, words.at + end)
        self.notes = {**{named.at: note for named in subjects}, **self.notes}
        rest = f"{words.text[:begin].strip()} {words.text[end + 1 :].strip()}"
        self.tokens[self.next] = Words(rest.strip(), words.at)

    def _read_notes(self, found: FactParts) -> None:
        """Read the notes after the subjects. Who is there in a way that cannot be read is left out."""
        mine = {named.at for named in found.subjects}
        wrong = next((at for at in self.notes if at not in mine or found.verb.role not in PRESENT), None)
        if wrong is not None:
            message = f'"({shorten(self.notes[wrong].text)})" stands where nothing says how somebody is there'
            hint = "write such a note after those who are together in a scene, or who appear"
            self._fail(wrong, "way-not-allowed", message, hint)
        subjects: list[LinkToken] = []
        ways: list[str] = []
        for named in found.subjects:
            note = self.notes.get(named.at)
            how = ("",) if note is None else read_ways(note, self.vocabulary.ways, self.diagnostics)
            for way in how or ():
                subjects.append(named)
                ways.append(way)
        if not subjects and found.verb.role not in SCENES:
            raise Unreadable
        found.subjects, found.ways = subjects, tuple(ways)

    def _verb(self, lead: Lead, *, of_two: bool) -> FactParts:
        """Take the verb, by the longest form that the words match; after it may come a `^ref`, and a preposition.
        `of_two`: two are named before it, who may do it with each other."""
        here = self._words() or Words("", 0)
        self.next += bool(here.text)
        more = self._named() is not None
        form, caret, _ = here.text.partition("^")
        ref, after, ref_at = "", Words("", 0), here.at + len(form)
        if caret:
            ref = here.text[len(form) + 1 :].partition(" ")[0]
            after = here.part(len(form) + 1 + len(ref))
            if not BLOCK_ID.fullmatch(ref):
                self._fail(ref_at, "id-unreadable", f'"^{shorten(ref)}" is not an id', BLOCK_HINT)
        form = " ".join(form.split())
        number, preposition = self._find(form), ""
        if number is None and not ref:
            number = self.vocabulary.by_backward_form.get(form.lower())
        if number is None and more and not ref:
            head, _, last = form.rpartition(" ")
            if last.lower() in PREPOSITIONS and head and (number := self._find(head)) is not None:
                form, preposition = head, last.lower()
        if number is None and of_two and not ref:
            form, preposition = mutual_form(form, PREPOSITIONS if more else (), self.vocabulary) or (form, "")
            number = self._find(form)
        if number is None and not more and self._quoted() is not None:
            head, _, last = form.rpartition(" ")
            if last.lower() in _BEFORE_TEXT and head and (number := self._find(head)) is not None:
                self.tokens.insert(self.next, here.part(here.text.rfind(" ")))
                form = head
        if number is None:
            self._unknown_verb(here.part(0, here.text.find("^")) if caret else here)
        verb = self.vocabulary.verbs[number]
        if after.text and not (more and after.text.lower() in PREPOSITIONS):
            self._fail(after.at, "words-left", f'"{shorten(after.text)}" is one thing too many')
        block = self.block
        alone = not more and self.quoted is None
        if block and not ref and alone and "fact" in verb.objects:
            ref, block, ref_at = block, "", self.block_at
        if ref and "fact" not in verb.objects:
            self._fail(ref_at, "fact-not-allowed", f'"{form}" takes no fact', _takes(verb))
        return FactParts(verb, form, block, lead, preposition=preposition or after.text.lower(), ref=ref)

    def _recipient_and_place(self, found: FactParts) -> None:
        """Take prepositions, each with one link: the recipient and the place in either order, as far as they are there
        and were not taken before. Nothing else may follow but the quoted text."""
        while (token := self._words() or self._named()) is not None:
            if self._is_before_text(self._words()) or self._is_that(found):
                return
            if isinstance(token, LinkToken) and found.verb.recipient == "to" and found.objects:
                message = f'"{shorten(token.link.key)}" is one thing too many'
                hint = f"write {found.form} [[it]] to [[somebody]]: first what is given, then who gets it"
                self._fail(token.at, "words-left", message, hint)
            known = (*PREPOSITIONS, found.verb.recipient)
            if isinstance(token, LinkToken) or token.text.lower() not in known or self._named(1) is None:
                if isinstance(token, Words) and found.verb.role in PRESENT:
                    self._refuse_open_way(token)
                self._left(token, found.form)
            if found.place is not None and not self._is_recipient(found, token.text):
                self._left(token, found.form)
            self.next += 1
            self._take(found, token.text)

    def _take(self, found: FactParts, preposition: str) -> None:
        """Take the link at hand, which follows a preposition: as the recipient where the verb has one there, else as
        the place."""
        if self._is_recipient(found, preposition):
            found.recipient = self._named()
        else:
            found.preposition, found.place = preposition.strip().lower(), self._named()
        self.next += 1

    @staticmethod
    def _is_recipient(found: FactParts, preposition: str) -> bool:
        """Whether the link after a preposition is the recipient."""
        return found.recipient is None and preposition.strip().lower() == found.verb.recipient

    def _check(self, found: FactParts) -> None:
        """Whether the verb has what it takes, and no more."""
        verb = found.verb
        if len(found.subjects) * len(found.objects) > _MOST_PAIRS:
            message = f"this fact stands for {len(found.subjects)} times {len(found.objects)} pairs"
            self._fail(0, "pairs-too-many", message, f"at most {_MOST_PAIRS}: write several facts")
        for ends, kinds in ((found.subjects, verb.subjects), (found.objects, verb.objects)):
            for part in (named.part for named in ends):
                if part is not None and part.kind not in kinds:
                    message = f'"{found.form}" is said of no {part.kind} here, and "{shorten(part.text)}" is one'
                    hint = "write it of all of the title, or choose another verb"
                    self._refuse((part.line, part.column), "place-not-allowed", message, hint)
        if not found.subjects and not verb.role.startswith("scene"):
            self._fail(0, "subject-missing", f'"{found.form}" names nobody', "write its [[names]]")
        if found.objects:
            if verb.objects <= NOT_KINDS:
                message = f'"{found.form}" takes no [[name]]'
                self._fail(found.objects[0].at, "object-not-allowed", message, _takes(verb))
        elif not found.ref and "none" not in verb.objects:
            if found.quoted is None:
                hint = _takes(verb)
                if verb.symmetric and len(found.subjects) > 1:
                    hint = f"write [[A]] {found.form} [[B]]"
                self._fail(len(self.span.text), "object-missing", f'"{found.form}" needs an object', hint)
            elif "text" not in verb.objects:
                message = f'"{found.form}" takes no text as its object'
                self._fail(found.quoted.at, "text-not-allowed", message, _takes(verb))

    # --- helpers -----------------------------------------------------------------------------------------------------
    def _find(self, words: str) -> int | None:
        """The number of the verb that has this form."""
        number = self.vocabulary.by_form.get(words)
        return self.vocabulary.by_form.get(" ".join(words.lower().split())) if number is None else number

    def _unknown_verb(self, words: Words) -> NoReturn:
        if not words.text:
            self._fail(0, "verb-missing", "this fact has no verb", "write what happens after the names")
        self._refuse_half_a_link(words)
        way = bare_way(words.text, self.vocabulary.ways)
        rest = words.text.split()[len(way.split()) :]
        if way and (number := self._find(" ".join(rest))) is not None and self.vocabulary.verbs[number].role in PRESENT:
            self._refuse_open_way(words)
        # A capital within the words is likelier a name without its brackets than a verb.
        named = _CAPITAL.search(words.text) is not None
        near = "" if named else self.diagnostics.suggest(words.text, lambda it: verb_hints.hint(it, self.vocabulary))
        hint = f"{near} if not, {VERBS_HINT}" if near else f"link names as [[name]], {VERBS_HINT}"
        self._fail(words.at, "unknown-verb", f'"{shorten(words.text)}" is not a form of a verb', hint)

    def _refuse_open_way(self, words: Words) -> None:
        """Refuse the `words` after a name if they say how somebody is there, without parentheses."""
        if way := bare_way(words.text, self.vocabulary.ways):
            message = f'"{way}" after a name says how somebody is there, and needs parentheses'
            self._fail(words.at, "way-open", message, f"write ({way})")

    def _refuse_half_a_link(self, words: Words) -> None:
        if (at := broken_link(words.text)) >= 0:
            message = f'"{shorten(words.text)}" has half a link in it'
            self._fail(words.at + at, "link-unreadable", message, "write it as [[name]]")

    def _left(self, token: Words | LinkToken, form: str = "") -> NoReturn:
        """Refuse what nothing in a fact can be; the fact's verb has this `form`, of which it may be the rest."""
        if isinstance(token, Words):
            self._refuse_half_a_link(token)
        words = token.text if isinstance(token, Words) else token.link.key
        hint = "a fact ends without a full stop" if words == "." else "write another fact for it"
        if form and isinstance(token, Words) and self._find(f"{form} {words}") is not None:
            hint = f"write it before the name: {form} {words} [[name]]"
        self._fail(token.at, "words-left", f'"{shorten(words)}" is one thing too many', hint)

    def _fail(self, at: int, code: str, message: str, hint: str = "") -> NoReturn:
        self._refuse(self.span.at(at), code, message, hint)

    def _refuse(self, place: tuple[int, int], code: str, message: str, hint: str) -> NoReturn:
        fail(self.diagnostics, place, code, message, hint)


def _takes(verb: Verb) -> str:
    """What a verb takes as its object, in words."""
    words = sorted(f"[[a {kind}]]" for kind in verb.objects - NOT_KINDS - {*TITLE_PARTS})
    words += [
        f"[[a title]] {place}" for kind, place in zip(TITLE_PARTS, ("1x05", "S2"), strict=True) if kind in verb.objects
    ]
    words += ['"text"'] * ("text" in verb.objects) + ["^fact"] * ("fact" in verb.objects)
    return f"it takes {', '.join(words)}" if words else "it takes no object"
