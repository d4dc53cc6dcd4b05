"""Qualifiers: the nested items of a fact. `also known:`, `needs:`, `true:`, `source:`, `disproves:`, `exception:` and
purposes."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from intertwine.ledger.read.exceptions import EXCEPTION, read_exception
from intertwine.ledger.read.fact_tokens import BLOCK_HINT, BLOCK_ID
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.links import links_are_whole, links_of
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.presence import both_of, inside, names_one_of, normal, read_frame, read_taken_for
from intertwine.ledger.read.stamps import HIDDEN, both, read_stamp
from intertwine.ledger.read.story_time import read_own_step, read_story_time
from intertwine.model.statement import Alternative, OwnStep, Purpose, Statement, TakenFor
from intertwine.model.verb import Vocabulary

QUALIFIERS = ("also known", "needs", "true", "source", "disproves", "taken for", "frame", "own", EXCEPTION)
FOR_ALL_BELOW = ("frame", "taken for", "own")
"""Those that may stand below a heading instead of below a fact."""
NOBODY = "nobody"
"""What stands after `taken for:` below a fact of which that of its heading does not hold."""


class Nested(NamedTuple):
    """An item below a fact: `level` 1 belongs to the fact, 2 to the qualifier above it."""

    level: int
    span: Span


def purpose_names(vocabulary: Vocabulary) -> dict[str, str]:
    """Qualifier name to verb id, for the verbs that say why."""
    verbs = [vocabulary.verbs[n] for n in vocabulary.with_role("purpose")]
    return {form.removesuffix(":").lower(): verb.id for verb in verbs for form in verb.forms if form.endswith(":")}


def name_of(text: str) -> str:
    """The name, in lower case, of the qualifier that `text` would be."""
    return " ".join(text.partition(":")[0].lower().split())


def split_name(span: Span) -> tuple[str, Span]:
    """A qualifier's name (lower case) and its value; the name is all there is where no colon stands."""
    name, colon, value = span.text.partition(":")
    start = len(name) + len(colon)
    return " ".join(name.lower().split()), span.part(start) if value.strip() else Span("", *span.at(start))


class QualifierRules(NamedTuple):
    """What is the same for all facts of a page: the `vocabulary`; its verbs of purpose, by what a keeper writes before
    their colon; and whether the page is a title's, so that stamps can leave the title out (`own`)."""

    vocabulary: Vocabulary
    purposes: dict[str, str]
    own: bool


TakenAbove = Callable[[Statement], tuple[TakenFor, ...]]
"""What the headings around a fact, which has all its links, say of whom somebody in it is taken for."""


def qualify(
    statement: Statement,
    nested: list[Nested],
    rules: QualifierRules,
    above: tuple[int, TakenAbove],
    diagnostics: Diagnostics,
) -> Statement:
    """`statement` with its qualifiers, the items `nested` below it, in their order.

    `rules` are those of its page. `above` is the line of the heading above it, and what headings say of those whom the
    fact names. Problems go to `diagnostics`. A
    qualifier that cannot be read is a problem and costs itself; but a `needs:` that cannot be read, a qualifier that
    nobody knows, or one below another one, hides the fact whatever its `also known:` say, since it may qualify any of
    them; so does a `taken for:` that cannot be read, since the fact may name the true one; and a `source:` that cannot
    be read hides what the `also known:` above it would reveal.
    """
    reader = _QualifierReader(statement, rules, above, diagnostics)
    for item in nested:
        reader.take(item)
    return reader.done()


class _QualifierReader:
    def __init__(
        self, statement: Statement, rules: QualifierRules, above: tuple[int, TakenAbove], diagnostics: Diagnostics
    ) -> None:
        self.statement, self.diagnostics = statement, diagnostics
        self.heading, self.taken_above = above
        self.vocabulary, self.names, self.own = rules
        self.first = statement.alternatives
        self.hidden = False  # something may have been a `needs:`: no `also known:` reveals the fact either
        self.full = False  # too much was asked for: nothing more can be
        self.also: list[tuple[Alternative, ...]] = []
        self.true = statement.true
        self.source = ""
        self.purposes: list[Purpose] = []
        self.disproves: list[str] = []
        self.taken: dict[TakenFor, Span] = {}
        self.disguised: set[str] = set()
        self.undisguised: Span | None = None  # nobody is taken for another here, whatever stands below the heading
        self.frames = statement.frames
        self.steps: dict[str, OwnStep] = {}
        self.above = ""  # the last qualifier of level 1

    def take(self, item: Nested) -> None:
        span = item.span.part(0)
        name, value = split_name(span)
        if item.level == 2:
            if name == "source" and self.above == "also known":
                text = self.read_source(value, 'the "also known:" above it reveals nothing')
                self.also[-1] = tuple([replace(a, source=text) for a in self.also[-1]]) if text else HIDDEN
            else:
                self.note(span, "qualifier-misplaced", f'"{shorten(name)}" cannot stand below another qualifier',
                             "only source: may, below also known:; indent the others by two spaces")  # fmt: skip
                self.hidden = True
            return
        self.above = name
        if name == "also known":
            self.also.append(read_stamp(value, self.diagnostics, own=self.own))
        elif name == "needs":
            self.need(value)
        elif name == "true":
            self.true = read_story_time(value, self.true, self.own, self.diagnostics)
        elif name == "source":
            if self.source:
                self.note(span, "qualifier-twice", "this fact has a source already", "keep one of them")
            self.source = self.source or self.read_source(value)
        elif name == "disproves":
            if block := self.block(value):
                self.disproves.append(block)
        elif name == "taken for":
            self.take_for(value)
        elif name == "frame":
            frame = read_frame(value, self.heading, self.vocabulary, self.own, self.diagnostics)
            self.frames = inside(self.frames, frame, value, self.diagnostics)
        elif name == "own":
            self.put_in_order(read_own_step(value, self.own, self.diagnostics), value)
        elif name == EXCEPTION:
            read_exception(value, self.diagnostics)
        elif name in self.names:
            self.read_purpose(name, value)
        else:
            self.above = ""
            known = [f"{word}:" for word in (*QUALIFIERS, *self.names)]
            hint = self.diagnostics.nearest(f"{name}:", known, f"a qualifier is one of {', '.join(known)}")
            message = (
                f'"{shorten(span.text)}" is not a qualifier: it could be a "needs:", so that the fact stays hidden'
            )
            self.note(span, "unknown-qualifier", message, hint)
            self.hidden = True

    def need(self, value: Span) -> None:
        if self.full:
            return
        needed = read_stamp(value, self.diagnostics, own=self.own)
        if any(position.kind == "impossible" for way in needed for position in way.positions):
            self.hidden = True
            return
        found = both(self.first, needed)
        if found is None:
            self.full = self.hidden = True
            message = "with all that it needs, this fact has too many positions: it stays hidden"
            self.note(value, "stamp-too-long", message, "name fewer")
        self.first = found or HIDDEN

    def done(self) -> Statement:
        first = self.first
        if self.source:
            first = tuple([replace(a, source=self.source) for a in first])
        also = [a for group in self.also for a in group]
        found = replace(
            self.statement,
            true=self.true,
            purposes=tuple(self.purposes),
            disproves=tuple(self.disproves),
            frames=self.frames,
            own=tuple(self.steps.values()),
        )
        taken = self.taken_in(found)
        return replace(found, taken=taken, alternatives=HIDDEN if self.hidden else (*first, *also))

    def taken_in(self, fact: Statement) -> tuple[TakenFor, ...]:
        """Who is taken for whom in the `fact`, which has all its links: what it says itself counts before what its
        headings say."""
        above = self.taken_above(fact)
        if self.undisguised is not None:
            if not above:
                message = "below this heading nobody whom the fact names is taken for another: the fact stays hidden"
                hint = "remove it, or correct the one below the heading"
                self.note(self.undisguised, "taken-for-unreadable", message, hint)
                self.hidden = True
            above = ()
        mine = [it for it, value in self.taken.items() if names_one_of(fact, it, value, self.diagnostics)]
        self.hidden |= len(mine) < len(self.taken)
        own = frozenset[str]().union(*map(both_of, self.taken))
        return (*mine, *(it for it in above if own.isdisjoint(both_of(it))))

    def take_for(self, value: Span) -> None:
        """Read a `taken for:`. Without it the fact could name somebody too early: one that fails hides the fact."""
        if value.text.lower() == NOBODY:
            self.undisguised = value
            return
        found = read_taken_for(value, self.statement, self.own, self.diagnostics)
        twice = found is not None and normal(found.who.key) in self.disguised
        self.hidden |= found is None or twice
        if found is not None and twice:
            message = f'"{shorten(found.who.key)}" is taken for somebody already: the fact stays hidden'
            self.note(value, "taken-for-unreadable", message, "write two facts")
        elif found is not None:
            self.taken[found] = value
            self.disguised.add(normal(found.who.key))

    def put_in_order(self, step: OwnStep | None, value: Span) -> None:
        """Put the fact into somebody's own order."""
        if step is None:
            return
        who = normal(step.who.key)
        if who in self.steps:
            message = f'this fact has a step in the order of "{shorten(step.who.key)}" already'
            self.note(value, "qualifier-twice", message, "keep one of them")
        else:
            self.steps[who] = step

    def read_source(self, value: Span, lost: str = "") -> str:
        """The source; "" and a problem, which says what is `lost` with it, where it cannot be read."""
        text = self.words(value, "source", lost)
        if "[[" in text:  # nothing would gate the name
            message = "a source is words and addresses: a link in it would show a name to everybody who sees the fact"
            message = f"{message}; {lost}" if lost else message
            self.note(value, "link-in-source", message, "write the source without [[ ]]")
            return ""
        return text

    def read_purpose(self, name: str, value: Span) -> None:
        if value.text.startswith("^"):
            if block := self.block(value):
                self.purposes.append(Purpose(self.names[name], "", (), block, value.at(0)[0]))
            return
        text = self.words(value, name)
        if len(text) > 1 and text[0] == text[-1] == '"':
            text = text[1:-1].strip()
        if text:
            self.purposes.append(Purpose(self.names[name], text, links_of(value), "", value.at(0)[0]))

    def words(self, value: Span, name: str, lost: str = "") -> str:
        """A value that is words; "" and a problem where there are none, or half a link among them."""
        if not value.text:
            message = f'"{name}:" says nothing' + (f": {lost}" if lost else "")
            self.note(value, "value-missing", message, "write something after the colon")
            return ""
        return value.text if links_are_whole(value, self.diagnostics) else ""

    def block(self, value: Span) -> str:
        block = value.text.removeprefix("^")
        if not value.text.startswith("^") or not BLOCK_ID.fullmatch(block):
            self.note(value, "id-unreadable", f'"{shorten(value.text)}" names no fact', BLOCK_HINT)
            return ""
        return block

    def note(self, span: Span, code: str, message: str, hint: str) -> None:
        self.diagnostics.add(*span.at(0), code, message, hint)
