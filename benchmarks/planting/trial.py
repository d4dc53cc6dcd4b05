"""Whether the checker finds what was planted, and nothing else."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks.planting.clean import Pages
from benchmarks.planting.planter import Expected, Planted
from intertwine.check import Checker
from intertwine.check.settings import settings_text
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile, read_folder
from intertwine.model.problem import Problem

Essence = tuple[str, str, str]
"""A problem wherever it is in its file: the file, the code, the message."""


@dataclass
class Ground:
    """A universe that something is planted into, and what is found in it before that."""

    pages: Pages
    settings: str = ""
    verbs: str = ""
    compiler: Compiler = field(default_factory=Compiler)

    @classmethod
    def of(cls, path: Path) -> "Ground":
        """The universe in the folder at `path`."""
        folder, settings = read_folder(path), settings_text(path)
        return cls({file.path: file.text for file in folder.files}, settings or "", folder.verbs or "")

    @cached_property
    def before(self) -> Counter[Essence]:
        """What is found in the universe as it is, counted."""
        return Counter(_essence(it) for it in self.problems(self.pages))

    def problems(self, pages: Pages, settings: str = "", verbs: str = "") -> tuple[Problem, ...]:
        """What the checker finds in `pages`, with the universe's settings and verbs and these."""
        files = tuple(SourceFile(path, text) for path, text in sorted(pages.items()))
        folder = Folder(Path(), files, self.verbs + verbs or None, ())
        return Checker().check(self.compiler.compile_text(folder), folder, self.settings + settings or None).problems

    def missed(self, planted: Planted) -> str:
        """What is wrong with what the checker finds of something that was planted; "" where it finds that, at both
        places, and nothing else."""
        before = self.before.copy()
        found = set[Expected]()
        for it in self.problems(planted.pages, planted.settings, planted.verbs):
            if before[_essence(it)] > 0:
                before[_essence(it)] -= 1
            else:
                others = [(it.other.file, it.other.line)] if it.other else []
                found.add(Expected(it.code, frozenset([(it.file, it.line), *others])))
        wrong = [f"not found: {it}" for it in sorted(planted.expected - found, key=str)]
        wrong += [f"found as well: {it}" for it in sorted(found - planted.expected, key=str)]
        return "; ".join(wrong)


def _essence(problem: Problem) -> Essence:
    return problem.file, problem.code, problem.message
