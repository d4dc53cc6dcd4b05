"""Names: a module is not shadowed by what its package exports, and a class name stands for one thing."""

import ast
from collections import defaultdict
from pathlib import Path

import intertwine

ROOT = Path(intertwine.__file__).parent
DONE = ("maps", "storyline")
"""Packages in which neither is the case any more; to be all of them."""
SHADOWED, TWICE = 12, 21
"""How often it still is the case in others; lower these, raise neither."""


def modules() -> list[Path]:
    """All modules but migrations."""
    return [file for file in sorted(ROOT.rglob("*.py")) if "migrations" not in file.parts]


def package(file: Path) -> str:
    """The package of the first level, "" for modules beside them."""
    return file.relative_to(ROOT).parts[0] if file.parent != ROOT else ""


def shadowed() -> list[str]:
    """`package.name` of each module or package whose name its package binds to something else."""
    found = []
    for init in (file for file in modules() if file.name == "__init__.py"):
        beside = {file.stem for file in init.parent.glob("*.py")} | {
            file.parent.name for file in init.parent.glob("*/__init__.py")
        }
        for node in ast.walk(ast.parse(init.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                place = ROOT.parent.joinpath(*node.module.split("."))
                names = {alias.asname or alias.name for alias in node.names}
                own = {name for name in names & beside if place != init.parent}
                found += [f"{'.'.join(init.parent.relative_to(ROOT).parts)}.{name}" for name in sorted(own)]
    return found


def classes() -> dict[str, list[str]]:
    """The modules in which each class name is defined, where there are several."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in modules():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(file.relative_to(ROOT).as_posix())
    return {name: places for name, places in found.items() if len(places) > 1}


def test_no_module_is_shadowed_by_what_its_package_exports() -> None:
    found = shadowed()
    assert [name for name in found if name.partition(".")[0] in DONE] == []
    assert len(found) <= SHADOWED, found


def test_a_class_name_stands_for_one_thing() -> None:
    found = classes()
    ours = {name: places for name, places in found.items() if any(place.partition("/")[0] in DONE for place in places)}
    assert ours == {}
    assert len(found) <= TWICE, found
