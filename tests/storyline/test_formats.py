"""What a file is recognized as, whatever its separators, capitals, marks and line ends; and what is no chart."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from intertwine.storyline import Chart, ChartError, make_chart, order_fast
from intertwine.storyline.command import main
from intertwine.storyline.read import Story, read_story, read_text
from intertwine.storyline.read.encoding import MOST_BYTES, decode
from tests.linear import assert_linear
from tests.storyline.mutants import BOOK, LAYERS, NARRATIVE, PLAIN, SESSIONS, STEPS, STORY_JSON, STORY_XML, TABLE

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "story"


def read(file: Path, text: str | bytes) -> Story:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_story(file)


def moments(chart: Chart) -> list[list[list[str]]]:
    """The groups of every layer by name."""
    return [
        sorted(sorted(chart.people[person] for person in group) for group in layer.groups) for layer in chart.layers
    ]


WITH_SEMICOLONS = "group;character;timestep_start;timestep_stop\r\nq;Ottilie;0;2\r\nq;Wim;0;1\r\n"


def test_a_table_with_semicolons_is_two_people_and_not_one_with_semicolons_in_her_name(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chart = read(file, WITH_SEMICOLONS).chart
    assert moments(chart) == [[["Ottilie", "Wim"]], [["Ottilie"]]]
    assert main([str(file), "--fast"]) == 0
    assert capsys.readouterr().err.startswith("group table, 2 layers, 2 people\n0 crossings")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("above", ["", "\n\n", "sep=?\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_table_is_the_same_table_whatever_parts_it(
    file: Path, separator: str, above: str, end: str, mark: str
) -> None:
    text = above.replace("?", separator) + TABLE.replace(",", separator).replace("group", "Group").replace(
        "stop", "STOP"
    )
    assert moments(read(file, text.replace("\n", end).encode(mark)).chart) == moments(read(file, TABLE).chart)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", [BOOK, SESSIONS, STORY_XML, STORY_JSON, NARRATIVE, PLAIN, LAYERS, STEPS])
def test_marks_and_line_ends_are_taken_as_they_come(file: Path, text: str, mark: str, end: str) -> None:
    plain = read(file, text)
    other = read(file, text.replace("\n", end).encode(mark))
    assert (other.format, moments(other.chart)) == (plain.format, moments(plain.chart))


def test_capitals_are_taken_as_they_come(file: Path) -> None:
    for text in (SESSIONS, STORY_XML.replace("&amp;", "and"), STORY_JSON, NARRATIVE, PLAIN):
        assert len(read(file, text.upper()).chart.layers) == len(read(file, text).chart.layers)


def test_a_duration_counts_from_the_start(file: Path) -> None:
    text = "who,together,start,duration\nAda,1,0,2\nBea,1,1,1\nBea,2,2,0.5\n"
    assert moments(read(file, text).chart) == [[["Ada"]], [["Ada", "Bea"]], [["Bea"]]]
    chart = read(file, "group;character;start;stop;duration;mood\n1;Ada;0;0;9;glad\n1;Bea;0;0;9;sad\n").chart
    assert len(chart.layers) == 1
    assert chart.repairs == ("columns that were not read: duration, mood",)


@pytest.mark.parametrize("columns", ["start_time;end_time", "Timestep-Start;Timestep-Stop", " time start ; time end "])
@pytest.mark.parametrize("above", ["", "# a walk\n", "\n// a walk\n# in two lines\nsep=;\n"])
def test_columns_may_be_called_as_people_call_them_and_comments_may_stand_above(
    file: Path, columns: str, above: str
) -> None:
    story = read(file, f"{above}group;character;{columns}\nq;Ottilie;0;2\nq;Wim;0;1\n")
    assert (story.format, moments(story.chart)) == ("group table", [[["Ottilie", "Wim"]], [["Ottilie"]]])
    with pytest.raises(ChartError, match=f"line {above.count(chr(10)) + 2}: stop"):
        read(file, f"{above}group;character;start;stop\nq;Ottilie;0;soon\n")


def test_comments_may_stand_right_above_time_steps(file: Path) -> None:
    story = read(file, "# a walk\n# in two lines\nAda,Bea\nAda\tBea\n")
    assert moments(story.chart) == [[["Ada", "Bea"]], [["Ada"], ["Bea"]]]
    with pytest.raises(ChartError, match='line 3: "1" is a number'):
        read(file, "# a walk\nAda,Bea\nAda,1\n")


def test_no_page_and_no_module_of_this_project_is_a_chart(file: Path) -> None:
    """Prose, tables of Markdown and code: none is taken for a story."""
    pages = [path for folder in ("docs", "src") for path in (ROOT / folder).rglob("*") if path.suffix in {".md", ".py"}]
    assert len(pages) > 300
    for path in pages:
        text = path.read_text(encoding="utf-8")
        if text.strip():
            with pytest.raises(ChartError):
                read(file, text)


def test_the_head_of_a_table_is_nobody_wherever_it_stands(file: Path) -> None:
    chart = read(file, TABLE + TABLE.replace("Bob", "Dov")).chart
    assert set(chart.people) == {"Ann", "Bob", "Cid", "Dov"}
    assert chart.repairs[0] == "line 7: the names of the columns again, which were left out"


def test_time_steps_may_be_parted_by_other_signs(file: Path) -> None:
    for text in (STEPS.replace("\t", "|"), STEPS.replace("\t", ";"), STEPS.replace(",", ";")):
        assert moments(read(file, text).chart) == moments(read(file, STEPS).chart)
    assert moments(read(file, "Ada;Bea\nBea;Cem\n").chart) == [[["Ada", "Bea"]], [["Bea", "Cem"]]]


def test_d3_layout_narrative_is_read(file: Path) -> None:
    """Characters by id, and by their place in the list; scenes as lists, and as objects."""
    text = '{"characters": [{"id": "x", "name": "Ada"}, {"id": 7, "name": "Bea"}], "scenes": [["x", 7], [0], [1, "x"]]}'
    story = read(file, text)
    assert str(story) == "d3-layout-narrative's JSON, 3 layers, 2 people"
    assert moments(story.chart) == [[["Ada", "Bea"]], [["Ada"]], [["Ada", "Bea"]]]
    text = """{"scenes": [{"characters": ["Ada", {"name": "Bea"}], "duration": 2, "title": "a walk"},
        {"characters": [{"id": "Cem"}, {"id": "Dov"}]}]}"""
    chart = read(file, text).chart
    assert moments(chart) == [[["Ada", "Bea"]], [["Cem", "Dov"]]]
    assert [layer.label for layer in chart.layers] == ["a walk", ""]


def test_scenes_with_a_start_may_overlap(file: Path) -> None:
    text = """{"scenes": [{"characters": ["Ada", "Bea"], "start": 1, "duration": 3},
        {"characters": ["Cem", "Dov"], "start": 2, "duration": 1}, {"characters": ["Ada"]}]}"""
    chart = read(file, text).chart
    assert moments(chart) == [
        [["Ada", "Bea"]], [["Ada", "Bea"], ["Cem", "Dov"]], [["Ada", "Bea"]], [["Ada"]]
    ]  # fmt: skip


def test_layers_of_nchart_are_read(file: Path) -> None:
    story = read(file, LAYERS)
    assert str(story) == "nchart's JSON, 2 layers, 3 people"
    assert [layer.label for layer in story.chart.layers] == ["1", "2"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("\ufeff\r\n \n", "the file is empty"),
        ("A\0B", "NUL bytes; a text file has to be saved as UTF-8"),
        ("id;name;kind;year\ntd;Tidal;series;2015\n", r"line 1 seems to be the head of a table \(id, na"),
        ("Tidal;series;2015\nMarsh;film;2016\n", 'line 1: "2015" is a number or a date and not a name'),
        ("1,Ada,0,2\n1,Bea,0,1\n", 'line 1: "1" is a number or a date.*a table its head'),
        ("group,character\n1,Ada\n1,Bea\n", "no column timestep_start"),
        ("group;character;start\n1;Ada;0\n", "no column timestep_stop or duration"),
        ("group;group;character;start;stop\n", "two columns are called group"),
        ("group;character;start;stop\n", "no row below"),
        ("group;character;start;stop\n1;Ada;0;2\n1;Be", "line 3: 2 cells for 4 columns.*cut off"),
        ("group;character;start;stop\n1;Ada;0;2;9\n", "line 2: 5 cells for 4 columns.*needs quotes"),
        ('group;character;start;stop\n1;"Ada;0;2\n', "line 2.*quotation mark"),
        ("group;character;start;stop\n1;;0;2\n", "line 2: no character is named"),
        ("group;character;start;stop\n1;Ada;0;nan\n", 'line 2: stop should be a number, not "nan"'),
        ("group;character;start;stop\n1;Ada;0;1e99\n", "should be a number"),
        ("It was a dark night,\nand the rain fell, as it often does, in torrents.\n", "a sentence and not a name"),
        ("def f(a, b):\n    return {a, b}\nf(a, b)\n", "is not a name; known formats are time steps"),
        ("Ada,Bea\tCem\n", "hardly anybody"),
        ("Ada\nBea\nAda\n", "no line has two names with a comma or a TAB"),
        ("import os\nimport sys\nimport os\n", "no line has two names"),
        ("2019-05-01,2019-05-02\n2019-05-01,2019-05-02\n", 'line 1: "2019-05-01" is a number or a date'),
        ("10:30,10:45\n10:30,10:45\n", 'line 1: "10:30" is a number or a date'),
        ("ftp://x.y/z,ftp://x.y/w\nftp://x.y/z\n", "an address and not a name"),
        ("ada@x.yz,bea@x.yz\nada@x.yz,bea@x.yz\n", "an address and not a name"),
        ("- Ada, Bea\n- Bea, Ada\n", "markup or a comment and not a name"),
        ("# Guests\n\nAda, Bea\n\nAda, Bea\n", 'line 1: "# Guests" is markup or a comment'),
        ("host: Ada, Bea\nhost: Ada, Bea\n", 'line 1: "host: Ada" is not a name'),
        ("The rain fell on and on, as rain does\nThe rain fell on and on, as rain does\n", "a sentence and not a name"),
        ("forename,surname\nAda,Roe\nBea,Roe\n", r"head of a table \(forename, surname\)"),
        ("Person 1,Person 2\nAda,Bea\nBea,Ada\n", r"head of a table \(Person 1, Person 2\)"),
        ("prenom,nom\nAda,Roe\nBea,Roe\n", "the names of line 1 are in no other line.*a table with its head. A group"),
        ("group,character,start,stop\n1,12,0,4\n1,13,0,4\n", 'line 2: the character "12" is a number or a date'),
        ("* a list\n* of things\n", "no chapter found; a Stanford GraphBase book has"),
        ("* a list\nof things\n\nand some more words\n", "line 4 is not a chapter"),
        ("* x\nAA Ada\n\n1:BB,CC\n", "most codes in the chapters, as BB, have no name"),
        ("<html><body/></html>", "begins with <html> and not <Story>"),
        ("<Story>" + "<a>" * 500_001, "more than 500,000 tags"),
        ("<Story><Characters>", "ends in the middle, at line 1; the file was cut off"),
        ("<Story><Character Name='A'><Span Start='0' End='1'/></Character></Story>", "A: the span from 0 to 1 has no"),
        ("<Story><Character><Span Start='0' End='1' Session='1'/></Character></Story>", "a character has no name"),
        (STORY_JSON[:-20], "the JSON ends in the middle, at line 2: the file was cut off"),
        ('{"layers": [[["A"]]] "x": 1}', "begins like JSON and is broken at line 1, column 22"),
        ('{"layers": [[["A"]]], "x": NaN}', "NaN is not a number"),
        ('{"layers": ' + "9" * 5000 + "}", "a number in it is too long"),
        ('{"name": "x", "version": 1}', r"JSON with name, version is not a chart that is known; it should have layers"),
        ("{}", "JSON with no key at all"),
        ('{"scenes": []}', "needs scenes"),
        ('{"scenes": [3]}', "scene 1 should be a list"),
        ('{"scenes": [[3]]}', "scene 1: 3 is none of the characters"),
        ('{"scenes": [["3"]]}', 'scene 1: "3" is none of the characters'),
        ('{"characters": [{"id": "A"}], "scenes": [["A", "B"]]}', 'scene 1: "B" is none of the characters'),
        ('{"characters": [{"id": 1}], "scenes": [[1]]}', "scene 1: 1 is none of the characters"),
        ('{"characters": 3, "scenes": [[1]]}', "needs characters, a list"),
        ('{"scenes": [{"characters": ["A"], "start": 0, "duration": -1}]}', "scene 1: start and duration"),
        ("TIME_COUNT=1\n Id: 0\n Start: 0\n End: 1\n Members: [0]\n", "no line above names the characters"),
        ("TIME_COUNT=1\n{'A': 0}\n Id: 0\n Start: 0\n Members: [0]\n", "a session without End; the file may have"),
        ("TIME_COUNT=1\n{'A': 0}\n Id: 0\n Start: 0\n End: 1\n Members: A\n", "Members should be"),
        ("TIME_COUNT=1\n{'A': 0}\n Id: 0\n Start: x\n End: 1\n Members: [0]\n", "Start and End should be numbers"),
    ],
)  # fmt: skip
def test_what_is_no_chart_is_refused_with_its_cause(file: Path, text: str, message: str) -> None:
    with pytest.raises(ChartError, match=f"^story: .*{message}"):
        read(file, text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOOK.replace("* a", "* File a")[:-12], 'the line "[*] End of ..." is missing'),
        (SESSIONS[: SESSIONS.index(" Name      :  y")], "2 sessions are announced and 1 are there"),
        (SESSIONS.replace("[1, 2]", "[1, 8]"), "no name for #8"),
        ("Ada,Bea\nAda,Bea\tCem\nAda,", "ends in the middle"),
        ('{"scenes": [["Ada", "Bea"], ["", "Ada"]]}', "empty entries were left out of the scenes 2"),
        (BOOK.replace("2.1:AA", "2.1:ZZ"), "codes without a name above the chapters: ZZ"),
        ("Zo\xeb,Bea\nZo\xeb\tBea\n".encode("latin-1"), r"not UTF-8 \(byte 3\) and was read as Windows-1252"),
        ("Zo\xeb,Bea\nZo\xeb\tBea\n".encode("utf-16")[:-1], "not UTF-16"),
    ],
)  # fmt: skip
def test_what_may_be_missing_is_told(file: Path, text: str | bytes, told: str) -> None:
    with pytest.raises(AssertionError, match=told):
        assert not read(file, text).chart.repairs


def test_an_encoding_is_what_the_xml_says_where_it_is_not_utf_8(file: Path) -> None:
    text = STORY_XML.replace("utf-8", "windows-1251").replace("Ann", "\u0410\u043d\u043d\u0430")
    chart = read(file, text.encode("cp1251")).chart
    assert chart.people[0] == "\u0410\u043d\u043d\u0430"
    assert "read as cp1251" in chart.repairs[0]
    assert decode(b'<?xml version="1.0" encoding="rot13"?><Story/>\xff')[1][0].endswith("Windows-1252")


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none", tmp_path / "a\0b"):
        with pytest.raises(ChartError, match="cannot be read: "):
            read_story(path)
    with pytest.raises(ChartError, match=f"more than {MOST_BYTES:,} bytes"):
        read_story(Path("/dev/zero"))


def nested(count: int) -> str:
    """A table of stays inside one another, each person alone."""
    return "group,character,start,stop\n" + "\n".join(f"g{n},P{n},{n},{2 * count - n}" for n in range(count))


def test_stays_inside_one_another_are_refused_before_they_are_spread_out(file: Path) -> None:
    """What 3,000 stays cost is known before it is spent; 500 are read."""
    with pytest.raises(ChartError, match=r"people have 9,000,000 places in .* moments, and 400,000 places .* the most"):
        read(file, nested(3000))
    assert len(read(file, nested(500)).chart.layers) == 999


@pytest.mark.parametrize(
    "story", [lambda n: nested(math.isqrt(n)), lambda n: "\n".join(f"A{at},A{at + 1}" for at in range(n // 40))]
)
def test_what_a_chart_costs_grows_with_its_places(story: Callable[[int], str]) -> None:
    """Stays inside one another, and parts without end that nobody crosses."""

    def order(text: str) -> None:
        found = read_text(text)[1]
        assert order_fast(make_chart(found.groups, labels=found.labels)).certificate.optimal

    assert_linear(story, order, size=10_000)


def test_layers_without_end_are_refused(file: Path) -> None:
    with pytest.raises(ChartError, match=r"in 20,001 layers, and .* 20,000 layers are the most"):
        read(file, "Ada,Bea\nAda\tBea\n" * 10_000 + "Ada,Bea\n")


def test_people_without_end_are_refused_before_they_are_spread_out(file: Path) -> None:
    """Each in the first and in the last layers, which makes them all on stage in between."""
    text = "\n".join(f"A{n % 1900},B{n}" for n in range(3800))
    with pytest.raises(ChartError, match=r"all layers together have .* places of people on stage"):
        read(file, text)
