"""Positions as written, resolved against every title of a universe."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice

from intertwine.ledger.store.columns import IMPOSSIBLE, PUBLIC
from intertwine.model.extent import Place
from intertwine.model.names import closest
from intertwine.model.positions import readings
from intertwine.model.season_lengths import counted_before, is_whole
from intertwine.model.sentinels import END
from intertwine.model.spellings import close_matches
from intertwine.model.statement import PositionText
from intertwine.model.title import TitleInstallments
from intertwine.model.title_names import TitleNames, quoted, straight
from intertwine.model.title_numberings import is_renumbered
from intertwine.model.title_places import span
from intertwine.model.title_span import Wrong
from intertwine.model.words import exact

ClosedPositions = tuple[tuple[int, int], ...]
"""Pairs of installment and seconds; (-1, PUBLIC) is public, (-1, IMPOSSIBLE) never passed."""

_MOST_EPISODES, _MOST_SEASONS = 6, 3
"""How many missing ones are named."""


class Calendar:
    """Titles, seasons and installments, asked by what people write.

    `listed[title][season]` has the installments of a season, by their numbers in it; `declared[title][season]` says how
    many episodes a season says that it has (0: it does not say). A season that is just `announced` has no installments;
    `early` are those of them (title, season) below whose heading episodes are written nevertheless. `linked` finds the
    title that a link means, or -1.
    """

    def __init__(self, linked: Callable[[str], int]) -> None:
        self.linked = linked
        self.by_key: dict[str, int] = {}
        self.titles: TitleNames[TitleInstallments] = TitleNames(())
        self.listed: dict[int, dict[int, dict[int, int]]] = defaultdict(dict)
        self.declared: dict[int, dict[int, int]] = defaultdict(dict)
        self.announced: dict[int, set[int]] = defaultdict(set)
        self._listings: dict[int, TitleInstallments] = {}
        self._meant: dict[tuple[str, bool], tuple[int, ...]] = {}
        self._whole_names: dict[tuple[int, tuple[str, int, int]], list[int]] = defaultdict(list)
        """Titles whose whole name reads as a place in another title, by that title and place."""
        self.early: set[tuple[int, int]] = set()
        self.unread: dict[int, dict[int | None, str]] = defaultdict(dict)

    def add(self, title: int, season: int, number: int, installment: int) -> None:
        """Note that `installment` (its number in the ledger) is the episode `number` of `season` of the entity
        `title`."""
        self.listed[title].setdefault(season, {})[number] = installment

    def title(self, position: PositionText, own: int) -> int:
        """The title's entity number, or -1 where nothing or more than one thing is called so."""
        meant = self.meant(position, own)
        return meant[0] if len(meant) == 1 else -1

    def meant(self, position: PositionText, own: int) -> tuple[int, ...]:
        """All titles that a position could mean.

        A link means a key. Anything else is a key, or what progress text knows a title by: where it is one title's key
        and another's name, or a name and a place and also the name of another title as it stands, it could mean both.
        """
        if not position.title:
            mine = (own,) if own >= 0 else ()
            return self._with_whole(mine, position) if position.whole else mine
        known = -1 if position.quoted else self.by_key.get(position.title, -1)
        if position.linked_title:
            known = known if known >= 0 else self.linked(position.title)
            return (known,) if known >= 0 else ()
        memo = position.title, position.quoted
        found = self._meant.get(memo)
        if found is None:
            named = self._called(position.title)
            if position.quoted:  # or what is called so with its quotation marks
                named |= self._called(quoted(position.title))
            found = self._meant[memo] = (
                (known,) if known in named else tuple(named | ({known: None} if known >= 0 else {}))
            )
        if position.whole:
            return self._with_whole(found, position)
        if len(found) == 1 and not position.quoted:
            place = position.kind, position.season, position.number
            return tuple(dict.fromkeys((*found, *self._whole_names.get((found[0], place), ()))))
        return found

    def _with_whole(self, found: tuple[int, ...], position: PositionText) -> tuple[int, ...]:
        """Those of the titles `found` that have the place, and those that are called so with it; all that are `found`
        where that is none."""
        place = Place((position.extent,))
        fit = [title for title in found if not isinstance(span(self._listings[title], place, "", partly=True), Wrong)]
        return tuple(dict.fromkeys((*fit, *self._named_whole(position)))) or found

    def _named_whole(self, position: PositionText) -> dict[int, None]:
        """The titles that are called so as it stands, with what else reads as a place in a title."""
        known = self.by_key.get(position.whole, -1)
        return self._called(position.whole) | ({known: None} if known >= 0 else {})

    def settled(self, position: PositionText, own: int) -> tuple[int, tuple[PositionText, ...]]:
        """The title that a position means (-1: none, or several), and the position with its season: what was written
        without one, or could have been a place and is a title's name. What has a number in another numbering are all
        the installments that have it, the last of them with the position's time; so is what one file holds."""
        title = self.title(position, own)
        if title < 0 or not (position.whole or position.part_words or position.own_words or position.pair):
            return title, (position,)
        if position.whole and title in self._named_whole(position):
            timed = position.seconds != END
            return title, (replace(position, kind="installment" if timed else "title", season=0, number=0, whole=""),)
        listing = self._listings[title]
        found = span(listing, Place((position.extent,)), "", partly=True)
        if isinstance(found, Wrong):
            return title, (replace(position, kind="impossible"),)
        plain = replace(position, part_words=(), own_words=(), pair="", whole="")
        if position.extent.is_file or is_renumbered(listing, position.extent):
            its = [
                replace(plain, kind="installment", season=season, number=number, seconds=END)
                for begin, end in found.runs
                for season, number in listing.places[begin:end]
            ]
            return title, (*its[:-1], replace(its[-1], seconds=position.seconds))
        season, number = listing.places[found.runs[0][0]]
        return title, (replace(position, season=season, number=number if position.kind == "installment" else 0),)

    def _called(self, text: str) -> dict[int, None]:
        return dict.fromkeys(title.number for title in self.titles.called(straight(text), self.titles.all))

    def listing(self, title: int) -> TitleInstallments:
        """What is listed of a title."""
        return self._listings[title]

    def key(self, title: int) -> str:
        """A title's key."""
        return next(key for key, number in self.by_key.items() if number == title)

    def nearest(self, text: str) -> tuple[int, str] | None:
        """The title whose name or key is spelt most like `text`, with the name that means it and nothing else (""
        where its key alone does); None where none is spelt so."""
        near = self.titles.near(text, self.titles.all)[:1]
        if near:
            name = near[0].name
            return near[0].number, name if self.meant(PositionText("title", name), -1) == (near[0].number,) else ""
        close = closest(text, self.by_key.items()) or [
            self.by_key[key] for key in close_matches(text, self.by_key, n=1, cutoff=0.7)
        ]
        return (close[0], "") if close else None

    def close(self, titles: Iterable[TitleInstallments]) -> None:
        """Note the titles by name, once all installments are there."""
        self._listings = {title.number: title for title in titles}
        self.titles = TitleNames(self._listings.values())
        for title in self.titles.among(self.titles.all):
            for head, place in readings(exact(straight(title.name))):
                if not head or place.time or len(place.extents) != 1 or not place.extents[0].is_one:
                    continue
                if place.extents[0].words:  # a position with words says itself what it may be the name of
                    continue
                unit, (season, number), *_ = place.extents[0]
                for other in self._called(head):
                    if other != title.number:
                        self._whole_names[other, (unit, season, number)].append(title.number)

    def season(self, title: int, season: int) -> list[int] | None:
        """Its installments, or None unless all that the season declares are listed: 1 to N, or 0 to N-1, or as many
        after those of the seasons before."""
        if season in self.unread[title]:
            return None
        listed = self.listed[title].get(season, {})
        before = counted_before(self.declared[title], season)
        return sorted(listed.values()) if is_whole(listed, self.declared[title].get(season, 0), before) else None

    def whole(self, title: int) -> list[int] | None:
        """All installments of a title, or None unless every season that is not just announced is complete."""
        if self.unread[title]:
            return None
        film = self.listed[title].get(0, {}).get(0)
        if film is not None and not self.declared[title]:  # else it is the first of the specials
            return [film]
        seasons = self._seasons(title)
        parts = [self.season(title, season) for season in seasons]
        if not parts or any(part is None for part in parts):
            return None
        return [n for part in parts if part for n in part]

    def _seasons(self, title: int) -> list[int]:
        """A title's seasons, without those that are just announced. One with episodes below its heading may have come
        out since: nobody has passed the whole title before that is corrected."""
        return [s for s in self.declared[title] if s not in self.announced[title] or (title, s) in self.early]

    def lacks(self, position: PositionText, own: int) -> str:
        """What is missing in a season, or in a whole title, that is there and can never be passed; "" where it is not
        there, or where nothing is missing."""
        title, settled = self.settled(position, own)
        if title < 0 or ("season" not in (position.kind, settled[0].kind) and settled[0].kind != "title"):
            return ""
        if settled[0].kind == "impossible":
            return ""
        unread = self.unread[title]
        if settled[0].kind != "title":
            lacking = (
                self._season_lacks(title, season) or _unread(unread.get(season, ""))
                for season in dict.fromkeys(it.season for it in settled)
            )
            return next(filter(None, lacking), "")
        seasons = sorted(self._seasons(title))
        found = [words for words in (self._season_lacks(title, season) for season in seasons) if words]
        found += map(_unread, list(unread.values())[:1])
        if len(found) > _MOST_SEASONS:
            found[_MOST_SEASONS:] = ["and others too"]
        return "; ".join(found) if seasons or found else f"no {self.listing(title).words.kind.part} of it is listed"

    def _season_lacks(self, title: int, season: int) -> str:
        if season not in self.declared[title]:
            return ""
        declared, listed = self.declared[title][season], self.listed[title].get(season, {})
        before = counted_before(self.declared[title], season)
        if is_whole(listed, declared, before):
            return ""
        words = self.listing(title).words
        part, own = words.part_name(season), words.kind.installment
        if season in self.announced[title]:
            return f"{part} is only announced"
        if not declared:
            return f"{part} does not say how many {own}s it has"
        low = before + 1 if before and listed and min(listed) > before else 1
        missing = declared - sum(low <= number < low + declared for number in listed)
        first = islice((n for n in range(low, low + declared) if n not in listed), _MOST_EPISODES)
        names = [words.installment(season, n) for n in first]
        if missing > len(names):
            names.append(f"{missing - len(names)} more")
        listing = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
        are = "is" if missing == 1 else "are"
        return f"{part} declares {declared} {own if declared == 1 else f'{own}s'}; {listing} {are} not listed"

    def positions(self, wanted: Iterable[PositionText], own: int) -> tuple[ClosedPositions, list[PositionText]]:
        """The closed positions that `wanted` comes to, and those of `wanted` that can never be passed."""
        found: set[tuple[int, int]] = set()
        lost: list[PositionText] = []
        for position in wanted:
            part = self._one(position, own)
            if part is None:
                lost.append(position)
            else:
                found.update(part)
        if lost or not found:
            return ((-1, IMPOSSIBLE),), lost
        if len(found) > 1:
            found.discard((-1, PUBLIC))
        return tuple(sorted(found)), lost

    def _one(self, position: PositionText, own: int) -> list[tuple[int, int]] | None:
        if position.kind in ("public", "linked"):
            return [(-1, PUBLIC)]
        title, settled = self.settled(position, own)
        if title < 0 or settled[0].kind == "impossible":
            return None
        if settled[0].kind == "installment":
            if position.kind == "season" and any(self.season(title, it.season) is None for it in settled):
                return None  # all of a disc: more of it may be missing in the listing
            found = [(self.listed[title].get(it.season, {}).get(it.number), it.seconds) for it in settled]
            return None if any(n is None for n, _ in found) else [(n, seconds) for n, seconds in found if n is not None]
        whole = self.season(title, settled[0].season) if settled[0].kind == "season" else self.whole(title)
        return None if whole is None else [(n, END) for n in whole]


def _unread(where: str) -> str:
    return f"its listing is in doubt until a heading is corrected ({where})" if where else ""
