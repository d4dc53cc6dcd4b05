"""How people are present, as a keeper writes it: notes after names, `taken for:` and `frame:`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.links import LINK, clean_key, links_of
from intertwine.ledger.read.markdown.slips import is_like_revealed
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.stamps import HIDDEN, read_stamp
from intertwine.model.statement import Link, Statement, StoryFrame, TakenFor
from intertwine.model.verb import Vocabulary
from intertwine.model.way import FrameKind, Way
from intertwine.model.words import a, nfc

FRAME_HINT = 'write it as frame: dream of [[Ann]], or frame: play "The Mousetrap", revealed Title 1x05'
TAKEN_HINT = "write it as taken for: [[the true one]] as [[the other]], revealed Title 1x05"

_MOST_WORDS = 8
"""Words of a form of a way, at most."""
_THEN = re.compile(r"then\s", re.IGNORECASE)
_AS = re.compile(r"as an? \S|as the \S")
_TAKEN = re.compile(rf"(?:({LINK.pattern})\s+)?as\s+({LINK.pattern})(?:\s*,)?\s+(?:revealed|until)\s+", re.IGNORECASE)
_REVEALED = re.compile(r"(?:,|(?<![\s,]))\s+(?:revealed|until)\s+", re.IGNORECASE)
_WORD = re.compile(r"(?<![A-Za-z])([A-Za-z]++)")
_NAME = re.compile(rf"({LINK.pattern})|\"([^\"\[\]]+)\"")
_MOST_FRAMES = 8
"""Frames within one another: each holds all that are inside of it."""
_QUOTED = re.compile(rf"{LINK.pattern}|\"[^\"]*\"")
_INSIDE, _MARKDOWN = re.compile("[#^]"), re.compile(r"\.md$", re.IGNORECASE)


def read_ways(note: Span, ways: Iterable[Way], diagnostics: Diagnostics) -> tuple[str, ...] | None:
    """How somebody is present by the `note` in parentheses after their name, in words of these `ways`: one label each
    time they are there (see `Rows.label`). None, and one of `diagnostics`, where it cannot be read.

    `heard, in person` are two; `imagined, as a boy` is one, whichever stands first, and so is `as a boy`. After `then`
    comes another one.
    """
    by_form = {form: way for way in ways for form in way.forms}
    usual = next((way.id for way in by_form.values() if way.is_usual), "")
    found: list[_NotedPresence] = []
    for part in note.text.split(","):
        words, then = _THEN.subn("", " ".join(part.split()))
        way = by_form.get(words.lower())
        if way is not None:
            if then or not found or found[-1].way:
                found.append(_NotedPresence())
            found[-1].way = way
        elif _AS.match(words):
            if then or not found or found[-1].stage:
                found.append(_NotedPresence())
            found[-1].stage = words
        else:
            if diagnostics.is_left_out():
                return None
            near = diagnostics.nearest(words.lower(), by_form)
            hint = near or f"it is one of {', '.join(way.id for way in dict.fromkeys(by_form.values()))}; or as a ..."
            message = f'"{shorten(words)}" is not a way of being there: this name is left out of the scene'
            diagnostics.add(*note.at(0), "unknown-way", message, hint)
            return None
    return tuple(it.label(usual) for it in found)


@dataclass(slots=True)
class _NotedPresence:
    """One time that somebody is there: in which way, and how old or in which role, as far as that is written."""

    way: Way | None = None
    stage: str = ""

    def label(self, usual: str) -> str:
        """It as a label, where `usual` is the way of those of whom none is written."""
        way = "" if self.way is None or self.way.is_usual else self.way.id
        return f"{way or usual}, {self.stage}" if self.stage else way


def bare_way(text: str, ways: Iterable[Way]) -> str:
    """The form of one of `ways` that the words `text` begin with, in lower case, without parentheses; "": none."""
    forms = {form for way in ways for form in way.forms}
    words = [word.strip("(),;.") for word in text.lower().split()[:_MOST_WORDS]]
    found = (" ".join(words[:n]) for n in range(len(words), 0, -1))
    return next((it for it in found if it in forms), "")


def read_taken_for(value: Span, fact: Statement | None, own: bool, diagnostics: Diagnostics) -> TakenFor | None:
    """The `taken for:` that `value` says of one of those whom the `fact` above it names; None: it stands below a
    heading. `own` allows stamps without a title. None, and one of `diagnostics`, where it cannot be read: then nothing
    says what the fact may tell."""
    m = _TAKEN.match(value.text)
    people = {normal(link.key): link for link in (*fact.subjects, *fact.objects)} if fact else {}
    found = links_of(value)
    if not m or len(found) < (2 if m[1] or fact is None else 1):
        _wrong(value, "this does not say who is taken for whom, and until when", TAKEN_HINT, diagnostics)
        return None
    who, seems = (found[0], found[1]) if m[1] else (None, found[0])
    if who is None:
        if len(people) != 1:
            message = "this fact names several people: which of them is taken for another?"
            _wrong(value, message, TAKEN_HINT, diagnostics)
            return None
        who = next(iter(people.values()))
    if normal(who.key) == normal(seems.key):
        message = f'"{shorten(who.key)}" cannot be taken for themselves'
        _wrong(value, message, TAKEN_HINT, diagnostics)
        return None
    until = read_stamp(value.part(m.end()), diagnostics, own=own)
    return TakenFor(who, seems, until, value.at(0)[0])


def names_one_of(fact: Statement, taken: TakenFor, value: Span, diagnostics: Diagnostics) -> bool:
    """Whether `fact`, with all its qualifiers, names one of the two of whom `taken`, written as `value`, speaks: if
    not, one of `diagnostics`."""
    both = both_of(taken)
    if any(normal(link.key) in both for links in linked_by(fact) for link in links):
        return True
    message = f'this fact names neither "{shorten(taken.who.key)}" nor "{shorten(taken.seems.key)}"'
    _wrong(value, message, "name one of the two in the fact", diagnostics)
    return False


def read_frame(
    value: Span, heading: int, vocabulary: Vocabulary, own: bool, diagnostics: Diagnostics
) -> StoryFrame | None:
    """The frame that `value` names: `dream of [[Ann]], revealed Title 1x05`. `heading` is the line of the heading
    above, `vocabulary` has the kinds, and `own` allows stamps without a title. None, and one of `diagnostics`, where it
    cannot be read."""
    masked = _QUOTED.sub(lambda it: "x" * len(it[0]), value.text)
    m = _REVEALED.search(masked)
    words = value.part(0, m.start()) if m else value
    kinds = {form: kind for kind in vocabulary.frames for form in kind.forms}
    kind, name = _frame_of(words, kinds)
    until = read_stamp(value.part(m.end()), diagnostics, own=own) if m and kind else ()
    if kind is None and (end := _stamp_slip(masked)) >= 0:
        kind, name = _frame_of(value.part(0, end), kinds)
        if kind is not None:
            words, until = value.part(0, end), HIDDEN
            said = shorten(value.text[end:].strip(" ,"))
            message = f'"{said}" does not say when it is revealed that this is {a(kind.id)}: it counts as real'
            diagnostics.add(*value.at(end), "stamp-unreadable", message, FRAME_HINT)
    if kind is None:
        near = diagnostics.nearest(" ".join(words.text.lower().split()), kinds)
        hint = near or f"it is one of {', '.join(it.id for it in vocabulary.frames)}; {FRAME_HINT}"
        diagnostics.add(*value.at(0), "unknown-frame", f'"{shorten(words.text)}" is not a kind of frame', hint)
        return None
    found = links_of(words)
    text = " ".join((name[name.re.groups] or "").split()) if name else ""
    return StoryFrame(kind.id, found[0] if found else None, text, until, value.at(0)[0], heading)


def _frame_of(words: Span, kinds: Mapping[str, FrameKind]) -> tuple[FrameKind | None, re.Match[str] | None]:
    """The kind of frame that all of `words` name, of `kinds` by their forms, and its name after it; None: they name
    none."""
    begin = next((n for n, mark in enumerate(words.text) if mark in '["'), len(words.text))
    name = _NAME.fullmatch(words.text, begin)
    if name is None and begin < len(words.text):
        return None, None
    written = " ".join(words.text[:begin].lower().rstrip(",").split())
    return kinds.get(written) or kinds.get(written.removesuffix(" of")) or kinds.get(written.removesuffix(" by")), name


def _stamp_slip(masked: str) -> int:
    """Where a stamp begins that is written wrong, in the `masked` words of a frame, which have no names: at what looks
    like "revealed", else at the first comma or parenthesis. -1: nowhere."""
    found = (it for it in _WORD.finditer(masked) if it[1].lower() == "until" or is_like_revealed(it[1]))
    like = (len(masked[: it.start()].rstrip(" ,(")) for it in found)
    return next(like, next((n for n, mark in enumerate(masked) if mark in ",("), -1))


def inside(
    frames: tuple[StoryFrame, ...], frame: StoryFrame | None, value: Span, diagnostics: Diagnostics
) -> tuple[StoryFrame, ...]:
    """`frames`, and inside of them the `frame` that is written as `value` (None: it could not be read). A frame cannot
    be inside itself, and only a few be inside one another: else it is one of `diagnostics`, and changes nothing."""
    if frame is None:
        return frames
    if len(frames) == _MOST_FRAMES:
        message = f"this is inside of {_MOST_FRAMES} frames already"
        diagnostics.add(*value.at(0), "frame-too-deep", message, "name the innermost ones")
        return frames
    if any(_which(frame) == _which(other) for other in frames):
        message = f'"{shorten(value.text)}" cannot be inside itself'
        diagnostics.add(*value.at(0), "frame-inside-itself", message, "keep one of the two")
        return frames
    return (*frames, frame)


def _which(frame: StoryFrame) -> tuple[str, str, str]:
    return frame.kind, normal(frame.name.key) if frame.name else "", frame.text


def both_of(taken: TakenFor) -> frozenset[str]:
    """The two of whom it speaks, as normal keys."""
    return frozenset((normal(taken.who.key), normal(taken.seems.key)))


def normal(key: str) -> str:
    """A key as links are compared before all pages are known: two that may mean one page are equal."""
    name = _MARKDOWN.sub("", _INSIDE.split(clean_key(key), maxsplit=1)[0].strip()).rpartition("/")[2]
    return nfc(" ".join(nfc(name).casefold().split()))


def linked_by(fact: Statement) -> tuple[tuple[Link, ...], ...]:
    """The links of `fact`, in the groups that are read together: those of whom it says something, those of its text,
    those of each purpose, and whose each of its frames is."""
    purposes = (it.links for it in fact.purposes)
    return (fact.ends, fact.text_links, *purposes, *((it.name,) for it in fact.frames if it.name))


def disguised(links: Iterable[Link], taken: Iterable[TakenFor]) -> Mapping[str, TakenFor]:
    """Which of the links of a group (see `linked_by`) name somebody who is taken for another, by their normal keys: the
    true one, or where the group names them nowhere, the one they seem to be."""
    keys = {normal(link.key) for link in links}
    found = {normal(it.who.key): it for it in taken if normal(it.who.key) in keys}
    for it in taken:
        if normal(it.who.key) not in keys and normal(it.seems.key) in keys:
            found.setdefault(normal(it.seems.key), it)
    return found


def odd_taken_for(fact: Statement, *, naming: bool) -> tuple[str, str] | None:
    """What is wrong with those whom `fact` takes for others, taken together, and what to do; None: nothing. `naming`:
    it gives somebody a name."""
    recipient = (fact.recipient,) if fact.recipient else ()
    roles = [{normal(link.key) for link in links} for links in (fact.subjects, fact.objects, recipient)]
    both = [(normal(it.who.key), normal(it.seems.key)) for it in fact.taken]
    named = disguised(fact.ends, fact.taken)
    ends = {key for keys in roles for key in keys}
    said = [keys for keys in both if not ends.isdisjoint(keys)]
    if len(named) < len(said) or min(len(set(keys)) for keys in zip(*both, strict=True)) < len(both):
        return "this fact says of one and the same more than once who is taken for whom", "write two facts"
    if naming:  # a name that is known cannot be taken back: links may need it
        return "a name stays with the one who was called so", "write it below a heading of its own, of one of the two"
    if any(
        part and normal(link.key) in named
        for link, part in zip((*fact.subjects, *fact.objects), fact.parts, strict=False)
    ):
        return "a part of a title cannot be taken for another", "say it in another way"
    if fact.place and any(normal(fact.place.key) in keys for keys in both):
        return "the place where it happens cannot be taken for another", "say it in another way"
    pairs, owners = list(combinations(roles, 2)), dict(both)
    frames = [(kind, owners.get(name, name), text) for kind, name, text in map(_which, fact.frames)]
    if len(set(frames)) < len(frames):
        return "before the stamp, this fact would be in a frame inside itself", "keep one of the two frames"
    stamps = {key: frozenset(it.alternatives) for key, it in zip(both, fact.taken, strict=True)}
    for who, seems in both:
        # Two who change places, and come out together, are two persons before as well.
        change_places = stamps.get((seems, who)) == stamps[who, seems]
        if any(
            not (one & other).isdisjoint((who, seems))
            or not (change_places or one.isdisjoint((who, seems)) or other.isdisjoint((who, seems)))
            for one, other in pairs
        ):
            message = "before the stamp, this fact would say something of one person and themselves"
            return (
                message,
                "name one of the two, or below a heading's taken for: write taken for: nobody below the fact",
            )
        if not change_places and any({who, seems} <= {normal(it.key) for it in links} for links in linked_by(fact)[1:]):
            message = "before the stamp, these words would name one person twice"
            return (
                message,
                "name one of the two in them, or write them below another heading",
            )
    return None


def _wrong(value: Span, message: str, hint: str, diagnostics: Diagnostics) -> None:
    diagnostics.add(*value.at(0), "taken-for-unreadable", f"{message}: what it says this of stays hidden", hint)
