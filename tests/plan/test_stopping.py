"""The work on a plan is told of, and can be stopped: the plan is then the best so far, and says so."""

from __future__ import annotations

import io
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import intertwine
from intertwine.cli.main import main
from intertwine.cli.plans import say_plan
from intertwine.cli.stop import stop_asked
from intertwine.plan import Evening, PlanOptions
from intertwine.plan.coverage import covered
from intertwine.plan.solve import best_within, greedy_within
from intertwine.plan.solve.limits import Limits
from intertwine.questions.serialise import to_json
from tests.plan.problems import problems

MODES = (
    PlanOptions(),
    PlanOptions(complete=True),
    PlanOptions(minutes=300),
    PlanOptions(minutes=300, without=("Iron Fist",)),
    PlanOptions(evenings=tuple(Evening(f"2026-12-0{n}", 60) for n in range(1, 6))),
)


@pytest.mark.parametrize("options", MODES)
def test_progress_never_falls_and_never_changes_the_plan(options: PlanOptions) -> None:
    heard: list[tuple[int, int]] = []
    universe = intertwine.load()
    plan = universe.plan("The Defenders", options=options, curve=True, progress=lambda *it: heard.append(it))
    assert plan == universe.plan("The Defenders", options=options, curve=True)
    assert not plan.interrupted
    parts = [done / total for done, total in heard]
    assert parts == sorted(parts)
    assert all(0 <= part <= 1 for part in parts)
    assert len(heard) > 2


@pytest.mark.parametrize("options", MODES)
@pytest.mark.parametrize("after", [0, 1, 5])
def test_a_stopped_plan_is_one_that_keeps_what_was_asked_and_says_that_it_was_stopped(
    options: PlanOptions, after: int
) -> None:
    left = iter(range(after))
    plan = intertwine.load().plan(
        "The Defenders", "Daredevil S1", options=options, curve=True, progress=lambda *_: next(left, None) is not None
    )
    best = intertwine.load().plan("The Defenders", "Daredevil S1", options=options)
    assert plan.interrupted
    assert to_json(plan)["interrupted"] is True
    assert not any("costs" in note for note in plan.notes)
    if options.minutes:
        assert plan.minutes <= options.minutes
        assert plan.share <= best.share <= plan.share + plan.gap
    if plan.mode == "essential":
        assert plan.share >= plan.essential_share - 1
        assert plan.minutes - plan.minutes * plan.gap // 1000 <= best.minutes <= plan.minutes
    said = " ".join(getattr(it, "text", "") for it in say_plan(plan))
    assert "The search was stopped" in said


@given(st.data())
def test_what_is_stopped_at_once_is_as_good_as_a_greedy_choice(data: st.DataObject) -> None:
    problem = data.draw(problems())
    minutes = data.draw(st.integers(0, int(problem.cost.sum()) + 1))
    found = best_within(problem, minutes, progress=lambda *_: False)
    early = best_within(problem, minutes, Limits(1))
    assert early.weight >= greedy_within(problem, minutes).weight
    assert found.weight >= greedy_within(problem, minutes).weight
    assert found.minutes <= minutes
    assert best_within(problem, minutes).weight <= found.bound
    assert int(problem.weight[covered(problem, found.chosen)].sum()) == found.weight
    assert not np.any(found.chosen[problem.then] & ~found.chosen[problem.first])


@contextmanager
def pressing_ctrl_c(*_: object) -> Iterator[object]:
    """In place of the bar: whoever hears of progress for the first time presses Ctrl-C."""
    pressed: list[int] = []

    def show(done: int, total: int) -> None:
        assert 0 <= done <= total
        if not pressed:
            pressed.append(done)
            signal.raise_signal(signal.SIGINT)

    yield show


def test_ctrl_c_gives_the_best_so_far_and_exits_with_0(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intertwine.cli.plans.bar", pressing_ctrl_c)
    before = signal.getsignal(signal.SIGINT)
    out, err = io.StringIO(), io.StringIO()
    assert main(["plan", "The Defenders", "--hours", "5"], out, err) == 0
    assert "The search was stopped: this is the best so far. " in out.getvalue()
    assert signal.getsignal(signal.SIGINT) is before


def test_the_second_ctrl_c_does_what_it_always_did() -> None:
    with stop_asked() as stopped, pytest.raises(KeyboardInterrupt):  # noqa: PT012 - what is raised is the second one
        assert not stopped()
        signal.raise_signal(signal.SIGINT)
        assert stopped()
        signal.raise_signal(signal.SIGINT)


def test_what_is_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with stop_asked() as stopped:
            signal.raise_signal(signal.SIGINT)
            assert not stopped()
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_plan_that_takes_long_shows_how_far_it_is_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("intertwine.cli.bar.PATIENCE", -1.0)
    for err, shows in ((Terminal(), True), (io.StringIO(), False)):
        assert main(["plan", "The Defenders"], io.StringIO(), err) == 0
        assert ("planning" in err.getvalue()) == shows


def test_what_somebody_else_has_seen_is_asked_for_by_its_own_option() -> None:
    err = io.StringIO()
    assert main(["plan", "The Defenders", "--also-for", "Nonsense 9"], io.StringIO(), err) == 2
    assert "write for example: --also-for " in err.getvalue()
