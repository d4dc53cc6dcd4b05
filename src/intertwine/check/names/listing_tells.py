"""Words of listings, which everybody may read, that name somebody."""

from collections.abc import Iterator

from intertwine.check.finding_place import FindingPlace
from intertwine.check.plain_findings import in_words
from intertwine.check.plain_names import PlainNames
from intertwine.check.rule import Finding
from intertwine.check.source import Source

_UNIVERSE = "universe.md"


def listing_tells(source: Source) -> Iterator[Finding]:
    """`listing-tells`: the name or the description of a universe, of an edition or of a viewing order names somebody
    who may not be known yet."""
    ledger, names = source.ledger, source.worked_out(PlainNames)
    at = FindingPlace(next((it for it in source.files if it.endswith(_UNIVERSE)), _UNIVERSE), 0, "", lambda: (1, 1))
    said = [(at, "the name of the universe", ledger.name), (at, "the description of the universe", ledger.description)]
    for title, name in zip(ledger.editions.title.tolist(), ledger.editions.name.tolist(), strict=True):
        said.append((source.at_page(title), "the name of an edition", source.words[name]))
    for line, name in zip(ledger.orders.line.tolist(), ledger.orders.name.tolist(), strict=True):
        said.append((source.at(line), "the name of a viewing order", source.words[name]))
    for place, what, text in said:
        for it in names.written(text):  # everybody may read it
            yield in_words(source, place, what, it, "write it without the name")
