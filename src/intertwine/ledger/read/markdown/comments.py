"""Comments of keepers, `<!-- so -->` and `%% so %%`: taken out before anything else is read, except in fenced code and
`>` notes."""

import re
from typing import NamedTuple

from intertwine.ledger.read.markdown.diagnostics import Diagnostics

_CLOSING = {"<!--": "-->", "%%": "%%"}
_OPENING = re.compile("<!--|%%")
_BEGUN = 2
"""Characters after which a comment may end: `<!-->` is a whole one, as in HTML."""
_FENCE = re.compile(r"(`{3,}|~{3,})(.*)")


class Cover:
    """How much of a line a comment covers: none of it, a part, all of it from its first word on (`WHOLE`), or all of
    it as the middle of one that began after other words (`INSIDE`)."""

    NONE, PART, WHOLE, INSIDE = range(4)


class Commented(NamedTuple):
    """Lines without their comments.

    `shown` are the lines with spaces in place of comments, so that columns stay; `covers` each line's `Cover`;
    `goes_on` whether a comment is open at its end; `inside` what of it a comment covers ("" for most).
    """

    shown: list[str]
    covers: list[int]
    goes_on: list[bool]
    inside: list[str]


def has_comments(text: str) -> bool:
    """True where a comment may begin in `text`."""
    return "<!--" in text or "%%" in text


def without_comments(text: str) -> tuple[str, str]:
    """`text` without its comments, single spaces between its words; and the mark of a comment that has no end, or "".

    Such a comment covers the rest.
    """
    parts, at = [], 0
    while m := _OPENING.search(text, at):
        parts.append(text[at : m.start()])
        end = text.find(_CLOSING[m[0]], m.start() + _BEGUN)
        if end < 0:
            return " ".join(" ".join(parts).split()), m[0]
        at = end + len(_CLOSING[m[0]])
    return " ".join(" ".join([*parts, text[at:]]).split()), ""


def opening_fence(stripped: str) -> str:
    """The fence that a stripped line opens, or ""."""
    m = _FENCE.match(stripped)
    if not m or (m[1][0] == "`" and "`" in m[2]):
        return ""
    return m[1]


def closes_fence(stripped: str, fence: str) -> bool:
    """True where the stripped line ends the code that `fence` opened."""
    return len(stripped) >= len(fence) and not stripped.strip(fence[0])


def no_comments(lines: list[str]) -> Commented:
    """The lines of a text in which no comment begins."""
    count = len(lines)
    return Commented(lines, [Cover.NONE] * count, [False] * count, [""] * count)


def blank_comments(lines: list[str], first: int, diagnostics: Diagnostics) -> Commented:
    """The `lines` of a page without their comments. What is wrong with those goes into `diagnostics`.

    Nothing before line `first` (from 0) is touched. A comment without an end covers the rest of the page.
    """
    found = no_comments(lines)
    shown, covers = list(lines), found.covers
    fence, closing, opened, alone = "", "", -1, False
    for n in range(first, len(lines)):
        line = lines[n]
        if not closing and not has_comments(line):
            stripped = line.strip()
            if fence:
                fence = "" if closes_fence(stripped, fence) else fence
            else:
                fence = opening_fence(stripped)
            continue
        if not closing and (fence or line.lstrip().startswith(">")):
            continue
        pieces: list[str] = []
        inside: list[str] = []
        at, was_open = 0, bool(closing)
        while True:
            if closing:
                end = line.find(closing, at)
                inside.append(line[at:] if end < 0 else line[at:end])
                pieces.append(" " * len(inside[-1]))
                if end < 0:
                    break
                pieces.append(" " * len(closing))
                at, closing = end + len(closing), ""
            m = _OPENING.search(line, at)
            if not m:
                pieces.append(line[at:])
                break
            pieces += [line[at : m.start()], " " * _BEGUN]
            at, closing, opened = m.start() + _BEGUN, _CLOSING[m[0]], n
        shown[n], found.inside[n], found.goes_on[n] = "".join(pieces), "\n".join(inside), bool(closing)
        empty = not shown[n].strip()
        covers[n] = Cover.PART if not empty else Cover.INSIDE if was_open and not alone else Cover.WHOLE
        if not was_open:
            alone = empty
        elif not empty:
            alone = False
        fence = opening_fence(shown[n].strip())
    if closing:
        message = f'this comment has no "{closing}"'
        diagnostics.add(opened + 1, 1, "note-open", message, "close it: all below it is hidden")
    return found._replace(shown=shown)
