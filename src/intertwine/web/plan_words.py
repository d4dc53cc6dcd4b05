"""A plan in sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from intertwine.model.numbers import in_hours, percent
from intertwine.model.title_kind import counted_kinds
from intertwine.plan import Plan, PlannedEpisode
from intertwine.plan.nothing import nothing_planned
from intertwine.questions.common import At, Named, spans

_ALL = 1000
"""A share, in thousandths."""
_TIED = "\N{NO-BREAK SPACE}"
_NOT_MORE = "No plan for that time gives more."
_BEST = {
    "essential": "No plan does that in less time.",
    "budget": _NOT_MORE,
    "calendar": _NOT_MORE,
    "complete": "",
}


@dataclass(frozen=True, slots=True)
class TitleRun:
    """Installments of one title that follow each other in a plan. `reason` is why, at the title's first run. `first` is
    the place of the first in the plan, from 1 on."""

    title: Named
    reason: str
    first: int
    installments: tuple[PlannedEpisode, ...]


@dataclass(frozen=True, slots=True)
class EveningPlanned:
    """What is seen on a day (ISO), and how many minutes that takes."""

    date: str
    minutes: int
    installments: tuple[PlannedEpisode, ...]


def amount(its: Iterable[PlannedEpisode]) -> str:
    """How many there are, by what they are: "9 episodes and 2 films"."""
    return counted_kinds(it.it.words.kind for it in its)


def these(its: Sequence[PlannedEpisode]) -> str:
    """Those that a sentence is about: "this episode", "these 9 episodes and 2 films"; "1 film and 2 episodes" where
    neither word goes before it."""
    many = amount(its)
    if len(its) == 1:
        return f"this {many.removeprefix('1 ')}"
    return many if many.startswith("1 ") else f"these {many}"


def verb(its: Iterable[PlannedEpisode]) -> str:
    """What one does with all of them: "watch", "read"; "see" where that differs."""
    verbs = {it.it.words.kind.verb for it in its}
    return verbs.pop() if len(verbs) == 1 else "see"


def tied_hours(minutes: int) -> str:
    """A time on one line: see `in_hours`."""
    return in_hours(minutes, _TIED)


def as_typed(minutes: int) -> str:
    """A time as addresses say it: `7h30`, `7`."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}h{rest:02}" if rest else f"{hours}"


def heading_name(plan: Plan) -> str:
    """What the plan is for, in a heading: "Daredevil, season 2"."""
    where = plan.target.words.where(plan.target.season, plan.target.episode)
    return f"{plan.target.title}, {where}" if where else plan.target.title


def lead(plan: Plan) -> tuple[str, ...]:
    """The answer in a few sentences."""
    if not plan.installments:
        return nothing_planned(plan, heading_name(plan)).lead
    about = "about " if plan.about else ""
    many, time = amount(plan.installments), f"{about}{tied_hours(plan.minutes)}"
    what = {
        "essential": f"{verb(plan.installments).capitalize()} {these(plan.installments)} first: {time}.",
        "complete": f"Everything that touches it: {many}, {time}.",
        "budget": f"The best for that time: {many}, {time}.",
        "calendar": f"The best for these evenings: {many}, {time}.",
    }[plan.mode]
    share = "all" if plan.share >= _ALL else percent(plan.share)
    gives = f"You then know {share} of what {heading_name(plan)} builds on"
    before = f"; {percent(plan.before)} you know already." if plan.before else "."
    return tuple(filter(None, (what, gives + before, _proof(plan))))


def list_heading(plan: Plan) -> str:
    """What stands above the list."""
    return "The plan" if plan.installments else nothing_planned(plan, heading_name(plan)).heading


def _proof(plan: Plan) -> str:
    if plan.optimal:
        return _BEST[plan.mode]
    return f"A better plan is better by {plan.gap / 10:.1f}% at most." if plan.gap else ""


def runs(plan: Plan) -> tuple[TitleRun, ...]:
    """The plan's installments in their order, those of one title that follow each other together."""
    reasons = {it.title.address: it.text for it in plan.reasons}
    found, first = [], 1
    for _, its in groupby(plan.installments, key=lambda it: it.it.title.address):
        together = tuple(its)
        title = together[0].it.title
        found.append(TitleRun(title, reasons.pop(title.address, ""), first, together))
        first += len(together)
    return tuple(found)


def evenings(plan: Plan) -> tuple[EveningPlanned, ...]:
    """The plan by its evenings, in their order; () where it has none."""
    dated = sorted((it for it in plan.installments if it.evening), key=lambda it: it.evening or "")
    return tuple(
        EveningPlanned(day, sum(it.minutes for it in its), its)
        for day, its in ((day or "", tuple(its)) for day, its in groupby(dated, key=lambda it: it.evening))
    )


def in_words(its: Sequence[PlannedEpisode]) -> str:
    """Installments, each title said once: "Daredevil 1x02-1x05, Iron Fist 1x01"."""
    return spans([
        At(it.it.title.name, it.it.episode.season, it.it.episode.episode, None, it.it.title.address, it.it.words)
        for it in its
    ])  # fmt: skip
