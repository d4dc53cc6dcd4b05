"""Pages that nothing names."""

from collections.abc import Iterator

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.kinds import is_title_kind


def name_unseen(source: Source) -> Iterator[Finding]:
    """`name-unseen`: a page that no statement links, so that no viewer ever sees it."""
    linked = source.linked
    for entity, key in enumerate(source.words[n] for n in source.ledger.entities.key.tolist()):
        if entity not in linked and not is_title_kind(source.kind(entity)):
            message = f'nothing links "{key}": no viewer ever sees it'
            yield Finding(source.at_page(entity), message, "state a fact about it, or remove the page")
