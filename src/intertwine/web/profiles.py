"""The profiles of a viewer: making, renaming, removing one, and bringing it back."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from intertwine.model.words import fold
from intertwine.web import clock, limits, randomness
from intertwine.web.cookies import hashes_of
from intertwine.web.kept import FIRST, FIRST_NAME
from intertwine.web.models import Passed, Profile
from intertwine.web.notices import first_name
from intertwine.web.people import Writer, keep
from intertwine.web.server import server_of
from intertwine.web.undoing import UNDO_SECONDS


class ProfileError(ValueError):
    """What cannot be done with a profile. The message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A profile that can still be brought back."""

    id: str
    name: str


def clean_name(text: str) -> str:
    """A name as it is kept: one line, without spaces around it. Raises `ProfileError`."""
    name = " ".join("".join(it if it.isprintable() else " " for it in text).split())
    if not name:
        raise ProfileError(gettext("A name must have a letter in it."))
    if len(name) > limits.PROFILE_NAME:
        raise ProfileError(
            gettext("A name can have up to %(most)s characters; this one has %(count)s.")
            % {"most": limits.PROFILE_NAME, "count": len(name)}
        )
    return name


def make(request: HttpRequest, response: HttpResponse, text: str) -> None:
    """Another profile of the viewer who sent `request`, called `text`, with nothing marked; `response` gets the
    cookies. Raises `ProfileError`."""
    name = clean_name(text)

    def write(writer: Writer) -> None:
        names = _names(writer)
        if len(names) >= limits.PROFILES:
            raise ProfileError(gettext("There can be %(most)s profiles. Remove one first.") % {"most": limits.PROFILES})
        _need_new(name, names)
        Profile.objects.create(viewer=writer.one(), profile=randomness.random_id(), name=name)

    keep(request, response, write)


def rename(request: HttpRequest, response: HttpResponse, profile: str, text: str) -> None:
    """Call a `profile` of the viewer who sent `request` by another name, `text`; `response` gets the cookies. Raises
    `ProfileError`."""
    name = clean_name(text)

    def write(writer: Writer) -> None:
        names = _names(writer)
        if profile not in names:
            raise ProfileError(gettext("This profile is not there any more."))
        _need_new(name, {id_: other for id_, other in names.items() if id_ != profile})
        if names[profile] == name:
            return
        rows = Profile.objects.filter(viewer__in=writer.viewers, profile=profile, removed_at=None)
        if not (writer.viewers and rows.update(name=name)):
            Profile.objects.create(viewer=writer.one(), profile=profile, name=name)
        writer.one()

    keep(request, response, write)


def remove(request: HttpRequest, response: HttpResponse, profile: str) -> None:
    """Put a `profile` of the viewer who sent `request`, and all that it has marked, aside, so that no query finds it;
    it is deleted after a day. `response` gets the cookies."""

    def write(writer: Writer) -> None:
        here = Profile.objects.filter(viewer__in=writer.viewers, profile=profile, removed_at=None)
        if profile != FIRST and writer.viewers and here.update(removed_at=clock.now()):
            writer.one()

    keep(request, response, write)


def bring_back(request: HttpRequest, response: HttpResponse, profile: str) -> None:
    """A `profile` of the viewer who sent `request` that was removed less than a day ago is as it was; `response` gets
    the cookies. Raises `ProfileError`."""

    def write(writer: Writer) -> None:
        gone = _gone(viewer__in=writer.viewers).filter(profile=profile)
        if not writer.viewers or not gone:
            raise ProfileError(gettext("This profile cannot be brought back any more."))
        names = _names(writer)
        if len(names) >= limits.PROFILES:
            raise ProfileError(
                gettext("There can be %(most)s profiles. Remove another one first.") % {"most": limits.PROFILES}
            )
        _need_new(gone[0].name, names)
        gone.update(removed_at=None)
        writer.one()

    keep(request, response, write)


def removed(request: HttpRequest) -> list[Removed]:
    """The profiles that the viewer who sent `request` can bring back, the latest first."""
    hashes = hashes_of(request)
    if not hashes:
        return []
    with server_of(request).database.alone():
        gone = _gone(viewer__token_hash__in=hashes, viewer__forgotten_at=None).order_by("-removed_at", "-pk")
        return [Removed(*it) for it in gone.values_list("profile", "name")]


def count_marks(request: HttpRequest, profile: str) -> int:
    """How many marks a profile has, in every universe."""
    mine = Passed.objects.filter(viewer__token_hash__in=hashes_of(request), viewer__forgotten_at=None, profile=profile)
    with server_of(request).database.alone():
        return mine.count()


def _gone(**whose: Any) -> QuerySet[Profile]:
    return Profile.objects.filter(**whose, removed_at__gt=clock.now() - UNDO_SECONDS)


def _names(writer: Writer) -> dict[str, str]:
    found = Profile.objects.filter(viewer__in=writer.viewers, removed_at=None).order_by("pk")
    return {FIRST: "", **(dict(found.values_list("profile", "name")) if writer.viewers else {})}


def _need_new(name: str, names: dict[str, str]) -> None:
    taken = set(filter(None, names.values())) | (set() if names.get(FIRST) else {FIRST_NAME, first_name()})
    if fold(name) in map(fold, taken):
        raise ProfileError(gettext("There is a profile called “%(name)s” already. Take another name.") % {"name": name})
