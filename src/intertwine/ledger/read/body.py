"""A page's body: headings set the stamp, and what stands below them becomes statements."""

import re
from dataclasses import replace
from typing import NamedTuple

from intertwine.ledger.read.below_heading import BelowHeading
from intertwine.ledger.read.beside import StampsBeside
from intertwine.ledger.read.facts import FactParser
from intertwine.ledger.read.headings import (
    is_installment,
    unstamped,
)
from intertwine.ledger.read.listing_reader import Listing
from intertwine.ledger.read.markdown.blocks import Block
from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.links import links_are_whole, links_of
from intertwine.ledger.read.markdown.markup import has_marks, plain
from intertwine.ledger.read.markdown.sentences import sentences
from intertwine.ledger.read.markdown.slips import COLONS, has_first_word
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.misplaced import MisplacedQualifiers
from intertwine.ledger.read.outline import Outline
from intertwine.ledger.read.presence import odd_taken_for
from intertwine.ledger.read.qualifiers import (
    FOR_ALL_BELOW,
    Nested,
    QualifierRules,
    name_of,
    purpose_names,
    qualify,
    split_name,
)
from intertwine.ledger.read.stamps import HIDDEN
from intertwine.model.kinds import ENTITY_KINDS
from intertwine.model.statement import Installment, Link, Season, Statement, Unread
from intertwine.model.verb import Vocabulary

_NOT_WORDS = re.compile(rf"[#\[\]<^{COLONS}]")
"""What every mark, link and qualifier with a colon has in it."""
_INDENT = 2
"""Columns that a further line of an item is indented by, at least."""
_PAGES_WITHOUT_TITLE = ENTITY_KINDS | {"universe"}


class _Refused(NamedTuple):
    """An item that is no fact and no qualifier: how many problems it has, and whether it is `loose` (see `Body`)."""

    problems: int
    loose: bool


class Body:
    """Reads the blocks of one page, the body of `key`, whose front matter said `listing`.

    `vocabulary` has the verbs that facts may use, and `diagnostics` collects what is wrong. After `read`, `statements`,
    `seasons` and `installments` are in the order of the text.
    """

    def __init__(self, key: str, listing: Listing, vocabulary: Vocabulary, diagnostics: Diagnostics) -> None:
        self.listing, self.diagnostics = listing, diagnostics
        self.own = listing.kind not in _PAGES_WITHOUT_TITLE
        self.me = (Link(listing.of if listing.kind == "season" else key),)
        self.statements: list[Statement] = []
        self._outline = Outline(listing.kind, vocabulary, diagnostics, own=self.own)
        self._facts = FactParser(vocabulary, diagnostics, self.me[0] if self.own else None)
        self._prose_verb = vocabulary.listing("prose")
        purposes = purpose_names(vocabulary)
        self._rules = QualifierRules(vocabulary, purposes, self.own)
        self._stamps = StampsBeside(diagnostics)
        self._below = BelowHeading(self._rules, self._stamps, diagnostics)
        self._listed = False  # whether a list item stands below this heading, other than what is said of all below it
        self._fact: Statement | None = None
        self._nested: list[Nested] = []
        self._hide = False  # the open fact stays hidden
        self._loose = False  # the open item is no fact, and may have been a qualifier: what is below it is not its own
        self._refused: dict[str, _Refused] = {}  # items that were no facts when nothing more was kept of what is wrong
        self._misplaced = MisplacedQualifiers(vocabulary, purposes, diagnostics)
        self._above = False  # whether a fact or a paragraph stands above, below the same heading
        self._last = -1  # the last fact below this heading, among `statements`
        self._paragraph = range(0)  # the last paragraph after it, among them

    @property
    def seasons(self) -> list[Season]:
        """The seasons that headings declared."""
        return self._outline.seasons

    @property
    def installments(self) -> list[Installment]:
        """The installments that headings declared."""
        return self._outline.installments

    @property
    def unread(self) -> list[Unread]:
        """The headings that may have been meant to declare more."""
        return self._outline.unread

    def read(self, blocks: list[Block]) -> None:
        """Take every block in turn."""
        read_fact = self._facts.read
        for block in blocks:
            kind = block.kind
            if kind == "prose" and not self._outline.is_notes:
                self._prose(block.span)
            elif kind == "heading":
                self._end_fact()
                self._heading(block)
            elif self._outline.is_notes:
                if kind == "lost":
                    self._outline.lose(block)
            elif kind == "item":
                span = block.span
                text = span.text
                if text in self._refused and self._is_refused_again(block):
                    continue
                if block.level or span.breaks or self._outline.is_covered or has_marks(text):
                    self._item(block)
                    continue
                if text[:2] != "[[":
                    self._unlinked(block)
                    continue
                self._end_fact()
                above, self._hide, self._above, self._listed = self._above, False, True, True
                before = self.diagnostics.count
                self._fact, self._loose = read_fact(span, self._outline.stamp, self._outline.section), False
                if self._fact is None:
                    self._no_fact(span, above, before)
            elif kind in ("footnote", "note"):
                placed = kind == "note"  # what else begins so may be a remark
                if self._misplaced.in_lines(block.span, f"a {kind}", placed=placed) >= 0:
                    self._hide_above()
            elif kind == "lost":
                if block.span.text and self._misplaced.in_lines(block.span, "a heading") >= 0:
                    self._hide_above()  # "#needs: ..."
                    continue
                self._end_fact()
                self._outline.lose(block)
        self._end_fact()
        self._close(0)

    def _close(self, level: int) -> None:
        """All that stands below the last headings of this `level` and of lower ones is read."""
        for n in range(self._below.close(level), len(self.statements)):
            self.statements[n] = replace(self.statements[n], alternatives=HIDDEN)

    def _item(self, block: Block) -> None:
        """An item that is not just a fact of one line that begins with a name."""
        span, whole, before = block.span, True, self.diagnostics.count
        for_all = not block.level and name_of(span.text) in FOR_ALL_BELOW
        cut = self._misplaced.in_lines(span, "another item", first=False) if span.breaks else -1
        if cut >= 0:
            span, whole = span.part(0, cut), False
        if has_marks(span.text):
            if not block.level and not for_all and self._is_qualifier(span):  # "#needs: ..." is more than a tag
                if cut >= 0:
                    self._hide_above()
                return
            addresses = block.level > 0 and name_of(span.text) == "source"
            span, read = plain(span, self.diagnostics, addresses=addresses)
            whole = whole and read
            if not span.text:
                return  # only tags
        if block.level:
            self._nest(block, span, whole=whole)
            return
        if for_all and not self._listed:
            self._say_of_all(block, span, whole=whole)
            return
        if self._is_qualifier(span):
            if cut >= 0:
                self._hide_above()
            if for_all:
                self._hide_below(split_name(span)[0])
            return
        own = self.diagnostics.count - before  # not with what is wrong with the fact before it
        self._end_fact()
        self._outline.report_covered()
        before = self.diagnostics.count
        self._hide, self._above, self._listed = not whole, True, True
        self._fact = self._facts.read(span, self._outline.stamp, self._outline.section)
        self._loose = self._fact is None and span.text[:2] != "[["
        if self._fact is None and (cut >= 0 or (span.text[:2] == "[[" and self._misplaced.linked(span))):
            self._loose = True
            self._hide_above()
        elif self._fact is None and not for_all and not block.span.breaks and self.diagnostics.is_full:
            self._refused[block.span.text] = _Refused(own + self.diagnostics.count - before, loose=self._loose)

    def _unlinked(self, block: Block) -> None:
        """An item of one line, without marks, that begins with no link."""
        # A scene begins with its time, and no qualifier does. All else may be one.
        timed = block.span.text[:1].isdigit()
        scene = self._facts.read_common(block.span, self._outline.stamp, self._outline.section) if timed else None
        if scene is None:
            self._item(block)
            return
        self._end_fact()
        self._hide, self._above, self._fact, self._loose = False, True, scene, False
        self._listed = True

    def _no_fact(self, span: Span, above: bool, before: int) -> None:
        """Note that an item which begins with a link is no fact. `above` says what stood above it, and `before` how
        many problems there were then."""
        if self._misplaced.linked(span):
            self._above, self._loose = above, True
            self._hide_above()
        elif self.diagnostics.is_full:
            self._refused[span.text] = _Refused(self.diagnostics.count - before, loose=False)

    def _is_refused_again(self, block: Block) -> bool:
        """Take an item that is no fact, as before, word for word; False where it stands elsewhere and may be more. What
        is wrong with it is only counted: to read short lines that are wrong again and again would take long."""
        if block.level or block.span.breaks:
            return False
        self._end_fact()
        self._outline.report_covered()
        problems, self._loose = self._refused[block.span.text]
        self._above, self._listed = True, True
        self.diagnostics.count += problems
        return True

    def _running_on(self, block: Block, span: Span) -> str:
        """The name of the qualifier `span` of all below it, or of a fact, if the item `block` goes on with a line that
        is not indented: a problem, since that is a paragraph, which tells nothing of the qualifier. "": it does not."""
        name = split_name(span)[0] if block.span.breaks else ""
        at = next((offset for offset, _, column in block.span.breaks if column <= _INDENT), -1)
        if name not in FOR_ALL_BELOW or at < 0:
            return ""
        lost = "this place in their order is left out" if name == "own" else "what it says this of stays hidden"
        message = f'a paragraph follows this "{name}:" without a blank line: {lost}'
        hint = "leave a blank line above it; or indent it, if it belongs to this line"
        self.diagnostics.add(*block.span.at(at), "qualifier-runs-on", message, hint)
        return name

    def _nest(self, block: Block, span: Span, *, whole: bool) -> None:
        """Take the item `block` below another one, with the words `span`. `whole` is False where something in it cannot
        be read."""
        inside = self._misplaced.inside(span)
        if self._fact is not None and (name := self._running_on(block, span)):
            self._hide |= name != "own" or inside or not whole
            return
        # Below what is no fact "#needs: ..." is more than a tag.
        self._nested.append(Nested(block.level, span if self._fact is not None else block.span))
        self._hide |= inside or not whole

    def _say_of_all(self, block: Block, span: Span, *, whole: bool) -> None:
        """Take the qualifier `block` of all that stands below, with the words `span`. `whole` is False where something
        in it cannot be read."""
        self._end_fact()
        self._loose = True
        self._outline.report_covered()
        if name := self._running_on(block, span):
            if name != "own":
                self._outline.hide()
            return
        name, value = split_name(span)
        if not self._below.take(name, value) or not whole:
            self._hide_below(name)

    def _hide_below(self, name: str) -> None:
        """What stands below this heading from now on stays hidden where the qualifier `name` could have hidden it."""
        if name == "taken for":
            self._outline.hide()

    def _is_qualifier(self, span: Span) -> bool:
        """Whether an item of level 0 is a qualifier, which hides what it could have hidden."""
        found = self._misplaced.item(span)
        if found is not None and found.hides and (self._above or found.is_sure):
            self._hide_above()
        return found is not None

    def _end_fact(self) -> None:
        """The open fact has all its qualifiers; those of one that could not be read are dropped with it."""
        fact, nested = self._fact, self._nested
        if fact is not None:
            fact = self._below.said_of(fact)
        if nested:
            self._nested = []
            if fact is not None:
                above = self._below.line, self._below.taken_in
                fact = qualify(fact, nested, self._rules, above, self.diagnostics)
            elif self._loose:
                for it in nested:
                    if self._misplaced.below(it.span):
                        self._hide_above()
        elif fact is not None and (taken := self._below.taken_in(fact)):
            fact = replace(fact, taken=taken)
        if fact is not None:
            if fact.taken:
                if self._is_odd(fact):
                    self._hide = True
                else:
                    self._below.warn_of_both(fact)
            fact = self._below.placed(fact)
            self._stamps.check(fact)
            self._last, self._paragraph = len(self.statements), range(0)
            self.statements.append(replace(fact, alternatives=HIDDEN) if self._hide else fact)
            self._fact = None

    def _is_odd(self, fact: Statement) -> bool:
        """Whether those whom `fact` takes for others make no sense together: a problem, and it stays hidden."""
        vocabulary = self._rules.vocabulary
        naming = vocabulary.by_id.get(fact.verb) in vocabulary.with_role("name")
        found = odd_taken_for(fact, naming=naming)
        if found is not None:
            message = f"{found[0]}: it stays hidden"
            self.diagnostics.add(fact.line, fact.column, "taken-for-unreadable", message, found[1])
        return found is not None

    def _hide_above(self) -> None:
        """The last fact below this heading stays hidden, and the last paragraph after it; where nothing stands above,
        what stands below, up to the next heading. What could not be read, and a heading that is too deep, may stand
        between."""
        if not self._above:
            self._outline.hide()
        elif self._fact is not None:
            self._hide = True
        else:
            for n in (self._last, *self._paragraph):
                if n >= 0:
                    self.statements[n] = replace(self.statements[n], alternatives=HIDDEN)
            self._paragraph = range(0)  # once is enough

    def _prose(self, span: Span) -> None:
        if _NOT_WORDS.search(span.text) is None and not has_first_word(span.text):  # nearly every paragraph
            self._add_sentences(span)
        else:
            self._marked_prose(span)

    def _marked_prose(self, span: Span) -> None:
        """A paragraph that may have marks, links or qualifiers in it."""
        cut = self._misplaced.in_lines(span, "a paragraph")  # before "#needs: ..." is taken for a tag
        if cut > 0:
            span = span.part(0, cut)
        written, (span, whole) = span, plain(span, self.diagnostics, block=True)
        if cut < 0 and not span.text:
            return
        if cut < 0 and span is not written:
            cut = self._misplaced.in_lines(span, "a paragraph")
            span = span.part(0, cut) if cut > 0 else span
        if cut == 0:
            self._hide_above()
            return
        if (text := self._misplaced.in_text(span)) >= 0:
            if text == 0:
                return
            span, whole = span.part(0, text), False
        self._add_sentences(span, hide=not whole or cut >= 0)
        if cut > 0:
            self._hide_above()

    def _add_sentences(self, span: Span, *, hide: bool = False) -> None:
        """Each sentence of a paragraph without marks, as a statement."""
        if self._fact is not None or self._nested:
            self._end_fact()
        outline, verb = self._outline, self._prose_verb
        outline.report_covered()
        stamp, section, first, frames = outline.stamp, outline.section, len(self.statements), self._below.frames
        alternatives = HIDDEN if hide else stamp.alternatives
        for sentence in sentences(span):
            text, line, column, _ = sentence
            if not stamp.stamped:
                unstamped(sentence, self.diagnostics)
            known = alternatives
            links: tuple[Link, ...] = ()
            if "[[" in text or "]]" in text:
                links = links_of(sentence)
                if not links_are_whole(sentence, self.diagnostics):
                    known = HIDDEN
            self.statements.append(
                Statement(
                    line, column, verb, "", known, self.me, (), "", None, text, links, section=section, frames=frames
                )
            )
        if self._below.says_something:
            self.statements[first:] = map(self._said_of_sentence, self.statements[first:])
        self._above, self._paragraph = True, range(first, len(self.statements))

    def _said_of_sentence(self, sentence: Statement) -> Statement:
        """A `sentence` of prose with those whom the headings around it take for others."""
        if taken := self._below.taken_in(sentence):
            sentence = replace(sentence, taken=taken)
            if self._is_odd(sentence):
                sentence = replace(sentence, alternatives=HIDDEN)
        self._stamps.check(sentence)
        return sentence

    def _heading(self, block: Block) -> None:
        # The page's own heading, and an episode's ("1. Needs: must"), are names.
        is_named = is_installment(block.span.text) or (block.level == 1 and not self._above)
        if not is_named and not self._outline.is_notes and self._misplaced.in_lines(block.span, "a heading") >= 0:
            self._hide_above()
        span, whole = plain(block.span, self.diagnostics, block=True)
        if block.level < 4:
            self._above, self._last, self._paragraph = False, -1, range(0)
            self._close(block.level)
            self._below.open(block.level, block.span.line, len(self.statements))
            self._listed = False
        self._outline.open(block.level, span, whole=whole)
