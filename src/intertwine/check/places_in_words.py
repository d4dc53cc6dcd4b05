"""Installments that a text names in words, `2x05` or "season 2", and whether they come later than a stamp."""

import re
from collections.abc import Collection, Iterator
from functools import cached_property

import numpy as np

from intertwine.check.source import Source
from intertwine.model.strings import Bools

_COMPACT = re.compile(r"(?<!\w)(?:S(\d{1,3})\s?E|(\d{1,3})x)(\d{1,4})(?!\w)", re.IGNORECASE)
_ORDINALS = {
    word: n
    for n, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
    )
}
_LINK = re.compile("\x02\\d+\x03")


class PlacesInWords:
    """Finds the installments of a universe that its texts name in words."""

    def __init__(self, source: Source) -> None:
        self._source = source
        listing = source.ledger.installments
        self._numbers: dict[int, dict[tuple[int, int], int]] = {}
        for n, (title, season, number) in enumerate(
            zip(listing.title.tolist(), listing.season.tolist(), listing.number.tolist(), strict=True)
        ):
            self._numbers.setdefault(title, {})[season, number] = n
        self._patterns: dict[int, re.Pattern[str]] = {}

    @cached_property
    def candidates(self) -> Bools:
        """Of each string of the ledger, whether it may name an installment."""
        listing = self._source.ledger.installments
        words = {form for kind in self._source.ledger.vocabulary.kinds for form in kind.part_forms}
        words |= {form for kind in self._source.ledger.vocabulary.kinds for form in kind.installment_forms}
        words |= {"season", "part"}
        words |= {word.capitalize() for word in words}
        pairs = np.unique(np.stack((listing.season, listing.number), axis=1), axis=0).tolist()
        for season, number in pairs:
            words |= {f"{season}x{number}", f"{season}x{number:02}", f"{season:02}x{number:02}"}
            words |= {f"{s}{season:02}{e}{number:02}" for s, e in ("SE", "se")} | {
                f"S{season}E{number}",
                f"S{season:02}",
            }
        return self._source.strings.with_any(words)

    def later(self, text: str, alternatives: Collection[int]) -> int | None:
        """The first installment that `text` names which comes later than one of `alternatives`, in a title that this
        one needs; None where there is none. What a text says of another title, which it names, does not count."""
        source = self._source
        for alternative in alternatives:
            needed = source.reveals.seconds(alternative) or {}
            titles = {int(source.ledger.installments.title[place]) for place in needed}
            if len(titles) != 1 or not needed:
                continue
            (title,) = titles
            if self._names_another(text, title):
                continue
            last = max(needed)  # installments are in order of release
            found = next((it for it in self._named(text, title, last) if it > last and it not in needed), None)
            if found is not None:
                return found
        return None

    def _names_another(self, text: str, title: int) -> bool:
        return _LINK.search(text) is not None or any(
            name in text for other, name in self._titles if other != title and name not in self._source.key(title)
        )

    @cached_property
    def _titles(self) -> list[tuple[int, str]]:
        rows = self._source.ledger.rows
        named = np.flatnonzero(self._source.has_role("title name")).tolist()
        return [(int(rows.subject[row]), self._source.words[int(rows.text[row])]) for row in named]

    def _named(self, text: str, title: int, last: int) -> Iterator[int]:
        """The installments of `title` that `text` names; of a season the first. `last` is the one of the stamp, in
        whose season a number without a season is."""
        known = self._numbers.get(title, {})
        for m in _COMPACT.finditer(text):
            found = known.get((int(m[1] or m[2]), int(m[3])))
            if found is not None:
                yield found
        kind = self._source.title_words.of(title).kind
        parts, installments = (
            "|".join(re.escape(it) for it in (word, *forms))
            for word, forms in ((kind.part, kind.part_forms), (kind.installment, kind.installment_forms))
        )
        if title not in self._patterns:
            ordinals = "|".join(_ORDINALS)
            self._patterns[title] = re.compile(
                rf"\b(?:({ordinals})\s(?:{parts})|(?:{parts})\s(\d+)(?:,?\s(?:{installments})\s(\d+))?"
                rf"|(?:{installments})\s(\d+))\b",
                re.IGNORECASE,
            )
        season = int(self._source.ledger.installments.season[last])
        for m in self._patterns[title].finditer(text):
            ordinal, part, within, alone = m.groups()
            if alone or within:
                found = known.get((int(part) if part else season, int(alone or within)))
            else:
                wanted = _ORDINALS[ordinal.lower()] if ordinal else int(part)
                found = min((n for (it, _), n in known.items() if it == wanted), default=None)
            if found is not None:
                yield found
