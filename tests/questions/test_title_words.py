"""A title's answers in the words of its kind, and the other numbers of its installments."""

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.ledger.read.vocabulary import built_in
from intertwine.model.title_kind import past_words
from tests.worlds import universe

There = Universe


@universe
def test_lengths_are_minutes_only_where_they_are_counted_so(there: There) -> None:
    """
    === Salt.md
    ---
    kind: book
    name: Salt
    ---
    # Salt
    ### Public
    A book.
    ## Part 1 (2001-05-05, 2 chapters)
    ### 1. One (~4200 words, absolute 1)
    ### 2. Two (3000 words)
    === Ebb.md
    ---
    kind: series
    name: Ebb
    ---
    # Ebb
    ### Public
    A series.
    ## Season 1 (2001-05-05, 1 episode)
    ### 1. One (~42 min)
    """
    view = there.seen("")
    book, series = (questions.to_json(questions.title(view, name)) for name in ("Salt", "Ebb"))
    assert (book["length"], book["minutes"], book["timed"]) == (7200, None, 2)
    assert book["words"] == {
        "part": "part",
        "installment": "chapter",
        "counted_in": "words",
        "verb": "read",
        "past": "read",
    }
    assert [(it["length"], it["minutes"]) for it in book["seasons"][0]["listed"]] == [(4200, None), (3000, None)]
    assert (series["length"], series["minutes"], series["words"]["counted_in"]) == (42, 42, "minutes")
    assert [it["words"]["installment"] for it in questions.to_json(questions.universe(view))["titles"]] == [
        "episode",
        "chapter",
    ]


@universe
def test_other_numbers_are_those_of_installments_of_known_titles(there: There) -> None:
    """
    === Salt.md
    ---
    kind: series
    name: Salt
    revealed: Ebb
    ---
    # Salt
    ## Season 2 (2001-05-06, 2 episodes)
    ### 1. One (absolute 17, disc 1.3)
    ### 2. Two
    === Ebb.md
    ---
    kind: book
    name: Ebb
    editions: {Penguin: 80}
    ---
    # Ebb
    ### Public
    A book.
    ## Chapters (2001-05-05, 1 chapter)
    ### 1. One (absolute 4, page 9 of Penguin)
    """
    said = [
        [it.also for it in season.listed]
        for name in ("Ebb", "Salt")
        for season in questions.title(there.seen("Ebb"), name).seasons
    ]
    assert said == [["also absolute 4"], ["also absolute 17, disc 1.3", ""]]
    assert [
        it.get("numbers")
        for it in questions.to_json(questions.title(there.seen("Ebb"), "Salt"))["seasons"][0]["listed"]
    ] == [
        [{"numbering": "absolute", "number": "17"}, {"numbering": "disc", "number": "1.3"}],
        None,
    ]


@universe
def test_a_number_that_does_not_count_has_no_of(there: There) -> None:
    """
    === Salt.md
    ---
    kind: book
    name: Salt
    ---
    # Salt
    ### Public
    A book.
    ## Chapters (2001-05-05, 3 chapters)
    ### 0. Prologue
    ### 1. One
    ### 2. Two
    === Ebb.md
    ---
    kind: series
    name: Ebb
    ---
    # Ebb
    ### Public
    A series.
    ## Season 0 (2001-05-05, 1 episode)
    ### 0. Prologue
    ## Season 1 (2001-05-06, 2 episodes)
    ### 1. One
    ### 2. Two
    """
    said = []
    for progress in ("", "Ebb 0x00, Salt ch 0"):
        for name in ("Ebb", "Salt"):
            page = questions.title(there.seen(progress), name)
            said.append(page.standing(page.next) if page.next else "")
    assert said == ["season 0, episode 0", "chapter 0", "season 1, episode 1 of 2", "chapter 1"]


def test_what_is_done_with_titles_of_several_kinds_is_one_word() -> None:
    kinds = {it.id: it for it in built_in().kinds}
    assert [
        past_words(kinds[it] for it in some) for some in (["book"], ["book", "comic"], ["film", "book", "audio"], [])
    ] == [
        "read",
        "read",
        "known",
        "seen",
    ]
