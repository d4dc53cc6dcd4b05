"""Ten thousand tables with a mistake in them: no traceback, nothing shown earlier, nothing lost that the mistake did
not touch, and few words about it. One of two hundred in an ordinary run."""

from __future__ import annotations

import copy
import random
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.imports.groups import costs_a_cell
from intertwine.imports.rows.read_tables import read_tables
from intertwine.imports.table import ImportReport, import_table
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.vocabulary import built_in
from intertwine.model.progress import UnknownProgressError
from tests.imports.mistakes import KINDS, Tables, good_tables, independent, spoil, text
from tests.imports.tables import write
from tests.long import share

PARTS = 10
MISTAKES = share(200, 1000)
"""Of each part."""
ORIGINALS = 6
MOST_GROUPS = 5

Said = frozenset[tuple[str, ...]]


def imported(tables: Tables, folder: Path) -> tuple[ImportReport, Universe | None, dict[str, str]]:
    """The report, the universe, and where in it each installment is that the tables name."""
    source = write(folder / "tables", {f"{name}.csv": text(sheet) for name, sheet in tables.items()})
    report = import_table(source, folder / "universe")
    if not (folder / "universe").is_dir():
        return report, None, {}
    read, _ = read_tables(source, built_in())
    places = {}
    for it in read.installments.values():
        title = read.titles[it.title]
        places[it.id] = f'"{title.name}" {it.season}x{it.number:02}' if title.lists else f'"{title.name}"'
    return report, Universe(Compiler().compile(folder / "universe")), places


def said(universe: Universe | None, places: dict[str, str], seen: tuple[str, ...]) -> Said:
    """What a viewer knows who has `seen` these installments, some of them up to a time."""
    if universe is None:
        return frozenset()
    terms = [f"{places[id_]}{at}{time}" for id_, at, time in (it.partition("@") for it in seen) if id_ in places]
    terms = [term for term in terms if _is_read(universe, term)]
    return _statements(universe.seen("; ".join(terms)), {place: id_ for id_, place in places.items()})


def _is_read(universe: Universe, term: str) -> bool:
    """Whether a term of a progress means one thing: titles may have one name now."""
    try:
        universe.progress(term)
    except UnknownProgressError:
        return False
    return True


def _statements(view: View, ids: dict[str, str]) -> Said:
    """Names, facts by their words (each has its own), and who is in which installment."""
    found: set[tuple[str, ...]] = set()
    for fact in view.facts.of():
        people = [view.names.best(it) for it in fact.subjects]
        if fact.verb.role == "scene" and fact.where is not None:
            name = view.names.best(fact.where.title)
            place = f'"{name}" {fact.where.season}x{fact.where.number:02}' if fact.where.number else f'"{name}"'
            found |= {("scene", ids.get(place, place), who) for who in people}
        elif fact.verb.role == "name":
            found.add(("name", fact.words))
        elif "as told in" in fact.words:
            found |= {(fact.verb.id, fact.words, who) for who in people}
    return frozenset(found)


@cache
def progresses(seed: int) -> tuple[tuple[str, ...], ...]:
    """Sets of installments that a viewer may have seen."""
    dice, ids = random.Random(seed), [row[0] for row in good_tables(seed)["installments"].rows]
    chosen = [tuple(it + dice.choice(("", "", "", "@0:20:00")) for it in ids if dice.random() < share_) for share_ in
              (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)]  # fmt: skip
    seasons = [tuple(it for it in ids if it.startswith(start)) for start in ("har1", "har2", "har", "ker1", "ker")]
    return ((), *chosen, *seasons, tuple(ids))


@cache
def known_before(seed: int) -> dict[tuple[str, ...], Said]:
    """What the tables as they were say to each of the `progresses`."""
    with TemporaryDirectory() as folder:
        report, universe, places = imported(good_tables(seed), Path(folder))
        # That not all of a season is listed is no mistake.
        assert {it.code for it in report.problems} == {"season-incomplete"}
        return {seen: said(universe, places, seen) for seen in progresses(seed)}


def check(seed: int, folder: Path) -> None:
    dice = random.Random(seed)
    original = seed % ORIGINALS
    good, tables = good_tables(original), copy.deepcopy(good_tables(original))
    mistake = spoil(tables, dice)
    what = f"seed {seed}: {mistake}"
    report, universe, places = imported(tables, folder)
    before = known_before(original)
    for seen in dict.fromkeys((*dice.sample(progresses(original), 5), progresses(original)[-1])):
        everything = before[progresses(original)[-1]]
        early = (said(universe, places, seen) & everything) - before[seen]
        assert not early, f"{what}: to {seen} already {early}"
    lines = {(name, sheet.origins[n]): n + 2 for name, sheet in tables.items() for n in range(len(sheet.rows))}
    wrong = {(it.file.removesuffix(".csv"), it.line) for it in report.problems if it.severity == "error"
             and it.code != "times-refused" and not (mistake.costs_cells and costs_a_cell(it))}  # fmt: skip
    kept = independent(good, mistake)
    lost = [row for row in kept if (row[0], lines[row]) in wrong]
    assert not lost, f"{what}: {lost}: {[str(it) for it in report.problems]}"
    if any(it.code == "nothing-used" for it in report.problems):
        assert not any(report.counts.values()), what
        return
    for name, sheet in tables.items():
        gone = {it.line for it in report.problems if it.file == f"{name}.csv" and not costs_a_cell(it)
                and it.line > 1 and (it.severity == "error" or it.code == "row-twice")}  # fmt: skip
        if name in report.counts and len(sheet.rows) == report.rows[f"{name}.csv"]:
            used = len(sheet.rows) - len(gone)
            # A film whose row was lost is an installment all the same.
            assert report.counts[name] in (used, used + (name == "installments")), f"{what}: {name}"
    groups = [f"{len(it.problems)} {it.example}" for it in report.groups]
    assert len(groups) <= MOST_GROUPS, f"{what}: {groups}"


@pytest.mark.parametrize("part", range(PARTS))
def test_a_mistake_shows_nothing_earlier_and_costs_nothing_that_it_did_not_touch(part: int, tmp_path: Path) -> None:
    for seed in range(part * 100_000, part * 100_000 + MISTAKES):
        check(seed, tmp_path / str(seed))


def test_each_kind_of_mistake_happens() -> None:
    found = set()
    for seed in range(300):
        found.add(spoil(good_tables(seed % ORIGINALS), random.Random(seed)).name)
    assert found == set(KINDS)
