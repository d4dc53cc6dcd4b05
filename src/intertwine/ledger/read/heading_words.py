"""The words of the headings of a title's page, by its kind: "Season 1 (13 episodes)", "Part 1 (20 chapters)"."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from intertwine.model.title_kind import LengthUnit, TitleKind

_UNITS: dict[LengthUnit, str] = {"minutes": "min|mins|minutes?", "words": "words?", "pages": "pages?|pp?"}


class HeadingWords(NamedTuple):
    """The patterns of headings, and the words for hints: `part` of a part, `installment` of an installment, `unit` of a
    length. `each` is what an installment of a part usually takes. `unparted` is None where installments must stand in
    parts. `kind` is the kind that the hints speak of."""

    part: str
    installment: str
    unit: LengthUnit
    season: re.Pattern[str]
    counts: re.Pattern[str]
    declares: re.Pattern[str]
    length: re.Pattern[str]
    each: re.Pattern[str]
    whole_part: re.Pattern[str]
    unparted: re.Pattern[str] | None
    kind: TitleKind

    def example(self, number: int, count: int) -> str:
        """How a part's heading declares `count` installments."""
        return f"## {self.part.capitalize()} {number} (DATE, {count} {self.installment}s)"


@cache
def heading_words(kinds: Sequence[TitleKind]) -> HeadingWords:
    """The words of a page of one of these kinds, which are none or more. The hints have those of the first."""
    of = [kind for kind in kinds if not kind.is_single] or [TitleKind("", is_compact=True)]
    parts = _any_of(form for kind in of for form in (kind.part, *_singular(kind.part_forms)))
    own = _any_of(form for kind in of for form in (kind.installment, *_singular(kind.installment_forms)))
    units = "|".join(dict.fromkeys(_UNITS[kind.counted_in] for kind in of))
    lists = _any_of(f"{kind.installment}s" for kind in of if not kind.is_compact)
    return HeadingWords(
        of[0].part,
        of[0].installment,
        of[0].counted_in,
        _pattern(rf"(?:{parts})\s+([0-9]{{1,4}})(?:\s*\((.*)\))?"),
        _pattern(rf"([0-9]{{1,5}})\s+(?:{own})s?"),
        _pattern(rf"[(,\[]\s*[0-9]{{1,5}}\s+(?:{own})s?\s*[),\]]"),
        _pattern(rf"(~?)\s*([0-9]{{1,7}})\s*({units})"),
        _pattern(rf"(~?)\s*([0-9]{{1,7}})\s*({units})(\s+each)?"),
        _pattern(rf"whole\s+(?:{parts})"),
        _pattern(rf"(?:{lists})(?:\s*\((.*)\))?") if lists else None,
        of[0],
    )


def unit_of(word: str) -> str:
    """What a length is counted in that is written with this word; "" for no word."""
    if not word:
        return ""
    return next((unit for unit, words in _UNITS.items() if re.fullmatch(words, word, re.IGNORECASE)), "")


def _singular(forms: Sequence[str]) -> list[str]:
    """Those of the forms that have a plural among them: whole words, in the singular."""
    return [form for form in forms if f"{form}s" in forms]


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda it: (-len(it), it)))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
