"""A title's form: its boxes and its buttons."""

import re
from urllib.parse import quote, urlencode

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from intertwine.web import changes, limits
from intertwine.web.boxes import Sent, sent
from intertwine.web.context import CANNOT, RequestContext, after_change, see_other
from intertwine.web.errors import MistakeError
from intertwine.web.headers import LOCATION
from intertwine.web.kind_words import count, past
from intertwine.web.marks import EpisodeNumber, read_marks, shown_of, spelled, spelled_place
from intertwine.web.pages.sure import ask
from intertwine.web.same_title import tags

_INSTALLMENT = re.compile(r"installment ([0-9]{1,9}x[0-9]{2,9}(?:\.[0-9]{1,3})?)")
"""How a form says that it is on an installment's page."""


def take_boxes(context: RequestContext) -> HttpResponseBase:
    """Change what differs from what the form showed, and what its button says."""
    form, view = context.request.POST, context.view
    number = context.title_of_form(form.get("title", ""))
    identity = view.listing.identity(number)
    if not identity:
        raise MistakeError(400, CANNOT)
    try:
        said = sent(view, number, form, context.marks.seen)
        shown = read_marks(form["was"], identity) if "was" in form else shown_of(view, number, context.marks.seen)
    except ValueError as error:
        raise MistakeError(400) from error
    drop = said.drop
    if "none" in form:
        if "sure" not in form and len(shown | said.add) > 1:
            return _keep_and_ask(context, identity, said)
        drop |= shown
    response = see_other(context.url("progress"))
    changed = changes.change(
        context.request, response, context.served.identity, lambda marks: marks.without_seen(drop).with_seen(said.add)
    )
    return _back(context, response, changed, identity, said.at)


def _keep_and_ask(context: RequestContext, identity: str, said: Sent) -> HttpResponseBase:
    """Keep what was ticked, and lead to the question whether all marks of a title are to go."""
    response = see_other(context.url("progress"))
    changed = changes.change(
        context.request, response, context.served.identity,
        lambda marks: marks.without_seen(said.drop).with_seen(said.add),
    )  # fmt: skip
    address = context.address_after(changed.marks, identity)
    if address is not None:
        asked = {"none": address, "back": context.request.POST.get("back", "")[: limits.NAME]}
        response[LOCATION] += f"?{urlencode(asked)}"
    return response


def ask_whether_none(context: RequestContext, address: str) -> HttpResponseBase:
    """The page that asks whether all marks of the title at this `address` are to go."""
    view, title = context.view, context.entity(address, titles=True)
    identity, kind, what = view.listing.identity(title), view.listing.words(title).kind, view.names.best(title)
    marks = shown_of(view, title, context.marks.seen)
    if not identity or not marks:
        return see_other(context.url("progress"))
    if len(marks) > 1:
        several = {"installments": count(len(marks), kind.installment), "title": what}
        what = gettext("%(installments)s of %(title)s") % several
    fields = {"title": view.names.address(title), "of": tags(view)[title], "was": spelled(marks), "none": "1"}
    fields["back"] = context.request.GET.get("back", "")
    sentence = gettext("You have marked %(what)s as %(past)s.") % {"what": what, "past": past(kind.past)}
    return ask(context, sentence, fields, _page_of(context, fields["title"], fields["back"])[0])


def _page_of(context: RequestContext, address: str, back: str) -> tuple[str, str]:
    """The page that a form was on that says to lead `back` there, now that its title has this `address`, and the
    element there that shows what is next, or the installment ("": the title's marks)."""
    if back == "universe":
        return context.url("universe"), "next"
    if back == "next":
        return context.url("title", address), "next"
    if found := _INSTALLMENT.fullmatch(back):
        return context.url("installment", address, found[1]), "main"
    return context.url("title", address) if back == "title" else context.url("progress"), ""


def _back(
    context: RequestContext, response: HttpResponse, changed: changes.Changed, identity: str, at: EpisodeNumber | None
) -> HttpResponseBase:
    """Back to where the form was, at the installment that a button was about, else at the title."""
    address = context.address_after(changed.marks, identity)
    if address is None:
        return after_change(response, context.request, changed.id, context.url("progress"))
    back = context.request.POST.get("back", "")
    page, place = _page_of(context, address, back)
    if not place:
        place = quote(address) if back != "title" else "episodes"
        if at is not None:
            place = f"tick-{quote(address)}-{spelled_place(at)}"
    return after_change(response, context.request, changed.id, page, place)
