"""What somebody came for stands above what they can ask next."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.fixture
def seen(visit: Client) -> Client:
    """Somebody who has seen the first title of the small universe."""
    visit.post("/stage/progress/", {"text": "First"})
    return visit


def body(client: Client, address: str) -> str:
    """The content of a page."""
    return client.get(f"/stage/{address}").content.decode().partition("<main")[2]


def test_whether_two_have_met_is_said_above_the_form_that_asks_of_others(seen: Client) -> None:
    page = body(seen, "met/?a=Anna&b=Bert")
    assert page.index("Yes, they have met.") < page.index('<form class="ask"')


def test_the_form_on_somebodys_page_stands_with_those_whom_they_have_met(seen: Client) -> None:
    page = body(seen, "who/anna/")
    assert page.index(">Has met<") < page.rindex(">Zeno<") < page.index("Has Anna met")


def test_a_title_that_an_actors_role_is_in_is_said_once(seen: Client) -> None:
    page = body(seen, "who/ada-actor/")
    assert "Plays" in page
    assert "Acts in" not in page


def test_of_a_title_that_was_seen_whole_nothing_is_said_of_what_to_see_first(seen: Client) -> None:
    page = body(seen, "title/first/")
    assert "You have seen all of it." in page
    assert "/title/first/before/" not in page
    assert "What to watch before Second" in body(seen, "title/second/")


def test_installments_are_called_what_they_are_where_all_are_alike(seen: Client) -> None:
    assert "You have seen 3 of 5 episodes." in body(seen, "")


def test_a_recap_of_nothing_says_so(visit: Client) -> None:
    assert "Nothing that you know of came before it." in body(visit, "title/first/1x01/recap/")
