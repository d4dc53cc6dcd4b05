"""The cookies of a viewer: tokens that we signed, and who of their profiles watches now.

Each first mark makes a token, and its cookie has a name of its own. So two first marks at once, from two windows of one
browser, make two cookies, and neither takes the other's place: the browser sends both from then on, and the marks of
both tokens are this viewer's. A cookie that is forged, torn or unknown is nobody's.
"""

import hashlib
from collections.abc import Collection

from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

from intertwine.web import limits
from intertwine.web.data import COOKIE, WITH, is_ours
from intertwine.web.server import server_of

FOR = "for"
"""The field of a form that says for which profiles it was drawn."""
KEPT_SECONDS = 400 * 24 * 3600
"""How long a browser keeps a cookie after the last change; no browser keeps one longer."""


def tokens_of(request: HttpRequest) -> dict[str, str]:
    """The tokens in this request's cookies that we signed, each with its cookie's name."""
    found: dict[str, str] = {}
    signer = server_of(request).signer
    for name in sorted(filter(is_ours, request.COOKIES)):
        value = request.COOKIES[name]
        try:
            if 0 < len(value) <= limits.COOKIE:
                found.setdefault(signer.unsign(value), name)
        except BadSignature:
            continue
    return found


def hashed(token: str) -> str:
    """What of a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def hashes_of(request: HttpRequest) -> list[str]:
    """What is kept of the tokens of this request."""
    return [hashed(token) for token in tokens_of(request)]


def asked_profiles(request: HttpRequest) -> tuple[str, ...]:
    """The profiles that this request is for: those that its form was drawn for, else those of the cookie; the first
    ("") where neither says. They may be unknown. At most `limits.PROFILES`."""
    form = request.POST.get(FOR) if request.method == "POST" else None
    said = request.COOKIES.get(WITH, "") if form is None else form
    return tuple(dict.fromkeys(said.split(".")[: limits.PROFILES]))


def set_profiles(request: HttpRequest, response: HttpResponse, profiles: Collection[str]) -> None:
    """Have the browser that sent `request` keep who of the `profiles` watches now, by a cookie of `response`."""
    said = ".".join(profiles)
    set_cookie(request, response, WITH, said, KEPT_SECONDS if said else 0)


def set_tokens(
    request: HttpRequest, response: HttpResponse, tokens: Collection[str], forgotten: Collection[str]
) -> None:
    """Have the browser that sent `request` keep the cookies of `tokens`, leave those of the tokens `forgotten` as they
    are, and drop those of all others that it sent; `response` says so."""
    sent = tokens_of(request)
    for token, name in sent.items():
        if token not in tokens and token not in forgotten:
            set_cookie(request, response, name, "", 0)
    for token in tokens:
        keep_token(request, response, token, KEPT_SECONDS)


def keep_token(request: HttpRequest, response: HttpResponse, token: str, seconds: int) -> None:
    """Have the browser that sent `request` keep the cookie of `token` for so many `seconds`; `response` says so."""
    name = tokens_of(request).get(token, f"{COOKIE}-{hashed(token)[:12]}")
    set_cookie(request, response, name, server_of(request).signer.sign(token), seconds)


def drop(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """Have the browser that sent `request` drop the cookie called `name`; `response` says so."""
    set_cookie(request, response, name, "", 0)


def set_cookie(request: HttpRequest, response: HttpResponse, name: str, value: str, seconds: int) -> None:
    """Have the browser that sent `request` keep the cookie `name` with this `value` for so many `seconds` (0: drop it);
    `response` says so."""
    # Not `set_cookie`: that adds the time of day as `expires`, and Max-Age says the same without a clock.
    response.cookies[name] = value
    morsel = response.cookies[name]
    morsel["path"], morsel["max-age"] = "/", seconds
    morsel["httponly"], morsel["samesite"] = True, "Lax"
    if request.is_secure():
        morsel["secure"] = True
