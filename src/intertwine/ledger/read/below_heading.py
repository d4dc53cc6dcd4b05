"""What the first items below a heading say of all that stands below it: `frame:`, `taken for:` and `own:`."""

from dataclasses import replace

from intertwine.ledger.read.beside import StampsBeside
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.presence import both_of, inside, normal, read_frame, read_taken_for
from intertwine.ledger.read.qualifiers import QualifierRules
from intertwine.ledger.read.stamps import HIDDEN, both
from intertwine.ledger.read.story_time import read_own_step
from intertwine.model.statement import OwnStep, Statement, StoryFrame, TakenFor


class BelowHeading:
    """Reads those qualifiers of one page, and puts them on its facts. `rules` are the page's, and problems go to
    `diagnostics`. `frames` are those of all that stands below the last heading, the outermost first."""

    def __init__(self, rules: QualifierRules, stamps: StampsBeside, diagnostics: Diagnostics) -> None:
        """`stamps` notes what can never be known."""
        self.line = 0
        """That of the last heading."""
        self.frames: tuple[StoryFrame, ...] = ()
        self._rules, self._stamps, self._diagnostics = rules, stamps, diagnostics
        self._steps: dict[str, OwnStep] = {}  # places in people's own orders, by their keys
        self._taken: dict[str, TakenFor] = {}  # by the keys of both
        self._unused: dict[TakenFor, Span] = {}  # those of whom nothing below names either

    def open(self, line: int) -> None:
        """Another heading stands on `line`: nothing is said of what stands below it yet."""
        self.line, self.frames, self._steps = line, (), {}
        if self._taken:
            self._taken, self._unused = {}, {}

    def take(self, name: str, value: Span) -> bool:
        """Read `value`, which stands after the qualifier `name`. False where what stands below must stay hidden, since
        it may name somebody who is taken for another."""
        if name == "frame":
            frame = read_frame(value, self.line, self._rules.vocabulary, self._rules.own, self._diagnostics)
            self.frames = inside(self.frames, frame, value, self._diagnostics)
            return True
        if name == "own":
            step = read_own_step(value, self._rules.own, self._diagnostics)
            if step is not None and self._steps.setdefault(normal(step.who.key), step) is not step:
                message = f'there is a step in the order of "{shorten(step.who.key)}" below this heading already'
                self._diagnostics.add(*value.at(0), "qualifier-twice", message, "keep one of them")
            return True
        found = read_taken_for(value, None, self._rules.own, self._diagnostics)
        if found is None:
            return False
        if not both_of(found).isdisjoint(self._taken):
            message = "one of the two is taken for somebody below this heading already: what stands below stays hidden"
            hint = "write taken for: below each of the facts instead"
            self._diagnostics.add(*value.at(0), "taken-for-unreadable", message, hint)
            return False
        self._taken.update(dict.fromkeys(both_of(found), found))
        self._unused[found] = value
        return True

    def said_of(self, fact: Statement) -> Statement:
        """`fact` with what this heading says of it."""
        if not self.frames and not self._taken and not self._steps:
            return fact
        ends = (*fact.ends, *((fact.place,) if fact.place else ())) if self._taken else ()
        found = (self._taken.get(normal(link.key)) for link in ends)
        taken = tuple(dict.fromkeys(it for it in found if it is not None))
        for it in taken:
            self._unused.pop(it, None)
        return replace(fact, frames=self.frames, taken=taken, own=tuple(map(self._waiting, self._steps.values())))

    def _waiting(self, step: OwnStep) -> OwnStep:
        """`step` as it is known below this heading: what stands there tells nothing of a true one's life before they
        are unmasked, whomever a fact names."""
        taken = self._taken.get(normal(step.who.key))
        if taken is None or normal(taken.who.key) != normal(step.who.key):
            return step
        known = taken.alternatives if not step.alternatives else both(step.alternatives, taken.alternatives)
        if known is None:
            self._stamps.note(step.line, step.who.column)
        return replace(step, alternatives=known or HIDDEN)

    def warn_of_both(self, fact: Statement) -> None:
        """Warn of `fact`, with its qualifiers, if it names both of two of whom this heading speaks: the true one of
        them is probably meant to be there as well, or is not to be named yet."""
        if not self._taken:
            return
        keys = {normal(link.key) for link in fact.ends}
        for it in fact.taken:
            if self._taken.get(normal(it.who.key)) is it and both_of(it) <= keys:
                who, seems = shorten(it.who.key), shorten(it.seems.key)
                message = f'this fact names both "{who}" and "{seems}": in it "{who}" is taken for "{seems}" too'
                hint = "if that is so, write the same taken for: below this fact as well; "
                hint += "if not, write below it: - taken for: nobody"
                self._diagnostics.add(fact.line, fact.column, "taken-for-both", message, hint, severity="warning")

    def unused(self) -> bool:
        """Whether nothing below the last heading names either of two whom it speaks of; each is a problem. They may be
        misspelt: what stands below must stay hidden."""
        for value in self._unused.values():
            message = f'nothing below this heading names one of "{shorten(value.text)}": what stands below stays hidden'
            hint = "correct the names, or remove it"
            self._diagnostics.add(*value.at(0), "taken-for-unreadable", message, hint)
        return bool(self._unused)
