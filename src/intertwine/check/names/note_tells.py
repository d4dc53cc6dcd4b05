"""Notes on those who are there that name somebody."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.plain_findings import in_words
from intertwine.check.plain_names import PlainNames
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.verb import PRESENT


def note_tells(source: Source) -> Iterator[Finding]:
    """`note-tells`: a note on how somebody is there, `(imagined, as Ada)`, names somebody who may not be known yet."""
    rows, names = source.ledger.rows, source.worked_out(PlainNames)
    for row in np.flatnonzero(source.has_role(*PRESENT) & names.candidates[rows.label]).tolist():
        line, note = int(rows.line[row]), source.words[int(rows.label[row])]
        at = source.at_link(line, int(rows.subject[row]))
        for it in names.leaks(note, source.alternatives_of(line)):
            hint = "write it without the name, or stamp the scene where the name is known"
            yield in_words(source, at, "this note", it, hint)
