"""A universe with everything that a map shows, and a picture of it."""

from functools import cache
from itertools import pairwise

from intertwine.gate.universe import Universe
from intertwine.maps import StoryMap
from tests.worlds import world

HARBOUR = """
=== universe.md
---
kind: universe
name: The harbour
---
=== Tide.md
---
kind: series
---
## Season 1 (2017-03-01, 3 episodes)
### 1. Ebb
- together: [[Ann]], [[Ben]] at [[Pier]]
- together: [[Ann]], [[Cat]], [[Dan]]
- together: [[Ben]], [[Eve]]
- together: [[Cat]], [[Eve]], [[Ann]]
- [[Ann]] meets [[Cat]]
- [[Ann]] works for [[Guild]]
### 2. Flood
- together: [[Ben]], [[Dan]], [[Cat]]
  - true: 1999
- together: [[Ann]], [[Eve]]
- together: [[Dan]], [[Ann]]
- [[Dan]] dies ^dan-dies
- [[Eve]] appears
### 3. Slack
- together: [[Eve]], [[Ben]]
- together: [[Ann]], [[Ben]], [[Cat]]
- [[Ben]] learns ^dan-dies
- [[Dan]] returns
=== Swell.md
---
kind: film
released: 2018-01-01
---
### Whole title
- together: [[Ann]], [[Fay]]
- together: [[Ben]], [[Fay]], [[Eve]]
- together: [[Ann]], [[Ben]]
=== group: Guild
=== place: Pier
"""

LAMP = """
=== universe.md
---
kind: universe
name: The lamp
---
=== Lamp.md
---
kind: series
---
## Season 1 (2017-03-01, 6 episodes)
### 1. One
- together: [[Ada]], [[Rob]], [[Mia]] at [[Harbour]]
- [[Ada]] meets [[Rob]] at [[Harbour]]
- together: [[Mia]], [[Sena]]
### 2. Two
- together: [[Ada]], [[Kit]] (imagined) at [[Harbour]]
- together: [[Ada]], [[Mia]] (heard), [[Sho]]
  - taken for: [[Sho]] as [[Rob]] until 1x06
- together: [[Mia]], [[Sena]], [[Ada]]
### 3. Three
- together: [[Sena]], [[Ulla]] (a body), [[Mia]]
- together: [[Ada]], [[Mia]] (heard, then in person)
### 4. Four
- together: [[Rob]] (as a boy), [[Kit]] (as a boy) at [[Lake]]
  - true: 1990
- together: [[Ada]], [[Mia]], [[Rob]] (remembered)
- together: [[Ada]], [[Sena]], [[Kit]] (shown)
- [[Mia]] dies
  - frame: plan of [[Sena]], revealed 1x05
### 5. The Long Night
- frame: dream of [[Ada]], revealed 1x06
- together: [[Ada]], [[Kit]], [[Rob]] at [[Lake]]
- [[Ada]] meets [[Kit]]
- [[Kit]] dies
### 6. Six
- together: [[Ada]], [[Sho]], [[Mia]] at [[Harbour]]
- together: [[Ada]], [[Sena]], [[Rob]]
  - frame: another world [[Elsewhere]]
- together: [[Ada]], [[Mia]], [[Sena]]
=== place: Harbour, Lake, Elsewhere
"""
"""All ways of being in a scene, somebody taken for another, a plan, a dream and another world."""


@cache
def lamp() -> Universe:
    """That universe."""
    return world(LAMP)


@cache
def harbour() -> Universe:
    """The universe."""
    return world(HARBOUR)


def faults(it: StoryMap) -> list[str]:
    """What is wrong with the orders of a map, and with the count of its crossings: everything is worked out again."""
    found, moments = [], it.strands.moments
    here = [{*(n for group in m.groups for n in group), *m.alone} for m in moments]
    if len(it.orders) != len(moments):
        return [f"{len(it.orders)} orders for {len(moments)} moments"]
    for at, order in enumerate(it.orders):
        runs = {n for n in range(len(it.strands.strands)) if _runs(here, n, at)}
        if len(set(order)) != len(order) or set(order) != runs:
            found.append(f"moment {at}: {order} are not those whose lines run there")
        for group in moments[at].groups:
            places = sorted(order.index(n) for n in group)
            if places != list(range(places[0], places[0] + len(group))):
                found.append(f"moment {at}: {group} do not stand together")
    crossings = sum(
        (before.index(a) < before.index(b)) != (after.index(a) < after.index(b))
        for before, after in pairwise(it.orders)
        for a in before
        for b in before
        if a < b and {a, b} <= set(after)
    )
    if crossings != it.proof.crossings:
        found.append(f"{crossings} crossings, not {it.proof.crossings}")
    if not 0 <= it.proof.lower_bound <= crossings or it.proof.optimal != (it.proof.lower_bound == crossings):
        found.append(f"a bound of {it.proof.lower_bound} to {crossings} crossings")
    return found


def _runs(here: list[set[int]], strand: int, at: int) -> bool:
    """A line runs from its first moment to its last."""
    own = [place for place, people in enumerate(here) if strand in people]
    return own[0] <= at <= own[-1]
