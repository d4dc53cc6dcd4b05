"""Somebody who is taken for another: before the stamp nothing tells of them, and what cannot be read hides its fact."""

import re

import pytest

from intertwine.gate.view import View
from intertwine.questions import learnt
from tests.laws import whole
from tests.laws.ask import Views, opened

PEOPLE = ("Tamsin", "Orla", "Bram", "Ivo")
SHOW = """---
kind: series
id: harbour
name: Harbour
year: 2015
cast:
  - "[[Ida]] as [[Orla]]"
---
# Harbour

## Season 1 (2015-01-01, 6 episodes)

### 1. One

- [[Tamsin]] meets [[Bram]]

### 2. Two

{}

### 6. Six

- [[Bram]] is described as "a sailor"
"""
SCENE = "- together: [[Bram]], [[Orla]] (heard)"
TAKEN = "  - taken for: [[Orla]] as [[Tamsin]] until 1x06"


def files(body: str, people: tuple[str, ...] = PEOPLE) -> dict[str, str]:
    pages = {f"people/{name}.md": f"---\nkind: character\n---\n# {name}\n" for name in people}
    actor = {"actors/Ida.md": "---\nkind: person\n---\n# Ida\n"}
    show = "\n".join(SHOW.split("\n"))
    for n in (3, 4, 5):
        show = show.replace("### 6.", f"### {n}. Part {n}\n\n### 6.")
    return {
        "universe.md": "---\nkind: universe\nname: Stories\n---\n",
        "titles/Harbour.md": show.format(body),
        **pages,
        **actor,
    }


def seen(body: str, progress: str = "Harbour 1x01-1x02") -> View:
    view: View = opened(files(body)).seen(progress)
    return view


def told(view: View) -> list[str]:
    """Its facts in words, of what the second episode tells."""
    facts = view.facts.shown_in(view.listing.titles[0], season=1, number=2)
    return ["".join(piece.text for piece in view.sentence(fact)) for fact in facts]


def answers(view: View) -> list[tuple[str, str]]:
    return list(Views(view, numbers=True).answers())


def test_before_the_stamp_there_is_one_and_after_it_the_true_one() -> None:
    body = f"{SCENE}\n{TAKEN}"
    assert told(seen(body)) == ["Bram shares a scene with Tamsin, who is only heard"]
    assert told(seen(body, "Harbour 1x01-1x06")) == ["Bram shares a scene with Orla (as Tamsin), who is only heard"]
    without = SCENE.replace("Orla", "Tamsin")
    assert answers(seen(body)) == answers(seen(without))


@pytest.mark.parametrize(
    "body",
    [
        "- together: [[Bram]], [[Tamsin]] (heard)\n" + TAKEN,
        "- together: [[Bram]], [[ORLA.md]] (heard)\n" + TAKEN,
        "- together: [[Bram]], [[Tamsin]] (heard), [[people/Orla#Life]] (heard)\n" + TAKEN,
        "- together: [[Bram]], [[Tamsin]] (heard), [[Orla^x]] (heard)\n" + TAKEN,
        f"{SCENE}\n{TAKEN}; 1x99",
        f"{SCENE}\n{TAKEN.replace('1x06', '9x99')}",
        f"{SCENE}\n{TAKEN.replace('1x06', '[[Nowhere]]')}",
    ],
)
def test_whichever_of_the_two_is_written_reads_the_same_before_the_stamp(body: str) -> None:
    assert answers(seen(body)) == answers(seen(SCENE.replace("Orla", "Tamsin")))


def test_written_once_below_the_heading_it_tells_as_little() -> None:
    body = "- taken for: [[Orla]] as [[Tamsin]] until 1x06\n- [[Bram]] meets [[Ivo]]\n" + SCENE
    plain = "- [[Bram]] meets [[Ivo]]\n" + SCENE.replace("Orla", "Tamsin")
    assert answers(seen(body)) == answers(seen(plain))
    assert told(seen(body, "Harbour 1x01-1x06"))[-1] == "Bram shares a scene with Orla (as Tamsin), who is only heard"
    for odd in (
        "- [[Orla]] meets [[Tamsin]]",
        '- [[Orla]] is called "Captain"',
        "- [[Bram]] meets [[Ivo]] at [[Orla]]",
    ):
        view = seen(f"{body}\n{odd}")
        assert answers(view) == answers(seen(plain))


@pytest.mark.parametrize("until", ["1x99", "9x99", "[[Nowhere]]", "whenever", "1x06 + 9x99"])
def test_a_stamp_that_nobody_passes_never_unmasks(until: str) -> None:
    view = seen(f"{SCENE}\n{TAKEN.replace('1x06', until)}", "everything")
    assert told(view) == ["Bram shares a scene with Tamsin, who is only heard"]
    assert not view.names.find("Orla")


WRONG = [
    "  - taken for: [[Orla]] as [[Tamsin]]",
    "  - taken for: [[Orla]] as [[Tamsin]] until",
    "  - taken for: [[Orla]] as [[Orla]] until 1x06",
    "  - taken for: [[Orla]] until 1x06",
    "  - taken for: as [[Tamsin]] until 1x06",
    "  - taken for: [[Ivo]] as [[Nobody]] until 1x06",
    "  - taken for: [[Orla]] is [[Tamsin]] until 1x06",
    "  - takn for: [[Orla]] as [[Tamsin]] until 1x06",
    "  - taken: [[Orla]] as [[Tamsin]] until 1x06",
    "  - mistaken for: [[Orla]] as [[Tamsin]] until 1x06",
    "  - [[Orla]] is taken for [[Tamsin]] until 1x06",
    "  - also known: 1x02\n    - taken for: [[Orla]] as [[Tamsin]] until 1x06",
    "- taken for: [[Orla]] as [[Tamsin]] until 1x06",
    "- taken for [[Orla]] as [[Tamsin]] until 1x06",
    "- [[Orla]] taken for [[Tamsin]] until 1x06",
    "- [[Orla]] is taken for [[Tamsin]] until 1x06",
    "- [[Orla]] is mistaken for [[Tamsin]]",
    "  taken for: [[Orla]] as [[Tamsin]] until 1x06",
    "\ntaken for: [[Orla]] as [[Tamsin]] until 1x06",
    f"{TAKEN}\n  - taken for: [[Orla]] as [[Ivo]] until 1x06",
    f"{TAKEN}\n  - taken for: [[Bram]] as [[Tamsin]] until 1x06",
]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_taken_for_that_cannot_be_read_or_stands_elsewhere_hides_its_fact(wrong: str) -> None:
    universe = opened(files(f"{SCENE}\n{wrong}"))
    assert universe.problems
    for progress in ("Harbour 1x01-1x02", "everything"):
        view = universe.seen(progress)
        assert not told(view)
        assert not view.names.find("Orla")


@pytest.mark.parametrize(
    "fact",
    [
        "- [[Orla]] meets [[Tamsin]]",
        '- [[Orla]] gives "a ring" to [[Tamsin]]',
        "- [[Bram]] introduces [[Orla]] to [[Tamsin]]",
        '- [[Tamsin]] is called "Captain"',
        '- [[Orla]] is called "Captain"',
    ],
)
def test_a_fact_that_would_say_something_odd_before_the_stamp_is_hidden(fact: str) -> None:
    """Of one person and themselves; or a name that would have to be taken back."""
    universe = opened(files(f"{fact}\n{TAKEN}"))
    assert "taken-for-unreadable" in {problem.code for problem in universe.problems}
    assert not told(universe.seen("everything"))


def test_two_who_change_places_are_each_taken_for_the_other() -> None:
    swap = "- together: [[Orla]], [[Tamsin]]\n" + TAKEN + "\n  - taken for: [[Tamsin]] as [[Orla]] until 1x06"
    assert not opened(files(swap)).problems
    assert told(seen(swap))[-1] == "Tamsin and Orla share a scene"
    after = told(seen(swap, "Harbour 1x01-1x06"))
    assert after[-1] == "Orla (as Tamsin) and Tamsin (as Orla) share a scene"


def test_before_the_stamp_the_true_one_is_missing_in_every_answer() -> None:
    """Byte for byte as where there is nobody of that name, and nothing asks which of the two is meant."""
    with_orla, without = f"{SCENE}\n{TAKEN}", SCENE.replace("Orla", "Tamsin")
    one, other = opened(files(with_orla)), opened(files(without))
    names = ("Orla", "orla", "Tamsin", "Tamsin or Orla")
    with whole.one_parser():
        for name in names:
            for argv in (
                ["who", name], ["thread", name], ["search", name], ["timeline", name], ["secrets", name],
                ["met", name, "Bram"], ["met", name, "Bram", "--json"], ["path", name, "Bram"], ["map", "--who", name],
                ["recap", "Harbour"], ["title", "Harbour"], ["titles"], ["learnt", "Harbour 1x02"],
            ):  # fmt: skip
                asked = [*argv, "--seen", "Harbour 1x01-1x02"]
                answer = whole.command(one, asked)
                assert answer == whole.command(other, asked)
                assert "hich of" not in answer
    assert not one.seen("Harbour 1x01-1x02").names.find("Orla")
    assert len(one.seen("Harbour 1x01-1x06").names.find("Orla")) == 1


def test_a_role_waits_until_its_character_is_unmasked() -> None:
    """Ida plays Orla: who sees Tamsin does not learn it."""
    body = f"{SCENE}\n{TAKEN}"
    parts = [
        [fact for fact in seen(body, progress).facts.of() if fact.verb.role == "part"]
        for progress in ("Harbour 1x01-1x02", "Harbour 1x01-1x06")
    ]
    assert [len(found) for found in parts] == [0, 1]


def test_a_place_in_the_life_of_the_true_one_waits_until_they_are_unmasked() -> None:
    body = f"{SCENE}\n{TAKEN}\n  - own: [[Orla]] step 4"
    assert answers(seen(body)) == answers(seen(SCENE.replace("Orla", "Tamsin")))
    view = seen(body, "Harbour 1x01-1x06")
    scene = view.facts.shown_in(view.listing.titles[0], season=1, number=2)[-1]
    assert view.facts.beside(scene, "own order")


def test_a_name_in_quotation_marks_that_holds_the_word_revealed_is_whole() -> None:
    body = '- [[Bram]] dies\n  - frame: story "What is revealed at night", revealed 1x06'
    assert told(seen(body)) == ["Bram dies"]
    assert told(seen(body, "Harbour 1x01-1x06")) == ["In the story “What is revealed at night”, Bram dies"]


def test_frames_within_each_other_are_two_wherever_they_stand() -> None:
    one_in_two = "- [[Bram]] dies\n  - frame: dream of [[Ivo]]\n  - frame: plan of [[Ivo]]\n"
    body = f"{one_in_two}- [[Ivo]] dies\n  - frame: plan of [[ivo]]"
    view = seen(body)
    one, other = view.facts.shown_in(view.listing.titles[0], season=1, number=2)
    assert one.frame is not None
    assert other.frame is not None
    dreamed, plan = view.facts.one(one.frame), view.facts.one(other.frame)
    assert (dreamed.label, plan.label, plan.frame) == ("plan", "plan", None)
    assert dreamed.frame is not None
    dream = view.facts.one(dreamed.frame)
    assert (dream.label, dream.frame) == ("dream", None)


ELSEWHERE = "  - frame: another world [[Tamsin]]"


@pytest.mark.parametrize("progress", ["Harbour 1x01-1x04", "Harbour S1"])
def test_when_another_fact_is_framed_says_nothing_of_what_was_believed_of_this_one(progress: str) -> None:
    body = f"- [[Bram]] dies ^d\n{ELSEWHERE}, revealed 1x03\n### Harbour 1x04\n- [[Ivo]] learns ^d\n"
    body += f"### Harbour 1x01\n- [[Ivo]] meets [[Bram]]\n{ELSEWHERE}, revealed 1x05"
    view = seen(body, progress)
    (learnt,) = view.facts.of(roles=("learns",))
    assert view.words(learnt) == "Ivo learns that in another world, Tamsin, Bram dies"


def test_what_is_around_another_fact_in_the_same_world_is_not_around_this_one() -> None:
    body = f"- [[Bram]] dies\n  - frame: dream of [[Ivo]]\n{ELSEWHERE}\n"
    body += f"### Harbour 1x01\n- [[Ivo]] meets [[Bram]]\n{ELSEWHERE}"
    words = [view.words(fact) for view in [seen(body)] for fact in view.facts.of()]
    assert "In another world, Tamsin, in a dream of Ivo, Bram dies" in words
    assert "In another world, Tamsin, Ivo meets Bram" in words


def test_all_frames_around_a_fact_are_said() -> None:
    body = "- [[Bram]] dies" + "".join(f'\n  - frame: dream "D{n}"' for n in range(8))
    (words,) = told(seen(body))
    assert words.lower() == ", ".join(f"in the dream “d{n}”" for n in reversed(range(8))) + ", bram dies"


@pytest.mark.parametrize(("progress", "wrong"), [("Harbour 1x02-1x03", True), ("Harbour 1x02-1x04", False)])
def test_what_is_in_a_dream_disproves_nothing_outside_of_it(progress: str, wrong: bool) -> None:
    body = "- [[Bram]] dies ^d\n### Harbour 1x03\n- [[Ivo]] meets [[Bram]]\n  - disproves: ^d\n"
    view = seen(f"{body}  - frame: dream of [[Ivo]], revealed 1x04", progress)
    assert [fact.disproved for fact in view.facts.of(roles=("death",))] == [wrong]


@pytest.mark.parametrize("fact", ["- [[Ivo]] meets [[Bram]]", "- [[Tamsin]] meets [[Bram]]\n  - taken for: nobody"])
def test_below_a_heading_a_true_one_lives_nothing_before_they_are_unmasked(fact: str) -> None:
    """A step of Orla's life would say that she was there. Facts that do not name her have none."""
    body = "- taken for: [[Orla]] as [[Tamsin]], revealed 1x03\n{}- [[Tamsin]] meets [[Ivo]]\n" + fact
    elsewhere = "\n### Harbour 1x01\n- [[Orla]] meets [[Bram]]"
    stepped, plain = (body.format(own) + elsewhere for own in ("- own: [[Orla]] step 1\n", ""))
    assert answers(seen(stepped)) == answers(seen(plain))
    view = seen(stepped, "Harbour 1x01-1x03")
    (orla,) = view.names.find("Orla")
    assert len(view.story.own_steps(orla)) == 1


def test_somebody_who_is_given_something_can_be_taken_for_another() -> None:
    gift = f'- [[Bram]] gives "a ring" to [[Orla]]\n{TAKEN}'
    with_orla, without = opened(files(gift)), opened(files('- [[Bram]] gives "a ring" to [[Tamsin]]'))
    assert not with_orla.problems
    assert told(with_orla.seen("Harbour 1x01-1x05")) == told(without.seen("Harbour 1x01-1x05"))
    assert told(with_orla.seen("everything"))[-1] == "Bram gives a ring to Orla (as Tamsin)"
    below = "- taken for: [[Orla]] as [[Tamsin]] until 1x06\n" + gift.removesuffix(TAKEN)
    assert told(opened(files(below)).seen("everything")) == told(with_orla.seen("everything"))
    named = gift.replace("to [[Orla]]", "to [[Tamsin]]")
    assert told(opened(files(named)).seen("everything")) == told(with_orla.seen("everything"))
    fell = learnt(with_orla.seen("Harbour 1x01-1x05"), with_orla.seen("everything"))
    assert [(it.who.name, it.seemed.name) for it in fell.unmasked] == [("Orla", "Tamsin")]
    assert not [it for it in fell.facts if "ring" in it.text]


BACK = "  - taken for: [[Tamsin]] as [[Orla]] until 1x06"


@pytest.mark.parametrize(
    ("fact", "before", "after"),
    [
        ("[[Orla]] meets [[Tamsin]]", "Tamsin meets Orla", "Orla, as Tamsin, meets Tamsin (as Orla)"),
        ('[[Orla]] gives "a ring" to [[Tamsin]]', "Tamsin gives a ring to Orla", "Orla"),
        ("[[Bram]], [[Orla]] meet [[Tamsin]]", "Bram and Tamsin meet Orla", "Bram and Orla (as Tamsin)"),
    ],
)
def test_two_who_change_places_do_something_with_each_other(fact: str, before: str, after: str) -> None:
    swapped = f"- {fact}\n{TAKEN}\n{BACK}"
    assert not opened(files(swapped)).problems
    assert told(seen(swapped))[-1] == before
    assert told(seen(swapped, "Harbour 1x01-1x06"))[-1].startswith(after)
    names = {"Orla": "Tamsin", "Tamsin": "Orla"}
    plain = "- " + "".join(names.get(part, part) for part in re.split(r"(Orla|Tamsin)", fact))
    assert answers(seen(swapped)) == answers(seen(plain))


@pytest.mark.parametrize("stamp", ["1x05", "1x06 + 1x05"])
def test_two_who_change_places_and_come_out_apart_would_meet_themselves_between(stamp: str) -> None:
    odd = f"- [[Orla]] meets [[Tamsin]]\n{TAKEN}\n{BACK.replace('1x06', stamp)}"
    assert "taken-for-unreadable" in {problem.code for problem in opened(files(odd)).problems}
    assert not told(seen(odd, "everything"))


UNTIL = "  - taken for: [[Orla]] as [[Tamsin]], revealed 1x03"
IN_WORDS = [
    ("- [[Orla]] fights [[Ivo]]\n{}\n  - because: [[Orla]] fell", "Orla, as Tamsin, fights Ivo because Orla fell"),
    ("- [[Orla]] fights [[Ivo]]\n{}\n  - because: [[Orla|she]] fell", "Orla, as Tamsin, fights Ivo because Orla fell"),
    ("- [[Tamsin]] meets [[Ivo]]\n  - in order to: be [[Orla]]\n{}", "Orla, as Tamsin, meets Ivo to be Orla"),
    ('- [[Ivo]] hates [[Bram]] "for what [[Orla]] saw"\n{}', "Ivo hates Bram for what Orla saw"),
    ("- [[Ivo]] hits [[Tamsin]]\n  - frame: vision of [[Orla]]\n{}", "In a vision of Orla, Ivo hits Orla (as Tamsin)"),
    ("- [[Ivo]] meets [[Bram]]\n{}\n  - frame: dream of [[Orla]]", "In a dream of Orla, Ivo meets Bram"),
]  # fmt: skip
"""Facts that name the true one beside those of whom they say something, and how they read after the stamp."""


@pytest.mark.parametrize(("fact", "after"), IN_WORDS)
@pytest.mark.parametrize("written", ["Orla", "Tamsin"])
def test_words_reasons_and_owners_of_frames_are_unmasked_with_the_fact(fact: str, after: str, written: str) -> None:
    """Whichever of the two is written."""
    body = fact.format(UNTIL) if written == "Orla" else re.sub(r"\[\[Orla", "[[Tamsin", fact).format(UNTIL)
    plain = re.sub(r"\[\[Orla(?:\|she)?", "[[Tamsin", fact.replace("{}\n", "").replace("\n{}", ""))
    if "|she" not in fact or written == "Orla":
        assert answers(seen(body)) == answers(seen(plain))
    assert told(seen(body, "Harbour 1x01-1x03")) == [after]
    found = learnt(seen(body), seen(body, "Harbour 1x01-1x03"))
    assert [str(it.who.name) for it in found.unmasked] == ["Orla"]


@pytest.mark.parametrize(
    "below",
    [
        "- frame: dream of [[Orla]]\n\n- [[Ivo]] hates [[Bram]]",
        "\nThe waves wait for [[Orla]].",
        "- frame: dream of [[Orla]]\n\nThe waves wait.",
        "- [[Ivo]] hates [[Bram]]\n  - because: [[Orla]] is here",
        '- [[Ivo]] hates [[Bram]] "like [[Orla]]"',
    ],
)
def test_below_a_heading_words_and_frames_are_unmasked_too(below: str) -> None:
    body = "- taken for: [[Orla]] as [[Tamsin]], revealed 1x03\n" + below
    plain = below.replace("Orla", "Tamsin")
    assert answers(seen(body)) == answers(seen(plain))
    after = seen(body, "Harbour 1x01-1x03")
    one, other = told(after), told(seen(plain, "Harbour 1x01-1x03"))
    assert one == [words.replace("Tamsin", "Orla") for words in other] != other
    assert not opened(files(body)).problems


@pytest.mark.parametrize(
    "fact",
    [
        f"- [[Orla]] meets [[Bram]]\n{UNTIL}\n  - because: [[Orla]] knows [[Tamsin]]",
        f'- [[Bram]] meets [[Ivo]] "as [[Tamsin]] and [[Orla]] say"\n{UNTIL}',
        f"- [[Orla]] meets [[Bram]]\n  - frame: dream of [[Orla]]\n  - frame: dream of [[Tamsin]]\n{UNTIL}",
        "- taken for: [[Orla]] as [[Tamsin]], revealed 1x03\n\nHere [[Orla]] is called [[Tamsin]].",
    ],
)
def test_words_that_name_both_stay_hidden(fact: str) -> None:
    assert answers(seen(fact)) == answers(seen(""))
    assert "taken-for-unreadable" in {problem.code for problem in opened(files(fact)).problems}


def test_a_named_story_is_told_by_who_it_really_was() -> None:
    """The same story of two facts is one frame before, and two after it, where only one of them was hers."""
    body = "- [[Bram]] meets [[Ivo]]\n  - frame: story of [[Orla]]\n" + UNTIL
    body += "\n- [[Bram]] hates [[Ivo]]\n  - frame: story of [[Tamsin]]"
    plain = body.replace("\n" + UNTIL, "").replace("Orla", "Tamsin")
    assert answers(seen(body)) == answers(seen(plain))
    assert told(seen(body, "Harbour 1x01-1x03")) == [
        "In a story that Orla tells, Bram meets Ivo", "In a story that Tamsin tells, Bram hates Ivo",
    ]  # fmt: skip
