"""Whether the installments that somebody lists are all of a season, as far as its length tells."""

from collections.abc import Collection, Mapping

from intertwine.model.numbers import is_between


def counted_before(declared: Mapping[int, int], season: int) -> int:
    """How many installments the seasons before one declare together, the specials aside: its own may be counted on
    from there. 0 where one of them does not say it."""
    counts = [count for number, count in declared.items() if 0 < number < season]
    return sum(counts) if all(counts) else 0


def is_whole(listed: Collection[int], declared: int, before: int = 0) -> bool:
    """True where the numbers `listed` (each once) are all of the `declared` ones of a season, counted from 1 or 0, or
    on from the `before` ones of the seasons before it. Those with a fraction are not counted."""
    whole = [number for number in listed if not is_between(number)]
    if not 0 < declared == len(whole):
        return False
    low, high = min(whole), max(whole)
    return low in (0, 1, before + 1) and high - low + 1 == declared


def is_beyond(number: int, declared: int, from_nought: bool, before: int = 0) -> bool:
    """True where the episode `number` is none of the `declared` ones of its season (0: it does not say how many),
    counted from 1 or `from_nought`, or on from the `before` ones of the seasons before it."""
    return 0 < declared < number + from_nought and not 0 < before < number <= before + declared
