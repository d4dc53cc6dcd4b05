"""What the first items below a heading say of all that stands below it: `frame:`, `taken for:` and `own:`."""

import sys
from dataclasses import dataclass, field, replace

from intertwine.ledger.read.beside import StampsBeside
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.presence import both_of, inside, linked_by, normal, read_frame, read_taken_for
from intertwine.ledger.read.qualifiers import QualifierRules
from intertwine.ledger.read.stamps import HIDDEN, both
from intertwine.ledger.read.story_time import read_own_step
from intertwine.model.statement import OwnStep, Statement, StoryFrame, TakenFor

_NO_STATEMENT = sys.maxsize
_MOST_STEPS = 32
"""People whose places in their own orders one heading says: each fact below it has all of them."""


@dataclass(slots=True)
class _SaidBelow:
    """What is said of all below one heading: that on `line`, of this `level`, above the statement `first`. `frames` are
    with those of the headings around it; the rest is its own."""

    level: int
    line: int
    first: int
    frames: tuple[StoryFrame, ...] = ()
    steps: dict[str, OwnStep] = field(default_factory=dict)
    """Places in people's own orders, by their keys."""
    taken: dict[str, TakenFor] = field(default_factory=dict)
    """By the keys of both."""
    unused: dict[TakenFor, Span] = field(default_factory=dict)
    """Those of two neither of whom anything below names."""


class BelowHeading:
    """Reads those qualifiers of one page, and puts them on its facts. `rules` are the page's, and problems go to
    `diagnostics`.

    What stands below a heading holds below the headings of a lower level within it too. Their frames are inside of its
    frames, and what they say of somebody takes the place of what it says.
    """

    def __init__(self, rules: QualifierRules, stamps: StampsBeside, diagnostics: Diagnostics) -> None:
        """`stamps` notes what can never be known."""
        self._rules, self._stamps, self._diagnostics = rules, stamps, diagnostics
        # The headings around what comes next that say something, the innermost last; before them, the page.
        self._open = [_SaidBelow(0, 0, 0)]
        self._last = 0, 0, 0  # level, line and first statement of the last heading
        self._is_silent = True  # none of them says anything
        self._own: tuple[OwnStep, ...] | None = None  # what `_steps` gives, since they were opened

    @property
    def line(self) -> int:
        """That of the last heading."""
        return self._last[1]

    @property
    def frames(self) -> tuple[StoryFrame, ...]:
        """Those of all that stands below the last heading, the outermost first."""
        return self._open[-1].frames

    @property
    def says_something(self) -> bool:
        """Whether the headings around what comes next say anything of it."""
        return not self._is_silent

    def open(self, level: int, line: int, first: int) -> None:
        """Another heading of this `level` stands on `line`, and the statements from `first` on below it. Those of this
        level and of lower ones are closed."""
        self._last, self._own = (level, line, first), None

    def close(self, level: int) -> int:
        """Close the last headings of this `level` and of lower ones (0: all, and the page). The number of the first
        statement that must stay hidden, with all after it: below one of these headings nothing names either of two
        whom it speaks of, which is a problem. They may be misspelt. Where there is none, a number that no statement
        has."""
        found = _NO_STATEMENT
        while self._open and self._open[-1].level >= level:
            said = self._open.pop()
            for value in said.unused.values():
                found = min(found, said.first)
                names = shorten(value.text)
                message = f'nothing below this heading names one of "{names}": what stands below stays hidden'
                hint = "correct the names, or remove it"
                self._diagnostics.add(*value.at(0), "taken-for-unreadable", message, hint)
        if not self._is_silent:
            self._is_silent = not any(it.frames or it.steps or it.taken for it in self._open)
        return found

    def take(self, name: str, value: Span) -> bool:
        """Read `value`, which stands after the qualifier `name`. False where what stands below must stay hidden, since
        it may name somebody who is taken for another."""
        level, line, first = self._last
        if self._open[-1].line != line:
            self._open.append(_SaidBelow(level, line, first, self.frames))
        said, self._is_silent, self._own = self._open[-1], False, None
        if name == "frame":
            frame = read_frame(value, said.line, self._rules.vocabulary, self._rules.own, self._diagnostics)
            said.frames = inside(said.frames, frame, value, self._diagnostics)
            return True
        if name == "own":
            step = read_own_step(value, self._rules.own, self._diagnostics)
            if step is not None:
                self._take_step(said, step, value)
            return True
        found = read_taken_for(value, None, self._rules.own, self._diagnostics)
        if found is None:
            return False
        if not both_of(found).isdisjoint(said.taken):
            message = "one of the two is taken for somebody below this heading already: what stands below stays hidden"
            hint = "write taken for: below each of the facts instead"
            self._diagnostics.add(*value.at(0), "taken-for-unreadable", message, hint)
            return False
        said.taken.update(dict.fromkeys(both_of(found), found))
        said.unused[found] = value
        return True

    def _take_step(self, said: _SaidBelow, step: OwnStep, value: Span) -> None:
        key = normal(step.who.key)
        if key in said.steps:
            message = f'there is a step in the order of "{shorten(step.who.key)}" below this heading already'
            self._diagnostics.add(*value.at(0), "qualifier-twice", message, "keep one of them")
        elif len(said.steps) == _MOST_STEPS:
            message = f"the places of {_MOST_STEPS} people stand below this heading already: this one is left out"
            self._diagnostics.add(*value.at(0), "own-too-many", message, "write it below its facts")
        else:
            said.steps[key] = step

    def said_of(self, fact: Statement) -> Statement:
        """`fact` with the frames of the headings around it: for the rest, see `taken_in` and `placed`."""
        return fact if self._is_silent else replace(fact, frames=self.frames)

    def placed(self, fact: Statement) -> Statement:
        """`fact`, which has all its links and qualifiers, with the places that the headings around it say in the lives
        of those whom it names, if it says no other itself.

        Of nobody else: that a masked person's deeds belong to a life would tell who is behind the mask.
        """
        steps = () if self._is_silent else self._steps()
        if not steps:
            return fact
        named = {normal(link.key) for link in fact.ends}
        named -= {normal(it.seems.key) for it in fact.taken}
        named |= {normal(it.who.key) for it in fact.taken}
        named -= {normal(it.who.key) for it in fact.own}
        return replace(fact, own=(*(it for it in steps if normal(it.who.key) in named), *fact.own))

    def taken_in(self, it: Statement) -> tuple[TakenFor, ...]:
        """What the headings around the fact or the sentence `it`, which has all its links, say of whom somebody in it
        is taken for."""
        taken: tuple[TakenFor, ...] = ()
        if self._is_silent:  # most often
            return taken
        place = (it.place,) if it.place else ()
        keys = [normal(link.key) for links in (*linked_by(it), place) for link in links]
        for said in self._open:
            if said.taken:
                found = dict.fromkeys(one for one in map(said.taken.get, keys) if one)
                for one in found:
                    said.unused.pop(one, None)
                taken = (*(one for one in taken if both_of(one).isdisjoint(said.taken)), *found)
        return taken

    def _steps(self) -> tuple[OwnStep, ...]:
        """The places in people's own orders of all that stands below the last heading."""
        if self._own is None:
            steps: dict[str, OwnStep] = {}
            for said in self._open:
                steps.update(said.steps)
            self._own = tuple(map(self._waiting, steps.values()))
        return self._own

    def _taken_by(self, key: str) -> TakenFor | None:
        """What the innermost heading that speaks of somebody says of whom they are taken for."""
        return next((said.taken[key] for said in reversed(self._open) if key in said.taken), None)

    def _waiting(self, step: OwnStep) -> OwnStep:
        """`step` as it is known below this heading: what stands there tells nothing of a true one's life before they
        are unmasked, whomever a fact names."""
        taken = self._taken_by(normal(step.who.key))
        if taken is None or normal(taken.who.key) != normal(step.who.key):
            return step
        known = taken.alternatives if not step.alternatives else both(step.alternatives, taken.alternatives)
        if known is None:
            self._stamps.note(step.line, step.who.column)
        return replace(step, alternatives=known or HIDDEN)

    def warn_of_both(self, fact: Statement) -> None:
        """Warn of `fact`, with its qualifiers, if it names both of two of whom this heading speaks: the true one of
        them is probably meant to be there as well, or is not to be named yet."""
        keys = {normal(link.key) for link in fact.ends}
        for it in fact.taken:
            if self._taken_by(normal(it.who.key)) is it and both_of(it) <= keys:
                who, seems = shorten(it.who.key), shorten(it.seems.key)
                message = f'this fact names both "{who}" and "{seems}": in it "{who}" is taken for "{seems}" too'
                hint = "if that is so, write the same taken for: below this fact as well; "
                hint += "if not, write below it: - taken for: nobody"
                self._diagnostics.add(fact.line, fact.column, "taken-for-both", message, hint, severity="warning")
