"""Names: each class name stands for one thing."""

import ast
from collections import defaultdict
from pathlib import Path

import intertwine

ROOT = Path(intertwine.__file__).parent
NESTED = {"Meta"}
"""Classes that Django wants by this name inside of others."""


def modules() -> list[Path]:
    """All modules but migrations."""
    return [file for file in sorted(ROOT.rglob("*.py")) if "migrations" not in file.parts]


def classes() -> dict[str, list[str]]:
    """The modules in which each class name is defined, where there are several."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in modules():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(file.relative_to(ROOT).as_posix())
    return {name: places for name, places in found.items() if len(places) > 1}


def test_a_class_name_stands_for_one_thing() -> None:
    assert {name: places for name, places in classes().items() if name not in NESTED} == {}
