"""Hears Ctrl-C and SIGTERM for work that ends with the best that it has so far."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def stop_asked() -> Iterator[Callable[[], bool]]:
    """Gives a function that says whether somebody has asked to stop.

    The first Ctrl-C or SIGTERM only asks; the next one does what it would have done before. What is ignored stays
    ignored. Signals come to the main thread alone: elsewhere nobody asks.
    """
    asked: list[int] = []
    before: dict[signal.Signals, object] = {}

    def put_back() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)  # type: ignore[arg-type] # what `getsignal` gave
        before.clear()

    def hear(number: int, _: object) -> None:
        asked.append(number)
        put_back()

    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, signal.SIGTERM):
            handler = signal.getsignal(number)
            if callable(handler):
                before[number] = handler
                signal.signal(number, hear)
    try:
        yield lambda: bool(asked)
    finally:
        put_back()
