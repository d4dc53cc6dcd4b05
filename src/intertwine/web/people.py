"""Who asks: a signed cookie, and the rows behind it. A cookie that is forged, torn or unknown is nobody's."""

import hashlib

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from intertwine.model.progress import Mark
from intertwine.web import seam
from intertwine.web.data import COOKIE, LONGEST_COOKIE, data_folder, signing_key
from intertwine.web.database import alone
from intertwine.web.marks import Marks
from intertwine.web.models import Passed, Viewer

KEPT_SECONDS = 400 * 24 * 3600
"""How long a browser keeps the cookie after the last change; no browser keeps one longer."""


def _signer() -> Signer:
    return Signer(key=signing_key(data_folder()), fallback_keys=[], salt="intertwine.web.people")


def token_of(request: HttpRequest) -> str | None:
    """The token in this request's cookie, if it is one that we signed."""
    value = request.COOKIES.get(COOKIE, "")
    if not value or len(value) > LONGEST_COOKIE:
        return None
    try:
        return _signer().unsign(value)
    except BadSignature:
        return None


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def marks_of(request: HttpRequest, universe: str) -> Marks:
    """What this viewer has passed in a universe: one query, none without a cookie."""
    token = token_of(request)
    if token is None:
        return Marks()
    rows = Passed.objects.filter(viewer__token_hash=_hashed(token), universe=universe)
    seen: list[Mark] = []
    told: dict[str, list[Mark]] = {}
    with alone():
        found = list(rows.values_list("told", "asked", "title", "season", "number", "seconds"))
    for row in found:
        is_told, asked, title, season, number, seconds = row
        (told.setdefault(asked, []) if is_told else seen).append(Mark(title, season, number, seconds))
    return Marks(frozenset(seen), {asked: frozenset(marks) for asked, marks in told.items()})


def keep(request: HttpRequest, response: HttpResponse, universe: str, before: Marks, after: Marks) -> None:
    """Write what changed from `before` to `after`, and nothing else; the first mark makes the viewer and the cookie."""
    old, new = set(_flat(before)), set(_flat(after))
    if old == new:
        return
    token = token_of(request) or ""
    with alone(), transaction.atomic():
        viewer = Viewer.objects.filter(token_hash=_hashed(token)).first() if token else None
        if viewer is None:
            token = seam.random_token()
            viewer = Viewer.objects.create(token_hash=_hashed(token))
        mine = Passed.objects.filter(viewer=viewer, universe=universe)
        gone = {row[:5] for row in old - new} - {row[:5] for row in new}
        if gone:
            names = ("told", "asked", "title", "season", "number")
            mine.filter(pk__in=[pk for pk, *row in mine.values_list("pk", *names) if tuple(row) in gone]).delete()
        Passed.objects.bulk_create(
            [
                Passed(viewer=viewer, universe=universe, told=t, asked=a, title=k, season=s, number=n, seconds=end)
                for t, a, k, s, n, end in sorted(new - old)
            ],
            update_conflicts=True,
            unique_fields=["viewer", "universe", "told", "asked", "title", "season", "number"],
            update_fields=["seconds"],
        )
    _set_cookie(request, response, _signer().sign(token), KEPT_SECONDS)


def _flat(marks: Marks) -> list[tuple[bool, str, str, int, int, int]]:
    seen = [(False, "", *mark) for mark in marks.seen]
    return seen + [(True, asked, *mark) for asked, told in marks.told.items() for mark in told]


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Delete everything that is kept about this viewer, in every universe, and the cookie."""
    token = token_of(request)
    if token is not None:
        with alone():
            Viewer.objects.filter(token_hash=_hashed(token)).delete()
    if COOKIE in request.COOKIES:
        _set_cookie(request, response, "", 0)


def _set_cookie(request: HttpRequest, response: HttpResponse, value: str, seconds: int) -> None:
    # Not `set_cookie`: that adds the time of day as `expires`, and Max-Age says the same without a clock.
    response.cookies[COOKIE] = value
    morsel = response.cookies[COOKIE]
    morsel["path"], morsel["max-age"] = "/", seconds
    morsel["httponly"], morsel["samesite"] = True, "Lax"
    if request.is_secure():
        morsel["secure"] = True
