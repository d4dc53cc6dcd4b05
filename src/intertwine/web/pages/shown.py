""" "What is shown of what you have not seen": choosing it, and skipping an installment."""

from urllib.parse import quote

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from intertwine.model.posture import NAMES, SHOWN, Posture
from intertwine.model.title import RELEASE
from intertwine.web import limits
from intertwine.web.context import CANNOT, RequestContext, after_change, context_of, see_other
from intertwine.web.errors import MistakeError, methods
from intertwine.web.marks import Spot, places, read_marks
from intertwine.web.postures import choose, skip
from intertwine.web.skips import skipped_of


@methods("GET", "POST")
def page(request: HttpRequest, universe: str) -> HttpResponseBase:
    """What is shown of what was not seen (GET), and another choice (POST `names`, `pictures`, `lengths`, `cast`,
    `order`): the answer to `request` about the universe at `universe`."""
    context = context_of(request, universe)
    return _show(context) if request.method != "POST" else _choose(context)


def _show(context: RequestContext) -> HttpResponseBase:
    orders = context.view.orders
    return context.page(
        "shown.html", chosen=context.posture, orders=orders.names,
        follows=orders.called(context.posture.order) or RELEASE, is_kept=context.request.GET.get("done") == "yes",
        kinds=sorted({context.view.listing.words(n).kind.installment for n in context.view.listing.titles}),
        skipped=skipped_of(context),
    )  # fmt: skip


def _choose(context: RequestContext) -> HttpResponseBase:
    form = context.request.POST
    names = next((it for it in NAMES if it == form.get("names")), None)
    order = form.get("order", RELEASE)
    if names is None or len(order) > limits.NAME:
        raise MistakeError(400)
    called = context.view.orders.called(order) or RELEASE
    pictures, lengths, cast = (name in form for name in SHOWN)
    to = Posture(names, pictures=pictures, lengths=lengths, cast=cast, order=called)
    response = see_other(context.url("shown") + "?done=yes")
    choose(context.request, response, context.served.identity, context.kept.watching, to)
    return response


@methods("POST")
def change_skip(request: HttpRequest, universe: str) -> HttpResponseBase:
    """Skip an installment (`do=skip`), or not any more (`do=again`): `installment` and `of` say which one, of the
    universe at `universe`. The answer to `request` leads back. It is only left out where something is next."""
    context, form = context_of(request, universe), request.POST
    title, _, place = form.get("installment", "").partition(" ")
    number = context.title_of_form(title)
    identity = context.view.listing.identity(number)
    if not identity:
        raise MistakeError(400, CANNOT)
    try:
        (mark,) = read_marks(place, identity)
    except ValueError as error:
        raise MistakeError(400) from error
    if mark[1:3] not in places(context.view, number) or form.get("do") not in ("skip", "again"):
        raise MistakeError(400)
    address = context.view.names.address(number)
    to, at = context.url("title", address), "next"
    if form.get("back") == "progress":
        to, at = context.url("progress"), "skipped-heading"
    elif form.get("back") == "shown":
        to, at = context.url("shown"), "skipped-heading"
    elif form.get("back") == "universe":
        to, at = context.url("universe"), "next"
    response = see_other(f"{to}#{quote(at)}")
    is_on = form.get("do") == "skip"
    skip(request, response, context.served.identity, context.kept.watching, Spot(*mark[:3]), on=is_on)
    return after_change(response, request, "", to, at)
