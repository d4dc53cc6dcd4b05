"""How much memory a view keeps: its columns, its strings, and the memos in which it notes what it works out later."""

import sys
from dataclasses import is_dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from intertwine.model.frozen import Frozen, Memo
from intertwine.model.size import memory_of, size, slots

_ARRAY = sys.getsizeof(np.empty(0))
"""Bytes of an array without those that it is over."""


def kept_by(view: Frozen) -> tuple[int, tuple[Memo[Any, Any], ...]]:
    """Bytes that a view that was just made keeps, about, without its memos; and these memos, which grow.

    Verbs and words that it shares with its universe do not count.
    """
    arrays: list[npt.NDArray[Any]] = []
    memos: list[Memo[Any, Any]] = []
    found, seen, waiting = 0, {id(view)}, list[object]([view])
    while waiting:
        it = waiting.pop()
        if isinstance(it, np.ndarray):  # most are columns
            arrays.append(it)
            found += _ARRAY
        elif isinstance(it, Memo):
            memos.append(it)
        elif isinstance(it, Frozen) or is_dataclass(it):
            found += sys.getsizeof(it)
            for part in (getattr(it, name, None) for name in slots(cast("type", type(it)))):
                if id(part) not in seen:
                    seen.add(id(part))
                    waiting.append(part)
        elif isinstance(it, frozenset | dict):
            found += size(it)
    return found + sum(memory_of(arrays).values()), tuple(memos)
