"""What is kept about a viewer in one universe, read in one query: marks, profiles, skips and choices."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, reduce
from typing import Any

from django.db import connection
from django.db.models import Value
from django.db.models.functions import Length

from intertwine.model.progress import Mark, furthest
from intertwine.web.marks import Marks, Spot, both
from intertwine.web.models import KeptChoice, Passed, Profile, Skipped

FIRST = ""
"""The profile that everybody has."""
FIRST_NAME = "You"
"""What files call it where it has no name; pages say it in their language."""
MARK_ROW = ("told", "asked", "title", "season", "number")
"""What a profile has one mark of."""
MarkRow = tuple[bool, str, str, int, int]
_MARK, _SKIP, _CHOICE, _PROFILE = range(4)
"""What a row of the one query is."""


@dataclass(frozen=True)
class ViewerKept:
    """What is kept about a viewer. `names` holds their profiles in the order in which they were made, the first of all
    always; "" is the name of one that has none. `watching` are those who watch, one or more: who is here now, and those
    who `join` them for one answer."""

    watching: tuple[str, ...] = (FIRST,)
    names: Mapping[str, str] = field(default_factory=lambda: {FIRST: ""})
    marks_of: Mapping[str, Marks] = field(default_factory=dict)
    skipped_of: Mapping[str, frozenset[Spot]] = field(default_factory=dict)
    choices_of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    join: tuple[str, ...] = ()

    @property
    def here(self) -> tuple[str, ...]:
        """Those who are here now."""
        return tuple(it for it in self.watching if it not in self.join)

    @cached_property
    def marks(self) -> Marks:
        """What all who watch have passed."""
        return reduce(both, (self.marks_of.get(it, Marks()) for it in self.watching))

    @property
    def together(self) -> str:
        """Those who watch, as forms and the cookie say it."""
        return ".".join(self.watching)


def read(
    token_hashes: Collection[str], universe: str, asked: Collection[str], join: Collection[str] = ()
) -> tuple[ViewerKept, bool]:
    """What is kept under the tokens with these `token_hashes` in `universe`, and whether anything was found: one query.
    Of those `asked`, the ones that are among the profiles watch; the first where none is. Those of `join` that are
    among them join in."""
    others = [it for it in dict.fromkeys((*asked, *join)) if it != FIRST]
    sql, values = _statement(connection.vendor, len(token_hashes), len(others))
    given = dict(zip([*_signs("token", len(token_hashes)), *_signs("profile", len(others)), *_signs("universe", 1)],
                     [*token_hashes, *others, universe], strict=True))  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, [given.get(it, it) for it in values])
        rows = cursor.fetchall()
    return _as_kept(rows, asked, join), bool(rows)


def _signs(name: str, count: int) -> list[str]:
    """What stands for values that are not known yet."""
    return [f"\ue000{name} {n}" for n in range(count)]


@lru_cache(maxsize=64)
def _statement(vendor: str, tokens: int, profiles: int) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG001 - SQL is each vendor's own
    """The query for so many tokens and profiles beside the first, in SQL, and its values, with signs for those that
    differ from one viewer to another: to put it together takes Django longer than the database needs to answer it."""
    (universe,) = _signs("universe", 1)
    own = {"viewer__token_hash__in": _signs("token", tokens), "viewer__forgotten_at": None}
    theirs, no, zero = {**own, "profile__in": [FIRST, *_signs("profile", profiles)]}, Value(""), Value(0)
    here = {"universe": universe}
    passed = Passed.objects.filter(**theirs, **here).values_list(Value(_MARK), "profile", *MARK_ROW, "seconds")
    skipped = Skipped.objects.filter(**theirs, **here).values_list(
        Value(_SKIP), "profile", zero, no, "title", "season", "number", zero
    )
    choices = KeptChoice.objects.filter(**theirs, universe__in=["", universe]).values_list(
        Value(_CHOICE), "profile", zero, "name", "value", zero, zero, Length("universe")
    )
    kept_profiles = Profile.objects.filter(**own, removed_at=None).values_list(
        Value(_PROFILE), "profile", zero, "name", no, zero, zero, "pk"
    )
    sql, values = passed.union(skipped, choices, kept_profiles, all=True).query.sql_with_params()
    return sql, tuple(values)


def _as_kept(rows: Iterable[Sequence[Any]], asked: Collection[str], join: Collection[str]) -> ViewerKept:
    marks: dict[str, list[Sequence[Any]]] = defaultdict(list)
    skipped: dict[str, set[Spot]] = defaultdict(set)
    choices: dict[str, dict[str, str]] = defaultdict(dict)
    names = {FIRST: ""}
    # Of two tokens of one browser the older one names a profile; what is chosen for one universe goes before the rest.
    for sort, profile, *row in sorted(rows, key=lambda it: (it[0], it[-1])):
        if sort == _MARK:
            marks[profile].append(row)
        elif sort == _SKIP:
            skipped[profile].add(Spot(*row[2:5]))
        elif sort == _CHOICE:
            choices[profile][row[1]] = row[2]
        elif not names.get(profile):
            names[profile] = row[1]
    here = tuple(it for it in asked if it in names) or (FIRST,)
    joined = tuple(it for it in dict.fromkeys(join) if it in names and it not in here)
    return ViewerKept(
        here + joined,
        names,
        {profile: as_marks(its) for profile, its in marks.items()},
        {profile: frozenset(its) for profile, its in skipped.items()},
        choices,
        joined,
    )


def as_marks(rows: Iterable[Sequence[Any]]) -> Marks:
    """Rows of `MARK_ROW` and a second. Of several marks in one installment the furthest counts."""
    seen: list[Mark] = []
    told: dict[str, list[Mark]] = {}
    for is_told, asked, *mark in rows:
        (told.setdefault(asked, []) if is_told else seen).append(Mark(*mark))
    return Marks(furthest(seen), {asked: furthest(marks) for asked, marks in told.items()})


def marks_of_rows(rows: Mapping[MarkRow, int]) -> Marks:
    """`as_rows` read back."""
    return as_marks((*row, seconds) for row, seconds in rows.items())


def as_rows(marks: Marks) -> dict[MarkRow, int]:
    """The second of each row."""
    rows: dict[MarkRow, int] = {(False, "", *mark[:3]): mark.seconds for mark in marks.seen}
    return rows | {(True, asked, *mark[:3]): mark.seconds for asked, told in marks.told.items() for mark in told}
