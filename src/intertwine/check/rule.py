"""What a rule is, and what it finds."""

from collections.abc import Callable, Iterator
from typing import Literal, cast

from intertwine.check.finding_place import FindingPlace
from intertwine.check.source import Source
from intertwine.model.problem import Problem, Severity
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Longs

RuleScope = Literal["line", "entity", "title", "universe"]
"""What a finding hangs on: one line and what it names; all that is said of one entity; all that is written of one
title; or anything. A rule is given the numbers of those that are to be looked at: lines, entities, or titles (which are
entities); one of the scope "universe" is given none."""


@record
class Finding:
    """What a rule found: the place `at` which something is wrong, the `message` that says what, and the `hint` that
    says the way out. `other` is the place that it contradicts. `about` is the number of the line, entity or title that
    it is found of (NONE: a rule of the scope "universe" needs none). A `mild` one may be meant: it is a warning even
    where the rule's findings are errors."""

    at: FindingPlace
    message: str
    hint: str
    other: FindingPlace | None = None
    about: int = NONE
    mild: bool = False


LookAtAll = Callable[[Source], Iterator[Finding]]
"""The function of a rule that looks at a whole universe."""
LookAtSome = Callable[[Source, Longs], Iterator[Finding]]
"""The function of a rule that looks at those lines, entities or titles of a source whose numbers, ascending, it is
given."""


@record
class Rule:
    """A rule: the function that `look`s, how severe its findings are, and what each of them hangs on.

    Its `code` is the name of the function with hyphens, its `family` the name of the folder that it stands in. A rule
    that a universe brings has an `own_code`.
    """

    look: LookAtAll | LookAtSome
    severity: Severity
    scope: RuleScope
    own_code: str = ""

    @property
    def code(self) -> str:
        """What its findings are called: `dead-acts`."""
        return self.own_code or self.look.__name__.replace("_", "-")

    @property
    def family(self) -> str:
        """The rules that it stands among: `life`; `own` of a rule that a universe brings."""
        return "own" if self.own_code else self.look.__module__.split(".")[-2]

    def findings(self, source: Source, chosen: Longs) -> Iterator[Finding]:
        """What it finds in `source`, of the lines, entities or titles that are `chosen`. It reads, and changes
        nothing."""
        if self.scope == "universe":
            return cast("LookAtAll", self.look)(source)
        return cast("LookAtSome", self.look)(source, chosen)

    def problem(self, found: Finding, severity: Severity) -> Problem:
        """What is said of a finding, as `severity` as the universe has it."""
        at, other = found.at.place, found.other.place if found.other else None
        severity = "warning" if found.mild else severity
        return Problem(at.file, at.line, at.column, self.code, found.message, found.hint, severity, at.label, other)
