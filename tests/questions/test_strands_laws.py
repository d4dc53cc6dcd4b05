"""Strands of generated universes: what is true of all of them."""

from collections import Counter, defaultdict
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.questions import Strands
from intertwine.questions.flashbacks import _longest_rise, in_order
from intertwine.questions.moment_table import drafts
from intertwine.questions.scope import scope_of
from intertwine.questions.story import in_story_order
from intertwine.viewer import Viewer
from tests.laws.ask import opened, progress
from tests.laws.generate import Trek, nested, worlds_and_treks
from tests.laws.model import TOKEN, World

EXAMPLES = settings(max_examples=8)


def every(view: View, *, fold: bool) -> list[Strands]:
    """The strands of everything, in both orders, and of each title."""
    assert isinstance(view, View)
    found = [Viewer(view).strands(None, order, fold=fold) for order in ("shown", "story")]
    return found + [Viewer(view).strands(view.names.address(title), fold=fold) for title in view.listing.titles]


@EXAMPLES
@given(worlds_and_treks())
def test_numbers_are_of_lines_and_each_line_has_a_moment(drawn: tuple[World, Trek]) -> None:
    world, trek = drawn
    view = opened(world.text()).seen(progress(trek))
    for fold in (True, False):
        for it in every(view, fold=fold):
            count, last = len(it.strands), len(it.moments)
            present = [[*(n for group in m.groups for n in group), *m.alone] for m in it.moments]
            assert all(len(set(here)) == len(here) > 0 for here in present)
            assert {n for here in present for n in here} == set(range(count))
            assert all(len(group) > 1 for moment in it.moments for group in moment.groups)
            assert all(0 <= n < count for moment in it.moments for mark in moment.marks for n in mark.strands)
            assert all(mark.strands for moment in it.moments for mark in moment.marks)
            assert all(m.belongs_before is None or 0 <= m.belongs_before <= last for m in it.moments)
            assert len({strand.who for strand in it.strands}) == count
            assert not {strand.who for strand in it.strands} & set(it.folded)
            assert not it.folded or count > 1


@EXAMPLES
@given(worlds_and_treks())
def test_story_order_has_the_same_scenes_signs_and_people(drawn: tuple[World, Trek]) -> None:
    world, trek = drawn
    view = opened(world.text()).seen(progress(trek))
    shown, happened = (Viewer(view).strands(None, order, fold=False) for order in ("shown", "story"))

    def scenes(it: Strands) -> Counter[object]:
        names = [strand.who for strand in it.strands]
        return Counter(
            (m.at, told, frozenset(names[n] for group in m.groups for n in group))
            for m in it.moments
            for told in m.told
        )

    def signs(it: Strands) -> Counter[object]:
        return Counter((m.at, mark.kind, mark.told) for m in it.moments for mark in m.marks)

    assert scenes(shown) == scenes(happened)
    assert signs(shown) == signs(happened)
    assert set(shown.strands) == set(happened.strands)


@EXAMPLES
@given(worlds_and_treks())
def test_what_says_its_place_in_the_story_stands_there(drawn: tuple[World, Trek]) -> None:
    """Moments come in story order; and where no scene holds them, so do the deaths, returns and reveals that say when
    they happened."""
    world, trek = drawn
    view = opened(world.text()).seen(progress(trek))
    found = in_order(view, drafts(view, scope_of(view, None), "story"), "story")
    anchors = [draft.anchor for draft in found]
    assert anchors == in_story_order(view, anchors)
    signs = [
        fact
        for draft in found
        if not draft.scenes
        for kind, _, fact in draft.marks
        if kind in ("death", "return", "reveal") and fact.true is not None and fact.true.text != "unknown"
    ]
    assert signs == in_story_order(view, signs)


@EXAMPLES
@given(worlds_and_treks())
def test_folding_only_takes_away(drawn: tuple[World, Trek]) -> None:
    world, trek = drawn
    view = opened(world.text()).seen(progress(trek))
    for less, all_ in zip(every(view, fold=True), every(view, fold=False), strict=True):
        assert {s.who for s in all_.strands} == {s.who for s in less.strands} | set(less.folded)
        assert len(less.moments) <= len(all_.moments)
        assert len(all_.strands) < 2 or len(less.strands) >= 2
        assert less.edge == all_.edge


@EXAMPLES
@given(nested())
def test_who_has_seen_more_sees_every_scene_and_everybody_in_it(drawn: tuple[World, Trek, Trek]) -> None:
    """But for what has been disproved, for those who are one by now, for who turns out to be no character, and for
    whom somebody else was taken."""
    world, less, more = drawn
    universe = opened(world.text())
    before, after = universe.seen(progress(less)), universe.seen(progress(more))
    gone = {word(fact) for fact in after.facts.of() if fact.disproved}
    characters = after.entities.of_kind("character", "")
    seen = scenes(after)
    seemed: dict[str, set[int]] = defaultdict(set)
    for fact in after.facts.of():
        seemed[word(fact)].update(n for taken in after.facts.beside(fact, "taken for") for n in taken.objects)
    for scene, people in scenes(before).items():
        for person in people if scene not in gone else ():
            bearers = {bearer for name in before.names.known(person) for bearer in after.names.find(name.text)}
            there = seen.get(scene, frozenset()) | seemed[scene]
            assert bearers & there or not all(characters[n] for n in bearers), scene


def scenes(view: View) -> dict[str, frozenset[int]]:
    """The word of each scene, with those who are together in it."""
    found = drafts(view, scope_of(view, None))
    return {word(fact): draft.group for draft in found for fact in draft.scenes}


def word(fact: Fact) -> str:
    """The word that stands in this fact's own words and nowhere else."""
    return next(iter(TOKEN.findall(fact.words)), "")


@settings(max_examples=40)
@given(st.permutations(range(7)))
def test_the_longest_rise_is_one_and_its_places_come_first(ranks: list[int]) -> None:
    rises = [
        places
        for bits in range(1, 1 << len(ranks))
        if (places := [at for at in range(len(ranks)) if bits >> at & 1])
        and all(ranks[a] < ranks[b] for a, b in pairwise(places))
    ]
    longest = max(map(len, rises))
    assert _longest_rise(ranks) == min(places for places in rises if len(places) == longest)
