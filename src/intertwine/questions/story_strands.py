"""Who is with whom, moment by moment, and who of them is drawn."""

from collections.abc import Collection

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arguments import need_choice, need_flags
from intertwine.model.arrays import among
from intertwine.model.frozen import FrozenDict
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Ints
from intertwine.model.title_kind import PLAIN
from intertwine.model.verb import Verb
from intertwine.questions.arguments import need_view
from intertwine.questions.common import Asked, At
from intertwine.questions.flashbacks import in_order
from intertwine.questions.moment_table import MomentTable, drafts
from intertwine.questions.moments_in_words import DrawnMoments
from intertwine.questions.presence import acts, takes_part, there
from intertwine.questions.scope import ListedPlace, Scope, scope_of
from intertwine.questions.story import whose_order
from intertwine.questions.strand_answer import Strand, Strands
from intertwine.questions.tell import Teller
from intertwine.questions.timelines import ORDERS, Order
from intertwine.questions.weights import weights

FEW = {"title": 3, "season": 2, "installment": 1, "entity": 2}
"""Whoever is in fewer moments is folded away, but for the leads."""
FREE = 32
"""While there are no more lines than this, nobody is folded away: the bound rises to that of `FEW` as it has to."""
LEADS = 20
"""So many of those who carry most are never folded away; of a universe all others are."""


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


def _edge(tell: Teller, scope: Scope) -> At | None:
    """See `Strands.edge`."""
    listed = scope.installments()
    if all(it.whole for it in listed):
        return None
    passed = [it.until for it in listed if it.until is not None]
    return tell.place(passed[-1]) if passed else None
