"""What can be told of a title, part by part, and where a part comes after a title that the viewer has yet to see.

All of it is worked out from public facts, public dates and the viewer's own marks.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import chain, groupby

from django.utils.translation import gettext

from intertwine.gate.view import View
from intertwine.model.fact import Listed, TitlePart
from intertwine.model.numbers import written_number
from intertwine.model.progress import Mark
from intertwine.model.release import ReleaseDate
from intertwine.model.title_kind import TitleWords
from intertwine.questions.picking_up import (
    Need,
    came_before,
    first_part,
    holds,
    is_known,
    last_date,
    needed,
    picked_up_by,
    picks_up,
)
from intertwine.web.kind_words import in_language
from intertwine.web.languages import listed as listed_words
from intertwine.web.marks import passed


@dataclass(frozen=True, slots=True)
class LaterTitle:
    """A title that picks up another one's story, and of which the viewer has not seen everything: what is left of it
    begins at `date` (None: unknown). `earlier` is what it picks up."""

    title: int
    date: ReleaseDate | None
    earlier: TitlePart


def ahead(view: View, title: int, *, without: int | None = None) -> list[LaterTitle]:
    """The titles that publicly pick up the story of `title` and that the viewer of `view` has neither seen nor been
    told, the first one first, those without a date last. One of them can be left out (`without`)."""
    found: list[LaterTitle] = []
    for tie in picked_up_by(view, title):
        other = tie.later.title
        listed = view.listing.installments(other)
        left = [it.date for it in listed if holds(tie.later, it) and not is_known(it)]
        if (listed and not left) or other == without:
            continue
        # Of what is announced alone, no more is known than when its seasons begin.
        dates = left if listed else [it.date for it in view.listing.seasons(other)]
        begins = min((date for date in dates if date), key=lambda date: date.first, default=None)
        found.append(LaterTitle(other, begins, tie.earlier))
    return sorted(found, key=lambda it: (it.date is None, it.date.first if it.date else 0))


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a title, or those installments of it that can be told together: `own`, all of one `season`.

    They come `after` a title that picks the story up and was not seen (None: they do not). `others` is what they
    publicly pick up, and what is told with them.
    """

    season: int
    own: Need
    after: int | None
    others: tuple[Need, ...] = ()

    @property
    def needs(self) -> tuple[Need, ...]:
        """All that is told."""
        return (self.own, *self.others)

    @property
    def is_known(self) -> bool:
        """Whether there is nothing in it to tell."""
        return all(need.is_known for need in self.needs)


def portions(view: View, title: int) -> list[Portion]:
    """What can be told of `title`: its parts in their order. A part that begins before a title ahead and ends after it
    is two portions."""
    ties, found = picks_up(view, title), []
    later = {tie.earlier.title: ahead(view, tie.earlier.title, without=title) for tie in ties}
    for part in _split(view, title, view.listing.installments(title), ahead(view, title)):
        needs = needed(view, ties, part.own.listed, last_date)
        within = (_within(view, need, later[need.title]) for need in needs)
        found.append(Portion(part.season, part.own, part.after, tuple(it for it in within if it.listed)))
    return found


def missed(view: View, title: int) -> list[Portion]:
    """What can be told before `title`: what it publicly picks up, came out before what is left of it, and was not seen.
    Of a title that was seen whole: what came out before it ended."""
    needs = needed(view, picks_up(view, title), view.listing.installments(title), _begins)
    parts = (_split(view, it.title, it.listed, ahead(view, it.title, without=title)) for it in needs)
    return [part for part in chain.from_iterable(parts) if not all(passed(it.seen) for it in part.own.listed)]


def _begins(listed: list[Listed]) -> ReleaseDate | None:
    """When what is left to see of what is `listed` begins; of what was seen whole, when its last one came out."""
    left = [it.date for it in listed if it.date and not passed(it.seen)]
    return min(left, key=lambda date: date.first) if left else last_date(listed)


def _split(view: View, title: int, listed: tuple[Listed, ...], later: list[LaterTitle]) -> list[Portion]:
    """What is `listed` of `title` by season, and in each season by whether it comes after a title ahead (`later`)."""
    first = first_part(view.listing.installments(title))
    found: list[Portion] = []
    for season, its in groupby(listed, key=lambda it: it.season):
        runs: dict[bool, list[tuple[Listed, int | None]]] = {}
        for it in its:
            after = _after(it, later, first)
            runs.setdefault(after is not None, []).append((it, after))
        found += [
            Portion(season, Need(title, tuple(it for it, _ in run)), run[0][1]) for _, run in sorted(runs.items())
        ]
    return found


def _after(it: Listed, later: list[LaterTitle], first: int) -> int | None:
    """The first title ahead that an installment does not surely come before; None where there is none."""
    for other in later:
        is_named = other.earlier.season is not None and holds(other.earlier, it)
        if not is_named and not came_before(it, other.date, is_first=it.season == first):
            return other.title
    return None


def _within(view: View, need: Need, later: list[LaterTitle]) -> Need:
    """What of a `need` comes before every title ahead."""
    first = first_part(view.listing.installments(need.title))
    return Need(need.title, tuple(it for it in need.listed if _after(it, later, first) is None))


def marks_of(view: View, portion: Portion) -> frozenset[Mark]:
    """The marks of all that is told with a portion."""
    return frozenset(mark for need in portion.needs for mark in view.listing.marks(need.title, need.places))


def part_name(view: View, need: Need) -> str:
    """Which installments of its title they are, in a sentence: "season 2", "seasons 1 and 2", "season 2, episodes 1 to
    4"; "" where they are all of a title without parts."""
    words, listed = in_language(view.listing.words(need.title)), view.listing.installments(need.title)
    if words.kind.is_single or len(listed) == 1:
        return ""
    count = Counter(it.season for it in listed)
    runs = {season: list(its) for season, its in groupby(need.listed, key=lambda it: it.season)}
    whole = [season for season, its in runs.items() if len(its) == count[season]]
    named = [_run(words, season, its) for season, its in runs.items() if season not in whole]
    if not words.is_parted:
        return "; ".join(named)
    several = f"{words.several(words.kind.part)} {listed_words([str(it) for it in whole])}"
    return "; ".join([several if len(whole) > 1 else words.part_name(it) for it in whole[:1]] + named)


def _run(words: TitleWords, season: int, its: list[Listed]) -> str:
    """Some installments of one part: "season 2, episodes 1 to 4"."""
    first, last = map(written_number, (its[0].number, its[-1].number))
    own = words.kind.installment
    if len(its) == 1:
        own = f"{words.word(own)} {first}"
    elif first == last:
        own = f"{words.several(own)} {first}"
    else:
        own = gettext("%(installments)s %(first)s to %(last)s") % {
            "installments": words.several(own), "first": first, "last": last
        }  # fmt: skip
    return f"{words.part_name(season)}, {own}" if words.is_parted else own
