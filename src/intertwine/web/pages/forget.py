"""Forgetting everything: what it will do, doing it, and bringing it back."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from intertwine.web import forgetting
from intertwine.web.addresses import path_of
from intertwine.web.context import see_other
from intertwine.web.errors import MistakeError, methods
from intertwine.web.languages import rendered


@methods("GET", "POST")
def page(request: HttpRequest) -> HttpResponseBase:
    """GET says what is kept about this viewer, or that it was forgotten; POST forgets it for an hour in which it can be
    brought back, for good (`do=good`), or brings it back (`do=back`)."""
    if request.method != "POST":
        return HttpResponse(rendered("forget.html", {"its": forgetting.kept_about(request)}))
    do = request.POST.get("do", "")
    if do == "back":
        response = see_other(path_of("home"))
        if not forgetting.bring_back(request, response):
            raise MistakeError(409, gettext("There is nothing left that could be brought back."))
        return response
    response = see_other(path_of("forget"))
    forgetting.forget(request, response, for_good=do == "good")
    return response
