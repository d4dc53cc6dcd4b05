"""The packages as Python sees them."""

import importlib
import pkgutil
from types import ModuleType

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
