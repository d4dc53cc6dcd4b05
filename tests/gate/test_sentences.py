"""Sentences read as if a person had written them: one reason, a past inside, pronouns, words of threads."""

from __future__ import annotations

import pytest

import intertwine
from intertwine.gate.inflection import in_the_past, of_several
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from tests.worlds import universe, world

HEAD = "---\nkind: series\n---\n## Season 1 (2017-03-01, 2 episodes)\n### 1. One\n"


def said(view: View) -> list[str]:
    """The sentences of a view, without names."""
    return [view.words(fact) for fact in view.facts.of() if fact.verb.shape != "listing"]


def person(pronoun: str) -> str:
    return f"---\nkind: character\npronoun: {pronoun}\n---\n"


def told(facts: str, **people: str) -> list[str]:
    """What somebody reads who has seen all of a title with these `facts`; the people are by pronoun."""
    pages = {f"{name.replace('_', ' ')}.md": person(pronoun) for name, pronoun in people.items()}
    for key in ("Ada Gray", "Bo Hale", "Cy Moss"):
        pages.setdefault(f"{key}.md", "---\nkind: character\n---\n")
    return said(world({"T.md": f"{HEAD}{facts}### 2. Two\n", **pages}).seen("T"))


@pytest.fixture(scope="module")
def bundled() -> frozenset[str]:
    there = intertwine.load().universe
    view = there.seen(there.everything)
    return frozenset(view.words(fact) for fact in view.facts.of())


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (
            "Cornell Stokes kills Tone, because Pop is killed, because Tone fired into the shop",
            "Cornell Stokes kills Tone because he fired into the shop and killed Pop",
        ),
        ("Mariah Dillard opens the murder of Cornell Stokes", "Mariah Dillard commits the murder of Cornell Stokes"),
        ("Danny Rand and Colleen Wing open the new heroin", "Danny Rand and Colleen Wing come across the new heroin"),
        (
            "Ward Meachum keeps secret that Ward Meachum kills Harold Meachum",
            "Ward Meachum keeps it secret that he killed Harold Meachum",
        ),
        (
            "Danny Rand learns that Harold Meachum turns out to be alive",
            "Danny Rand learns that Harold Meachum is alive",
        ),
        (
            "Jessica Jones, Luke Cage and Danny Rand learn that Matt Murdock takes up a vigilante's life",
            "Jessica Jones, Luke Cage and Danny Rand learn that Matt Murdock is Daredevil",
        ),
        (
            "Claire Temple flees to Harlem, in order to protect herself and her family",
            "Claire Temple flees to Harlem to protect herself and her family",
        ),
        (
            "Claire Temple says goodbye to Matt Murdock for a while, before she loves him",
            "Claire Temple says goodbye to Matt Murdock before it becomes love",
        ),
        ("Jessica Jones is the lead of Jessica Jones", "Jessica Jones is the lead of the series Jessica Jones"),
        ("Luke Cage has the power of a skin that nothing pierces", "Luke Cage has unbreakable skin"),
    ],
)
def test_the_ten_worst_sentences_read_well(bundled: frozenset[str], before: str, now: str) -> None:
    assert before not in bundled
    assert now in bundled


def test_what_happened_is_told_in_the_past_inside_and_what_is_so_in_the_present() -> None:
    facts = (
        "- [[Bo Hale]] kills [[Cy Moss]] ^kill\n- [[Bo Hale]] is the brother of [[Cy Moss]] ^kin\n"
        "- [[Cy Moss]] turns out to be alive ^alive\n- [[Bo Hale]], [[Cy Moss]] are kidnapped ^gone\n"
        '- [[Bo Hale]] does: "steal a boat, and burn it" ^boat\n'
        "- [[Ada Gray]] learns ^kill\n- [[Ada Gray]] knows ^kin\n- [[Ada Gray]] learns ^alive\n"
        "- [[Ada Gray]] learns ^gone\n- [[Ada Gray]] learns ^boat\n- [[Ada Gray]] foresees ^kill\n"
    )
    assert told(facts)[5:] == [
        "Ada Gray learns that Bo Hale killed Cy Moss",
        "Ada Gray knows that Bo Hale is the brother of Cy Moss",
        "Ada Gray learns that Cy Moss is alive",
        "Ada Gray learns that Bo Hale and Cy Moss were kidnapped",
        "Ada Gray learns that Bo Hale stole a boat, and burn it",
        "Ada Gray foresees that Bo Hale kills Cy Moss",
    ]


def test_a_sentence_says_one_reason_and_none_of_that() -> None:
    facts = (
        "- [[Ada Gray]] kills [[Bo Hale]] ^kill\n  - because: ^theft\n"
        "- [[Bo Hale]] steals [[the Ring]] ^theft\n  - because: he needs money\n"
        "- [[Cy Moss]] learns ^kill\n- [[Cy Moss]] travels to [[the Pier]]\n  - in order to: find her\n"
        "- [[Cy Moss]] follows [[Ada Gray]]\n  - in order to: ^theft\n"
    )
    pages = {f"{name}.md": "---\nkind: character\n---\n" for name in ("Ada Gray", "Bo Hale", "Cy Moss")}
    pages |= {"the Ring.md": "---\nkind: object\n---\n", "the Pier.md": "---\nkind: place\n---\n"}
    assert said(world({"T.md": f"{HEAD}{facts}### 2. Two\n", **pages}).seen("T")) == [
        "Ada Gray kills Bo Hale because Bo stole the Ring",
        "Bo Hale steals the Ring because he needs money",
        "Cy Moss learns that Ada Gray killed Bo Hale",
        "Cy Moss travels to the Pier to find her",
        "Cy Moss follows Ada Gray so that Bo Hale steals the Ring",
    ]


FACTS = (
    "- [[Ada Gray]] kills [[Cy Moss]] ^kill\n- [[Bo Hale]] is the brother of [[Ada Gray]] ^kin\n"
    "- [[Ada Gray]] keeps secret ^kill\n- [[Ada Gray]] learns ^kin\n- [[Ada Gray]] loves [[Ada Gray]]\n"
    "- [[Ada Gray]] fights [[Bo Hale]]\n  - because: ^kill\n"
)


@pytest.mark.parametrize(
    ("people", "sentences"),
    [
        (
            {"Ada_Gray": "she", "Bo_Hale": "he", "Cy_Moss": "he"},
            ["that she killed Cy Moss", "is her brother", "loves herself", "because she killed Cy Moss"],
        ),
        (
            {"Ada_Gray": "they", "Bo_Hale": "he"},
            ["that they killed Cy Moss", "is their brother", "loves themselves", "because they killed Cy Moss"],
        ),
        (
            {"Ada_Gray": "he", "Bo_Hale": "he"},  # he killed: which of the two?
            ["that he killed Cy Moss", "is his brother", "loves himself", "because Ada killed Cy Moss"],
        ),
        (
            {"Ada_Gray": "she"},  # of Bo nothing is known: it may be she
            ["that she killed Cy Moss", "is her brother", "loves herself", "because Ada killed Cy Moss"],
        ),
        (
            {},
            ["that Ada killed Cy Moss", "is the brother of Ada", "loves Ada", "because Ada killed Cy Moss"],
        ),
    ],
)
def test_whoever_was_named_is_a_pronoun_where_nobody_else_can_be_meant(
    people: dict[str, str], sentences: list[str]
) -> None:
    found = told(FACTS, **people)[2:]
    assert all(one.endswith(it) for one, it in zip(found, sentences, strict=True)), found


@universe
def test_a_first_name_is_short_where_nobody_else_in_the_sentence_has_it_and_nobody_is_called_so_alone(
    there: Universe,
) -> None:
    """
    === T.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 3 episodes)
    ### 1. One
    - [[Ada Gray]] kills [[Detective Roe]] ^kill
    - [[Ada Gray]] learns ^kill
    - [[Detective Roe]] learns ^kill
    ### 2. Two
    - [[Ada Blue]] learns ^kill
    - [[Ada Blue]], [[Ada Gray]] learn ^kill
    ### 3. Three
    - [[Ada]] appears
    """
    assert said(there.seen("T 1x01"))[1:] == [
        "Ada Gray learns that Ada killed Detective Roe",
        "Detective Roe learns that Ada Gray killed Detective Roe",
    ]
    assert said(there.seen("T 1x01-1x02"))[1:] == [
        "Ada Gray learns that Ada killed Detective Roe",
        "Detective Roe learns that Ada Gray killed Detective Roe",
        "Ada Blue learns that Ada Gray killed Detective Roe",
        "Ada Blue and Ada Gray learn that Ada Gray killed Detective Roe",
    ]
    assert said(there.seen("T"))[1] == "Ada Gray learns that Ada Gray killed Detective Roe"


@universe
def test_somebodys_thing_is_theirs_after_their_name(there: Universe) -> None:
    """
    === T.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. One
    - [[Ada Gray]] lives in [[Ada's house]]
    - [[Bo Hale]] lives in [[Ada's house]]
    - [[Bo Hale]] meets [[Ada Gray]] at [[Ada's house]]
    - together: [[Ada Gray]], [[Bo Hale]] at [[Ada's house]]
    - together: [[Ada Gray]], [[Eve Lund]] at [[Ada's house]]
    - [[Ada Gray]] owns [[Ada's Bar]]
    ### 2. Two
    - [[Ada Blue]] meets [[Bo Hale]] at [[Ada's house]]
    === place: Ada's house, Ada's Bar
    === Ada Gray.md
    ---
    kind: character
    pronoun: she
    ---
    === Eve Lund.md
    ---
    kind: character
    pronoun: she
    ---
    === Bo Hale.md
    ---
    kind: character
    pronoun: he
    ---
    """
    assert said(there.seen("T 1x01")) == [
        "Ada Gray lives in her house",
        "Bo Hale lives in Ada's house",
        "Bo Hale meets Ada Gray at her house",
        "Ada Gray and Bo Hale share a scene at her house",
        "Ada Gray and Eve Lund share a scene at Ada's house",
        "Ada Gray owns Ada's Bar",
    ]
    assert said(there.seen("T"))[0] == "Ada Gray lives in Ada's house"  # which Ada's?


@universe
def test_the_subject_alone_is_meant_by_whose_a_place_is(there: Universe) -> None:
    """
    === T.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 1 episode)
    ### 1. One
    - [[Ada]] attacks [[Eve]] at [[Ada's house]]
    - [[Eve]] attacks [[Ada]] at [[Ada's house]]
    - [[Ada]], [[Eve]] attack [[Bo]] at [[Ada's house]]
    - [[Bo]] learns ^eve-hides
    - [[Eve]] hides in [[Ada's house]] ^eve-hides
    === place: Ada's house
    === Ada.md
    ---
    kind: character
    pronoun: she
    ---
    === Eve.md
    ---
    kind: character
    pronoun: she
    ---
    === Bo.md
    ---
    kind: character
    pronoun: he
    ---
    """
    assert said(there.seen("T")) == [
        "Ada attacks Eve at her house",
        "Eve attacks Ada at Ada's house",
        "Ada and Eve attack Bo at Ada's house",
        "Bo learns that Eve hides in Ada's house",
        "Eve hides in Ada's house",
    ]


@universe
def test_what_is_about_somebody_who_was_named_is_about_her(there: Universe) -> None:
    """
    === T.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 1 episode)
    ### 1. One
    - [[Ada]] resolves [[The hunt for Ada]]
    - [[Bo]] opens [[The hunt for Ada]]
    - [[Ada]], [[Bo]] investigate [[The case against Ada]]
    - [[Ada]], [[Eve]] investigate [[The case against Ada]]
    === thread: The hunt for Ada, The case against Ada
    === Ada.md
    ---
    kind: character
    pronoun: she
    ---
    === Eve.md
    ---
    kind: character
    pronoun: she
    ---
    === Bo.md
    ---
    kind: character
    pronoun: he
    ---
    """
    assert said(there.seen("T")) == [
        "Ada ends the hunt for her",
        "Bo begins the hunt for Ada",
        "Ada and Bo work on the case against her",
        "Ada and Eve work on the case against Ada",
    ]


@universe
def test_a_job_that_has_an_article_is_what_somebody_is(there: Universe) -> None:
    """
    === T.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. One
    - [[Ada]] works as "a nurse" ^nurse
    - [[Ada]], [[Bo]] work as "purser of the ferry"
    - [[Bo]] learns ^nurse
    - [[Cy]], [[Bo]] work as "the town's guards"
    ### 2. Two
    - [[Ada]] stops working as "a nurse"
    - [[Ada]] stops working as "purser of the ferry"
    """
    assert said(there.seen("T")) == [
        "Ada is a nurse",
        "Ada and Bo work as purser of the ferry",
        "Bo learns that Ada is a nurse",
        "Cy and Bo are the town's guards",
        "Ada is no longer a nurse",
        "Ada stops working as purser of the ferry",
    ]


@universe
def test_a_scene_is_shared_where_its_own_words_do_not_say_scene(there: Universe) -> None:
    """
    === T.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 1 episode)
    ### 1. One
    - together: [[Ada]], [[Bo]] at [[The Pier]]
    - together: [[Ada]], [[Bo]] "from years ago"
    - together: [[Ada]], [[Bo]] ", in a scene from years ago"
    - together: [[Ada]]
    === place: The Pier
    """
    assert said(there.seen("T")) == [
        "Ada and Bo share a scene at the Pier",
        "Ada and Bo share a scene from years ago",
        "Ada and Bo are together, in a scene from years ago",
        "Ada is seen",
    ]


@universe
def test_a_title_that_is_called_like_somebody_says_that_it_is_one(there: Universe) -> None:
    """
    === Ada (series).md
    ---
    kind: series
    name: Ada
    ---
    ## Season 1 (2017-03-01, 1 episode)
    ### 1. One
    - [[Ada]] is the main antagonist of [[Ada (series)]]
    === Tide.md
    ---
    kind: film
    ---
    ### Public
    - [[Tide]] picks up [[Ada (series)]]
    """
    assert said(there.seen("nothing")) == ["Tide picks up Ada"]
    assert said(there.seen("Ada")) == ["Tide picks up the series Ada", "Ada is the main antagonist of the series Ada"]


def test_threads_are_told_by_their_names() -> None:
    facts = (
        "- [[Ada Gray]] opens [[Who killed Pop]]\n- [[Ada Gray]], [[Bo Hale]] open [[The murder of Pop]]\n"
        "- [[Ada Gray]] investigates [[Who killed Pop]]\n- [[Ada Gray]] resolves [[Who killed Pop]]\n"
        "- [[Ada Gray]] takes the case of [[The box]]\n- [[Ada Gray]], [[Bo Hale]] resolve [[The box]]\n"
        "- [[Ada Gray]] resolves [[The hunt for Bo]]\n- [[Ada Gray]] opens [[The trunk]]\n"
    )
    threads = {f"{key}.md": "---\nkind: thread\n---\n" for key in (
        "Who killed Pop", "The murder of Pop", "The box", "The hunt for Bo",
    )}  # fmt: skip
    pages = {f"{key}.md": "---\nkind: character\n---\n" for key in ("Ada Gray", "Bo Hale")}
    pages |= {"The trunk.md": "---\nkind: object\n---\n", "T.md": f"{HEAD}{facts}### 2. Two\n", **threads}
    assert said(world(pages).seen("T")) == [
        "Ada Gray asks who killed Pop",
        "Ada Gray and Bo Hale look into the murder of Pop",
        "Ada Gray looks into who killed Pop",
        "Ada Gray finds out who killed Pop",
        "Ada Gray takes the case of the box",
        "Ada Gray and Bo Hale get to the bottom of the box",
        "Ada Gray ends the hunt for Bo",
        "Ada Gray opens the trunk",
    ]


@pytest.mark.parametrize(
    ("words", "several", "past"),
    [
        ("is killed", "are killed", "was killed"),
        ("has amnesia", "have amnesia", "had amnesia"),
        ("stops working for", "stop working for", "stopped working for"),
        ("marries", "marry", "married"),
        ("teaches", "teach", "taught"),
        ("tries to", "try to", "tried to"),
        ("dies", "die", "died"),
        ("goes missing", "go missing", "went missing"),
        ("controls", "control", "controlled"),
        ("visits", "visit", "visited"),
        ("puts an end to", "put an end to", "put an end to"),
        ("lies to", "lie to", "lied to"),
    ],
)
def test_verbs_of_several_and_in_the_past(words: str, several: str, past: str) -> None:
    assert of_several(words) == several
    assert in_the_past(words, plural=False) == past


def test_a_pronoun_is_one_of_few() -> None:
    there = world({"Ada.md": person("zir"), "T.md": HEAD + "### 2. Two\n"}, broken=True)
    assert [it.code for it in there.problems] == ["value-unreadable"]


def test_what_is_of_itself_says_so() -> None:
    page = HEAD + "- [[The Ring]] is a member of [[The Ring]]\n### 2. Two\n"
    there = world({"T.md": page, "The Ring.md": "---\nkind: group\n---\n"})
    assert said(there.seen("T")) == ["The Ring is a member of itself"]
