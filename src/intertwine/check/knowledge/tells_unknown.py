"""Those who tell what they do not know yet."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source


def tells_unknown(source: Source) -> Iterator[Finding]:
    """`tells-unknown`: somebody tells a fact, keeps it secret or remembers it, and learns it only later.

    Whoever is named in the fact, or says that they know it, may have known it before.
    """
    minds, learns, told = source.minds, source.minds.learns, set[tuple[int, int]]()
    for knowings, does in ((minds.tells, "tells"), (minds.knows, "knows"), (minds.remembers, "remembers")):
        later = minds.only_later(source.order, knowings.who, knowings.fact, knowings.line)
        for n in np.flatnonzero(later >= 0).tolist():
            who, line = int(knowings.entity[n]), int(knowings.line[n])
            if (who, line) in told:
                continue
            told.add((who, line))
            yield Finding(
                source.at_link(line, who, f"{does} it here"),
                f'"{source.key(who)}" {does} here what they learn only later',
                "one of the two is at the wrong place, or say when it happens (`true:`)",
                source.at_link(int(learns.line[later[n]]), int(learns.entity[later[n]]), "learns it here"),
            )
