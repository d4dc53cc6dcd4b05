"""Checking a universe: rules, settings and exceptions together. A `Checker` keeps what an edit does not touch."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from intertwine.check.digests import Digests, ScopeDigests
from intertwine.check.exceptions import Exceptional, Excuses, FactException, declared_in
from intertwine.check.rule import Finding, Rule, RuleScope
from intertwine.check.rules import RULES
from intertwine.check.settings import SETTINGS, RuleLevel, read_settings
from intertwine.check.source import Source
from intertwine.check.text_memory import TextMemory
from intertwine.check.written import WrittenPage
from intertwine.ledger.read.folder import Folder
from intertwine.ledger.store.columns import Compiled
from intertwine.model.problem import Problem, TextEdit
from intertwine.model.record import record
from intertwine.model.strings import Longs

MOST_OF_A_RULE = 1000
"""Findings of one rule that are listed; the rest are counted."""
EVERY_RULE = frozenset[str]()
"""Codes that select no rules: all of them look."""
_LONGEST_CAUSE = 200


@record
class Checked:
    """What checking found. `problems` are those of the text first, then what the rules find, each by place. `left_out`
    says how many findings of which rules are not listed, since there are too many. `excused` says how many findings of
    which rules a keeper has declared to be meant. `files` are the texts that were checked, by their paths, `rules` all
    that there are, with those of the universe, and `fixes` safe changes of the text, each for one of the problems."""

    problems: tuple[Problem, ...]
    left_out: dict[str, int]
    excused: dict[str, int]
    files: dict[str, str]
    rules: tuple[Rule, ...]
    fixes: dict[Problem, TextEdit]


class _FoundBefore(NamedTuple):
    """The findings of one rule, by what they are found of (a file, an entity, a title), and the digests of all that it
    looked at, which rules of one scope share."""

    digests: ScopeDigests
    findings: dict[str, list[Finding]]


class Checker:
    """Checks universes. Of a universe that was checked before, only what an edit touches is looked at by rules that do
    not look at all of it.

    What it finds does not depend on what was checked before. Of one thread at a time.
    """

    def __init__(self, rules: tuple[Rule, ...] = RULES) -> None:
        """Check by these `rules`, and by those that a universe brings."""
        self._rules = rules
        self._whole: int | None = None
        self._kept: dict[str, _FoundBefore] = {}
        self._pages: dict[str, WrittenPage] = {}
        self._files: dict[str, str] = {}
        self._exceptions: dict[str, tuple[FactException, ...]] = {}
        self._memory = TextMemory()

    def check(
        self, compiled: Compiled, folder: Folder, settings: str | None = None, select: frozenset[str] = EVERY_RULE
    ) -> Checked:
        """Every problem of a `compiled` universe, which is that of `folder`. `settings` is the text of its check.toml
        (None: there is none). If any codes or families are `select`ed, no other rules look, and of the text only its
        errors count."""
        codes = frozenset(rule.code for rule in self._rules)
        chosen, wrong = read_settings(settings, codes)
        before = self._files
        # A text that is as it was is the same string: its hash is known.
        files = {it.path: old if (old := before.get(it.path)) == it.text else it.text for it in folder.files}
        # A page stays as it is for whoever was given it.
        self._pages, self._exceptions = dict(self._pages), dict(self._exceptions)
        for path in (*(path for path, text in files.items() if before.get(path) is not text), *before.keys() - files):
            self._pages.pop(path, None)
            self._exceptions.pop(path, None)
        self._files = files
        self._memory.begin()
        source = Source(compiled.ledger, files, self._pages, self._memory)
        rules, of_text = (*self._rules, *chosen.rules), (*compiled.problems, *wrong)
        levels: dict[Rule, RuleLevel] = {rule: chosen.levels.get(rule.code, rule.severity) for rule in rules}
        self._exceptions |= {path: tuple(declared_in(source, path)) for path in files.keys() - self._exceptions}
        declared: list[Exceptional] = [*(it for path in files for it in self._exceptions[path]), *chosen.exceptions]
        if select:
            chosen_codes = {rule.code for rule in rules if {rule.code, rule.family} & select}
            levels |= {rule: "off" for rule in rules if rule.code not in chosen_codes}
            declared = [it for it in declared if it.code in chosen_codes]
            of_text = tuple(it for it in of_text if it.severity == "error")
        return self._judged(source, levels, declared, of_text)

    def _judged(
        self,
        source: Source,
        levels: dict[Rule, RuleLevel],
        declared: Iterable[Exceptional],
        of_text: tuple[Problem, ...],
    ) -> Checked:
        """What rules find, each as severe as its level says, without what the exceptions excuse that are `declared`."""
        excuses, silent = Excuses(), {rule.code for rule, level in levels.items() if level == "off"}
        excuses.declare(declared)
        found, left_out = dict[Problem, None](), Counter[str]()
        touched = _Touched(source, self._changed(source, tuple(levels)))
        for rule, level in levels.items():
            if level == "off":
                continue
            try:
                findings = self._findings(rule, source, touched)
            except Exception as error:  # noqa: BLE001 - a rule that fails costs itself alone
                self._kept.pop(rule.code, None)
                silent.add(rule.code)
                found[_failed(rule, error)] = None
                continue
            listed = 0
            for it in findings:
                if excuses.excuse(rule.code, it):
                    continue
                listed += 1
                if listed <= MOST_OF_A_RULE:
                    found[rule.problem(it, level)] = None
                else:
                    left_out[rule.code] += 1
        further = (_too_many(code, count) for code, count in left_out.items())
        unused = dict(excuses.unused([rule.code for rule in levels], frozenset(silent)))
        problems = (*of_text, *sorted({*found, *further, *unused}))
        # Where some of the text cannot be read, an exception may excuse what that would say.
        is_read = all(it.severity == "warning" for it in of_text)
        fixes = {it: edit for it, edit in unused.items() if edit is not None and is_read}
        return Checked(problems, dict(left_out), dict(excuses.count), source.files, tuple(levels), fixes)

    def _changed(self, source: Source, rules: tuple[Rule, ...]) -> Digests | None:
        """The digests of what rules look at, if any rule looks at less than all; forgets all where all changed."""
        if all(rule.scope == "universe" for rule in rules):
            return None
        digests = Digests(source)
        if digests.whole != self._whole:
            self._whole = digests.whole
            self._kept.clear()
        return digests

    def _findings(self, rule: Rule, source: Source, touched: "_Touched") -> Iterable[Finding]:
        """What a rule finds, in an order that does not depend on what was kept."""
        if rule.scope == "universe":
            return list(dict.fromkeys(rule.findings(source, np.zeros(0, np.int64))))
        known = self._kept.get(rule.code)
        digests, numbers, gone = touched.of(rule.scope, known.digests if known else None)
        new: dict[str, list[Finding]] = {}
        for it in rule.findings(source, numbers) if len(numbers) else ():
            new.setdefault(touched.name(rule.scope, it.about), []).append(it)
        still = {name: them for name, them in known.findings.items() if name not in gone} if known else {}
        self._kept[rule.code] = _FoundBefore(digests, still | new)
        them = self._kept[rule.code].findings
        return [it for name in sorted(them) for it in dict.fromkeys(them[name])]


class _Touched:
    """What an edit touched, of each scope."""

    def __init__(self, source: Source, digests: Digests | None) -> None:
        self._source, self._digests = source, digests
        self._now: dict[RuleScope, ScopeDigests] = {}
        self._since: dict[tuple[RuleScope, int], tuple[Longs, set[str]]] = {}

    def of(self, scope: RuleScope, before: ScopeDigests | None) -> tuple[ScopeDigests, Longs, set[str]]:
        """The digests of all that a rule of this `scope` looks at; the numbers of what is to be looked at again, since
        its digest is not that of `before`; and what that is called, and all that is there no longer."""
        if scope not in self._now and self._digests is not None:
            self._now[scope] = self._digests.of(scope)
        now = self._now[scope]
        # Rules of one scope were run together, so that they share what was before.
        if (scope, id(before)) not in self._since:
            changed = now.changed(before)
            names = {now.names[n] for n in np.flatnonzero(changed).tolist()}
            if before is not None and before.names != now.names:
                names |= set(before.names) - set(now.names)
            chosen = now.numbers[changed]
            if scope == "line":
                page = self._source.ledger.lines.page
                chosen = np.flatnonzero(np.isin(page, page[chosen]))
            self._since[scope, id(before)] = chosen, names
        return now, *self._since[scope, id(before)]

    def name(self, scope: RuleScope, about: int) -> str:
        """What a line, an entity or a title with this number is kept under."""
        if scope == "line":
            return self._source.words[int(self._source.ledger.lines.page[about])]
        return self._source.key(int(self._source.one_is[about]) if scope == "entity" else about)


def _failed(rule: Rule, error: Exception) -> Problem:
    cause = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_CAUSE]
    message = f'the rule "{rule.code}" failed, so that nothing is known of what it looks for: {cause}'
    return Problem("universe.md", 0, 0, "rule-failed", message, "the other rules are not touched; report this")


def _too_many(code: str, count: int) -> Problem:
    message = f'{count} more findings of "{code}" are not listed'
    hint = f"fix the first ones, or change its severity in {SETTINGS}"
    return Problem("universe.md", 0, 0, "too-many-findings", message, hint, "warning")
