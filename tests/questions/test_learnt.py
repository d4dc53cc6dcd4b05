"""What was just learnt."""

from intertwine import questions
from intertwine.gate.universe import Universe
from tests.worlds import universe


@universe
def test_marking_an_installment_tells_what_is_new(there: Universe) -> None:
    """
    === people/Ada.md
    ---
    kind: character
    names:
      - {name: Ada Stone, revealed: Ebb 1x02}
      - {name: Ada, revealed: Ebb 1x01}
    ---
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 3 episodes)
    ### 1. One
    - [[Ada]] meets [[Ben]]
    - [[The Mask]] dies ^dead
    - [[The Mask]] fights [[Ben]]
      - also known: Ebb 1x03
    ### 2. Two
    - [[Ada]] meets [[Ben]]
    - [[Ada]] helps [[Cleo]]
    - [[The Mask]] is [[Ada]]
    - [[Ada]] returns
      - disproves: ^dead
    ### 3. Three
    """
    news = questions.learnt(there.seen("Ebb 1x01"), there.seen("Ebb 1x01-1x02"))
    assert [it.name for it in news.people] == ["Cleo"]
    assert [(it.who.name, it.name, it.was) for it in news.names] == [("Ada Stone", "Ada Stone", "Ada")]
    assert [it.text for it in news.merges] == ["The Mask is Ada Stone"]
    assert [it.text for it in news.disproved] == ["Ada Stone dies"]
    assert [it.text for it in news.facts] == ["Ada Stone meets Ben", "Ada Stone helps Cleo", "Ada Stone returns"]
    first = questions.learnt(there.seen(), there.seen("Ebb 1x01"))
    assert [it.name for it in first.people] == ["Ada", "Ben", "The Mask"]
    assert [it.text for it in first.facts] == ["Ada meets Ben", "The Mask dies", "The Mask fights Ben"]
    assert (first.names, first.merges, first.disproved) == ((), (), ())
    # What was known already is no news where it is told once more.
    nothing = questions.learnt(there.seen("Ebb 1x03"), there.seen("Ebb 1x01, Ebb 1x03"))
    assert [it.text for it in nothing.facts] == ["Ada meets Ben", "The Mask dies"]
    same = questions.learnt(there.seen("everything"), there.seen("everything"))
    assert questions.to_json(same) == {
        **{key: [] for key in ("people", "names", "merges", "unmasked", "disproved", "frames", "facts")}
    }


@universe
def test_namesakes_are_not_mixed_up(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 2 episodes)
    ### 1. One
    - [[Sam (cook)]] meets [[Ben]]
    - [[Sam (spy)]] meets [[Ben]]
    ### 2. Two
    - [[Sam (spy)]] helps [[Ben]]
    """
    news = questions.learnt(there.seen("Ebb 1x01"), there.seen("everything"))
    assert ([it.text for it in news.facts], news.people, news.names) == (["Sam helps Ben"], (), ())


@universe
def test_two_who_change_places_are_both_unmasked(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 4 episodes)
    ### 1. One
    - [[Ada]] and [[Ben]] appear
    ### 2. Two
    - together: [[Ada]], [[Ben]], [[Cleo]]
      - taken for: [[Ada]] as [[Ben]], revealed Ebb 1x03
      - taken for: [[Ben]] as [[Ada]], revealed Ebb 1x03
    ### 3. Three
    ### 4. Four
    """
    before = there.seen("Ebb 1x01-1x02")
    news = questions.learnt(before, there.seen("Ebb 1x01-1x03"))
    assert {(it.who.name, it.seemed.name) for it in news.unmasked} == {("Ada", "Ben"), ("Ben", "Ada")}
    assert news.facts == ()
    later = questions.learnt(there.seen("Ebb 1x01-1x03"), there.seen("Ebb 1x01-1x04"))
    assert later.unmasked == ()
    at_once = questions.learnt(there.seen("Ebb 1x01"), there.seen("Ebb 1x01-1x03"))
    assert at_once.unmasked == ()
    assert len(at_once.facts) == 1


@universe
def test_who_was_one_with_another_in_a_dream_alone_brings_no_news(there: Universe) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 3 episodes)
    ### 1. One
    - [[Ann]] meets [[Cat]]
    ### 2. Two
    - frame: dream of [[Ann]], revealed 1x03
    - [[Ben]] meets [[Cat]]
    - [[The Mask]] is [[Ben]]
    - [[The Mask]] steals [[The Cup]]
    - [[Ben]] dies
    ### 3. Three
    - [[Ann]] fights [[Cat]]
    === object: The Cup
    """
    found = questions.learnt(there.seen("Tide 1x01-1x02"), there.seen("Tide"))
    assert [fact.text for fact in found.facts] == ["Ann fights Cat"]
    assert [it.text for it in found.frames] == [
        "What was shown in Tide 1x02 happened in a dream of Ann; so did this: Ben dies"
    ]
    assert (found.people, found.merges) == ((), ())
