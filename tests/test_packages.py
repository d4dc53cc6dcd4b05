"""The packages as Python sees them."""

import importlib
import pkgutil
import re
from types import ModuleType

import grimp
import pytest

import intertwine


def packages() -> list[ModuleType]:
    """Every package of ours."""
    found = pkgutil.walk_packages(intertwine.__path__, "intertwine.")
    return [intertwine, *(importlib.import_module(info.name) for info in found if info.ispkg)]


def test_no_module_is_shadowed_by_what_its_package_exports() -> None:
    """`intertwine.questions.meetings` cannot be a function and a module at once."""
    shadowed = set()
    for package in packages():
        for module in pkgutil.iter_modules(package.__path__):
            exported = getattr(package, module.name, None)
            if exported is not None and not isinstance(exported, ModuleType):
                shadowed.add(f"{package.__name__}.{module.name}")
    assert shadowed == set()


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Every import of the source."""
    return grimp.build_graph("intertwine", cache_dir=None)


def neighbours(graph: grimp.ImportGraph, name: str) -> set[str]:
    """The packages beside this one, or beside one around it, that its modules import: the last part of each name."""
    every = {it.__name__ for it in packages()}
    around = {name.rsplit(".", n)[0] for n in range(1, name.count(".") + 1)}
    found = set()
    for module in {name} | graph.find_descendants(name):
        for imported in graph.find_modules_directly_imported_by(module):
            parts = imported.split(".")
            beside = next((it for n in range(2, len(parts) + 1) if (it := ".".join(parts[:n])) not in around), "")
            if beside in every and beside != name:
                found.add(beside.rpartition(".")[2])
    return found


def test_every_package_says_what_it_may_import(graph: grimp.ImportGraph) -> None:
    missing = {}
    for package in packages():
        name = package.__name__
        if name == "intertwine" or name.endswith(".migrations"):
            continue
        sentences = re.findall(r"\b[Ii]mports? ((?:[^.]|\.(?=\w))*)", package.__doc__ or "")
        words = set(re.findall(r"\w+", " ".join(sentences)))
        if not sentences or ("everything" not in words and not neighbours(graph, name) <= words):
            missing[name] = neighbours(graph, name) - words
    assert missing == {}
