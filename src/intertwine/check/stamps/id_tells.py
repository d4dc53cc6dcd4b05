"""Ids elsewhere that name somebody: the address that they lead to tells it."""

from collections.abc import Iterator
from urllib.parse import unquote

import numpy as np

from intertwine.check.plain_findings import in_words
from intertwine.check.plain_names import PlainNames
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def id_tells(source: Source) -> Iterator[Finding]:
    """`id-tells`: an id of a page elsewhere names somebody who may not be known yet: viewers get a link with it."""
    rows = source.ledger.rows
    for row in np.flatnonzero(source.has_role("outside id") & (rows.text > 0)).tolist():
        line, written = int(rows.line[row]), source.words[int(rows.text[row])]
        for it in source.worked_out(PlainNames).in_address(unquote(written), source.alternatives_of(line)):
            hint = "give the id the stamp of the name"
            yield in_words(source, source.at(line), f'the id "{written}"', it, hint)
