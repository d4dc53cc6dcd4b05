"""Scenes as places of what happens in them."""

from __future__ import annotations

from intertwine.gate.universe import Universe
from intertwine.questions import who
from tests.worlds import universe


@universe
def test_a_meeting_has_the_place_of_its_scene_and_the_scene_is_not_listed(there: Universe) -> None:
    """
    === T.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 4 episodes)
    ### 1. One
    - [[Ada]] meets [[Bo]]
    - together: [[Ada]], [[Bo]], [[Cy]] at [[The Pier]]
    ### 2. Two
    - [[Ada]] meets [[Bo]]
    - together: [[Ada]], [[Bo]] at [[The Pier]]
    ### 3. Three
    - [[Ada]] meets [[Bo]]
    - together: [[Ada]], [[Bo]] at [[The Pier]]
    - together: [[Ada]], [[Bo]] at [[The Mill]]
    ### 4. Four
    - [[Ada]] meets [[Bo]] "by chance"
    - [[Ada]] fights [[Bo]] at [[The Mill]]
    - together: [[Ada]], [[Bo]] at [[The Mill]]
    - together: [[Ada]], [[Bo]] (heard) at [[The Pier]]
    === place: The Pier, The Mill
    """

    def facts(seen: str) -> list[str]:
        return [told.text for told in who(there.seen(seen), "Ada").facts]

    assert facts("T 1x01") == ["Ada meets Bo at the Pier", "Ada, Bo and Cy are at the Pier"]
    assert facts("T 1x02") == ["Ada meets Bo at the Pier"]
    assert facts("T 1x03") == [
        "Ada meets Bo",
        "Ada and Bo share a scene at the Pier",
        "Ada and Bo share a scene at the Mill",
    ]
    assert facts("T 1x04") == [
        "Ada meets Bo by chance",
        "Ada fights Bo at the Mill",
        "Ada shares a scene at the Pier with Bo, who is only heard",
    ]
