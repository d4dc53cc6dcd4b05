"""What looks past the gate on purpose. Everything here is a disclosure, and its docstring says what it gives away."""

import numpy as np

from intertwine.ledger.store.columns import Ledger
from intertwine.model.arrays import among
from intertwine.model.posture import Posture
from intertwine.model.record import record
from intertwine.model.sentinels import END
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.verb import Role


@record
class ShownFields:
    """What of the listed installments is shown, one entry each: their `names` and their `lengths`. `next` says which
    one is the next of its title, `skipped` which never is."""

    names: Bools
    lengths: Bools
    next: Bools
    skipped: Bools


def posture(chosen: Posture, title: Ints, order: Longs, *, seen: Ints, passed: Ints, skipped: Bools) -> ShownFields:
    """What of the listing is shown to a viewer with this posture (`chosen`), and what is next. Gives away: the name of
    the next installment of each title; or of every installment, or of none.

    Beside it a title's listing gives the number and the dates of its installments, and their lengths unless they are
    not wanted. All arrays but `order` have an entry for each installment: `title` is its title's number, `seen` and
    `passed` (seen or told) are seconds, -1 for not begun; `order` and `skipped` are as in `next_unseen`. What was begun
    is named, and its length is shown.
    """
    begun = passed >= 0
    following = np.zeros(len(title), np.bool_)
    following[next_unseen(title, order, seen=seen, skipped=skipped)] = True
    names = begun | np.bool_(chosen.names == "all") | (following & np.bool_(chosen.names == "next"))
    return ShownFields(names, begun | np.bool_(chosen.lengths), following, skipped)


def next_unseen(title: Ints, order: Longs, *, seen: Ints, skipped: Bools) -> Longs:
    """The next installment of each title that has one: the first in its order that was not seen to its end and is not
    `skipped`.

    `title` and `seen` are the arrays of `posture`. `order` holds the places of all installments, by title and in each
    title in the order that the viewer follows, as `release_order` gives them. The answer holds places in the arrays, in
    the order of the titles' numbers.
    """
    unseen = order[(seen[order] < END) & ~skipped[order]]
    first = np.ones(len(unseen), np.bool_)
    first[1:] = title[unseen][1:] != title[unseen][:-1]
    return unseen[first]


def withheld(ledger: Ledger, chosen: Posture, passed: Ints, public: Bools) -> Bools:
    """Which of the `public` lines of `ledger` (a mask over all lines) a viewer with this posture (`chosen`) does not
    want to be shown, where `passed[i]` seconds of installment *i* are passed (NONE: none).

    These are public pictures, the public cast, and the lengths of cuts: of a title as long as nothing of it is passed,
    and public pictures of anything else always.
    """
    rows = ledger.rows
    begun = np.zeros(len(ledger.entities.key) + 1, np.bool_)  # the last one is "none"
    begun[ledger.installments.title[passed >= 0]] = True
    found = np.zeros(len(public), np.bool_)
    hidden: list[tuple[bool, Role, Ints]] = [
        (not chosen.pictures, "image", rows.subject),
        (not chosen.lengths, "cut", rows.subject),
        (not chosen.cast, "billing", rows.object),
        (not chosen.cast, "part", rows.place),
    ]
    for is_hidden, role, about in hidden:
        if is_hidden:
            its = among(rows.verb, ledger.vocabulary.with_role(role))
            found[rows.line[its & ~begun.take(about)]] = True
    return found & public
