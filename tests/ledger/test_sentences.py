"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.ledger.read.markdown.sentences import sentences
from intertwine.ledger.read.markdown.span import Span, join


@pytest.mark.parametrize(
    "expected",
    [
        ["One thing.", "Another thing!", "A third?", "2 more."],
        ["Mr. Fisk meets Dr. Temple in St. Agnes.", "They talk."],
        ["[[Dr. Strange. No]] is here.", "[[S.H.I.E.L.D. Agents]] is not."],
        ["J. Jones and S.H.I.E.L.D. Agents meet."],
        ['He said "Go."', '"No," she said.'],
        ["It ends…", "(Not yet.)"],
        ["The end.", "*Daredevil* begins."],
        ["It was 5.30 and cold. then warm."],
        ["See No. 5 there.", "He said no.", "They left."],
        ["Wait... what?", "What!?", "Yes."],
        ["Il dit « Non. »", "Elle rit."],
    ],
)
def test_a_sentence_ends_where_a_new_one_begins(expected: list[str]) -> None:
    found = [sentence.text for sentence in sentences(Span(" ".join(expected), 1, 1))]
    assert found == expected


def test_a_break_in_the_text_ends_no_sentence_and_places_are_kept() -> None:
    first, second = sentences(join([("A line", 4, 1), ("ends. Another", 5, 3), ("one.", 6, 1)]))
    assert (first.text, first.line, first.column) == ("A line ends.", 4, 1)
    assert (second.text, second.line, second.column) == ("Another one.", 5, 9)


@given(st.text("aA.!? \"'[]|(*1\u2019", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    found = "".join(sentence.text for sentence in sentences(Span(text, 1, 1)))
    assert "".join(found.split()) == "".join(text.split())
