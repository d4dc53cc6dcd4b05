"""Times within an installment."""

import re

_TIME = re.compile(r"([0-9]{1,2}):([0-5][0-9]):([0-5][0-9])")


def read_time(text: str) -> int | None:
    """Seconds of a time `HH:MM:SS`; None where it is none. `41:10` is none: it could be hours and minutes, and a time
    that is read too early is a spoiler."""
    m = _TIME.fullmatch(text)
    return int(m[1]) * 3600 + int(m[2]) * 60 + int(m[3]) if m else None


def write_time(seconds: int) -> str:
    """Seconds as `HH:MM:SS`."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours:02}:{rest // 60:02}:{rest % 60:02}"
