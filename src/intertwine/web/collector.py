"""Python's garbage collector in a server: a full collection looks through all that is kept, while every page waits."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MIDDLE_ONES = 1_000
"""After how many collections of middle ones all are collected: Python does so after 10. A page leaves a few hundred
objects that refer to each other, and almost all of them are collected young. So all that is kept, views and pages, is
looked through once in some thousand pages."""


@contextmanager
def calm_collector() -> Iterator[None]:
    """For as long as a server runs, keep what is there already out of collections, and full ones rare. What a universe
    that is read again leaves behind is freed all the same: nothing in it refers to itself."""
    young, middle, old = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(young, middle, _MIDDLE_ONES)
    try:
        yield
    finally:
        gc.set_threshold(young, middle, old)
        gc.unfreeze()
