"""The words of pages for dates and places."""

from markupsafe import Markup

from intertwine.questions.common import At
from intertwine.questions.until import is_over_by
from intertwine.web.words_in_pages import day, known_by

BY_THE_END = At("Tide", 1, 13, None, "tide", by_end=True)


def test_a_date_that_is_unknown_is_said_in_words() -> None:
    assert day("unknown") == "when is not known"
    assert day("2017-08-18") == "18 August 2017"


def test_what_was_known_by_an_end_and_is_over_is_said_so() -> None:
    place = Markup("Tide 1x13")
    assert known_by(place, BY_THE_END) == "by the end of Tide 1x13"
    assert known_by(place, BY_THE_END, over="since then") == "known by the end of Tide 1x13"
    assert known_by(place, At("Tide", 1, 13, None, "tide"), over="since then") == "Tide 1x13"


def test_a_state_that_was_over_where_it_was_learnt_says_one_place() -> None:
    assert is_over_by(BY_THE_END, "over by the end of Tide 1x13")
    assert is_over_by(BY_THE_END, "over since Tide 1x13")
    assert not is_over_by(BY_THE_END, "over since Tide 2x01")
