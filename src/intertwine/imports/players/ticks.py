"""What Jellyfin and Emby share: how far somebody is, in ticks, and the ids of a film."""

from collections.abc import Mapping
from typing import Any

from intertwine.imports.progress.reading import number_of, text_of
from intertwine.model.outside_ids import OF_PLAYERS, outside_id
from intertwine.model.sentinels import END

_TICKS = 10_000_000


def seconds_of(ticks: Any) -> int:
    """Seconds of ticks of 100 nanoseconds; 0 for anything else."""
    return int(number_of(ticks, END * _TICKS) // _TICKS)


def far(position: Any, runtime: Any, *, is_complete: bool) -> tuple[int, int]:
    """How far somebody is, and how long all of it is, in seconds. Where the position is said, it counts, whatever the
    player took for complete; 0 and 0: nothing was watched."""
    at, all_of_it = seconds_of(position), seconds_of(runtime)
    if at and all_of_it:
        return at, all_of_it
    return (END, all_of_it) if is_complete else (at, all_of_it)


def ids_of(said: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The ids among these, by their schemes in any case."""
    found = (outside_id(scheme, text_of(number)) for scheme, number in said.items() if scheme.lower() in OF_PLAYERS)
    return tuple(sorted(filter(None, found)))
