"""The moments of a map, one fact and one moment after the other: the reference for those that are worked out in arrays.

It reads whole facts, and looks at no column of the view.
"""

from bisect import bisect_left
from collections.abc import Sequence

from intertwine.gate.view import View
from intertwine.model.fact import Fact, Where
from intertwine.questions import story_strands
from intertwine.questions.flashbacks import Belonging
from intertwine.questions.moments import MomentDraft, concerns, draws, moments_of, with_lines
from intertwine.questions.presence import Staging
from intertwine.questions.scope import Scope
from intertwine.questions.standing import is_said, said_time, standing
from intertwine.questions.story import in_own_order, in_story_order
from intertwine.questions.timelines import Order
from intertwine.questions.weights import weights


def drafts(view: View, scope: Scope, order: Order, person: int | None = None) -> list[MomentDraft]:
    """What `moment_table.drafts` and `flashbacks.in_order` give."""
    drawn = view.entities.of_kind("character", "").tolist()
    places: dict[Where, list[Fact]] = {}
    for fact in view.facts.of(verbs=draws):
        if fact.where is not None and not fact.disproved and _is_in(scope, fact, drawn):
            places.setdefault(fact.where._replace(seconds=None), []).append(fact)
    stands = standing(view, [fact for facts in places.values() for fact in facts], order, person)
    ways = Staging(view)
    made = [draft for at, facts in places.items() for draft in moments_of(at, facts, drawn.__getitem__, ways, stands)]
    found = with_lines(made, {n for draft in made for n in draft.present})
    found.sort(key=lambda draft: draft.anchor.order)
    if order != "shown":
        rank = _rank(view, found, order, person)
        found.sort(key=lambda draft: rank[draft.anchor.line])
    return found


def _is_in(scope: Scope, fact: Fact, drawn: Sequence[bool]) -> bool:
    where, entity = fact.where, scope.entity
    if where is None or entity is None:
        return where is not None
    if scope.level == "entity":
        named = entity in (*fact.ends, fact.place, *(piece.entity for piece in fact.text))
        return named and fact.about is None and (not drawn[entity] or concerns(fact, entity))
    return where.title == entity and scope.season in (None, where.season) and scope.number in (None, where.number)


def people(found: Sequence[MomentDraft]) -> list[int]:
    """Everybody, by first moment."""
    return list(dict.fromkeys(n for draft in found for n in draft.people()))


def folded(view: View, scope: Scope, found: list[MomentDraft]) -> list[MomentDraft]:
    """What is left of the moments without those who are in few of them; of a universe with its leads alone."""
    where: dict[int, set[int]] = {}
    for place, draft in enumerate(found):
        for person in draft.present:
            where.setdefault(person, set()).add(place)
    most = sorted(map(len, where.values()), reverse=True)
    if len(most) <= story_strands.FREE:
        return found
    heavy = weights(view, scope.entity)
    leads = sorted(where, key=lambda n: (-int(heavy[n]), n))[: story_strands.LEADS] if scope.level != "entity" else []
    few = len(found) + 1
    if scope.level != "universe":
        few = min(story_strands.FEW[scope.level], most[story_strands.FREE] + 1)
    drawn = frozenset(n for n, places in where.items() if len(places) >= few or n == scope.entity or n in leads)
    if drawn == where.keys():
        return found
    less = [draft for draft in (draft.only(drawn) for draft in found) if draft.present]
    if scope.level == "universe":
        less = [draft for draft in less if len(draft.group) + len(draft.beside) > 1 or draft.marks]
    return less if len(people(less)) > 1 else found


def belonging(view: View, found: Sequence[MomentDraft], order: Order, person: int | None = None) -> list[Belonging]:
    """Where each of `found` stands in the other order; of longest rises that whose places come first."""
    shown = sorted(found, key=lambda draft: draft.anchor.order)
    dated = {draft.anchor.line: _dated(draft) if order == "shown" else [] for draft in found}
    rank = _rank(view, found, order, person, [fact for facts in dated.values() for fact in facts])
    staying = {shown[at].anchor.line for at in _rise([rank[draft.anchor.line] for draft in shown])}
    stay = [at for at, draft in enumerate(found) if draft.anchor.line in staying]

    def other(draft: MomentDraft) -> tuple[int, ...]:
        return (rank[draft.anchor.line],) if order == "shown" else draft.anchor.order

    there, last = [other(found[at]) for at in stay], max(map(other, found), default=())
    belongs = []
    for draft in found:
        place = bisect_left(there, other(draft))
        parted = any(bisect_left(there, (rank[fact.line],)) != place for fact in dated[draft.anchor.line])
        if draft.anchor.line in staying:
            belongs.append(Belonging(None))
        elif place < len(stay):
            belongs.append(Belonging(stay[place], parted=parted))
        else:
            belongs.append(Belonging(len(found), None if other(draft) == last else stay[-1], parted))
    return belongs


def _dated(draft: MomentDraft) -> list[Fact]:
    return [it for it in (*(fact for _, _, fact in draft.marks), *draft.told()) if is_said(it.true)]


def _rank(
    view: View, found: Sequence[MomentDraft], order: Order, person: int | None, more: Sequence[Fact] = ()
) -> dict[int, int]:
    at_once: dict[int, list[Fact]] = {}
    for draft in found:
        told = (*(fact for _, _, fact in draft.marks), *draft.events, *draft.shown)
        said = [fact for fact in told if fact.true and said_time(fact.true) == said_time(draft.anchor.true)]
        at_once[draft.anchor.line] = said if draft.scenes and is_said(draft.anchor.true) else []
    facts = [*(draft.anchor for draft in found), *(fact for of in at_once.values() for fact in of), *more]
    own = person is not None and order == "own"
    ordered = in_own_order(view, person or 0, facts) if own else in_story_order(view, facts)
    rank = {fact.line: at for at, fact in enumerate(ordered)}
    first = {line: min([rank[line], *(rank[fact.line] for fact in of)]) for line, of in at_once.items()}
    return {**rank, **first}


def _rise(ranks: Sequence[int]) -> list[int]:
    """Of all longest rises the one whose places come first."""
    best: list[list[int]] = [[]] * len(ranks)
    for at in range(len(ranks) - 1, -1, -1):
        after = [best[later] for later in range(at + 1, len(ranks)) if ranks[later] > ranks[at]]
        best[at] = [at, *max(after, key=len, default=[])]
    return max(best, key=len, default=[])
