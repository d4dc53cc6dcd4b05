"""Words that are no form of a verb: what is offered for them, and what never is."""

from __future__ import annotations

import pytest

from intertwine.ledger.read.verb_hints import hint, lacks_name, meant
from intertwine.ledger.read.verb_words import meanings
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
is cheating on: cheats on | punched: punches | thrashes: beats up | slaughters: kills | shoots dead: kills
guns down: shoots | knifed: stabs | maims: wounds | perishes: dies | passed away: dies | is dead: dies
resuscitates: heals | gets well: recovers | time travels: travels in time | goes back in time: travels in time
shapeshifts: transforms into | awakens from a coma: wakes from the coma | woke up: wakes up
lies in a coma: is in a coma | slips into a coma: is in a coma | is with child: is pregnant
gave birth to: gives birth to | was born: is born | was adopted by: is adopted by | raised by: is raised by
reared: raises | snatches: kidnaps | holds hostage: kidnaps | apprehends: arrests | grills: interrogates
plants evidence on: frames | takes the stand: testifies | snitches on: reports | was fired by: is fired by
lays off: dismisses | works at: works for | manages: is the boss of | sides with: is an ally of
feuds with: is an enemy of | dethrones: overthrows | annexes: conquers | elects: votes for | journeys to: travels to
drove to: drives to | resides in: lives in | moved to: moves to | came back to: returns to | ran away: runs away
evades: escapes from | trails: follows | bugs: spies on | wiretaps: spies on | stops by: visits | vows: promises
divulges: reveals | comes clean: confesses | figured out: knows | recollects: remembers | masquerades as: poses as
masqueraded as: poses as | is son of: is the son of | sister of: is the sister of | is friends with: is a friend of
hugged: hugs | desires: wants | craves: wants | tutors: teaches | trsuts: trusts | forgivs: forgives
hatess: hates | betrayd: betrays | mets: meets | kidnpas: kidnaps | inherets: inherits
"""
CASES = [tuple(case.strip().split(": ")) for line in TRIED.strip().split("\n") for case in line.split(" | ")]


@pytest.mark.parametrize(("words", "form"), CASES)
def test_the_form_that_was_meant_is_offered(words: str, form: str) -> None:
    assert words not in VOCABULARY.by_form
    assert form in meant(words, VOCABULARY)


def test_more_than_a_hundred_words_were_tried() -> None:
    assert len(CASES) > 100


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


WRONG = """
is nabbed by: is arrested by | is nabbed: is arrested | is bossed by: works under | is detained by: is arrested by
is detained: is arrested | is slaughtered by: is killed by | is slaughtered: is killed | is dumped by: breaks up with
is worshipped by: is admired by | is loaned by: is lent by | is grilled by: is interrogated by
is snatched by: is kidnapped by | is dethroned by: is overthrown by | is blamed by: is accused by
is knifed by: is stabbed by | is resuscitated by: is healed by | is duped by: is deceived by | begins to hate: hates
starts to love: loves | comes to trust: trusts | grew to fear: fears | started hating: hates
begins to work for: works for | ceases to love: stops loving | stops to hate: stops hating
no longer trusts: stops trusting | no longer works for: stops working for | starts: | begins a:
never loves: | is not a friend of: | does not love: stops loving | doesn't hate: | moves in: moves to
moves out of: leaves | regains the power of: | refuses to help: refuses to | trespasses on: enters | expects:
falls under suspicion of: is suspected by | is no longer pregnant: loses the baby | get married: is married to
is revealed to be: is | is feared dead: seems to die | gets up: | takes off: | gives up on: | shows up:
pays attention to: | holds a meeting with: | breaks the news to: | loses to: is defeated by | deserves to die:
moves off: moves away from | breaks out: escapes | goes wild: | goes deaf: | goes bankrupt: | gets drunk: | falls over:
takes a bath: | comes in: | turns off: deactivates | dise: dies | kilsl: kills | lvoes: loves | meest: meets
marrries: marries | is betraed by: is betrayed by | is kiled by: is killed by | is arested: is arrested
has a relatoinship with: has a relationship with | threatans: threatens | is baked by: | is bared by: | is lit by:
is sat by: | is fed by: | is wed by: is married to | loses interest: | is hiss by: | plots with: | is mixed by:
"""
WRONG_CASES = [
    tuple(case.strip().split(":")) for line in WRONG.strip().split("\n") for case in line.strip(" |").split(" | ")
]


@pytest.mark.parametrize(("words", "form"), WRONG_CASES)
def test_meaning_comes_before_spelling_and_the_opposite_is_never_offered(words: str, form: str) -> None:
    """What is offered first; nothing rather than a form that only looks alike."""
    assert meant(words, VOCABULARY)[:1] == ((form.strip(),) if form.strip() else ())


def test_sixty_wrong_words_were_tried() -> None:
    assert len(WRONG_CASES) > 60


@pytest.mark.parametrize("word", ["moves out", "is hit by", "goes blind", "is called by"])
def test_what_was_taken_for_another_word_is_a_form_by_now(word: str) -> None:
    assert word in {**VOCABULARY.by_form, **VOCABULARY.by_backward_form}


def test_synonyms_mean_forms_and_are_none() -> None:
    every = {**VOCABULARY.by_form, **VOCABULARY.by_backward_form}
    assert {form for forms in meanings().meaning.values() for form in forms} <= every.keys()
    assert meanings().meaning.keys().isdisjoint(every)
    assert meanings().others.isdisjoint(every)


def test_verbs_of_the_universe_are_offered_too() -> None:
    vocabulary, _ = read('[sketches]\nforms = ["sketches", "sketch"]\n', "verbs.toml", VOCABULARY)
    assert meant("sketched", vocabulary) == ("sketches",)
    assert meant("sketchs", vocabulary) == ("sketches",)
    assert hint("sketched", vocabulary) == 'did you mean "sketches"?'


@pytest.mark.parametrize("pronoun", ["him", "her", "them", "it"])
def test_a_pronoun_stands_where_a_name_should(pronoun: str) -> None:
    assert hint(f"marries {pronoun}", VOCABULARY) == 'did you mean "marries [[name]]"?'
    assert lacks_name(f"gives {pronoun}") == f'write [[name]] instead of "{pronoun}"'
    assert lacks_name("marries") == ""
