"""All rules, in the order of their report, and the two ways to run them."""

from collections.abc import Callable, Iterator

from intertwine.check.circles import dependency_circle, disproof_circle, identity_circle
from intertwine.check.kinds import kind_unfit
from intertwine.check.names import name_late, name_reserved, name_unseen
from intertwine.check.namesakes import secret_namesake
from intertwine.check.own_orders import own_unmasks
from intertwine.check.seasons import cast_unseen, date_missing, season_uncounted
from intertwine.check.source import Source
from intertwine.check.states import state_unbegun
from intertwine.check.story_times import time_contradiction
from intertwine.check.unlinked import name_unlinked
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, read_folder
from intertwine.ledger.store.columns import Compiled
from intertwine.model.arguments import AnyPath, need_path
from intertwine.model.problem import Problem

Rule = Callable[[Source], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    name_unlinked,
    name_late,
    name_unseen,
    name_reserved,
    secret_namesake,
    kind_unfit,
    season_uncounted,
    date_missing,
    cast_unseen,
    identity_circle,
    time_contradiction,
    own_unmasks,
    disproof_circle,
    dependency_circle,
    state_unbegun,
)
"""Each gives problems of one code, which is its name with hyphens; docs/problems.md explains them all."""


def check(compiled: Compiled, folder: Folder) -> tuple[Problem, ...]:
    """Every problem of a compiled universe: first those of its text, then what the rules find, each by place."""
    source = Source(compiled.ledger, {file.path: file.text for file in folder.files})
    found = {problem for rule in RULES for problem in rule(source)}
    return (*compiled.problems, *sorted(found))


def check_folder(path: AnyPath, progress: Callable[[int, int], None] | None = None) -> tuple[Problem, ...]:
    """Every problem of the universe folder at `path`. Raises `NotAUniverse` where there is none."""
    folder = read_folder(need_path("check_folder", path))
    return check(Compiler().compile_text(folder, progress), folder)
