"""The solver."""

import pytest

from intertwine.storyline.highs import silent


def test_a_solver_says_nothing_while_it_is_made_and_runs(capfd: pytest.CaptureFixture[str]) -> None:
    solver = silent()
    solver.run()
    assert capfd.readouterr() == ("", "")
