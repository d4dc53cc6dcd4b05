"""Changes of what a viewer has passed: each is logged as one, and can be undone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse

from intertwine.model.progress import Mark
from intertwine.model.sentinels import END
from intertwine.web import randomness
from intertwine.web.cookies import FOR, asked_profiles, tokens_of
from intertwine.web.errors import MistakeError
from intertwine.web.kept import FIRST, MARK_ROW, MarkRow, ViewerKept, as_marks, as_rows, marks_of_rows
from intertwine.web.marks import Marks
from intertwine.web.models import LoggedChange, Passed, Person, Profile
from intertwine.web.people import GONE, Writer, contradictions, keep
from intertwine.web.server import server_of
from intertwine.web.undoing import ChangedRow, changed_rows, find, is_id, note, prune, undone


@dataclass(frozen=True)
class Changed:
    """What is `kept` after a change, the `id` under which the change can be undone ("": nothing was changed), and the
    `rows` that it changed."""

    kept: ViewerKept
    id: str = ""
    rows: tuple[ChangedRow, ...] = ()

    @property
    def marks(self) -> Marks:
        """What all whom the change was for have passed then."""
        return self.kept.marks


def change(
    request: HttpRequest, response: HttpResponse, universe: str, how: Callable[[Marks], Marks],
    join: tuple[str, ...] = (),
) -> Changed:  # fmt: skip
    """Change what the viewer who sent `request` has passed in a universe, and nothing else; returns what is kept then.

    `universe` is its identity, and `response` gets the cookies. `how` is given what is kept of each profile that the
    form was drawn for (else of those who watch now, and of those who `join` them) at that very moment. The first mark
    makes the viewer and their cookie. A form may bring the id of its change along: sent twice, it changes nothing the
    second time. Raises `MistakeError` where a profile is not there any more."""

    def write(writer: Writer) -> Changed:
        kept = _profiles_of(request, writer, join)
        given = request.POST.get("change", "")
        if given and _is_known(writer, universe, given):
            return Changed(replace(kept, marks_of=_marks(request, writer, universe, kept.watching)), given)
        marks, change_id, rows = _rewrite_and_log(
            request, writer, universe, kept.watching, lambda _, rows: as_rows(how(marks_of_rows(rows))),
            new_id=given if is_id(given) else "",
        )  # fmt: skip
        return Changed(replace(kept, marks_of=marks), change_id, rows)

    return keep(request, response, write)


@dataclass(frozen=True)
class Bringing:
    """What is brought for one profile (None: a new one, which gets this `name`), and `how` it changes its marks."""

    profile: str | None
    name: str
    how: Callable[[Marks], Marks]


def bring(request: HttpRequest, response: HttpResponse, universe: str, each: Sequence[Bringing]) -> Changed:
    """Change what several profiles of the viewer who sent `request` have passed in a `universe`, as `each` says, as one
    change. Profiles that are not there yet are made. `response` gets the cookies."""

    def write(writer: Writer) -> Changed:
        hows = {}
        for it in each:
            profile = it.profile
            if profile is None:
                profile = randomness.random_id()
                Profile.objects.create(viewer=writer.one(), profile=profile, name=it.name)
            hows[profile] = it.how
        kept = _profiles_of(request, writer)
        _, change_id, rows = _rewrite_and_log(
            request, writer, universe, tuple(hows), lambda profile, rows: as_rows(hows[profile](marks_of_rows(rows)))
        )
        return Changed(replace(kept, marks_of=_marks(request, writer, universe, kept.watching)), change_id, rows)

    return keep(request, response, write)


def mark_for(request: HttpRequest, person: int, profile: str, universe: str, marks: frozenset[Mark]) -> None:
    """Mark `marks` as seen for a `profile` of a `person` (the number of their row), who did not send `request`
    themselves, in the `universe` with this identity. Where one is seen to its end it is a change that can be undone;
    how far somebody is within one is only kept."""

    def write() -> None:
        known = list(Person.objects.select_for_update().filter(pk=person, forgotten_at=None))
        if not known:
            return
        writer, profiles = Writer(known), (profile,)

        def how(_: str, rows: Mapping[MarkRow, int]) -> dict[MarkRow, int]:
            return as_rows(marks_of_rows(rows).with_seen(marks))

        if any(mark.seconds >= END for mark in marks):
            _rewrite_and_log(request, writer, universe, profiles, how)
        else:
            _rewrite(request, writer, universe, profiles, how)

    server = server_of(request)
    with contradictions(server.database):
        server.commits.together(write)


def undo(request: HttpRequest, response: HttpResponse, universe: str, change_id: str) -> Changed | None:
    """Undo the change `change_id` of the viewer who sent `request` in a `universe`, for every profile that it was for
    and that is still there; what has changed since stays. None where it is not known any more. `response` gets the
    cookies."""

    def write(writer: Writer) -> Changed | None:
        past = find([it.token_hash for it in writer.viewers], universe, change_id)
        if past is None:
            return None
        kept = _profiles_of(request, writer)
        all_names = {FIRST: "", **dict(_profiles(writer))}
        profiles = tuple(dict.fromkeys(it.profile for it in past.rows if it.profile in all_names))
        _, new_id, rows = _rewrite_and_log(
            request, writer, universe, profiles, lambda profile, rows: undone(past.rows, profile, rows),
            undoes=not past.undoes,
        )  # fmt: skip
        return Changed(replace(kept, marks_of=_marks(request, writer, universe, kept.watching)), new_id, rows)

    return keep(request, response, write)


def _log(writer: Writer, universe: str, change_id: str, rows: list[ChangedRow], *, undoes: bool) -> None:
    note(writer.one(), universe, change_id, rows, undoes=undoes)
    prune(writer.one(), universe)


def _is_known(writer: Writer, universe: str, change_id: str) -> bool:
    mine = LoggedChange.objects.filter(viewer__in=writer.viewers, universe=universe, change=change_id)
    return bool(writer.viewers) and mine.exists()


def _profiles_of(request: HttpRequest, writer: Writer, join: tuple[str, ...] = ()) -> ViewerKept:
    """The profiles of a viewer, and those whom this request is for: with those who `join` them, where no form says.
    Raises `MistakeError` where they are not there."""
    asked = asked_profiles(request)
    if FOR in request.POST:
        join = ()
    names = {FIRST: "", **(dict(_profiles(writer)) if asked != (FIRST,) or join else {})}
    if FOR in request.POST and not {*asked} <= names.keys():
        raise MistakeError(409, GONE)
    here = tuple(it for it in asked if it in names) or (FIRST,)
    joined = tuple(it for it in join if it in names and it not in here)
    return ViewerKept(here + joined, names, join=joined)


def _profiles(writer: Writer) -> list[tuple[str, str]]:
    found = Profile.objects.filter(viewer__in=writer.viewers, removed_at=None).order_by("-pk")
    return list(found.values_list("profile", "name"))[::-1] if writer.viewers else []


def _marks(request: HttpRequest, writer: Writer, universe: str, profiles: tuple[str, ...]) -> dict[str, Marks]:
    return _rewrite(request, writer, universe, profiles, lambda _, rows: dict(rows))[0]


def _rewrite_and_log(
    request: HttpRequest, writer: Writer, universe: str, profiles: tuple[str, ...],
    how: Callable[[str, Mapping[MarkRow, int]], dict[MarkRow, int]], *, new_id: str = "", undoes: bool = False,
) -> tuple[dict[str, Marks], str, tuple[ChangedRow, ...]]:  # fmt: skip
    """`_rewrite`, with an entry in the log where anything changed: the marks, the id of the change (`new_id`, else a
    random one; "" where nothing changed), and what was changed. `undoes`: it undoes another one."""
    marks, rows = _rewrite(request, writer, universe, profiles, how)
    change_id = (new_id or randomness.random_id()) if rows else ""
    if rows:
        _log(writer, universe, change_id, rows, undoes=undoes)
    return marks, change_id, tuple(rows)


def _rewrite(
    request: HttpRequest, writer: Writer, universe: str, profiles: tuple[str, ...],
    how: Callable[[str, Mapping[MarkRow, int]], dict[MarkRow, int]],
) -> tuple[dict[str, Marks], list[ChangedRow]]:  # fmt: skip
    """Change the marks of these profiles, each as `how` says; returns them as they are then, and what was changed."""
    mine = Passed.objects.filter(viewer__in=writer.viewers, universe=universe, profile__in=profiles)
    rows = list(mine.values_list("profile", *MARK_ROW, "seconds", "pk")) if writer.viewers else []
    if tokens_of(request) and not rows:
        server_of(request).database.require_whole()
    after: dict[str, Marks] = {}
    changed: list[ChangedRow] = []
    gone: list[int] = []
    new: list[Passed] = []
    for profile in profiles:
        its = [row[1:] for row in rows if row[0] == profile]
        was = as_rows(as_marks(row[:6] for row in its))
        now = how(profile, was)
        after[profile] = marks_of_rows(now)
        if was == now:
            continue
        viewer = writer.one()
        changed += changed_rows(profile, was, now)
        stay = {row for row, seconds in now.items() if was.get(row) == seconds}
        gone += [pk for *row, _, pk in its if tuple(row) not in stay]
        new += [
            Passed(viewer=viewer, universe=universe, profile=profile, told=t, asked=a, title=k, season=s, number=n,
                   seconds=now[row])
            for row in sorted(now.keys() - stay)
            for t, a, k, s, n in [row]
        ]  # fmt: skip
    if gone:
        mine.filter(pk__in=gone).delete()
    Passed.objects.bulk_create(new)
    return after, changed
