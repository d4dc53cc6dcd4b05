"""How much is shown of what was not seen, field by field, and which of it is next."""

from __future__ import annotations

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.model.posture import NAMES, USUAL, Posture
from intertwine.model.progress import Mark
from intertwine.questions.title_page import TitlePage
from tests.worlds import world

BAY = """
=== orders/Backwards.md
---
kind: order
name: Backwards
---
- Gull 1x03
- Gull 1x01
- Heron
- Gull 1x02
=== Gull.md
---
kind: series
id: gull
images:
  - {file: a.png, alt: A gull, revealed: public}
  - {file: b.png, alt: A nest, revealed: Gull 1x02}
cast:
  - "[[Ada Actor]] as [[Anna]] (public role)"
  - "[[Bo Actor]] as [[Bert]] (public)"
---
## Season 1 (2020-01-01, 3 episodes, ~33 min each)
### 1. Opening (30 min)
- [[Anna]] meets [[Bert]]
### 2. Middle (31 min)
### 3. Close (~32 min)
=== Heron.md
---
kind: film
id: heron
released: 2021-01-01
minutes: 97
cuts: {Long: 120}
images:
  - {file: c.png, alt: A heron, revealed: public}
cast:
  - "[[Ada Actor]] as [[Anna]] (public)"
---
=== people/Anna.md
---
kind: character
images:
  - {file: d.png, alt: Anna, revealed: public}
---
=== people/Bert.md
---
kind: character
---
=== people/Ada Actor.md
---
kind: person
---
=== people/Bo Actor.md
---
kind: person
---
"""


@pytest.fixture(scope="module")
def bay() -> Universe:
    return world(BAY)


def page(view: View, title: str = "Gull") -> TitlePage:
    return questions.title(view, title)


def names(view: View) -> list[str | None]:
    return [it.name for season in page(view).seasons for it in season.listed]


def test_names_are_shown_of_nothing_of_the_next_or_of_all(bay: Universe) -> None:
    for chosen, shown in (
        ("none", ["Opening", None, None]),
        ("next", ["Opening", "Middle", None]),
        ("all", ["Opening", "Middle", "Close"]),
    ):
        (posture,) = [Posture(it) for it in NAMES if it == chosen]
        assert names(bay.seen("Gull 1x01", posture)) == shown, chosen
        assert page(bay.seen("Gull 1x01", posture)).next is not None


def test_lengths_are_shown_of_what_was_begun(bay: Universe) -> None:
    view = bay.seen("Gull 1x01, told Gull 1x02", Posture(lengths=False))
    listed = [it for season in page(view).seasons for it in season.listed]
    assert [(it.minutes, it.about) for it in listed] == [(30, False), (31, False), (None, False)]
    heron = page(view, "Heron")
    assert (heron.length, heron.cuts) == (None, ())
    assert page(bay.seen("Heron", Posture(lengths=False)), "Heron").length == 97


def test_what_an_episode_usually_takes_is_shown_where_all_lengths_are(bay: Universe) -> None:
    def usual(progress: str, posture: Posture) -> list[int | None]:
        return [season.usual for season in page(bay.seen(progress, posture)).seasons]

    assert usual("", Posture()) == usual("Gull S1", Posture(lengths=False)) == [33]
    assert usual("", Posture(lengths=False)) == usual("Gull 1x01-1x02", Posture(lengths=False)) == [None]


def test_cast_is_shown_of_what_was_begun(bay: Universe) -> None:
    hidden = bay.seen("", Posture(cast=False))
    assert page(hidden).cast == page(hidden, "Heron").cast == ()
    begun = bay.seen("Gull 1x01", Posture(cast=False))
    assert [it.actor.name for it in page(begun).cast] == ["Ada Actor", "Bo Actor"]
    assert page(begun, "Heron").cast == ()
    assert [it.actor.name for it in page(bay.seen(), "Heron").cast] == ["Ada Actor"]


def test_pictures_are_shown_of_what_was_begun(bay: Universe) -> None:
    def alts(seen: str, posture: Posture, title: str = "Gull") -> list[str]:
        return [it.alt for it in page(bay.seen(seen, posture), title).images]

    no = Posture(pictures=False)
    assert (alts("", USUAL), alts("", no)) == (["A gull"], [])
    assert alts("Gull 1x02", no) == ["A gull", "A nest"]
    assert alts("Gull 1x02", no, "Heron") == []
    (anna,) = (bay.seen("", it).names.find("Anna") for it in [USUAL])
    assert len(questions.who(bay.seen(), anna[0]).images) == 1
    assert questions.who(bay.seen("", no), "Anna").images == ()


def test_the_next_one_goes_by_the_order_that_is_followed(bay: Universe) -> None:
    for seen, places in (("", [(1, 3), (0, 0)]), ("Gull 1x03", [(1, 1), (0, 0)]), ("Gull 1x03, Heron", [(1, 1), None])):
        view = bay.seen(seen, Posture(order="backwards"))
        found = [view.listing.next(n) for n in view.listing.titles]
        assert [it and (it.season, it.number) for it in found] == places
    assert names(bay.seen("", Posture(order="Backwards"))) == [None, None, "Close"]
    # An order that is not there, or is hidden, is that of release.
    assert names(bay.seen("", Posture(order="Forwards"))) == names(bay.seen())


def test_a_skip_moves_what_is_next_and_nothing_else(bay: Universe) -> None:
    skipped = frozenset({Mark("id:gull", 1, 1), Mark("id:nothing", 1, 1)})
    usual, view = bay.seen(), bay.seen("", Posture(skipped=skipped))
    assert names(view) == [None, "Middle", None]
    for name in view.orders.names:
        found = view.orders.next(name)
        assert found is not None
        assert (found[1].season, found[1].number) == ((1, 2) if name == "release" else (1, 3))
    assert [view.words(it) for it in view.facts.of()] == [usual.words(it) for it in usual.facts.of()]
    assert [it.skipped for it in view.listing.installments(view.listing.titles[0])] == [True, False, False]
    everything = Posture(skipped=frozenset(Mark("id:gull", 1, n) for n in (1, 2, 3)))
    assert page(bay.seen("", everything)).next is None


def test_a_view_is_asked_for_by_a_posture_and_nothing_else(bay: Universe) -> None:
    with pytest.raises(TypeError, match="takes a posture"):
        bay.seen("", "none")  # type: ignore[arg-type] # on purpose
    assert bay.seen("Gull S1", USUAL) is bay.seen("Gull S1")
