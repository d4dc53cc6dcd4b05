"""A reader's time must grow with the length of its input, and no faster.

assert_linear(lambda n: " " * n, read_progress)
assert_linear(lambda n: "[[" * (n // 2), read_names, size=50_000)
"""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_RUNS = 3
"""Runs of one size in one round; the fastest counts, since noise only ever adds time."""
_ROUNDS = 3
"""Growth beyond linear must show in every one of these rounds."""
_FLOOR = 0.0005
"""Seconds below which a time says nothing."""
_ENOUGH = 1.5
"""Seconds: a run that takes longer is not repeated, and nothing larger is tried."""


def assert_linear(
    make_input: Callable[[int], T], read: Callable[[T], object], *, size: int = 25_000, margin: float = 2.0
) -> None:
    """Refuse a reader whose time grows faster than its input.

    `make_input(n)` gives an input of about *n* characters (or rows, or whatever is counted), the same kind of text for
    every *n*; `read` reads it. Both are called several times, with sizes from `size` / 8 to 4 * `size`, so that `read`
    must do its whole work each time: clear a cache that it keeps. Making the input is not measured.

    What is compared is the time of the processor at `size` and at four times `size`, each the fastest of several runs.
    A linear reader takes 4 times as long, a quadratic one 16 times. More than 4 * `margin` times (8) is refused, where
    it shows in every round, with an `AssertionError` that says the times. A reader that is very slow is compared at
    smaller sizes, so that the test ends soon whatever it is given. The sizes between are left out for a quick one. An
    error that `read` raises is not caught: where a reader refuses its input by raising, let `read` catch that.
    """
    collecting = gc.isenabled()
    gc.disable()  # its time would be that of whatever else lies in memory
    try:
        _compare(make_input, read, [size // 8, size // 4, size // 2, size, size * 2, size * 4], margin)
    finally:
        if collecting:
            gc.enable()


def _compare(make_input: Callable[[int], T], read: Callable[[T], object], sizes: list[int], margin: float) -> None:
    inputs: dict[int, T] = {}
    times: dict[int, float] = {}
    for n in sizes:
        last = max(times, default=0)
        following = next(it for it in (sizes[3], sizes[5]) if it >= n)
        if last and n != following and times[last] * (following / last) ** 2 < _ENOUGH:
            continue
        inputs[n] = make_input(n)
        times[n] = _seconds(read, inputs[n])
        if times[n] > _ENOUGH:
            break
    large = max(times)
    small = max((n for n in times if n <= large // 4), default=min(times))
    allowed = large / small * margin
    for turn in range(_ROUNDS):
        for n in (small, large):
            # The first reading of the small one is one of its runs.
            for _ in range(1 if times[n] > _ENOUGH else _RUNS - (turn == 0 and n == small)):
                times[n] = min(times[n], _seconds(read, inputs[n]))
            # After the small one, too: the large one, most of the work, is repeated only where its time was too long.
            if large > small and times[large] <= allowed * max(times[small], _FLOOR):
                return
    told = ", ".join(f"{n}: {taken:.4f} s" for n, taken in times.items())
    raise AssertionError(f"the time grows faster than the input, by more than {margin} times from {small} on ({told})")


def _seconds(read: Callable[[T], object], given: T) -> float:
    """Time of this thread's processor for one reading."""
    start = time.thread_time()
    read(given)
    return time.thread_time() - start
