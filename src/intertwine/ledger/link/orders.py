"""Linking: viewing orders, whose entries become installments."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from intertwine.ledger.link.calendar import Calendar
from intertwine.ledger.link.identity import is_public
from intertwine.ledger.link.lost_positions import why_lost
from intertwine.ledger.link.state import Linking
from intertwine.model.frozen import FrozenDict
from intertwine.model.problem import Problem
from intertwine.model.statement import Page, PositionText
from intertwine.model.words import fold

_ENTRY = "write a list item with a title or a place in one: - Title, - Title S1, - Title chapters 1-3"


def gather_orders(state: Linking) -> Linking:
    """After: `orders` has every order with a name and its installments by number; the public ones first, else in the
    order of the pages."""
    pages = [(n, page) for n, _ in state.titled if (page := state.segments[n].page).kind == "order" and page.name]
    pages.sort(key=lambda it: not is_public(it[1]))  # of equal names that of everybody counts
    starts, installments = [0], list[int]()
    problems, first = list[Problem](), dict[str, Page]()
    for _, page in pages:
        other = first.setdefault(fold(page.name), page)
        if other is not page:
            message = f'an order in {other.path} is called "{page.name}" too: whoever knows both finds one of them'
            problems.append(Problem(page.path, 1, 1, "order-name-twice", message, "give each of them its own name"))
        if not page.entries:
            message = f'nothing stands in the order "{page.name}"'
            problems.append(Problem(page.path, 1, 1, "order-empty", message, _ENTRY))
        found, repeated = dict[int, int](), set[int]()
        for installment, line, problem in _resolved(state.calendar, page):
            if problem is not None:
                problems.append(problem)
            elif installment not in found:
                found[installment] = line
            elif line not in repeated:
                repeated.add(line)
                problems.append(_twice(state, page, installment, line, found[installment]))
        installments += found
        starts.append(len(installments))
    columns = {
        "name": [state.intern(page.name) for _, page in pages],
        "line": [int(state.first_line[n]) for n, _ in pages],
        "start": starts,
        "installments": installments,
    }
    orders = FrozenDict((name, np.array(column, np.int32)) for name, column in columns.items())
    return replace(state, orders=orders).noting(problems)


def _resolved(calendar: Calendar, page: Page) -> Iterator[tuple[int, int, Problem | None]]:
    """Each installment of an order and the line that names it; or what is wrong with a position."""
    for entry in page.entries:
        for position in entry.positions:
            installments = _installments(calendar, position)
            for installment in installments:
                yield installment, entry.line, None
            if not installments:
                code, said, reason, hint = why_lost(calendar, position, -1)
                message = f'"{said}" is not in the order' + (f", {reason}" if reason else "")
                yield -1, entry.line, Problem(page.path, entry.line, position.column or 1, code, message, hint)


def _installments(calendar: Calendar, position: PositionText) -> list[int]:
    """What is listed at a position, by season and number; specials (season 0) come last."""
    title, settled = calendar.settled(position, -1)
    listed = calendar.listed.get(title, {})
    if settled[0].kind == "installment":
        found = (listed.get(it.season, {}).get(it.number) for it in settled)
        return [installment for installment in found if installment is not None]
    if settled[0].kind == "impossible":
        return []
    seasons = [settled[0].season]
    if settled[0].kind == "title":
        seasons = sorted(listed, key=lambda season: (not season, season))
    return [installment for season in seasons for _, installment in sorted(listed.get(season, {}).items())]


def _twice(state: Linking, page: Page, installment: int, line: int, before: int) -> Problem:
    listing = state.installments
    number = int(listing.title[installment])
    title = state.segments[int(state.owners[state.titles[number]])].page
    place = int(listing.season[installment]), int(listing.number[installment])
    words = state.calendar.listing(number).words
    what = f"{title.name} {words.installment(*place)}" if place != (0, 0) else title.name
    message = f"{what} stands on line {before} already: the first place counts"
    return Problem(page.path, line, 1, "order-entry-twice", message, "keep one of the two")
