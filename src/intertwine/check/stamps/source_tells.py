"""Sources that name somebody, in words or in an address."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from intertwine.check.plain_findings import in_words
from intertwine.check.plain_names import PlainNames
from intertwine.check.rule import Finding
from intertwine.check.source import Source

_ADDRESS = re.compile(r"https?://[^/\s]*(\S*)")


def source_tells(source: Source) -> Iterator[Finding]:
    """`source-tells`: a source, or the address in it, names somebody who may not be known yet where the source is
    shown."""
    names = source.worked_out(PlainNames)
    for line, alternative, text in source.sources:
        at = source.at_qualifier(line, "source")
        leaks = list(names.leaks(_ADDRESS.sub(" ", text), (alternative,)))
        for address in _ADDRESS.finditer(text):
            leaks += names.in_address(unquote(address[1]), (alternative,))
        for it in leaks:
            yield in_words(source, at, "this source", it, "name another source, or say where to look without the name")
