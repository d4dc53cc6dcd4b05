"""Numbers of installments. Nearly all are whole; one between two others has a fraction, as 12.5.

A number is a whole number everywhere: one with a fraction is written as its whole part plus its thousandths times
`_FRACTION`. So whole numbers are themselves, and `order_of` says what they sort by.
"""

import re
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from intertwine.model.strings import Longs

_FRACTION = 100_000
"""More than every whole number of an installment."""
MOST_IN_ONE = 12
"""Installments that one file can hold."""
DIGITS, A_DIGIT = "0123456789", re.compile("[0-9]")
_NUMBER = re.compile(r"([0-9]{1,5})(?:\.([0-9]{1,3}))?")

NUMBER = r"[0-9]{1,5}(?:\.[0-9]{1,3})?(?!\.?[0-9])"
"""How a number is written, as a pattern."""


Number = TypeVar("Number", int, "Longs")


def read_number(text: str) -> int:
    """The number that `text`, one that `NUMBER` matches, writes. Raises `ValueError` for anything else."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not the number of an installment")
    return int(found[1]) + _FRACTION * int(f"{found[2] or '0':0<3}")


def is_between(number: int) -> bool:
    """Whether a number has a fraction."""
    return number >= _FRACTION


def order_of(number: Number) -> Number:
    """What a number, or each of a column of numbers, sorts by: thousandths."""
    return number % _FRACTION * 1000 + number // _FRACTION


def place_order(place: tuple[int, int]) -> tuple[int, int]:
    """What pairs of season and number sort by."""
    return place[0], order_of(place[1])


def shown(number: int | None) -> int | float | None:
    """A number as answers have it: 12, 12.5; None where there is none."""
    return number if number is None or number < _FRACTION else order_of(number) / 1000


def written_number(number: int, digits: int = 1) -> str:
    """A number as people write it, its whole part with at least so many `digits`: `5`, `05`, `12.5`."""
    whole, fraction = number % _FRACTION, number // _FRACTION
    return f"{whole:0{digits}}" + (f".{fraction:03}".rstrip("0") if fraction else "")


def in_hours(minutes: int, space: str = " ") -> str:
    """A time as `45 min`, `3 h`, `7 h 30 min`; `space` stands between its parts."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}{space}h"] if hours else []
    return space.join([*parts, *([f"{rest}{space}min"] if rest or not hours else [])])


def percent(thousandths: int) -> str:
    """A share as `94%`, never rounded up."""
    return f"{thousandths // 10}%"
