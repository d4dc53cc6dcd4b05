"""Those who act for a reason that they do not know yet."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source


def acts_unknowing(source: Source) -> Iterator[Finding]:
    """`acts-unknowing`: somebody acts because of a fact that they learn only later.

    Whoever is named in the fact, told of it, or says that they know it, may have known it before.
    """
    acts, learns = source.minds.acts, source.minds.learns
    later = source.minds.only_later(source.order, acts.who, acts.fact, acts.line)
    later[source.minds.tells.of(acts.who, acts.fact)[0]] = -1
    for n in np.flatnonzero(later >= 0).tolist():
        who = int(acts.entity[n])
        yield Finding(
            source.at_link(int(acts.line[n]), who, "acts here"),
            f'"{source.key(who)}" acts here because of what they learn only later',
            "name another reason, or say that they know it (`knows ^id`) before they act",
            source.at_link(int(learns.line[later[n]]), int(learns.entity[later[n]]), "learns it here"),
        )
