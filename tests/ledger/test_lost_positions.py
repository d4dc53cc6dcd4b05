"""What is said of a position that can never be passed: what comes of it hangs on the other ways to learn the fact."""

import pytest

from intertwine.viewer import Viewer
from tests.full import full
from tests.worlds import compiled, with_people, world

FILM = "---\nkind: film\nname: Moor\n---\n"
HIDDEN = "the statement stays hidden"
OTHERS = "the statement can only be learnt in its other ways"
SOME = "what cannot be learnt in another way stays hidden"
FIRST, SECOND = "- [[Nora]] dies\n", "- [[Nora]] returns to [[Home]]\n"
NEEDS, LOST, KNOWN = "  - needs: Frery S1\n", "  - also known: Frery S1\n", "  - also known: Moor\n"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (f"### Frery S1\n{FIRST}", HIDDEN),
        (f"### Frery S1\n{FIRST}{KNOWN}", OTHERS),
        (f"### Frery S1\n{FIRST}{SECOND}{KNOWN}", SOME),
        (f"### Public\n{FIRST}{NEEDS}", HIDDEN),
        (f"### Public\n{FIRST}{NEEDS}{KNOWN}", OTHERS),
        (f"### Public\n{FIRST}{LOST}", OTHERS),
        (f"### Frery S1\n{FIRST}{LOST}", HIDDEN),
        (f"### Frery S1\n{FIRST}  - also known: Frery S2\n", HIDDEN),
    ],
)
def test_what_comes_of_a_lost_position_is_said(text: str, outcome: str) -> None:
    files = with_people({"titles/Moor.md": FILM, "places/Home.md": f"---\nkind: place\n---\n{text}"})
    found = [it.message for it in compiled(files).problems if "can never be passed" in it.message]
    assert found
    assert all(f"can never be passed: {outcome}, since " in message for message in found), found
    shown = full(Viewer(world(files, broken=True).seen("everything")).search("dies"))
    assert ("Nora" in shown) == (outcome == OTHERS), "and so it is"
