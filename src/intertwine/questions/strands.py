"""Who is with whom, moment by moment: what a map draws, and the table that says it in words."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from intertwine.gate.view import View
from intertwine.model.fact import Fact, Where
from intertwine.questions.common import Asked, At, Named, Told
from intertwine.questions.entity import dies
from intertwine.questions.met import SCENES
from intertwine.questions.scope import Place, Scope, scope_of
from intertwine.questions.stage import acts, shows
from intertwine.questions.story import in_story_order
from intertwine.questions.tell import Teller, believed
from intertwine.questions.timeline import Order

MarkKind = Literal["meeting", "death", "return", "reveal"]
FEW = {"universe": 2, "title": 3, "season": 2, "installment": 1, "entity": 2}
"""With fewer titles (of the universe), or else with fewer moments, somebody is folded away."""


@dataclass(frozen=True, slots=True)
class Strand:
    """Somebody's line. `title` is where this viewer first saw them; `group` the first that they were seen to join or
    belong to, None where there is none."""

    who: Named
    title: Named
    group: Named | None


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happens to some of the lines in a moment; `strands` are numbers of `Strands.strands`."""

    kind: MarkKind
    strands: tuple[int, ...]
    told: Told


@dataclass(frozen=True, slots=True)
class Moment:
    """One layer of the map: a scene, or an installment of which no scene is known.

    `groups` are who is together, `alone` who is on stage otherwise, as numbers of `Strands.strands`; `told` are the
    scenes in words, as shown. `belongs_before` is the moment before which this one would stand in the other of the two
    orders, where it is out of that order (a flashback); the number of moments stands for the end, None for in order.
    """

    at: At
    place: Named | None
    groups: tuple[tuple[int, ...], ...]
    alone: tuple[int, ...]
    told: tuple[Told, ...]
    marks: tuple[Mark, ...]
    belongs_before: int | None


@dataclass(frozen=True, slots=True)
class Strands:
    """The moments of a universe, a title, a season, an installment or of one entity (`level`, `about`, `season`,
    `episode`), in `order`, and the lines that run through them, by first moment.

    `folded` are those left out because they are in few of them. `edge` is the last installment of it all that this
    viewer has passed, as far as what was asked about is not passed whole (None: it is, or nothing was).
    """

    level: str
    about: Named | None
    season: int | None
    episode: int | None
    order: Order
    strands: tuple[Strand, ...]
    folded: tuple[Named, ...]
    moments: tuple[Moment, ...]
    edge: At | None


def strands(
    view: View, asked: Asked | Place | None = None, order: Order = "shown", *, fold: bool = True, who: bool = False
) -> Strands:
    """Who is with whom in all that `asked` names (None: the universe; else a title, "Daredevil S2", "Daredevil 1x03",
    or, with `who` or where no title is called so, somebody or something). Raises `NotThere`, `Ambiguous`.

    A moment is a scene; what else shows somebody puts them on stage alone in the moment where they already are with
    those whom it names, else in the last of its installment. With `fold` those of few moments are left out, unless
    fewer than two lines would stay.
    """
    scope = scope_of(view, asked, who=who)
    drafts = _in_order(view, _drafts(view, scope), order)
    shown, folded = _kept(view, scope, drafts) if fold else (_people(drafts), [])
    number = {person: place for place, person in enumerate(shown)}
    drafts = [draft for draft in (draft.only(number) for draft in drafts) if draft.present]
    if folded and scope.level == "universe":
        drafts = [draft for draft in drafts if len(draft.group) > 1 or draft.marks]
        number = {person: place for place, person in enumerate(_people(drafts))}
    tell = Teller(view)
    belong = _belonging(view, drafts, order)
    return Strands(
        scope.level,
        None if scope.entity is None else tell.named(scope.entity),
        scope.season,
        scope.number,
        order,
        tuple(_strand(tell, person, drafts) for person in number),
        tell.all_named(folded),
        tuple(draft.moment(tell, number, before) for draft, before in zip(drafts, belong, strict=True)),
        _edge(tell, scope),
    )


# --- moments before they are put into words --------------------------------------------------------------------------
@dataclass(slots=True)
class _Draft:
    """A moment in the view's numbers. `scenes` and `marks` hold facts; `anchor` is the fact that dates it."""

    at: Where
    scenes: list[Fact]
    group: frozenset[int]
    alone: set[int]
    marks: list[tuple[MarkKind, frozenset[int], Fact]]
    anchor: Fact

    @property
    def present(self) -> frozenset[int]:
        """Everybody on stage."""
        return self.group | self.alone

    def only(self, chosen: Iterable[int]) -> "_Draft":
        """The same moment with nobody but `chosen`."""
        keep = frozenset(chosen)
        marks = [(kind, people & keep, fact) for kind, people, fact in self.marks if people & keep]
        return replace(self, group=self.group & keep, alone=self.alone & keep, marks=marks)

    def moment(self, tell: Teller, number: dict[int, int], before: int | None) -> Moment:
        """The moment in words."""
        together = tuple(sorted(number[n] for n in self.group))
        alone = {number[n] for n in self.alone}
        if len(together) == 1:
            alone.update(together)
        place = next((scene.place for scene in self.scenes if scene.place is not None), None)
        marks = [Mark(kind, tuple(sorted(number[n] for n in people)), tell.told(f)) for kind, people, f in self.marks]
        return Moment(
            tell.place(self.at),
            None if place is None else tell.named(place),
            (together,) if len(together) > 1 else (),
            tuple(sorted(alone)),
            tell.all_told(self.scenes),
            tuple(marks),
            before,
        )


def _drafts(view: View, scope: Scope) -> list[_Draft]:
    """The moments of a scope, as shown."""
    people = view.of_kind("character", "")
    places: dict[tuple[int, int, int], list[Fact]] = {}
    for fact in believed(scope.facts(lambda verb: acts(verb) or verb.role in ("identity", "learns"))):
        if fact.where is not None:
            places.setdefault(fact.where[:3], []).append(fact)
    found: list[_Draft] = []
    for place, facts in places.items():
        here: list[_Draft] = []
        for fact in (fact for fact in facts if fact.verb.role in SCENES):
            group = frozenset(n for n in (*fact.subjects, *fact.objects) if people[n])
            if here and group == here[-1].group:
                here[-1].scenes.append(fact)
            elif group:
                here.append(_Draft(Where(*place), [fact], group, set(), [], fact))
        for fact in (fact for fact in facts if fact.verb.role not in SCENES):
            _add(here, Where(*place), fact, frozenset(n for n in _on_stage(fact) if people[n]))
        found += here
    return found


def _on_stage(fact: Fact) -> Iterable[int]:
    return (n for n in (*fact.subjects, *fact.objects) if shows(fact, n))


def _add(here: list[_Draft], at: Where, fact: Fact, people: frozenset[int]) -> None:
    """Puts what is no scene into a moment of its installment."""
    kind, marked = _marked(fact)
    whose = people | marked if kind else people
    if not whose:
        return
    if not here:
        if not people:
            return
        here.append(_Draft(at, [], frozenset(), set(), [], fact))
    moment = next((draft for draft in here if whose <= draft.group), None) or _latest(here, fact)
    on_stage = frozenset().union(*(draft.present for draft in here))
    moment.alone |= people - on_stage
    if kind:
        present = next((draft for draft in reversed(here) if marked & draft.present), None)
        (moment if marked & moment.present else present or moment).marks.append((kind, marked, fact))


def _latest(here: list[_Draft], fact: Fact) -> _Draft:
    """The last moment of the installment that has begun where the fact is shown."""
    seconds = None if fact.where is None else fact.where.seconds
    if seconds is None:
        return here[-1]
    begun = [draft for draft in here if draft.anchor.start is not None and draft.anchor.start <= seconds]
    return begun[-1] if begun else here[-1]


def _marked(fact: Fact) -> tuple[MarkKind | None, frozenset[int]]:
    """What a fact marks on the map, and on whose lines."""
    ends = (*fact.subjects, *fact.objects)
    match fact.verb.role:
        case "meeting" | "first meeting":
            return "meeting", frozenset(ends)
        case "death" | "return":
            return fact.verb.role, frozenset(n for n in ends if dies(fact, n))
        case "identity" | "learns":
            return "reveal", frozenset(fact.subjects)
    return None, frozenset()


# --- who is drawn ----------------------------------------------------------------------------------------------------
def _people(drafts: Sequence[_Draft]) -> list[int]:
    """Everybody, by first moment."""
    return list(dict.fromkeys(n for draft in drafts for n in sorted(draft.present)))


def _kept(view: View, scope: Scope, drafts: Sequence[_Draft]) -> tuple[list[int], list[int]]:
    """Who is drawn and who is folded away: see `FEW`."""
    everybody = _people(drafts)
    if scope.level == "universe" and len({draft.at.title for draft in drafts}) > 1:
        pairs = {(n, draft.at.title) for draft in drafts for n in draft.present}
        few = FEW["universe"]
    else:
        pairs = {(n, at) for at, draft in enumerate(drafts) for n in draft.group}
        few = FEW["title" if scope.level == "universe" else scope.level]
    count = Counter(n for n, _ in pairs)
    kept = [n for n in everybody if count[n] >= few]
    if len(kept) < 2:
        return everybody, []
    folded = set(everybody) - set(kept)
    return kept, [n for n in view.entities if n in folded]


def _strand(tell: Teller, person: int, drafts: Sequence[_Draft]) -> Strand:
    first = min((draft.anchor.order, draft.at.title) for draft in drafts if person in draft.present)[1]
    joined = (
        fact.objects[0]
        for fact in believed(tell.view.facts(person))
        if fact.verb.shape == "state" and person in fact.subjects and fact.objects
        and tell.view.kind(fact.objects[0]) == "group"
    )  # fmt: skip
    group = next(joined, None)
    return Strand(tell.named(person), tell.named(first), None if group is None else tell.named(group))


# --- order -----------------------------------------------------------------------------------------------------------
def _in_order(view: View, drafts: list[_Draft], order: Order) -> list[_Draft]:
    """The moments as shown, or as they happened."""
    if order == "shown":
        return drafts
    rank = _story_rank(view, drafts)
    return sorted(drafts, key=lambda draft: rank[draft.anchor.line])


def _story_rank(view: View, drafts: Sequence[_Draft]) -> dict[int, int]:
    return {fact.line: at for at, fact in enumerate(in_story_order(view, (draft.anchor for draft in drafts)))}


def _belonging(view: View, drafts: Sequence[_Draft], order: Order) -> list[int | None]:
    """For each moment that is out of the other order, the moment before which it stands there.

    As few as possible are said to be out of order: all but a longest increasing subsequence (Schensted 1961).
    """
    if order == "shown":
        rank = _story_rank(view, drafts)
        ranks: list[tuple[int, ...]] = [(rank[draft.anchor.line],) for draft in drafts]
    else:
        ranks = [draft.anchor.order for draft in drafts]
    stay = _longest_rise(ranks)
    kept = [(ranks[at], at) for at in sorted(stay)]
    found: list[int | None] = []
    for at, own in enumerate(ranks):
        if at in stay:
            found.append(None)
            continue
        after = bisect_left(kept, (own, 0))
        found.append(kept[after][1] if after < len(kept) else len(drafts))
    return found


def _longest_rise(ranks: Sequence[tuple[int, ...]]) -> set[int]:
    """The places of a longest increasing subsequence."""
    tails: list[tuple[int, ...]] = []
    ends: list[int] = []
    before: list[int] = []
    for at, own in enumerate(ranks):
        place = bisect_left(tails, own)
        tails[place : place + 1] = [own]
        ends[place : place + 1] = [at]
        before.append(ends[place - 1] if place else -1)
    found: set[int] = set()
    here = ends[-1] if ends else -1
    while here >= 0:
        found.add(here)
        here = before[here]
    return found


def _edge(tell: Teller, scope: Scope) -> At | None:
    """See `Strands.edge`."""
    listed = scope.installments()
    passed = [where for where, whole in listed if whole is not None]
    if not passed or all(listed_whole for _, listed_whole in listed):
        return None
    return tell.place(passed[-1])
