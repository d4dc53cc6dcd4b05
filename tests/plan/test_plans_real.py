"""Plans of public data sets; only where `../shared/data` is present."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

import intertwine
from benchmarks.convert import tv_continuity
from intertwine.imports.table import import_table
from intertwine.questions.viewing_orders import TitleEpisode

DATA = Path(__file__).parents[2].parent / "shared" / "data"
Place = tuple[str, int, int]


def place(it: TitleEpisode) -> Place:
    assert it.episode.season is not None
    assert it.episode.episode is not None
    return it.title.name, it.episode.season, it.episode.episode


def closure(needs: Mapping[Place, Iterable[Place]], finale: Place) -> set[Place]:
    """What a finale depends on, directly or not."""
    found, new = set[Place](), [finale]
    while new:
        for it in needs.get(new.pop(), ()):
            if it not in found:
                found.add(it)
                new.append(it)
    return found - {finale}


@pytest.mark.slow
def test_the_plan_of_a_finale_is_all_that_it_depends_on_and_nothing_else(tmp_path: Path) -> None:
    """Twelve series with a thousand dependencies that somebody typed, some of which run backward or in circles."""
    if not DATA.is_dir():
        pytest.skip(f"real data NOT TESTED: there is no {DATA} (the data is in no repository of ours)")
    tv_continuity.convert(DATA, tmp_path / "tables")
    assert import_table(tmp_path / "tables", tmp_path / "universe").ok
    universe = intertwine.load(tmp_path / "universe")
    view = universe.seen(universe.everything).view
    needs: dict[Place, list[Place]] = {}
    for fact in view.facts.of(roles=("continues",)):
        if fact.verb.needed and fact.parts is not None:
            one, other = (
                (view.names.best(it.title), it.season or 0, it.number or 0) for it in fact.parts[0] + fact.parts[1]
            )
            needs.setdefault(one, []).append(other)
    assert sum(map(len, needs.values())) > 1000
    circles = 0
    for title in view.listing.titles:
        last = view.listing.installments(title)[-1]
        finale = (view.names.best(title), last.season, last.number)
        plan = universe.plan(f"{finale[0]} {last.season}x{last.number:02}")
        assert plan.optimal
        assert {place(it.it) for it in plan.installments} == closure(needs, finale)
        at = {place(it.it): n for n, it in enumerate(plan.installments)}
        broken = [(one, other) for one in at for other in needs.get(one, ()) if other in at and at[other] > at[one]]
        said = [note for note in plan.notes if "though it follows from it" in note]
        assert len(said) == len(set(broken))
        follows = {one for one in at if finale in closure(needs, one) | set(needs.get(one, ()))}
        circle = f"These follow from each other in a circle: {plan.target.text}, "
        named = [note for note in plan.notes if note.startswith(circle)]
        assert len(named) == bool(follows)
        circles += any("in a circle" in note or "in circles" in note for note in plan.notes)
    assert circles == 4
