"""What a target takes up as a whole: the stories that it continues, and what a keeper says that it depends on."""

from collections.abc import Iterator

import numpy as np

from intertwine.gate.derivation.requirement import Requirement
from intertwine.gate.derivation.story_lines import StoryLines
from intertwine.gate.identities import with_verbs
from intertwine.ledger.store.columns import FIRST_TITLE_KIND
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs


@record
class Continuation:
    """A keeper's word that one title, or a part of it, takes up another: `subject` and `object` are its installments,
    ascending. `entity` is the title that is taken up, `whole` whether all of it is, `needed` whether it must be known
    first (`depends on`), `line` where it is said."""

    subject: Longs
    object: Longs
    entity: int
    whole: bool
    needed: bool
    line: int


def continuations(story: StoryLines) -> Iterator[Continuation]:
    """All continuations that keepers state between titles; what is public, or shown by anything that can be seen."""
    ledger = story.ledger
    rows, verbs = ledger.rows, ledger.vocabulary.verbs
    parts: dict[tuple[int, bool], tuple[int, int]] = {
        (row, bool(of)): (season, number)
        for row, of, season, number in zip(
            *(getattr(ledger.parts, name).tolist() for name in ("row", "of_object", "season", "number")), strict=True
        )
    }
    is_title = ledger.entities.kind >= FIRST_TITLE_KIND
    chosen = with_verbs(rows.verb, [verb.role == "continues" for verb in verbs]) & (rows.object >= 0)
    for row in np.flatnonzero(chosen).tolist():
        one, other = rows.subject.item(row), rows.object.item(row)
        if is_title[one] and is_title[other]:
            ours, theirs = parts.get((row, False)), parts.get((row, True))
            needed = verbs[rows.verb.item(row)].needed
            subject = _installments(story, one, ours)
            if ours is None and not needed:
                subject = _first_part(story, subject)
            yield Continuation(
                subject, _installments(story, other, theirs), other, theirs is None, needed, rows.line.item(row)
            )


def continued(story: StoryLines, target: Bools) -> Iterator[Requirement]:
    """How each story stood that the target takes up: the last installment of it before the target. A part of a title
    takes up the part before it, and an installment the one before it, unless a keeper says what that depends on.

    Of a part of such a story that is hardly told of, every installment is asked for: nothing says that one of them can
    be left out. A keeper does who says what the target, or anything of its title, depends on."""
    rank, listing, ranks = story.rank, story.ledger.installments, story.rank[target]
    size, first = len(ranks), int(ranks.min())
    lasts: dict[int, tuple[int, int]] = {}
    untold: dict[int, tuple[int, int]] = {}
    is_told = is_spoken_for = False  # whether a keeper says what is needed for something of the target; of its title
    ours = np.flatnonzero(target)
    titles = np.unique(listing.title[ours])
    for it in continuations(story):
        is_told = is_told or (it.needed and bool(target[it.subject].any()))
        is_spoken_for = is_spoken_for or (it.needed and bool(np.isin(listing.title[it.subject], titles).any()))
        if not it.needed and target[it.subject].any():
            before = it.object[(rank[it.object] < first) & ~target[it.object]]
            if len(before):
                lasts.setdefault(int(before[rank[before].argmax()]), (it.entity, it.line))
                untold |= dict.fromkeys(_hardly_told(story, before), (it.entity, it.line))
    part = np.isin(listing.season, listing.season[ours]) & (listing.title == titles[0])
    if len(titles) == 1 and (target[part].all() or not is_told):
        mine = np.flatnonzero((listing.title == titles[0]) & ~target & (rank < first) & (listing.season > 0))
        if len(mine):
            lasts.setdefault(int(mine[rank[mine].argmax()]), (int(titles[0]), NONE))
            untold |= dict.fromkeys(_hardly_told(story, mine), (int(titles[0]), NONE))
    for last, (entity, line) in lasts.items():
        yield Requirement("story so far", (entity,), size, size, 1, size, True, ((last,),), line)
    if not is_spoken_for:
        for n, (entity, line) in untold.items():
            if n not in lasts:
                yield Requirement("untold", (entity,), 1, 1, 1, 1, True, ((n,),), line)


def dependencies(story: StoryLines, target: Bools) -> Iterator[Requirement]:
    """What a keeper says that the target depends on, and what that depends on in turn: each installment by itself."""
    pairs = list(_needed_pairs(story))
    reached, needs = target.copy(), dict[int, tuple[int, int]]()
    while True:
        before = len(needs)
        for first, then, entity, line in pairs:
            for n in first[~reached[first]].tolist() if reached[then].any() else ():
                needs.setdefault(n, (entity, line))
        reached[list(needs)] = True
        if len(needs) == before:
            break
    size = int(target.sum())
    for n, (entity, line) in needs.items():
        yield Requirement("dependency", (entity,), size, size, 1, size, True, ((n,),), line)


def chains(story: StoryLines) -> tuple[Ints, Ints]:
    """Pairs of installments by what keepers say: whoever sees the second must have seen the first."""
    found = {
        (a, b) for first, then, _, _ in _needed_pairs(story) for a in first.tolist() for b in then.tolist() if a != b
    }
    pairs = np.array(sorted(found), np.int32).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _needed_pairs(story: StoryLines) -> Iterator[tuple[Longs, Longs, int, int]]:
    """What must be known first, for what, of which title, and where that is said. Of a whole title only what came out
    before the other is meant."""
    for it in continuations(story):
        if it.needed and len(it.subject) and len(it.object):
            first = it.object
            if it.whole:
                first = first[story.rank[first] < story.rank[it.subject].max()]
            yield first, it.subject, it.entity, it.line


def _installments(story: StoryLines, title: int, part: tuple[int, int] | None) -> Longs:
    listing = story.ledger.installments
    ours = listing.title == title
    if part is not None:
        season, number = part
        ours &= listing.season == season
        if number != NONE:
            ours &= listing.number == number
    return np.flatnonzero(ours)


def _hardly_told(story: StoryLines, before: Longs) -> list[int]:
    """Of installments of one title those of its parts of which fewer than half of the installments are told of."""
    listing = story.ledger.installments
    whole = np.flatnonzero(listing.title == listing.title[before[0]])
    counts = np.bincount(listing.season[whole])
    told = np.bincount(listing.season[whole], weights=story.told_of[whole])
    found: list[int] = before[(2 * told < counts)[listing.season[before]]].tolist()
    return found


def _first_part(story: StoryLines, whole: Longs) -> Longs:
    """Of a title's installments the part that came out first: it is what takes up another title. What comes after it
    takes up the part before."""
    if not len(whole):
        return whole
    season = story.ledger.installments.season[whole]
    first: Longs = whole[season == season[story.rank[whole].argmin()]]
    return first
