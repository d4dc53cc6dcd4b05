"""Readers, repairs, and input that is at fault."""

import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import pytest

from intertwine.storyline import ChartError, make_chart, order_fast, read_chart, with_wishes
from intertwine.storyline.command import main
from intertwine.storyline.read import read_text


def groups(text: str, parts: str = "") -> list[list[list[str]]]:
    return [sorted(sorted(group) for group in layer) for layer in read_text(text, parts)[1].groups]


def test_time_steps() -> None:
    assert groups("A,B\tC\n\nA\n") == [[["A", "B"], ["C"]], [], [["A"]]]


def test_an_empty_layer_is_left_out_and_said() -> None:
    chart = make_chart([[["A", "B"]], [], [["A"], ["B"]]])
    assert len(chart.layers) == 2
    assert chart.repairs == ("layer 2: nobody is in it, so it was left out",)


def test_a_person_twice_in_one_layer_is_repaired_and_said() -> None:
    twice = make_chart([[["A", "A", "B"]]])
    assert twice.layers[0].groups == ((0, 1),)
    shared = make_chart([[["A", "B"], ["B", "C"], ["D"]]])
    assert shared.layers[0].groups == ((0, 1, 2), (3,))
    assert len(twice.repairs) == len(shared.repairs) == 1


def test_ten_thousand_people_are_refused_at_once_and_drawn_when_they_come_one_after_the_other() -> None:
    crowd = [f"P{n}" for n in range(10_000)]
    with pytest.raises(ChartError, match=r"10,000 people are on stage at once and 2,000 is the most.*gap"):
        make_chart([[crowd]])
    chart = make_chart([[[one, two]] for one, two in pairwise(crowd)])
    ordered = order_fast(chart)
    assert len(ordered.orders) == 9_999
    assert (ordered.certificate.crossings, ordered.certificate.optimal) == (0, True)


def test_equal_neighbours_become_one_layer() -> None:
    assert len(make_chart([[["A", "B"]], [["B", "A"]], [["A"], ["B"]]]).layers) == 2


def test_presence_says_who_is_on_stage_between() -> None:
    layers = [[["A", "B"]], [["B"]], [["A", "B"]]]
    assert [layer.present for layer in make_chart(layers, "span").layers] == [(0, 1), (0, 1), (0, 1)]
    assert [layer.present for layer in make_chart(layers, "gap").layers] == [(0, 1), (1,), (0, 1)]


def test_nobody_at_all_is_an_error() -> None:
    with pytest.raises(ChartError, match="nobody is in any layer"):
        make_chart([[], []])


SESSIONS = """TIME_COUNT=9
{{'ANN': 0, 'BOB': 1, 'CID': 2}}
{{'HERE': 0}}
 Name      :  x
 Id        :  0
 Start     :  0
 End       :  {end}
 Members   :  [0, 1]
 Location  :  0

 Name      :  y
 Id        :  1
 Start     :  2
 End       :  5
 Members   :  [1, 2]
 Location  :  0
"""


def test_sessions() -> None:
    assert groups(SESSIONS.format(end=2)) == [[["ANN", "BOB"]], [["BOB", "CID"]]]


def test_overlapping_sessions_are_settled_by_the_later_start_and_said() -> None:
    found = read_text(SESSIONS.format(end=3))[1]
    assert groups(SESSIONS.format(end=3)) == [[["ANN", "BOB"]], [["ANN"], ["BOB", "CID"]], [["BOB", "CID"]]]
    assert found.repairs == ["BOB is in two sessions at once; the one that started later was taken"]


def test_group_tables_include_both_ends() -> None:
    head = "group,character,timestep_start,timestep_stop\n"
    assert groups(head + "g,A,0,1\ng,B,1,1\nh,B,2,2\n") == [[["A"]], [["A", "B"]], [["B"]]]
    with pytest.raises(ChartError, match="line 2: timestep_stop should be a number"):
        groups(head + "g,A,0,soon\n")


BOOK = "* a book\nAA Ann, a girl\nBB Bob, a boy\nCC Cid\n\n1.1:AA,BB;BB\n&:CC\n2.1:AA,CC\n"


def test_graphbase_books_and_their_parts() -> None:
    assert groups(BOOK) == [[["Ann", "Bob"]], [["Bob"]], [["Cid"]], [["Ann", "Cid"]]]
    assert groups(BOOK, "2") == [[["Ann", "Cid"]]]
    assert groups(BOOK, "1-2") == groups(BOOK)
    with pytest.raises(ChartError, match="no chapter of part 9"):
        groups(BOOK, "9")


XML = """<?xml version="1.0" encoding="utf-8"?>
<Story><Characters>
<Character Name="A"><Span Start="0" End="2" Session="1"/></Character>
<Character Name="B"><Span Start="1" End="3" Session="1"/></Character>
</Characters></Story>"""


def test_istoryline_xml_and_json_are_one_story() -> None:
    json = """{"Story": {"Characters": {"A": [{"Start": 0, "End": 2, "Session": 1}],
        "B": [{"Start": 1, "End": 3, "Session": 1}]}}}"""
    assert groups(XML) == groups(json) == [[["A"]], [["A", "B"]], [["B"]]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<Story><Characters>", "broken XML"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><Story/>', "declares"),
        ("<Story/>", "no character has a span"),
        ('{"Story": {}}', r"Story\.Characters"),
        ('{"layers": 3}', '"layers", a list'),
        ('{"layers": [[["A", 1]]]}', "layer 1"),
        ("{", "cut off"),
        ("TIME_COUNT=1\n{'A'}\n", "characters should be"),
        ("TIME_COUNT=1\n{'A': 0}\n", "no session found"),
        ("nonsense", "single name in all.*time steps.*plain JSON"),
        ("A\tA\nA", "single name in all"),
        ("[", "cut off"),
        ("[" * 100_000, "nested too deeply"),
        ("[Ann, Bob]\tCid", "begins like JSON and is broken"),
        ('["A", "B"]', "layer 1: groups"),
    ],
)
def test_bad_input_gets_a_clear_error(text: str, message: str) -> None:
    with pytest.raises(ChartError, match=message):
        read_text(text)


def test_plain_json() -> None:
    text = '{"layers": [{"groups": [["A", "B"]], "label": "I"}, [["A"], ["B"]]]}'
    assert groups(text) == [[["A", "B"]], [["A"], ["B"]]]
    assert read_text(text)[1].labels == ["I", ""]
    assert groups('[[["A", "B"]], [["A"], ["B"]]]') == groups(text)
    assert groups('{"layers": [[["Members", "A"]]]}') == [[["A", "Members"]]]


@pytest.mark.parametrize(
    ("parts", "message"), [("3-1", "write 1-3"), ("-1", "names no parts"), ("2-", "names no parts"), ("x", "names no")]
)
def test_parts_that_are_none_are_refused(parts: str, message: str) -> None:
    with pytest.raises(ChartError, match=message):
        read_text(BOOK, parts)


@pytest.mark.parametrize("text", ["A,B\tC\n", XML, '{"layers": [[["A", "B"]]]}'])
def test_parts_of_anything_but_a_book_are_refused(text: str) -> None:
    with pytest.raises(ChartError, match="only Stanford GraphBase"):
        read_text(text, "1")


def test_plain_json_may_wish_for_weights_and_sides(tmp_path: Path) -> None:
    file = tmp_path / "story.json"
    file.write_text('{"layers": [[["Ann", "Bob"], ["Cid"]]], "weights": {"Ann": 3}, "last": ["Ann"], "speed": 1}')
    chart = read_chart(file)
    assert chart.wishes.weights == (3, 1, 1)
    assert order_fast(chart).orders[0][-1] == chart.people.index("Ann")
    assert chart.repairs == ('"speed" is not a key of plain JSON and was left out',)


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ('"weights": {"Ann": "heavy"}', "whole number for each name"),
        ('"weights": {"Ann": true}', "whole number for each name"),
        ('"first": "Ann"', "lists of names"),
        ('"last": ["Zoe"]', 'a wish is about "Zoe"'),
    ],
)
def test_a_wish_that_cannot_be_is_an_error(tmp_path: Path, wishes: str, said: str) -> None:
    file = tmp_path / "story.json"
    file.write_text(f'{{"layers": [[["Ann", "Bob"]]], {wishes}}}')
    with pytest.raises(ChartError, match=said):
        read_chart(file)


def test_what_no_file_can_hold_is_replaced_and_every_writer_writes(tmp_path: Path) -> None:
    file = tmp_path / "story.json"
    file.write_text(r'[[["A\u0000\u0001", "B"], ["C\ud800"]], [["B", "C\ud800"]]]')
    chart = read_chart(file)
    assert chart.people == ("A\ufffd\ufffd", "B", "C\ufffd")
    assert chart.repairs == ("2 names had characters that no file can hold; they were replaced",)
    for ending in ("json", "svg", "png", "pdf"):
        assert main([str(file), "-o", str(tmp_path / f"drawn.{ending}")]) == 0
    ET.parse(tmp_path / "drawn.svg")


def test_a_name_in_two_forms_of_unicode_is_one_and_letters_count() -> None:
    chart = with_wishes(make_chart([[["Rene\u0301e", "Bob"]], [["Ren\u00e9e", "Renee"]]]), first=["Rene\u0301e "])
    assert chart.people == ("Ren\u00e9e", "Bob", "Renee")
    assert chart.wishes.first == {0}
