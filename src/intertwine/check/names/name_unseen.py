"""Pages that nothing names."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.kinds import is_title_kind


def name_unseen(source: Source) -> Iterator[Finding]:
    """`name-unseen`: a page that no statement links, so that no viewer ever sees it."""
    for entity in np.flatnonzero(~source.links.any).tolist():
        if not is_title_kind(source.kind(entity)):
            message = f'nothing links "{source.key(entity)}": no viewer ever sees it'
            yield Finding(source.at_page(entity), message, "state a fact about it, or remove the page")
