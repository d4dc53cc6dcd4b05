"""Checking a universe once."""

from collections.abc import Callable

from intertwine.check.checker import EVERY_RULE, Checked, Checker
from intertwine.check.settings import settings_text
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, read_folder
from intertwine.ledger.store.columns import Compiled
from intertwine.model.arguments import AnyPath, need_path
from intertwine.model.problem import Problem


def check(compiled: Compiled, folder: Folder, settings: str | None = None) -> tuple[Problem, ...]:
    """Every problem of a `compiled` universe, which is that of `folder`: first those of its text, then what the rules
    find, each by place. `settings` is the text of its check.toml (None: there is none)."""
    return Checker().check(compiled, folder, settings).problems


def check_universe(
    path: AnyPath, progress: Callable[[int, int], None] | None = None, select: frozenset[str] = EVERY_RULE
) -> Checked:
    """What checking the universe folder at `path` finds. `progress` is called with pages done and pages in all.
    `select` are codes and families of rules as `Checker.check` takes them. Raises `NotAUniverse` where there is no
    universe."""
    whole = need_path("check_folder", path)
    folder = read_folder(whole)
    return Checker().check(Compiler().compile_text(folder, progress), folder, settings_text(whole), select)


def check_folder(path: AnyPath, progress: Callable[[int, int], None] | None = None) -> tuple[Problem, ...]:
    """Every problem of the universe folder at `path`. Raises `NotAUniverse` where there is none."""
    return check_universe(path, progress).problems
