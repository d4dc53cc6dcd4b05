"""Linking: forms of two verbs, of which the kinds of a fact's ends say which is meant.

`belongs to` is a form of *is a member of*, and says *owns* from the other side: a key belongs to Ada since she owns it.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from intertwine.ledger.link.state import Linking, with_columns
from intertwine.ledger.store.columns import KINDS
from intertwine.model.arrays import distinct
from intertwine.model.problem import Problem
from intertwine.model.strings import Bools

_MIXED = "this form says two things here: one of those of one kind, another of those of another: it stays hidden"


def turn_backward_forms(state: Linking) -> Linking:
    """After: a row whose form is one of its verb, and one of another verb from the object's side, is of that other verb
    where only that one's kinds fit both its ends, which change places.

    Each row is looked at alone, and only kinds without a stamp count, so that no viewer learns of others by it. A line
    of which some rows are turned and others are not is hidden: it says two things at once.
    """
    rows, verbs = state.rows, state.vocabulary.verbs
    kind = state.owner_columns["kind"]
    verb, turned = rows["verb"].copy(), np.zeros(len(rows["verb"]), np.bool_)
    for number, other, chosen in _of_two_verbs(state):
        ends = kind[rows["subject"][chosen]], kind[rows["object"][chosen]]
        unfit = ~(_fits(state, verbs[number].subjects)[ends[0]] & _fits(state, verbs[number].objects)[ends[1]])
        fit = _fits(state, verbs[other].objects)[ends[0]] & _fits(state, verbs[other].subjects)[ends[1]]
        turned[chosen] = unfit & fit
        verb[chosen[unfit & fit]] = other
    if not turned.any():
        return state
    sides = {
        "subject": np.where(turned, rows["object"], rows["subject"]).astype(np.int32),
        "object": np.where(turned, rows["subject"], rows["object"]).astype(np.int32),
    }
    return _without_mixed(replace(state, rows=with_columns(rows, {"verb": verb, **sides})), turned)


def _of_two_verbs(state: Linking) -> Iterator[tuple[int, int, np.ndarray[tuple[int], np.dtype[np.int64]]]]:
    """Each form of two verbs: the verb that it is a form of, the other one, and the rows that are written with it."""
    rows, words = state.rows, state.intern.words
    whole = (rows["form"] > 0) & (rows["subject"] >= 0) & (rows["object"] >= 0)
    whole[state.parts["row"]] = False
    verbs = state.vocabulary.verbs
    backward = {form.lower(): n for n, verb in enumerate(verbs) for form in verb.backward_forms}
    for number, verb in enumerate(verbs):
        if any(form.lower() in backward for form in verb.forms):
            mine = np.flatnonzero(whole & (rows["verb"] == number))
            for form in distinct(rows["form"][mine]).tolist():
                other = backward.get(words[form].lower(), number)
                if other != number:
                    yield number, other, mine[rows["form"][mine] == form]


def _fits(state: Linking, wanted: frozenset[str]) -> Bools:
    """For each kind, by its number, whether it is one of those `wanted`; never for one with a stamp, number 0."""
    kinds = (*KINDS, *(kind.id for kind in state.vocabulary.kinds))
    return np.array([bool(kind) and kind in wanted for kind in kinds], np.bool_)


def _without_mixed(state: Linking, turned: Bools) -> Linking:
    """`state`, in which nobody sees the lines of which some rows were `turned` and others were not."""
    line = state.rows["line"]
    mixed = np.intersect1d(line[turned], line[~turned])
    hidden = state.hidden.copy()
    hidden[mixed] = True
    numbers, columns = state.lines["number"], state.lines["column"]
    return replace(state, hidden=hidden).noting(
        Problem(
            state.segment_of(n).page.path, int(numbers[n]), int(columns[n]),
            "form-of-two-verbs", _MIXED, "write a fact for each kind of them",
        )
        for n in mixed.tolist()
    )  # fmt: skip
