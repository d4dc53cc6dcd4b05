"""Names that tell a death."""

from collections import defaultdict
from collections.abc import Iterator

from intertwine.check.death_words import DEATH_WORDS
from intertwine.check.plain_names import PlainNames
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.thing_names import names_of_things


def death_named(source: Source) -> Iterator[Finding]:
    """`death-named`: the name of a thread, a group, a place or an object tells somebody's death, "The murder of Ada",
    and may be known before that death."""
    lives = source.lives
    deaths: dict[int, list[int]] = defaultdict(list)
    for who, line in zip(lives.deaths.who.tolist(), lives.deaths.line.tolist(), strict=True):
        deaths[who].append(line)
    chosen = source.strings.with_any(DEATH_WORDS)
    for entity, name, known, at in names_of_things(source, chosen):
        for person in source.worked_out(PlainNames).people_in(name):
            dies = [
                (it, line) for line in deaths[int(source.one_is[person])] if (it := source.earliest(line)) is not None
            ]
            if dies and known < min(dies)[0]:
                yield Finding(
                    at,
                    f'the name "{name}" of "{source.key(entity)}" may be known before the death of '
                    f'"{source.key(person)}"',
                    "give it another name until then, or stamp what links it later",
                    source.at(min(dies)[1], label="the death"),
                )
