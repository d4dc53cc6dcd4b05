"""What a change did, in words, for the page after it: said from the view that its viewer has now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from django.utils.translation import gettext, pgettext

from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.model.title_kind import past_words
from intertwine.questions.common import Named
from intertwine.web.kept import MarkRow, ViewerKept, as_rows, marks_of_rows
from intertwine.web.kind_words import count, count_of, in_language, past
from intertwine.web.languages import listed
from intertwine.web.marks import EpisodeNumber, Marks, both
from intertwine.web.undoing import ChangedRow, PastChange, undone

_NAMED = 5
"""How many of those whom a jump opened are named."""
_TITLES = 3
"""More titles than this are counted."""
_PEOPLE = ("character",)


@dataclass(frozen=True, slots=True)
class Opened:
    """How many one now knows of (`count`) whom one did not know of before, as `word` calls them; some of them
    `named`."""

    count: int
    word: str
    named: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A change: its `id`, what was done, what it `opened` where it was more than one step, and the `title` that it was
    about, where it was one."""

    id: str
    said: str
    opened: tuple[Opened, ...]
    title: int | None


def first_name() -> str:
    """What the first profile is called where it has no name."""
    return pgettext("profile", "You")


def names_of(kept: ViewerKept, profiles: Iterable[str]) -> str:
    """Profiles by name: "Ada, Sam and Kim"."""
    return listed([kept.names[it] or first_name() for it in profiles if it in kept.names])


def notice(universe: Universe, kept: ViewerKept, view: View, change: PastChange) -> Notice:
    """What `change` did in `universe`, for somebody about whom this is `kept` and who has this `view` now."""
    titles = _by_title(view, change.rows)
    title = titles[0][0] if len(titles) == 1 else None
    return Notice(change.id, said_of(kept, view, change), _opened(universe, kept, view, change), title)


def said_of(kept: ViewerKept, view: View, change: PastChange) -> str:
    """What `change` did, in a sentence for somebody about whom this is `kept` and who has this `view`."""
    whom = tuple(dict.fromkeys(it.profile for it in change.rows))
    names = names_of(kept, whom) if len(kept.names) > 1 else ""
    return _verb(view, change, names) % {"what": _what(view, change.rows), "names": names}


def _verb(view: View, change: PastChange, names: str) -> str:
    """What was done to `what`, for `names` where there are any, as a sentence with places for both."""
    if change.undoes:
        return gettext("Undone for %(names)s: %(what)s.") if names else gettext("Undone: %(what)s.")
    added = {it.row[0] for it in change.rows if (it.after or -1) > (it.before or -1)}
    gone = {it.row[0] for it in change.rows if (it.after or -1) < (it.before or -1)}
    match sorted(added), sorted(gone):
        case [[False], []]:
            return gettext("Kept for %(names)s: %(what)s.") if names else gettext("Kept: %(what)s.")
        case [[], [False]]:
            done = past(past_words(view.listing.words(n).kind for n, _ in _by_title(view, change.rows)))
            said = (
                gettext("Not %(past)s any more for %(names)s: %(what)s.")
                if names
                else gettext("Not %(past)s any more: %(what)s.")
            )
            return said.replace("%(past)s", done.replace("%", "%%"))
        case [[True], []]:
            return gettext("Told for %(names)s: %(what)s.") if names else gettext("Told: %(what)s.")
        case [[], [True]]:
            return gettext("Hidden again for %(names)s: %(what)s.") if names else gettext("Hidden again: %(what)s.")
    return gettext("Changed for %(names)s: %(what)s.") if names else gettext("Changed: %(what)s.")


def _what(view: View, rows: Sequence[ChangedRow]) -> str:
    """What was changed, as far as `view` knows of it."""
    titles = _by_title(view, rows)
    if not titles:
        return gettext("what you asked for")
    if len(titles) > _TITLES:
        number = sum(len(places) for _, places in titles)
        return gettext("%(installments)s of %(titles)s") % {
            "installments": count(number, "installment"), "titles": count_of(len(titles), "title")
        }  # fmt: skip
    return listed([_of_title(view, *it) for it in titles])


def _of_title(view: View, title: int, places: list[EpisodeNumber]) -> str:
    words, name = in_language(view.listing.words(title)), view.names.best(title)
    if len(places) == 1:
        return f"{name} {words.place(*places[0])}".strip()
    return gettext("%(installments)s of %(title)s") % {
        "installments": count(len(places), words.kind.installment), "title": name
    }  # fmt: skip


def _by_title(view: View, rows: Iterable[ChangedRow]) -> list[tuple[int, list[EpisodeNumber]]]:
    changed: dict[str, set[EpisodeNumber]] = {}
    for it in rows:
        _, _, title, season, number = it.row
        changed.setdefault(title, set()).add((season, number))
    identity = view.listing.identity
    return [(n, sorted(changed[identity(n)])) for n in view.listing.titles if identity(n) in changed]


def place_of(view: View, rows: Iterable[ChangedRow]) -> tuple[int, EpisodeNumber] | None:
    """The one installment that was changed, where it was one."""
    found = [(title, place) for title, places in _by_title(view, rows) for place in places]
    return found[0] if len(found) == 1 else None


def _opened(universe: Universe, kept: ViewerKept, view: View, change: PastChange) -> tuple[Opened, ...]:
    adds = [it for it in change.rows if (it.after or -1) > (it.before or -1)]
    if change.undoes or len({it.row[2:] for it in adds}) < 2:
        return ()
    earlier = universe.seen(reduce(both, (_before(kept, it, change) for it in kept.watching)).progress)
    known = set(view.since(earlier).same.values())
    people = [n for n in view.names.index if n not in known and view.entities.kind(n) in _PEOPLE]
    titles = [n for n in view.listing.titles if n not in known]
    told_of = view.entities.told_of
    most = sorted(people, key=lambda n: (-int(told_of[n]), people.index(n)))[:_NAMED]
    found = (("person", people, [n for n in people if n in most]), ("title", titles, titles[:_NAMED]))
    return tuple(Opened(len(new), word, tuple(_named(view, n) for n in some)) for word, new, some in found if new)


def _before(kept: ViewerKept, profile: str, change: PastChange) -> Marks:
    now: dict[MarkRow, int] = as_rows(kept.marks_of.get(profile, Marks()))
    return marks_of_rows(undone(change.rows, profile, now))


def _named(view: View, entity: int) -> Named:
    return Named(view.names.best(entity), view.names.address(entity), view.entities.kind(entity))
