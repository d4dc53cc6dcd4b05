"""The address of a route is what Django's own `reverse` gives."""

from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse
from hypothesis import given
from hypothesis import strategies as st

from intertwine.web.addresses import path_of
from intertwine.web.urls import urlpatterns

ROUTES = {str(it.name): it for it in urlpatterns}
PARTS = st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(st.sampled_from(sorted(ROUTES)), st.data())
def test_each_address_is_what_the_framework_gives(route: str, data: st.DataObject) -> None:
    converters = ROUTES[route].pattern.converters
    parts: list[Any] = [
        data.draw(st.integers(0, 9999) if "Int" in type(it).__name__ else PARTS) for it in converters.values()
    ]
    try:
        expected = reverse(route, args=parts)
    except NoReverseMatch:  # a line break in a part: no address of ours has one
        return
    assert path_of(route, *parts) == expected


def test_a_route_that_is_not_there_and_too_few_parts_are_errors() -> None:
    with pytest.raises(KeyError):
        path_of("nowhere")
    with pytest.raises(ValueError, match="zip"):
        path_of("title", "marvel-netflix")
