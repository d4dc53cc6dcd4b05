"""The curriculum of a target: what a derivation found, without a word, in the numbers of one view's listing."""

from collections.abc import Mapping, Sequence

import numpy as np

from intertwine.gate.decide import decide
from intertwine.gate.derivation.connections import causes, links
from intertwine.gate.derivation.continued import chains
from intertwine.gate.derivation.derive import derive
from intertwine.gate.derivation.requirement import Requirement
from intertwine.gate.derivation.story_lines import StoryLines
from intertwine.gate.gate import limits
from intertwine.gate.scenes import Scenes
from intertwine.gate.view import View
from intertwine.ledger.store.columns import Ledger
from intertwine.model.curriculum import Curriculum
from intertwine.model.frozen import sealed
from intertwine.model.progress import Progress
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs


def curriculum(story: StoryLines, target: Bools, listed: Longs, order: Ints, scenes: Scenes) -> Curriculum:
    """What the installments `target` (a mask over those of the ledger) ask for, to a viewer who knows of those that are
    `listed` (ascending). `story` are the lines of the ledger.

    It gives away, when a plan is asked for: which installments matter for a title, in which order, for how much of it.
    No name, no word, and nothing about an installment of a title that the viewer does not know: an alternative that
    needs one is left out, and so is a requirement without any. `order` has for each installment of the ledger its place
    in the order of the story. `scenes` are moments of what is listed that the viewer has seen.
    """
    place = np.full(len(target), -1, np.int32)
    place[listed] = np.arange(len(listed), dtype=np.int32)
    weight, essential, alternatives = _known(derive(story, target), place)
    of = [n for n, its in enumerate(alternatives) for _ in its]
    flat = [its for each in alternatives for its in each]
    first, then = _placed(place, *chains(story))
    cause, effect = _placed(place, *causes(story))
    one, other, how = links(story)
    there = (place[one] >= 0) & (place[other] >= 0)
    return sealed(
        Curriculum(
            target=place[np.flatnonzero(target & (place >= 0))],
            weight=np.array(weight, np.int64),
            essential=np.array(essential, np.bool_),
            alternative_of=np.array(of, np.int32),
            start=np.cumsum([0, *map(len, flat)]).astype(np.int32),
            members=np.array([n for its in flat for n in its], np.int32),
            first=first,
            then=then,
            cause=cause,
            effect=effect,
            link_one=place[one[there]],
            link_other=place[other[there]],
            link_weight=how[there],
            story=order[listed],
            scene_in=scenes.installment,
            scene_at=scenes.at,
            scene_story=scenes.place,
        )
    )


def _known(
    found: Sequence[Requirement], place: Ints
) -> tuple[list[int], list[bool], list[tuple[tuple[int, ...], ...]]]:
    """Of each requirement that the viewer can meet its weight, whether it is essential, and what covers it."""
    weight, essential, alternatives = [], [], []
    for it in found:
        placed = [tuple(place[list(its)].tolist()) for its in it.alternatives]
        known = tuple(its for its in placed if -1 not in its)
        if known:
            weight.append(it.weight)
            essential.append(it.essential)
            alternatives.append(known)
    return weight, essential, alternatives


def _placed(place: Ints, one: Ints, other: Ints) -> tuple[Ints, Ints]:
    there = (place[one] >= 0) & (place[other] >= 0)
    return place[one[there]], place[other[there]]


def listed_installments(ledger: Ledger, installments: Mapping[tuple[str, int, int], int], progress: Progress) -> Longs:
    """The installments of `ledger` that the view of `progress` lists, in its order: what stands at each place there.
    `installments` is as for `view_of`."""
    titles = ledger.installments.title
    passed = [limits(installments, marks, len(titles)) for marks in (progress.seen, progress.told)]
    return np.flatnonzero(decide(ledger, np.maximum(*passed)).entities.take(titles))


def story_places(everything: View, listed: Longs, count: int) -> Ints:
    """Of each of `count` installments its place in the order of the story: that of the middle one of what it shows, so
    that a flashback moves nothing; NONE where it shows nothing. `everything` is the view of whoever has seen all, and
    `listed` are the installments that it lists."""
    shown = everything.rows.installments
    lines = np.flatnonzero(shown >= 0)
    place = np.empty(len(shown), np.int64)
    ordered = everything.story.ordered(lines.tolist())
    place[ordered] = np.arange(len(ordered))
    of = shown[lines]
    by_place = np.lexsort((place[lines], of))
    of, middle = of[by_place], place[lines][by_place]
    starts = np.flatnonzero(np.diff(of, prepend=NONE))
    sizes = np.diff([*starts, len(of)])
    found = np.full(count, NONE, np.int32)
    found[listed[of[starts]]] = middle[starts + sizes // 2]
    return found
