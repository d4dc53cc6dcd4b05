"""Linking, first passes: which entities, titles, seasons and installments there are."""

from dataclasses import replace

import numpy as np

from intertwine.ledger.link import unresolved
from intertwine.ledger.link.calendar import Calendar
from intertwine.ledger.link.identity import identify
from intertwine.ledger.link.keys import Keys
from intertwine.ledger.link.state import Linking
from intertwine.ledger.read.markdown.links import base_name
from intertwine.ledger.read.vocabulary import ENTITY_KINDS, TITLE_KINDS
from intertwine.ledger.store.columns import KINDS, Installments, Seasons
from intertwine.model.names import Names
from intertwine.model.problem import Problem
from intertwine.model.sentinels import NO_DATE
from intertwine.model.statement import Installment, Season
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
    found, seasons, problems = _declared(state)
    ordered = sorted(found.items(), key=lambda item: (item[1][1], item[1][2], item[0]))
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
        calendar=_calendar(state, [key for key, _ in ordered], seasons),
        installments=Installments(title, season, number, name, date, minutes, table[:, 6].astype(np.bool_)),
        seasons=Seasons(
            np.array([title for (title, _), _ in listed], np.int32),
            np.array([number for (_, number), _ in listed], np.int32),
            np.array(days, np.int32),
            np.array([season.episodes for _, season in listed], np.int32),
            np.array([season.announced for _, season in listed], np.bool_),
        ),
    ).noting(problems)


def _declared(
    state: Linking,
) -> tuple[dict[InstallmentKey, tuple[Installment, int, str]], dict[SeasonKey, Season], list[Problem]]:
    """Every installment with its day and its title's folded name; every season; and what is declared twice."""
    found: dict[InstallmentKey, tuple[Installment, int, str]] = {}
    seasons: dict[SeasonKey, Season] = {}
    problems: list[Problem] = []
    for page in state.pages:
        title = state.title_of(page)
        if page.kind == "season" and title < 0:
            problems.append(unresolved.unknown_title(page, state.keys.exact))
        if title < 0:
            continue
        dates = {season.number: season.date for season in page.seasons}
        for season in page.seasons:
            if (title, season.number) in seasons:
                problems.append(unresolved.twice(page, season.line, f"season {season.number}"))
            seasons.setdefault((title, season.number), season)
        for it in page.installments:
            where = (title, it.season, it.number)
            if where in found:
                problems.append(unresolved.twice(page, it.line, f"{it.season}x{it.number:02}"))
                continue
            date = it.date if it.date is not None else dates.get(it.season)
            found[where] = (it, NO_DATE if date is None else date, fold(state.owners[title].name))
    return found, seasons, problems


def _calendar(state: Linking, ordered: list[InstallmentKey], seasons: dict[SeasonKey, Season]) -> Calendar:
    """What stamps are looked up in: `ordered` are the installments by their numbers."""
    calendar = Calendar(state.title_called)
    calendar.by_key = {page.key: n for n, page in enumerate(state.owners) if page.kind in TITLE_KINDS}
    calendar.names = Names((state.owners[n].name or base_name(key), n) for key, n in calendar.by_key.items())
    for n, (title, season_number, episode) in enumerate(ordered):
        calendar.add(title, season_number, episode, n)
    for (title, number), season in seasons.items():
        calendar.declared[title][number] = season.episodes
        if season.announced:
            calendar.announced[title].add(number)
    return calendar


def identify_titles(state: Linking) -> Linking:
    """After: `identities` says under what each title's marks are kept."""
    first: dict[int, int] = {}
    days = zip(state.installments.title.tolist(), state.installments.date.tolist(), strict=True)
    for title, day in days:
        first.setdefault(title, day)
    titles = {n: page for n, page in enumerate(state.owners) if page.kind in TITLE_KINDS}
    identities = identify(titles, first)
    return replace(state, identities=identities).noting(identities.problems)
