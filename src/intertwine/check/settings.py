"""A universe's own settings of the checker: `check.toml` in its folder. Nothing in it is ever run."""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from intertwine.check.exceptions import FileException
from intertwine.check.own_rules import own_rule
from intertwine.check.rule import Rule
from intertwine.ledger.read.exceptions import RULE_CODE
from intertwine.model.frozen import FrozenDict
from intertwine.model.problem import Problem, TextPlace
from intertwine.model.record import record
from intertwine.model.spellings import close_matches

SETTINGS = "check.toml"
_LARGEST = 1 << 20
_MOST_DOTS = 1000
_LEVELS = ("error", "warning", "off")
_HINT = "see docs/rules"
RuleLevel = Literal["error", "warning", "off"]


@record
class Settings:
    """How severe the findings of rules are in this universe (by code, where it says so), the exceptions for files, and
    the `rules` of its own."""

    levels: FrozenDict[str, RuleLevel]
    exceptions: tuple[FileException, ...] = ()
    rules: tuple[Rule, ...] = ()


NO_SETTINGS = Settings(FrozenDict())


def settings_text(folder: Path) -> str | None:
    """The text of the settings of a universe's `folder`; None where there are none, or they cannot be read as text."""
    path = folder / SETTINGS
    try:
        if path.is_symlink() or not path.is_file():
            return None
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError:
        return None
    return data.decode("utf-8", "replace") if len(data) <= _LARGEST else "too large" + os.linesep


def read_settings(text: str | None, codes: frozenset[str]) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings that a `text` says (None: none are written), and what is wrong with it. `codes` are those of all
    rules that there are."""
    if text is None:
        return NO_SETTINGS, ()
    wrong = "a line has too many dots" if any(line.count(".") > _MOST_DOTS for line in text.split("\n")) else ""
    table: dict[str, Any] = {}
    try:
        table = {} if wrong else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        wrong = str(error)
    if wrong:
        return NO_SETTINGS, (Problem(SETTINGS, 1, 1, "settings-unreadable", f"not TOML: {wrong}", _HINT),)
    return _SettingsReader(text, codes).read(table)


class _SettingsReader:
    def __init__(self, text: str, codes: frozenset[str]) -> None:
        self.lines, self.codes = text.splitlines(), codes
        self.problems: list[Problem] = []

    def read(self, table: dict[str, Any]) -> tuple[Settings, tuple[Problem, ...]]:
        for name in sorted(set(table) - {"severity", "exception", "rule"}):
            self.note(self.line_of(name), f'"{name}" is none of severity, exception and rule')
        rules = tuple(self.rules(table.get("rule", [])))
        self.codes |= {rule.code for rule in rules}
        levels = FrozenDict(dict(self.levels(table.get("severity", {}))))
        exceptions = tuple(self.exceptions(table.get("exception", [])))
        return Settings(levels, exceptions, rules), tuple(self.problems)

    def levels(self, entries: object) -> Iterator[tuple[str, RuleLevel]]:
        if not isinstance(entries, dict):
            self.note(self.line_of("severity"), '"severity" must be a table of codes')
            return
        for code, level in entries.items():
            line = self.line_of(code)
            if level not in _LEVELS:
                self.note(line, f'"{code}" must be one of {", ".join(_LEVELS)}')
            elif self.knows(code, line):
                yield code, level

    def exceptions(self, entries: object) -> Iterator[FileException]:
        for number, entry in self.tables(entries, "exception", {"code", "files", "reason"}):
            if missing := [it for it in ("code", "files", "reason") if not entry.get(it, "").strip()]:
                self.note(number, f"an exception must say its {' and its '.join(missing)}")
            elif self.knows(entry["code"], number):
                yield FileException(entry["code"], entry["files"], entry["reason"], TextPlace(SETTINGS, number, 1))

    def rules(self, entries: object) -> Iterator[Rule]:
        for number, entry in self.tables(entries, "rule", None):
            found = own_rule(entry)
            if isinstance(found, str):
                self.note(number, found)
            elif found.code in self.codes or not RULE_CODE.fullmatch(found.code):
                self.note(number, f'"{found.code}" cannot be the code of a rule of your own: it is taken, or no code')
            else:
                yield found

    def tables(self, entries: object, name: str, fields: set[str] | None) -> Iterator[tuple[int, dict[str, Any]]]:
        """Each table of a list `[[name]]` with its line, if it has no other than these `fields`, which are texts."""
        starts = [n for n, line in enumerate(self.lines, 1) if line.replace(" ", "").startswith(f"[[{name}]]")]
        if not isinstance(entries, list):
            self.note(self.line_of(name), f'"{name}" must be written as [[{name}]]')
            return
        for n, entry in enumerate(entries):
            line = starts[n] if n < len(starts) else 1
            if not isinstance(entry, dict):
                self.note(line, f'"{name}" must be written as [[{name}]]')
            elif fields is not None and (set(entry) - fields or not all(isinstance(it, str) for it in entry.values())):
                self.note(line, f"it has the fields {', '.join(sorted(fields))}, and each is a text")
            else:
                yield line, entry

    def knows(self, code: str, line: int) -> bool:
        if code in self.codes:
            return True
        near = close_matches(code, sorted(self.codes), 1) if len(code) < 60 else []
        self.note(line, f'no rule is called "{code[:60]}"', f"did you mean {near[0]}?" if near else _HINT)
        return False

    def line_of(self, name: str) -> int:
        """The line that begins with a `name`."""
        found = (n for n, line in enumerate(self.lines, 1) if line.lstrip(' ["').startswith(name))
        return next(found, 1)

    def note(self, line: int, message: str, hint: str = _HINT) -> None:
        self.problems.append(Problem(SETTINGS, line, 1, "setting-unusable", message, hint))
