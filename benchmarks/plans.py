"""Plans of what to see first: times, proofs and gaps, beside a greedy choice and HiGHS's own branch and bound.

Seconds are of a processor core, so that a busy machine gives the same figures. All problems but those of the included
universe are synthetic: see `benchmarks/plan_problems.py`.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import highspy
import numpy as np

import intertwine
from benchmarks.measure import Table, verdict
from benchmarks.plan_problems import Shape, essentials, generated
from benchmarks.plans_random import random_facts
from intertwine.library import Companion
from intertwine.model.curriculum import Curriculum
from intertwine.model.progress import NOTHING
from intertwine.model.strings import Bools
from intertwine.plan import Evening, PlanOptions
from intertwine.plan.coverage import Coverage, Selection
from intertwine.plan.make import make_plan
from intertwine.plan.solve import best_within, cheapest, even_steps, frontier, greedy_within
from intertwine.plan.solve.aims import most_weight, within_aim
from intertwine.plan.solve.program import Program
from intertwine.plan.solve.reduce import reduced
from intertwine.storyline.highs import silent

UNIVERSES = Path(__file__).resolve().parents[1] / "universes"
DAY = date(2026, 12, 1)
SLIDER = 0.1
"""Seconds within which a moved slider is answered."""
KINDS = (
    ("as a universe", Shape(161, 300)),
    ("few requirements", Shape(161, 100)),
    ("many requirements", Shape(161, 600)),
    ("chains and joint needs", Shape(161, 300, shared=0.6, joint=0.6, chained=0.9)),
    ("few requirements, joint needs", Shape(161, 100, shared=0.6, joint=0.6, chained=0.9)),
    ("shared reveals", Shape(161, 300, shared=0.8, joint=0.2, chained=0.3)),
    ("joint needs, no chains", Shape(161, 300, shared=0.5, joint=0.9, chained=0)),
)
SEEDS = range(6)
PARTS = (0.25, 0.5, 0.75)
POINTS = 32
LARGE = ((1_000, 100_000, 5, 0.01), (10_000, 300_000, 30, 0.03))
T = TypeVar("T")
NOTE = (
    "Shares are those of requirements with several reveals (OR), of reveals that need several installments (AND), and "
    "of seasons that are chains. A relaxation is fractional where its linear program splits an installment."
)


def tables() -> list[Table]:
    """All tables."""
    return [_included(), _small(), _greed(), _own_search(), _large(), random_facts()]


def _targets() -> Iterator[tuple[str, Companion, str]]:
    """Each included universe, and each part of each of its titles."""
    for folder in sorted(it for it in UNIVERSES.iterdir() if (it / "universe.md").is_file()):
        universe = intertwine.load(folder)
        listing = universe.seen().view.listing
        for title in listing.titles:
            parts = sorted({it.season for it in listing.installments(title) if it.season})
            name = universe.seen().view.names.address(title)
            for part in parts or [0]:
                yield folder.name, universe, f"{name} {listing.words(title).part(part)}" if len(parts) > 1 else name


def _included() -> Table:
    rows, worst, slowest = [], 0.0, 0.0
    for _, universe, target in _targets():
        taken, proved = list[float](), True
        whole = universe.plan(target)
        time_for_half = max(1, universe.plan(target, options=PlanOptions(complete=True)).minutes // 2)
        half = PlanOptions(minutes=time_for_half)
        evenings = tuple(Evening((DAY + timedelta(2 * n)).isoformat(), 90) for n in range(max(1, time_for_half // 90)))
        asked = (PlanOptions(), PlanOptions(complete=True), half, replace(half, minutes=None, evenings=evenings),
                 replace(half, seasons=True), replace(half, order="woven"))  # fmt: skip
        for options in asked:
            seconds, plan = _timed(partial(universe.plan, target, options=options), 3)
            taken.append(seconds)
            proved &= plan.optimal
        curve, plan = _timed(partial(universe.plan, target, curve=True), 3)
        moved = _moved(universe, target, [it.minutes for it in plan.curve])
        worst, slowest = max([worst, curve, *taken]), max(slowest, moved)
        rows.append((target, str(len(whole.installments)), *_ms(*taken, curve, moved), _yes(proved)))
    columns = ("before", "installments", "essential, ms", "complete", "half the time", "as evenings", "whole seasons",
               "woven", "with curve", "slider moved, slowest", "proved")  # fmt: skip
    note = (
        "Every title of every included universe, part by part; whole answers of the library, nothing seen. Evenings "
        f"are of 90 minutes, and make up half the time. The slowest answer is {verdict(worst, 0.5)} s. The slowest to "
        f"a moved slider, of all steps of the curve, is {verdict(slowest, SLIDER)} s: a server keeps what a title "
        "asks for, so that is a plan by a curriculum that was disclosed before."
    )
    return Table("Plans: the included universe", columns, tuple(rows), note)


def _moved(universe: Companion, target: str, times: Sequence[int]) -> float:
    """The seconds of the slowest plan for one of these times, by a curriculum that is kept, as a server keeps it."""
    view, places = universe.seen().view, dict[tuple[int, ...], Curriculum]()

    def kept(wanted: Sequence[int]) -> Curriculum:
        key = tuple(wanted)
        if key not in places:
            places[key] = universe.universe.curriculum(NOTHING, wanted)
        return places[key]

    make_plan(view, kept, target)
    moves = (partial(make_plan, view, kept, target, PlanOptions(minutes=max(1, minutes))) for minutes in times)
    return max((_timed(move)[0] for move in moves), default=0.0)


def _small() -> Table:
    rows = []
    for name, shape in KINDS:
        taken, fractional, proved, curves = list[float](), list[bool](), list[bool](), list[float]()
        for problem, required, full in _problems(shape):
            asked: list[Callable[[], Selection]] = [partial(cheapest, problem, required)]
            for minutes in _budgets(full):
                asked.append(partial(best_within, problem, minutes))
                fractional.append(_is_fractional(problem, minutes))
            for ask in asked:
                seconds, found = _timed(ask)
                taken.append(seconds)
                proved.append(found.optimal)
            seconds, points = _timed(partial(frontier, problem, even_steps(full, POINTS)))
            curves.append(seconds)
            proved += [each.optimal for each in points]
        rows.append(
            (name, str(shape.requirements), _shares(shape), f"{statistics.mean(fractional):.0%}",
             f"{sum(proved)} of {len(proved)}", f"{statistics.median(taken):.3f}", f"{max(taken):.3f}",
             verdict(max(taken), 0.5), f"{statistics.median(curves):.2f}", f"{max(curves):.2f}")
        )  # fmt: skip
    columns = ("161 installments", "requirements", "OR, AND, chains", "fractional", "proved", "median s", "worst s",
               "bound", f"curve of {POINTS + 1} points, median s", "worst s ")  # fmt: skip
    return Table("Plans: generated problems", columns, tuple(rows), NOTE)


def _greed() -> Table:
    rows = []
    for name, shape in KINDS:
        lost: dict[float, list[float]] = {part: [] for part in PARTS}
        for problem, _, full in _problems(shape):
            for part, minutes in zip(PARTS, _budgets(full), strict=True):
                best = best_within(problem, minutes).weight
                lost[part].append(1 - greedy_within(problem, minutes).weight / best if best else 0)
        rows.append((name, *(f"{statistics.mean(lost[part]):.1%} / {max(lost[part]):.1%}" for part in PARTS)))
    columns = ("161 installments", *(f"lost at {part:.0%} of the full time, mean / most" for part in PARTS))
    return Table("Plans: what a greedy choice loses", columns, tuple(rows), "The problems of the table above.")


def _own_search() -> Table:
    rows = []
    for name, shape in KINDS[:3]:
        ours, theirs = list[float](), list[float]()
        for problem, _, full in _problems(shape):
            for minutes in _budgets(full):
                seconds, found = _timed(partial(best_within, problem, minutes))
                ours.append(seconds)
                seconds, weight = _timed(partial(_integer_program, problem, minutes))
                theirs.append(seconds)
                if weight != found.weight:
                    raise ValueError(f"{name}: {weight} is not {found.weight}")
        rows.append((name, f"{sum(ours):.2f}", f"{sum(theirs):.2f}", f"{sum(theirs) / sum(ours):.1f}"))
    columns = ("161 installments", "ours, s", "HiGHS's branch and bound, s", "times faster")
    note = "Both reduce the problem and look for the most weight, then the least minutes; ours for the earliest, too."
    return Table("Plans: two searches", columns, tuple(rows), note)


def _large() -> Table:
    rows = []
    for choices, requirements, seconds_allowed, gap_allowed in LARGE:
        shape = Shape(choices, requirements)
        problem, required = generated(shape, 0), essentials(generated(shape, 0), shape, 0)
        seconds, found = _timed(partial(cheapest, problem, required))
        full = cheapest(problem, np.ones(requirements, np.bool_)).minutes
        answers = [("essential", seconds, found, found.minutes / found.bound - 1)]
        for part, minutes in zip(PARTS, _budgets(full), strict=True):
            seconds, found = _timed(partial(best_within, problem, minutes))
            answers.append((f"{part:.0%} of the time", seconds, found, 1 - found.weight / found.bound))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (
            1024 * 1024 if sys.platform == "darwin" else 1024
        )
        for mode, seconds, found, gap in answers:
            rows.append(
                (f"{choices:,}", f"{requirements:,}", mode, f"{seconds:.1f}", verdict(seconds, seconds_allowed),
                 "proved" if found.optimal else f"{gap:.2%}", verdict(gap * 100, gap_allowed * 100) + "%", str(memory))
            )  # fmt: skip
    columns = ("installments", "requirements", "mode", "s", "bound", "gap", "bound ", "MB at most so far")
    return Table(
        "Plans: large problems", columns, tuple(rows), "Each ends at its proof or at the default limit of work."
    )


def _problems(shape: Shape) -> Iterator[tuple[Coverage, Bools, int]]:
    """Each problem, what is essential in it, and the minutes that cover everything."""
    for seed in SEEDS:
        problem = generated(shape, seed)
        full = cheapest(problem, np.ones(len(problem.weight), np.bool_)).minutes
        yield problem, essentials(problem, shape, seed), full


def _budgets(full: int) -> list[int]:
    return [int(full * part) for part in PARTS]


def _timed(ask: Callable[[], T], times: int = 1) -> tuple[float, T]:
    taken = list[float]()
    while True:
        start = time.process_time()
        found = ask()
        taken.append(time.process_time() - start)
        if len(taken) == times:
            return statistics.median(taken), found


def _program(problem: Coverage, minutes: int) -> Program:
    network = reduced(problem, np.zeros(len(problem.weight), np.bool_), must=False, budget=minutes)
    return Program(network, within_aim(network, minutes))


def _is_fractional(problem: Coverage, minutes: int) -> bool:
    program = _program(problem, minutes)
    ends = np.zeros(len(program.gain), np.bool_)
    share = program.relax(ends, ~ends).share
    return bool((np.abs(share - np.rint(share)) > 1e-6).any())


def _integer_program(problem: Coverage, minutes: int) -> int:
    """The most weight, as HiGHS finds it by itself."""
    program = _program(problem, minutes)
    network, solver, made = program.network, silent(), program.solver.getLp()
    whole, any_ = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    made.integrality_ = [whole if each else any_ for each in network.parts] + [any_] * len(network.shared)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.99)
    solver.passModel(made)
    solver.run()
    return network.weight + most_weight(
        within_aim(network, minutes), minutes, -round(solver.getInfo().objective_function_value), 0
    )


def _ms(*seconds: float) -> tuple[str, ...]:
    return tuple(f"{1000 * each:.0f}" for each in seconds)


def _shares(shape: Shape) -> str:
    return f"{shape.shared:.0%}, {shape.joint:.0%}, {shape.chained:.0%}"


def _yes(value: object) -> str:
    return "yes" if value else "no"
