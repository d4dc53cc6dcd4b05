"""An example of progress text, in the words of titles that somebody knows."""

from collections.abc import Iterable
from typing import NamedTuple

from intertwine.model.title_kind import TitleWords


class ExampleTitle(NamedTuple):
    """A title as an example can name it: how it is spelled, its words, and its first installments, at most two, as
    pairs of season and number."""

    spelled: str
    words: TitleWords
    places: tuple[tuple[int, int], ...]


def example(titles: Iterable[ExampleTitle]) -> str:
    """What may be written of the first two of `titles` that have several installments: a part of the one, and an
    installment of the other; "" where there are none."""
    terms: list[str] = []
    for title in titles:
        if len(title.places) < 2:
            continue
        words, (season, number) = title.words, title.places[1 if terms else 0]
        part = words.is_parted and not terms
        terms.append(f"{title.spelled} {words.part(season) if part else words.installment(season, number)}")
        if len(terms) == 2:
            break
    return ", ".join(terms)
