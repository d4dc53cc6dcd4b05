"""Viewing orders in a view and in progress text."""

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.library import Companion
from intertwine.model.progress import UnknownProgressError
from tests.worlds import world

WORLD = """
    === Gulls.md
    ---
    kind: series
    name: Gulls
    id: gulls
    ---
    ## Season 1 (2 episodes)
    ### 1. Sand
    ### 2. Salt
    ## Season 2 (2021-01-01, 2 episodes)
    ### 1. Wind
    ### 2. Rain
    === Pier.md
    ---
    kind: film
    name: The Pier
    id: pier
    released: 2020-01-01
    ---
    === Wreck.md
    ---
    kind: film
    name: The Wreck
    id: wreck
    released: 2019-01-01
    revealed: Gulls 1x01
    ---
    === orders/Tides.md
    ---
    kind: order
    name: Tides
    ---
    - The Pier
    - The Wreck
    - Gulls 2x01
    - Gulls S1
    === orders/Undertow.md
    ---
    kind: order
    name: Undertow, slowly
    revealed: Gulls 1x01
    ---
    - Gulls 2x02
    - The Pier
"""


def opened() -> Universe:
    return world(WORLD)


def orders(seen: str) -> dict[str, str | None]:
    """The orders that somebody knows, and what is next in each."""
    shares = Companion(opened()).seen(seen).front().orders
    return {
        it.name: f"{it.next.text} {it.next.episode.name or '-'} {it.seen}/{it.episodes}" if it.next else None
        for it in shares
    }


def test_an_order_has_installments_of_known_titles_alone_and_next_is_its_first_unseen() -> None:
    assert orders("") == {"release": "The Pier - 0/5", "Tides": "The Pier - 0/4"}


def test_next_in_an_order_shows_no_name_that_the_titles_listing_does_not_show() -> None:
    assert orders("The Pier") == {"release": "Gulls 1x01 Sand 1/5", "Tides": "Gulls 2x01 - 1/4"}


def test_an_order_with_a_stamp_is_known_with_it() -> None:
    assert orders("Gulls 1x01") == {
        "release": "The Wreck - 1/6",
        "Tides": "The Pier - 1/5",
        "Undertow, slowly": "Gulls 2x02 - 0/2",
    }


def test_nothing_is_next_where_all_was_seen() -> None:
    assert orders("The Pier, The Wreck, Gulls") == {"release": None, "Tides": None, "Undertow, slowly": None}


def test_release_follows_dates_and_what_has_none_where_its_title_has_it() -> None:
    listed = Companion(opened()).seen("Gulls 1x01").order("Release").listed
    assert [it.text for it in listed] == [
        "The Wreck", "The Pier", "Gulls 1x01", "Gulls 1x02", "Gulls 2x01", "Gulls 2x02",
    ]  # fmt: skip


def test_a_viewer_asks_for_next_by_title_or_by_order() -> None:
    viewer = Companion(opened()).seen("The Pier")
    assert (found := viewer.next(order="tides")) is not None
    assert found.text == "Gulls 2x01"
    with pytest.raises(TypeError, match="a title or an order"):
        viewer.next()  # type: ignore[call-overload]
    with pytest.raises(questions.NotThere, match='no viewing order is called "Tide"; did you mean Tides'):
        viewer.order("Tide")


def test_a_hidden_order_and_a_missing_one_are_the_same() -> None:
    viewer = Companion(opened()).seen()
    for name in ("Undertow, slowly", "Undertow, swiftly"):
        with pytest.raises(questions.NotThere) as error:
            viewer.order(name)
        assert str(error.value) == f'no viewing order is called "{name}"'


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("before Gulls 2x01 in order Tides", "The Pier"),
        ("before Gulls 1x02 in order Tides", "Gulls 1x01, Gulls 2x01, The Pier, The Wreck"),
        ("before gulls s1 in the order tides", "Gulls 2x01, The Pier"),
        ('before "Gulls" S1 in order "Tides"', "Gulls 2x01, The Pier"),
        ("told before Gulls S1 in order Tides", "told Gulls 2x01, told The Pier"),
        ("Gulls 1x01; before Gulls S1 in order Tides", "Gulls 1x01, Gulls 2x01, The Pier, The Wreck"),
        ("before Gulls 2x01 in order release", "The Pier"),
        ("before Gulls 2x01", "The Pier"),
        ('Gulls 1x01, before The Pier in order "Undertow, slowly"', "Gulls 1x01, Gulls 2x02"),
        ("before The Pier in order Tides", ""),
    ],
)
def test_before_follows_an_order(text: str, means: str) -> None:
    universe = opened()
    found = universe.progress(text)
    assert universe.text(found) == means
    assert universe.progress(means, found) == found


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "before The Pier in order Tide",
            'no viewing order is called "Tide"; did you mean before "The Pier" in order Tides?',
        ),
        (
            "before The Peer in order Tides",
            'no title is called "The Peer"; did you mean before The Pier in order Tides?',
        ),
        ("before Gulls 2x02 in order Tides", '"Gulls 2x02" is not in the viewing order "Tides"'),
        ("before Gulls 3x01 in order Tides", '"Gulls" has no 3x01; it has seasons 1 to 2'),
        ("before The Wreck in order Tides", 'no title is called "The Wreck"'),
        ('before The Pier in order "Undertow, slowly"', 'no viewing order is called "Undertow, slowly"'),
        ("before The Pier in order Zzz", 'no viewing order is called "Zzz"'),
    ],
)
def test_what_is_not_understood_is_said_among_what_is_known(text: str, answer: str) -> None:
    with pytest.raises(UnknownProgressError) as error:
        opened().progress(text)
    assert str(error.value) == answer


def test_a_viewer_who_knows_an_order_can_name_it() -> None:
    universe = opened()
    viewer = universe.progress("Gulls 1x01")
    text = 'before The Pier in order "Undertow, slowly"'
    assert universe.text(universe.progress(text, viewer)) == "Gulls 2x02"


def test_of_two_orders_of_one_name_the_public_one_counts() -> None:
    page = "---\nkind: order\nname: Tides\n{}---\n- {}\n"
    files = {
        "A.md": "---\nkind: film\nname: A\n---\n",
        "B.md": "---\nkind: film\nname: B\n---\n",
        **{f"x{n}.md": page.format("revealed: A\n", "B") for n in range(4)},
        "public.md": page.format("", "A"),
    }
    universe = world(files, broken=True)
    for seen in ("", "A"):
        listed = Companion(universe).seen(seen).order("Tides").listed
        assert [it.text for it in listed] == ["A"]
    with pytest.raises(UnknownProgressError, match='"B" is not in the viewing order'):
        universe.progress("A, before B in order Tides")
