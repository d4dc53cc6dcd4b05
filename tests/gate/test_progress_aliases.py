"""A title can be named by every name of it that a viewer knows, and by no other."""

import pytest

from intertwine.gate.progress_text import UnknownProgressError
from intertwine.gate.universe import Universe
from tests.worlds import world

TITLES = """
=== Ebb.md
---
kind: series
---
## Season 1 (2015-01-01, 2 episodes)
### 1. One
- [[Ebb]] is called "The Long Way Down"
- [[Undertow]] is called "The Pull"
### 2. Two
=== Undertow.md
---
kind: series
revealed: 1x01
---
## Season 1 (2016-01-01, 2 episodes)
### 1. A
### 2. B
=== Flow.md
---
kind: film
released: 2017-01-01
---
### Whole title
- [[Flow]] is called "Ebb"
"""


@pytest.fixture(scope="module")
def there() -> Universe:
    return world(TITLES)


def refused(universe: Universe, text: str, viewer: str = "nothing") -> str:
    with pytest.raises(UnknownProgressError) as error:
        universe.progress(text, universe.progress(viewer))
    return str(error.value)


def test_another_name_counts_as_soon_as_it_is_known(there: Universe) -> None:
    assert refused(there, "Long Way Down S1") == 'no title is called "Long Way Down"'
    seen = there.progress("Ebb 1x01")
    assert there.text(there.progress("long way down S1", seen)) == "Ebb S1"
    assert there.text(there.progress("Ebb 1x01, The Long Way Down 1x02")) == "Ebb S1"
    assert refused(there, "Long Way Donw S1", "Ebb 1x01").endswith("; did you mean Ebb S1?")


def test_a_title_that_is_known_by_another_name_alone_is_written_so(there: Universe) -> None:
    """Its own name is nowhere in what is said: who has seen Ebb 1x01 knows it as The Pull."""
    known = there.progress("Ebb 1x01")
    pull = there.progress("The Pull 1x02", known)
    assert there.text(known | pull) == "Ebb 1x01, The Pull 1x02"
    assert there.progress(there.text(known | pull)) == known | pull
    for wrong in ("The Pull 1x09", "The Pull 1x02, S3", "The Pull 1x02, 1-", "The Pul S1"):
        answer = refused(there, wrong, "Ebb 1x01")
        assert "Pull" in answer
        assert "Undertow" not in answer
    assert there.text(known | pull | there.progress("Undertow 1x01")) == "Ebb 1x01, Undertow S1"


def test_whoever_has_seen_it_can_still_name_it_by_its_own_name(there: Universe) -> None:
    assert there.text(there.progress("Undertow 1x01")) == "Undertow 1x01"


def test_a_name_that_two_known_titles_share_is_refused_with_both_spellings(there: Universe) -> None:
    assert there.text(there.progress("Ebb S1")) == "Ebb S1"
    answer = refused(there, "Ebb", "Flow")
    assert answer == '"Ebb" is the name of several titles; write "Ebb (2015)" or "Flow"'
