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


BOOK = "---\nkind: book\nname: Tome\neditions: {Penguin: 90}\n---\n## Chapters (1 chapter)\n### 1. One\n"


@pytest.mark.parametrize(
    "stamp", ["Tome 45%", "Tome to 45%", "[[Tome]] 45%", '"Tome" 45%', "45% of Tome", "Tome page 9"]
)
def test_a_share_and_a_page_are_said_to_be_no_stamp(stamp: str) -> None:
    note = f"---\nkind: character\n---\n### {stamp}\n- [[Nora]] dies\n"
    (problem,) = compiled({"titles/Tome.md": BOOK, "Nora.md": note}).problems
    assert (problem.file, problem.line) == ("Nora.md", 4 if "[[" in stamp or '"' in stamp else 5)
    word = "page" if "page" in stamp else "share"
    assert f"a {word}" in problem.message
    assert problem.hint == "name the chapter instead" or (problem.hint or "").startswith("name the installment instead")
    assert "cannot be a stamp" in problem.message


def test_a_title_that_is_called_like_a_share_is_a_title() -> None:
    film = "---\nkind: film\nname: Tome 45%\n---\n"
    note = "---\nkind: character\n---\n### Tome 45%\n- [[Nora]] dies\n"
    assert compiled({"titles/Tome.md": BOOK, "titles/Film.md": film, "Nora.md": note}).problems == ()
