"""First names and last names that are written where nothing gates them."""

from collections.abc import Iterator

from intertwine.check.linked_there import LinkedThere
from intertwine.check.plain_names import PlainNames
from intertwine.check.plain_words import PlacedWords, spelled_all
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def name_part_unlinked(source: Source) -> Iterator[Finding]:
    """`name-part-unlinked`: words that viewers read write a part of somebody's name without linking it, and may be
    shown before anybody of that name is known.

    A word with which a name of somebody begins whom the line links is short for that: "Mack" for Mackenzie.
    """
    there = source.worked_out(LinkedThere)
    read: dict[int, PlacedWords] = {}
    for line, it in source.worked_out(PlainNames).in_lines:
        if it.part and not any(_is_short_for(source, it.words, one) for one in there.of(line)):
            if line not in read:
                read = {line: PlacedWords(source.written_at(line).unlinked)}
            key = source.key(it.entity)
            yield Finding(
                source.at(line, read[line].offset(it.words)),
                f'"{it.words}", of the name of "{key}", is written here without a link, and may be shown before it is '
                "known",
                f"link it as [[{key}|{it.words}]], or say it without the name",
                mild=it.common,
            )


def _is_short_for(source: Source, word: str, entity: int) -> bool:
    """Whether a word of the page's name of an `entity` begins with a `word`."""
    return any(it.lower().startswith(word.lower()) for it in spelled_all(source.key(entity)))
