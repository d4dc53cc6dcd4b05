"""The language of the pages' own words."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

from intertwine.web.addresses import path_of
from intertwine.web.context import see_other
from intertwine.web.cookies import set_cookie
from intertwine.web.errors import MistakeError, methods


@methods("POST")
def choose(request: HttpRequest) -> HttpResponseBase:
    """Keep the language that `request` chooses, and go back to the page that it came from."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        raise MistakeError(400)
    response = see_other(_back(request))
    set_cookie(request, response, settings.LANGUAGE_COOKIE_NAME, language, settings.LANGUAGE_COOKIE_AGE)
    return response


def _back(request: HttpRequest) -> str:
    """The address here that the form was on; the first page where that was elsewhere, or is not known."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return path_of("home")
    path, query = urlsplit(came_from)[2:4]
    # A path of its own can name another host: //there.example.
    if not url_has_allowed_host_and_scheme(path, None):
        return path_of("home")
    return f"{path}?{query}" if query else path
