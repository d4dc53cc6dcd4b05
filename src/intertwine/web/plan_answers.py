"""A plan's answers: what is asked, and whoever asks waits for it in the queue. The pages of plans and the API ask here;
nothing else on the site makes a plan, or sees what one is made from."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import partial

from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from intertwine.gate.view import View
from intertwine.model.message import message
from intertwine.model.progress import Progress, furthest
from intertwine.plan import Plan, PlanError, PlanOptions
from intertwine.plan.make import make_plan
from intertwine.questions.common import Ambiguous, NotThere
from intertwine.web.context import RequestContext, context_of
from intertwine.web.kept import FIRST
from intertwine.web.marks import read_by_title
from intertwine.web.plan_choice import FIRST_SAID, ChoiceError, PlanChoice, WrongParameter
from intertwine.web.plan_query import plan_choice
from intertwine.web.plans_kept import KeptCurve, KeptPlan

_BASE = {"minutes": None, "evenings": (), "complete": False, "order": "release", "pauses": False}
"""What the curve of all times does not depend on."""
_WAYS = {
    "without": message("choose a title from the list"),
    "with": message("write the name of a title, or of a part or an installment of it"),
    "": message("choose another title"),
}
"""What to do where there is nothing of a name, by the parameter that says the name."""


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """What is asked: a plan for the title with this `number` in the view, at this `address`, as it was `chosen`.

    It is for all who watch, and for the profiles that join them (`PlanChoice.together`). What any of them lacks is in
    it, and its words are what all of them know. `gone` is whether somebody was to join who is not here (any more).
    """

    context: RequestContext
    number: int
    address: str
    chosen: PlanChoice
    gone: bool = False

    @property
    def progress(self) -> Progress:
        """What all have passed for whom it is."""
        return self.context.marks.progress

    @property
    def view(self) -> View:
        """What all of them know."""
        return self.context.view

    @property
    def passed(self) -> Progress | None:
        """What counts as seen in place of that, where the address says it: of the titles that are known here. Raises
        `ChoiceError` for what cannot be read."""
        if not self.chosen.seen:
            return None
        try:
            return Progress(seen=furthest(read_by_title(self.view, self.chosen.seen)))
        except ValueError:
            raise ChoiceError(
                "seen", message("what was seen cannot be read"), message("ask for the link again")
            ) from None

    @property
    def target(self) -> str:
        """What it is for, in words that the engine reads."""
        words = self.context.view.listing.words(self.number)
        return f"{self.address} {words.part(int(self.chosen.season))}" if self.chosen.season else self.address

    @property
    def query(self) -> str:
        """The query as it was said, for another address: what is wrong with it is still wrong there."""
        said = self.context.request.GET.urlencode()
        return f"?{said}" if said else ""

    @property
    def is_listed(self) -> bool:
        """Whether anything of the title is listed: for nothing, nothing can be planned."""
        return bool(self.context.view.listing.installments(self.number))

    @property
    def view_from(self) -> Hashable:
        """All that the view is made from."""
        served = self.context.served
        return served.address, served.universe.hash, self.progress, self.context.posture

    def made_from(self, options: PlanOptions) -> Hashable:
        """All that a plan with these options is made from."""
        return self.view_from, self.target, options, self.chosen.seen


def plan_question(request: HttpRequest, universe: str, address: str, *, strict: bool = False) -> PlanQuestion:
    """What a `request` asks about the title that has `address` in the `universe`; 404 where there is none, or where it
    has no such season. With `strict`, what would count for nothing is wrong (see `plan_choice`)."""
    chosen = plan_choice(request.GET, strict=strict)
    context = context_of(request, universe, tuple(map(profile_of, chosen.together)))
    number = context.entity(address, titles=True)
    parts = {it.season for it in context.view.listing.installments(number)}
    if chosen.season and int(chosen.season) not in parts:
        raise Http404
    gone = any(profile_of(it) not in context.kept.names for it in chosen.together)
    if gone and strict and not chosen.wrong:
        wrong = WrongParameter("together", "somebody whom the plan is for is not here", "leave out together")
        chosen = replace(chosen, wrong=wrong)
    # Whoever is here is not said again, and whoever is gone is not said any more. A form is drawn for all of them.
    kept = context.kept
    others = kept.names.keys() - (() if request.method == "POST" else kept.here)
    chosen = replace(chosen, together=tuple(it for it in chosen.together if profile_of(it) in others))
    return PlanQuestion(context, number, context.view.names.address(number), chosen, gone)


def profile_of(said: str) -> str:
    """The profile that an address means; it may be unknown."""
    return FIRST if said == FIRST_SAID else said


def said_of(profile: str) -> str:
    """A profile as an address says it."""
    return profile or FIRST_SAID


MakePlanned = Callable[[Plan, KeptCurve], bytes]
"""The bytes of an answer, made from the plan and from the curve that it lies on."""


def answer(it: PlanQuestion, what: Hashable, make: MakePlanned) -> bytes:
    """What `make` makes of the plan that `it` asks for, with the curve of all times; `what` names all that it depends
    on beside the question.

    Raises `ChoiceError` for what cannot be planned so, and `BusyError` where others come first.
    """
    options = it.chosen.options()

    return it.context.server.plans.queue.get(
        (what, it.chosen, it.made_from(options)), 0, lambda: _of_kept(it, options, make)
    )


def _of_kept(it: PlanQuestion, options: PlanOptions, make: MakePlanned) -> bytes:
    """What `make` makes of a plan that is kept, or of a new one. A page of a plan leads to files of the same plan."""
    plans, made_from = it.context.server.plans.plans, (get_language(), it.made_from(options))
    kept = plans.get(made_from)
    if kept is None:
        kept = KeptPlan(*_planned(it, options))
        plans.put(made_from, kept)
    return make(kept.plan, kept.curve)


def _planned(it: PlanQuestion, options: PlanOptions) -> tuple[Plan, KeptCurve]:
    base = replace(options, **_BASE)  # type: ignore[arg-type] # fields by name
    curves, made_from = it.context.server.plans.curves, it.made_from(base)
    curve = curves.get(made_from)
    if curve is None:
        essential = _made(it, base, curve=True)
        curve = KeptCurve(essential.curve, essential.minutes, essential.share)
        curves.put(made_from, curve)
        if options == base:
            return essential, curve
    return replace(_made(it, options, curve=False), curve=curve.points), curve


def _made(it: PlanQuestion, options: PlanOptions, *, curve: bool) -> Plan:
    context, passed = it.context, it.passed
    known = partial(context.server.plans.curriculum, it.view_from, context.served.universe, it.progress)
    try:
        return make_plan(it.view, known, it.target, options, curve=curve, passed=passed)
    except PlanError as error:
        raise ChoiceError(_field(it, error), str(error), error.way) from None
    except (NotThere, Ambiguous) as error:
        named = {"without": it.chosen.without, "with": it.chosen.within}
        field = next((name for name, texts in named.items() if error.asked in texts), "")
        said = error.message if isinstance(error, NotThere) and error.other else str(error)
        raise ChoiceError(field, said, _WAYS[field]) from None


def _field(it: PlanQuestion, error: PlanError) -> str:
    """The parameter that the engine refused: the one whose text it repeats; "" where that is none."""
    said = {"order": (it.chosen.order,), "on": it.chosen.on, "rated": (it.chosen.rated,)}
    return next((name for name, texts in said.items() if any(t and f'"{t}"' in str(error) for t in texts)), "")
