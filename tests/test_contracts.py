"""The contracts of pyproject.toml: each refuses the imports that it is there for."""

from copy import deepcopy
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter.adapters.user_options import TomlFileUserOptionReader
from importlinter.configuration import configure
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract
from importlinter.domain.contract import Contract

TYPES: dict[str, type[Contract]] = {
    "acyclic_siblings": AcyclicSiblingsContract,
    "forbidden": ForbiddenContract,
    "layers": LayersContract,
    "protected": ProtectedContract,
}
configure()
OPTIONS = TomlFileUserOptionReader().read_options(str(Path(__file__).parents[1] / "pyproject.toml"))
assert OPTIONS is not None
SESSION = OPTIONS.session_options
CONTRACTS: dict[str, dict[str, Any]] = {contract["id"]: contract for contract in OPTIONS.contracts_options}

REFUSED = [
    ("packages", "intertwine.model.fact", "intertwine.ledger.store.columns"),
    ("packages", "intertwine.storyline.chart", "intertwine.model.words"),
    ("packages", "intertwine.library", "intertwine.web.errors"),
    ("packages", "intertwine.viewer", "intertwine.library"),
    ("in-derivation", "intertwine.gate.derivation.uses", "intertwine.gate.derivation.derive"),
    ("packages", "intertwine.check.rules", "intertwine.maps.ordering"),
    ("packages", "intertwine.check.rules", "intertwine.gate.gate"),
    ("packages", "intertwine.check.rules", "intertwine.gate.view"),
    ("packages", "intertwine.imports.table", "intertwine.questions.meetings"),
    ("packages", "intertwine.imports.table", "intertwine.check.rules"),
    ("packages", "intertwine.gate.gate", "intertwine.check.rules"),
    ("django", "intertwine.gate.gate", "intertwine.storyline.chart"),
    ("in-cli", "intertwine.cli.say", "intertwine.cli.ask"),
    ("in-web", "intertwine.web.server", "intertwine.web.people"),
    ("in-web", "intertwine.web.errors", "intertwine.web.map_queue"),
    ("in-progress", "intertwine.imports.progress.reading", "intertwine.imports.progress.export"),
    ("in-progress", "intertwine.imports.progress.imdb", "intertwine.imports.progress.tvtime"),
    ("in-imports", "intertwine.imports.sheets.csv_rows", "intertwine.imports.rows.read_tables"),
    ("in-check", "intertwine.check.life.dead_acts", "intertwine.check.names.name_late"),
    ("in-ledger", "intertwine.ledger.store.columns", "intertwine.ledger.read.folder"),
    ("in-read", "intertwine.ledger.read.stamps", "intertwine.ledger.read.headings"),
    ("in-markdown", "intertwine.ledger.read.markdown.links", "intertwine.ledger.read.markdown.markup"),
    ("in-link", "intertwine.ledger.link.calendar", "intertwine.ledger.link.state"),
    ("in-gate", "intertwine.gate.closure", "intertwine.gate.view"),
    ("in-storyline", "intertwine.storyline.chart", "intertwine.storyline.order"),
    ("in-plan", "intertwine.plan.options", "intertwine.plan.make"),
    ("in-order", "intertwine.plan.order.circles", "intertwine.plan.order.weave"),
    ("in-solve", "intertwine.plan.solve.units", "intertwine.plan.solve.search"),
    ("in-maps", "intertwine.maps.order_cache", "intertwine.maps.build"),
    ("cycles", "intertwine.cli.errors", "intertwine.cli.main"),
    ("cycles", "intertwine.web.errors", "intertwine.web.urls"),
    ("cycles", "intertwine.questions.tell", "intertwine.questions.meetings"),
    ("view", "intertwine.questions.title_ties", "intertwine.gate.universe"),
    ("view", "intertwine.questions.title_ties", "intertwine.gate.timetable"),
    ("view", "intertwine.questions.place", "intertwine.gate.gate"),
    ("view", "intertwine.questions.meetings", "intertwine.gate.decide"),
    ("view", "intertwine.questions.meetings", "intertwine.gate.disclose"),
    ("view", "intertwine.questions.meetings", "intertwine.gate.tables"),
    ("view", "intertwine.questions.meetings", "intertwine.ledger.store.columns"),
    ("view", "intertwine.questions.meetings", "intertwine.check.rules"),
    ("view", "intertwine.maps.build", "intertwine.gate.universe"),
    ("view", "intertwine.maps.ordering", "intertwine.ledger.store.columns"),
    ("view", "intertwine.maps.ordering", "intertwine.imports.table"),
    ("view", "intertwine", "intertwine.gate.universe"),
    ("packages", "intertwine.exports.checklist", "intertwine.library"),
    ("curricula", "intertwine.questions.meetings", "intertwine.model.curriculum"),
    ("curricula", "intertwine.maps.build", "intertwine.gate.curricula"),
    ("curricula", "intertwine.web.pages.title", "intertwine.model.curriculum"),
    ("plans", "intertwine.web.pages.title", "intertwine.web.plan_answers"),
    ("plans", "intertwine.web.pages.front", "intertwine.web.plan_answers"),
    ("planned", "intertwine.web.pages.title", "intertwine.plan.make"),
    ("planned", "intertwine.web.telling", "intertwine.plan"),
    ("planned", "intertwine.maps.build", "intertwine.plan.answer"),
    ("django", "intertwine.library", "django"),
    ("django", "intertwine.maps.build", "django"),
    ("django", "intertwine.library", "intertwine.storyline.chart"),
    ("django", "intertwine.questions.story_strands", "intertwine.storyline"),
    ("web", "intertwine", "intertwine.cli.main"),
    ("web", "intertwine.__main__", "intertwine.web.serve"),
    ("web", "intertwine.cli.ask", "intertwine.web.serve"),
    ("web", "intertwine", "intertwine.web.serve"),
]
"""Contract, importer, imported."""


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Every import of the source."""
    return grimp.build_graph("intertwine", include_external_packages=True, cache_dir=None)


def keeps(contract: str, graph: grimp.ImportGraph) -> bool:
    """Whether the imports of `graph` keep the contract with this id."""
    options = {name: value for name, value in CONTRACTS[contract].items() if name not in ("id", "name", "type")}
    kind = TYPES[CONTRACTS[contract]["type"]]
    made = kind(CONTRACTS[contract]["name"], SESSION, options)
    return bool(made.check(deepcopy(graph), verbose=False).kept)  # a check takes ignored imports out


@pytest.mark.parametrize(("contract", "importer", "imported"), REFUSED)
def test_a_contract_refuses_what_it_is_there_for(
    graph: grimp.ImportGraph, contract: str, importer: str, imported: str
) -> None:
    assert not graph.direct_import_exists(importer=importer, imported=imported)
    assert keeps(contract, graph)
    graph.add_import(importer=importer, imported=imported)
    try:
        assert not keeps(contract, graph)
    finally:
        graph.remove_import(importer=importer, imported=imported)


def in_order(graph: grimp.ImportGraph) -> bool:
    """Whether no module reaches itself by imports. The contract `cycles` compares siblings, so it does not see a module
    that imports its own package while the package's `__init__` imports the module."""
    try:
        TopologicalSorter({name: graph.find_modules_directly_imported_by(name) for name in graph.modules}).prepare()
    except CycleError:
        return False
    return True


@pytest.mark.parametrize(
    "module",
    [
        "library", "viewer", "check.rules", "maps.writers", "questions.meetings", "questions.serialise",
        "storyline.chart", "storyline.read.plain",
    ],
)  # fmt: skip
def test_no_module_imports_a_package_that_imports_it(graph: grimp.ImportGraph, module: str) -> None:
    importer = f"intertwine.{module}"
    package = importer.rpartition(".")[0]
    assert in_order(graph)
    graph.add_import(importer=importer, imported=package)
    try:
        assert not in_order(graph)
    finally:
        graph.remove_import(importer=importer, imported=package)


def test_every_contract_is_tried() -> None:
    assert {contract for contract, *_ in REFUSED} == CONTRACTS.keys()
