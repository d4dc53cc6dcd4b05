"""Where the reading of a fact's tokens stands, and what stands there."""

from typing import NoReturn

from intertwine.ledger.read.fact_tokens import FactTokens, LinkToken, Quoted, Words, fail
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.links import broken_link
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.presence import bare_way
from intertwine.ledger.read.verb_hints import lacks_name
from intertwine.ledger.read.vocabulary import PREPOSITIONS
from intertwine.model.statement import Link
from intertwine.model.verb import Vocabulary

BEFORE_TEXT = PREPOSITIONS | {"of", "about", "for", "by", "as", "into", "because", "over", "against"}
"""Words that may stand before the text in quotation marks, and are then part of it."""


class FactCursor:
    """The tokens of one fact and the first of them that is not taken, `next`, by its number. `title` is the title that
    news without a name are about, `only_quoted` the fact's text in quotation marks."""

    def __init__(
        self, span: Span, tokens: FactTokens, vocabulary: Vocabulary, title: Link | None, diagnostics: Diagnostics
    ) -> None:
        """Before the first of the `tokens` of the item `span`. Problems go to `diagnostics`."""
        self.span, self.tokens, self.vocabulary, self.diagnostics = span, list(tokens.tokens), vocabulary, diagnostics
        self.title = title
        self.block, self.block_at, self.only_quoted = tokens.block, tokens.block_at, tokens.quoted
        self.next = 0

    def words(self, ahead: int = 0) -> Words | None:
        """The words at hand, or so many tokens `ahead`; None where something else stands there."""
        token = self.tokens[self.next + ahead] if self.next + ahead < len(self.tokens) else None
        return token if isinstance(token, Words) else None

    def named(self, ahead: int = 0) -> LinkToken | None:
        """The link at hand, or so many tokens `ahead`; None where something else stands there."""
        token = self.tokens[self.next + ahead] if self.next + ahead < len(self.tokens) else None
        return token if isinstance(token, LinkToken) else None

    def quoted(self) -> Quoted | None:
        """The text in quotation marks at hand; None where something else stands there."""
        token = self.tokens[self.next] if self.next < len(self.tokens) else None
        return token if isinstance(token, Quoted) else None

    def find(self, words: str) -> int | None:
        """The number of the verb that has these `words` as a form; None where none has."""
        number = self.vocabulary.by_form.get(words)
        return self.vocabulary.by_form.get(" ".join(words.lower().split())) if number is None else number

    def is_before_text(self, words: Words | None) -> bool:
        """Whether these words at hand belong to the quoted text after them."""
        after = self.tokens[self.next + 1] if self.next + 1 < len(self.tokens) else None
        return words is not None and words.text.lower() in BEFORE_TEXT and isinstance(after, Quoted)

    def leave(self, rest: Words) -> None:
        """Put the `rest` of the words at hand, of which the beginning was taken, in their place."""
        if rest.text:
            self.tokens[self.next] = rest
        else:
            del self.tokens[self.next]

    def refuse_open_way(self, words: Words) -> None:
        """Refuse the `words` after a name if they say how somebody is there, without parentheses."""
        if way := bare_way(words.text, self.vocabulary.ways):
            message = f'"{way}" after a name says how somebody is there, and needs parentheses'
            self.fail(words.at, "way-open", message, f"write ({way})")

    def refuse_half_a_link(self, words: Words) -> None:
        """Refuse `words` that have half a link in them."""
        if (at := broken_link(words.text)) >= 0:
            message = f'"{shorten(words.text)}" has half a link in it'
            self.fail(words.at + at, "link-unreadable", message, "write it as [[name]]")

    def refuse_left(self, token: Words | LinkToken, form: str = "") -> NoReturn:
        """Refuse a `token` that nothing in a fact can be; the fact's verb has this `form`, of which it may be the
        rest."""
        if isinstance(token, Words):
            self.refuse_half_a_link(token)
        words = token.text if isinstance(token, Words) else token.link.key
        hint = "a fact ends without a full stop" if words == "." else lacks_name(words) or "write another fact for it"
        if form and isinstance(token, Words):
            hint = self._before_the_name(form, words) or hint
            verb = self.vocabulary.verbs[self.find(form) or 0]
            if verb.role == "learns" and form.endswith(" that"):
                hint = f"end the fact itself with an id, as ^id, and write {form.removesuffix(' that')} ^id"
        self.fail(token.at, "words-left", f'"{shorten(words)}" is one thing too many', hint)

    def _before_the_name(self, form: str, words: str) -> str:
        """The hint that `words` behind a name belong before it, where they make another form of this `form`; they may
        end with the preposition of a place behind them."""
        rest, _, last = words.rpartition(" ")
        for said, behind in ((words, ""), (rest, f" {last} [[place]]")):
            if said and (not behind or last.lower() in PREPOSITIONS) and self.find(f"{form} {said}") is not None:
                return f"write it before the name: {form} {said} [[name]]{behind}"
        return ""

    def fail(self, at: int, code: str, message: str, hint: str = "") -> NoReturn:
        """Give the fact up, with a problem of this `code`, `message` and `hint` at the offset `at` of the item. Raises
        `Unreadable`."""
        self.refuse(self.span.at(at), code, message, hint)

    def refuse(self, place: tuple[int, int], code: str, message: str, hint: str) -> NoReturn:
        """The same at a `place`, a line and a column: `code`, `message` and `hint` are the problem's."""
        fail(self.diagnostics, place, code, message, hint)
