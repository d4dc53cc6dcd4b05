"""Who is with whom, moment by moment: what a map draws, and the table that says it in words."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import field
from typing import Any

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arguments import need_choice, need_flags
from intertwine.model.arrays import among
from intertwine.model.fact import Fact
from intertwine.model.frozen import Frozen, FrozenDict, Memo, once, remember
from intertwine.model.message import message, way_for
from intertwine.model.numbers import shown
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.short_repr import short_repr
from intertwine.model.strings import Ints
from intertwine.model.title_kind import PLAIN, TitleWords
from intertwine.model.verb import Verb
from intertwine.model.way import LineStyle
from intertwine.model.words import uncapital
from intertwine.questions.arguments import need_view
from intertwine.questions.common import Asked, At, Named, NamedPlaces, Told
from intertwine.questions.flashbacks import Belonging, belonging, in_order
from intertwine.questions.lazy import Lazy
from intertwine.questions.moment_table import MomentTable, drafts
from intertwine.questions.moments import MarkKind, MomentDraft
from intertwine.questions.presence import Staging, acts, takes_part, there
from intertwine.questions.scope import ListedPlace, Scope, scope_of
from intertwine.questions.story import whose_order
from intertwine.questions.tell import Teller
from intertwine.questions.timelines import ORDERS, Order
from intertwine.questions.weights import weights

__all__ = [
    "FEW", "MarkKind", "Moment", "MomentFrame", "Strand", "StrandMark", "StrandWay", "Strands", "strands",
]  # fmt: skip

FEW = {"title": 3, "season": 2, "installment": 1, "entity": 2}
"""Whoever is in fewer moments is folded away, but for the leads."""
FREE = 32
"""While there are no more lines than this, nobody is folded away: the bound rises to that of `FEW` as it has to."""
LEADS = 20
"""So many of those who carry most are never folded away; of a universe all others are."""


@record
class Strand:
    """Somebody's line. `title` is where this viewer first saw them, in whatever title (of somebody who was never there,
    that of their first moment); `group` the first that they were seen to join, to lead or to work for, None where there
    is none."""

    who: Named
    title: Named
    group: Named | None

    __repr__ = short_repr


@record
class StrandMark:
    """Something that happens to some of the lines in a moment; `strands` are numbers of `Strands.strands`. What comes
    out about somebody (a reveal) may do so where their line does not run."""

    kind: MarkKind
    strands: tuple[int, ...]
    told: Told

    __repr__ = short_repr


@record
class StrandWay:
    """How one of `Strands.strands` is in a moment, where it is not simply in person.

    `text` are the words (`heard and in person`, `imagined, as a boy`); `there` is True where they count as there;
    `line` is how their line is drawn, and `way` the words for what it is drawn as.
    """

    strand: int
    text: str
    there: bool
    line: LineStyle
    way: str

    __repr__ = short_repr


@record
class MomentFrame:
    """What a moment is in that did not really happen: its `kind` (dream), and the words (`In a dream of Aya`). Moments
    of the same frame have the same `number`, from 1, by first moment."""

    number: int
    kind: str
    text: str

    __repr__ = short_repr


@record
class Moment:
    """One layer of the map: a scene, or an installment of which no scene is known.

    `groups` are who is together, `alone` who is on stage otherwise, as numbers of `Strands.strands`; `told` are the
    scenes in words, as shown. `belongs_before` is the moment before which this one would stand in the other of the two
    orders, where it is out of that order (a flashback): the next there that is in order in both. The number of moments
    stands for the end, None for in order. `belongs_after` is the last moment that is in order, where this one stands
    behind it there, and others that are out of order stand behind this one (else None): so it is not the last of all.
    `ways` says how each is in it who is not simply in person; those who do not count as there are in no group. `scene`
    are all who are in its scene, where not all of them are there (else it is empty). `frame` is None for what really
    happened. `shown` is what tables say of it beside its marks (see `MomentDraft.told`). `place` is that of its scene,
    or of all that the tables say. `belongs_partly` is True where some of it says itself that it belongs elsewhere.
    """

    at: At
    place: Named | None
    groups: tuple[tuple[int, ...], ...]
    alone: tuple[int, ...]
    told: Sequence[Told]
    marks: tuple[StrandMark, ...]
    belongs_before: int | None
    ways: tuple[StrandWay, ...] = field(default=(), metadata={"json": "if any"})
    scene: tuple[int, ...] = field(default=(), metadata={"json": "if any"})
    frame: MomentFrame | None = field(default=None, metadata={"json": "if any"})
    belongs_after: int | None = None
    shown: tuple[Told, ...] = field(default=(), metadata={"json": False})
    belongs_partly: bool = field(default=False, metadata={"json": "if any"})

    @property
    def said(self) -> tuple[Told, ...]:
        """What tables say of it, the weightiest first: deaths and returns, what is shown, meetings, and reveals."""
        groups: tuple[tuple[MarkKind, ...], ...] = (("death", "return"), ("meeting",), ("reveal",))
        lives, meetings, reveals = ([mark.told for mark in self.marks if mark.kind in kinds] for kinds in groups)
        return (*lives, *self.shown, *meetings, *reveals)

    __repr__ = short_repr


def _title_words(words: TitleWords) -> dict[str, str | None] | None:
    """The words of a title as JSON has them; None of what is no title."""
    return words.as_json() if words.kind.id else None


@record
class Strands:
    """The moments of a universe, a title, a season, an installment or of one entity (`level`, `about`, `season`,
    `episode`), in `order`, and the lines that run through them, by first moment.

    `folded` are those left out because they are in few of them. `edge` is how far this viewer is: the last place in the
    order of release that they have passed, while what was asked about is not passed whole (None: it is, or nothing was,
    or it is no part of the listing). `words` say how the parts and installments of a title are called; in the JSON they
    are null where it is about no title.
    """

    level: str
    about: Named | None
    season: int | None
    episode: int | None = field(metadata={"json": shown})
    order: Order
    strands: tuple[Strand, ...]
    folded: tuple[Named, ...]
    moments: Sequence[Moment]
    edge: At | None
    words: TitleWords = field(default=PLAIN, metadata={"json": _title_words})

    __repr__ = short_repr

    def elsewhere(self, moment: Moment) -> str:
        """Where one of its moments that is out of order stands in the other order: "is shown before Tide 1x02"; "" of
        one that is in order."""
        if moment.belongs_before is None:
            return ""
        where: str
        if moment.belongs_before < len(self.moments):
            then = self.moments[moment.belongs_before].at
            where = message("before %(place)s", place=NamedPlaces([then]))
            if then == moment.at:
                where = message("before another moment of %(place)s", place=NamedPlaces([then]))
        elif moment.belongs_after is None:
            where = message("after all of this")
        else:
            where = message("after %(place)s", place=NamedPlaces([self.moments[moment.belongs_after].at]))
        if self.order == "shown" and moment.belongs_partly:
            return message("some of it happens %(where)s", where=where)
        if self.order == "shown":
            return message("happens %(where)s", where=where)
        return message("is shown %(where)s", where=where)


def strands(
    view: View,
    asked: Asked | ListedPlace | None = None,
    order: Order = "shown",
    *,
    fold: bool = True,
    who: bool = False,
) -> Strands:
    """Who is with whom in all of `view` that `asked` names (None: the universe; else a title, "Daredevil S2",
    "Daredevil 1x03", or, with `who` or where no title is called so, somebody or something). Raises `NotThere`,
    `Ambiguous`.

    Moments come in `order`: as shown, as in the story, or (`own`) as the person whom it is about lived them. With
    `fold` those of few moments are left out, of a universe all but the leads, and there the moments of single lines
    without a mark, unless fewer than two lines would stay. Another order is a `ValueError`, the own order of what is no
    person `NoOwnOrder`.
    """
    need_view("strands", view)
    need_choice("strands", "order", order, ORDERS)
    need_flags("strands", fold=fold, who=who)
    scope, tell = scope_of(view, asked, who=who), Teller(view)
    entities = () if scope.entity is None or scope.level != "entity" else (scope.entity,)
    person = whose_order(view, entities) if order == "own" else None
    found = in_order(view, drafts(view, scope, order, person), order, person)
    everybody = found.people()
    if fold:
        found = _folded(view, scope, found)
    number = {person: place for place, person in enumerate(found.people())}
    left_out = set(everybody) - number.keys()
    return Strands(
        scope.level,
        None if scope.entity is None else tell.named(scope.entity),
        scope.season,
        scope.number,
        order,
        _strands(tell, number, found),
        tell.all_named(n for n in view.names.index if n in left_out) if left_out else (),
        DrawnMoments(tell, FrozenDict(number), found, order, person),
        _edge(tell, scope),
        PLAIN if scope.entity is None else view.listing.words(scope.entity),
    )


# --- who is drawn ----------------------------------------------------------------------------------------------------
def _folded(view: View, scope: Scope, found: MomentTable) -> MomentTable:
    """The moments with the leads, and those of others who are in enough of them: with the lowest bound that leaves no
    more than `FREE` lines, and at most the level's own (see `FEW`). Of a universe they are those with the leads alone.
    All of them where there are no more than `FREE` lines, or fewer than two would stay."""
    counts = found.counts(titles=False)
    if len(counts) <= FREE:
        return found
    drawn = _leads(view, scope, counts)
    if scope.level != "universe":
        most = sorted(counts.values(), reverse=True)
        few = min(FEW[scope.level], most[FREE] + 1)
        drawn |= {person for person, many in counts.items() if many >= few or person == scope.entity}
    if len(drawn) == len(counts):
        return found
    less = found.only(drawn, tied=scope.level == "universe")
    return less if len(less.people()) > 1 else found


def _leads(view: View, scope: Scope, people: Collection[int]) -> set[int]:
    """Those of `people` who carry most: of the whole story, or of the title that the map is of; of what is no title
    nobody."""
    if scope.level == "entity":
        return set()
    heavy = weights(view, scope.entity)
    return set(sorted(people, key=lambda n: (-heavy.item(n), n))[:LEADS])


# --- in words --------------------------------------------------------------------------------------------------------
def _strands(tell: Teller, number: dict[int, int], found: MomentTable) -> tuple[Strand, ...]:
    first = {**found.first_titles(), **_first_titles(tell.view, number)}
    groups = _first_groups(tell.view, number)
    return tuple(
        Strand(tell.named(n), tell.named(first[n]), None if n not in groups else tell.named(groups[n])) for n in number
    )


def _first_titles(view: View, people: Collection[int]) -> dict[int, int]:
    """The title in which each is first there."""
    subjects, _, lines = view.rows.pairs(view.rows.mask(verbs=acts, ways=there))
    _, objects, more = view.rows.pairs(view.rows.mask(verbs=takes_part, ways=there))
    lines = np.concatenate([lines, more])
    return _first(view, people, np.concatenate([subjects, objects]), view.rows.titles(lines), lines)


def _first_groups(view: View, people: Collection[int]) -> dict[int, int]:
    """The group that each is first known to belong to."""
    subjects, objects, lines = view.rows.pairs(view.rows.mask(verbs=_belongs))
    none = np.int32(NONE)
    return _first(view, people, subjects, np.where(view.entities.of_kind("group")[objects], objects, none), lines)


def _belongs(verb: Verb) -> bool:
    """A state that ties to a group and holds one way (to be a friend or an ally of one is not to belong to it)."""
    return verb.shape == "state" and "group" in verb.objects and not verb.symmetric


def _first(view: View, people: Collection[int], ends: Ints, others: Ints, lines: Ints) -> dict[int, int]:
    """For each of `people` among `ends`, the first of `others` (negative: none) as shown."""
    wanted = (others >= 0) & among(ends, people)
    ends, others, lines = ends[wanted], others[wanted], lines[wanted]
    as_shown = np.lexsort((lines, view.lines.orders(lines)))
    found, first = np.unique(ends[as_shown], return_index=True)
    return dict(zip(found.tolist(), others[as_shown[first]].tolist(), strict=True))


class SceneFacts(Lazy[Told]):
    """The scenes of a moment, put into words when they are first read, and then kept: whoever draws few of a thousand
    moments pays for few."""

    __slots__ = ("_facts", "_memo", "_tell")

    def __init__(self, tell: Teller, facts: Sequence[Fact]) -> None:
        """These `facts`, in the words of `tell`."""
        self._tell, self._facts = tell, tuple(facts)
        self._memo: Memo[str, tuple[Told, ...]] = Memo()

    def __len__(self) -> int:
        return len(self._facts)

    def _made(self, places: range) -> tuple[Told, ...]:
        told = self._memo.get("told")
        if told is None:
            told = remember(self._memo, "told", self._tell.all_told(self._facts))
        return tuple(map(told.__getitem__, places))


class _MomentTeller(Frozen):
    """Puts moments into words: `number` has the lines of people, and `found` are all moments."""

    __slots__ = ("_frames", "_number", "_staging", "_tell")

    def __init__(self, tell: Teller, number: FrozenDict[int, int], found: MomentTable) -> None:
        self._tell, self._number, self._staging = tell, number, Staging(tell.view)
        self._frames = FrozenDict((line, self._frame(n, line)) for n, line in enumerate(found.frames(), 1))

    def moment(self, draft: MomentDraft, belongs: Belonging) -> Moment:
        """A moment that stands elsewhere in the other order, where `belongs` says so."""
        tell, number = self._tell, self._number
        together = tuple(sorted(number[n] for n in draft.group))
        alone = {number[n] for n in (*draft.alone, *draft.beside)}
        if len(together) == 1:
            alone.update(together)
        scene = tuple(sorted((*together, *(number[n] for n in draft.beside)))) if draft.beside else ()
        told = draft.told()
        place = draft.anchor.place if draft.scenes else draft.place_of(told)
        return Moment(
            tell.place(draft.at),
            None if place is None else tell.named(place),
            (together,) if len(together) > 1 else (),
            tuple(sorted(alone)),
            SceneFacts(tell, draft.scenes),
            tuple(StrandMark(kind, tuple(sorted(number[n] for n in people if n in number)), tell.told(fact))
                  for kind, people, fact in draft.marks if not number.keys().isdisjoint(people)),
            belongs.before,
            self._ways(draft) if draft.ways else (),
            scene if len(scene) > 1 else (),
            None if draft.anchor.frame is None else self._frames[draft.anchor.frame],
            belongs.after,
            tell.all_told(told) if told else (),
            belongs.parted,
        )  # fmt: skip

    def _ways(self, draft: MomentDraft) -> tuple[StrandWay, ...]:
        found = []
        for who, labels in draft.ways.items():
            drawn, said, there = self._staging.shown_as(labels), self._staging.text(labels), self._staging.there(labels)
            found.append(StrandWay(self._number[who], said, there, drawn.line, way_for(drawn.noun)))
        return tuple(sorted(found, key=lambda way: way.strand))

    def _frame(self, number: int, line: int) -> MomentFrame:
        """What a line says that puts others into a frame, and into which frames around that."""
        view = self._tell.view
        fact = view.facts.one(line)
        told, around = [self._tell.told(fact).text], fact.frame
        while around is not None:
            outer = view.facts.one(around)
            words = self._tell.told(outer).text
            told, around = [*told, uncapital(words)], outer.frame
        return MomentFrame(number, fact.label, ", ".join(told))


class DrawnMoments(Lazy[Moment]):
    """The moments of a map, put into words when they are first read, and then kept: whoever asks only who is on a map
    pays for no moment."""

    __slots__ = ("_found", "_memo", "_moments", "_number", "_order", "_person", "_tell")

    def __init__(
        self, tell: Teller, number: FrozenDict[int, int], found: MomentTable, order: Order, person: int | None
    ) -> None:
        """The moments `found`, which stand in `order` (of `person`, where it is an own one), in the words of `tell`;
        `number` has the lines of people."""
        self._tell, self._number, self._found, self._order, self._person = tell, number, found, order, person
        self._memo: Memo[str, Any] = Memo()
        self._moments: Memo[int, Moment] = Memo()

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Moment]:
        return iter(self._made(range(len(self))))

    @once
    def _belong(self) -> tuple[Belonging, ...]:
        return tuple(belonging(self._tell.view, self._found, self._order, self._person))

    @once
    def _words(self) -> "_MomentTeller":
        return _MomentTeller(self._tell, self._number, self._found)

    def _made(self, places: range) -> tuple[Moment, ...]:
        missing = [at for at in places if at not in self._moments]
        for at, draft in zip(missing, self._found.drafts(missing), strict=True):
            remember(self._moments, at, self._words.moment(draft, self._belong[at]))
        return tuple(map(self._moments.__getitem__, places))


def _edge(tell: Teller, scope: Scope) -> At | None:
    """See `Strands.edge`."""
    listed = scope.installments()
    if all(it.whole for it in listed):
        return None
    passed = [it.until for it in listed if it.until is not None]
    return tell.place(passed[-1]) if passed else None
