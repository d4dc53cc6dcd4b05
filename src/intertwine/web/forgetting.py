"""Forgetting everything about a viewer: at first it is put aside, so that it can be brought back for an hour."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from intertwine.web import clock
from intertwine.web.cookies import KEPT_SECONDS, drop, hashes_of, keep_token, tokens_of
from intertwine.web.data import is_ours
from intertwine.web.models import Passed, Person
from intertwine.web.people import contradictions
from intertwine.web.server import server_of
from intertwine.web.undoing import FORGOTTEN_SECONDS, prune_all


@dataclass(frozen=True, slots=True)
class KeptOf:
    """How many marks are kept about a viewer, in how many universes; and whether there is something that was forgotten
    and can be brought back."""

    marks: int
    universes: int
    is_forgotten: bool


def kept_about(request: HttpRequest) -> KeptOf:
    """What is kept about the viewer who sent `request`."""
    hashes = hashes_of(request)
    if not hashes:
        return KeptOf(0, 0, is_forgotten=False)
    database = server_of(request).database
    with database.alone():
        mine = Passed.objects.filter(viewer__token_hash__in=hashes, viewer__forgotten_at=None)
        universes = list(mine.order_by().values_list("universe", flat=True))
        is_forgotten = _forgotten(hashes).exists()
        if not universes and not is_forgotten:
            database.require_whole()
    return KeptOf(len(universes), len(set(universes)), is_forgotten)


def forget(request: HttpRequest, response: HttpResponse, *, for_good: bool) -> None:
    """Put aside everything that is kept about the viewer who sent `request`, in every universe, so that no query finds
    it; after an hour it is deleted. `for_good` deletes it now, and what was put aside before. `response` has the
    browser drop its cookies then."""
    tokens = tokens_of(request)
    if tokens:
        database = server_of(request).database
        with contradictions(database), database.alone():
            mine = Person.objects.filter(token_hash__in=hashes_of(request))
            if not mine.exists():
                database.require_whole()
            if for_good:
                mine.delete()
            else:
                mine.filter(forgotten_at=None).update(forgotten_at=clock.now())
            prune_all()
    # One that another key has signed may be that of a server on another port: it stays. A torn one is nobody's.
    for name in sorted(name for name in filter(is_ours, request.COOKIES) if not request.COOKIES[name]):
        drop(request, response, name)
    for token, name in tokens.items():
        if for_good:
            drop(request, response, name)
        else:
            keep_token(request, response, token, FORGOTTEN_SECONDS)


def bring_back(request: HttpRequest, response: HttpResponse) -> bool:
    """What was forgotten less than an hour ago is as it was, beside all that was marked since. Returns whether there
    was anything."""
    tokens = tokens_of(request)
    if not tokens:
        return False
    with server_of(request).database.alone():
        back = _forgotten(hashes_of(request)).update(forgotten_at=None)
    if back:
        for token in tokens:
            keep_token(request, response, token, KEPT_SECONDS)
    return bool(back)


def _forgotten(hashes: list[str]) -> QuerySet[Person]:
    return Person.objects.filter(token_hash__in=hashes, forgotten_at__gt=clock.now() - FORGOTTEN_SECONDS)
