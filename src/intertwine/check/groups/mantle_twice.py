"""Two people under one mantle."""

from collections.abc import Iterator

from intertwine.check.holders import second_holders
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def mantle_twice(source: Source) -> Iterator[Finding]:
    """`mantle-twice`: somebody takes up a mantle, or another role that one alone has, while another has it, and no fact
    says that the other gave it up or died."""
    rows, verbs, words = source.ledger.rows, source.ledger.vocabulary.verbs, source.words
    for row, before in second_holders(source, [it.alone == "object" and it.heading != "groups" for it in verbs]):
        one, other, thing = int(rows.subject[row]), int(rows.subject[before]), int(rows.object[row])
        name = source.key(thing) if thing >= 0 else words[int(rows.text[row])]
        yield Finding(
            source.at_link(int(rows.line[row]), one, "has it here"),
            f'two people under one mantle: "{source.key(one)}" and "{source.key(other)}" are both "{name}"',
            "state when the first one gave it up",
            source.at_link(int(rows.line[before]), other, "has it here"),
        )
