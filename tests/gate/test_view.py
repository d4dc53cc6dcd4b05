"""What a view is made of: few parts, each with few names, each documented."""

import inspect

import pytest

from intertwine.gate.view import View
from tests.worlds import world

WORLD = """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 1 episode)
    ### 1. One
    - [[Ann]] dies
"""
PARTS = ("entities", "facts", "lines", "listing", "names", "orders", "rows", "story")


def seen() -> View:
    """A view with somebody in it."""
    return world(WORLD).seen("Tide")


def public(it: object) -> list[str]:
    return [name for name in dir(it) if not name.startswith("_")]


def test_a_view_has_eight_parts_and_says_who_made_it() -> None:
    view = seen()
    others = [
        "clause",
        "description",
        "inside",
        "is_mistaken",
        "memo",
        "memory",
        "sentence",
        "since",
        "universe",
        "verbs",
        "ways",
        "words",
    ]
    assert public(view) == sorted([*PARTS, *others])
    assert all(part in (View.__doc__ or "") for part in PARTS)


@pytest.mark.parametrize("name", PARTS)
def test_the_public_names_of_a_part_are_few_and_documented(name: str) -> None:
    part = getattr(seen(), name)
    names = public(part)
    assert len(names) <= 12
    assert [it for it in names if not inspect.getdoc(inspect.getattr_static(type(part), it))] == []
