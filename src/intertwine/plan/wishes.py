"""What of a listing a viewer leaves out of a plan, or wants in it: titles, services, certifications."""

from collections.abc import Iterable, Sequence

import numpy as np

from intertwine.gate.view import View
from intertwine.model.record import record
from intertwine.model.sentinels import END
from intertwine.model.strings import Bools, Ints
from intertwine.model.words import fold
from intertwine.plan.certifications import rank_of
from intertwine.plan.contradictions import need_certified, need_on_services, need_one_of_both, need_target
from intertwine.plan.errors import PlanError
from intertwine.plan.lengths import OfTitle
from intertwine.plan.options import PlanOptions
from intertwine.plan.target import PlanTarget
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


def wishes(view: View, listed: Sequence[OfTitle], target: PlanTarget, options: PlanOptions) -> PlanWishes:
    """What `options` say about the installments that `view` has `listed`, in a plan for `target`. Raises `PlanError`
    where they contradict each other, and `NotThere` and `Ambiguous` for names."""
    need_target(view, listed, target, [_place(view, listed, text) for text in options.without])
    named, pinned = (_places(view, listed, texts) for texts in (options.without, options.within))
    need_one_of_both(view, listed, named, pinned)
    banned, notes = named.copy(), []
    services, certified = _on_services(view, listed, options.services), _rated(view, listed, options.rated_up_to)
    wanted = pinned & ~_mask(listed, target.places)
    need_on_services(view, listed, wanted & ~services[0], options.services)
    need_certified(view, listed, wanted & ~certified[0], options.rated_up_to)
    for keep, unknown in (services, certified):
        banned |= ~keep & ~pinned
        if unknown:
            notes.append(unknown)
    return PlanWishes(banned, pinned, named, tuple(notes))


def _places(view: View, listed: Sequence[OfTitle], texts: Iterable[str]) -> Bools:
    found = np.zeros(len(listed), np.bool_)
    for text in texts:
        found |= _place(view, listed, text)
    return found


def _place(view: View, listed: Sequence[OfTitle], text: str) -> Bools:
    """Where in what is `listed` that is what a `text` names."""
    start = place_start(view, text)
    season, number = start.at.season, start.at.episode
    its = (title == start.title and season in {None, it.season} and number in {None, it.number} for title, it in listed)
    return np.fromiter(its, np.bool_, len(listed))


def _mask(listed: Sequence[OfTitle], places: Ints) -> Bools:
    found = np.zeros(len(listed), np.bool_)
    found[places] = True
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
        there = ", ".join(sorted(known)) or "none is known"
        raise PlanError(f'no title is on "{missing[0]}"', f"the services here: {there}")
    on = {title for title, names in own.items() if any(fold(name) in wanted for _, name in names)}
    unknown = any(not names for names in own.values())
    note = "Titles whose service is not known are left out." if unknown else ""
    return np.array([title in on for title, _ in listed], np.bool_), note


def _rated(view: View, listed: Sequence[OfTitle], most: str) -> tuple[Bools, str]:
    """What is certified at most so, and a sentence about titles that are not certified by that body."""
    if not most:
        return np.ones(len(listed), np.bool_), ""
    limit = rank_of(most)
    if not limit:
        raise PlanError(
            f'"{most}" is not a certification that is known', "write for example TV-14, PG-13, 12A or FSK 12"
        )
    keep, unknown = dict[int, bool](), False
    for title in dict.fromkeys(title for title, _ in listed):
        ranks = [limit[body] >= rank for body, rank in _ranks(view, title) if body in limit]
        unknown = unknown or not ranks
        keep[title] = bool(ranks) and all(ranks)
    note = f"Titles that are not certified on the scale of {most} are left out." if unknown else ""
    return np.array([keep[title] for title, _ in listed], np.bool_), note


def _ranks(view: View, title: int) -> list[tuple[str, int]]:
    return [it for body, mark in _said(view, title, "certification") for it in rank_of(mark, body).items()]


def _said(view: View, title: int, role: str) -> list[tuple[str, str]]:
    return [(it.label, it.words) for it in view.facts.of(title) if it.verb.role == role and title in it.subjects]


def is_told(listed: Sequence[OfTitle]) -> Bools:
    """Which installments were told to their end."""
    return np.array([it.told is not None and it.told >= END for _, it in listed], np.bool_)


def is_seen(listed: Sequence[OfTitle]) -> Bools:
    """Which installments were seen to their end."""
    return np.array([it.seen is not None and it.seen >= END for _, it in listed], np.bool_)
