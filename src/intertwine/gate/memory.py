"""How much memory a view keeps: its columns, its strings, and the memos in which it notes what it works out later."""

import sys
from dataclasses import is_dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from intertwine.model.frozen import Frozen, Memo
from intertwine.model.size import memory_of, size, slots


def kept_by(view: Frozen) -> tuple[int, tuple[Memo[Any, Any], ...]]:
    """Bytes that a view that was just made keeps, about, without its memos; and these memos, which grow.

    Verbs and words that it shares with its universe do not count.
    """
    arrays: list[npt.NDArray[Any]] = []
    memos: list[Memo[Any, Any]] = []
    found, seen, waiting = 0, {id(view)}, list[object]([view])
    while waiting:
        it = waiting.pop()
        if isinstance(it, Memo):
            memos.append(it)
        elif isinstance(it, np.ndarray):
            arrays.append(it)
            found += sys.getsizeof(it) - (it.nbytes if it.flags.owndata else 0) + sys.getsizeof(it.base)
        elif isinstance(it, Frozen) or is_dataclass(it):
            found += sys.getsizeof(it)
            for part in (getattr(it, name, None) for name in slots(type(it))):
                if id(part) not in seen:
                    seen.add(id(part))
                    waiting.append(part)
        elif isinstance(it, frozenset | dict):
            found += size(it)
    return found + sum(memory_of(arrays).values()), tuple(memos)
