"""check --watch: checks a universe again whenever a file of it changes, and says what is new and what is gone."""

import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from intertwine.cli.blocks import OutputBlock, TextLine
from intertwine.cli.check_select import need_rules
from intertwine.cli.check_text import text_blocks, total
from intertwine.cli.errors import OK
from intertwine.cli.in_universe import in_universe
from intertwine.cli.render import show
from intertwine.cli.stop import stop_asked
from intertwine.ledger.read.files import FolderState, folder_state
from intertwine.ledger.read.folder import NotAUniverse, as_text, read_files
from intertwine.model.problem import Problem

if TYPE_CHECKING:
    from intertwine.check import Checked

PAUSE = 0.1
"""Seconds between two looks at a folder; more where looking takes long."""
_MOST_NEW = 100
"""New findings that are told at once, and as many that are gone."""
_PROBLEM_MARK = tuple[str, str, str]


class Watched:
    """A folder that is checked again when it changes.

    `look` gives what checking finds, or None where nothing changed since the last look. A file that is just being
    written is looked at again when it is whole: a folder that changes while it is read is read once more.
    """

    def __init__(self, folder: Path, select: frozenset[str]) -> None:
        """Watch a universe's `folder`. `select` are codes and families of rules as `Checker.check` takes them."""
        from intertwine.check import Checker
        from intertwine.ledger.compile import Compiler

        self._folder, self._select = folder, select
        self._compiler, self._checker = Compiler(), Checker()
        self._state: FolderState | None = None
        self._read: tuple[str, str | None] | None = None

    def look(self) -> "Checked | None":
        """What checking finds now; None where nothing changed, or a file is being written. Raises `NotAUniverse`, and
        `OSError` where the folder cannot be read."""
        from intertwine.check.settings import settings_text

        try:
            before, settings = folder_state(self._folder, time.time_ns()), settings_text(self._folder)
            known = self._read
            if before == self._state and before.settled and known is not None and settings == known[1]:
                return None
            read = read_files(self._folder)
            if folder_state(self._folder, time.time_ns()).mark != before.mark:
                return None  # it changed while it was read: the next look reads what it is then
            self._state = before
            if (read.fingerprint, settings) == known:
                return None
            self._read = read.fingerprint, settings
        except (NotAUniverse, OSError):
            self._state = self._read = None
            raise
        text = as_text(read)
        return self._checker.check(self._compiler.compile_text(text), text, settings, self._select)


def watch(folder: Path, select: frozenset[str], out: TextIO) -> int:
    """Check a universe's `folder` until Ctrl-C, by the rules that are `select`ed. Answers go to `out`. Returns the exit
    code. Raises `CannotError` where there is no universe at first; if it is away later, it is waited for."""
    watched = Watched(folder, select)
    before: Checked | None = None
    word = ""
    with stop_asked() as is_asked:
        while not is_asked():
            began = time.monotonic()
            try:
                checked = watched.look() if before else in_universe(watched.look)
                if checked is not None:
                    if before is None:
                        need_rules(select, checked)
                    show([*_news(before, checked), TextLine(total(checked))], out)
                    out.flush()
                    before, word = checked, ""
            except (NotAUniverse, OSError) as error:
                if before is None:
                    raise
                if str(error) != word:
                    word = str(error)
                    show([TextLine(f"{word}; waiting until it is there again")], out)
                    out.flush()
            time.sleep(max(PAUSE, time.monotonic() - began))
    return OK


def _news(before: "Checked | None", now: "Checked") -> list[OutputBlock]:
    """What is said after a check: all problems at first, then those that are new and those that are gone."""
    if before is None:
        return list(text_blocks(now.problems, now.files))
    new, gone = _without(now, before), _without(before, now)
    blocks = list(text_blocks(new[:_MOST_NEW], now.files))
    blocks += [TextLine(f"and {len(new) - _MOST_NEW} more")] if len(new) > _MOST_NEW else []
    blocks += [
        TextLine(f"gone: {it.file}: {it.severity} {it.code}: {it.message}", faint=True) for it in gone[:_MOST_NEW]
    ]
    return blocks + ([TextLine(f"and {len(gone) - _MOST_NEW} more gone")] if len(gone) > _MOST_NEW else [])


def _without(one: "Checked", other: "Checked") -> list[Problem]:
    """The problems of `one` that `other` does not have anywhere in the same file: what only moved is not new."""
    known = Counter(map(_mark, other.problems))
    found = list[Problem]()
    for it in one.problems:
        known[_mark(it)] -= 1
        if known[_mark(it)] < 0:
            found.append(it)
    return found


def _mark(it: Problem) -> _PROBLEM_MARK:
    return it.file, it.code, it.message
