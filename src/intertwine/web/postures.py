"""What each profile wants to be shown of what it has not seen, what it skips, and which order it follows.

Here stands how it is kept, and how it changes. None of it passes a stamp."""

from collections.abc import Collection, Mapping
from functools import reduce

from django.http import HttpRequest, HttpResponse

from intertwine.model.posture import NAMES, SHOWN, USUAL, Posture, ShownNames
from intertwine.model.progress import Mark
from intertwine.web.kept import ViewerKept
from intertwine.web.marks import Spot
from intertwine.web.models import KeptChoice, Skipped
from intertwine.web.people import Writer, keep

_NO = "no"


def posture_of(kept: ViewerKept) -> Posture:
    """The posture of those who watch: of several, what all of them want to be shown and what all of them skip, in the
    order that the first of them follows."""
    chosen = [kept.choices_of.get(it, {}) for it in kept.watching]
    skipped = [kept.skipped_of.get(it, frozenset[Spot]()) for it in kept.watching]
    shown = {name: all(it.get(name) != _NO for it in chosen) for name in SHOWN}
    return Posture(
        names=min((_names(it) for it in chosen), key=NAMES.index),
        order=chosen[0].get("order", USUAL.order),
        skipped=frozenset(Mark(*spot) for spot in reduce(frozenset.intersection, skipped)),
        **shown,
    )


def _names(chosen: Mapping[str, str]) -> ShownNames:
    return next((it for it in NAMES if it == chosen.get("names")), USUAL.names)


def choose(request: HttpRequest, response: HttpResponse, universe: str, profiles: Collection[str], to: Posture) -> None:
    """Keep what `to` says should be shown to these `profiles` of the viewer who sent `request`, in the `universe` with
    this identity, and the order to follow; skips stay as they are. What is as usual is not kept. The cookies of a
    viewer who is new go into `response`."""
    values = {name: _NO for name in SHOWN if not getattr(to, name)}
    values |= {name: getattr(to, name) for name in ("names", "order") if getattr(to, name) != getattr(USUAL, name)}

    def write(writer: Writer) -> None:
        ours = KeptChoice.objects.filter(
            viewer__in=writer.viewers, universe=universe, profile__in=profiles, name__in=("names", "order", *SHOWN)
        )
        rows = set(ours.values_list("profile", "name", "value")) if writer.viewers else set()
        if rows == {(profile, *it) for profile in profiles for it in values.items()}:
            return
        viewer = writer.one()
        ours.delete()
        KeptChoice.objects.bulk_create(
            KeptChoice(viewer=viewer, universe=universe, profile=profile, name=name, value=value)
            for profile in profiles
            for name, value in values.items()
        )

    keep(request, response, write)


def skip(
    request: HttpRequest, response: HttpResponse, universe: str, profiles: Collection[str], spot: Spot, *, on: bool
) -> None:
    """Have these `profiles` of the viewer who sent `request` leave out the installment `spot` of the `universe` with
    this identity where something is next; not any more, unless `on`. The cookies of a viewer who is new go into
    `response`."""

    def write(writer: Writer) -> None:
        where = {"universe": universe, **spot._asdict()}
        ours = Skipped.objects.filter(viewer__in=writer.viewers, profile__in=profiles, **where)
        there = set(ours.values_list("profile", flat=True)) if writer.viewers else set()
        if on and (new := [it for it in profiles if it not in there]):
            viewer = writer.one()
            Skipped.objects.bulk_create(Skipped(viewer=viewer, profile=profile, **where) for profile in new)
        elif there and not on:
            writer.one()
            ours.delete()

    keep(request, response, write)
