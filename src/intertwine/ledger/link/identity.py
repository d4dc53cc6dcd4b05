"""What marks of progress are kept under: an identity of each title that outlives its file's name.

It is the `id:` of the title's page. Without one, name, kind and year stand in for it. Two titles that everybody knows
of must differ in them, else neither can be marked: marks from before could go over to the other one.

No secret title changes the identity of another title, since a viewer may not know of it. So titles that everybody knows
of are compared with one another alone. A secret title without an id is compared with none: its identity also holds the
stamp that reveals it and its file's name, whether or not another title is like it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from intertwine.model.identities import secret_identity, short
from intertwine.model.problem import Problem
from intertwine.model.sentinels import NO_DATE
from intertwine.model.statement import Page
from intertwine.model.words import nfc


def new_id(words: str, mark: str) -> str:
    """What can be written as `id:` for something that is called `words`: these as far as they are ASCII, then `mark`,
    which makes it unlike any other. The same from version to version."""
    plain = re.sub("[^A-Za-z0-9]+", "-", words)[:60].strip("-").lower()
    return f"{plain}-{mark}" if plain else mark


@dataclass(frozen=True, slots=True)
class Identities:
    """By entity number. A title that is missing in `of` cannot be marked. `stand_in` is what stands in for an id, or
    would without the id that the title has: marks from before it had one may be kept under that."""

    of: Mapping[int, str]
    stand_in: Mapping[int, str]
    problems: tuple[Problem, ...]


def identify(titles: Mapping[int, Page], first: Mapping[int, int]) -> Identities:
    """The identities of `titles` (by entity number). `first` holds the day of each title's first installment."""
    with_id = {n: f"id:{page.id}" for n, page in titles.items() if page.id}
    stand_in = {n: _stand_in(page, first.get(n, NO_DATE)) for n, page in titles.items()}
    public = {n for n, page in titles.items() if is_public(page)}
    of: dict[int, str] = {}
    alike: list[tuple[int, list[int]]] = []
    for id_, group in _groups(with_id):
        known = [n for n in group if n in public]
        if len(known or group) == 1:
            of[(known or group)[0]] = id_
        elif not known:
            of |= {n: _secret(id_, titles[n]) for n in group}
        alike += [(n, group) for n in group if len(group) > 1 and [n] != known]
    for words, group in _groups(stand_in):
        known = [n for n in group if n in public]
        if len(known) > 1:
            stand_in |= dict.fromkeys(known, "")
        for n in group:
            if n in with_id:
                continue
            if n not in public:
                of[n] = _secret(words, titles[n])
            elif len(known) == 1:
                of[n] = words
            if len(group) > 1 and [n] != known:
                alike.append((n, group))
    problems = (_problem(titles[n], [titles[m] for m in group if m != n], n in of) for n, group in alike)
    return Identities(of, {n: words for n, words in stand_in.items() if words}, tuple(problems))


def is_public(page: Page) -> bool:
    """Whether everybody knows of a title, by what its page says."""
    return not page.revealed or any(all(p.kind == "public" for p in way.positions) for way in page.revealed)


def _groups(wanted: Mapping[int, str]) -> Iterator[tuple[str, list[int]]]:
    """What several want to be called, with all that want it."""
    groups: dict[str, list[int]] = defaultdict(list)
    for n, identity in wanted.items():
        groups[identity].append(n)
    yield from groups.items()


def _secret(base: str, page: Page) -> str:
    """The identity of a secret title that would have the identity `base` if it were none."""
    ways = [
        [(it.kind, it.title, it.season, it.number, it.seconds, it.linked_title, it.quoted) for it in way.positions]
        for way in page.revealed
    ]
    return secret_identity(base, repr(ways), page.key)


def _stand_in(page: Page, first: int) -> str:
    """The identity of a title without an id. Its year is as written, else that of its first installment."""
    year = page.year or (date.fromordinal(first).year if 0 < first < NO_DATE else 0)
    return short(f"{page.kind}:{year}:{nfc(page.name)}")


def _problem(page: Page, others: list[Page], is_marked: bool) -> Problem:
    where = ", ".join(sorted(other.path for other in others))
    so = "its marks may be lost if its file is renamed" if is_marked else "this title cannot be marked"
    if page.id:
        message = f'the id "{page.id}" is that of {where} too, so that {so}'
        return Problem(page.path, 1, 1, "id-twice", message, "give each title an id of its own")
    message = f"name, kind and year are those of {where} too, so that {so}"
    return Problem(page.path, 1, 1, "title-not-alone", message, "give each of them an id of its own, as id: some-words")
