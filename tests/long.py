"""The long form of a test: `make leaks` runs it whole, an ordinary run takes a fixed part of it."""

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

LONG = bool(os.environ.get("INTERTWINE_LONG"))


def one_in(step: int, whole: Sequence[T], first: int = 0) -> Sequence[T]:
    """Of what is tried one after another: all in the long form, each *step*-th from `first` on in an ordinary run."""
    return whole if LONG else whole[first::step]


def share(step: int, count: int) -> int:
    """How many examples a test tries: `count` in the long form, one in *step* of them in an ordinary run."""
    return count if LONG else -(-count // step)
