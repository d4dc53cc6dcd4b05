"""`<!-- comments -->` of keepers: taken out before anything else is read, except in fenced code and `>` notes."""

import re

from intertwine.ledger.troubles import Troubles

_FENCE = re.compile(r"(`{3,}|~{3,})(.*)")


class Cover:
    """How much of a line a comment covers: none of it, a part, all of it from its first word on (`WHOLE`), or all of
    it as the middle of one that began after other words (`INSIDE`)."""

    NONE, PART, WHOLE, INSIDE = range(4)


def opening_fence(stripped: str) -> str:
    """The fence that a stripped line opens, or ""."""
    m = _FENCE.match(stripped)
    if not m or (m[1][0] == "`" and "`" in m[2]):
        return ""
    return m[1]


def closes_fence(stripped: str, fence: str) -> bool:
    """True where the stripped line ends the code that `fence` opened."""
    return len(stripped) >= len(fence) and not stripped.strip(fence[0])


def blank_comments(lines: list[str], first: int, troubles: Troubles) -> tuple[list[str], list[int]]:
    """The lines with spaces in place of comments, so that columns stay, and each line's `Cover`.

    Nothing before line `first` (from 0) is touched. A comment without an end covers the rest of the page.
    """
    shown, covers = list(lines), [Cover.NONE] * len(lines)
    fence, opened, alone = "", -1, False
    for n in range(first, len(lines)):
        line = lines[n]
        if opened < 0 and "<!--" not in line:
            stripped = line.strip()
            if fence:
                fence = "" if closes_fence(stripped, fence) else fence
            else:
                fence = opening_fence(stripped)
            continue
        if opened < 0 and (fence or line.lstrip().startswith(">")):
            continue
        pieces: list[str] = []
        at, was_open = 0, opened >= 0
        while True:
            if opened >= 0:
                end = line.find("-->", at)
                pieces.append(" " * ((len(line) if end < 0 else end + 3) - at))
                if end < 0:
                    break
                at, opened = end + 3, -1
            start = line.find("<!--", at)
            if start < 0:
                pieces.append(line[at:])
                break
            pieces.append(line[at:start])
            at, opened = start, n
        shown[n] = "".join(pieces)
        empty = not shown[n].strip()
        covers[n] = Cover.PART if not empty else Cover.INSIDE if was_open and not alone else Cover.WHOLE
        if not was_open:
            alone = empty
        elif not empty:
            alone = False
        fence = opening_fence(shown[n].strip())
    if opened >= 0:
        troubles.add(opened + 1, 1, "note-open", 'this comment has no "-->"', "close it: all below it is hidden")
    return shown, covers
