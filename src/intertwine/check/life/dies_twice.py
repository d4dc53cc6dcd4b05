"""Those who die again without a return."""

from collections.abc import Iterator

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Longs


def dies_twice(source: Source, people: Longs) -> Iterator[Finding]:
    """`dies-twice`: somebody dies after their death, and no fact says that they returned in between.

    Two facts of one installment may tell of one death ("kills" and "dies"), so they are no finding.
    """
    lives, events = source.lives, source.lives.deaths.of(people)
    for place, death in lives.after_death(source.order, source.truth.frame, events, own_orders=False):
        line, entity = int(events.line[place]), int(events.entity[place])
        yield Finding(
            source.at_link(line, entity, "dies again"),
            f'"{source.key(entity)}" dies here, and has died before',
            "state their return, or say that this is the same death: `true: during ^id`",
            source.at(death, label="dies here"),
            int(events.who[place]),
        )
