"""Progress to take along: as text of those who watch, as JSON of every profile; and what such a text says again."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext

from intertwine.gate.progress_text import MAX_LENGTH, UnknownProgressError, count_terms
from intertwine.gate.universe import Universe
from intertwine.model.message import Amount, message
from intertwine.model.progress import NOTHING, Progress
from intertwine.model.words import fold
from intertwine.web import limits
from intertwine.web.kept import FIRST, FIRST_NAME, ViewerKept
from intertwine.web.marks import Marks, named_in_text
from intertwine.web.notices import first_name

FORMAT, VERSION = "intertwine progress", 1


class TakingError(ValueError):
    """What was brought cannot be read. The message says why."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What is brought for one profile: `profile` is its id (None: it is made, with this `name`), `progress` what it
    brings. `adds` and `takes` count the installments that it would add to what is kept, and that replacing what is kept
    would take away."""

    profile: str | None
    name: str
    progress: Progress
    adds: int
    takes: int


def as_json(universe: Universe, name: str, kept: ViewerKept) -> str:
    """All profiles in `kept`, with what each has passed as progress text of the `universe`, which is called `name`."""
    profiles = [
        {"name": its, "progress": universe.text(kept.marks_of.get(it, Marks()).progress)}
        for it, its in kept.names.items()
    ]
    said = {"format": FORMAT, "version": VERSION, "universe": name, "profiles": profiles}
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def brought(universe: Universe, kept: ViewerKept, text: str) -> list[Brought]:
    """What a `text` that was taken along from a `universe` says to somebody of whom this is `kept`. Plain text is for
    those who watch. Raises `TakingError`, and `UnknownProgressError` for progress that cannot be read."""
    if not text.strip():
        raise TakingError(gettext("There is nothing in it."))
    if not text.lstrip().startswith("{"):
        return [_brought(universe, kept, it, kept.names[it] or first_name(), text) for it in kept.watching]
    found = [_brought(universe, kept, _profile(kept, name), name or first_name(), its) for name, its in _read(text)]
    if len({fold(it.name) if it.profile is None else (it.profile,) for it in found}) < len(found):
        raise TakingError(gettext("Two profiles in it have one name."))
    if len(kept.names) + sum(it.profile is None for it in found) > limits.PROFILES:
        raise TakingError(
            gettext("There can be %(most)s profiles, and with those in it there would be more.")
            % {"most": limits.PROFILES}
        )
    return found


def how(universe: Universe, marks: Marks, progress: Progress, *, replace: bool) -> Marks:
    """What somebody with `marks` in `universe` has passed with `progress` too, or (`replace`) with it in place of what
    a text of theirs says."""
    return marks.written_over(named_in_text(universe, marks.progress) if replace else NOTHING, progress)


def _brought(universe: Universe, kept: ViewerKept, profile: str | None, name: str, text: str) -> Brought:
    marks = Marks() if profile is None else kept.marks_of.get(profile, Marks())
    refuse_too_many(universe, text, marks.progress)
    progress = universe.progress(text.strip(), marks.progress)
    more, other = (how(universe, marks, progress, replace=replace) for replace in (False, True))
    return Brought(profile, name, progress, _more(marks, more), _more(other, marks))


def refuse_too_many(universe: Universe, text: str, marked: Progress) -> None:
    """Raises `UnknownProgressError` for a `text` that names too much of `universe` at once. What its viewer has
    `marked` can always be written again."""
    count, most = count_terms(text), limits.TERMS
    if count <= most or len(text) > MAX_LENGTH:
        return
    known = universe.text(marked)
    most += count_terms(known) if known else 0
    if count > most:
        raise UnknownProgressError(message(
            "this names %(count)s titles, seasons and episodes, and at most %(most)s are read at once: write runs, as "
            "S1-S3 and 1x01-1x13, or save a part of it first and add the rest then",
            count=Amount(count), most=Amount(most),
        ))  # fmt: skip


def _more(less: Marks, marks: Marks) -> int:
    """How many installments `marks` say more of than `less`."""
    return len({it[:3] for it in _all(marks) - _all(less)} - {it[:3] for it in _all(less) - _all(marks)})


def _all(marks: Marks) -> set[tuple[Any, ...]]:
    return {(*it, told) for told, these in enumerate((marks.seen, marks.progress.told)) for it in these}


def _profile(kept: ViewerKept, name: str) -> str | None:
    if not name or fold(name) in (fold(FIRST_NAME), fold(first_name())):
        return FIRST
    return next((it for it, its in kept.names.items() if fold(its) == fold(name)), None)


def _read(text: str) -> Iterator[tuple[str, str]]:
    """The name and the progress of each profile."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise TakingError(gettext("It begins as JSON does, but it is not whole.")) from None
    if said.get("format") != FORMAT:
        raise TakingError(
            gettext("It is JSON, but not of progress: “format” must be “%(format)s”.") % {"format": FORMAT}
        )
    if said.get("version") != VERSION:
        raise TakingError(gettext("It comes from a newer version of Intertwine."))
    profiles = said.get("profiles")
    if not isinstance(profiles, list):
        raise TakingError(gettext("“profiles” must be a list."))
    for it in profiles:
        name, progress = (it.get("name", ""), it.get("progress", "")) if isinstance(it, dict) else (None, None)
        if not isinstance(name, str) or not isinstance(progress, str):
            raise TakingError(gettext("Each of “profiles” must have a “name” and its “progress”, both text."))
        if len(progress) > MAX_LENGTH:
            raise TakingError(
                gettext("Progress can have up to %(most)s characters.")
                % {"most": number_format(MAX_LENGTH, force_grouping=True)}
            )
        # JSON can say halves of letters, which are none.
        yield " ".join(name.split()), progress.encode("utf-8", "replace").decode()
