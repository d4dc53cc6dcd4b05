"""A fact inside another's fact or reason is told as that person took it then."""

from __future__ import annotations

import pytest

from intertwine.gate.view import View
from tests.worlds import world

TITLE = """
=== T.md
---
kind: series
---
## Season 1 (2020-01-01, 3 episodes)
### 1. One
- together: [[Ada]], [[Cy]], [[Max]], [[Rolf]], [[Kip]]
- [[Kip]] dies ^death
  - frame: plan of [[Kip]], revealed 1x03
- [[Max]] goes missing ^gone
  - taken for: [[Max]] as [[Rolf]], revealed 1x03
### 2. Two
{two}
### 3. Three
{three}
"""
VERBS = {
    "believes {}": "Ada believes that {}",
    "remembers {}": "Ada remembers that {}",
    "suspects that {}": "Ada suspects that {}",
    "says {} to [[Cy]]": "Ada says to Cy that {}",
    "forgives {}": "Ada forgives that {}",
    "regrets {}": "Ada regrets that {}",
    "hates [[Cy]]\n  - because: {}": "Ada hates Cy because {}",
    "hates [[Cy]]\n  - in order to: {}": "Ada hates Cy so that {}",
}


@pytest.mark.parametrize("form", VERBS)
@pytest.mark.parametrize(
    ("fact", "then", "now"),
    [
        ("^death", "Kip died", "only as planned by Kip, Kip dies"),
        ("^gone", "Rolf (in truth Max) went missing", "Max, as Rolf, went missing"),
    ],
)
def test_it_is_told_as_it_was_taken_then(form: str, fact: str, then: str, now: str) -> None:
    item = f"- [[Ada]] {form.format(fact)}"
    if "so that" in VERBS[form]:  # what is yet to come
        then, now = (words.replace("died", "dies").replace("went", "goes") for words in (then, now))
    universe = world(TITLE.format(two=item, three=item))
    before, after = universe.seen("T 1x01-1x02"), universe.seen("T")
    plain = then.replace("Rolf (in truth Max)", "Rolf")
    assert _said(before) == [VERBS[form].format(plain)]
    turned_out = VERBS[form].format(then)
    if fact == "^death":
        turned_out = turned_out.replace(" because ", " in the belief that ")
    assert _said(after) == [turned_out, VERBS[form].format(now)]


def test_a_reason_that_was_none_is_told_as_a_belief() -> None:
    """Once that has come out: it is in a frame, or is disproved."""
    item = "- [[Ada]] hates [[Cy]]\n  - because: ^death"
    universe = world(TITLE.format(two=item, three='- [[Kip]] is described as "alive"'))
    assert _said(universe.seen("T 1x01-1x02")) == ["Ada hates Cy because Kip died"]
    assert _said(universe.seen("T")) == ["Ada hates Cy in the belief that Kip died"]
    disproved = TITLE.replace("  - frame: plan of [[Kip]], revealed 1x03\n", "").format(
        two="- [[Ada]] hates [[Cy]]\n  - because: ^death",
        three='- [[Kip]] is described as "well"\n  - disproves: ^death',
    )
    assert _said(world(disproved).seen("T 1x01-1x02")) == ["Ada hates Cy because Kip died"]
    assert _said(world(disproved).seen("T")) == ["Ada hates Cy in the belief that Kip died"]


def _said(view: View) -> list[str]:
    (ada,) = view.names.find("Ada")
    return [view.words(it) for it in view.facts.of(ada) if it.verb.role not in ("scene", "purpose", "linked name")]
