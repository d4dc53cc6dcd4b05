"""Two leaders of one group."""

from collections.abc import Iterator

from intertwine.check.holders import second_holders
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def leader_twice(source: Source) -> Iterator[Finding]:
    """`leader-twice`: somebody comes to lead a group, or to rule a place, that another leads, and no fact says that the
    other stopped: by giving it up, by leaving, or by dying."""
    rows, verbs = source.ledger.rows, source.ledger.vocabulary.verbs
    for row, before in second_holders(source, [it.alone == "object" and it.heading == "groups" for it in verbs]):
        one, other, group = int(rows.subject[row]), int(rows.subject[before]), int(rows.object[row])
        yield Finding(
            source.at_link(int(rows.line[row]), one, "leads here"),
            f'"{source.key(group)}" has two leaders: "{source.key(one)}" and "{source.key(other)}"',
            "state when the first one stopped, or name both in one fact",
            source.at_link(int(rows.line[before]), other, "leads here"),
        )
