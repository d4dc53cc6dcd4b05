"""What a viewer changed lately in a universe, kept so that it can be undone.

A change is undone exactly: a position goes back to what it was only where it still is what the change made of it. What
has been changed since stays. Undoing is a change too, and can be undone.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q, Value

from intertwine.web import clock
from intertwine.web.kept import MarkRow
from intertwine.web.models import KeptChoice, LoggedChange, Passed, Person, PlayerAddress, Profile, Skipped

CHANGES = 20
"""How many changes of a viewer in a universe are kept, the latest."""
UNDO_SECONDS = 24 * 3600
"""How long a change can be undone, and a removed profile brought back."""
FORGOTTEN_SECONDS = 3600
"""How long everything that was forgotten can be brought back."""
_ID = re.compile(r"[A-Za-z0-9_-]{12,16}")


class ChangedRow(NamedTuple):
    """A position of a profile, and the second up to which it was passed before a change and after it (None: not at
    all)."""

    profile: str
    row: MarkRow
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class PastChange:
    """A change that can be undone. `undoes` says whether it undid another one."""

    id: str
    rows: tuple[ChangedRow, ...]
    undoes: bool


def is_id(text: str) -> bool:
    """Whether this can be the id of a change: `randomness.random_id` makes one, and so do pages with scripts."""
    return _ID.fullmatch(text) is not None


def changed_rows(profile: str, before: Mapping[MarkRow, int], after: Mapping[MarkRow, int]) -> Iterator[ChangedRow]:
    """What differs between the marks of a `profile` `before` and `after`."""
    for row in sorted(before.keys() | after.keys()):
        if before.get(row) != after.get(row):
            yield ChangedRow(profile, row, before.get(row), after.get(row))


def undone(rows: Iterable[ChangedRow], profile: str, now: Mapping[MarkRow, int]) -> dict[MarkRow, int]:
    """The marks `now` of a `profile` without what a change of these `rows` did to them, where nothing has changed them
    since."""
    found = dict(now)
    for it in rows:
        if it.profile == profile and found.get(it.row) == it.after:
            found.pop(it.row, None)
            if it.before is not None:
                found[it.row] = it.before
    return found


def note(viewer: Person, universe: str, change: str, rows: Sequence[ChangedRow], *, undoes: bool) -> None:
    """Keep a `change` (its id) of `viewer` in `universe` that changed these `rows`; `undoes`: it undid another one."""
    what = json.dumps({"undoes": undoes, "rows": [[it.profile, *it.row, it.before, it.after] for it in rows]})
    LoggedChange.objects.create(viewer=viewer, universe=universe, change=change, at=clock.now(), what=what)


def find(token_hashes: Collection[str], universe: str, change: str) -> PastChange | None:
    """The `change` with this id of the viewer with the tokens of these `token_hashes` in `universe`, where it can still
    be undone."""
    return next(iter(_past(token_hashes, universe, change=change)), None) if is_id(change) else None


def latest(token_hashes: Collection[str], universe: str) -> list[PastChange]:
    """The changes of the viewer with these tokens that can still be undone, the latest first."""
    return _past(token_hashes, universe)


def _past(token_hashes: Collection[str], universe: str, **which: str) -> list[PastChange]:
    kept = LoggedChange.objects.filter(
        viewer__token_hash__in=token_hashes, viewer__forgotten_at=None, universe=universe,
        at__gt=clock.now() - UNDO_SECONDS, **which,
    )  # fmt: skip
    found = kept.order_by("-at", "-pk").values_list("change", "what")[:CHANGES]
    return [_read(change, what) for change, what in found]


def _read(change: str, what: str) -> PastChange:
    said = json.loads(what)
    rows = tuple(ChangedRow(profile, (*row,), before, after) for profile, *row, before, after in said["rows"])
    return PastChange(change, rows, said["undoes"])


def prune(viewer: Person, universe: str) -> None:
    """Delete for good what can be brought back no more: everybody's that is too old, and of `viewer` in `universe` all
    changes but the latest."""
    latest_first = LoggedChange.objects.filter(viewer=viewer, universe=universe).order_by("-at", "-pk").values("pk")
    prune_all(Q(pk__in=latest_first[CHANGES:]))


def prune_all(more: Q | None = None) -> None:
    """Delete for good everybody's that is too old to be brought back, and the changes of which `more` is true."""
    now = clock.now()
    is_due = Q(at__lte=now - UNDO_SECONDS) | (more or Q(pk__in=[]))
    old = LoggedChange.objects.filter(is_due).values_list(Value("change"), "pk")
    gone = Person.objects.filter(forgotten_at__lte=now - FORGOTTEN_SECONDS).values_list(Value("viewer"), "pk")
    left = Profile.objects.filter(removed_at__lte=now - UNDO_SECONDS).values_list(Value("profile"), "pk")
    due = list(old.union(gone, left, all=True))
    changes = [pk for sort, pk in due if sort == "change"]
    if changes:
        LoggedChange.objects.filter(pk__in=changes).delete()
    for sort, pk in due:
        if sort == "viewer":
            Person.objects.filter(pk=pk).delete()
        elif sort == "profile":
            _delete_profile(pk)


def _delete_profile(pk: int) -> None:
    for viewer, profile in Profile.objects.filter(pk=pk).values_list("viewer", "profile"):
        for model in (Passed, Skipped, KeptChoice, PlayerAddress):
            model.objects.filter(viewer=viewer, profile=profile).delete()
    Profile.objects.filter(pk=pk).delete()
