"""From the view's numbers to what answers are made of. One `Teller` an answer: it remembers whom it has named."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import overload

import numpy as np

from intertwine.gate.view import View
from intertwine.model.fact import Fact, Piece, StoryRelation, TitlePart, Where
from intertwine.model.frozen import Frozen, Memo, read_only, remember, remembered
from intertwine.model.message import KeeperWords, message
from intertwine.model.release import ReleaseDate
from intertwine.model.sentinels import END
from intertwine.model.strings import Bools, Ints
from intertwine.model.times import write_time
from intertwine.questions.common import (
    Ambiguous,
    Asked,
    At,
    Connection,
    Image,
    Named,
    NotThere,
    OutsideId,
    Part,
    Told,
    remark,
)
from intertwine.questions.lazy import Lazy
from intertwine.questions.until import Ended, StateEnds, ended_since, is_told_back

_AT_ONCE = 1000
PUBLIC_SOURCE = "public"
"""The source of what everybody may know, where none is written."""


def the(view: View, asked: Asked, *, titles: bool | None = False) -> int:
    """The one entity of `view` that `asked` names: `titles` True among titles alone, False among all else, None among
    both (a person before a title of the same name). An address, typed exactly, means the one that has it, even where a
    name reads like it. Raises `NotThere` and `Ambiguous`."""
    if isinstance(asked, int):
        if not 0 <= asked < view.entities.count:
            raise NotThere(str(asked))
        return view.entities.person(asked)
    called = view.names.find(asked)
    found = [n for n in called if titles is None or view.entities.is_title(n) == titles]
    if titles is None:
        found = [n for n in found if not view.entities.is_title(n)] or found
    if len(found) != 1:
        for at in (
            view.names.at(asked.strip(), titles=kind) for kind in ((False, True) if titles is None else (titles,))
        ):
            if at is not None and (not found or view.names.address(at) == asked.strip()):
                return at
    if not found:
        other = ("a title" if view.entities.is_title(called[0]) else "not a title") if called else ""
        raise NotThere(asked, lambda: _near(view, asked, titles), other)
    if len(found) > 1:
        tell = Teller(view)
        raise Ambiguous(asked, tuple(tell.named(n) for n in found))
    return found[0]


def _near(view: View, asked: str, titles: bool | None) -> tuple[str, ...]:
    from intertwine.questions.near_names import near_names  # noqa: PLC0415 - only where a name is not there

    return near_names(view, asked, titles=titles)


class ToldFacts(Frozen, Sequence[Told]):
    """Facts of one view, in order, put into words when they are read: a page that shows a hundred of ten thousand
    pays for a hundred. Otherwise like a tuple of them; nothing is left out."""

    __slots__ = ("_ends", "_facts", "_lines", "_tell", "_until", "_whose")

    def __init__(
        self,
        tell: "Teller",
        lines: Ints,
        *,
        until: bool = False,
        facts: Sequence[Fact] | None = None,
        ends: StateEnds | None = None,
        whose: int | None = None,
    ) -> None:
        """The facts of these `lines` in the words of `tell` (`facts`: the facts themselves, where they are at hand);
        with `until` those that tell a state that has ended say so, by `ends` and `whose` (see `Teller.all_standing`).
        """
        self._tell, self._lines, self._until, self._ends, self._whose = tell, read_only(lines), until, ends, whose
        self._facts = None if facts is None else tuple(facts)

    def some(self, chosen: Bools) -> "ToldFacts":
        """Those of them that are `chosen`."""
        facts = None if self._facts is None else list(compress(self._facts, chosen.tolist()))
        lines = self._lines[chosen]
        return ToldFacts(self._tell, lines, until=self._until, facts=facts, ends=self._ends, whose=self._whose)

    @property
    def lines(self) -> Ints:
        """The line of each."""
        return self._lines

    def __len__(self) -> int:
        return len(self._lines)

    def _told(self, facts: Sequence[Fact]) -> tuple[Told, ...]:
        if self._until:
            return self._tell.all_standing(facts, self._ends, self._whose)
        return self._tell.all_told(facts)

    @overload
    def __getitem__(self, place: int) -> Told: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Told, ...]: ...
    def __getitem__(self, place: int | slice) -> Told | tuple[Told, ...]:
        if isinstance(place, slice):
            facts = self._tell.view.facts
            return self._told(facts.in_this_order(self._lines[place]) if self._facts is None else self._facts[place])
        here = range(len(self))[place]
        return self[here : here + 1][0]

    def __iter__(self) -> Iterator[Told]:
        for start in range(0, len(self), _AT_ONCE):
            yield from self[start : start + _AT_ONCE]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ToldFacts | tuple) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{len(self)} facts>"


class Links(Lazy[Connection]):
    """What `Teller.links` gives, put into words when it is read."""

    __slots__ = ("_facts", "_tell")

    def __init__(self, tell: "Teller", pairs: Iterable[tuple[int, Fact]]) -> None:
        """Of these entities with the facts that are given for them, in the words of `tell`."""
        self._tell, self._facts = tell, tuple(_first(pairs).items())

    def __len__(self) -> int:
        return len(self._facts)

    def _made(self, places: range) -> tuple[Connection, ...]:
        some = (self._facts[place] for place in places)
        return tuple(Connection(self._tell.named(entity), self._tell.told(fact)) for entity, fact in some)


class Teller(Frozen):
    """Puts one view into words. `page` is whose page they stand on, if anybody's."""

    __slots__ = ("_every_time", "_named", "_places", "_titles", "page", "view")

    def __init__(self, view: View, page: int | None = None, *, every_time: bool = False) -> None:
        """Of `view`; `page` is the entity or title whose page it is (None: none). With `every_time` it says of
        everything what it comes before or after in the story, else only where that is more than another fact."""
        self.view, self.page, self._every_time = view, page, every_time
        self._named: Memo[int, Named] = Memo()
        self._titles: Memo[int, tuple[str, str]] = Memo()
        self._places: Memo[Where, At] = Memo()

    # --- names and places --------------------------------------------------------------------------------------------
    def named(self, entity: int) -> Named:
        """An entity by its best name."""
        known = self._named.get(entity)
        if known is None:
            view, person = self.view, self.view.entities.person(entity)
            name = self._title(person)[0] if view.entities.is_title(person) else view.names.best(person)
            known = remember(self._named, entity, Named(name, view.names.address(person), view.entities.kind(person)))
        return known

    def all_named(self, entities: Iterable[int]) -> tuple[Named, ...]:
        """Entities by their best names, in this order."""
        return tuple(self.named(n) for n in entities)

    def _title(self, title: int) -> tuple[str, str]:
        """A title's name (with its year where another visible title has the same), and its address."""
        known = self._titles.get(title)
        if known is None:
            shown = remembered(self.view.memo, f"title {title}", lambda: _titled(self.view, title))
            known = remember(self._titles, title, (shown, self.view.names.address(title)))
        return known

    def at(self, where: Where | None) -> At | None:
        """A place in a title, or None for what is public."""
        return None if where is None else self.place(where)

    def place(self, where: Where) -> At:
        """A place in a title."""
        known = self._places.get(where)
        if known is None:
            name, address = self._title(where.title)
            words = self.view.listing.words(where.title)
            film = words.kind.is_single
            season, number = (None, None) if film else (where.season, where.number)
            time = None if where.seconds is None else write_time(where.seconds)
            at = At(name, season, number, time, address, words, where.by_end)
            known = remember(self._places, where, at)
        return known

    # --- facts -------------------------------------------------------------------------------------------------------
    def told(self, fact: Fact) -> Told:
        """One fact in words. A sentence of somebody's own page may say "she" of them: anywhere else their name comes
        first."""
        pieces = self.view.sentence(fact, self.page)
        if fact.verb.role == "prose" and fact.subjects and fact.subjects[0] != self.page:
            of = self.view.entities.person(fact.subjects[0])
            if of != self.page and not self.view.entities.is_title(of):
                pieces = (Piece(self.named(of).name, of), Piece(": "), *pieces)
        parts = self._parts(pieces)
        inside = () if fact.frame is None else self._parts(self.view.inside(fact))
        where = self.at(fact.where)
        source = fact.source or (PUBLIC_SOURCE if where is None else where.said)
        time = self.time(fact)
        frame = None if fact.frame is None else frame_words(self, fact.frame)
        text = "".join([piece.text for piece in pieces])
        return Told(text, parts, where, source, time, fact.disproved, fact.several, frame, inside)

    def _parts(self, pieces: Iterable[Piece]) -> tuple[Part, ...]:
        return tuple([Part(it.text) if it.entity is None else Part(it.text, self.named(it.entity)) for it in pieces])

    def time(self, fact: Fact) -> str | None:
        """When a fact is true in the story, as the keeper wrote it: a date (EDTF), or "about 37 years before ...". None
        where nothing is said but a step. What counts for nothing, since it contradicts the rest, is not said."""
        true = fact.true
        if true is None:
            return None
        said = [true.text] if true.text else []
        counts = self.view.story.counting(fact.line) if true.relations else ()
        for it in compress(true.relations, counts):
            if it.line is not None and not it.distance and it.kind != "during" and not self._every_time:
                continue
            what = self._beside(it, it.where) if it.where else ""
            if it.line is not None:
                what = self.view.clause(self.view.facts.one(it.line))
            kind = "while" if it.kind == "during" and it.line is not None else it.kind
            said.append(f"{it.distance} {kind} {what}".strip())
        return ", ".join(said) or None

    def _beside(self, it: StoryRelation, where: Where) -> str:
        """The place `where` that a fact is before, after or during, as the keeper wrote it: an installment, a season or
        all of a title."""
        at = self.place(where._replace(seconds=None) if where.seconds == 0 else where)  # 0: of all of the installment
        if it.unit == "title":
            return at.title
        if it.unit == "season" and (part := self.part(TitlePart(where.title, where.season, None))):
            return part.text
        return f"{at.text} to {self.place(it.last).place}" if it.kind == "during" and it.last else at.text

    def all_told(self, facts: Iterable[Fact]) -> tuple[Told, ...]:
        """Facts in words, in this order."""
        return tuple([self.told(fact) for fact in facts])

    def all_standing(
        self, facts: Sequence[Fact], ends: StateEnds | None = None, whose: int | None = None
    ) -> tuple[Told, ...]:
        """These `facts` in words; those that tell a state that has ended say so, by what is known in `ends` of those of
        the entity `whose` (None: by all of the view)."""
        ended = ended_since(self.view, facts) if ends is None else {f.line: ends.of(f, whose) for f in facts}
        return tuple([self._until(fact, ended.get(fact.line)) for fact in facts])

    def _until(self, fact: Fact, ended: Ended | None) -> Told:
        told = self.told(fact)
        if ended is None:
            return told
        where, date = self.at(ended.by.where), self.time(ended.by)
        if where is None or ended.is_past:
            return told._replace(until=message("no longer"))
        place = remark(where)
        said = message("until %(place)s", place=place)
        if where.by_end:
            said = message("over %(place)s", place=place)
        elif ended.by.order[0] < fact.order[0] or (fact.where is not None and fact.where.by_end):
            said = message("over since %(place)s", place=place)
        elif is_told_back(ended.by):
            said = message("over by %(place)s", place=place)
        return told._replace(until=message("%(said)s (%(date)s)", said=said, date=KeeperWords(date)) if date else said)

    def links(self, pairs: Iterable[tuple[int, Fact]]) -> tuple[Connection, ...]:
        """Each entity once, with the first fact that is given for it."""
        return tuple(Connection(self.named(entity), self.told(fact)) for entity, fact in _first(pairs).items())

    def told_later(self, facts: Sequence[Fact]) -> ToldFacts:
        """Facts in words, in this order, when they are read."""
        return ToldFacts(self, np.array([fact.line for fact in facts], np.int32), facts=facts)

    def ties(self, me: int, facts: Iterable[Fact], *, backward: bool = False) -> tuple[Connection, ...]:
        """What `facts` tie the title `me`, their subject, to (`backward`: what they tie to it, their object): each
        title, or part of a title, once for each part of `me`, with the first fact that is given for it."""
        first: dict[tuple[TitlePart, TitlePart], Fact] = {}
        for fact in facts:
            ends = fact.parts or tuple(
                tuple(TitlePart(n, None, None) for n in end) for end in (fact.subjects, fact.objects)
            )
            mine, others = reversed(ends) if backward else ends
            for own in mine:
                for other in others if own.title == me else ():
                    if own != other or fact.parts is None:
                        first.setdefault((own, other), fact)
        return tuple(
            Connection(self.named(other.title), self.told(fact), self.part(other), self.part(own))
            for (own, other), fact in first.items()
        )

    def part(self, part: TitlePart) -> At | None:
        """A part of a title; None for all of it."""
        if part.season is None:
            return None
        name, address = self._title(part.title)
        return At(name, part.season, part.number, None, address, self.view.listing.words(part.title))

    def images(self, facts: Sequence[Fact]) -> tuple[Image, ...]:
        """The images among `facts`."""
        return tuple(Image(f.words, f.label, self.at(f.where)) for f in facts if f.verb.role == "image")

    def ids(self, facts: Sequence[Fact]) -> tuple[OutsideId, ...]:
        """The outside ids among `facts`."""
        found = {(f.label, f.words) for f in facts if f.verb.role == "outside id"}
        return tuple(OutsideId(scheme, number) for scheme, number in sorted(found))


def _first(pairs: Iterable[tuple[int, Fact]]) -> dict[int, Fact]:
    """Each entity with the first fact that is given for it."""
    first: dict[int, Fact] = {}
    for entity, fact in pairs:
        first.setdefault(entity, fact)
    return first


def _titled(view: View, title: int) -> str:
    name, year = view.names.best(title), view.listing.year(title)
    same = any(map(view.entities.is_title, view.names.exact_namesakes(title)))
    return f"{name} ({year})" if same and year else name


def frame_words(tell: Teller, frame: int) -> str:
    """Which frame it is (see `Fact.frame`): "In a dream of Ada"."""
    return tell.view.words(tell.view.facts.one(frame))


def real(facts: Iterable[Fact]) -> list[Fact]:
    """Those that happened, as far as this viewer knows: nothing visible has disproved them or puts them in a frame."""
    return [fact for fact in facts if fact.real]


def had_been_believed(view: View, fact: Fact) -> bool:
    """Whether this viewer could take `fact` for true at first: it was disproved since, or came out later to be in a
    frame."""
    return fact.disproved or any(fact.order[0] < it.order[0] for it in view.facts.beside(fact, "frame"))


def believed(facts: Iterable[Fact]) -> list[Fact]:
    """Those that nothing visible has disproved, in frames too."""
    return [fact for fact in facts if not fact.disproved]


def iso(date: ReleaseDate | None) -> str | None:
    """A release date as an answer gives it: `2016-03-18`, `2016-03` or `2016`; None for None and for what no calendar
    holds."""
    return date.iso if date else None


def reached(seconds: int | None) -> bool:
    """True when a mark in an installment is its end."""
    return seconds is not None and seconds >= END
