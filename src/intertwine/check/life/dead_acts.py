"""Those who act after their death."""

from collections.abc import Iterator

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Longs


def dead_acts(source: Source, people: Longs) -> Iterator[Finding]:
    """`dead-acts`: somebody is there in person, or does what only the living do, after their death and without a
    return.

    What is in a frame counts within that frame. Bodies, voices, pictures, memories and what is imagined do not act.
    """
    lives, events = source.lives, source.deeds(people)
    for place, death in lives.after_death(source.order, source.truth.frame, events, own_orders=True):
        line, entity = int(events.line[place]), int(events.entity[place])
        yield Finding(
            source.at_link(line, entity, "is alive here"),
            f'"{source.key(entity)}" is alive here, after their death',
            "state their return, say when this happens (`true:`), or how they are there: (imagined), (a body)",
            source.at(death, label="dies here"),
            int(events.who[place]),
        )
