"""A plan in sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from intertwine.model.title_kind import counted_kinds
from intertwine.plan import Plan, PlannedEpisode
from intertwine.questions.common import At, Named, spans

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


def verb(its: Iterable[PlannedEpisode]) -> str:
    """What one does with all of them: "watch", "read"; "see" where that differs."""
    verbs = {it.it.words.kind.verb for it in its}
    return verbs.pop() if len(verbs) == 1 else "see"


def in_hours(minutes: int) -> str:
    """`45 min`, `3 h`, `7 h 30 min`, on one line."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}{_TIED}h"] if hours else []
    return _TIED.join([*parts, *([f"{rest}{_TIED}min"] if rest or not hours else [])])


def as_typed(minutes: int) -> str:
    """A time as addresses say it: `7h30`, `7`."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}h{rest:02}" if rest else f"{hours}"


def percent(thousandths: int) -> str:
    """`94%`, never rounded up."""
    return f"{thousandths // 10}%"


def heading_name(plan: Plan) -> str:
    """What the plan is for, in a heading: "Daredevil, season 2"."""
    where = plan.target.words.where(plan.target.season, plan.target.episode)
    return f"{plan.target.title}, {where}" if where else plan.target.title


def lead(plan: Plan) -> tuple[str, ...]:
    """The answer in a few sentences."""
    name = heading_name(plan)
    if not plan.installments:
        return _nothing(plan, name)
    about = "about " if plan.about else ""
    many, time = amount(plan.installments), f"{about}{in_hours(plan.minutes)}"
    these = "this" if len(plan.installments) == 1 else "these"
    what = {
        "essential": f"{verb(plan.installments).capitalize()} {these} {many} first: {time}.",
        "complete": f"Everything that touches it: {many}, {time}.",
        "budget": f"The best for that time: {many}, {time}.",
        "calendar": f"The best for these evenings: {many}, {time}.",
    }[plan.mode]
    all_of_it = plan.share >= 1000
    gives = f"You then know {'all' if all_of_it else percent(plan.share)} of what {name} builds on"
    before = f"; {percent(plan.before)} you know already." if plan.before else "."
    return tuple(filter(None, (what, gives + before, _proof(plan))))


def _nothing(plan: Plan, name: str) -> tuple[str, ...]:
    do = plan.target.words.kind.verb
    if plan.share >= 1000:
        known = f"You know all of what {name} builds on." if plan.before else f"{name} builds on nothing else."
        return (f"There is nothing left to {do} first.", known)
    if plan.essential_share <= plan.before:
        return (
            f"Nothing that is essential is left to {do} first.",
            f"You know {percent(plan.before)} of what {name} builds on.",
        )
    return (f"Nothing fits that would help with {name}.",)


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
