"""The library: what `import intertwine` gives."""

import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import intertwine
from intertwine import check, questions
from intertwine.imports import table
from intertwine.ledger.read.folder import NotAUniverse
from intertwine.maps import ordering
from intertwine.storyline import order_proved

_LIBRARY: Any = intertwine
"""The library as a caller without types sees it."""


def test_the_readme_example_works() -> None:
    universe = intertwine.load()
    viewer = universe.seen("Daredevil S1")
    answer = viewer.met("Claire Temple", "Matt Murdock")
    assert answer.pairs[0].met is True


def test_a_universe_is_opened_by_folder_or_by_name(harbour: str) -> None:
    assert intertwine.load(harbour).name == "The harbour"
    assert intertwine.load(Path(harbour)).name == "The harbour"
    assert intertwine.load("marvel-netflix").name == intertwine.load().name
    with pytest.raises(NotAUniverse, match="no-such"):
        intertwine.load("no-such")


def test_every_question_is_a_method(harbour: str) -> None:
    viewer = intertwine.load(harbour).seen("Harbour, Lantern 1x01")
    assert viewer.front().name == "The harbour"
    assert viewer.title("Harbour").name == "Harbour"
    assert viewer.who("Bruno").name == "Bruno"
    assert viewer.met("Bruno", "Emil").pairs[0].how == "met"
    assert viewer.path("Bruno", "Emil").connected
    assert [tie.who.name for tie in viewer.ties("Harbour", "Lantern").ties] == ["Bruno"]
    assert viewer.timeline("Bruno", story=True).order == "story"
    assert viewer.thread("The lost crate").state == "open"
    assert len(viewer.secrets().secrets) == 1
    assert viewer.search("bruno").names[0].found.name == "Bruno"
    assert viewer.recap("Lantern 1x02").title.name == "Lantern"
    assert viewer.learnt(intertwine.load(harbour).seen("Harbour")).facts
    with pytest.raises(questions.NotThere):
        viewer.who("Ghost")


def test_progress_can_be_made_of_marks(harbour: str) -> None:
    universe = intertwine.load(harbour)
    (title,) = universe.seen().find("Harbour")
    progress = intertwine.Progress.of(universe.seen().marks(title, [(1, 1)]))
    assert universe.seen(progress).met("Ada", "Bruno").pairs[0].met is True


def test_progress_is_told_while_compiling(harbour: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path))
    told: list[tuple[int, int]] = []
    intertwine.load(harbour, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 0


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        intertwine.nothing  # type: ignore[attr-defined] # noqa: B018 - that is the test


def test_importing_the_package_alone_is_quick() -> None:
    program = "import sys, intertwine; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda it: it.learnt("Buffy"), 'learnt takes an earlier viewer, not the text "Buffy": write learnt('),
        (lambda it: it.who(3), "who takes a name as text, not the number 3: write who("),
        (lambda it: it.who(None), "who takes a name as text, not None"),
        (lambda it: it.title(["Harbour"]), "title takes a name as text, not a list"),
        (lambda it: it.met("Ada"), 'met takes two names or more, not 1: write met("...", "...")'),
        (lambda it: it.met(["Ada", "Bruno"]), "met takes names as text, not a list"),
        (lambda it: it.met("Ada", "Bruno", before=1), "met takes before= as text, not the number 1"),
        (lambda it: it.path("Ada", 1), "path takes two names as text, not the number 1"),
        (lambda it: it.ties(1), "ties takes titles as text"),
        (lambda it: it.timeline(1.5), "timeline takes a name as text, not the number 1.5"),
        (lambda it: it.thread(b"Ada"), "thread takes a name as text, not a bytes"),
        (lambda it: it.secrets(it), "secrets takes a name as text, not a Viewer"),
        (lambda it: it.search(1), "search takes words as text"),
        (lambda it: it.recap(1), 'recap takes a place as text, not the number 1: write recap("Title 1x01")'),
        (lambda it: it.strands(1), "strands takes a name as text"),
        (lambda it: it.map(1), "map takes a name as text"),
        (lambda it: it.find(1), "find takes a name as text"),
        (lambda it: it.marks(1.5, []), "marks takes a title's name or number, not the number 1.5"),
        (lambda it: it.marks("Harbour", "1x01"), 'marks takes pairs of season and number, not the text "1x01"'),
        (lambda it: it.marks("Harbour", [1]), "marks takes pairs of season and number, not the number 1"),
        (
            lambda it: it.map(order=7),
            'map takes order= as text, not the number 7: write order="shown" or order="story"',
        ),
        (lambda it: it.map(fold="no"), "map takes fold= as True or False, not the text"),
        (lambda it: it.map(who="Ada"), "map takes who= as True or False"),
        (lambda it: it.map(seconds="2"), "map takes seconds= as a number, not the text"),
        (lambda it: it.map(progress=3), "map takes progress= as a function, not the number 3"),
        (lambda it: it.map(orders={}), "map takes orders= as an OrderCache, not a dict"),
        (lambda it: it.strands(fold=1), "strands takes fold= as True or False, not the number 1"),
        (lambda it: it.timeline(story="x"), "timeline takes story= as True or False"),
        (intertwine.Viewer, "Viewer takes a view, not a Viewer: write universe.seen("),
        (lambda it: intertwine.maps.svg(it.map()), "svg takes a picture, not a StoryMap: write maps.svg(maps.picture("),
        (intertwine.maps.story_map, "story_map takes a view, not a Viewer"),
        (intertwine.maps.picture, "picture takes a map, not a Viewer: write maps.picture(viewer.map())"),
        (lambda it: _LIBRARY.maps.write("map.svg", it.map()), "write takes a map or a picture, and then a path, not"),
        (lambda it: it.next(None), 'next takes a title or an order: write next("Title")'),
        (
            lambda _: _LIBRARY.Mark(3, 1, 1),
            "Mark takes a title's identity as text, and whole numbers, not the",
        ),
        (lambda _: _LIBRARY.Mark("Harbour", 1, "2"), 'whole numbers, not the text "2": write viewer.marks('),
        (lambda _: _LIBRARY.Mark("Harbour", 1.0, 2), "whole numbers, not the number 1.0"),
        (lambda _: _LIBRARY.Mark("Harbour", 1, 2, None), "whole numbers, not None"),
        (lambda _: _LIBRARY.Progress.of() | 3, "unsupported operand"),
        (lambda it: it.view.names.find(3), "find takes a name as text, not the number 3"),
        (lambda it: it.view.names.at(3, titles=False), "at takes an address as text, not the number 3"),
        (lambda it: it.view.facts.of("Bruno"), 'of takes entities, which are numbers, not the text "Bruno"'),
        (lambda it: it.view.words(3), "words takes a fact, not the number 3"),
        (lambda it: it.view.sentence("Bruno"), 'sentence takes a fact, not the text "Bruno"'),
        (lambda it: it.view.since(it), "since takes an earlier view, not a Viewer"),
        (lambda _: _LIBRARY.Progress("Harbour"), 'Progress takes sets of marks, not the text "Harbour": write univ'),
        (lambda _: _LIBRARY.Progress(frozenset({"Harbour"})), "Progress takes sets of marks, not the text"),
        (lambda _: _LIBRARY.Progress(3), "Progress takes sets of marks, not the number 3"),
        (lambda _: _LIBRARY.Progress.of(["Harbour"]), "Progress takes marks, not the text"),
    ],
)
def test_what_is_of_the_wrong_type_is_said_with_the_way_out(harbour: str, call: Any, words: str) -> None:
    viewer = intertwine.load(harbour).seen("Harbour")
    with pytest.raises(TypeError, match=re.escape(words)):
        call(viewer)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda it: it.seen(3), "seen takes progress: a text or a Progress, not the number 3"),
        (lambda it: it.seen(None), "seen takes progress: a text or a Progress, not None"),
        (lambda it: it.progress(3), "progress takes progress as text"),
        (lambda it: it.progress("", "Harbour"), "progress takes viewer= as a Progress"),
        (lambda it: it.text("Harbour"), 'text takes a Progress, not the text "Harbour"'),
        (lambda _: intertwine.load(3), "load takes a path: a text or a pathlib.Path, not the number 3"),  # type: ignore[arg-type] # that is the test
        (lambda _: intertwine.load(progress=3), "load takes progress= as a function, not the number 3"),  # type: ignore[arg-type] # as above
        (lambda _: intertwine.load(view_bytes="x"), 'load takes view_bytes= as a whole number, not the text "x"'),  # type: ignore[arg-type] # as above
        (lambda _: intertwine.load(view_bytes=1.5), "load takes view_bytes= as a whole number, not the number 1.5"),  # type: ignore[arg-type] # as above
        (lambda _: intertwine.Companion(3), "Companion takes a universe's gate, not the number 3"),  # type: ignore[arg-type] # as above
        (lambda _: check.check_folder(3), "check_folder takes a path"),  # type: ignore[arg-type] # as above
        (lambda _: table.import_table(".", None), "import_table takes a path"),  # type: ignore[arg-type] # as above
        (lambda _: intertwine.maps.write("map", "map.svg"), "write takes a map or a picture"),  # type: ignore[arg-type] # as above
        (lambda it: intertwine.maps.write(it.seen().map(), 3), "write takes a path"),  # type: ignore[arg-type] # as above
    ],
)
def test_a_universe_says_so_as_well(harbour: str, call: Any, words: str) -> None:
    with pytest.raises(TypeError, match=re.escape(words)):
        call(intertwine.load(harbour))


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (
            lambda it: it.map("Harbour", order="nope"),
            'map takes no order= the text "nope": write order="shown" or order=',
        ),
        (lambda it: it.strands(order="nope"), "strands takes no order="),
        (lambda it: questions.timeline(it.view, order="nope"), "timeline takes no order="),  # type: ignore[arg-type] # that is the test
        (lambda it: it.map(seconds=-1), "map takes seconds= of 0 or more, not the number -1"),
        (lambda it: it.map(seconds=float("nan")), "map takes seconds= of 0 or more"),
        (lambda it: intertwine.maps.picture(it.map(), colour="nope"), "picture takes no colour="),  # type: ignore[arg-type] # as above
        (lambda it: it.marks(it.find("Bruno")[0], [(1, 1)]), "marks takes a title, and number"),
        (
            lambda it: it.marks(-1, [(1, 1)]),
            'marks takes a title, and number -1 is not a title here: write marks("Title"',
        ),
    ],
)
def test_a_value_that_means_nothing_is_refused(harbour: str, call: Any, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        call(intertwine.load(harbour).seen("Harbour"))


@pytest.mark.parametrize("entity", [-1, 10_000])
def test_a_number_that_nothing_has_is_refused(harbour: str, entity: int) -> None:
    with pytest.raises(IndexError, match=f"of takes numbers from 0 to [0-9]+, not {entity}"):
        intertwine.load(harbour).seen("Harbour").view.facts.of(entity)


def test_marks_are_made_by_a_titles_name_or_number(harbour: str) -> None:
    viewer = intertwine.load(harbour).seen()
    (title,) = viewer.find("Harbour")
    assert viewer.marks("harbour", [(1, 1)]) == viewer.marks(title, [(1, 1)]) != frozenset()
    with pytest.raises(intertwine.NotThere):
        viewer.marks("Ghost", [(1, 1)])


def test_two_universes_cannot_be_compared(harbour: str) -> None:
    with pytest.raises(ValueError, match='not of "Marvel on Netflix" and "The harbour"'):
        intertwine.load(harbour).seen().learnt(intertwine.load().seen())


def test_a_name_that_is_not_there_carries_near_ones_that_are_visible(harbour: str) -> None:
    universe = intertwine.load(harbour)
    with pytest.raises(intertwine.NotThere) as caught:
        universe.seen("Harbour").marks("Harbor", [])
    assert (caught.value.asked, caught.value.near) == ("Harbor", ("Harbour",))
    assert str(caught.value) == 'nothing that you know of is called "Harbor"; did you mean "Harbour"?'
    with pytest.raises(intertwine.NotThere) as caught:
        universe.seen().who("Brnuo")
    assert (caught.value.near, str(caught.value)) == ((), 'nothing that you know of is called "Brnuo"')
    with pytest.raises(intertwine.NotThere, match='"Harbour" is a title: ask title'):
        universe.seen("Harbour").who("Harbour")
    with pytest.raises(intertwine.NotThere, match='"Bruno" is not a title: ask who'):
        universe.seen("Harbour").title("Bruno")
    with pytest.raises(intertwine.NotThere):
        questions.who(universe.seen("Harbour").view, 10_000)


def test_everything_shows_itself_on_one_short_line(harbour: str) -> None:
    universe = intertwine.load(harbour)
    viewer = universe.seen("Harbour, Lantern 1x01")
    answers: list[object] = [
        viewer.front(), viewer.title("Harbour"), viewer.who("Bruno"), viewer.met("Bruno", "Emil"), viewer.ties(),
        viewer.met("Bruno", "Emil").pairs[0], viewer.path("Bruno", "Emil"), viewer.timeline(), viewer.secrets(),
        viewer.search("a"), viewer.recap("Lantern 1x02"), viewer.learnt(universe.seen()), viewer.strands(),
        viewer.map(), intertwine.maps.picture(viewer.map()), viewer.thread("The lost crate"), viewer.view,
        viewer.title("Harbour").facts, universe, universe.universe, universe.everything, viewer,
        *viewer.who("Bruno").facts, *viewer.who("Bruno").relations, *viewer.title("Harbour").seasons,
    ]  # fmt: skip
    for answer in answers:
        assert re.fullmatch(r"<[^\n]{3,170}>", repr(answer)), repr(answer)
    assert repr(universe) == '<Companion of "The harbour": no problems>'
    assert repr(viewer).startswith('<Viewer of "The harbour": ')
    assert repr(viewer.met("Bruno", "Emil")) == "<Meetings: pairs 1>"


def test_paths_are_text_or_paths(harbour: str, tmp_path: Path) -> None:
    assert check.check_folder(harbour) == check.check_folder(Path(harbour))
    found = intertwine.load(harbour).seen("Harbour").map()
    intertwine.maps.write(found, str(tmp_path / "one.svg"))
    intertwine.maps.write(intertwine.maps.picture(found), tmp_path / "two.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    with pytest.raises(ValueError, match="no writer"):
        intertwine.maps.write(found, "map.gif")


def test_met_says_which_names_are_not_there_and_what_was_meant(harbour: str) -> None:
    viewer = intertwine.load(harbour).seen("Harbour")
    found = viewer.met("Ada", "Brnuo", "Xyzzy")
    assert (found.unknown, dict(found.near)) == (("Xyzzy",), {"Xyzzy": ()})
    assert [(word, it.name) for word, it in found.taken.items()] == [("Brnuo", "Bruno")]
    assert repr(found).endswith(', unknown "Xyzzy">')
    assert "near" not in intertwine.to_json(found)
    twice = viewer.met("Ada", "Ada")
    assert ([(it.a, it.b, it.name) for it in twice.same], twice.pairs) == ([("Ada", "Ada", "Ada")], ())
    assert repr(twice) == '<Meetings: "Ada" and "Ada" are the same>'
    assert pickle.loads(pickle.dumps(viewer.met("Ada", "Bruno"))) == viewer.met("Ada", "Bruno")


def test_an_answer_that_may_be_unknown_says_so(harbour: str) -> None:
    viewer = intertwine.load(harbour).seen()
    names = [viewer.view.names.best(n) for n in viewer.view.names.index][:2]
    assert ", met None" in repr(viewer.met(*names).pairs[0])


def test_errors_of_names_say_what_was_meant_in_every_form(harbour: str) -> None:
    viewer = intertwine.load(harbour).seen("Harbour")
    with pytest.raises(intertwine.NotThere) as caught:
        viewer.who("Harbour")
    assert caught.value.args == ('"Harbour" is a title',)
    assert repr(caught.value) == "NotThere('\"Harbour\" is a title: ask title() about it')"
    with pytest.raises(intertwine.NotThere) as caught:
        viewer.marks("Harbor", [])
    assert 'did you mean "Harbour"?' in repr(caught.value)
    with pytest.raises(intertwine.NoPlace) as place:
        viewer.recap("Harbor")
    assert (place.value.near, str(place.value).count("did you mean")) == (("Harbour",), 1)
    with pytest.raises(intertwine.NoPlace, match='"Bruno" is not a title: ask who'):
        viewer.recap("Bruno")
    with pytest.raises(intertwine.NotThere) as caught:
        viewer.title("Harbour 1x01")
    assert caught.value.near == ("Harbour",)
    with pytest.raises(intertwine.UnknownProgressError) as unread:
        intertwine.load(harbour).seen("Harbor")
    assert unread.value.near == ("Harbour",)


def test_the_seconds_of_a_proof_are_those_of_the_whole_search(
    harbour: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[float] = []

    def proved(*arguments: Any, **named: Any) -> Any:
        found = order_proved(*arguments, **named)
        searched.append(found.certificate.seconds)
        return found

    monkeypatch.setattr(ordering, "order_proved", proved)
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path))
    found = intertwine.load(harbour).seen("Harbour, Lantern").map(fold=False, seconds=60)
    assert found.proof.seconds >= sum(searched) > 0


def test_what_an_answer_names_can_be_asked_about(harbour: str) -> None:
    viewer = intertwine.load(harbour).seen("Harbour")
    title = viewer.front().titles[0].title
    bruno = viewer.search("Bruno").names[0].found
    assert repr(bruno) == '<Named: "Bruno", address bruno, character>'
    assert viewer.title(title).name == title.name
    assert viewer.who(bruno) == viewer.who("Bruno")
    assert viewer.met(bruno, "Ada").pairs[0].a_name == "Bruno"
    assert viewer.timeline(title, bruno) == viewer.timeline(title.name, "Bruno")
    assert viewer.map(bruno) == viewer.map("Bruno")
    with pytest.raises(intertwine.NotThere, match="is a title"):
        viewer.who(title)
    with pytest.raises(intertwine.NotThere, match="nothing that you know of"):
        intertwine.load(harbour).seen().who(bruno)


def test_parts_that_are_no_answers_are_refused_by_their_own_name(harbour: str) -> None:
    universe = intertwine.load(harbour)
    viewer = universe.seen("Harbour")
    for it, name in ((universe, "a Companion"), (viewer, "a Viewer"), (viewer.who("Bruno").relations, "a tuple")):
        with pytest.raises(TypeError, match=f"^{name} is not an answer of a question: write to_json"):
            intertwine.to_json(it)
    assert repr(next(iter(viewer.marks("Harbour", [(1, 1)])))).endswith(" 1x01>")


def test_somebody_is_not_a_thread(harbour: str) -> None:
    viewer = intertwine.load(harbour).seen("Harbour")
    with pytest.raises(intertwine.NotThere, match=r'^"Bruno" is not a thread: ask who'):
        viewer.thread("Bruno")


def test_what_is_next_in_a_title_can_be_asked(harbour: str) -> None:
    viewer = intertwine.load(harbour).seen()
    assert viewer.next("Harbour") == viewer.title("Harbour").next is not None
    assert intertwine.load(harbour).seen("Harbour").next("Harbour") is None


@pytest.mark.parametrize("call", ["who", "title", "thread", "map", "recap", "strands", "timeline"])
def test_an_empty_name_is_said_to_be_one(harbour: str, call: str) -> None:
    viewer = intertwine.load(harbour).seen("Harbour")
    with pytest.raises(intertwine.NotThere) as caught:
        getattr(viewer, call)(" ")
    assert (str(caught.value), caught.value.near) == ("the name is empty: write one", ())
    with pytest.raises(NotAUniverse, match="the name is empty"):
        intertwine.load("")
