"""What every request and every response goes through."""

import logging
import re
import sys
from collections.abc import Callable
from pathlib import PurePath

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from intertwine.web import errors, limits
from intertwine.web.data import DATABASE, WITH, is_ours
from intertwine.web.faults import fault
from intertwine.web.headers import CACHE_CONTROL, CONTENT_SECURITY_POLICY
from intertwine.web.server import server_of

GetResponse = Callable[[HttpRequest], HttpResponseBase]
"""What comes after a middleware, as Django calls it."""

LOG = logging.getLogger("intertwine.web")

GATED = {
    # What one viewer may see, no cache may keep, and no going back may show again after progress has moved.
    CACHE_CONTROL: "private, no-store",
    "Vary": "Accept-Encoding, Accept-Language, Cookie",
}
ALWAYS = {
    CONTENT_SECURITY_POLICY: (
        "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": browsers would then send `Origin: null` with our own forms, and OneSite could not tell.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


_PLAYER = re.compile(r"/player/[A-Za-z0-9_-]{43}")
"""The addresses that players send their events to, and no page."""
_QUOTING = '"\\'


class Bounded:
    """Lets requests through whose headers can be read in no time; of all cookies, ours alone.

    Whoever serves other things on this machine has their cookies sent here too, so they are left aside unread.
    """

    def __init__(self, answer: GetResponse) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        meta = request.META
        if "HTTP_COOKIE" in meta:
            meta["HTTP_COOKIE"] = _ours(meta["HTTP_COOKIE"])
        size = meta.get("CONTENT_LENGTH") or "0"
        if not (size.isascii() and size.isdigit()) or any(
            len(value) > limits.HEADER
            for name, value in meta.items()
            if isinstance(value, str) and (name.startswith("HTTP_") or name in ("CONTENT_TYPE", "CONTENT_LENGTH"))
        ):
            return errors.say(request, 400)
        return self.answer(request)


def _ours(cookies: str) -> str:
    """Our cookies out of a header, at most `limits.COOKIES`, who watches and the language; without its value each that
    is none of ours."""
    pairs = [(name.strip(), value.strip()) for name, _, value in (pair.partition("=") for pair in cookies.split(";"))]
    tokens = sorted({name: value for name, value in pairs if is_ours(name)}.items())[: limits.COOKIES]
    chosen = {name: value for name, value in pairs if name in (WITH, settings.LANGUAGE_COOKIE_NAME)}
    return "; ".join(
        f"{name}={value if len(value) <= limits.COOKIE and not set(value) & set(_QUOTING) else ''}"
        for name, value in (*tokens, *chosen.items())
    )


class RequestLog:
    """One line for each request: method, route, status. Never an address, a query, a name or an error's words."""

    def __init__(self, answer: GetResponse) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        LOG.info("%s %s %d", _method(request), _route(request), response.status_code)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer what was to be expected. Say what is wrong with the database; of the rest say where it was raised: its
        message could hold a name."""
        expected = errors.answer(request, error)
        tell(request, error)
        if expected is None and errors.unexpected(error):
            trace = sys.exc_info()[2]
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            where = f"{PurePath(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
            LOG.error("%s %s failed: %s at %s", _method(request), _route(request), type(error).__name__, where)
        return expected


def tell(request: HttpRequest, error: Exception) -> None:
    """Says in the terminal what is wrong with the database, where `error` says so."""
    wrong = fault(error)
    if wrong is not None:
        place = server_of(request).data / DATABASE
        LOG.error(
            "%s %s: the database %s: %s; %s", _method(request), _route(request), place, wrong.cause, wrong.way_out
        )


def _method(request: HttpRequest) -> str:
    known = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
    return request.method if request.method in known else "OTHER"


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is None:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return "-"
    return match.url_name or "-"


class Headers:
    """Headers of every response. What a handler has set itself (a static file's caching) stays."""

    def __init__(self, answer: GetResponse) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.answer(request)
        gated = {} if response.has_header(CACHE_CONTROL) else GATED
        for name, value in {**gated, **ALWAYS}.items():
            response.headers.setdefault(name, value)
        return response


class OneSite:
    """Refuses a change that another site asks for, without a token that would make every page's bytes random.

    A browser says where a request comes from: `Sec-Fetch-Site` (to https and to this machine), and `Origin` with
    every POST. Either must say: from here. Where both are missing nothing can be told, so it is refused; a program
    that means it sends `Sec-Fetch-Site: same-origin`. What a player sends to its own address goes through: no page of
    another site knows the token in it, and no cookie is read there.
    """

    def __init__(self, answer: GetResponse) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_player = _PLAYER.fullmatch(request.path_info) is not None
        if request.method in ("GET", "HEAD", "OPTIONS") or is_player or _from_here(request):
            return self.answer(request)
        return errors.refused(request)


def _from_here(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
