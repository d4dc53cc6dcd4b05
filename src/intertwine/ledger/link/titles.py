"""Linking, first passes: which entities, titles, seasons and installments there are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from intertwine.ledger.link import unresolved
from intertwine.ledger.link.calendar import Calendar
from intertwine.ledger.link.chunks import Chunk
from intertwine.ledger.link.identity import identify, is_public
from intertwine.ledger.link.keys import Keys, folded
from intertwine.ledger.link.numbers import other_numbers
from intertwine.ledger.link.segment import OWNER_COLUMNS
from intertwine.ledger.link.state import Linking
from intertwine.ledger.read.markdown.links import base_name
from intertwine.ledger.store.columns import Editions, Installments, Numbers, Seasons
from intertwine.model.frozen import FrozenDict
from intertwine.model.numbers import is_between, order_of, place_order
from intertwine.model.problem import Problem
from intertwine.model.release import UNDATED, ReleaseDate, last_release
from intertwine.model.release_order import by_release, days_in_order
from intertwine.model.season_lengths import counted_before, is_beyond
from intertwine.model.statement import Installment, Page, Season
from intertwine.model.strings import Ints
from intertwine.model.title import ListedLength, TitleInstallments, numberings_of
from intertwine.model.title_kind import PLAIN, TitleWords
from intertwine.model.words import fold

SeasonKey = tuple[int, int]
"""A title, and a season's number."""
InstallmentKey = tuple[int, int, int]
"""A title, a season's number, an episode's number."""
Doubts = dict[int, dict[int | None, str]]
"""By title and season (None: any), where something may have been meant to list more: see `Calendar.unread`."""


def number_entities(state: Linking) -> Linking:
    """After: `owners` and `keys` number every page that is an entity or a title, `titles` every title."""
    chunks = state.chunks
    order, keys = state.cache.of("keys", [(it.keys, it.paths) for it in chunks], lambda: _ordered_keys(chunks))
    table = np.concatenate([np.zeros((len(OWNER_COLUMNS), 0), np.int32), *(it.owners for it in chunks)], axis=1)
    columns = FrozenDict(zip(OWNER_COLUMNS, table[:, order], strict=True))
    pages = np.array([n for n, it in enumerate(state.segments) if it.owner], np.int32)
    titles = np.flatnonzero(columns["is_title"]).astype(np.int32)
    title_of_entity = np.full(len(order), -1, np.int32)
    title_of_entity[titles] = np.arange(len(titles), dtype=np.int32)
    state = replace(
        state,
        owners=pages[order],
        owner_columns=columns,
        keys=keys,
        titles=titles,
        title_of_entity=title_of_entity,
    )
    return replace(state, titled=tuple(_titled(state)))


def _ordered_keys(chunks: Iterable[Chunk]) -> tuple[Ints, Keys]:
    """The owners of all pages in order of their keys: where each stands among them, and what they are called."""
    keys = [key for chunk in chunks for key in chunk.keys]
    folds = [folded(key) for key in keys]
    paths = [path for chunk in chunks for path in chunk.paths]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    return np.array(order, np.int32), Keys(*([column[n] for n in order] for column in (keys, folds, paths)))


def _titled(state: Linking) -> Iterator[tuple[int, int]]:
    """Each page that may belong to a title, with that title. One of an entity belongs to none."""
    first = 0
    for chunk in state.chunks:
        for n in chunk.titled:
            page = chunk.segments[n].page
            key = page.of if page.kind == "season" else page.key
            yield first + n, -1 if page.kind == "order" else state.title_called(key)  # an order may be called as one
        first += len(chunk.segments)


def number_installments(state: Linking) -> Linking:
    """After: `calendar` knows every title, season and installment; `installments` are numbered in release order."""
    declared, problems = _declared(state)
    calendar = state.cache.of("calendar", declared, lambda: _calendar(declared))
    names = [state.intern(it[3]) for it in declared.installments]
    table = np.array([(*it[:3], *it[4:]) for it in declared.installments], np.int32).reshape(len(names), 8)
    title, season, number, day, spread, minutes, about, file_end = (table[:, n].copy() for n in range(8))
    seasons = np.array(declared.seasons, np.int32).reshape(len(declared.seasons), 8)
    of, ordinal, begins, within, episodes, announced, implicit, usual = (seasons[:, n].copy() for n in range(8))
    others = np.array([(n, state.intern(label), state.intern(value)) for n, label, value in declared.numbers], np.int32)
    others = others.reshape(len(declared.numbers), 3)
    editions = np.array([(n, state.intern(name), pages) for n, name, pages in declared.editions], np.int32)
    editions = editions.reshape(len(declared.editions), 3)
    return replace(
        state,
        calendar=calendar,
        installments=Installments(
            title, season, number, np.array(names, np.int32), day, spread, minutes, about.astype(np.bool_), file_end
        ),
        seasons=Seasons(
            of, ordinal, begins, within, episodes, announced.astype(np.bool_), implicit.astype(np.bool_), usual
        ),
        numbers=Numbers(*(others[:, n].copy() for n in range(3))),
        editions=Editions(*(editions[:, n].copy() for n in range(3))),
    ).noting(problems)


class _Declared(NamedTuple):
    """What headings declare, and all that positions are looked up in. Equal ones mean equal calendars.

    `titles` are key, name, kind and year of each, and whether it is public; `installments` title, season, number, name,
    day, spread, minutes, about and file_end, in release order; `seasons` title, number, day, spread, episodes,
    announced, implicit and usual, in their order; `numbers` an installment's place among the `installments`, a
    numbering and a number; `editions` title, name and pages; `words` how the places of each title are spoken of.
    `early` are the seasons that are only announced and list episodes all the same; `unread` is that of a calendar.
    `linked` says which title each link in a stamp means (-1: none).
    """

    titles: tuple[tuple[str, str, str, int, bool], ...]
    installments: tuple[tuple[int, int, int, str, int, int, int, bool, int], ...]
    seasons: tuple[tuple[int, int, int, int, int, bool, bool, int], ...]
    numbers: tuple[tuple[int, str, str], ...]
    editions: tuple[tuple[int, str, int], ...]
    words: tuple[TitleWords, ...]
    early: set[SeasonKey]
    unread: Doubts
    linked: dict[str, int]


def _declared(state: Linking) -> tuple[_Declared, list[Problem]]:
    """What all headings declare; and what is declared twice, beyond what its season declares, or below the heading of a
    season that is only announced: such a season has no installments, whatever is written there."""
    unread: Doubts = defaultdict(dict)
    seasons, problems = _declared_seasons(state, unread)
    pages = state.title_pages()
    kinds = [state.vocabulary.kind(page.kind) for page in pages]
    unparted = {title for (title, _), it in seasons.items() if it.implicit}
    words = tuple(PLAIN if kind is None else TitleWords(kind, n not in unparted) for n, kind in enumerate(kinds))
    found, early, more = _declared_installments(state, seasons, words, unread)
    names = [fold(page.name) for page in pages]
    dated = np.array([(*key, *date) for key, (_, date) in found.items()], np.int32).reshape(len(found), 5)
    title, season = dated[:, 0], dated[:, 1]
    by_place = sorted(found.items(), key=lambda item: (names[item[0][0]], item[0][:2], order_of(item[0][2])))
    at = {key: n for n, key in enumerate(found)}
    own = np.array([at[key] for key, _ in by_place], np.int64)
    days = days_in_order(*dated.T)[own]
    ordered = [by_place[n] for n in by_release(title[own], season[own], days, len(pages)).tolist()]
    editions = tuple((n, it.name, it.pages) for n, page in enumerate(pages) for it in page.editions)
    places = {key: n for n, (key, _) in enumerate(ordered)}
    from_pages = ((title, state.segments[n].page) for n, title in state.titled if title >= 0)
    headed = ((title, page, it) for title, page in from_pages for it in page.installments)
    is_listed = ((title, page, it) for title, page, it in headed if _is_listed(found, title, it))
    numbers, disagreeing = other_numbers(places, is_listed, pages, words)
    declared = _Declared(
        titles=tuple((page.key, page.name, page.kind, page.year, is_public(page)) for page in pages),
        installments=tuple((*key, it.name, *date, it.minutes, it.about, it.file_end) for key, (it, date) in ordered),
        seasons=tuple(
            (*key, *(it.date or UNDATED), it.episodes, it.announced, it.implicit, it.usual)
            for key, it in sorted(seasons.items())
        ),
        numbers=numbers,
        editions=editions,
        words=words,
        early=early,
        unread=dict(unread),
        linked={text: state.title_called(text) for chunk in state.chunks for text in chunk.linked_titles},
    )
    return declared, problems + more + disagreeing


def _is_listed(found: dict[InstallmentKey, tuple[Installment, ReleaseDate]], title: int, it: Installment) -> bool:
    """Whether the heading of `it` is the one that lists its installment."""
    key = title, it.season, it.number
    return key in found and found[key][0] is it


def _miss(unread: Doubts, title: int, season: int | None, page: Page, line: int) -> None:
    unread[title].setdefault(season, f"{page.path}, line {line}")


def _declared_seasons(state: Linking, unread: Doubts) -> tuple[dict[SeasonKey, Season], list[Problem]]:
    """Every season; problems. What may have been meant for another one goes into `unread`."""
    seasons: dict[SeasonKey, Season] = {}
    problems: list[Problem] = []
    for n, title in state.titled:
        page = state.segments[n].page
        if title < 0:
            if page.kind == "season":
                problems.append(unresolved.unknown_title(page, state.keys.spellings))
                near = state.title_called(unresolved.nearest_of(page.of, state.keys.spellings))
                _miss(unread, near, None, page, 1)
            continue
        for heading in page.unread:
            _miss(unread, title, heading.season, page, heading.line)
        for season in page.seasons:
            if (title, season.number) in seasons:
                kind = state.vocabulary.kind(state.title_pages()[title].kind)
                what = f"{kind.part if kind else 'season'} {season.number}"
                if season.implicit:
                    what = f"a list of {kind.installment if kind else 'episode'}s"
                problems.append(unresolved.twice(page, season.line, what))
                _miss(unread, title, season.number, page, season.line)
            seasons.setdefault((title, season.number), season)
    return seasons, problems


def _declared_installments(
    state: Linking, seasons: dict[SeasonKey, Season], words: Sequence[TitleWords], unread: Doubts
) -> tuple[dict[InstallmentKey, tuple[Installment, ReleaseDate]], set[SeasonKey], list[Problem]]:
    """Every installment with its date; the seasons that are only announced and list some; problems. What keeps a season
    from being whole goes into `unread`."""
    found: dict[InstallmentKey, tuple[Installment, ReleaseDate]] = {}
    inherited: set[InstallmentKey] = set()
    early: set[SeasonKey] = set()
    problems: list[Problem] = []
    pages = [(title, state.segments[n].page) for n, title in state.titled if title >= 0]
    counts: dict[int, dict[int, int]] = defaultdict(dict)
    for (title, number), season in seasons.items():
        counts[title][number] = season.episodes
    from_nought = {(title, it.season) for title, page in pages for it in page.installments if not it.number}
    for title, page in pages:
        dates = {season.number: season.date for season in page.seasons}
        for it in page.installments:
            where = (title, it.season)
            if (declared := seasons.get(where)) and declared.announced:
                if where not in early:
                    problems.append(unresolved.too_early(page, it, words[title]))
                early.add(where)
                continue
            before = counted_before(counts[title], it.season)
            if (
                declared
                and not is_between(it.number)
                and is_beyond(it.number, declared.episodes, where in from_nought, before)
            ):
                problems.append(unresolved.beyond(page, it, declared.episodes, words[title]))
                _miss(unread, title, it.season, page, it.line)
                continue
            if (*where, it.number) in found:
                problems.append(unresolved.twice(page, it.line, words[title].installment(it.season, it.number)))
                _miss(unread, title, it.season, page, it.line)
                continue
            found[*where, it.number] = it, it.date or dates.get(it.season) or UNDATED
            if it.date in (None, dates.get(it.season)):
                inherited.add((*where, it.number))
    return _never_before_earlier_ones(found, inherited), early, problems


def _never_before_earlier_ones(
    found: dict[InstallmentKey, tuple[Installment, ReleaseDate]], inherited: set[InstallmentKey]
) -> dict[InstallmentKey, tuple[Installment, ReleaseDate]]:
    """The same, but that what has the date of its season came out no earlier than all with a lower number there: late
    is safe."""
    seasons = {key[:2] for key in inherited}
    latest, later = dict[SeasonKey, ReleaseDate](), dict[InstallmentKey, tuple[Installment, ReleaseDate]]()
    for key in sorted((key for key in found if key[:2] in seasons), key=lambda key: (key[:2], order_of(key[2]))):
        it, date = found[key]
        before = latest.get(key[:2], date)
        if key not in inherited:
            latest[key[:2]] = last_release((before, date)) or date
        elif before.day > date.day:
            later[key] = it, before
    return {**found, **later}


def _calendar(declared: _Declared) -> Calendar:
    """What stamps are looked up in."""
    calendar = Calendar(declared.linked.__getitem__)
    calendar.by_key = {key: title for title, (key, *_) in enumerate(declared.titles)}
    for n, (title, season, number, *_) in enumerate(declared.installments):
        calendar.add(title, season, number, n)
    for title, number, _, _, episodes, announced, *_ in declared.seasons:
        calendar.declared[title][number] = episodes
        if announced:
            calendar.announced[title].add(number)
    calendar.early = declared.early
    calendar.unread.update(declared.unread)
    calendar.close(_listings(declared, calendar))
    return calendar


def _listings(declared: _Declared, calendar: Calendar) -> Iterator[TitleInstallments]:
    """Every title as people speak of it."""
    others: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for installment, label, value in declared.numbers:
        others[installment].append((label, value))
    editions: dict[int, set[str]] = defaultdict(set)
    for title, edition, _ in declared.editions:
        editions[title].add(edition)
    lengths = [ListedLength(*it[6:]) for it in declared.installments]
    first: dict[int, ReleaseDate] = {}
    for title, _, _, _, day, spread, *_ in declared.installments:
        date = ReleaseDate(day, spread)
        first[title] = min(date, first.get(title, date))
    for title, (key, name, kind, year, public) in enumerate(declared.titles):
        begins = first.get(title, UNDATED)
        listed = calendar.listed.get(title, {})
        places = sorted(((season, n) for season, numbers in listed.items() for n in numbers), key=place_order)
        yield TitleInstallments(
            number=title,
            identity="",
            name=name or base_name(key),
            others=(),
            kind=kind,
            year=year or begins.year,
            first=None if begins == UNDATED else begins,
            public=public,
            places=tuple(places),
            words=declared.words[title],
            lengths=tuple(lengths[listed[s][n]] for s, n in places),
            numberings=numberings_of((others.get(listed[s][n], ()) for s, n in places), editions[title]),
        )


def identify_titles(state: Linking) -> Linking:
    """After: `identities` says under what each title's marks are kept."""
    first: dict[int, int] = {}
    days = zip(state.installments.title.tolist(), state.installments.date.tolist(), strict=True)
    for title, day in days:
        first[title] = min(day, first.get(title, day))
    identities = identify(dict(enumerate(state.title_pages())), first)
    return replace(state, identities=identities).noting(identities.problems)
