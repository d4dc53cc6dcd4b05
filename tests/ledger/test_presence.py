"""Ways of being in a scene, people taken for others, and frames: as written, and what is wrong with the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.gate.universe import Universe
from intertwine.ledger.format import format_text
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.stamps import HIDDEN
from intertwine.ledger.read.vocabulary import built_in, read
from intertwine.model.problem import Problem
from intertwine.model.statement import PositionText, Statement
from intertwine.model.verb import Vocabulary
from tests.worlds import compiled, with_people, world

HEAD = "---\nkind: series\nname: T\n---\n## Season 1 (2020-01-01, 6 episodes)\n### 2. Two\n"
LATER = "### 1. One\n- [[Ren]] meets [[Aya]]\n" + "".join(f"### {n}. E{n}\n" for n in (3, 4, 5))
LAST = "### 6. Six\n- [[Sho]] dies\n"


def statements(text: str, vocabulary: Vocabulary | None = None) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    """The facts and sentences of an episode with this text, and the problems."""
    page, problems = parse_page("T.md", HEAD + text, vocabulary or built_in())
    return tuple(it for it in page.statements if it.verb != "title name"), problems


def ways(note: str) -> list[str]:
    """How Mio is in a scene by this note, in the order of the note."""
    (scene,), problems = statements(f"- together: [[Aya]], [[Mio]] ({note}) at [[Harbour]]\n")
    assert problems == ()
    assert scene.place is not None
    return [way for link, way in zip(scene.subjects, scene.ways, strict=True) if link.key == "Mio"]


def is_hidden(it: Statement) -> bool:
    return all(p.kind == "impossible" for alternative in it.alternatives for p in alternative.positions)


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [it.code for it in problems]


def told(text: str, seen: str) -> list[str]:
    """What a viewer reads of a universe in which episode 2 has this text, and Sho is named in episode 6."""
    return _all(world(with_people({"T.md": HEAD + text + LATER + LAST}), broken=True), seen)


def _all(universe: Universe, seen: str) -> list[str]:
    view = universe.seen(seen)
    return [
        view.words(it).replace("Sho, as Ren,", "Sho (as Ren)")
        for it in view.facts.of()
        if it.verb.role not in ("title name", "frame", "taken for", "prose")
    ]


# --- ways ---
@pytest.mark.parametrize(("form", "way"), [(form, it) for it in built_in().ways for form in it.forms])
def test_every_form_of_every_way_is_read(form: str, way: object) -> None:
    expected = "" if getattr(way, "is_usual") else getattr(way, "id")  # noqa: B009
    assert ways(form) == [expected]
    assert ways(f"  {form.upper()} ") == [expected]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("heard, then in person", ["heard", ""]),
        ("heard,in person", ["heard", ""]),
        ("imagined, as a boy", ["imagined, as a boy"]),
        ("as a boy", ["in person, as a boy"]),
        ("as an old man, as the king", ["in person, as an old man", "in person, as the king"]),
        ("imagined, as a boy, then as a man", ["imagined, as a boy", "in person, as a man"]),
        ("a body", ["body"]),
        ("as an old man, heard", ["heard, as an old man"]),
        ("heard, as an old man", ["heard, as an old man"]),
        ("as a boy, in person", ["in person, as a boy"]),
        ("as a child, then in person", ["in person, as a child", ""]),
        ("in person, then as a child", ["", "in person, as a child"]),
        ("as a boy, heard, then in person, as a man", ["heard, as a boy", "in person, as a man"]),
        ("heard, then as a man", ["heard", "in person, as a man"]),
    ],
)  # fmt: skip
def test_several_ways_and_stages_of_life(note: str, expected: list[str]) -> None:
    assert ways(note) == expected


@pytest.mark.parametrize(
    "note", ["", " ", "herd", "as", "as a", "heard,", "heard, herd", "as boy", "[[Aya]]", "(heard", "^x"]
)
def test_a_note_that_is_no_way_is_a_problem_and_costs_that_name_alone(note: str) -> None:
    found, problems = statements(f"- together: [[Aya]], [[Mio]] ({note})\n")
    assert len(problems) >= 1
    assert all(it.severity == "error" for it in problems)
    assert all([link.key for link in it.subjects] == ["Aya"] for it in found)


@given(st.permutations(["heard", "as a boy"]), st.permutations(["imagined", "as a man"]))
def test_a_stage_and_a_way_stand_in_either_order(first: list[str], second: list[str]) -> None:
    note = ", ".join((*first, f"then {second[0]}", second[1]))
    assert ways(note) == ["heard, as a boy", "imagined, as a man"]


def test_a_child_who_is_grown_up_later_in_the_scene_is_said_to_be_both() -> None:
    said = told("- together: [[Aya]], [[Ren]] (as a child, then in person)\n", "everything")
    assert "Aya and Ren (as a child, then in person) share a scene" in said


@pytest.mark.parametrize(
    "fact",
    [
        "together: [[Aya]], [[Ren]] (heard",
        "together: [[Aya]], [[Ren]] heard",
        "together: [[Aya]], [[Ren]] on the phone at [[Harbour]]",
        "together: [[Aya]] heard, [[Ren]]",
        "[[Ren]] heard appears",
        "[[Ren]] (heard appears",
    ],
)
def test_a_way_without_its_parentheses_says_how_to_mend_it(fact: str) -> None:
    found, (problem,) = statements(f"- {fact}\n")
    assert found == ()
    assert problem.code == "way-open"
    assert "(heard)" in problem.hint or "(on the phone)" in problem.hint


@pytest.mark.parametrize("fact", ["[[Ren]] kidnaps [[Ren]]", "[[Sho]] kidnaps [[Sho]]", "[[Sho]] kidnaps [[Ren]]"])
def test_what_one_does_to_themselves_cannot_have_been_another(fact: str) -> None:
    taken = "taken for: [[Sho]] as [[Ren]], revealed 1x06"
    for text in (f"- {fact}\n  - {taken}\n", f"- {taken}\n- {fact}\n"):
        (it,), problems = statements(text)
        assert codes(problems) == ["taken-for-unreadable"]
        assert is_hidden(it)


def test_a_way_that_does_not_exist_gets_the_nearest_one_in_its_place() -> None:
    _, (problem,) = statements("- together: [[Aya]], [[Mio]] (imagned)\n")
    assert (problem.code, problem.line, problem.column) == ("unknown-way", 7, 31)
    assert "imagined" in problem.hint


@pytest.mark.parametrize(
    "fact",
    [
        "[[Aya]] (imagined) meets [[Mio]]",
        "[[Aya]] meets [[Mio]] (heard)",
        "together: [[Aya]] at [[Harbour]] (heard)",
        "[[Aya]] (heard) dies",
    ],
)
def test_a_note_where_nobody_is_in_a_scene_is_a_problem(fact: str) -> None:
    found, problems = statements(f"- {fact}\n")
    assert found == ()
    assert len(problems) == 1


@pytest.mark.parametrize(
    "fact",
    ["together: [[Aya]], [[Mio]] (heard)", "[[Aya]], [[Mio]] (heard) together:", "[[Aya]] and [[Mio]] (heard) appear"],
)
def test_a_note_stands_before_and_after_the_verb_of_a_scene(fact: str) -> None:
    (it,), problems = statements(f"- {fact}\n")
    assert problems == ()
    assert it.ways == ("", "heard")


def test_a_scene_in_which_nobody_is_left_says_nothing_of_anybody() -> None:
    found, problems = statements("- [[Mio]] (herd) appears\n")
    assert (found, codes(problems)) == ((), ["unknown-way"])


# --- taken for ---
TAKEN = "taken for: [[Sho]] as [[Ren]] until 1x06"


@pytest.mark.parametrize(
    "fact", ["together: [[Aya]], [[Sho]]", "[[Sho]] meets [[Aya]]", "[[Aya]] meets [[Ren]]", "[[Sho]], [[Aya]] die"]
)
@pytest.mark.parametrize("form", ["  - {taken}\n", "below"])
def test_somebody_is_taken_for_another_until_a_stamp(fact: str, form: str) -> None:
    text = f"- {TAKEN}\n- {fact}\n" if form == "below" else f"- {fact}\n" + form.format(taken=TAKEN)
    before, after = (" ".join(told(text, f"T 1x02{more}")) for more in ("", ", T 1x06"))
    assert "Ren" in before
    assert "Sho" not in before
    assert "taken" not in before
    assert "Sho (as Ren)" in after


@pytest.mark.parametrize(
    "value",
    [
        "",
        "[[Sho]]",
        "[[Sho]] as [[Ren]]",
        "[[Sho]] until 1x06",
        "[[Sho]] as Ren until 1x06",
        "[[Sho]] as [[Ren]] till 1x06",
        "[[Sho as [[Ren]] until 1x06",
        "[[Mio]] as [[Kaito]] until 1x06",
        "as [[Ren]] until 1x06",
    ],
)
def test_one_that_cannot_be_read_hides_its_fact(value: str) -> None:
    found, problems = statements(f"- together: [[Aya]], [[Sho]]\n  - taken for: {value}\n")
    assert [is_hidden(it) for it in found] == [True]
    assert set(codes(problems)) & {"taken-for-unreadable", "link-unreadable", "value-missing"}


@pytest.mark.parametrize(
    "value", ["", "[[Sho]]", "as [[Ren]] until 1x06", "[[Kay]] as [[Kai]] until 1x06", "[[Sho]] as"]
)
def test_one_below_a_heading_that_cannot_be_read_or_names_nobody_hides_all_that_stands_below(value: str) -> None:
    found, problems = statements(
        f"- taken for: {value}\n- together: [[Aya]], [[Sho]]\n- [[Aya]] dies\n### 3. Three\n- [[Aya]] dies\n"
    )
    assert [is_hidden(it) for it in found] == [True, True, False]
    assert codes(problems) == ["taken-for-unreadable"]


@pytest.mark.parametrize(
    "other", ["[[Ren]]", "[[ren]]", "[[people/Ren]]", "[[Ren.md]]", "[[/people/REN.md]]", "[[Ren#x]]", "[[Ren|him]]"]
)
def test_nobody_is_taken_for_themselves_whatever_the_link(other: str) -> None:
    for text in (
        f"- [[Ren]] dies\n  - taken for: {other} as [[Ren]] until 1x06\n",
        f"- taken for: [[Ren]] as {other} until 1x06\n- [[Ren]] dies\n",
    ):
        (fact,), problems = statements(text)
        assert is_hidden(fact)
        assert codes(problems) == ["taken-for-unreadable"]
        assert problems[0].line in (7, 8)


@pytest.mark.parametrize("link", ["[[sho]]", "[[people/Sho]]", "[[Sho.md]]", "[[Sho|the boy]]", "[Sho](people/Sho.md)"])
def test_a_fact_names_somebody_by_any_link(link: str) -> None:
    before = " ".join(told(f"- [[Aya]] meets {link}\n  - {TAKEN}\n", "T 1x02, T 1x06"))
    assert "Aya meets Sho (as Ren)" in before


def test_a_stamp_that_is_never_passed_leaves_the_one_that_they_seem_to_be() -> None:
    text = "- [[Sho]] meets [[Aya]]\n  - taken for: [[Sho]] as [[Ren]] until Nothing 1x06\n"
    assert "Ren meets Aya" in told(text, "everything")
    result = compiled(with_people({"T.md": HEAD + text + LATER + LAST}))
    assert "unknown-position" in codes(result.problems)


def test_a_person_who_does_not_exist_is_a_problem_at_the_place_of_the_name() -> None:
    text = f"- [[Sho]] meets [[Aya]]\n  - {TAKEN.replace('[[Ren]]', '[[Rem]]')}\n"
    files = with_people({"T.md": HEAD + text.replace("[[Rem]]", "Rem")})
    files["T.md"] = HEAD + text
    problems = [it for it in compiled(files).problems if "Rem" in it.message]
    assert [(it.code, it.line, it.column) for it in problems] == [("unknown-name", 8, 27)]


def test_one_person_taken_for_two_is_a_problem_and_hides() -> None:
    (fact,), problems = statements(f"- [[Sho]] meets [[Aya]]\n  - {TAKEN}\n  - {TAKEN.replace('Ren', 'Kai')}\n")
    assert is_hidden(fact)
    assert codes(problems) == ["taken-for-unreadable"]


def test_two_people_can_be_taken_for_others_in_one_scene() -> None:
    text = f"- together: [[Sho]], [[Kai]]\n  - {TAKEN}\n  - taken for: [[Kai]] as [[Aya]] until 1x06\n"
    assert "Ren and Aya share a scene" in " ".join(told(text, "T 1x02"))
    assert "Sho (as Ren)" in " ".join(told(text + "### 1x06\n- [[Kai]] dies\n", "T 1x02, T 1x06"))


@pytest.mark.parametrize("slip", ["taken fr", "takn for", "Taken  For", "takenfor", "taken-for", "**taken for**"])
@pytest.mark.parametrize("place", ["beside", "below", "first"])
def test_a_slip_in_its_name_or_place_hides(slip: str, place: str) -> None:
    value = f"{slip}: [[Sho]] as [[Ren]] until 1x06"
    text = f"- [[Sho]] meets [[Aya]]\n{'  ' if place == 'below' else ''}- {value}\n"
    if place == "first":
        text = f"- {value}\n- [[Sho]] meets [[Aya]]\n"
    shown = " ".join(told(text, "T 1x02, T 1x06"))
    if "meets Aya" in shown.replace("Ren meets Aya", ""):  # read as it was meant
        assert "Sho (as Ren)" in shown
    assert "Sho meets" not in shown
    assert "Sho" not in " ".join(told(text, "T 1x02"))


def test_one_after_the_first_fact_may_be_meant_for_either_and_hides_both() -> None:
    found, problems = statements(
        f"- [[Kai]] dies\n- [[Sho]] dies\n- {TAKEN}\n- [[Sho]] meets [[Aya]]\n### 3. Three\n- [[Sho]] dies\n"
    )
    assert [is_hidden(it) for it in found] == [False, True, True, False]
    assert codes(problems) == ["qualifier-misplaced"]


def test_below_a_heading_it_holds_for_every_fact_that_names_one_of_the_two_and_for_no_other() -> None:
    text = f"They go out.\n\n- {TAKEN}\n- 00:01:00 together: [[Aya]], [[Sho]]\n- [[Aya]] dies\n"
    text += "- [[Ren]] meets [[Mio]]\n  - true: 2015\n"
    found, problems = statements(text + "### 3. Three\n- [[Sho]] dies\n")
    assert problems == ()
    assert [len(it.taken) for it in found] == [0, 1, 0, 1, 0]


def test_a_facts_own_counts_instead_of_that_of_its_heading() -> None:
    own = "  - taken for: [[Sho]] as [[Kai]] until 1x06\n"
    (first, second), problems = statements(f"- {TAKEN}\n- [[Sho]] dies\n{own}- [[Sho]] dies\n")
    assert problems == ()
    assert [[it.seems.key for it in fact.taken] for fact in (first, second)] == [["Kai"], ["Ren"]]


def test_two_below_one_heading_that_speak_of_one_person_hide_what_stands_below() -> None:
    (fact,), problems = statements(f"- {TAKEN}\n- taken for: [[Kai]] as [[Ren]] until 1x06\n- [[Sho]] dies\n")
    assert is_hidden(fact)
    assert codes(problems) == ["taken-for-unreadable"]


@pytest.mark.parametrize("value", ["nobody", "Nobody", "  NOBODY "])
def test_a_fact_is_excepted_from_the_one_of_its_heading(value: str) -> None:
    text = f"- {TAKEN}\n- [[Ren]] meets [[Aya]]\n  - taken for: {value}\n- [[Ren]] meets [[Mio]]\n"
    found, problems = statements(text)
    assert problems == ()
    assert [len(it.taken) for it in found] == [0, 1]
    after = told(text, "T 1x02, T 1x06")
    assert {"Ren meets Aya", "Sho (as Ren) meets Mio"} <= set(after)


def test_an_exception_from_nothing_hides_since_another_fact_may_have_been_meant() -> None:
    for above in ("", f"- {TAKEN}\n- [[Sho]] dies\n"):
        *_, fact = (found := statements(f"{above}- [[Aya]] dies\n  - taken for: nobody\n"))[0]
        assert is_hidden(fact)
        assert codes(found[1]) == ["taken-for-unreadable"]


def test_a_fact_that_names_both_of_a_headings_two_is_warned_of_unless_it_says_what_is_meant() -> None:
    fact = "- together: [[Aya]], [[Ren]], [[Sho]]\n"
    for own, expected in (("", ["taken-for-both"]), (f"  - {TAKEN}\n", []), ("  - taken for: nobody\n", [])):
        found, problems = statements(f"- {TAKEN}\n- [[Ren]] dies\n{fact}{own}")
        assert codes(problems) == expected
        assert [it.severity for it in problems] == ["warning"] * len(expected)
        assert not any(map(is_hidden, found))


def test_what_one_does_to_the_other_below_such_a_heading_needs_the_exception() -> None:
    text = f"- {TAKEN}\n- [[Ren]] dies\n- [[Sho]] threatens [[Ren]]\n"
    (_, fact), (problem,) = statements(text)
    assert is_hidden(fact)
    assert "taken for: nobody" in problem.hint
    (_, fact), problems = statements(f"{text}  - taken for: nobody\n")
    assert (problems, is_hidden(fact)) == ((), False)


@pytest.mark.parametrize("word", ["until ", ", until ", ", revealed ", " revealed ", " , revealed "])
def test_until_and_revealed_say_the_same(word: str) -> None:
    own = f"  - taken for: [[Sho]] as [[Ren]] {word}1x06\n  - frame: dream of [[Aya]] {word}1x06\n"
    text = f"- [[Ren]] meets [[Aya]]\n{own}"
    (fact,), problems = statements(text)
    assert problems == ()
    for alternatives in (fact.taken[0].alternatives, fact.frames[0].alternatives):
        assert [(p.season, p.number) for it in alternatives for p in it.positions] == [(1, 6)]


def test_words_within_a_name_are_no_stamp() -> None:
    (fact,), problems = statements('- [[Ren]] dies\n  - frame: play "The Night until Dawn", revealed 1x06\n')
    assert problems == ()
    assert fact.frames[0].text == "The Night until Dawn"


@pytest.mark.parametrize(
    ("line", "outcome"),
    [
        ("taken for: [[Sho]] as [[Ren]], revealed 1x17", "the audience never learns who is taken for whom"),
        ("frame: dream, revealed 1x17", "the audience never learns that this is a frame"),
    ],
)
def test_a_reveal_that_never_comes_says_what_counts_then(line: str, outcome: str) -> None:
    for text in (f"- {line}\n- [[Ren]] dies\n- [[Ren]] meets [[Aya]]\n", f"- [[Ren]] dies\n  - {line}\n"):
        (problem,) = compiled(with_people({"T.md": HEAD + text + LATER + LAST})).problems
        assert (problem.code, problem.hint) == ("unknown-position", 'did you mean "1x06"?')
        assert outcome in problem.message
        assert "stays hidden" not in problem.message


@pytest.mark.parametrize("words", ["in", "at the end of", "In episode", "with T", "in T"])
def test_words_before_a_position_are_left_out_of_what_is_offered(words: str) -> None:
    text = f"- [[Ren]] dies\n  - frame: dream, revealed {words} 1x06\n"
    (problem,) = compiled(with_people({"T.md": HEAD + text + LATER + LAST})).problems
    assert problem.hint == f'did you mean "{"T " if words[-1] == "T" else ""}1x06"?'


def test_what_stands_beside_its_fact_may_be_put_before_the_first_one() -> None:
    for line in (TAKEN, "frame: dream", "own: [[Ren]] step 2"):
        _, (problem,) = statements(f"- [[Ren]] dies\n- {line}\n- [[Ren]] meets [[Aya]]\n")
        assert "before the first fact" in problem.hint
    _, (problem,) = statements("- [[Ren]] dies\n- disproves: ^x\n")
    assert "before the first fact" not in problem.hint


# --- frames ---
@pytest.mark.parametrize("form", [form for it in built_in().frames for form in it.forms])
@pytest.mark.parametrize("rest", ["", " [[Aya]]", " of [[Aya]]", ' "The Mask"', " of [[Aya]], revealed 1x04"])
def test_every_form_of_every_frame_is_read(form: str, rest: str) -> None:
    (kind,) = [it.id for it in built_in().frames if form in it.forms]
    for text in (f"- [[Ren]] dies\n  - frame: {form}{rest}\n", f"- frame: {form.title()}{rest}\n- [[Ren]] dies\n"):
        (fact,), problems = statements(text)
        assert problems == ()
        (frame,) = fact.frames
        name = frame.name.key if frame.name else ""
        assert (frame.kind, name, frame.text) == (kind, "Aya" * ("Aya" in rest), "The Mask" * ("Mask" in rest))
        four = PositionText("installment", "", 1, 4)
        positions = [p for alternative in frame.alternatives for p in alternative.positions]
        assert [(p.season, p.number) for p in positions] == [(four.season, four.number)] * ("1x04" in rest)


@pytest.mark.parametrize(
    "value", ["", "dreem", "[[Aya]]", '"The Mask"', "dream of", "dream of Aya", "dream [[Aya]] [[Ren]]"]
)
def test_a_frame_that_does_not_exist_is_a_problem_in_its_place(value: str) -> None:
    for text, line in ((f"- [[Ren]] dies\n  - frame: {value}\n", 8), (f"- frame: {value}\n- [[Ren]] dies\n", 7)):
        found, problems = statements(text)
        if value == "dream of":  # "of" may stand without a name
            assert problems == ()
            continue
        assert [it.frames for it in found] == [()]
        assert [(it.code, it.line) for it in problems] == [("unknown-frame", line)]


@pytest.mark.parametrize(
    "slip",
    [
        ", reveled 1x03",
        ", revealed: 1x03",
        " (revealed 1x03)",
        ", revealed",
        " revealed",
        ", 1x03",
        ", Revealed=1x03",
        " until",
    ],
)
@pytest.mark.parametrize("frame", ["dream", "dream of [[Aya]]", 'play "The Mask, revealed"', "another world [[Earth]]"])
def test_a_stamp_of_a_frame_that_is_written_wrong_is_said_so(frame: str, slip: str) -> None:
    """The kind is right; nobody learns that it is a frame, and the stamp is the problem."""
    for text, line in (
        (f"- [[Ren]] dies\n  - frame: {frame}{slip}\n", 8),
        (f"- frame: {frame}{slip}\n- [[Ren]] dies\n", 7),
    ):
        ((fact,), problems) = statements(text)
        ((kind, stamp),) = ((it.kind, it.alternatives) for it in fact.frames)
        assert (kind, stamp) == (next(it for it in ("dream", "play", "another world") if frame.startswith(it)), HIDDEN)
        assert [(it.code, it.line) for it in problems] == [("stamp-unreadable", line)]
        assert "kind of frame" not in problems[0].message


def test_frames_stand_within_frames_those_of_the_heading_outside() -> None:
    text = "- frame: dream of [[Aya]]\n- frame: play\n- [[Ren]] dies\n  - frame: lie\n  - frame: plan\nA word.\n"
    (fact, word), problems = statements(text.replace("A word", "\nA word"))
    assert problems == ()
    assert [it.kind for it in fact.frames] == ["dream", "play", "lie", "plan"]
    assert [it.kind for it in word.frames] == ["dream", "play"]


@pytest.mark.parametrize(
    "again", ["dream of [[Aya]]", "Dream  [[aya]]", "nightmare of [[people/Aya.md]], revealed 1x04"]
)
@pytest.mark.parametrize(
    "first",
    [
        "- frame: {}\n- [[Ren]] dies\n  - frame: {}\n",
        "- [[Ren]] dies\n  - frame: {}\n  - frame: {}\n",
        "- frame: {}\n- frame: {}\n- [[Ren]] dies\n",
    ],
)
def test_a_frame_inside_itself_is_a_problem_and_counts_once(again: str, first: str) -> None:
    (fact,), (problem,) = statements(first.format("dream of [[Aya]]", again))
    assert len(fact.frames) == 1
    assert problem.code == "frame-inside-itself"


def test_only_a_few_frames_stand_within_one_another() -> None:
    many = "".join(f'  - frame: play "{n}"\n' for n in range(9))
    (fact,), (problem,) = statements(f"- [[Ren]] dies\n{many}")
    assert (len(fact.frames), problem.code, problem.line) == (8, "frame-too-deep", 16)


def test_a_frame_that_stands_beside_its_fact_is_a_problem() -> None:
    _, problems = statements("- [[Ren]] dies\n- frame: dream\n")
    assert codes(problems) == ["qualifier-misplaced"]


def test_one_frame_is_named_by_any_link() -> None:
    text = "- frame: another world [[Earth]]\n- [[Ren]] dies\n### 3. Three\n"
    text += "- frame: another world [[earth]]\n- [[Aya]] dies\n"
    files = with_people({"T.md": HEAD + text.replace("earth", "Earth")})
    view = world({**files, "T.md": HEAD + text}).seen("everything")
    assert len({it.frame for it in view.facts.of() if it.frame is not None and it.verb.id == "dies"}) == 1


# --- ways and frames of a universe ---
OWN = """
[ways.possessing]
forms = ["possessing"]
one = "is there as a ghost"
[frames."mirror world"]
forms = ["mirror world"]
within = "in the mirror world"
within_of = "in the mirror world of {}"
within_named = "in the mirror world “{}”"
lasts = true
"""


def test_a_universe_has_ways_and_frames_of_its_own() -> None:
    vocabulary, problems = read(OWN, "verbs.toml", built_in())
    assert list(problems) == []
    (scene,), wrong = statements("- together: [[Aya]] (possessing)\n  - frame: mirror world\n", vocabulary)
    assert wrong == ()
    assert (scene.ways, scene.frames[0].kind) == (("possessing",), "mirror world")


@pytest.mark.parametrize(
    ("entry", "word"),
    [
        ("ways = 3", "ways"),
        ("[ways]\nghost = 3", "ghost"),
        ("[ways.ghost]\none = 'x'", "forms"),
        ("[ways.ghost]\nforms = []", "forms"),
        ("[ways.ghost]\nforms = ['x', 3]", "forms"),
        ("[ways.ghost]\nforms = ['heard']", "heard"),
        ("[ways.ghost]\nforms = ['x']\nline = 'wavy'", "wavy"),
        ("[ways.ghost]\nforms = ['x']\nusual = true", "usual"),
        ("[ways.ghost]\nforms = ['x']\nthere = 'yes'", "there"),
        ("[ways.ghost]\nforms = ['x']\ncolour = 'red'", "colour"),
        ("[frames.x]\nforms = ['x']", "within"),
        ("[frames.x]\nforms = ['dream']\nwithin = 'a'\nwithin_of = '{}'\nwithin_named = '{}'", "dream"),
        ("[frames.x]\nforms = ['x']\nwithin = 'a'\nwithin_of = 'b'\nwithin_named = '{}'", "{}"),
        ("[frames.x]\nforms = ['x']\nwithin = 'a'\nwithin_of = '{0.__class__}'\nwithin_named = '{}'", "{}"),
    ],
)
def test_a_bad_entry_is_a_problem_and_costs_itself(entry: str, word: str) -> None:
    vocabulary, problems = read(entry, "verbs.toml", built_in())
    assert problems
    assert any(word in it.message for it in problems)
    assert (vocabulary.ways, vocabulary.frames) == (built_in().ways, built_in().frames)


# --- the whole way ---
def test_fmt_changes_spaces_alone() -> None:
    text = "---\nkind: series\n---\n## Season 1\n### 1. One\n* frame:   dream of [[Aya]] ,  revealed 1x06\n"
    text += "-  taken  for: [[Sho]]  as [[Ren]]   until 1x06\n"
    text += "*  together:[[Aya]],[[Sho]]  (heard,  then   in person) at [[P]]\n      - frame:  plan\n"
    once = format_text("T.md", text, built_in())
    assert format_text("T.md", once, built_in()) == once
    assert "".join(once.split()).replace("*", "-") == "".join(text.split()).replace("*", "-")
    assert "\n  - frame:" in once
    pages = [parse_page("T.md", it, built_in()) for it in (text, once)]
    assert [len(problems) for _, problems in pages] == [0, 0]
    told_by = [
        [(it.ways, [(f.kind, f.alternatives and 6) for f in it.frames], len(it.taken)) for it in page.statements]
        for page, _ in pages
    ]
    assert told_by[0] == told_by[1]


def test_a_person_who_is_impersonated_for_episodes_has_met_nobody_in_them() -> None:
    """The value of a public case, in words of our own."""
    scenes = "".join(
        f"### {n}. E{n}\n- {TAKEN}\n- together: [[Aya]], [[Sho]]\n- together: [[Aya]], [[Mio]]\n" for n in (2, 3, 4, 5)
    )
    head = HEAD.removesuffix("### 2. Two\n") + "### 1. One\n- together: [[Aya]], [[Ren]]\n"
    universe = world(with_people({"T.md": head + scenes + LAST}))
    before, after = universe.seen("T 1x01-1x05"), universe.seen("T S1")
    words = [before.words(it) for it in before.facts.of()]
    assert not [it for it in words if "Sho" in it or "taken" in it]
    assert sum("Aya and Ren share a scene" in it for it in words) == 5
    assert sum("Aya and Mio share a scene" in it for it in words) == 4
    later = [after.words(it) for it in after.facts.of()]
    assert sum("Aya and Ren share a scene" in it for it in later) == 1
    assert sum("Aya and Sho (as Ren) share a scene" in it for it in later) == 4
    assert sum("Aya and Mio share a scene" in it for it in later) == 4


MANY = "; ".join(f"T 1x{n:02}" for n in range(1, 10))


@pytest.mark.parametrize(
    ("qualifier", "column"),
    [
        (f"taken for: [[Sho]] as [[Ren]], revealed {MANY}", 27),
        (f"frame: dream, revealed {MANY}", 3),
        (f"frame: dream of [[Aya]], revealed {MANY}", 21),
        (f"own: [[Sho]] step 1, revealed {MANY}", 10),
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_what_two_stamps_make_too_long_together_is_a_problem_at_its_place(
    qualifier: str, column: int, below: bool
) -> None:
    also = f"  - also known: {MANY}\n"
    fact = f"- [[Sho]] meets [[Mio]]\n{also}- [[Sho]] meets [[Aya]]\n{also}"
    listed = "".join(f"### {n}. E{n}\n" for n in range(1, 10))
    head = f"---\nkind: series\n---\n## Season 1 (2020-01-01, 9 episodes)\n{listed}"
    text = f"- {qualifier}\n{fact}" if below else fact.replace(also, f"{also}  - {qualifier}\n")
    found = [it for it in compiled(with_people({"T.md": head + text})).problems if it.severity == "error"]
    assert {it.code for it in found} == {"stamp-too-long"}
    lines = (head + text).splitlines()
    assert [it.line for it in found] == [n for n, line in enumerate(lines, 1) if qualifier in line]
    if "[[" in qualifier:
        assert {it.column for it in found} == {column - 2 if below else column}
