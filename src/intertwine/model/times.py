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


def nearest_time(text: str) -> str:
    """The time that was perhaps meant: digits of other scripts, a part that is missing or has one digit."""
    try:
        parts = [int(part) for part in text[:20].split(":")]
    except ValueError:
        return ""
    if len(parts) == 2:
        parts = [0, *parts]
    hours, minutes, seconds = parts if len(parts) == 3 else (100, 0, 0)
    fits = 0 <= hours < 100 and 0 <= minutes < 60 and 0 <= seconds < 60
    return write_time(hours * 3600 + minutes * 60 + seconds) if fits else ""
