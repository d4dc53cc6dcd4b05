"""Words that are no form of a verb: what is offered for them, and what never is."""

from __future__ import annotations

import pytest

from intertwine.ledger.read.verb_hints import _table, hint, meant
from intertwine.ledger.read.vocabulary import built_in, read

VOCABULARY = built_in()
TRIED = """
killed: kills | was killed by: is killed by | were killed by: is killed by | has been killed by: is killed by
killed by: is killed by | is being tortured by: is tortured by | got arrested: is arrested
was arrested: is arrested | married: marries | weds: is married to | wed: is married to
got married to: is married to | elopes with: is married to | met: meets | bumps into: meets | bumped into: meets
gets to know: meets | crosses paths with: meets | stole: steals | had stolen: steals | nicks: steals
swipes: steals | robbed: robs | loots: robs | gave: gives | handed: gives | grants: gives | loaned: lends
sold: sells | bought: buys | acquires: buys | loved: loves | adores: loves | secretly loves: loves
fell in love with: falls in love with | falls for: loves | despised: despises | abhors: hates | can't stand: hates
does not trust: distrusts | relies on: trusts | lies: lies to | lied: lies to | lied to: lies to | fibs to: lies to
cons: deceives | scammed: deceives | argued: argues with | quarrelled with: quarrels with | yells at: argues with
chats with: speaks with | talked to: talks to | phoned: phones | rang: calls | dials: calls | texted: texts
sends a letter to: writes to | dumps: breaks up with | dumped: breaks up with | is dating: dates
is seeing: has a relationship with | proposed: proposes to | engaged to: is engaged to | cheated on: cheats on
is cheating on: cheats on | punches: beats up | slaps: beats up | strangles: kills | shoots dead: kills
guns down: shoots | knifed: stabs | maims: wounds | perishes: dies | passed away: dies | is dead: dies
resuscitates: heals | gets well: recovers | time travels: travels in time | goes back in time: travels in time
shapeshifts: transforms into | wakes from a coma: wakes from the coma | woke up: wakes up
lies in a coma: is in a coma | slips into a coma: is in a coma | is with child: is pregnant
gave birth to: gives birth to | was born: is born | was adopted by: is adopted by | raised by: is raised by
reared: raises | snatches: kidnaps | holds hostage: kidnaps | apprehends: arrests | grills: interrogates
plants evidence on: frames | takes the stand: testifies | snitches on: reports | was fired by: is fired by
lays off: dismisses | works at: works for | manages: is the boss of | sides with: is an ally of
feuds with: is an enemy of | dethrones: overthrows | annexes: conquers | elects: votes for | journeys to: travels to
drove to: travels to | resides in: lives in | moved to: moves to | came back to: returns to | ran away: runs away
evades: escapes from | trails: follows | bugs: spies on | wiretaps: spies on | stops by: visits | vows: promises
divulges: reveals | comes clean: confesses | figured out: knows | recollects: remembers | masquerades as: poses as
masqueraded as: poses as | is son of: is the son of | sister of: is the sister of | is friends with: is a friend of
hugged: comforts | desires: wants | craves: wants | tutors: teaches | trsuts: trusts | forgivs: forgives
hatess: hates | betrayd: betrays | mets: meets | kidnpas: kidnaps | inherets: inherits
"""
CASES = [tuple(case.strip().split(": ")) for line in TRIED.strip().split("\n") for case in line.split(" | ")]


@pytest.mark.parametrize(("words", "form"), CASES)
def test_the_form_that_was_meant_is_offered(words: str, form: str) -> None:
    assert words not in VOCABULARY.by_form
    assert form in meant(words, VOCABULARY)


def test_more_than_a_hundred_words_were_tried() -> None:
    assert len(CASES) > 100


def test_words_that_mean_something_else_are_never_taken_for_a_slip() -> None:
    """Each is one or two letters from a form, and is a word of its own."""
    for word in sorted(_table().others):
        for form in meant(word, VOCABULARY):
            assert form.startswith(f"{word} "), (word, form)


@pytest.mark.parametrize(
    ("words", "never"),
    [
        ("lies", "dies"),
        ("dyes", "dies"),
        ("wed", "fed"),
        ("shaves", "saves"),
        ("wires", "hires"),
        ("tires", "fires"),
        ("hails", "has"),
        ("paves", "saves"),
        ("bills", "kills"),
        ("mills", "kills"),
        ("fills", "kills"),
        ("bells", "sells"),
        ("tills", "tells"),
        ("toves", "loves"),
        ("beads", "heals"),
    ],
)
def test_one_letter_does_not_make_another_word(words: str, never: str) -> None:
    assert never not in meant(words, VOCABULARY)


@pytest.mark.parametrize("words", ["frobnicates", "zaps", "x", "", "yodels", "a", "to", "   "])
def test_nothing_is_offered_where_nothing_is_near(words: str) -> None:
    assert hint(words, VOCABULARY) == ""


def test_synonyms_mean_forms_and_are_none() -> None:
    every = {**VOCABULARY.by_form, **VOCABULARY.by_backward_form}
    assert {form for forms in _table().meaning.values() for form in forms} <= every.keys()
    assert _table().meaning.keys().isdisjoint(every)
    assert _table().others.isdisjoint(every)


def test_verbs_of_the_universe_are_offered_too() -> None:
    vocabulary, _ = read('[sketches]\nforms = ["sketches", "sketch"]\n', "verbs.toml", VOCABULARY)
    assert meant("sketched", vocabulary) == ("sketches",)
    assert meant("sketchs", vocabulary) == ("sketches",)
    assert hint("sketched", vocabulary) == 'did you mean "sketches"?'
