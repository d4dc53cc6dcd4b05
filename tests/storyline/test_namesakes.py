"""People whom a file tells apart stay apart, whatever they are called; what a file says twice is refused."""

import io
import json
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intertwine.storyline import ChartError, read_chart
from intertwine.storyline.command import main
from intertwine.storyline.read.namesakes import told_apart
from tests.storyline.people import flips, one_name

Cast = dict[str, str]
"""Names by id."""
Scenes = list[list[str]]
NAMES = ("Guard", "Guard ", "Zo\u00eb", "Zoe\u0308", "Ada")


def narrative(cast: Cast, scenes: Scenes) -> str:
    return json.dumps({"characters": [{"id": key, "name": name} for key, name in cast.items()], "scenes": scenes})


def sessions(cast: Cast, scenes: Scenes) -> str:
    blocks = [
        f" Name: x\n Id: {at}\n Start: {at}\n End: {at + 1}\n Members: [{', '.join(scene)}]\n"
        for at, scene in enumerate(scenes)
    ]
    named = ", ".join(f'"{name}": {key}' for key, name in cast.items())
    return "\n".join(["TIME_COUNT=9", f"{{{named}}}", *blocks])


def book(cast: Cast, scenes: Scenes) -> str:
    named = "\n".join(f"{key} {name}" for key, name in cast.items())
    told = "\n".join(f"1.{at}:{','.join(scene)}" for at, scene in enumerate(scenes))
    return f"* a book\n{named}\n\n{told}\n"


@st.composite
def casts(draw: st.DrawFn) -> tuple[Cast, Scenes]:
    cast = {str(key): draw(st.sampled_from(NAMES)) for key in range(1, draw(st.integers(2, 6)) + 1)}
    scene = st.lists(st.sampled_from(sorted(cast)), min_size=1, max_size=3, unique=True).map(sorted)
    scenes = draw(st.lists(scene, min_size=2, max_size=6))
    return cast, [scenes[0], *(two for one, two in pairwise(scenes) if one != two)]


@pytest.mark.parametrize("write", [narrative, sessions, book])
@given(casts())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_proved_is_proved_of_the_people_of_the_file(
    write: Callable[[Cast, Scenes], str], tmp_path: Path, it: tuple[Cast, Scenes]
) -> None:
    """Every scene's people stand together in its layer, each by a name of their own, and the crossings are theirs."""
    cast, scenes = it
    file, said, written = tmp_path / "story", io.StringIO(), io.StringIO()
    file.write_text(write(cast, scenes), encoding="utf-8")
    with redirect_stdout(written), redirect_stderr(said):
        assert main([str(file)]) == 0, said.getvalue()
    drawn = json.loads(written.getvalue())
    names = {name for layer in drawn["layers"] for name in layer}
    used = {key for scene in scenes for key in scene}
    called = {}
    for key in used:
        own = [name for name in names if name == f"{one_name(cast[key].strip())} ({key})"]
        called[own[0] if own else one_name(cast[key])] = key
    assert set(called) == names
    assert len(called) == len(used)
    orders = [[called[name] for name in layer] for layer in drawn["layers"]]
    assert len(orders) == len(scenes)
    for order, scene in zip(orders, scenes, strict=True):
        places = sorted(order.index(key) for key in scene)
        assert places[-1] - places[0] == len(scene) - 1
    assert drawn["certificate"]["crossings"] == flips(orders)


@given(st.dictionaries(st.integers(0, 9), st.sampled_from([*NAMES, "Guard (1)", "Guard (2)'"])))
def test_everybody_has_a_name_of_their_own(names: dict[int, str]) -> None:
    shown = told_apart(names)
    assert len({one_name(name) for name in shown.values()}) == len(names)
    assert all(name.startswith(names[key]) for key, name in shown.items())


def test_namesakes_are_said(tmp_path: Path) -> None:
    file = tmp_path / "story"
    file.write_text(narrative({"A": "Guard", "B": "Guard", "C": "Ada"}, [["A", "C"], ["B", "C"]]))
    chart = read_chart(file)
    assert chart.people == ("Guard (A)", "Ada", "Guard (B)")
    assert chart.repairs == ("several people have one name, and are told apart as Guard (A), Guard (B)",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"characters": [{"id": 1, "name": "Ada"}, {"id": 1, "name": "Bea"}], "scenes": [[1]]}', 'have the id "1"'),
        ('{"characters": ["Ada", "Ada"], "scenes": [[0, 1]]}', 'two characters have the id "Ada"'),
        ('{"scenes": [[{"id": 1, "name": "Ada"}], [{"id": 1, "name": "Bea"}]]}', 'Ada and Bea, have the id "1"'),
        (
            '{"characters": [{"id": 1, "name": "Ada"}, {"id": 2, "name": "Ada"}], "scenes": [[{"name": "Ada"}]]}',
            'several characters are called "Ada"; write the id',
        ),
        ('{"Story": {"Characters": {"Ada": [], "Ada": []}}}', 'an object in the JSON has "Ada" twice'),
        ('{"layers": [[["Ada"]]], "Layers": [[["Bea"]]]}', '"layers" twice'),
        ("* x\nAA Ada\nAA Bea\n\n1:AA\n", "line 3: two characters have the code AA"),
        ("TIME_COUNT=1\n{'ADA': 0, 'BEA': 0}\n", "line 2: two characters have the number 0"),
    ],
)
def test_one_id_for_two_people_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "story"
    file.write_text(text)
    with pytest.raises(ChartError, match=message):
        read_chart(file)


def test_a_character_who_is_listed_twice_in_xml_is_one_and_said(tmp_path: Path) -> None:
    file = tmp_path / "story"
    spans = [f"<Character Name='Ada'><Span Start='{at}' End='{at + 1}' Session='{at}'/></Character>" for at in (0, 1)]
    file.write_text(f"<Story>{''.join(spans)}</Story>")
    assert read_chart(file).repairs == ("characters listed more than once are one each: Ada",)


def test_a_character_written_out_in_a_scene_is_the_one_of_the_list(tmp_path: Path) -> None:
    file = tmp_path / "story"
    file.write_text('{"characters": [{"id": 1, "name": "Ada"}], "scenes": [[{"name": "Ada"}, {"name": "Bea"}], [1]]}')
    assert read_chart(file).people == ("Ada", "Bea")
