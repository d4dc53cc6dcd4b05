"""Linking, first passes: which entities, titles, seasons and installments there are."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import numpy as np

from intertwine.ledger.link import unresolved
from intertwine.ledger.link.calendar import Calendar, is_beyond
from intertwine.ledger.link.identity import identify, is_public
from intertwine.ledger.link.keys import Keys
from intertwine.ledger.link.state import Linking
from intertwine.ledger.read.markdown.links import base_name
from intertwine.ledger.store.columns import KINDS, Installments, Seasons
from intertwine.model.kinds import ENTITY_KINDS, TITLE_KINDS
from intertwine.model.problem import Problem
from intertwine.model.sentinels import NO_DATE
from intertwine.model.statement import Installment, Page, Season
from intertwine.model.title import TitleInstallments
from intertwine.model.words import fold

SeasonKey = tuple[int, int]
"""A title's entity, and a season's number."""
InstallmentKey = tuple[int, int, int]
"""A title's entity, a season's number, an episode's number."""


def number_entities(state: Linking) -> Linking:
    """After: `owners` and `keys` number every page that is an entity or a title."""
    pages, problems = list(state.pages), list[Problem]()
    for n, page in enumerate(pages):
        if "[[" in page.name and page.kind in ENTITY_KINDS:
            problems.append(unresolved.name_not_alone(page, 1))
            pages[n] = replace(page, name="")
    owners = sorted((page for page in pages if page.kind in KINDS and page.kind), key=lambda page: page.key)
    return replace(state, pages=tuple(pages), owners=tuple(owners), keys=Keys(owners)).noting(problems)


def number_installments(state: Linking) -> Linking:
    """After: `calendar` knows every title, season and installment; `installments` are numbered in release order."""
    declared = _declared(state)
    seasons = declared.seasons
    ordered = sorted(declared.installments.items(), key=lambda item: (item[1][1], item[1][2], item[0]))
    table = np.array(
        [
            (title, season, number, state.intern(it.name), date, it.minutes, it.about)
            for (title, season, number), (it, date, _) in ordered
        ],
        np.int32,
    ).reshape(len(ordered), 7)
    title, season, number, name, date, minutes = (table[:, n].copy() for n in range(6))
    listed = sorted(seasons.items())
    days = [NO_DATE if season.date is None else season.date for _, season in listed]
    return replace(
        state,
        calendar=_calendar(state, {key: day for key, (_, day, _) in ordered}, declared),
        installments=Installments(title, season, number, name, date, minutes, table[:, 6].astype(np.bool_)),
        seasons=Seasons(
            np.array([title for (title, _), _ in listed], np.int32),
            np.array([number for (_, number), _ in listed], np.int32),
            np.array(days, np.int32),
            np.array([season.episodes for _, season in listed], np.int32),
            np.array([season.announced for _, season in listed], np.bool_),
        ),
    ).noting(declared.problems)


class _Declared(NamedTuple):
    """What headings declare. `early` are the seasons that are only announced and list episodes all the same; `unread`
    is that of a calendar."""

    installments: dict[InstallmentKey, tuple[Installment, int, str]]
    seasons: dict[SeasonKey, Season]
    early: set[SeasonKey]
    unread: dict[int, dict[int | None, str]]
    problems: list[Problem]


def _declared(state: Linking) -> _Declared:
    """Every installment with its day and its title's folded name; every season; and what is declared twice, beyond
    what its season declares, or below the heading of a season that is only announced: such a season has no
    installments, whatever is written there."""
    found: dict[InstallmentKey, tuple[Installment, int, str]] = {}
    seasons: dict[SeasonKey, Season] = {}
    early: set[SeasonKey] = set()
    problems: list[Problem] = []
    unread: dict[int, dict[int | None, str]] = defaultdict(dict)
    listing: list[tuple[int, Page]] = []

    def miss(title: int, season: int | None, page: Page, line: int) -> None:
        unread[title].setdefault(season, f"{page.path}, line {line}")

    for page in state.pages:
        title = state.title_of(page)
        if page.kind == "season" and title < 0:
            problems.append(unresolved.unknown_title(page, state.keys.exact))
            miss(state.title_called(unresolved.nearest_of(page.of, state.keys.exact)), None, page, 1)
        if title < 0:
            continue
        for heading in page.unread:
            miss(title, heading.season, page, heading.line)
        for season in page.seasons:
            if (title, season.number) in seasons:
                problems.append(unresolved.twice(page, season.line, f"season {season.number}"))
                miss(title, season.number, page, season.line)
            seasons.setdefault((title, season.number), season)
        listing.append((title, page))
    from_nought = {(title, it.season) for title, page in listing for it in page.installments if not it.number}
    for title, page in listing:
        dates = {season.number: season.date for season in page.seasons}
        for it in page.installments:
            where = (title, it.season, it.number)
            if (declared := seasons.get(where[:2])) and declared.announced:
                if where[:2] not in early:
                    problems.append(unresolved.too_early(page, it))
                early.add(where[:2])
                continue
            if declared and is_beyond(it.number, declared.episodes, where[:2] in from_nought):
                problems.append(unresolved.beyond(page, it, declared.episodes))
                miss(title, it.season, page, it.line)
                continue
            if where in found:
                problems.append(unresolved.twice(page, it.line, f"{it.season}x{it.number:02}"))
                miss(title, it.season, page, it.line)
                continue
            date = it.date if it.date is not None else dates.get(it.season)
            found[where] = (it, NO_DATE if date is None else date, fold(state.owners[title].name))
    return _Declared(found, seasons, early, unread, problems)


def _calendar(state: Linking, days: dict[InstallmentKey, int], declared: _Declared) -> Calendar:
    """What stamps are looked up in: `days` are those of the installments, in the order of their numbers."""
    calendar = Calendar(state.title_called)
    calendar.by_key = {page.key: n for n, page in enumerate(state.owners) if page.kind in TITLE_KINDS}
    for n, (title, season_number, episode) in enumerate(days):
        calendar.add(title, season_number, episode, n)
    for (title, number), season in declared.seasons.items():
        calendar.declared[title][number] = season.episodes
        if season.announced:
            calendar.announced[title].add(number)
    calendar.early = declared.early
    calendar.unread.update(declared.unread)
    calendar.close(_listings(state, calendar, days))
    return calendar


def _listings(state: Linking, calendar: Calendar, days: dict[InstallmentKey, int]) -> Iterator[TitleInstallments]:
    """Every title as people speak of it."""
    first: dict[int, int] = {}
    for (title, _, _), day in days.items():
        first[title] = min(day, first.get(title, day))
    for key, number in calendar.by_key.items():
        page, day = state.owners[number], first.get(number, NO_DATE)
        listed = calendar.listed.get(number, {})
        yield TitleInstallments(
            number=number,
            identity="",
            name=page.name or base_name(key),
            others=(),
            kind=page.kind,
            year=page.year or (date.fromordinal(day).year if 0 < day < NO_DATE else 0),
            first=day if day < NO_DATE else None,
            public=is_public(page),
            places=tuple(sorted((season, n) for season, numbers in listed.items() for n in numbers)),
        )


def identify_titles(state: Linking) -> Linking:
    """After: `identities` says under what each title's marks are kept."""
    first: dict[int, int] = {}
    days = zip(state.installments.title.tolist(), state.installments.date.tolist(), strict=True)
    for title, day in days:
        first.setdefault(title, day)
    titles = {n: page for n, page in enumerate(state.owners) if page.kind in TITLE_KINDS}
    identities = identify(titles, first)
    return replace(state, identities=identities).noting(identities.problems)
