"""Identities that lead back to where they began."""

from collections.abc import Iterator

from intertwine.check.circles import closing
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.verb import first_form


def identity_circle(source: Source) -> Iterator[Finding]:
    """`identity-circle`: `A is B` and `B is A`: of the two, nobody can say whose names are the better ones."""
    rows = source.ledger.rows
    is_ = first_form(source.ledger.vocabulary, "identity")
    chosen = source.has_role("identity") & (rows.subject >= 0) & (rows.object >= 0)
    columns = (rows.subject, rows.object, rows.line)
    edges = zip(*(column[chosen].tolist() for column in columns), strict=True)
    for line, around in closing(edges):
        names = f" {is_} ".join(f'"{source.key(entity)}"' for entity in around)
        message = f"identities go in a circle: {names}"
        yield Finding(source.at(line), message, f"say it once: `[[ALIAS]] {is_} [[PERSON]]`")
