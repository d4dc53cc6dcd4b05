"""What marks of progress are kept under: an identity of each title that outlives its file's name.

It is the `id:` of the title's page. Where there is none, name, kind and year stand in for it, and must then be unlike
those of every other title. What everybody may know is judged without the secret titles, so that no secret title
changes what can be marked.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from unicodedata import normalize

from intertwine.ledger.ledger import NO_DATE
from intertwine.model.problem import Problem
from intertwine.model.statement import Page

_LONGEST = 200
"""Characters of an identity: rows of a database hold it."""


def identify(titles: Mapping[int, Page], first: Mapping[int, int]) -> tuple[dict[int, str], list[Problem]]:
    """The identity of each of `titles` (by entity number), and a problem for each that cannot have one.

    `first` holds the day of each title's first installment. A title that is missing in the result cannot be marked.
    """
    found, problems = dict[int, str](), list[Problem]()
    for name, alike in _groups(titles, first).items():
        public = [n for n in alike if _is_public(titles[n])]
        secret = [n for n in alike if n not in public]
        for several, is_free in ((public, True), (secret, not public)):
            if is_free and len(several) == 1:
                found[several[0]] = name
            else:
                problems += [_problem(titles[n], [titles[other] for other in alike if other != n]) for n in several]
    return found, problems


def _groups(titles: Mapping[int, Page], first: Mapping[int, int]) -> Mapping[str, list[int]]:
    """The titles that would have each identity."""
    groups: dict[str, list[int]] = defaultdict(list)
    for n, page in titles.items():
        groups[f"id:{page.id}" if page.id else _stand_in(page, first.get(n, NO_DATE))].append(n)
    return groups


def _stand_in(page: Page, first: int) -> str:
    """The identity of a title without an id. Its year is as written, else that of its first installment."""
    year = page.year or (date.fromordinal(first).year if 0 < first < NO_DATE else 0)
    text = f"{page.kind}:{year}:{normalize('NFC', page.name)}"
    if len(text) > _LONGEST:
        text = f"{page.kind}:{year}:#{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
    return text


def _is_public(page: Page) -> bool:
    return not page.revealed or any(all(p.kind == "public" for p in way.positions) for way in page.revealed)


def _problem(page: Page, others: list[Page]) -> Problem:
    where = ", ".join(sorted(other.path for other in others))
    if page.id:
        message = f'the id "{page.id}" is that of {where} too, so that this title cannot be marked'
        return Problem(page.path, 1, 1, "id-twice", message, "give each title an id of its own")
    message = f"name, kind and year are those of {where} too, so that this title cannot be marked"
    return Problem(page.path, 1, 1, "title-not-alone", message, "give each of them an id of its own, as id: some-words")
