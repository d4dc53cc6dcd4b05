"""Real data sets, checked: only where `../shared/data` is present."""

from pathlib import Path
from typing import Any

import pytest

from benchmarks import continuity

DATA = Path(__file__).parents[2].parent / "shared" / "data"
NO_DATA = f"real data NOT TESTED: there is no {DATA} (the data is in no repository of ours)"


def scene(*people: str, **flags: Any) -> dict[str, Any]:
    """A scene of the data; those in capitals are dead in it."""
    return {"characters": [{"name": it.title(), "alive": not it.isupper()} for it in people], **flags}


def test_whoever_lives_after_a_death_is_named_flashbacks_and_visions_apart() -> None:
    scenes = [scene("ada", "BRUNO"), scene("ADA", "bruno", flashback=True), scene("bruno"), scene("cleo"), scene("ADA")]
    assert continuity.alive_again([{"scenes": scenes[:2]}, {"scenes": scenes[2:]}]) == {"Bruno"}


def test_every_judgement_and_every_cause_has_a_reason() -> None:
    causes, said = continuity.judgements()
    assert [name for name, why in causes.items() if not why] == []
    assert [it for it in said if not it.why or it.set not in continuity.SETS] == []


@pytest.mark.slow
def test_everybody_who_lives_after_a_death_is_found_and_with_the_causes_nothing_is_left(tmp_path: Path) -> None:
    if not DATA.is_dir():
        pytest.skip(NO_DATA)
    life = continuity.lives(DATA, tmp_path)
    assert len(life.in_data) == 11
    assert life.in_data <= life.found
    assert life.found - life.in_data == {"Old Man", "Othor"}
    assert life.left == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", continuity.SETS)
def test_every_finding_is_judged(tmp_path: Path, name: str) -> None:
    if not DATA.is_dir():
        pytest.skip(NO_DATA)
    _, said = continuity.judgements()
    problems = continuity.findings(name, DATA, tmp_path).problems
    assert [str(it) for it in problems if not any(one.is_of(name, it) for one in said)] == []
