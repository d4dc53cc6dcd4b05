"""Names of things that name somebody."""

from collections.abc import Iterator

from intertwine.check.plain_findings import in_words
from intertwine.check.plain_names import PERSONAL, PlainNames
from intertwine.check.reveals import NEVER
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.thing_names import names_of_things


def name_in_name(source: Source) -> Iterator[Finding]:
    """`name-in-name`: the name of a group, a place, an object or a thread has the name of somebody in it, and may be
    known before them."""
    names, order = source.worked_out(PlainNames), source.reveals.order
    for entity, name, known, at in names_of_things(source, names.candidates):
        for it in names.written(name, within=True) if known != NEVER else ():
            met = min((int(order[it]) for it in it.alternatives), default=NEVER)
            if met <= known or source.kind(it.entity) not in PERSONAL:
                continue
            if it.part and names.is_called_after(it.entity, name):
                continue  # "Mole's Town Madam", after Mole's Town
            if it.part and f"{it.words}'s" not in name.replace("\u2019", "'"):
                continue  # a firm or a street of that name
            hint = f'give it another name until then, or make "{source.key(it.entity)}" known as early'
            yield in_words(source, at, f'the name "{name}" of "{source.key(entity)}"', it, hint)
