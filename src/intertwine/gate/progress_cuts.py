"""What somebody has passed of a film who has watched another cut of it. Only what was certainly in that cut by then is
offered: scenes may have been put in, or left out, anywhere."""

import re

from intertwine.gate.timetable import Title
from intertwine.model.times import read_time, write_time
from intertwine.model.title import TitleCut
from intertwine.model.title_shares import at_least, in_cut
from intertwine.model.words import fold

_SHARE = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?\s?%")
_WHOLE = 10_000


def of_a_cut(title: Title, rest: str) -> tuple[TitleCut, str] | None:
    """The cut that `rest`, what is typed after the name of `title`, speaks of; and what could be written after the name
    instead ("" for all of it), which passes no more than that. None where it speaks of no cut."""
    said = " ".join(rest.replace("(", " ").replace(")", " ").replace("@", " @").split())
    for cut in sorted(title.cuts, key=lambda it: -len(it.name)):
        name = re.escape(fold(cut.name))
        m = re.fullmatch(rf"(?P<share>.+?)\s(?:of|in)\s(?:the\s)?{name}(?:\scut)?", fold(said)) or re.fullmatch(
            rf"(?:the\s)?{name}(?:\scut)?(?:,?\s(?P<share>.+))?", fold(said)
        )
        if m is not None:
            return cut, _instead(title, cut, (m["share"] or "100%").strip())
    return None


def _instead(title: Title, cut: TitleCut, share: str) -> str:
    """The place in the main cut that somebody has certainly passed who is so far in another one."""
    length, hundredths = title.lengths[0] if title.lengths else None, _SHARE.fullmatch(share)
    time = read_time(share.removeprefix("@").removeprefix("at ").strip())
    if length is None or not length.units or (hundredths is None and time is None):
        return "@HH:MM:SS"
    if hundredths is not None:
        part = min(_WHOLE, int(hundredths[1]) * 100 + int((hundredths[2] or "").ljust(2, "0")))
        if part == _WHOLE and cut.units >= length.units:
            return ""
        seconds = in_cut(length, cut, at_least(part))
    else:
        seconds = in_cut(length, cut, None, time or 0)
    return f"@{write_time(seconds)}"
