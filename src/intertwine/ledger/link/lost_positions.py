"""Why a position of a stamp can never be passed, and the nearest one that can, for keepers: they may see everything."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from intertwine.ledger.link.calendar import Calendar
from intertwine.ledger.link.unresolved import written
from intertwine.model.extent import Place
from intertwine.model.nearest_places import nearest_installment, nearest_season
from intertwine.model.positions import readings, readings_before
from intertwine.model.statement import ANY_SEASON, PositionText
from intertwine.model.title import TitleInstallments
from intertwine.model.title_kind import PLAIN, TitleWords
from intertwine.model.title_names import straight
from intertwine.model.title_numberings import nearest_number
from intertwine.model.title_places import span
from intertwine.model.title_span import Wrong
from intertwine.model.words import exact

_BEFORE = re.compile(
    r"(?:(?:in|at|by|on|from|with|after|until|since|the|end|of|episode|season|ep)\b\s*)+", re.IGNORECASE
)
"""Words that belong to no stamp, such as those of "revealed in 1x03"."""
_LONGEST = 200
"""Characters of a name for which a nearest one is looked for."""
_USUAL = "name a title by its key or name, and a season or an installment that it lists"


class LossReason(NamedTuple):
    """The code of a problem, the position in the words of its title, what is the matter ("": that says it), and the
    way out."""

    code: str
    position: str
    reason: str
    hint: str


def why_lost(calendar: Calendar, position: PositionText, own: int) -> LossReason:
    """Why `position`, in the page of the title `own` (-1: of none), can never be passed, by what `calendar` lists."""
    meant = calendar.meant(position, own)
    if len(meant) > 1:
        spellings = " or ".join(f'"{spelling}"' for spelling in _explicit(calendar, position, meant))
        said = written(position)
        return LossReason("position-ambiguous", said, "since it can mean several titles", f"write {spellings}")
    listing = calendar.listing(meant[0]) if meant else None
    said = written(position, PLAIN if listing is None else listing.words)
    if listing is not None and (missing := calendar.lacks(position, own)):
        return LossReason("season-incomplete", said, f"since {missing}", _complete(listing.words))
    if listing is None and (until := _until(calendar, position, own)):
        return LossReason("unknown-position", said, *until)
    if listing is None:
        near, words = _without_words(calendar, position, own) or _nearest_title(calendar, position), PLAIN
        if near is not None:
            of = calendar.title(near, own)
            words = calendar.listing(of).words if of >= 0 else PLAIN
        reason = f'since no title is called "{position.title}"' if position.title else ""
    else:
        found = _place(listing, position, position.title or listing.name)
        near, words = _nearest_place(listing, position), listing.words
        reason = f"since {found.message}" if isinstance(found, Wrong) else ""
    offer = written(near, words) if near else ""
    is_new = offer and offer != said  # what was written already is no way out
    return LossReason("unknown-position", said, reason, f'did you mean "{offer}"?' if is_new else _USUAL)


def _until(calendar: Calendar, position: PositionText, own: int) -> tuple[str, str] | None:
    """What is the matter with a position that is a share or a page of a title, and the way out; None for any other."""
    if position.linked_title or position.quoted:
        return None
    text = exact(straight(position.title[:_LONGEST]))
    for name, place in (*readings(text), *readings_before(text)):
        if not any(extent.unit in ("share", "page") for extent in place.extents):
            continue
        called = [it.number for it in calendar.titles.called(name, calendar.titles.all)] if name else [own]
        if len(called) == 1 and called[0] >= 0:
            kind = calendar.listing(called[0]).words.kind
            reason = f"since a {place.extents[-1].unit} says how far somebody is, and cannot be a stamp"
            return reason, f"name the {kind.installment} instead"
    return None


def _complete(words: TitleWords) -> str:
    """How the headings of a title with these `words` list all of it."""
    own = words.kind.installment
    return f"list every {own}, and say how many there are, as ## {words.head(1)} (2015-11-20, 13 {own}s)"


def _explicit(calendar: Calendar, position: PositionText, meant: tuple[int, ...]) -> Iterator[str]:
    """A stamp for each title that could be meant, by its key; without a place where its whole name was written."""
    for title in meant:
        linked = replace(position, title=calendar.key(title), linked_title=True, quoted=False)
        is_there = isinstance(_place(calendar.listing(title), linked, ""), Wrong) or linked.kind == "title"
        yield written(PositionText("title", linked.title, linked_title=True) if is_there else linked)


def _place(listing: TitleInstallments | None, position: PositionText, word: str) -> object:
    """What a position comes to in a title: a span, or what is wrong."""
    if listing is None or position.kind == "title":
        return None
    if position.kind == "installment" and (position.season, position.number) == (0, 0):
        return None
    return span(listing, Place((position.extent,)), word, partly=True)


def _without_words(calendar: Calendar, position: PositionText, own: int) -> PositionText | None:
    """The position without words before it, as in "in 1x03" or "at the end of Daredevil 1x03", if it then is one."""
    words = None if position.linked_title or position.quoted else _BEFORE.match(position.title[:_LONGEST])
    if not words:
        return None
    plain = replace(position, title=position.title[words.end() :])
    meant = calendar.meant(plain, own) if plain.title or own >= 0 else ()
    found = _place(calendar.listing(meant[0]), plain, "") if len(meant) == 1 else None
    return plain if len(meant) == 1 and not isinstance(found, Wrong) else None


def _nearest_title(calendar: Calendar, position: PositionText) -> PositionText | None:
    """The position in the title with the nearest name or key, its place as near as that title lists one."""
    name = position.title[:_LONGEST]
    if not position.linked_title and not position.quoted:
        for head, place in readings(exact(straight(name))):  # episodes without a season belong to the name
            if not place.extents or place.extents[0].unit not in ("number", "bare"):
                continue
            titles = calendar.titles.called(head, calendar.titles.all) if head else []
            found = span(titles[0], place._replace(time=""), head) if len(titles) == 1 else None
            if found is not None and not isinstance(found, Wrong):
                season, number = titles[0].places[found.runs[-1][1] - 1]  # late is safe
                return replace(position, kind="installment", title=head, season=season, number=number)
    near = calendar.nearest(name)
    if near is None:
        return None
    title, named = near
    moved = replace(position, title=named or calendar.key(title), linked_title=not named)
    return _nearest_place(calendar.listing(title), moved) or moved


def _nearest_place(listing: TitleInstallments, position: PositionText) -> PositionText | None:
    """The nearest season or installment that a title lists; None where it lists none."""
    if not listing.places or position.kind == "title":
        return None
    if listing.is_single:
        return replace(position, kind="title", season=0, number=0, part_words=(), own_words=())
    near = nearest_number(listing, position.extent)
    if near is not None:
        return replace(position, season=near.first[0] or position.season, number=near.first[1], pair="", whole="")
    wanted = (listing.first_season or 0) if position.season == ANY_SEASON else position.season
    season = nearest_season(listing.seasons, wanted)
    (_, last), is_file = position.extent.last, position.extent.is_file  # of a file the last: late is safe
    position = replace(position, part_words=(), own_words=(), pair="")
    if position.kind == "season":
        return replace(position, season=season)
    season, number = nearest_installment(
        listing.places, listing.seasons[season], last if is_file else position.number, runs_on=listing.runs_on
    )
    return replace(position, season=season, number=number)
