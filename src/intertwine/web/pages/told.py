""" "Show me everything about this title", and what was missed before it: the choice, telling it, undoing that."""

from collections.abc import Callable, Sequence
from functools import reduce

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy

from intertwine.gate.view import View
from intertwine.model.progress import Mark
from intertwine.web import changes
from intertwine.web.context import CANNOT, RequestContext, after_change, context_of, see_other
from intertwine.web.errors import MistakeError, methods
from intertwine.web.marks import Marks
from intertwine.web.same_title import tags
from intertwine.web.telling import Portion, missed, portions
from intertwine.web.telling_form import choice
from intertwine.web.tellings import BEFORE, is_part, listed_marks, telling_key, with_telling, without_tellings

_NOTHING = gettext_lazy("Nothing was ticked, so there was nothing to tell. Tick what you want to be told.")


@methods("GET", "POST")
def page(request: HttpRequest, universe: str, address: str) -> HttpResponseBase:
    """The parts of a title that can be told (GET), telling some of them (POST `do=tell`) or undoing one telling
    (`do=hide`): the answer to `request` about the title that has `address` in the universe at `universe`."""
    return _answer(request, universe, address, portions, _tell_parts)


@methods("GET", "POST")
def before(request: HttpRequest, universe: str, address: str) -> HttpResponseBase:
    """The same of what was missed before a title, where all that is chosen is one telling: the answer to `request`
    about the title that has `address` in the universe at `universe`."""
    return _answer(request, universe, address, missed, _tell_before)


_ChosenParts = Sequence[tuple[str, str]]
"""What is told: of each portion its part, and its installments as the form holds them."""
_Tell = Callable[[RequestContext, str, _ChosenParts], Callable[[Marks], Marks]]


def _answer(
    request: HttpRequest, universe: str, address: str, find: Callable[[View, int], list[Portion]], tell: _Tell
) -> HttpResponseBase:
    context = context_of(request, universe)
    number = context.title_of_form(address)
    identity = context.view.listing.identity(number)
    if not identity:
        raise MistakeError(400, CANNOT)
    if request.method != "POST":
        return _confirm(context, number, find, tell)
    match request.POST.get("do"):
        case "hide":
            return _change(context, identity, _hide(context, identity, before=tell is _tell_before))
        case "tell":
            chosen = _chosen(context, find(context.view, number))
            if not chosen:
                return _confirm(context, number, find, tell, str(_NOTHING))
            return _change(context, identity, tell(context, identity, chosen))
        case _:
            raise MistakeError(400)


def _confirm(
    context: RequestContext, number: int, find: Callable[[View, int], list[Portion]], tell: _Tell, wrong: str = ""
) -> HttpResponseBase:
    view = context.view
    choices = [choice(view, it, n) for n, it in enumerate(find(view, number), 1)]
    return context.page(
        "told.html", 400 if wrong else 200, name=view.names.best(number), address=view.names.address(number),
        of=tags(view)[number], words=view.listing.words(number), wrong=wrong, before=tell is _tell_before,
        choices=[it for it in choices if not it.is_known], known=[it for it in choices if it.is_known],
    )  # fmt: skip


def _chosen(context: RequestContext, found: list[Portion]) -> _ChosenParts:
    """What the form says; a request without boxes means those that would be ticked."""
    form = context.request.POST
    sent = [str(it) for it in form.getlist("part")]
    if not sent and "chosen" not in form:
        sent = [choice(context.view, it, 0).value for it in found if it.after is None]
    if sent:  # what was told already, and this choice needs too
        sent += [str(it) for it in form.getlist("also")]
    return [(part, words) for part, _, words in (it.partition(" ") for it in sent) if words]


def _tell_parts(context: RequestContext, identity: str, chosen: _ChosenParts) -> Callable[[Marks], Marks]:
    """Each part is a telling of its own."""
    told = [(part, _marks(context, words)) for part, words in chosen]
    if not all(part != BEFORE and is_part(part) and marks for part, marks in told):
        raise MistakeError(400)
    return lambda marks: reduce(lambda all_, it: with_telling(all_, it[0], identity, it[1]), told, marks)


def _tell_before(context: RequestContext, identity: str, chosen: _ChosenParts) -> Callable[[Marks], Marks]:
    """All of it is one telling."""
    told = _marks(context, "; ".join(words for _, words in chosen))
    if not told:
        raise MistakeError(400)
    return lambda marks: with_telling(marks, BEFORE, identity, told)


def _hide(context: RequestContext, identity: str, *, before: bool) -> Callable[[Marks], Marks]:
    """One telling, undone; all of this title where the request names none."""
    part = context.request.POST.get("telling")
    if part is None:
        return lambda marks: without_tellings(marks, identity, before=before)
    if not is_part(part) or part.startswith(BEFORE) != before:
        raise MistakeError(400)
    return lambda marks: marks.without_told(telling_key(part, identity))


def _marks(context: RequestContext, words: str) -> frozenset[Mark]:
    try:
        return listed_marks(context.view, words)
    except ValueError as error:
        raise MistakeError(400) from error


def _change(context: RequestContext, identity: str, how: Callable[[Marks], Marks]) -> HttpResponseBase:
    response = see_other(context.url("universe"))
    changed = changes.change(context.request, response, context.served.identity, how)
    here = context.address_after(changed.marks, identity)
    if context.request.POST.get("back") == "progress":
        to = context.url("progress")
    else:
        to = context.url("universe") if here is None else context.url("title", here)
    return after_change(response, context.request, changed.id, to)
