"""Sources that lie later than what they are the source of."""

from collections.abc import Iterator

from intertwine.check.places_in_words import PlacesInWords
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def source_later(source: Source) -> Iterator[Finding]:
    """`source-later`: a source names an installment that comes later than the stamp. Whoever looks there sees more than
    they may, and the fact may not be known as early as that."""
    for line, alternative, text in source.sources:
        later = source.worked_out(PlacesInWords).later(text, (alternative,))
        if later is not None:
            yield Finding(
                source.at_qualifier(line, "source"),
                f"this source is in {source.installment(later)}, which comes later than the stamp",
                "name an earlier source, or stamp the fact with the place that its source is in",
            )
