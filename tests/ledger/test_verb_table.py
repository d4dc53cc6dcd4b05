"""The built-in verbs, all of them: each can be written, and reads well of one, of several, and from the other side."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from intertwine.ledger.read.verb_words import bases
from intertwine.ledger.read.vocabulary import RECIPIENTS, built_in
from intertwine.model.verb import Verb
from intertwine.model.verb_forms import agreeing
from tests.worlds import world

VOCABULARY = built_in()
WRITTEN = [v for v in VOCABULARY.verbs if v.forms and v.shape != "listing" and v.role not in ("purpose", "identity")]
KINDS = ("character", "person", "group", "object", "place", "thread", "series")
FAN = """
hates, trusts, forgives, suspects, lies to, spies on, follows, visits, calls, lives with, sleeps with, kisses, wounds,
tortures, escapes, is arrested, arrests, confesses, blackmails, gives, pays, buys, inherits, forgets, remembers,
dreams, is pregnant, is the boss of, surrenders, dismisses, loses the power of, is in a coma, finds out that, stops
hating, stops trusting, wakes from the coma, gives birth, gives birth to, adopts, marries, divorces, betrays, rescues,
kidnaps, hires, fires, promotes, votes for, swears loyalty to, crowns, conquers, besieges, casts a spell on,
possesses, transforms into, clones, travels in time, hacks, steals, destroys, builds, repairs, discovers, opens,
hides, threatens, warns, persuades, apologizes to, argues with, reconciles with, proposes to, is engaged to, breaks up
with, cheats on, loves, is in love with, is jealous of, mourns, avenges, frames, testifies, is convicted, is released,
is exiled, flees, travels to, arrives at, leaves, returns, trains, teaches, defeats, duels, heals, poisons, infects,
is wounded, recovers, loses consciousness, is resurrected
"""


@pytest.mark.parametrize("form", re.split(r", ", " ".join(FAN.split())))
def test_what_a_fan_writes_is_a_form(form: str) -> None:
    assert form in VOCABULARY.by_form or form in VOCABULARY.by_backward_form


def test_every_form_belongs_to_one_verb() -> None:
    forms = Counter(form.lower() for verb in VOCABULARY.verbs for form in verb.forms)
    backward = Counter(form for verb in VOCABULARY.verbs for form in verb.backward_forms)
    assert [form for found in (forms, backward) for form, count in found.items() if count > 1] == []
    assert VOCABULARY.by_form.keys().isdisjoint(VOCABULARY.by_backward_form)


def _active(passive: str) -> set[str]:
    """The forms that "is visited by" may be the passive of: "visits"."""
    participle, *rest = passive.split(" ")[1:-1]
    ends = (("ies", "y"), ("s", ""), ("es", ""))
    found = [word for word in bases(participle) if word != participle or word in VOCABULARY.by_form]
    thirds = {base.removesuffix(old) + end for base in found for end, old in ends if base.endswith(old)}
    return {" ".join((third, *rest)) for third in thirds}


def test_the_passive_of_a_form_belongs_to_the_same_verb() -> None:
    """ "is visited by" is said of whom somebody visits, and not of where they travel to."""
    alike = {"is found by": "founds"}  # who is found was not founded
    for verb in VOCABULARY.verbs:
        for passive in (form for form in verb.backward_forms if re.fullmatch(r"is .+ by", form)):
            for form in _active(passive) & VOCABULARY.by_form.keys():
                owner = VOCABULARY.verbs[VOCABULARY.by_form[form]]
                assert owner.id == verb.id or alike.get(passive) == form, (passive, form)


@pytest.mark.parametrize(
    ("passive", "verb"),
    [
        ("is visited by", "visits"),
        ("is sheltered by", "takes in"),
        ("is kissed by", "kisses"),
        ("is called by", "calls"),
        ("is slept with by", "sleeps with"),
        ("is attacked by", "fights"),
        ("is met by", "meets"),
    ],
)
def test_a_passive_says_what_the_active_says(passive: str, verb: str) -> None:
    universe = world(
        "=== T.md\n---\nkind: series\n---\n## Season 1 (2020-01-01, 1 episode)\n### 1. One\n"
        f"- [[Ida]] {passive} [[Jon]]\n"
    )
    view = universe.seen("everything")
    (fact,) = (it for it in view.facts.of() if it.verb.id == verb)
    assert view.words(fact) == f"Ida {passive} Jon"
    assert [view.names.best(n) for n in (*fact.subjects, *fact.objects)] == ["Jon", "Ida"]


def test_states_that_are_begun_and_ended_are_states() -> None:
    for verb in VOCABULARY.verbs:
        for other in (verb.begins, *verb.ends):
            assert not other or VOCABULARY.verbs[VOCABULARY.by_id[other]].shape == "state", verb.id
        assert verb.shape != "ending" or verb.ends, verb.id


def test_a_recipient_goes_with_an_object() -> None:
    for verb in VOCABULARY.verbs:
        assert verb.recipient in ("", *RECIPIENTS)
        assert not verb.recipient or not verb.objects <= {"none"}, verb.id


def test_who_must_have_met_is_not_said_to_have_spoken_alone() -> None:
    assert [verb.id for verb in VOCABULARY.verbs if verb.spoken and verb.met] == []
    assert {"calls", "speaks with"} <= {verb.id for verb in VOCABULARY.verbs if verb.spoken}


def _plural(verb: Verb) -> list[str]:
    alike = (*verb.forms, *verb.backward_forms)
    return [form for form in alike if re.match(r"(are|have) |(?!\w+s\b)", form) and not form.endswith(":")]


def test_a_plural_form_never_tells_of_a_hidden_second() -> None:
    """Written of two, one of whom is hidden, it reads in the singular."""
    for verb in VOCABULARY.verbs:
        for form in _plural(verb):
            if form not in ("first meets", "first meet"):
                head = agreeing(verb, form, 1).partition(" ")[0]
                assert head.endswith("s") or head == "can", (verb.id, form)


def _item(verb: Verb, form: str) -> str:
    """A fact with this form: of A, B or what the verb is said of."""
    subject = next(kind for kind in KINDS if kind in verb.subjects)
    thing = next((kind for kind in KINDS if kind in verb.objects), None)
    if verb.is_backward(form):
        subject, thing = thing or "", subject
    shown = f" [[the {thing}]]" if thing else "" if "none" in verb.objects else ' "it"'
    if not thing and "text" not in verb.objects and "none" not in verb.objects:
        shown = " ^first"
    recipient = f" {verb.recipient} [[Cleo]]" if verb.recipient else ""
    return f"- [[a {subject}]] {form}{shown}{recipient}"


def test_every_form_reads_as_it_was_written() -> None:
    items: dict[str, str] = {}
    for verb in WRITTEN:
        forms = [form for form in verb.forms if not form.endswith(":")]
        forms += [form for form in verb.backward_forms if form in VOCABULARY.by_backward_form and not _no_link(verb)]
        items |= {form: _item(verb, form) for form in forms}
    stubs = "\n".join(
        f"=== {kind}s/{article} {kind}.md\n---\nkind: {kind}\n---\n" for kind in KINDS for article in ("a", "the")
    )
    universe = world(
        "=== T.md\n---\nkind: series\n---\n## Season 1 (2020-01-01, 1 episode)\n### 1. One\n"
        f"- [[Dina]] appears ^first\n{chr(10).join(items.values())}\n{stubs}"
    )
    view = universe.seen("everything")
    said = {fact.form: view.words(fact) for fact in view.facts.of()}
    every = {form: verb for verb in WRITTEN for form in (*verb.forms, *verb.backward_forms)}
    for form, item in items.items():
        words = said[form]
        written = agreeing(every[form], form, 1)
        assert dict(every[form].told).get(written, written).partition(" ")[0] in words, (item, words)
        assert "  " not in words, (item, words)
        assert " that that " not in words, (item, words)


def _no_link(verb: Verb) -> bool:
    return not verb.objects & {*KINDS, "person"}
