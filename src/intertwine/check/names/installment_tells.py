"""Names of installments that tell."""

from collections.abc import Iterable, Iterator

import numpy as np

from intertwine.check.death_words import DEATH_WORDS
from intertwine.check.plain_names import PlainName, PlainNames
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def installment_tells(source: Source) -> Iterator[Finding]:
    """`installment-tells`: the name of an installment, which is shown to those who are to see it next, names somebody
    who is known only later, or tells somebody's death that is known no earlier."""
    listing, names, lives = source.ledger.installments, source.worked_out(PlainNames), source.lives
    chosen = names.candidates | source.strings.with_any(DEATH_WORDS)

    def first(alternatives: Iterable[int]) -> int:
        """The last installment, in order of release, that the first of `alternatives` needs; -1 where it needs none."""
        needed = (source.reveals.seconds(it) or {} for it in alternatives)
        return min((max(it, default=-1) for it in needed), default=-1)

    deaths = dict[int, int]()
    for who, line in zip(lives.deaths.who.tolist(), lives.deaths.line.tolist(), strict=True):
        when = first(source.alternatives_of(line))
        deaths[who] = min(when, deaths.get(who, when))
    for n in np.flatnonzero(chosen[listing.name]).tolist():
        name = source.words[int(listing.name[n])]
        known = (it for it in names.written(name) if _may_tell(source, it, name) and first(it.alternatives) > n)
        said = [f'"{source.key(it.entity)}" is known' for it in known]
        if DEATH_WORDS & {*name.split()}:
            dead = (it for it in names.people_in(name) if deaths.get(int(source.one_is[it]), -1) >= n)
            said += [f'the death of "{source.key(it)}" is' for it in dead]
        if said:
            yield Finding(
                source.at_installment(n),
                f'the name "{name}" may be shown before {said[0]}',
                "leave the name out, or declare it as meant in check.toml: it is shown to those who come to it next",
            )


def _may_tell(source: Source, found: PlainName, name: str) -> bool:
    """Whether what is `found` in the `name` of an installment may tell of it: no place does, nor do words of the
    language, nor "the maiden", where somebody is called "The Maiden"."""
    title_alone = (
        found.words.lower().startswith("the ") and found.words[1:] in name and f"T{found.words[1:]}" not in name
    )
    return not found.common and not title_alone and source.kind(found.entity) != "place"
