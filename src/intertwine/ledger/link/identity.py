"""What marks of progress are kept under: an identity of each title that outlives its file's name.

It is the `id:` of the title's page. Where there is none, name, kind and year stand in for it, and must then be unlike
those of every other title, also of those that have an id: else marks from before could go over to another title. What
everybody may know is judged without the secret titles, so that no secret title changes what can be marked; and two
secret titles that are alike are told apart by their keys, since a viewer may know of one of them alone.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from intertwine.model.problem import Problem
from intertwine.model.sentinels import NO_DATE
from intertwine.model.statement import Page
from intertwine.model.words import nfc

_LONGEST = 200
"""Characters of an identity: rows of a database hold it."""


def new_id(words: str, mark: str) -> str:
    """What can be written as `id:` for something that is called `words`: these as far as they are ASCII, then `mark`,
    which makes it unlike any other. The same from version to version."""
    plain = re.sub("[^A-Za-z0-9]+", "-", words)[:60].strip("-").lower()
    return f"{plain}-{mark}" if plain else mark


@dataclass(frozen=True, slots=True)
class Identities:
    """By entity number. A title that is missing in `of` cannot be marked. `stand_in` is what is, or would be, the
    identity of a title without an id: marks from before it had one are kept under that."""

    of: Mapping[int, str]
    stand_in: Mapping[int, str]
    problems: tuple[Problem, ...]


def identify(titles: Mapping[int, Page], first: Mapping[int, int]) -> Identities:
    """The identities of `titles` (by entity number). `first` holds the day of each title's first installment."""
    with_id = {n: f"id:{page.id}" for n, page in titles.items() if page.id}
    ids, ids_twice = _told_apart(with_id, titles)
    stand_ins, not_alone = _told_apart({n: _stand_in(p, first.get(n, NO_DATE)) for n, p in titles.items()}, titles)
    problems = [_problem(titles[n], others, n in ids) for n, others in ids_twice.items()]
    problems += [_problem(titles[n], others, n in stand_ins) for n, others in not_alone.items() if n not in with_id]
    found = {n: (ids if n in with_id else stand_ins).get(n) for n in titles}
    return Identities({n: identity for n, identity in found.items() if identity}, stand_ins, tuple(problems))


def _told_apart(wanted: Mapping[int, str], titles: Mapping[int, Page]) -> tuple[dict[int, str], dict[int, list[Page]]]:
    """Those that have the identity they want, or one made from their key; and those like others, with these."""
    groups: dict[str, list[int]] = defaultdict(list)
    for n, identity in wanted.items():
        groups[identity].append(n)
    found, alike = dict[int, str](), dict[int, list[Page]]()
    for identity, group in groups.items():
        public = [n for n in group if _is_public(titles[n])]
        if len(public or group) == 1:
            found[(public or group)[0]] = identity
        elif not public:
            found |= {n: _short(f"{identity.partition(':')[0]}#{titles[n].key}") for n in group}
        several = group if len(public) != 1 else [n for n in group if n not in public]
        if len(group) > 1:
            alike |= {n: [titles[other] for other in group if other != n] for n in several}
    return found, alike


def _stand_in(page: Page, first: int) -> str:
    """The identity of a title without an id. Its year is as written, else that of its first installment."""
    year = page.year or (date.fromordinal(first).year if 0 < first < NO_DATE else 0)
    return _short(f"{page.kind}:{year}:{nfc(page.name)}")


def _short(identity: str) -> str:
    if len(identity) <= _LONGEST:
        return identity
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()
    return f"#{digest}"


def _is_public(page: Page) -> bool:
    return not page.revealed or any(all(p.kind == "public" for p in it.positions) for it in page.revealed)


def _problem(page: Page, others: list[Page], is_marked: bool) -> Problem:
    where = ", ".join(sorted(other.path for other in others))
    so = "its marks are kept under its file's name" if is_marked else "this title cannot be marked"
    if page.id:
        message = f'the id "{page.id}" is that of {where} too, so that {so}'
        return Problem(page.path, 1, 1, "id-twice", message, "give each title an id of its own")
    message = f"name, kind and year are those of {where} too, so that {so}"
    return Problem(page.path, 1, 1, "title-not-alone", message, "give each of them an id of its own, as id: some-words")
