"""Sentences as paragraphs of a page, and where each of them stands."""

from collections.abc import Container, Mapping

from intertwine.imports.pages.page_lines import PageKeys, Placed, first_own, home, qualifier_lines, text_of
from intertwine.imports.pages.page_text import stamp
from intertwine.imports.records import SentenceRecord, Tables
from intertwine.model.sentinels import NONE

Apart = dict[str, dict[tuple[str, ...], list[str]]]
"""Paragraphs of each page, by what it is of, below headings of their own: a heading and the frames below it."""


def place_sentences(tables: Tables, placed: Placed, keys: PageKeys, shared: Container[str] = frozenset()) -> Apart:
    """Put every sentence of `tables` behind the facts below its heading in `placed`, or below a heading of its own
    where no other says when it is shown: those are what is returned. `keys` are those of all pages; those of
    what is `shared` are not written."""
    apart: Apart = {}
    for sentence in tables.sentences:
        paragraph = sentence_lines(sentence, keys)
        heading = heading_lines(sentence, keys)
        at = home(sentence.revealed)
        page = f"title:{at.title}"
        if at.kind == "public":
            page = first_own((*sentence.refs, *(f"title:{id_}" for id_ in tables.titles)), shared)
        if heading:
            apart.setdefault(page, {}).setdefault(tuple(heading), []).extend(paragraph)
            continue
        lines = placed.below(at, page)
        for part in paragraph:
            lines += ["", part] if lines else [part]
    return apart


def sentence_lines(sentence: SentenceRecord, keys: PageKeys) -> list[str]:
    """The paragraph of a `sentence`, and a note with its source. `keys` are those of pages."""
    source = [f"> {sentence.source}"] if sentence.source else []
    return [text_of(sentence.parts, keys), *source]


def heading_lines(sentence: SentenceRecord, keys: PageKeys) -> list[str]:
    """A heading of its own for a `sentence`, and its frames; nothing where a heading of its page says the same. `keys`
    are those of pages."""
    ways, at = sentence.revealed, home(sentence.revealed)
    if len(ways) == 1 and len(ways[0]) == 1 and at.seconds == NONE and not sentence.frames:
        return []
    words = stamp(ways, keys)
    frames = (line.strip() for line in qualifier_lines(sentence.frames, keys))
    return ["### Public" if words == "public" else f"### {words}", *frames]


def sections(apart: Mapping[tuple[str, ...], list[str]] | None, opens: str = "") -> list[str]:
    """Parts of a page: paragraphs below headings of their own, which the heading `opens` stands above ("": none)."""
    if not apart:
        return []
    parts = [opens] if opens else []
    for (heading, *frames), paragraphs in apart.items():
        parts += [heading, *(["\n".join(frames)] if frames else []), *paragraphs]
    return parts
