"""Names of image files that name somebody."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.plain_findings import in_words
from intertwine.check.plain_names import PlainNames
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def image_tells(source: Source) -> Iterator[Finding]:
    """`image-tells`: the name of an image's file names somebody who may not be known yet when the image is shown."""
    rows = source.ledger.rows
    for row in np.flatnonzero(source.has_role("image") & (rows.text > 0)).tolist():
        line, file = int(rows.line[row]), source.words[int(rows.text[row])]
        for it in source.worked_out(PlainNames).in_address(file, source.alternatives_of(line)):
            hint = "rename the file, so that its name tells nothing"
            yield in_words(source, source.at(line), f'the name of this image, "{file}",', it, hint)
