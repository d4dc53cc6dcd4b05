"""The addresses that players send their events to: making one, listing and revoking them, and finding one by its token.

A token is shown once, and only its hash is kept, as of a viewer's.
"""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from intertwine.web import clock, limits, randomness
from intertwine.web.cookies import hashed, hashes_of
from intertwine.web.models import PlayerAddress
from intertwine.web.people import Writer, keep
from intertwine.web.profiles import ProfileError
from intertwine.web.server import server_of

REVOKED_SECONDS = 30 * 24 * 3600
"""How long an address that was revoked still says so."""
_ID_LENGTH = 16
"""Letters of a token's hash by which its viewer names it."""


@dataclass(frozen=True, slots=True)
class Connected:
    """An address: its `id` (the beginning of its token's hash), the profile that it marks for, and whose events count
    ("": the first event says)."""

    id: str
    profile: str
    user: str


@dataclass(frozen=True, slots=True)
class FoundAddress:
    """An address by its token. `viewer` is what is kept of the token of its viewer."""

    id: int
    person: int
    viewer: str
    profile: str
    user: str
    is_revoked: bool


def connect(request: HttpRequest, response: HttpResponse, profile: str, user: str) -> str:
    """Make an address for a `profile` of the viewer who sent `request`, for the events of `user`; gives its token.
    `response` gets the cookies. Raises `ProfileError` where there are too many."""
    token = randomness.random_token()
    name = " ".join(user.split())[: limits.PLAYER_USER]

    def write(writer: Writer) -> None:
        mine = PlayerAddress.objects.filter(viewer__in=writer.viewers)
        if writer.viewers:
            mine.filter(revoked_at__lte=clock.now() - REVOKED_SECONDS).delete()
            if mine.filter(revoked_at=None).count() >= limits.PLAYERS:
                raise ProfileError(
                    gettext("There can be %(most)s addresses. Revoke one first.") % {"most": limits.PLAYERS}
                )
        PlayerAddress.objects.create(viewer=writer.one(), profile=profile, token_hash=hashed(token), user=name)

    keep(request, response, write)
    return token


def revoke(request: HttpRequest, response: HttpResponse, address: str) -> None:
    """From now on, the `address` with this id of the viewer who sent `request` takes nothing; `response` gets the
    cookies."""
    if len(address) != _ID_LENGTH:
        return

    def write(writer: Writer) -> None:
        mine = PlayerAddress.objects.filter(viewer__in=writer.viewers, token_hash__startswith=address, revoked_at=None)
        if writer.viewers and mine.update(revoked_at=clock.now()):
            writer.one()

    keep(request, response, write)


def connected(request: HttpRequest) -> list[Connected]:
    """The addresses of the viewer who sent `request` that take events, the oldest first."""
    hashes = hashes_of(request)
    if not hashes:
        return []
    with server_of(request).database.alone():
        mine = PlayerAddress.objects.filter(
            viewer__token_hash__in=hashes, viewer__forgotten_at=None, revoked_at=None
        ).order_by("pk")
        found = mine.values_list("token_hash", "profile", "user")
        return [Connected(token_hash[:_ID_LENGTH], *rest) for token_hash, *rest in found]


def find(request: HttpRequest, token: str) -> FoundAddress | None:
    """The address with this `token`; None where there is none, or its viewer was forgotten."""
    with server_of(request).database.alone():
        found = PlayerAddress.objects.filter(token_hash=hashed(token), viewer__forgotten_at=None).values_list(
            "pk", "viewer", "viewer__token_hash", "profile", "user", "revoked_at"
        )[:1]
        return next((FoundAddress(*it[:5], it[5] is not None) for it in found), None)


def bind(request: HttpRequest, found: FoundAddress, user: str) -> FoundAddress:
    """From now on, only the events of `user` count at the address that `request` `found`, if it has counted nobody's
    yet. Gives the address with whose events count."""

    def write() -> str:
        PlayerAddress.objects.filter(pk=found.id, user="").update(user=user[: limits.PLAYER_USER])
        return PlayerAddress.objects.filter(pk=found.id).values_list("user", flat=True).first() or user

    return replace(found, user=server_of(request).commits.together(write))
