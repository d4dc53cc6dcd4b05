"""Ids that other programs give to titles, each in one spelling, so that equal ones are equal texts."""

import re

_SCHEMES = {
    "themoviedb": "tmdb", "moviedb": "tmdb", "tmdbid": "tmdb", "thetvdb": "tvdb", "tvdbid": "tvdb", "imdbid": "imdb",
    "traktid": "trakt", "isbn10": "isbn", "isbn13": "isbn", "isbn/uid": "isbn", "wikidataid": "wikidata",
}  # fmt: skip
"""Other names of schemes."""
OF_ONE_MEDIUM = frozenset({"tmdb", "tvdb", "trakt", "simkl", "tvrage", "slug"})
"""Schemes in which a film and a series can have one id."""
OF_PLAYERS = ("imdb", "tmdb", "tvdb")
"""Schemes that players and their files write."""
_IMDB = re.compile(r"(tt[0-9]{1,12})", re.IGNORECASE)
_LONGEST = 100


def outside_id(scheme: str, text: str) -> tuple[str, str] | None:
    """A scheme and an id in it as they are compared; None where `text` is no id in this `scheme`, or none at all."""
    known = scheme.strip().lower()
    known = _SCHEMES.get(known, known)
    found = text.strip()
    if not known or not found or len(found) > _LONGEST:
        return None
    if known == "imdb":
        match = _IMDB.search(found)
        return (known, match[1].lower()) if match else None
    if known == "isbn":
        number = _isbn(found)
        return (known, number) if number else None
    if found.isascii() and found.isdigit():
        found = found.lstrip("0")
    return (known, found) if found else None


def _isbn(text: str) -> str:
    """An ISBN as its 13 digits; "" where `text` is none."""
    digits = re.sub(r"[^0-9Xx]", "", text)
    if len(digits) == 13 and digits.isdigit():
        return digits
    if len(digits) != 10 or not digits[:9].isdigit():
        return ""
    body = f"978{digits[:9]}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return f"{body}{-total % 10}"
