"""The moments of a map in words, each when it is first read."""

from collections.abc import Iterator, Sequence
from typing import Any

from intertwine.model.fact import Fact
from intertwine.model.frozen import Frozen, FrozenDict, Memo, once, remember
from intertwine.model.message import way_for
from intertwine.model.words import uncapital
from intertwine.questions.common import Told
from intertwine.questions.flashbacks import Belonging, belonging
from intertwine.questions.lazy import Lazy
from intertwine.questions.moment_table import MomentTable
from intertwine.questions.moments import MomentDraft
from intertwine.questions.presence import Staging
from intertwine.questions.strand_answer import Moment, MomentFrame, StrandMark, StrandWay
from intertwine.questions.tell import Teller
from intertwine.questions.timelines import Order


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
