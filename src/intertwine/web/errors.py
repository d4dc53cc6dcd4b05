"""Where errors become answers. Each page here is the same bytes for everybody and everything that goes wrong alike:
what is hidden and what does not exist cannot be told apart, and nothing that was asked is repeated."""

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy

from intertwine.model.progress import UnknownProgressError
from intertwine.web.faults import CANNOT_KEEP, CANNOT_READ, RETRY_SECONDS, fault
from intertwine.web.headers import RETRY_AFTER
from intertwine.web.languages import rendered
from intertwine.web.messages import translated
from intertwine.web.registry import registry_of

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

P = ParamSpec("P")

_SAID = {
    400: (
        gettext_lazy("That cannot be read"),
        gettext_lazy("Something in this request is not as it should be. Please go back and try again."),
    ),
    403: (
        gettext_lazy("Asked from somewhere else"),
        gettext_lazy(
            "A change can only be asked for from these pages themselves. Please reload the page and try again."
        ),
    ),
    404: (
        gettext_lazy("Nothing here"),
        gettext_lazy("There is no such page, or none that you can know about yet."),
    ),
    405: (gettext_lazy("Not like that"), gettext_lazy("This address does not answer to that method.")),
    409: (gettext_lazy("Not as it was"), gettext_lazy("This page is an old one. Please reload it and try again.")),
    413: (gettext_lazy("Too much"), gettext_lazy("That is more than is read here at once.")),
    503: (gettext_lazy("Not just now"), gettext_lazy("That takes a while. Please ask again in a few seconds.")),
    500: (
        gettext_lazy("That went wrong"),
        gettext_lazy("The mistake is ours. Nothing that you marked is lost. Please try again."),
    ),
}
"""The heading and the sentence of each status, in the language of the answer."""


_NOT_OURS = (UnknownProgressError, Http404, PermissionDenied, BadRequest, SuspiciousOperation, MultiPartParserError)
"""What is wrong with a request, as the gate and Django say it."""


class MistakeError(Exception):
    """Something that was asked wrongly, or too early: then `retry_after` says after how many seconds to ask again.
    `message` is shown as it is, so it must hold nothing that was not typed."""

    def __init__(
        self,
        status: int,
        message: "str | StrPromise" = "",
        allow: tuple[str, ...] = (),
        retry_after: int = 0,
    ) -> None:
        """status: of HTTP. message: what is said ("": what the status usually says). allow: methods that are answered,
        for 405. retry_after: seconds after which to ask again (0: never)."""
        super().__init__(message)
        self.status, self.message, self.allow, self.retry_after = status, message, allow, retry_after


def wants_json(request: HttpRequest) -> bool:
    """Whether a script of ours asks, or whoever else wants JSON from a page's address."""
    return request.headers.get("Accept", "").startswith("application/json")


def say(request: HttpRequest, status: int, message: str = "", retry_after: int = 0) -> HttpResponse:
    """The page (under `/api/` the JSON) of an HTTP `status` for `request`, with `message` ("": what the status usually
    says). With `retry_after` it says after how many seconds to
    ask again, and the page does so by itself where that changes nothing."""
    heading, usual = map(str, _SAID[status])
    headers = {RETRY_AFTER: str(retry_after)} if retry_after else {}
    if request.path_info.startswith("/api/") or (request.method == "POST" and wants_json(request)):
        return JsonResponse({"error": translated(message) or heading}, status=status, headers=headers)
    said = {
        "heading": heading,
        "message": translated(message) or usual,
        "home": status != 500,
        "u": _universe_of(request),
        "retry_after": retry_after if request.method in ("GET", "HEAD") else 0,
    }
    return HttpResponse(rendered("error.html", said), status=status, headers=headers)


def _universe_of(request: HttpRequest) -> str:
    """The universe that a request's address is in: its part of the address; "" where there is none. What follows it
    there has no say, so that what is hidden and what does not exist lead back alike."""
    address = request.path_info.split("/")[1]
    return address if registry_of(request).get(address) else ""


def answer(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """What an expected error is answered with; None for one that is not expected."""
    if isinstance(error, MistakeError):
        response = say(request, error.status, str(error.message), error.retry_after)
        if error.allow:
            response["Allow"] = ", ".join(error.allow)
        return response
    if isinstance(error, UnknownProgressError):
        return say(request, 400, str(error))
    if isinstance(error, RequestDataTooBig):
        return say(request, 413)
    if fault(error) is not None:
        return say(request, 503, str(CANNOT_READ if request.method in ("GET", "HEAD") else CANNOT_KEEP), RETRY_SECONDS)
    return None


def unexpected(error: Exception) -> bool:
    """True for what is our mistake and nobody else's."""
    return not isinstance(error, (MistakeError, *_NOT_OURS))


def methods(
    *allowed: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]
]:
    """Answer 405 to every method but these (HEAD goes with GET)."""
    every = (*allowed, "HEAD") if "GET" in allowed else allowed

    def guard(
        handler: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @functools.wraps(handler)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in every:
                raise MistakeError(405, allow=every)
            return handler(request, *args, **kwargs)

        return guarded

    return guard


def refused(request: HttpRequest) -> HttpResponse:
    """A change that was not asked for from here."""
    return say(request, 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler for what it refuses itself: an unknown host, too many fields."""
    return say(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Django's handler for PermissionDenied."""
    return say(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The one page for what is hidden and for what does not exist."""
    return say(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """An error of ours."""
    return say(request, 500)
