"""Who is here: the profiles of a viewer, and for whom the pages are."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext, gettext_lazy

from intertwine.web import limits, people, profiles
from intertwine.web.context import RequestContext, context_of, see_other
from intertwine.web.cookies import set_profiles
from intertwine.web.errors import MistakeError, methods
from intertwine.web.headers import LOCATION
from intertwine.web.kept import FIRST
from intertwine.web.notices import first_name
from intertwine.web.profiles import ProfileError

_DONE = {
    "make": gettext_lazy("Added. Choose above who is here."),
    "rename": gettext_lazy("The name was changed."),
    "remove": gettext_lazy("Removed. You can bring it back for a day."),
    "back": gettext_lazy("Brought back, with all its marks."),
}
"""What was done, as the address after it says."""


@methods("GET", "POST")
def page(request: HttpRequest, universe: str) -> HttpResponseBase:
    """GET shows the profiles, or asks whether one is to be removed (`remove`, its id); POST does what `do` says:
    `watch`, `make`, `rename`, `remove` or `back`."""
    context = context_of(request, universe)
    if request.method != "POST":
        if "remove" in request.GET:
            return _ask(context, request.GET["remove"])
        return _show(context, said=str(_DONE.get(request.GET.get("done", ""), "")))
    form, do = request.POST, request.POST.get("do", "")
    if do == "watch":
        return _watch(context)
    profile = form.get("profile", FIRST)
    if do == "remove" and "sure" not in form:
        return see_other(f"{context.url('profiles')}?{urlencode({'remove': profile[: limits.NAME]})}")
    response = see_other(context.url("profiles") + f"?done={do}")
    try:
        match do:
            case "make":
                profiles.make(request, response, form.get("name", ""))
            case "rename":
                profiles.rename(request, response, profile, form.get("name", ""))
            case "remove":
                profiles.remove(request, response, profile)
            case "back":
                profiles.bring_back(request, response, profile)
            case _:
                raise MistakeError(400)
    except ProfileError as wrong:
        return _show(context, wrong=str(wrong), at=do if do == "make" else profile)
    return response


def _show(context: RequestContext, *, said: str = "", wrong: str = "", at: str | None = None) -> HttpResponse:
    removed = profiles.removed(context.request)
    return context.page(
        "profiles.html", 400 if wrong else 200, said=said, wrong=wrong, at=at, removed=removed, most=limits.PROFILES,
        longest=limits.PROFILE_NAME, typed=context.request.POST.get("name", "")[: limits.PROFILE_NAME],
    )  # fmt: skip


def _watch(context: RequestContext) -> HttpResponseBase:
    """Have the browser keep who watches, and lead back to the page, if it can be seen now."""
    who = [it for it in dict.fromkeys(context.request.POST.getlist("who")) if it in context.kept.names]
    response = see_other(context.url("profiles"))
    set_profiles(context.request, response, who or [FIRST])
    marks = people.kept_of(context.request, context.served.identity, tuple(who)).marks
    response[LOCATION] = context.page_before(context.view_after(marks))
    return response


def _ask(context: RequestContext, profile: str) -> HttpResponseBase:
    if profile == FIRST or profile not in context.kept.names:
        return _show(context, wrong=gettext("This profile is not there any more."), at="")
    number, name = profiles.count_marks(context.request, profile), context.kept.names[profile] or first_name()
    return context.page("remove.html", profile=profile, name=name, number=number)
