"""Words of links that name somebody else."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.plain_findings import in_words
from intertwine.check.plain_names import PlainNames
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def label_tells(source: Source) -> Iterator[Finding]:
    """`label-tells`: what a link shows for a page, `[[Bruno|Ada's friend]]`, names somebody who may not be known yet:
    it needs some name of the page alone."""
    mentions, names = source.ledger.mentions, source.worked_out(PlainNames)
    free = (mentions.shown > 0) & (mentions.needs == 0)
    for n in np.flatnonzero(free & names.candidates[mentions.shown]).tolist():
        line, shown = int(mentions.line[n]), source.words[int(mentions.shown[n])]
        at = source.at_link(line, int(mentions.entity[n]), shown=shown)
        for it in names.leaks(shown, source.alternatives_of(line)):
            hint = f"write a link to [[{source.key(it.entity)}]] of its own, or other words"
            yield in_words(source, at, "the label of this link", it, hint)
