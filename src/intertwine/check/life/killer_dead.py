"""Those who kill after their death."""

from collections.abc import Iterator

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Longs


def killer_dead(source: Source, people: Longs) -> Iterator[Finding]:
    """`killer-dead`: somebody kills after their death, and no fact says that they returned in between.

    It is about killing with one's own hands: a verb of those who must have met. An order can outlive who gave it.
    """
    lives, events = source.lives, source.lives.kills.of(people)
    for place, death in lives.after_death(source.order, source.truth.frame, events, own_orders=True):
        line, entity = int(events.line[place]), int(events.entity[place])
        yield Finding(
            source.at_link(line, entity, "kills here"),
            f'"{source.key(entity)}" kills here, after their own death',
            "state their return, say when this happens (`true:`), or who killed",
            source.at(death, label="dies here"),
            int(events.who[place]),
        )
