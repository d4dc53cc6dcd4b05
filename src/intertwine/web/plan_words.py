"""A plan in sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_lazy

from intertwine.model.numbers import in_hours
from intertwine.model.words import capital
from intertwine.plan import Evening, Plan, PlannedEpisode
from intertwine.plan.lengths import A_MINUTE, in_minutes
from intertwine.plan.nothing import EmptyPlan, why_nothing
from intertwine.questions.common import At, Named, spans
from intertwine.web.kind_words import counted_kinds, in_language, past, this, verb
from intertwine.web.words_in_pages import about, percent

_ALL = 1000
"""A share, in thousandths."""
_TIED = "\N{NO-BREAK SPACE}"
_BEST = {
    "essential": gettext_lazy("No shorter plan has everything essential."),
    "budget": gettext_lazy("No plan for that time shows more of it."),
    "calendar": gettext_lazy("No plan for that time shows more of it."),
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
    """What is seen on a day (ISO), and how many minutes that takes. Of each installment: the minutes of it then where
    that is not all of it, else 0."""

    date: str
    minutes: int
    installments: tuple[tuple[PlannedEpisode, int], ...]


def amount(its: Iterable[PlannedEpisode]) -> str:
    """How many there are, by what they are: "9 episodes and 2 films"."""
    return counted_kinds(it.it.words.kind for it in its)


def these(its: Sequence[PlannedEpisode]) -> str:
    """Those that a sentence is about: "this episode", "these 9 episodes and 2 films"; "1 film and 2 episodes" where
    neither word goes before it."""
    if len(its) == 1:
        kind = its[0].it.words.kind
        return this((kind.name or kind.id) if kind.is_single else kind.installment)
    many = amount(its)
    return many if many.startswith("1 ") else gettext("these %(many)s") % {"many": many}


def watch(its: Iterable[PlannedEpisode]) -> str:
    """What one does with all of them: "watch", "read"; "see" where that differs."""
    verbs = {it.it.words.kind.verb for it in its}
    return verb(verbs.pop() if len(verbs) == 1 else "see")


def tied_hours(minutes: int) -> str:
    """A time on one line: see `in_hours`."""
    return in_hours(minutes, _TIED)


def as_typed(minutes: int) -> str:
    """A time as addresses say it: `7h30`, `7`."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}h{rest:02}" if rest else f"{hours}"


def heading_name(plan: Plan) -> str:
    """What the plan is for, in a heading: "Daredevil, season 2"."""
    where = in_language(plan.target.words).where(plan.target.season, plan.target.episode)
    return f"{plan.target.title}, {where}" if where else plan.target.title


def lead(plan: Plan) -> tuple[str, ...]:
    """The answer in a few sentences."""
    if not plan.installments:
        return _nothing(plan).lead
    time = tied_hours(plan.minutes)
    said = {"many": amount(plan.installments), "time": about(time) if plan.about else time}
    match plan.mode:
        case "essential":
            what = gettext("%(watch)s %(these)s first: %(time)s.") % {
                **said, "watch": watch(plan.installments), "these": these(plan.installments)
            }  # fmt: skip
        case "complete":
            what = gettext("Everything that touches it: %(many)s, %(time)s.") % said
        case "budget":
            what = gettext("The best for that time: %(many)s, %(time)s.") % said
        case _:
            what = gettext("The best for these evenings: %(many)s, %(time)s.") % said
    return tuple(filter(None, (capital(what), _gives(plan), _proof(plan))))


def _gives(plan: Plan) -> str:
    said = {"share": percent(plan.share), "name": heading_name(plan), "before": percent(plan.before)}
    if plan.before >= _ALL:
        return gettext("You know all of what %(name)s builds on already.") % said
    if plan.share >= _ALL:
        if plan.before:
            return gettext("You then know all of what %(name)s builds on; %(before)s you know already.") % said
        return gettext("You then know all of what %(name)s builds on.") % said
    if plan.before:
        return gettext("You then know %(share)s of what %(name)s builds on; %(before)s you know already.") % said
    return gettext("You then know %(share)s of what %(name)s builds on.") % said


def list_heading(plan: Plan) -> str:
    """What stands above the list."""
    return gettext("The plan") if plan.installments else _nothing(plan).heading


def _nothing(plan: Plan) -> EmptyPlan:
    """What is said of a `plan` that holds nothing, in the language of the page; `plan.nothing` says the same to
    programs."""
    why, kind = why_nothing(plan), plan.target.words.kind
    said = {
        "name": heading_name(plan), "share": percent(plan.before), "watch": verb(kind.verb), "past": past(kind.past),
    }  # fmt: skip
    nothing = gettext("Nothing to %(watch)s first") % said
    known = gettext("You know %(share)s of what %(name)s builds on.") % said
    if plan.before >= _ALL:
        known = gettext("You know all of what %(name)s builds on.") % said
    match why:
        case "builds on nothing":
            return EmptyPlan(nothing, (gettext("Nothing needs to be %(past)s before %(name)s.") % said,))
        case "all seen":
            return EmptyPlan(nothing, (gettext("There is nothing left to %(watch)s first.") % said, known))
        case "stopped":
            stopped = gettext("The search was stopped before it found anything.")
            return EmptyPlan(gettext("Nothing was found yet"), (stopped, known))
        case "nothing fits":
            fits = gettext("Nothing fits that would help with %(name)s.") % said
            return EmptyPlan(gettext("Nothing fits"), (fits, known))
        case "left out":
            out = gettext("What you asked for leaves out all that is essential.")
            if plan.before:
                out = gettext("What you asked for leaves out all that is essential and not %(past)s yet.") % said
            return EmptyPlan(gettext("All that is essential is left out"), (out, known))
        case "all left out":
            out = gettext("What you asked for leaves out all that %(name)s builds on.") % said
            return EmptyPlan(gettext("All is left out"), (out, known))
    if plan.before:
        return EmptyPlan(nothing, (gettext("Nothing that is essential is left to %(watch)s first.") % said, known))
    more = gettext("What else it builds on is in “Everything that touches it”, below.")
    return EmptyPlan(nothing, (gettext("Nothing is essential before %(name)s.") % said, more))


def _proof(plan: Plan) -> str:
    if plan.optimal:
        return str(_BEST[plan.mode])
    if not plan.gap:
        return ""
    gap = number_format(plan.gap / 10, 1)
    if plan.mode == "essential":
        return gettext("A plan with everything essential is shorter by %(gap)s%% at most.") % {"gap": gap}
    return gettext("A better plan shows %(gap)s%% more of it at most.") % {"gap": gap}


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
    sittings = [(evening, it, seconds) for it in plan.installments for evening, seconds in _sittings(it)]
    return tuple(
        EveningPlanned(
            day, in_minutes(sum(seconds for *_, seconds in its)),
            tuple((it, evening.minutes if it.evenings else 0) for evening, it, _ in its),
        )
        for day in sorted({evening.date for evening, *_ in sittings})
        if (its := [sitting for sitting in sittings if sitting[0].date == day])
    )  # fmt: skip


def _sittings(it: PlannedEpisode) -> Iterator[tuple[Evening, int]]:
    """The evenings of an installment, and how many seconds of it are on each."""
    left = it.seconds
    for number, evening in enumerate(it.sittings, 1):
        seconds = left if number == len(it.sittings) else evening.minutes * A_MINUTE
        left -= seconds
        yield evening, seconds


def in_words(its: Sequence[PlannedEpisode]) -> str:
    """Installments, each title said once: "Daredevil 1x02-1x05, Iron Fist 1x01"."""
    return spans([
        At(
            it.it.title.name, it.it.episode.season, it.it.episode.episode, None, it.it.title.address,
            in_language(it.it.words),
        )
        for it in its
    ])  # fmt: skip
