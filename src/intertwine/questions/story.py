"""The order in which things happened in the story.

A fact stands at its date (`true:`; the beginning of what its EDTF allows, or its end where that is open). One without a
date stands at the release date of the installment where it was shown; what is public and undated, and what was shown on
no known date, stands last or first accordingly: public before everything, undated installments after everything. Facts
with a `step` stand together at the first release of their title, in the order of their steps. A fact that is true
`before ^id` stands directly before that fact, wherever that is. What is still equal stays in the order shown.
"""

from collections.abc import Iterable

from intertwine.gate.view import View
from intertwine.model.fact import Fact

_FIRST, _LAST = -(1 << 40), 1 << 40
Key = tuple[int, int, int, int, tuple[int, int]]


def in_story_order(view: View, facts: Iterable[Fact]) -> list[Fact]:
    """`facts`, each once, in story order. Of two of them it never matters which others are asked for."""
    wanted = {fact.line: fact for fact in facts}
    known = dict(wanted)
    target: dict[int, int | None] = {}
    for line in wanted:
        _follow(view, line, known, target)
    earlier: dict[int, list[Fact]] = {}
    for line, later in target.items():
        if later is not None:
            earlier.setdefault(later, []).append(known[line])
    clock = _Clock(view)
    ordered: list[Fact] = []
    for root in sorted((known[line] for line, later in target.items() if later is None), key=clock.key):
        ordered += _with_earlier(root, earlier, clock)
    return [fact for fact in ordered if fact.line in wanted]


def _follow(view: View, line: int, known: dict[int, Fact], target: dict[int, int | None]) -> None:
    """Record which fact stands before which, from `line` on (None: at its own date). A circle is broken at its lowest
    line, which then stands at its own date."""
    chain: dict[int, int | None] = {}
    here: int | None = line
    while here is not None and here not in target and here not in chain:
        if here not in known:
            known[here] = view.facts.one(here)
        true = known[here].true
        chain[here] = later = None if true is None else true.before
        here = later
    if here in chain:
        lines = list(chain)
        chain[min(lines[lines.index(here) :])] = None
    target.update(chain)


def _with_earlier(root: Fact, earlier: dict[int, list[Fact]], clock: "_Clock") -> list[Fact]:
    """Everything that stands before `root`, each directly before its own target, then `root`."""
    ordered: list[Fact] = []
    stack = [(root, False)]
    while stack:
        fact, ready = stack.pop()
        if ready or fact.line not in earlier:
            ordered.append(fact)
            continue
        stack.append((fact, True))
        stack += [(child, False) for child in sorted(earlier[fact.line], key=clock.key, reverse=True)]
    return ordered


class _Clock:
    """Story time of facts. Asks the view for each title's dates once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._dates: dict[int, dict[tuple[int, int], int]] = {}
        self._rank = {title: place for place, title in enumerate(view.listing.titles)}

    def key(self, fact: Fact) -> Key:
        true, title = fact.true, fact.where.title if fact.where else fact.title
        if true is not None and (true.start is not None or true.until is not None):
            day = true.start if true.start is not None else true.until
            return (day or 0, 0, 0, 0, fact.order)
        if title is None:
            return (_FIRST, 0, 0, 0, fact.order)
        dates = self._of(title)
        first = min(dates.values(), default=_LAST)
        if true is not None and true.step is not None:
            return (first, 1, self._rank.get(title, 0), true.step, fact.order)
        if fact.where is None:
            return (_FIRST, 0, 0, 0, fact.order)
        return (dates.get((fact.where.season, fact.where.number), _LAST), 2, 0, 0, fact.order)

    def _of(self, title: int) -> dict[tuple[int, int], int]:
        known = self._dates.get(title)
        if known is None:
            known = self._dates[title] = self._view.listing.dates(title)
        return known
