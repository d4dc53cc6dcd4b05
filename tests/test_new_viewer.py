"""Tried as a new viewer would: somebody who has seen only the first season of Daredevil asks who people are.

A table of what the second season (and all that came after) tells, each with what is asked and what must not be said
yet; and for each the answer of somebody who has seen it, since a word that is never said would prove nothing.
"""

import json
from dataclasses import dataclass
from functools import cache

import pytest

import intertwine
from intertwine import questions
from intertwine.gate.view import View
from intertwine.questions.common import NotThere
from intertwine.viewer import Viewer

FIRST, SECOND = "Daredevil S1", "Daredevil S1-S2"


@dataclass(frozen=True)
class Row:
    """`says` is what is told later, `asked` whom one asks about, and `words` what only then may be read there; with
    no words the name itself is not there yet. `seen` is how far one must be for it."""

    says: str
    asked: str
    words: tuple[str, ...] = ()
    seen: str = SECOND


TABLE = (
    Row("There is an Elektra", "Elektra Natchios"),
    Row("Matt loved her once", "Matt Murdock", ("Elektra",)),
    Row("Stick trained her too", "Stick", ("Elektra",)),
    Row("There is a Punisher", "the Punisher"),
    Row("He is called Frank Castle", "Frank Castle"),
    Row("Matt fights him on a roof", "Matt Murdock", ("Frank Castle", "Punisher")),
    Row("Karen looks into his family", "Karen Page", ("Castle",)),
    Row("Foggy defends him in court", "Foggy Nelson", ("Castle",)),
    Row("Fisk meets him in prison", "Wilson Fisk", ("Frank Castle",)),
    Row("Stick has an army, the Chaste", "The Chaste"),
    Row("Stick fights for the Chaste", "Stick", ("Chaste",)),
    Row("There is a Hand", "The Hand"),
    Row("Stick fights the Hand", "Stick", ("the Hand",)),
    Row("Elektra is what the Hand calls Black Sky", "Black Sky", ("Elektra",)),
    Row("Nobu has a family name", "Nobu Yoshioka"),
    Row("Nobu is not dead", "Nobu", ("turns out to be alive",)),
    Row("Nobu is one of the Hand", "Nobu", ("the Hand",)),
    Row("Karen learns who wears the mask", "Karen Page", ("learns that Matt Murdock is Daredevil",)),
    Row("There is a Colonel Schoonover", "Ray Schoonover"),
    Row("The district attorney is Samantha Reyes", "Samantha Reyes"),
    Row("Matt and Foggy's firm ends", "Nelson and Murdock", ("Daredevil 2x12",)),
    Row("Claire leaves for Harlem", "Claire Temple", ("Harlem",), "everything"),
    Row("There is a Luke Cage in Claire's life", "Claire Temple", ("Luke Cage",), "everything"),
    Row("Madame Gao is one of the Hand", "Madame Gao", ("the Hand",), "everything"),
    Row("Matt has a mother, Maggie", "Sister Maggie", (), "everything"),
    Row("Matt's mother is in his story", "Matt Murdock", ("Maggie",), "everything"),
    Row("Karen's brother", "Kevin Page", (), "everything"),
)


@cache
def viewer(seen: str) -> View:
    """Somebody who has seen this."""
    return intertwine.load().universe.seen(seen)


def page(seen: str, name: str) -> str | None:
    """The whole page of somebody, as its JSON; None where nobody is called so."""
    try:
        return json.dumps(questions.to_json(Viewer(viewer(seen)).who(name)), ensure_ascii=False)
    except NotThere:
        return None


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.says)
def test_who_has_seen_the_first_season_learns_nothing_that_a_later_one_tells(row: Row) -> None:
    before, after = page(FIRST, row.asked), page(row.seen, row.asked)
    assert after is not None
    if not row.words:
        assert before is None
        return
    assert before is None or not [word for word in row.words if word in before]
    assert [word for word in row.words if word in after]


def test_the_secret_that_karen_keeps_stands_under_no_telling_name() -> None:
    """What happened to Wesley is known to who has seen it; that anybody learns of it is not."""
    text = page(FIRST, "Karen Page")
    assert text is not None
    assert "Wesley" in text
    assert "Kevin" not in text


def test_nobody_hidden_is_named_in_any_answer() -> None:
    """Everybody's page, the titles, the whole timeline: none of the names that come later is in them."""
    first, later = viewer(FIRST), viewer("everything")
    told = [questions.to_json(Viewer(first).who(first.names.address(n))) for n in first.names.index]
    told += [questions.to_json(Viewer(first).title(first.names.address(n))) for n in first.listing.titles]
    text = json.dumps([*told, questions.to_json(Viewer(first).timeline())], ensure_ascii=False)
    for name in ("Elektra", "Punisher", "Castle", "Chaste", "Schoonover", "Reyes", "Yoshioka", "Maggie", "Nadeem"):
        assert name not in text.replace("The Punisher", ""), name
        assert any(name in later.names.best(n) or name in str(later.names.known(n)) for n in later.names.index), name


def test_a_death_that_will_turn_out_to_be_none_reads_like_any_other() -> None:
    """No "seems" where the story gives no reason to doubt: the word itself would tell that somebody comes back."""
    timeline = json.dumps(questions.to_json(Viewer(viewer(FIRST)).timeline()), ensure_ascii=False)
    assert "Nobu dies in flames" in timeline
    assert "seems to die" not in timeline
    nobu, wesley = page(FIRST, "Nobu"), page(FIRST, "James Wesley")
    assert nobu is not None
    assert wesley is not None
    assert json.loads(nobu)["alive"] is json.loads(wesley)["alive"] is False
