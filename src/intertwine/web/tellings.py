"""What was told, choice by choice: how each is called in a viewer's marks, how it is kept, and how it is named again.

A choice is a title, a part of it, and what came with that; it is undone as a whole, and what another one needs stays.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import count

from intertwine.gate.view import View
from intertwine.model.progress import Mark
from intertwine.questions.picking_up import Need
from intertwine.web.marks import PLANNED, Marks, by_title, places, read_by_title, shown_of
from intertwine.web.same_title import tags
from intertwine.web.telling import part_name

TELL = "tell:"
"""Stands before a part and the identity of a title where that part was told."""
BEFORE = "before"
"""The part of a title that stands for what came before it."""
_PART = re.compile(r"([0-9]{1,9}|before)(?:\.[0-9]{1,9})?", re.ASCII)


def telling_key(part: str, identity: str) -> str:
    """What a telling is kept under. `part` is a season's number or `BEFORE`, and ".2" after it the second choice of
    that; "" is all of a title at once, as earlier versions kept it."""
    return f"{TELL}{part}:{identity}" if part else identity


def taken_apart(asked: str) -> tuple[str, str]:
    """What stands before the identity in `asked`, one of the keys of `Marks.told`; and the identity."""
    if asked.startswith(PLANNED):
        return PLANNED, asked.removeprefix(PLANNED)
    if asked.startswith(TELL):
        head, colon, identity = asked.removeprefix(TELL).partition(":")
        return TELL + head + colon, identity
    return "", asked


def is_part(word: str) -> bool:
    """Whether `word` can be the part of a telling."""
    return not word or _PART.fullmatch(word) is not None


def with_telling(marks: Marks, part: str, identity: str, told: frozenset[Mark]) -> Marks:
    """`marks` with a new choice of its own: that a `part` of the title with this `identity` was told, `told` in all.
    The same one again, as a button that is pressed twice sends it, changes nothing."""
    for key in (telling_key(part + (f".{n}" if n > 1 else ""), identity) for n in count(1)):
        if key not in marks.told:
            return marks.with_told(key, told)
        if marks.told[key] == told:
            return marks
    raise AssertionError("there is always a next number")


def without_tellings(marks: Marks, identity: str, *, before: bool) -> Marks:
    """`marks` without anything that was told of the title with this `identity`; with `before` without what was told of
    what it picks up, and nothing else."""
    kinds = ("before",) if before else ("all", "part")
    gone = [asked for asked in marks.told if taken_apart(asked)[1] == identity and asked and _kind(asked) in kinds]
    return reduce(Marks.without_told, gone, marks)


def listed_marks(view: View, text: str) -> frozenset[Mark]:
    """The installments that a form names, as far as they are listed. Raises `ValueError`."""
    marks = read_by_title(view, text)
    return frozenset(mark for n in view.listing.titles for mark in shown_of(view, n, marks))


@dataclass(frozen=True, slots=True)
class KeptTelling:
    """One choice, as pages name it. `kind` is "all", "part", "before" or "plan"; `part` is what its form sends, `of`
    the title's tag. `name` and `address` are the title's; `what` is the part in words, `others` the titles of which
    something came with it."""

    kind: str
    part: str
    of: str
    name: str
    address: str
    what: str
    others: tuple[str, ...]


def told_of(view: View, marks: Marks, titles: Iterable[int]) -> list[KeptTelling]:
    """What the `marks` of this `view`'s viewer say was told for the sake of each of these `titles`, choice by
    choice."""
    tag, found = tags(view), []
    by_identity: dict[str, list[str]] = {}
    for asked in sorted(marks.told):
        by_identity.setdefault(taken_apart(asked)[1], []).append(asked)
    for title in titles:
        identity = view.listing.identity(title)
        for asked in by_identity.get(identity, ()) if identity else ():
            part = taken_apart(asked)[0].removeprefix(TELL).rstrip(":")
            kind = _kind(asked)
            what, others = _contents(view, title, marks.told[asked])
            if kind != "part":
                what = ""
            sent = part if kind in ("part", "before") else ""
            found.append(
                KeptTelling(kind, sent, tag[title], view.names.best(title), view.names.address(title), what, others)
            )
    return found


def _kind(asked: str) -> str:
    head = taken_apart(asked)[0]
    if head == PLANNED:
        return "plan"
    return ("before" if head.removeprefix(TELL).startswith(BEFORE) else "part") if head else "all"


def _contents(view: View, title: int, told: frozenset[Mark]) -> tuple[str, tuple[str, ...]]:
    """What of a title was told, in words; and the names of the other titles of which something was."""
    of = by_title(told)
    others = [n for n in view.listing.titles if n != title and view.listing.identity(n) in of]
    own = {mark[1:3] for mark in of.get(view.listing.identity(title), ())} & places(view, title)
    listed = tuple(it for it in view.listing.installments(title) if (it.season, it.number) in own)
    what = part_name(view, Need(title, listed)) if listed else ""
    return what, tuple(dict.fromkeys(map(view.names.best, others)))
