"""Disproofs that lead back to where they began."""

from collections.abc import Iterator

from intertwine.check.circles import closing
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def disproof_circle(source: Source) -> Iterator[Finding]:
    """`disproof-circle`: a fact that disproves itself, alone or by way of others."""
    disproofs = source.ledger.disproofs
    edges = zip(disproofs.line.tolist(), disproofs.belief.tolist(), disproofs.line.tolist(), strict=True)
    for line, around in closing(edges):
        message = "this fact disproves itself"
        if len(around) > 2:
            message += " by way of " + ", ".join(source.position(n) for n in around[1:-1])
        hint = "name the belief that was wrong: `disproves: ^id`"
        yield Finding(source.at_qualifier(line, "disproves"), message, hint)
