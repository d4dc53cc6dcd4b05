"""What of a listing a viewer leaves out of a plan, or wants in it: titles, services, certifications."""

from collections.abc import Iterable, Sequence

import numpy as np

from intertwine.gate.view import View
from intertwine.model.message import message
from intertwine.model.record import record
from intertwine.model.sentinels import END
from intertwine.model.strings import Bools
from intertwine.model.words import fold
from intertwine.plan.certifications import rank_of
from intertwine.plan.errors import PlanError
from intertwine.plan.lengths import OfTitle
from intertwine.plan.options import PlanOptions
from intertwine.questions.place import place_start


@record
class PlanWishes:
    """Masks over the listing: `banned` is left out, `pinned` is in the plan. `named` are the banned places that the
    viewer named, without those that a service or a certification keeps out. `notes` say what is kept out for want of
    a fact."""

    banned: Bools
    pinned: Bools
    named: Bools
    notes: tuple[str, ...]


def wishes(view: View, listed: Sequence[OfTitle], options: PlanOptions) -> PlanWishes:
    """What `options` say about the installments that `view` has `listed`. Raises `PlanError`
    where they contradict each other, and `NotThere` and `Ambiguous` for names."""
    named, pinned = (_places(view, listed, texts) for texts in (options.without, options.within))
    both = named & pinned
    if both.any():
        title, it = listed[int(np.flatnonzero(both)[0])]
        what = f"{view.names.best(title)} {view.listing.words(title).place(it.season, it.number)}".strip()
        raise PlanError(
            message("%(what)s is to be left out and to be in the plan", what=what), message("say only one of the two")
        )
    banned, notes = named.copy(), []
    for keep, unknown in (_on_services(view, listed, options.services), _rated(view, listed, options.rated_up_to)):
        out = ~keep & ~pinned
        banned |= out
        if unknown:
            notes.append(unknown)
    return PlanWishes(banned, pinned, named, tuple(notes))


def _places(view: View, listed: Sequence[OfTitle], texts: Iterable[str]) -> Bools:
    found = np.zeros(len(listed), np.bool_)
    for text in texts:
        start = place_start(view, text)
        for place, (title, it) in enumerate(listed):
            if title == start.title and start.at.season in {None, it.season} and start.at.episode in {None, it.number}:
                found[place] = True
    return found


def _on_services(view: View, listed: Sequence[OfTitle], services: Sequence[str]) -> tuple[Bools, str]:
    """What is on one of the services, and a sentence about titles of which none is known."""
    if not services:
        return np.ones(len(listed), np.bool_), ""
    wanted = {fold(it) for it in services}
    titles = dict.fromkeys(title for title, _ in listed)
    own = {title: _said(view, title, "platform") for title in titles}
    known = {name for names in own.values() for _, name in names}
    missing = sorted(it for it in services if fold(it) not in {fold(name) for name in known})
    if missing:
        there = ", ".join(sorted(known)) or message("none is known")
        raise PlanError(
            message('no title is on "%(service)s"', service=missing[0]),
            message("the services here: %(services)s", services=there),
        )
    on = {title for title, names in own.items() if any(fold(name) in wanted for _, name in names)}
    unknown = any(not names for names in own.values())
    note = message("Titles whose service is not known are left out.") if unknown else ""
    return np.array([title in on for title, _ in listed], np.bool_), note


def _rated(view: View, listed: Sequence[OfTitle], most: str) -> tuple[Bools, str]:
    """What is certified at most so, and a sentence about titles that are not certified by that body."""
    if not most:
        return np.ones(len(listed), np.bool_), ""
    limit = rank_of(most)
    if not limit:
        raise PlanError(
            message('"%(mark)s" is not a certification that is known', mark=most),
            message("write for example TV-14, PG-13, 12A or FSK 12"),
        )
    keep, unknown = dict[int, bool](), False
    for title in dict.fromkeys(title for title, _ in listed):
        ranks = [limit[body] >= rank for body, rank in _ranks(view, title) if body in limit]
        unknown = unknown or not ranks
        keep[title] = bool(ranks) and all(ranks)
    note = message("Titles that are not certified on the scale of %(mark)s are left out.", mark=most) if unknown else ""
    return np.array([keep[title] for title, _ in listed], np.bool_), note


def _ranks(view: View, title: int) -> list[tuple[str, int]]:
    return [it for body, mark in _said(view, title, "certification") for it in rank_of(mark, body).items()]


def _said(view: View, title: int, role: str) -> list[tuple[str, str]]:
    return [(it.label, it.words) for it in view.facts.of(title) if it.verb.role == role and title in it.subjects]


def is_seen(listed: Sequence[OfTitle]) -> Bools:
    """Which installments were seen to their end."""
    return np.array([it.seen is not None and it.seen >= END for _, it in listed], np.bool_)
