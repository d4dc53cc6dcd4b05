"""Linking, first passes: which entities, titles, seasons and installments there are."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from intertwine.ledger.link import unresolved
from intertwine.ledger.link.calendar import Calendar
from intertwine.ledger.link.identity import identify
from intertwine.ledger.link.keys import Keys
from intertwine.ledger.link.segment import Interner, Segment
from intertwine.ledger.read.vocabulary import ENTITY_KINDS, TITLE_KINDS
from intertwine.ledger.store.columns import (
    KINDS,
    NO_DATE,
    Installments,
    Seasons,
)
from intertwine.model.names import Names
from intertwine.model.statement import Installment, Page, Season
from intertwine.model.verb import Vocabulary
from intertwine.model.words import fold


def base_name(key: str) -> str:
    """A key without its parenthesis: `Luke Cage (series)` reads as `Luke Cage`."""
    head, bracket, _ = key.rpartition(" (")
    return head if bracket and key.endswith(")") and head else key


class CalendarPasses:
    """The state of one linking, and its first passes. See `link`."""

    def __init__(self, segments: Iterable[Segment], vocabulary: Vocabulary, intern: Interner) -> None:
        def place(segment: Segment) -> tuple[bool, str]:
            page = segment.page
            if page.kind in TITLE_KINDS or page.kind == "season":
                return False, page.path
            return True, hashlib.blake2b(page.path.encode("utf-8", "surrogatepass")).hexdigest()

        self.segments = sorted(segments, key=place)
        self.pages = [segment.page for segment in self.segments]
        self.vocabulary, self.intern = vocabulary, intern
        self.problems = [problem for segment in self.segments for problem in segment.problems]
        self.extra_names: list[tuple[int, int, int]] = []

    def number_entities(self) -> None:
        """Before: pages. After: `keys` numbers every page that is an entity or a title, in order of keys."""
        for n, page in enumerate(self.pages):
            if "[[" in page.name and page.kind in ENTITY_KINDS:
                self.problems.append(unresolved.name_not_alone(page, 1))
                self.pages[n] = replace(page, name="")
        self.owners = sorted((p for p in self.pages if p.kind in KINDS and p.kind), key=lambda p: p.key)
        self.keys = Keys(self.owners)

    def _own_title(self, page: Page) -> int:
        return self._title_called(page.of if page.kind == "season" else page.key)

    def _title_called(self, key: str) -> int:
        number = self.keys.find(key)
        return number if number >= 0 and self.owners[number].kind in TITLE_KINDS else -1

    def identify_titles(self) -> None:
        """After: `identities` says under what each title's marks are kept."""
        first: dict[int, int] = {}
        for title, day in zip(self.installments.title.tolist(), self.installments.date.tolist(), strict=True):
            first.setdefault(title, day)
        titles = {n: page for n, page in enumerate(self.owners) if page.kind in TITLE_KINDS}
        self.identities = identify(titles, first)
        self.problems += self.identities.problems

    def number_installments(self) -> None:
        """After: `calendar` knows every title, season and installment; they are numbered in release order."""
        found: dict[tuple[int, int, int], tuple[Installment, int, str]] = {}
        seasons: dict[tuple[int, int], Season] = {}
        for page in self.pages:
            title = self._own_title(page)
            if page.kind == "season" and title < 0:
                self.problems.append(unresolved.unknown_title(page, self.keys.exact))
            if title < 0:
                continue
            dates = {season.number: season.date for season in page.seasons}
            for season in page.seasons:
                if (title, season.number) in seasons:
                    self.problems.append(unresolved.twice(page, season.line, f"season {season.number}"))
                seasons.setdefault((title, season.number), season)
            for it in page.installments:
                where = (title, it.season, it.number)
                if where in found:
                    self.problems.append(unresolved.twice(page, it.line, f"{it.season}x{it.number:02}"))
                    continue
                date = it.date if it.date is not None else dates.get(it.season)
                found[where] = (it, NO_DATE if date is None else date, fold(self.owners[title].name))
        ordered = sorted(found.items(), key=lambda item: (item[1][1], item[1][2], item[0]))
        self.calendar = calendar = Calendar(self._title_called)
        calendar.by_key = {page.key: n for n, page in enumerate(self.owners) if page.kind in TITLE_KINDS}
        calendar.names = Names(
            (self.owners[number].name or base_name(key), number) for key, number in calendar.by_key.items()
        )
        for n, ((title, number, episode), _) in enumerate(ordered):
            calendar.add(title, number, episode, n)
        for (title, number), season in seasons.items():
            calendar.declared[title][number] = season.episodes
            if season.announced:
                calendar.announced[title].add(number)
        strings = self.intern
        columns = [
            (title, season, number, strings(it.name), date, it.minutes, it.about)
            for (title, season, number), (it, date, _) in ordered
        ]
        table = np.array(columns, np.int32).reshape(len(columns), 7)
        title_, season_, number_, name_, date_, minutes_ = (table[:, n].copy() for n in range(6))
        about = table[:, 6].astype(np.bool_)
        self.installments = Installments(title_, season_, number_, name_, date_, minutes_, about)
        listed = sorted(seasons.items())
        days = [NO_DATE if season.date is None else season.date for _, season in listed]
        self.seasons = Seasons(
            np.array([title for (title, _), _ in listed], np.int32),
            np.array([number for (_, number), _ in listed], np.int32),
            np.array(days, np.int32),
            np.array([season.episodes for _, season in listed], np.int32),
            np.array([season.announced for _, season in listed], np.bool_),
        )
