"""Docstrings name parameters: of every public function with three or more, each as `name` or as name: in its docstring.

`python -m pytest -n 0 -s tests/test_docstrings.py` prints each package's share and the modules that name the fewest.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import intertwine

ROOT = Path(intertwine.__file__).parent
LEAST = 3
"""Functions with fewer parameters than this (`self` and `cls` do not count) are not looked at."""
OVERALL = 0.95
"""The share that all packages together reach at least."""
BARS = {
    "check": 0.95, "cli": 0.95, "exports": 0.95, "gate": 0.95, "imports": 0.95, "ledger": 0.95, "maps": 0.95,
    "model": 0.95, "plan": 0.95, "questions": 0.95, "storyline": 0.95, "web": 0.95,
}  # fmt: skip
"""The share that each package reaches at least. Raise one when its docstrings are written, lower none."""
WORST = 15


@dataclass(frozen=True, slots=True)
class Signature:
    """A public function: its file, line and name, its number of parameters, and those that its docstring leaves out."""

    file: str
    line: int
    name: str
    parameters: int
    missing: tuple[str, ...]

    @property
    def package(self) -> str:
        """The package, "" for modules beside the packages."""
        return self.file.partition("/")[0] if "/" in self.file else ""


def signatures(file: Path) -> Iterator[Signature]:
    """The public functions of a module, and the public methods of its public classes, with `LEAST` parameters or
    more."""
    name = file.relative_to(ROOT).as_posix()
    for owner in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(owner, ast.Module) or (isinstance(owner, ast.ClassDef) and not owner.name.startswith("_")):
            for node in owner.body:
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
                    found = _signature(name, node)
                    if found.parameters >= LEAST:
                        yield found


def _signature(file: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> Signature:
    every = (*node.args.posonlyargs, *node.args.args, node.args.vararg, *node.args.kwonlyargs, node.args.kwarg)
    names = [it.arg for it in every if it is not None and it.arg not in {"self", "cls"} and not it.arg.startswith("_")]
    said = set(re.findall(r"`\*{0,2}(\w+)|\b(\w+):(?=\s)", ast.get_docstring(node) or ""))
    words = {word for pair in said for word in pair}
    return Signature(file, node.lineno, node.name, len(names), tuple(name for name in names if name not in words))


def named(found: list[Signature]) -> float:
    """The share of all their parameters that their docstrings name."""
    every = sum(it.parameters for it in found)
    return 1 - sum(len(it.missing) for it in found) / every if every else 1.0


def share(found: list[Signature]) -> float:
    """The share of these functions whose docstrings name every parameter; 1 where there are none."""
    return sum(not it.missing for it in found) / len(found) if found else 1.0


def say(text: str) -> None:
    """For whoever runs this with -s."""
    print(text)  # noqa: T201 - that is what it is for


@pytest.fixture(scope="module")
def found() -> list[Signature]:
    return [it for file in sorted(ROOT.rglob("*.py")) if "migrations" not in file.parts for it in signatures(file)]


def test_every_package_has_a_bar(found: list[Signature]) -> None:
    assert {it.package for it in found} - {""} <= set(BARS)


@pytest.mark.parametrize("package", sorted(BARS))
def test_docstrings_name_the_parameters(found: list[Signature], package: str) -> None:
    own = [it for it in found if it.package == package]
    left = [f"{it.file}:{it.line} {it.name}: {', '.join(it.missing)}" for it in own if it.missing]
    say(
        f"{package}: {share(own):.2f} of {len(own)} functions ({named(own):.2f} of parameters); bar {BARS[package]:.2f}"
    )
    assert share(own) >= BARS[package], "\n".join(left)


def test_all_packages_together(found: list[Signature]) -> None:
    worst: dict[str, int] = defaultdict(int)
    for it in found:
        worst[it.file] += bool(it.missing)
    rows = sorted(worst.items(), key=lambda row: (-row[1], row[0]))[:WORST]
    say(f"all: {share(found):.2f} of {len(found)} functions ({named(found):.2f} of parameters); bar {OVERALL:.2f}")
    say("\n".join(f"{count:4} {file}" for file, count in rows))
    assert share(found) >= OVERALL


def test_tests_that_the_source_names_are_there() -> None:
    named = {
        path for file in ROOT.rglob("*.py") for path in re.findall(r"\btests/[\w/]+\.py\b", file.read_text("utf-8"))
    }
    assert [path for path in sorted(named) if not (ROOT.parents[1] / path).is_file()] == []


def test_a_parameter_counts_as_named_in_backticks_or_before_a_colon() -> None:
    module = ast.parse(
        'def f(self, one, two, *, three=1, four=2):\n    """Of `one`, two and four.\n\n    three: a number."""'
    )
    node = module.body[0]
    assert isinstance(node, ast.FunctionDef)
    assert _signature("x/y.py", node) == Signature("x/y.py", 1, "f", 4, ("two", "four"))
