"""`intertwine plan NAME --explain-to-keeper`: everything that a plan is derived from. It spoils all of it."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from intertwine.cli.blocks import Grid, Heading, OutputBlock, TextLine
from intertwine.gate.curricula import listed_installments
from intertwine.gate.derivation.derive import derive
from intertwine.gate.derivation.requirement import Requirement
from intertwine.gate.derivation.story_lines import story_lines
from intertwine.gate.timetable import Timetable, Title
from intertwine.gate.universe import Universe
from intertwine.ledger.store.columns import Ledger
from intertwine.library import compile_universe
from intertwine.model.sentinels import NONE
from intertwine.plan import Plan
from intertwine.plan.target import plan_target


def explained(universe: str | None, plan: Plan) -> Iterator[OutputBlock]:
    """What the target of `plan` asks for, of everybody: each requirement, how much hangs on it, and what teaches it.
    `universe` is its folder or its name."""
    compiled = compile_universe(universe)
    ledger, gate = compiled.ledger, Universe(compiled)
    table = Timetable(ledger)
    listed = listed_installments(ledger, table.number, gate.everything)
    target = np.zeros(len(ledger.installments.title), np.bool_)
    target[listed[plan_target(gate.seen(gate.everything), plan.target.text).places]] = True
    found = derive(story_lines(ledger), target)
    yield Heading(f"What {plan.target.text} builds on")
    yield TextLine(
        "Everything here is for keepers, and spoils. A requirement is essential where nobody should come without it; "
        "any one of its lessons teaches it. docs/plans.md explains the rules."
    )
    yield Grid(
        ("Weight", "", "About", "Used", "Taught by"),
        tuple(
            (
                str(it.weight), "essential" if it.essential else "", _about(ledger, it), _used(it),
                _lessons(ledger, table.titles, it),
            )
            for it in found
        ),
    )  # fmt: skip


def _about(ledger: Ledger, it: Requirement) -> str:
    names = " and ".join(ledger.strings[ledger.entities.key.item(n)] for n in it.entities)
    where = "" if it.line < 0 else f" {_place(ledger, it.line)}"
    return f"{it.topic}: {names}{where}" if names else f"{it.topic}{where}"


def _place(ledger: Ledger, line: int) -> str:
    return f"({ledger.strings[ledger.lines.page.item(line)]}:{ledger.lines.number.item(line)})"


def _used(it: Requirement) -> str:
    return f"{it.uses} in {it.spread}"


def _lessons(ledger: Ledger, titles: Mapping[int, Title], it: Requirement) -> str:
    return "; ".join(_short(ledger, titles, its) for its in it.alternatives)


def _short(ledger: Ledger, titles: Mapping[int, Title], its: Sequence[int]) -> str:
    """Installments in the words of their `titles`: those of one season that follow each other as a run."""
    listing = ledger.installments
    found = list[tuple[int, int, int, int]]()
    before = NONE
    for n in its:
        title, season, number = listing.title.item(n), listing.season.item(n), listing.number.item(n)
        follows, before = n == before + 1, n
        if found and follows and found[-1][:2] == (title, season):
            found[-1] = (*found[-1][:3], number)
        else:
            found.append((title, season, number, number))
    return " + ".join(
        f"{ledger.strings[ledger.entities.key.item(title)]} {titles[title].words.installments(*numbers)}".strip()
        if any(numbers) else ledger.strings[ledger.entities.key.item(title)]
        for title, *numbers in found
    )  # fmt: skip
