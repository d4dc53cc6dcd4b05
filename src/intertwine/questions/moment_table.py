"""All moments of a map in columns: who has lines, who is left out, and in which order, before any is put into words.

A moment becomes a `MomentDraft` when it is read.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import among
from intertwine.model.fact import Fact, Where
from intertwine.model.frozen import Memo, read_only, remember
from intertwine.model.line_columns import LineColumns
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.questions.fitting import first_of_each
from intertwine.questions.lazy import Lazy
from intertwine.questions.moments import GrowingMoment, MomentDraft, concerns, draws, moments_of, with_lines
from intertwine.questions.plain_moments import PlainMoments
from intertwine.questions.presence import Staging
from intertwine.questions.scope import Scope
from intertwine.questions.standing import standing
from intertwine.questions.tell import believed
from intertwine.questions.timelines import Order


class _MomentColumns(NamedTuple):
    """One entry a moment: the line of its anchor, whether anything of its installment may say when it happens, and
    where it comes from: its number among plain moments, or -1, -2, ... for the others.

    Then entries of a moment (its place in the table) and a person: all who are in it, in the order of the text, some of
    them `alone`; and those who have a sign."""

    anchor: Ints
    says_time: Bools
    source: Longs
    moment: Longs
    who: Ints
    alone: Bools
    marked: Longs
    marked_who: Ints


class MomentTable(Lazy[MomentDraft]):
    """Moments of one view, in an order."""

    __slots__ = ("_c", "_chosen", "_memo", "_others", "_plain", "view")

    def __init__(
        self,
        view: View,
        columns: _MomentColumns,
        plain: PlainMoments | None,
        others: Sequence[MomentDraft],
        chosen: frozenset[int] | None = None,
    ) -> None:
        """Of `view`: some of the `plain` ones and of the `others`; nobody but `chosen` is in them (None: all)."""
        columns = _MomentColumns._make(map(read_only, columns))
        self.view, self._c, self._plain, self._others, self._chosen = view, columns, plain, tuple(others), chosen
        self._memo: Memo[int, MomentDraft] = Memo()

    @classmethod
    def of(cls, view: View, drafts: Sequence[MomentDraft], plain: PlainMoments | None = None) -> "MomentTable":
        """All `plain` moments and then these `drafts` of `view`, in this order."""
        people = [draft.people() for draft in drafts]
        marks = [[n for _, whose, _ in draft.marks for n in whose] for draft in drafts]
        beside = [n not in draft.alone for draft, those in zip(drafts, people, strict=True) for n in those]
        columns = _MomentColumns(
            np.array([draft.anchor.line for draft in drafts], np.int32),
            np.ones(len(drafts), np.bool_),
            -1 - np.arange(len(drafts)),
            np.repeat(np.arange(len(drafts)), list(map(len, people))).astype(np.int64),
            np.array([n for those in people for n in those], np.int32),
            ~np.array(beside, np.bool_),
            np.repeat(np.arange(len(drafts)), list(map(len, marks))).astype(np.int64),
            np.array([n for those in marks for n in those], np.int32),
        )
        if plain is not None:
            count, (marked, whose) = len(plain.anchor), plain.marks
            ours = _MomentColumns(
                plain.lines, plain.says_time, np.arange(count), plain.moment, plain.who, plain.alone, marked, whose
            )
            theirs = columns._replace(moment=columns.moment + count, marked=columns.marked + count)
            pairs: Iterable[Any] = zip(ours, theirs, strict=True)
            columns = _MomentColumns(*map(np.concatenate, pairs))
        return cls(view, columns, plain, drafts)

    def __len__(self) -> int:
        return len(self._c.anchor)

    def _made(self, places: range) -> tuple[MomentDraft, ...]:
        return tuple(self.drafts(places))

    def drafts(self, places: Iterable[int]) -> list[MomentDraft]:
        """The moments at these places."""
        wanted = list(places)
        missing = [at for at in wanted if at not in self._memo]
        source = self._c.source[missing].tolist()
        plain = iter(self._plain.drafts(n for n in source if n >= 0) if self._plain else ())
        for at, n in zip(missing, source, strict=True):
            draft = self._others[-1 - n] if n < 0 else next(plain)
            remember(self._memo, at, draft if self._chosen is None else draft.only(self._chosen))
        return [self._memo[at] for at in wanted]

    # --- which, and in which order ----------------------------------------------------------------------------------
    @property
    def anchors(self) -> Ints:
        """The line of the fact that dates each moment."""
        return self._c.anchor

    @property
    def titles(self) -> Ints:
        """The title of each moment."""
        return self.view.rows.titles(self._c.anchor)

    @property
    def that_say_time(self) -> list[int]:
        """The places of all moments of which anything may say itself when it happens."""
        return np.flatnonzero(self._c.says_time).tolist()

    def as_shown(self) -> Longs:
        """The places of the moments in the order shown."""
        return np.lexsort((self._c.anchor, self.view.lines.orders(self._c.anchor)))

    def some(self, places: Longs) -> "MomentTable":
        """The moments at these places, in this order."""
        return self._with(places, self._c, self._chosen)

    def _with(self, places: Longs, c: _MomentColumns, chosen: frozenset[int] | None) -> "MomentTable":
        new = np.full(len(self), NONE, np.int64)
        new[places] = np.arange(len(places))
        moment, marked = new[c.moment], new[c.marked]
        kept, signs = (np.flatnonzero(it >= 0) for it in (moment, marked))
        kept = kept[np.argsort(moment[kept], kind="stable")]
        columns = _MomentColumns(
            c.anchor[places], c.says_time[places], c.source[places],
            moment[kept], c.who[kept], c.alone[kept], marked[signs], c.marked_who[signs],
        )  # fmt: skip
        return MomentTable(self.view, columns, self._plain, self._others, chosen)

    def only(self, chosen: Collection[int], *, tied: bool = False) -> "MomentTable":
        """The same moments with nobody but `chosen`, without those in which nobody is then; with `tied` also without
        those of single people that nothing has a sign in."""
        c, count = self._c, len(self)
        here, signed = among(c.who, chosen), among(c.marked_who, chosen)
        kept = np.bincount(c.moment[here], minlength=count) > 0
        if tied:
            kept &= (np.bincount(c.moment[here & ~c.alone], minlength=count) > 1) | (
                np.bincount(c.marked[signed], minlength=count) > 0
            )
        less = c._replace(moment=c.moment[here], who=c.who[here], alone=c.alone[here],
                          marked=c.marked[signed], marked_who=c.marked_who[signed])  # fmt: skip
        return self._with(np.flatnonzero(kept), less, frozenset(chosen))

    # --- who --------------------------------------------------------------------------------------------------------
    def people(self) -> list[int]:
        """Everybody, by first moment."""
        found: list[int] = self._c.who[first_of_each(self._c.who)].tolist()
        return found

    def counts(self, *, titles: bool) -> dict[int, int]:
        """In how many moments (or `titles`) each is, by their numbers."""
        c = self._c
        where = self.titles[c.moment] if titles else c.moment
        who, many = np.unique(c.who[first_of_each(c.who, where)], return_counts=True)
        return dict(zip(who.tolist(), many.tolist(), strict=True))

    def first_titles(self) -> dict[int, int]:
        """The title of the moment in which each is shown first."""
        shown = self.some(self.as_shown())
        first = first_of_each(shown._c.who)  # noqa: SLF001 - of the same class
        titles = shown.titles[shown._c.moment[first]]  # noqa: SLF001 - as above
        return dict(zip(shown._c.who[first].tolist(), titles.tolist(), strict=True))  # noqa: SLF001 - as above

    def frames(self) -> list[int]:
        """The frames of the moments, each once, by first moment."""
        frames = self.view.rows.frames(self._c.anchor)
        return list(dict.fromkeys(frames[frames >= 0].tolist()))


def drafts(view: View, scope: Scope, order: Order = "shown", person: int | None = None) -> MomentTable:
    """The moments of a `scope` of `view` for `order` (of `person`, where it is an own one), sorted as shown. Characters
    and entities of unknown kind have lines; groups, places and real persons have none. What has been disproved draws
    nothing."""
    drawn = view.entities.of_kind("character", "")
    if scope.level == "entity" or order == "own":
        found = believed(scope.facts(draws))
        if scope.entity is not None and scope.level == "entity" and drawn[scope.entity]:
            found = [fact for fact in found if concerns(fact, scope.entity)]
        made = _one_by_one(view, found, drawn, (order, person))
        return _all(MomentTable.of(view, with_lines(made, {n for draft in made for n in draft.present})))
    lines = scope.lines(draws)
    columns = view.rows.columns_of(lines)
    shown = columns.where >= 0  # what is public is shown nowhere
    lines, columns = lines[shown], columns.some(shown)
    odd = _odd(view, lines, columns, order)
    plain = PlainMoments(view, lines[~odd], columns.some(~odd), drawn)
    facts = view.facts.in_this_order(lines[odd])
    made = _one_by_one(view, facts, drawn, (order, person), lines[~odd].tolist())
    known = {n for draft in made for n in draft.present}.union(plain.who.tolist()) if made else ()
    return _all(MomentTable.of(view, with_lines(made, known), plain))


def _all(found: MomentTable) -> MomentTable:
    return found.some(found.as_shown())


def _odd(view: View, lines: Ints, c: LineColumns, order: Order) -> Bools:
    """Which of these lines are of installments that have anything in a frame, or anybody who is not in person where
    they are; or that are torn apart in this `order`. `c` has the columns of `lines`, as shown."""
    odd = (c.frame >= 0) | c.noted | c.related
    installment = c.where // 2
    if order != "shown" and len(lines):
        place = np.zeros(int(lines.max()) + 1, np.int64)
        place[lines] = np.arange(len(lines))
        at = place[view.story.ordered(lines)]
        there = installment[at]
        begins = np.flatnonzero(np.diff(there, prepend=-1))
        back = 1 + np.flatnonzero((there[1:] == there[:-1]) & (at[1:] < at[:-1]))
        odd |= c.says_time
        # What comes back after another installment, or in another order than the one shown.
        odd[at[begins[~first_of_each(there[begins])]]] = True
        odd[at[back]] = True
    strange = np.zeros(int(installment.max(initial=0)) + 1, np.bool_)
    strange[installment[odd]] = True
    return strange[installment]


def _one_by_one(
    view: View,
    facts: Iterable[Fact],
    drawn: Bools,
    order: tuple[Order, int | None],
    others: Iterable[int] = (),
) -> list[GrowingMoment]:
    """The moments of `facts`, whatever is in them, installment by installment, in an `order` and that of whom; `others`
    are lines of other installments."""
    has_line: Any = drawn.tolist().__getitem__
    places: dict[Where, list[Fact]] = {}
    for fact in facts:
        if fact.where is not None:
            places.setdefault(fact.where._replace(seconds=None), []).append(fact)
    if not places:
        return []
    those = [fact for of in places.values() for fact in of]
    stands = standing(view, those, *order, others)
    ways = Staging(view)
    return [draft for at, of in places.items() for draft in moments_of(at, of, has_line, ways, stands)]
