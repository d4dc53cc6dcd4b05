"""Progress as text: titles by a name that reads back to them alone, whole seasons and runs joined."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from intertwine.gate.progress_terms import EVERYTHING, NOTHING
from intertwine.gate.timetable import Timetable, Title
from intertwine.model.positions import readings, readings_before
from intertwine.model.progress import Mark, Progress
from intertwine.model.sentinels import END
from intertwine.model.times import write_time
from intertwine.model.title_names import TitleNames, quoted, straight
from intertwine.model.words import exact, fold

Seconds = Mapping[tuple[int, int], int]
"""Seconds passed of a title's installments, by season and number."""

_PLAIN = re.compile(
    r"[^\W\d_](?:[^\W\d_]|[ .:!?'\u2019-])*(?: \((?:[0-9]{4}|[a-z]+|[0-9]{4} [a-z]+|[0-9]{4}-[0-9]{2}-[0-9]{2})\))?"
)
_LATEST = 100 * 3600 - 1
_KEYWORDS = frozenset({"told", "before"})


def write(table: Timetable, names: TitleNames[Title], progress: Progress) -> str:
    """`progress` in its canonical form, "" for nothing. Only titles that it makes known are named: `table` says which
    those are, `names` how each is spelled."""
    known = table.known(table.limits([*progress.seen, *progress.told]))
    has_keyword = any(
        fold(name).partition(" ")[0] in _KEYWORDS
        for title in names.among(known)
        for number, name in title.names
        if number in known
    )
    seen = written_marks(table, names, progress.seen, known, careful=False)
    told = written_marks(table, names, progress.told, known, careful=has_keyword)
    return ", ".join([*seen, *(f"told {part}" for part in told)])


def written_marks(
    table: Timetable, names: TitleNames[Title], marks: Collection[Mark], known: frozenset[int], *, careful: bool
) -> Iterator[str]:
    """`marks` as terms of progress text, title by title; only of titles of which a name is among `known`. `table` holds
    the titles, `names` says how each is spelled. `careful`: every name stands in quotation marks."""
    by_title: dict[Title, dict[tuple[int, int], int]] = {}
    for mark in marks:
        title = table.by_identity.get(mark.title)
        if title is None or known.isdisjoint(name for name, _ in title.names):
            continue
        if title.at((mark.season, mark.number)) is not None:
            by_title.setdefault(title, {})[mark.season, mark.number] = mark.seconds
    for title in sorted(by_title, key=lambda it: (names.shown(it, known), it.year, it.number)):
        name, passed = names.spelling(title, known), by_title[title]
        # Whoever does not know a secret title "A and B" would read A, and B.
        is_list = not title.public and "and" in fold(name).split()
        parts = [_until(passed[0, 0])] if title.is_single else [f" {part}" for part in runs(title, passed)]
        for part in parts:
            plain = exact(straight(f"{name}{part}"))
            heads = {head for head, _ in readings(plain)} if part else set()
            heads |= {head for head, _ in readings_before(plain)}
            is_other = any(names.alike(head, known) for head in heads - {"", name})
            yield (quoted(name) if careful or is_other or is_list or not is_plain(name) else name) + part


def is_plain(name: str) -> bool:
    """Whether a name can be taken for nothing else where it stands without quotation marks."""
    plain = fold(name)
    words = plain.split()
    return (
        _PLAIN.fullmatch(name) is not None
        and words[0] not in _KEYWORDS
        and plain not in (*EVERYTHING, *NOTHING)
        and not {"and", "to"} & set(words[-1:])
    )


def runs(title: Title, passed: Seconds) -> Iterator[str]:
    """What is `passed` of a `title`, in the canonical form behind its name: whole parts, and runs of installments."""
    seasons: dict[int, list[int]] = {}
    for season, number in title.places:
        seasons.setdefault(season, []).append(number)
    words = title.words
    whole = [s for s, numbers in seasons.items() if all(passed.get((s, n), -1) >= END for n in numbers)]
    whole = whole if words.is_parted else []
    for first, last in _neighbours(whole, range(min(whole, default=0), max(whole, default=-1) + 1)):
        yield words.parts(first, last)
    for season, numbers in seasons.items():
        if season in whole:
            continue
        full = [n for n in numbers if passed.get((season, n), -1) >= END]
        for first, last in _neighbours(full, numbers):
            yield words.installments(season, first, last)
        for n in numbers:
            if passed.get((season, n), END) < END:
                yield f"{words.installment(season, n)}{_until(passed[season, n])}"


def _until(seconds: int) -> str:
    """How far, where it is not the end. The latest that can be written is one second before 100 hours."""
    return "" if seconds >= END else f"@{write_time(min(seconds, _LATEST))}"


def _neighbours(chosen: Collection[int], of: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Runs of `chosen` that stand next to each other in `of`."""
    wanted, run = set(chosen), list[int]()
    for n in of:
        if n in wanted:
            run.append(n)
        elif run:
            yield run[0], run[-1]
            run = []
    if run:
        yield run[0], run[-1]
