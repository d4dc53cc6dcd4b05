"""What is perhaps a slip, though it can be read: a date far from its neighbours, names that are almost the same."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import combinations, pairwise

from intertwine.imports.columns import INSTALLMENTS
from intertwine.imports.records import EntityRecord, InstallmentRecord, Tables
from intertwine.model.numbers import is_between, order_of
from intertwine.model.problem import Problem
from intertwine.model.words import fold

_BREAK = 10
"""Years between an episode and the rest of its season that are no slip."""
_PAIRS = 10
"""Pairs of names that a note has."""
_MOST, _LONGEST = 5000, 24
"""Names among which pairs are looked for, and letters of each: looking is slow."""
_ONE, _TWO = 4, 7
"""Letters of a name from which on one, or two, of them may be wrong."""


def doubtful_dates(tables: Tables) -> Iterator[Problem]:
    """A warning for each date whose year differs by more than 1 from those of both neighbours, where these agree. The
    first and the last of a season are held against the two that are next to them."""
    for title, seasons in tables.seasons.items():
        for listed in seasons.values():
            dated = sorted((it for it in listed if it.date), key=lambda it: order_of(it.number))
            for n, episode in enumerate(dated) if len(dated) > 2 else ():
                at = min(max(n - 1, 0), len(dated) - 3)
                others = [it for it in dated[at : at + 3] if it is not episode]
                years = [_year(it) for it in others]
                # A first episode may be older than the others, and a last one later.
                is_apart = (n == 0 and _year(episode) < years[0]) or (n == len(dated) - 1 and _year(episode) > years[1])
                far = min(abs(_year(episode) - year) for year in years) > (_BREAK if is_apart else 1)
                if far and abs(years[0] - years[1]) <= 1:
                    near = " and ".join(it.date for it in others)
                    message = f'{episode.date}, the date of "{episode.id}", is far from those beside it, {near}'
                    hint = f'correct it, if the others of "{title}" are right'
                    yield Problem(INSTALLMENTS, episode.line, 1, "date-doubtful", message, hint, "warning")


def dates_out_of_order(tables: Tables, told: Collection[int]) -> Iterator[Problem]:
    """A warning for each episode that came out, as its date says, after the next one by number: one of the dates may be
    wrong, or the numbers are not those in which it was shown. Those in the lines that are `told` already are left
    out."""
    for title in tables.seasons:
        rows = [it for listed in tables.seasons[title].values() for it in listed if it.date]
        counted = [it for it in rows if it.season > 0 and not is_between(it.number) and it.line not in told]
        counted.sort(key=lambda it: (it.season, it.number))
        for one, after in pairwise(counted):
            length = min(len(one.date), len(after.date))  # of a month, or a year, nobody knows the day
            if one.date[:length] > after.date[:length]:
                message = f'"{one.id}" came out on {one.date}, later than "{after.id}" on {after.date}'
                hint = "correct the date or the number, if one is wrong; if both are right, the numbers say what comes "
                hint += "before an episode"
                yield Problem(INSTALLMENTS, one.line, 1, "date-out-of-order", message, hint, "warning")


def _year(episode: InstallmentRecord) -> int:
    return int(episode.date[:4])


def names_alike(tables: Tables, file: str) -> Iterator[Problem]:
    """Before: no table of entities says who there is, so that each name that is spelt otherwise is somebody else, first
    named in the table `file`. One warning for all pairs that are perhaps the same."""
    pairs = _pairs(list(tables.entities.values())[:_MOST])
    if pairs:
        told = "; ".join(f'"{a}" and "{b}"' for a, b in pairs[:_PAIRS])
        message = f"are these the same? {told}{f'; and {len(pairs) - _PAIRS} more' * (len(pairs) > _PAIRS)}"
        hint = "write each name in one way; or add a table of entities, if they are right"
        yield Problem(file, 0, 0, "names-near", message, hint, "warning")


def _pairs(entities: list[EntityRecord]) -> list[tuple[str, str]]:
    """The names that are perhaps of one: first those that differ in a letter or two, then those that are a first word
    of another."""
    found: dict[tuple[str, str], None] = {}
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in entities:
        name = fold(entity.name)
        for key in _shortened(name) if _ONE <= len(name) <= _LONGEST else ():
            groups[entity.kind, key].append(entity.name)
    for alike in groups.values():
        for a, b in combinations(alike, 2) if len(alike) <= _PAIRS else ():
            if (a, b) not in found and _is_slip(fold(a), fold(b)):
                found[a, b] = None
    whole = {(entity.kind, fold(entity.name)): entity.name for entity in entities}
    for entity in entities:
        first, blank, _ = fold(entity.name).partition(" ")
        if blank and (short := whole.get((entity.kind, first))):
            found[short, entity.name] = None
    return list(found)


def _shortened(name: str) -> set[str]:
    """`name` without up to two of its letters: names that differ in one or two have one of these in common."""
    one = {name[:n] + name[n + 1 :] for n in range(len(name))}
    two = {it[:n] + it[n + 1 :] for it in one for n in range(len(it))} if len(name) >= _TWO else set()
    return {name} | one | two


def _is_slip(a: str, b: str) -> bool:
    """Whether one of two names may be a slip of the other. Numbers in names are never slips."""
    if a == b or [it for it in a if it.isdecimal()] != [it for it in b if it.isdecimal()]:
        return False
    return _distance(a, b) <= (2 if min(len(a), len(b)) >= _TWO else 1)


def _distance(a: str, b: str) -> int:
    """How many letters must be put in, taken out or replaced to make `b` of `a`."""
    row = list(range(len(b) + 1))
    for n, letter in enumerate(a, 1):
        above, row[0] = row[0], n
        for m, other in enumerate(b, 1):
            above, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, above + (letter != other))
    return row[-1]
