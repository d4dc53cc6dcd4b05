"""Have they met? A pair, or the matrix of a group."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import combinations
from typing import Literal

from intertwine.gate.view import View
from intertwine.model.arguments import need_text
from intertwine.model.fact import Where
from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.short_repr import quoted, short_repr, shown
from intertwine.questions.arguments import need_names, need_view
from intertwine.questions.common import Ambiguous, At, Named, NotThere, Told
from intertwine.questions.encounters import HOWS, Encounters, How, Pair, encounters, is_before, is_later
from intertwine.questions.meaning import meant, taken
from intertwine.questions.place import place_start
from intertwine.questions.presence import Staging, labels_of
from intertwine.questions.tell import Teller, frame_words


@record
class Encounter:
    """A fact that shows that two have met, and `how` it does, or that they have spoken. `where` is None for what is
    public; `place` is where they were, or None; `text` is the fact in words. `told` is the fact itself, for pages; it
    is not part of the JSON."""

    how: How | Literal["spoken with"]
    where: At | None
    place: str | None
    source: str
    text: str
    told: Told = field(metadata={"json": False})

    __repr__ = short_repr


@record
class MeetingInside:
    """That two have met inside a frame, as in a dream: `frame` says in which ("In a dream of Ada"), and `encounter` is
    the earliest fact of the strongest of `HOWS` that anything in it gives; where they have only spoken in it, that."""

    frame: str
    encounter: Encounter

    __repr__ = short_repr


@record
class SeenBeside:
    """That one of two (`who`) is in a scene of the other, and not there: `way` says how ("imagined", "as a body"). It
    is the earliest such scene; `where` and `text` are as in an `Encounter`, and so is `told`."""

    who: Named
    way: str
    where: At | None
    text: str
    told: Told = field(metadata={"json": False})

    __repr__ = short_repr


@record
class Meeting:
    """One pair. `a`, `b` are the words asked, `a_name`, `b_name` the best names.

    `met` is True, None (not in anything that this viewer has seen) or False (a visible fact says that they meet for the
    first time later, and nothing shows them together before that; `where`, `place` and `source` are then that fact's).
    `how` is None unless `met` is True: it is the strongest of `HOWS` that anything visible gives, and `where`, `place`
    and `source` are those of the earliest such fact. `earliest` is the earliest of all that shows that they have met,
    however it does (None unless `met` is True).
    `told` is the fact itself, for pages; it is not part of the JSON, and nor is `seen`: the scene in which both are
    there, where they only must have met and one was shown in the installment of that fact or before (else None).

    `spoken` is the earliest fact that shows that they have spoken with each other, as by phone (None: nothing visible
    does); it says nothing of whether they have met. `inside` has an entry for each frame in which they have met, in the
    order shown: nothing in a frame counts for anything else here. `beside` is for two who have neither met nor spoken:
    the scene in which one of them is only imagined, say (None: there is none; the JSON has it only where there is one).
    `both_in` is for two of whom nothing else is known: the first installment in which both are, one of them by no more
    than a cast, so that nobody says whether they were together (None: there is none; in the JSON as `beside` is).

    Somebody who sees more may find a stronger `how` and an earlier `earliest`, and never a weaker or a later one,
    unless what showed it is disproved, or turns out to be in a frame or of somebody else.
    """

    a: str
    b: str
    a_name: str
    b_name: str
    met: bool | None
    how: How | None
    where: At | None
    place: str | None
    source: str | None
    earliest: Encounter | None
    spoken: Encounter | None
    inside: tuple[MeetingInside, ...]
    beside: SeenBeside | None = field(default=None, metadata={"json": "if any"})
    both_in: At | None = field(default=None, metadata={"json": "if any"})
    told: Told | None = field(default=None, metadata={"json": False})
    seen: Encounter | None = field(default=None, metadata={"json": False})

    __repr__ = short_repr


@record
class Same:
    """Two of the words asked name one and the same: `name` is their best name. A word that is asked twice is `a` and
    `b`."""

    a: str
    b: str
    name: str

    __repr__ = short_repr


@record
class Meetings:
    """All pairs of the names asked, in the order asked. `unknown` are the words that name nothing in the view, hidden
    and missing alike; `near` gives for each of those the visible names that may have been meant, the likeliest first,
    and is not part of the JSON; `ambiguous` maps a word to those that it may mean. `taken` says for whom a
    word is taken that is nobody's name (see `meaning.py`). The JSON has `same` and `taken` only where they hold any."""

    pairs: tuple[Meeting, ...]
    same: tuple[Same, ...] = field(metadata={"json": "if any"})
    unknown: tuple[str, ...]
    ambiguous: FrozenDict[str, tuple[Named, ...]]
    near: "NearNames" = field(compare=False, metadata={"json": False})
    taken: FrozenDict[str, Named] = field(default_factory=FrozenDict, metadata={"json": "if any"})

    def __repr__(self) -> str:
        said = [f"pairs {len(self.pairs)}" if self.pairs else ""]
        said += [f"{quoted(it.a)} and {quoted(it.b)} are the same" for it in self.same]
        for word in self.unknown:
            near = " or ".join(map(quoted, self.near[word]))
            said.append(f"unknown {quoted(word)}" + (f" (did you mean {near}?)" if near else ""))
        said += [f"ambiguous {quoted(word)}" for word in self.ambiguous]
        return shown("Meetings", said)


class NearNames(Frozen, Mapping[str, tuple[str, ...]]):
    """Visible names that may have been meant, by the word that names nothing. They are looked for when they are first
    asked for: few callers do."""

    __slots__ = ("_lost",)

    def __init__(self, lost: Mapping[str, NotThere]) -> None:
        """Of the errors by their words."""
        self._lost = FrozenDict(lost)

    def __getitem__(self, word: str) -> tuple[str, ...]:
        return self._lost[word].near

    def __iter__(self) -> Iterator[str]:
        return iter(self._lost)

    def __len__(self) -> int:
        return len(self._lost)

    def __repr__(self) -> str:
        return repr(dict(self))


def met(view: View, names: Sequence[str], before: str | None = None) -> Meetings:
    """Which of `names` have met; with `before` ("The Defenders", "Daredevil S2", "Jessica Jones 1x05"), which had met
    before that. Raises `NotThere` when `before` names nothing in the listing of `view`."""
    need_view("met", view)
    names = need_names("met", names)
    if before is not None:
        need_text("met", before, "before= as text", 'write before="Title 1x01"')
    limit = None if before is None else place_start(view, before).order
    found: dict[str, int] = {}
    unknown: dict[str, NotThere] = {}
    ambiguous: dict[str, tuple[Named, ...]] = {}
    for name in dict.fromkeys(names):
        try:
            found[name] = meant(view, name)
        except NotThere as lost:
            unknown[name] = lost
        except Ambiguous as several:
            ambiguous[name] = several.choices
    tell = Teller(view)
    known = encounters(view, set(found.values()))
    pairs: list[Meeting] = []
    same = [Same(name, name, view.names.best(found[name])) for name in found if names.count(name) > 1]
    for a, b in combinations(found, 2):
        if found[a] == found[b]:
            same.append(Same(a, b, view.names.best(found[a])))
        else:
            pairs.append(_meeting(tell, (a, found[a]), (b, found[b]), known, limit))
    guessed = FrozenDict((name, who) for name in found if (who := taken(view, name)) is not None)
    return Meetings(tuple(pairs), tuple(same), tuple(unknown), FrozenDict(ambiguous), NearNames(unknown), guessed)


def _meeting(tell: Teller, a: tuple[str, int], b: tuple[str, int], known: Encounters, limit: int | None) -> Meeting:
    view = tell.view
    low, high = sorted((a[1], b[1]))
    pair = (NONE, low, high)
    later = [line for line in known.first.get(pair, ()) if is_later(view, line, limit)]
    found = _shown(view, known, pair, limit, later)
    later = _first_of_all(view, known, pair, later)
    how = next(iter(found), None)
    earliest: Encounter | None = None
    said: Encounter | None = None
    if how is not None:
        said = _encounter(tell, how, found[how])
        first = min(found, key=lambda how: view.lines.order(found[how]))
        earliest = said if first == how else _encounter(tell, first, found[first])
    elif later:
        said = _encounter(tell, "met", later[0])
    heard = _heard(view, known, pair, limit)
    beside = None if found or heard is not None else _beside(tell, known, pair, limit)
    inside = _inside(tell, known, (low, high), limit)
    is_open = not found and heard is None and beside is None and not inside
    return Meeting(
        a=a[0],
        b=b[0],
        a_name=view.names.best(a[1]),
        b_name=view.names.best(b[1]),
        met=True if found else False if later else None,
        how=how,
        where=None if said is None else said.where,
        place=None if said is None else said.place,
        source=None if said is None else said.source,
        earliest=earliest,
        spoken=None if heard is None else _encounter(tell, "spoken with", heard),
        inside=inside,
        beside=beside,
        both_in=_both_in(tell, known, (low, high), limit) if is_open else None,
        told=None if said is None else said.told,
        seen=_seen(tell, found) if how == "must have met" else None,
    )


def _first_of_all(view: View, known: Encounters, pair: Pair, later: Sequence[int]) -> list[int]:
    """Those first meetings that are still to come (`later`) before which nothing shows two together. Of two who are
    seen to meet before that, one lives in another order, or a flashback shows the first time: it says nothing of what
    had happened by then."""
    lines = (lines[0] for how in HOWS if (lines := [it for it in known.lines[how].get(pair, ()) if it not in later]))
    first = min(map(view.lines.order, lines), default=None)
    return [line for line in later if first is None or view.lines.order(line) < first]


def _seen(tell: Teller, found: Mapping[How, int]) -> Encounter | None:
    """The scene of two who must have met that was shown by then, of what was `found` of them."""
    view, scene, fact = tell.view, found.get("seen together"), found["must have met"]
    if scene is None:
        return None
    places = [where and where[:3] for where in map(view.rows.where, (scene, fact))]
    by_then = view.lines.order(scene) < view.lines.order(fact) or places[0] == places[1]
    return _encounter(tell, "seen together", scene) if by_then else None


def _shown(view: View, known: Encounters, pair: Pair, limit: int | None, later: Sequence[int]) -> dict[How, int]:
    """How two are known to have met, the strongest first, each with the first line that shows it, before `limit`;
    without those first meetings that are still `later`."""
    found: dict[How, int] = {}
    for how in HOWS:
        lines = (line for line in known.lines[how].get(pair, ()) if is_before(view, line, limit))
        line = next((line for line in lines if line not in later), None)
        if line is not None:
            found[how] = line
    return found


def _heard(view: View, known: Encounters, pair: Pair, limit: int | None) -> int | None:
    """The first line that shows that two have spoken, before `limit`."""
    return next((line for line in known.spoken.get(pair, ()) if is_before(view, line, limit)), None)


def _beside(tell: Teller, known: Encounters, pair: Pair, limit: int | None) -> SeenBeside | None:
    """The first scene before `limit` of one of two who is there, and of the other who is not."""
    line = next((line for line in known.beside.get(pair, ()) if is_before(tell.view, line, limit)), None)
    if line is None:
        return None
    fact, ways = tell.view.facts.one(line), Staging(tell.view)
    who = next(n for n in pair[1:] if not ways.there(labels_of(fact, n)))
    told = tell.told(fact)
    return SeenBeside(tell.named(who), ways.text(labels_of(fact, who)), told.where, told.text, told)


def _both_in(tell: Teller, known: Encounters, pair: tuple[int, int], limit: int | None) -> At | None:
    """The first installment before `limit` in which both are, one of them by no more than a cast."""
    found: list[tuple[tuple[int, int], Where]] = []
    for where, there in known.casts.items():
        if there.keys() >= set(pair) and any(there[who][1] for who in pair):
            lines = [there[who][0] for who in pair]
            if all(is_before(tell.view, line, limit) for line in lines):
                found.append((max(map(tell.view.lines.order, lines)), where))
    return tell.place(min(found)[1]) if found else None


def _inside(tell: Teller, known: Encounters, pair: tuple[int, int], limit: int | None) -> tuple[MeetingInside, ...]:
    """How two have met inside frames, as shown."""
    found: list[tuple[int, int, How | Literal["spoken with"]]] = []
    for frame in known.frames.get(pair, ()):
        ways: dict[How | Literal["spoken with"], int] = {}
        ways.update(_shown(tell.view, known, (frame, *pair), limit, ()).items())
        if (heard := _heard(tell.view, known, (frame, *pair), limit)) is not None:
            ways.setdefault("spoken with", heard)
        found += [(line, frame, how) for how, line in [*ways.items()][:1]]
    found.sort(key=lambda it: tell.view.lines.order(it[0]))
    return tuple(MeetingInside(frame_words(tell, frame), _encounter(tell, how, line)) for line, frame, how in found)


def _encounter(tell: Teller, how: How | Literal["spoken with"], line: int) -> Encounter:
    fact = tell.view.facts.one(line)
    told = tell.told(fact)
    place = None if fact.place is None else tell.view.names.best(fact.place)
    return Encounter(how, told.where, place, told.source, told.text, told)
