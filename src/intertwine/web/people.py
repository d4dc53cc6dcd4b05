"""Who asks: signed cookies, and the rows behind them. A cookie that is forged, torn or unknown is nobody's.

Each first mark makes a token, and its cookie has a name of its own. So two first marks at once, from two windows of one
browser, make two cookies, and neither takes the other's place: the browser sends both from then on, and the marks of
both tokens are this viewer's.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.signing import BadSignature
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse

from intertwine.model.progress import Mark, furthest
from intertwine.web import limits, randomness
from intertwine.web.data import COOKIE, is_ours
from intertwine.web.database import DatabaseLock
from intertwine.web.marks import Marks
from intertwine.web.models import Passed, Person
from intertwine.web.server import server_of

KEPT_SECONDS = 400 * 24 * 3600
"""How long a browser keeps a cookie after the last change; no browser keeps one longer."""

_ROW = ("told", "asked", "title", "season", "number")
"""What there is one mark of."""
_MarkRow = tuple[bool, str, str, int, int]


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


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def marks_of(request: HttpRequest, universe: str) -> Marks:
    """What this viewer has passed in the universe with this identity: one query, none without a cookie."""
    hashes = [_hashed(token) for token in tokens_of(request)]
    if not hashes:
        return Marks()
    rows = Passed.objects.filter(viewer__token_hash__in=hashes, universe=universe)
    database = server_of(request).database
    with database.alone():
        found = list(rows.values_list(*_ROW, "seconds"))
        if not found:
            database.require_whole()
    return _as_marks(found)


def change(request: HttpRequest, response: HttpResponse, universe: str, how: Callable[[Marks], Marks]) -> Marks:
    """Change what the viewer who sent `request` has passed in a universe, and nothing else; returns what they have
    passed then.

    `universe` is its identity. `how` is given what is kept at that very moment, and nobody writes in between: of two
    changes at once each finds what the other did. The first mark makes the viewer and their cookie, which goes into
    `response`.
    """
    tokens = {_hashed(token): token for token in tokens_of(request)}

    def write() -> tuple[Marks, list[Person]]:
        """The marks then, and whose they are where anything was changed."""
        known = Person.objects.select_for_update().filter(token_hash__in=tokens).order_by("pk")
        viewers = list(known) if tokens else []
        mine = Passed.objects.filter(viewer__in=viewers, universe=universe)
        rows = list(mine.values_list(*_ROW, "seconds", "pk")) if viewers else []
        if tokens and not rows:
            server_of(request).database.require_whole()
        before = _as_marks(row[:6] for row in rows)
        after = how(before)
        old, new = _as_rows(before), _as_rows(after)
        if old == new:
            return before, []
        if not viewers:
            token = randomness.random_token()
            viewers = [Person.objects.get_or_create(token_hash=_hashed(token))[0]]
            tokens[viewers[0].token_hash] = token
        stay = {row for row, seconds in new.items() if old.get(row) == seconds}
        gone = [pk for *row, _, pk in rows if tuple(row) not in stay]
        if gone:
            mine.filter(pk__in=gone).delete()
        Passed.objects.bulk_create(
            Passed(viewer=viewers[0], universe=universe, told=t, asked=a, title=k, season=s, number=n, seconds=new[row])
            for row in sorted(new.keys() - stay)
            for t, a, k, s, n in [row]
        )
        return after, viewers

    server = server_of(request)
    with _contradictions(server.database):
        after, viewers = server.commits.together(write)
    if viewers:
        _set_cookies(request, response, [tokens[viewer.token_hash] for viewer in viewers])
    return after


@contextmanager
def _contradictions(database: DatabaseLock) -> Iterator[None]:
    """Within, an error that says that a row is there and is not is a fault of the database, if it is not whole: nobody
    else writes in between."""
    try:
        yield
    except (IntegrityError, Person.DoesNotExist):
        with database.alone():
            database.require_whole(at_once=True)
        raise


def _as_marks(rows: Iterable[Sequence[Any]]) -> Marks:
    """Rows of `_ROW` and a second. Of several marks in one installment the furthest counts."""
    seen: list[Mark] = []
    told: dict[str, list[Mark]] = {}
    for is_told, asked, *mark in rows:
        (told.setdefault(asked, []) if is_told else seen).append(Mark(*mark))
    return Marks(furthest(seen), {asked: furthest(marks) for asked, marks in told.items()})


def _as_rows(marks: Marks) -> dict[_MarkRow, int]:
    """The second of each row."""
    rows = {(False, "", *mark[:3]): mark.seconds for mark in marks.seen}
    return rows | {(True, asked, *mark[:3]): mark.seconds for asked, told in marks.told.items() for mark in told}


def forget(request: HttpRequest, response: HttpResponse) -> None:
    """Delete everything that is kept about this viewer, in every universe, and their cookies."""
    tokens = tokens_of(request)
    if tokens:
        database = server_of(request).database
        with _contradictions(database), database.alone():
            gone, _ = Person.objects.filter(token_hash__in=[_hashed(token) for token in tokens]).delete()
            if not gone:
                database.require_whole()
    # One that another key has signed may be that of a server on another port: it stays. A torn one is nobody's.
    torn = {name for name in filter(is_ours, request.COOKIES) if not request.COOKIES[name]}
    for name in sorted({*tokens.values(), *torn}):
        _set_cookie(request, response, name, "", 0)


def _set_cookies(request: HttpRequest, response: HttpResponse, tokens: Collection[str]) -> None:
    """Have the browser keep the cookies of `tokens`, and drop those of all others that it sent."""
    sent = tokens_of(request)
    for token, name in sent.items():
        if token not in tokens:
            _set_cookie(request, response, name, "", 0)
    for token in tokens:
        name = sent.get(token, f"{COOKIE}-{_hashed(token)[:12]}")
        _set_cookie(request, response, name, server_of(request).signer.sign(token), KEPT_SECONDS)


def _set_cookie(request: HttpRequest, response: HttpResponse, name: str, value: str, seconds: int) -> None:
    # Not `set_cookie`: that adds the time of day as `expires`, and Max-Age says the same without a clock.
    response.cookies[name] = value
    morsel = response.cookies[name]
    morsel["path"], morsel["max-age"] = "/", seconds
    morsel["httponly"], morsel["samesite"] = True, "Lax"
    if request.is_secure():
        morsel["secure"] = True
