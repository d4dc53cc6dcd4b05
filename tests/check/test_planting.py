"""The contradiction of each rule, planted into universes in which nothing is wrong: it is found, and nothing else.

An ordinary run plants that of each rule into some of the generated universes, and that of some rules into the bundled
ones; `make leaks` plants that of each rule into all of them.
"""

import functools
from pathlib import Path

import pytest

from benchmarks.planting.clean import clean_universe
from benchmarks.planting.planter import Expected, Planted, plant
from benchmarks.planting.trial import Ground
from intertwine.check import RULES
from intertwine.check.rule import Rule
from tests.long import one_in
from tests.scripts import ROOT, script

TIMES = 20
pages = script("rules")
ground = functools.cache(lambda seed: Ground(clean_universe(seed)))
bundled = functools.cache(Ground.of)


def planted(rule: Rule, where: Ground, seed: int) -> Planted:
    return plant(pages.page_of(rule).read_text(encoding="utf-8"), where.pages, pages.PAGES, seed)


@pytest.mark.parametrize("seed", range(TIMES))
def test_a_generated_universe_is_clean_and_has_at_most_200_facts(seed: int) -> None:
    text = "\n".join(ground(seed).pages.values())
    assert ground(seed).problems(ground(seed).pages) == ()
    assert 60 <= text.count("\n- ") + text.count("\n[[") <= 200


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.code))
def test_what_is_planted_in_generated_universes_is_found_and_nothing_else(rule: Rule) -> None:
    for seed in one_in(4, range(TIMES), RULES.index(rule) % 4):
        it = planted(rule, ground(seed), seed)
        assert {expected.code for expected in it.expected} == {rule.code}
        assert ground(seed).missed(it) == "", f"seed {seed}"


@pytest.mark.parametrize("universe", sorted(ROOT.glob("universes/*/universe.md")), ids=lambda it: str(it.parent.name))
@pytest.mark.parametrize("rule", one_in(3, RULES), ids=lambda rule: str(rule.code))
def test_what_is_planted_in_a_bundled_universe_is_found_and_nothing_else(rule: Rule, universe: Path) -> None:
    where = bundled(universe.parent)
    assert where.missed(planted(rule, where, 1)) == ""


def test_most_contradictions_are_planted_into_titles_that_are_there() -> None:
    before = {path for path in ground(1).pages if "kind: series" in ground(1).pages[path]}
    into = [any(planted(rule, ground(1), 1).pages[it] != ground(1).pages[it] for it in before) for rule in RULES]
    assert sum(into) >= len(RULES) // 2


def test_one_seed_plants_the_same_and_others_plant_otherwise() -> None:
    assert planted(RULES[0], ground(1), 5) == planted(RULES[0], ground(1), 5)
    assert planted(RULES[0], ground(1), 5) != planted(RULES[0], ground(1), 6)


def test_what_the_checker_misses_misplaces_or_adds_is_told() -> None:
    it = planted(RULES[0], ground(1), 1)
    ((code, places),) = it.expected
    elsewhere = frozenset((path, line + 1) for path, line in places)
    nothing = Planted(ground(1).pages, "", "", it.expected)
    assert ground(1).missed(nothing).startswith(f"not found: Expected(code='{code}'")
    misplaced = Planted(it.pages, "", "", frozenset({Expected(code, elsewhere)}))
    assert "not found" in ground(1).missed(misplaced)
    assert "found as well" in ground(1).missed(misplaced)
    assert "found as well" in ground(1).missed(Planted(it.pages, "", "", frozenset()))
