"""How far in a title somebody is, as a share or a page."""

import re

from intertwine.model.extent import Extent, one
from intertwine.model.extent_parser import parsed
from intertwine.model.numbers import DIGITS
from intertwine.model.place_tokens import PlaceToken, plain, tokens_of
from intertwine.model.place_words import NUMBERED, UNTIL

_SHARE = re.compile(r"([0-9]{1,9})(?:\.([0-9]{1,9}))?\s?%(?:\sof\sit)?", re.IGNORECASE)
_SHARE_WITHIN = re.compile(r"(.{1,60}?),?\s((?:[a-z]+\s){0,3}[0-9.]{1,19}\s?%)", re.IGNORECASE)
_SHARE_OF = re.compile(r"([0-9.]{1,19}\s?%)\sof\s(.{1,60})", re.IGNORECASE)
_PAGE = re.compile(
    r"(?:pages?|pg\.?|pp?\.|pp?(?=\s?[0-9]{1,6}(?:,?\s(?:of|in)\s|,\s|\s?\()))\s?([0-9]{1,6})"
    r"(?:,?\s(?:of|in)\s(.+)|,\s(.+)|\s?\((.+)\))?",
    re.IGNORECASE,
)


def share_within(text: str, after: Extent | None) -> tuple[Extent, ...] | None:
    """A share of one other place: that place, and the share."""
    m, share_at = _SHARE_OF.fullmatch(text), 1
    if m is None:
        m, share_at = _SHARE_WITHIN.fullmatch(text), 2
    share = share_or_page(m[share_at]) if m else None
    within = parsed(tokens_of(plain(m[3 - share_at])), after) if m and share else None
    return (*within, share) if within and share and len(within) == 1 else None


def share_or_page(text: str) -> Extent | None:
    """The share or the page that all of `text` writes."""
    until = None if text[:1] in DIGITS else UNTIL.match(text)
    text = text[until.end() :] if until else text
    if "%" in text and (m := _SHARE.fullmatch(text)):
        hundredths = int(m[1]) * 100 + int(f"{m[2] or ''}00"[:2])  # what is finer is left out: late is safe
        return Extent("share", (0, hundredths), (0, hundredths))
    if not until and "." in text and (m := NUMBERED.fullmatch(plain(text))):
        found = one("number", 0, 0, "", m[1].lower())
        return found._replace(last=(0, 1), edition=f"{m[2]}-{m[3]}") if m[3] else found._replace(edition=m[2])
    if text[:1] in "pP" and (m := _PAGE.fullmatch(text)):
        page, edition = int(m[1]), (m[2] or m[3] or m[4] or "").strip()
        if m[3] and tokens_of(plain(edition), before=PlaceToken("season")):
            return None  # "p2, c1" are a part and a chapter
        return Extent("page", (0, page), (0, page), edition=edition)
    return None
