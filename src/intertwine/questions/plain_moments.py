"""The moments of plain installments, worked out in arrays: of those in which everybody is there in person and
everything really happened. The rules are those of `moments`, which has all others, one at a time.

Facts are numbered here by installment, and as shown within it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import among, distinct
from intertwine.model.fact import Fact, Where
from intertwine.model.frozen import Frozen, Memo, once, read_only
from intertwine.model.line_columns import LineColumns
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.verb import SCENES, Verb
from intertwine.questions.coming_on_stage import Alone, NamedEnds, Placing
from intertwine.questions.encounters import MEETINGS
from intertwine.questions.fitting import FactPlaces, MomentPlaces, Present, first_of_each, fitting, runs
from intertwine.questions.moments import MomentDraft, marked
from intertwine.questions.presence import acts, takes_part


class PlainMoments(Frozen):
    """The moments of some lines, numbered: those of scenes first, then those of whoever is in none.

    `anchor` has the number of the fact that dates each moment. `present` says who is in them: entries of a moment and a
    person, where those who are in the scene come before those who are `alone`, and each in the order of the text.
    """

    __slots__ = (
        "_anchors_of_scenes", "_columns", "_drawn", "_ends", "_lines", "_marking", "_memo", "_scene", "_shown",
        "_staged", "_view", "alone", "anchor", "moment", "who",
    )  # fmt: skip

    def __init__(self, view: View, lines: Ints, columns: LineColumns, drawn: Bools) -> None:
        """Of `lines` of `view`, as shown, all of whose installments are plain; `columns` are theirs. `drawn` says who
        of all entities has a line."""
        order = np.argsort(columns.where, kind="stable")
        self._view, self._drawn, self._memo = view, read_only(drawn), Memo[str, Any]()
        self._lines, self._columns = read_only(lines[order]), columns.some(order).sealed()
        verb = self._columns.verb
        ends, is_object = self._named()
        scenes = self._of(lambda it: it.role in SCENES)[verb]
        staged = NamedEnds(*ends).some(self._flags(is_object, ends.fact, _stages)).once()
        self._ends = ends.some(self._flags(is_object, ends.fact, _marks)).once().sealed()
        cast = staged.some(scenes[staged.fact])
        self._staged = staged.some(~scenes[staged.fact]).sealed()
        scene, begins = self._scenes(cast)
        self._scene = read_only(scene[0]), read_only(scene[1])
        self._anchors_of_scenes = read_only(scene[0][begins])
        group = cast.some(begins[np.searchsorted(self._scene[0], cast.fact)])
        in_group = self._scene[1][np.searchsorted(self._scene[0], group.fact)]
        alone = self._put_on_stage(in_group, group)
        self.anchor = read_only(np.concatenate([self._anchors_of_scenes, np.array(alone.anchor, np.int64)]))
        moment = np.concatenate([in_group, np.array(alone.moment, np.int64)])
        by_moment = np.argsort(moment, kind="stable")
        self.moment = read_only(moment[by_moment])
        self.who = read_only(np.concatenate([group.who, np.array(alone.who, np.int32)])[by_moment])
        self.alone = read_only(by_moment >= len(in_group))
        comers = np.array(alone.fact, np.int64)
        new = first_of_each(comers)
        self._shown = read_only(comers[new]), read_only(np.array(alone.moment, np.int64)[new])
        self._marking = self._marked()

    # --- facts ------------------------------------------------------------------------------------------------------
    def _of(self, verbs: Callable[[Verb], bool]) -> Bools:
        return np.array([verbs(verb) for verb in self._view.verbs] or [False], np.bool_)

    def _flags(self, is_object: Bools, fact: Longs, ends: Callable[[Verb], tuple[bool, bool]]) -> Bools:
        flags = np.array([ends(verb) for verb in self._view.verbs] or [(False, False)], np.bool_)
        found: Bools = flags[self._columns.verb[fact], is_object.astype(np.int64)]
        return found

    def _named(self) -> tuple[NamedEnds, Bools]:
        """Subjects and then objects of every fact that have lines, in the order of the text; which are objects."""
        rows = self._view.rows
        subjects, objects, lines = rows.pairs(rows.of_lines(self._lines))
        number = np.full(int(self._lines.max(initial=-1)) + 1, NONE, np.int64)
        number[self._lines] = np.arange(len(self._lines))
        fact = np.concatenate([number[lines], number[lines]])
        who, is_object = np.concatenate([subjects, objects]), np.arange(len(fact)) >= len(lines)
        kept = np.flatnonzero((who >= 0) & self._drawn[who])
        kept = kept[np.argsort(fact[kept], kind="stable")]
        return NamedEnds(fact[kept], who[kept]), is_object[kept]

    @once
    def _keys(self) -> Longs:
        """The installment of each fact: numbers from 0, ascending."""
        found: Longs = np.cumsum(np.diff(self._columns.where, prepend=self._columns.where[:1]) != 0)
        return read_only(found)

    def _person(self, ends: NamedEnds) -> Longs:
        """A number for the installment and the person of each entry."""
        found: Longs = self._keys[ends.fact] * len(self._drawn) + ends.who
        return found

    # --- scenes -----------------------------------------------------------------------------------------------------
    def _scenes(self, cast: NamedEnds) -> tuple[tuple[Longs, Longs], Bools]:
        """The scenes with anybody in them, and the moment of each; and which begin a moment: all but those that have
        the people, the place and the time of the one before."""
        scene, first, size = np.unique(cast.fact, return_index=True, return_counts=True)
        if not len(scene):
            return (scene, scene), np.zeros(0, np.bool_)
        ordered = cast.who[np.lexsort((cast.who, cast.fact))]
        alike = np.zeros(len(scene), np.bool_)
        c = self._columns
        alike[1:] = size[1:] == size[:-1]
        for column in (self._keys, c.place, c.time):
            alike[1:] &= column[scene[1:]] == column[scene[:-1]]
        entry = runs(first[alike], size[alike])
        differs = np.zeros(len(scene), np.bool_)
        other = ordered[entry] != ordered[entry - np.repeat(size[alike], size[alike])]
        differs[np.repeat(np.flatnonzero(alike), size[alike])[other]] = True
        begins = ~alike | differs
        return (scene, np.cumsum(begins) - 1), begins

    # --- whoever is in no scene -------------------------------------------------------------------------------------
    def _put_on_stage(self, moments: Longs, group: NamedEnds) -> Alone:
        """Puts everybody whom facts show and who is in no scene of their installment into the moment that fits. The
        `group` is in these `moments`."""
        staged, c = self._staged, self._columns
        key = self._keys[staged.fact]
        count = int(key.max(initial=-1)) + 1
        listed = self._listed[staged.fact]
        has_place, is_listed, has_scene = (np.zeros(max(count, 1), np.bool_) for _ in range(3))
        has_place[key[c.place[staged.fact] != NONE]] = True
        is_listed[key[listed]] = True
        with_scene = self._keys[self._scene[0]]
        has_scene[with_scene[with_scene < count]] = True
        single = ~has_scene & ~(is_listed & has_place)
        found = self._in_one_moment(staged.some(single[key]), len(distinct(moments)))
        present = Present.of(self._person(group), moments, np.ones(len(moments), np.bool_))
        rest = staged.some(~single[key])
        first, many = present.find(self._person(rest))
        coming = np.zeros(len(self._lines), np.bool_)
        coming[rest.fact[many == 0]] = True
        wanted = coming[rest.fact]
        asked = rest.some(wanted)
        placing = Placing(asked, self._person(asked), (first[wanted], many[wanted]), present)
        begins = self.places_of(np.arange(len(self._lines))).begins
        placing.run(self._facts, self._listed, self.places_of(self._anchors_of_scenes), begins, found)
        return found

    def _in_one_moment(self, staged: NamedEnds, scenes: int) -> Alone:
        """Whoever is shown in installments of one moment each; `scenes` is how many moments there are already."""
        key = self._keys[staged.fact]
        new = first_of_each(key, staged.who)
        staged, key = staged.some(new), key[new]
        begins = np.diff(key, prepend=-1) != 0
        moment = np.cumsum(begins) - 1 + scenes
        return Alone(moment.tolist(), staged.who.tolist(), staged.fact.tolist(), staged.fact[begins].tolist())

    @once
    def _listed(self) -> Bools:
        """Which facts only say that somebody appears."""
        return read_only(self._of(lambda it: it.role == "appearance")[self._columns.verb])

    # --- where facts belong -----------------------------------------------------------------------------------------
    @once
    def _facts(self) -> FactPlaces:
        c = self._columns
        return FactPlaces(self._keys, c.seconds, c.place, self._of(lambda it: it.role in MEETINGS)[c.verb])

    @once
    def places(self) -> MomentPlaces:
        """The installments, places and seconds of the moments."""
        return self.places_of(self.anchor)

    def places_of(self, anchor: Longs) -> MomentPlaces:
        """Those of moments with these anchors."""
        c = self._columns
        start, seconds = c.start[anchor], c.seconds[anchor]
        return MomentPlaces(self._keys[anchor], c.place[anchor], np.where(start >= 0, start, seconds))

    def _belonging(self, ends: NamedEnds) -> tuple[Longs, Longs, Longs, Longs]:
        """The facts of `ends` whose installment has a moment, with the moment where each belongs, how many of its
        people are on stage there, and how many it has."""
        facts, people = np.unique(ends.fact, return_counts=True)
        ordered = self.places.installment[self._by_installment]
        begin = np.searchsorted(ordered, self._keys[facts])
        many = np.searchsorted(ordered, self._keys[facts], "right") - begin
        moment, on_stage = np.full(len(facts), NONE, np.int64), people.copy()
        one = many == 1
        moment[one] = self._by_installment[begin[one]]
        several = np.flatnonzero(many > 1)
        if len(several):
            asked = ends.some(among(ends.fact, facts[several]))
            number = np.searchsorted(facts[several], asked.fact)
            moment[several], on_stage[several] = fitting(
                self._facts.some(facts[several]), self.places, self._present, number, self._person(asked)
            )
        there = moment >= 0
        return facts[there], moment[there], on_stage[there], people[there]

    @once
    def _by_installment(self) -> Longs:
        return read_only(np.argsort(self.places.installment, kind="stable"))

    @once
    def _present(self) -> Present:
        key = self.places.installment[self.moment] * len(self._drawn) + self.who
        return Present.of(key, self.moment, ~self.alone)

    def _marked(self) -> tuple[Longs, Longs]:
        """The facts that have signs, and the moment of each."""
        facts, moment = self._belonging(self._ends)[:2]
        return read_only(facts), read_only(moment)

    @property
    def marks(self) -> tuple[Longs, Ints]:
        """On whose lines there are signs: the moment and the person of each entry."""
        facts, moment = self._marking
        ends = self._ends.some(among(self._ends.fact, facts))
        return moment[np.searchsorted(facts, ends.fact)], ends.who

    @once
    def _events(self) -> tuple[Longs, Longs]:
        """What those who are there do in a moment, beside what puts anybody on stage: the facts, and their moments."""
        other = self._staged.some(~self._listed[self._staged.fact] & ~among(self._staged.fact, self._shown[0]))
        facts, moment, on_stage, people = self._belonging(other)
        whole = on_stage == people
        return read_only(facts[whole]), read_only(moment[whole])

    # --- what the moments are ---------------------------------------------------------------------------------------
    @property
    def lines(self) -> Ints:
        """The line of the fact that dates each moment."""
        found: Ints = self._lines[self.anchor]
        return found

    @property
    def says_time(self) -> Bools:
        """Which moments are in an installment of which anything says itself when it happens."""
        says = np.zeros(int(self._keys.max(initial=-1)) + 1, np.bool_)
        says[self._keys[self._columns.says_time]] = True
        return says[self.places.installment]

    def drafts(self, numbers: Iterable[int]) -> list[MomentDraft]:
        """The moments with these numbers."""
        wanted = list(numbers)
        told = (self._scene, self._shown, self._marking, self._events)
        parts = [_of_each(wanted, facts, moment) for facts, moment in told]
        anchors = self.anchor[wanted].tolist()
        facts = distinct(np.array([*anchors, *(n for part in parts for of in part for n in of)], np.int64))
        read = dict(zip(facts.tolist(), self._view.facts.in_this_order(self._lines[facts]), strict=True))
        first = np.searchsorted(self.moment, wanted).tolist()
        last = np.searchsorted(self.moment, wanted, "right").tolist()
        found = []
        for place, (anchor, begin, end) in enumerate(zip(anchors, first, last, strict=True)):
            scenes, shown, marks, events = (tuple(map(read.__getitem__, part[place])) for part in parts)
            where, who, alone = read[anchor].where, self.who[begin:end].tolist(), self.alone[begin:end].tolist()
            at = where or Where(NONE, 0, 0)  # every plain fact is shown in an installment
            draft = MomentDraft(
                at._replace(seconds=None),
                read[anchor],
                frozenset(n for n, single in zip(who, alone, strict=True) if not single),
                scenes,
                tuple([n for n, single in zip(who, alone, strict=True) if single]),
                tuple([(kind, self._whose(fact), fact) for fact in marks if (kind := marked(fact)[0])]),
                shown=shown,
                events=events,
            )
            found.append(draft)
        return found

    def _whose(self, fact: Fact) -> frozenset[int]:
        return frozenset(n for n in marked(fact)[1] if self._drawn[n])


def _of_each(wanted: Sequence[int], facts: Longs, moments: Longs) -> list[list[int]]:
    """The facts of each of the `wanted` moments; `facts` ascend, and `moments` has the moment of each."""
    order = np.argsort(moments, kind="stable")
    ordered = moments[order]
    first, last = np.searchsorted(ordered, wanted), np.searchsorted(ordered, wanted, "right")
    return [facts[order[a:b]].tolist() for a, b in zip(first.tolist(), last.tolist(), strict=True)]


def _stages(verb: Verb) -> tuple[bool, bool]:
    """Whether the subjects and the objects of such a fact are on stage: see `moments.on_stage`."""
    if verb.role in SCENES:
        return True, True
    subjects, objects = acts(verb), takes_part(verb)
    if verb.role in ("death", "return"):
        return subjects or verb.patient != "object", objects or verb.patient == "object"
    return subjects, objects


def _marks(verb: Verb) -> tuple[bool, bool]:
    """Whether such a fact has a sign on the lines of its subjects and of its objects: see `moments.marked`."""
    if verb.role in MEETINGS:
        return True, True
    if verb.role in ("death", "return"):
        return verb.patient != "object", verb.patient == "object"
    return verb.role in ("identity", "learns"), False
