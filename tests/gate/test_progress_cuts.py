"""Progress in a film of several cuts passes no more than is safe in each of them."""

import pytest

from intertwine.gate.progress_text import UnknownProgressError
from intertwine.viewer import Viewer
from tests.worlds import with_people, world

RING = """---
kind: film
name: Ring
released: 2001-05-05
minutes: 100
cuts: {Extended: 140, "Director's Cut": ~90}
---
### Ring @00:28:00
- [[Ann]] dies
"""


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("Ring (Extended)", "Ring"),
        ("Ring Extended", "Ring"),
        ("Ring 50% of Extended", "Ring@00:28:32"),
        ("Ring (Extended) 50%", "Ring@00:28:32"),
        ("Ring Extended @01:30:00", "Ring@00:49:00"),
        ("Ring (directors cut) @00:20:00", "Ring@00:20:00"),
        ("Ring the Director's Cut", "Ring@01:21:00"),
    ],
)
def test_another_cut_is_answered_with_the_safe_time_in_the_main_one(typed: str, instead: str) -> None:
    there = world(with_people({"titles/Ring.md": RING}))
    with pytest.raises(UnknownProgressError, match="is another cut of") as found:
        there.progress(typed)
    assert found.value.near == (instead,)


def test_a_share_passes_what_is_passed_in_every_cut() -> None:
    there = world(with_people({"titles/Ring.md": RING}))
    assert there.text(there.progress("Ring 50%")) == "Ring@00:28:32"
    assert there.text(there.progress("Ring 100%")) == "Ring"
    with pytest.raises(UnknownProgressError, match="has several cuts"):
        there.progress("Ring 10%")


def test_a_plain_time_is_one_of_the_main_cut_and_passes_no_more() -> None:
    there = world(with_people({"titles/Ring.md": RING}))
    for text, passed in (("Ring @00:27:59", []), ("Ring @00:28:00", ["Ann dies"])):
        view = Viewer(there.seen(text))
        assert [fact.text for fact in view.title("Ring").facts] == passed
    assert there.text(there.progress("Ring @01:40:00")) == "Ring@01:40:00"
    with pytest.raises(UnknownProgressError) as found:
        there.progress("Ring @01:50:00")
    assert str(found.value) == (
        '"01:50:00" is later than the main cut of "Ring" lasts, and times are those of that cut; '
        "did you mean Ring@01:09:00?"
    )
    plain = world(with_people({"titles/Ring.md": RING.replace("cuts:", "genres: [Drama]  #")}))
    assert plain.text(plain.progress("Ring @01:50:00")) == "Ring@01:50:00"


def test_cuts_of_a_secret_film_are_not_spoken_of() -> None:
    files = with_people({"titles/Ring.md": RING.replace("name: Ring", "name: Ring\nrevealed: Ebb"),
                         "titles/Ebb.md": "---\nkind: film\nname: Ebb\n---\n"})  # fmt: skip
    said = []
    for files_of in (files, {path: text for path, text in files.items() if path != "titles/Ring.md"}):
        with pytest.raises(UnknownProgressError) as found:
            world(files_of).progress("Ring 50% of Extended")
        said.append(str(found.value))
    assert said[0] == said[1]
