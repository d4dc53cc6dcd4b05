"""Facts in a row that one heading is enough for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from intertwine.questions import timeline, who
from intertwine.questions.common import At, Part, Told, without_frame
from intertwine.questions.passages import below_frame, by_frame, passages
from intertwine.questions.serialise import to_json
from intertwine.viewer import Viewer
from tests.worlds import LIGHTS, world

PLACES = [None, *(At("Lamp", 1, n, time, "lamp") for n in (1, 2) for time in (None, "00:10:00"))]


def told(where: At | None, frame: str | None, n: int) -> Told:
    """The fact number `n`."""
    own = (Part(f"the guest {n} came"),)
    before = () if frame is None else (Part(f"{frame}, "),)
    text = "".join(part.text for part in (*before, *own))
    return Told(text, (*before, *own), where, "", None, False, False, frame, own if frame else ())


FACTS = st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from([None, "In a dream", "In a play"]))).map(
    lambda drawn: [told(where, frame, n) for n, (where, frame) in enumerate(drawn)]
)


@given(FACTS)
def test_every_fact_stands_once_in_its_order_and_its_frame_is_said_once(facts: list[Told]) -> None:
    for parts in (list(by_frame(facts)), list(passages(facts))):
        said = [(part, fact) for part in parts for fact in part.facts]
        for (part, fact), written in zip(said, facts, strict=True):
            assert part.frame in (None, written.frame)
            assert fact == (written if part.frame is None else below_frame(written))
        assert all(len(part.facts) > 1 for part in parts if part.frame is not None)


@given(FACTS)
def test_neighbours_in_one_frame_and_installment_stand_below_one_heading(facts: list[Told]) -> None:
    part_of = [part for part in passages(facts) for _ in part.facts]
    keys = [(fact.where and fact.where.place, fact.frame) for fact in facts]
    assert all(part_of[n] is part_of[n + 1] for n in range(len(keys) - 1) if keys[n] == keys[n + 1])


def test_on_a_page_its_name_is_left_out_where_it_repeats() -> None:
    view = world("""
=== titles/Weir.md
---
kind: film
---
### Whole title
- [[Ann]] works as "a smith"
- [[Ann]] meets [[Bo]]
- [[Ann]] and [[Bo]] leave [[Cy]]
- [[Ann]] fights [[Cy]]
- [[Ann]] helps [[Bo]]
- [[Bo]] helps [[Ann]]
- [[Ann]] dies
""").seen("Weir")
    page = who(view, "Ann")
    assert [fact.text for it in passages(page.facts, page.address) for fact in it.facts] == [
        "Ann is a smith", "meets Bo", "Ann and Bo leave Cy", "Ann fights Cy", "helps Bo", "Bo helps Ann",
        "Ann dies",
    ]  # fmt: skip
    assert [fact.text for it in passages(page.facts) for fact in it.facts] == [fact.text for fact in page.facts]


def test_below_its_frame_a_fact_is_a_sentence_of_its_own() -> None:
    it = told(None, "In a dream", 1)
    assert below_frame(it).text == "The guest 1 came"
    assert "".join(part.text for part in below_frame(it).parts) == "The guest 1 came"
    assert without_frame(it) == "the guest 1 came"
    assert below_frame(told(None, None, 2)) == told(None, None, 2)


def test_what_is_told_and_its_parts_say_the_same_without_the_frame() -> None:
    viewer = Viewer(world(LIGHTS).seen("everything"))
    facts = [it for it in timeline(viewer.view).facts if it.frame is not None]
    assert [(it.text, below_frame(it).text) for it in facts] == [
        ("In their own dream, Ida marries Leo", "Ida marries Leo"),
        ("In a dream of Ida, Leo dies", "Leo dies"),
    ]
    assert all("inside" not in it for it in to_json(viewer.who("Leo"))["facts"])
