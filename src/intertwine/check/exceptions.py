"""Exceptions that keepers declare: below a fact, or for files in the universe's settings. Each says why."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from intertwine.check.finding_place import FindingPlace
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.ledger.read.exceptions import EXCEPTION, read_exception
from intertwine.ledger.read.markdown.blocks import Block
from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.qualifiers import split_name
from intertwine.model.problem import Problem, TextEdit, TextPlace
from intertwine.model.record import record
from intertwine.model.spellings import close_matches

UNUSED = "exception-unused"


@record
class FactException:
    """That the rule `code` is wrong about the fact on line `fact` of `file`, for a `reason`; written at `place`.
    `removal` takes it out of the text (None: it cannot be taken out alone)."""

    code: str
    file: str
    fact: int
    reason: str
    place: TextPlace
    removal: TextEdit | None = None

    def excuses(self, spot: FindingPlace) -> bool:
        """Whether what is found at `spot` is meant."""
        return spot.fact == self.fact and spot.file == self.file


@record
class FileException:
    """That the rule `code` is wrong about the files whose paths fit the pattern `files`, for a `reason`; written at
    `place` in the settings."""

    code: str
    files: str
    reason: str
    place: TextPlace

    def excuses(self, spot: FindingPlace) -> bool:
        """Whether what is found at `spot` is meant."""
        return fnmatchcase(spot.file, self.files)


Exceptional = FactException | FileException


def declared_in(source: Source, path: str) -> Iterator[FactException]:
    """The exceptions that stand below the facts of the file at `path`, in order."""
    if EXCEPTION not in source.files[path].lower():
        return
    fact, blocks = 0, source.page(path).blocks
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block.kind != "item":
            continue
        if block.level == 0:
            fact = block.span.at(0)[0]
            continue
        name, value = split_name(block.span)
        if name == EXCEPTION and block.level == 1 and fact:
            found = read_exception(value, Diagnostics(path))
            if found is not None:
                place = TextPlace(path, *block.span.at(0))
                yield FactException(found.code, path, fact, found.reason, place, _removal(path, block, after))


def _removal(path: str, block: Block, after: Block | None) -> TextEdit | None:
    """What takes a qualifier out of its file; None where a comment stands in it or something hangs on it."""
    if block.commented or block.goes_on or (after is not None and after.kind == "item" and after.level > block.level):
        return None
    return TextEdit(path, block.first + 1, block.last)


@dataclass(slots=True)
class Excuses:
    """Which findings are meant. After `left`: `used` has the exceptions that excused something, and `count` how many
    findings they excused, by code."""

    used: set[Exceptional] = field(default_factory=set)
    count: Counter[str] = field(default_factory=Counter)
    _of_facts: dict[tuple[str, str, int], FactException] = field(default_factory=dict)
    _of_files: list[FileException] = field(default_factory=list)

    def declare(self, exceptions: Iterable[Exceptional]) -> None:
        """Let these `exceptions` count."""
        for it in exceptions:
            if isinstance(it, FactException):
                self._of_facts.setdefault((it.code, it.file, it.fact), it)
            else:
                self._of_files.append(it)

    def excuse(self, code: str, finding: Finding) -> bool:
        """Whether what the rule `code` found is meant, at either of its places."""
        spots = [finding.at, *([finding.other] if finding.other else [])]
        by_fact = (self._of_facts.get((code, it.file, it.fact)) for it in spots)
        by_file = (it for it in self._of_files if it.code == code and any(map(it.excuses, spots)))
        found = next((it for it in (*by_fact, *by_file) if it is not None), None)
        if found is not None:
            self.used.add(found)
            self.count[code] += 1
        return found is not None

    def unused(self, codes: Iterable[str], silent: frozenset[str]) -> Iterator[tuple[Problem, TextEdit | None]]:
        """A problem for each exception that excused nothing, and what removes it. `codes` are those of all rules; of
        `silent` ones nothing was looked for. An exception of a code that no rule has is not removed: it may be a slip.
        """
        known = set(codes)
        declared: tuple[Exceptional, ...] = (*self._of_facts.values(), *self._of_files)
        for it in declared:
            if it in self.used or it.code in silent:
                continue
            message, hint = f'this excuses nothing: "{it.code}" finds nothing here', "remove it"
            removal = it.removal if isinstance(it, FactException) else None
            if it.code not in known:
                near = close_matches(it.code, sorted(known), 1)
                message = f'no rule is called "{it.code}"'
                hint = f"did you mean {near[0]}?" if near else "docs/rules lists the rules"
                removal = None
            yield Problem(it.place.file, it.place.line, it.place.column, UNUSED, message, hint, "warning"), removal
