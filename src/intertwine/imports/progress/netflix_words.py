"""How Netflix writes seasons, episodes and dates in the languages of its countries."""

import re
from collections.abc import Iterable
from typing import NamedTuple

SEASON_WORDS = (
    "season", "series", "temporada", "staffel", "saison", "stagione", "seizoen", "säsong", "sæson", "sesong", "kausi",
    "sezon", "sezonul", "sezóna", "évad", "σεζόν", "κύκλος", "сезон", "sezona", "musim", "mùa", "ซีซั่น", "עונה", "الموسم",
    "シーズン", "시즌", "sezony", "sésong",
)  # fmt: skip
PART_WORDS = (
    "part", "parte", "teil", "partie", "deel", "del", "osa", "część", "kısım", "rész", "část", "часть", "volume",
    "volumen", "volym", "bind", "book", "libro", "livro", "buch", "livre", "chapter", "collection", "colección",
    "パート", "파트",
)  # fmt: skip
ALONE_WORDS = (
    "limited series", "miniseries", "mini series", "mini-series", "miniserie", "miniserien", "minissérie", "mini-série",
    "série limitée", "serie limitada", "série limitada", "limitierte serie", "miniszéria", "minisarja", "miniserial",
    "mini dizi", "мини-сериал", "リミテッドシリーズ", "리미티드 시리즈",
)  # fmt: skip
EPISODE_WORDS = (
    "episode", "episodio", "episódio", "épisode", "folge", "aflevering", "avsnitt", "afsnit", "odcinek", "jakso",
    "bölüm", "epizoda", "epizód", "rész", "серия", "эпизод", "επεισόδιο", "episod", "tập", "ตอนที่", "פרק", "الحلقة",
    "エピソード", "에피소드", "capítulo", "chapitre",
)  # fmt: skip


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_NUMBER = r"([0-9]{1,3})"
_SEASON = re.compile(
    rf"(?:{_either(SEASON_WORDS)})\s*{_NUMBER}|{_NUMBER}\.?\s*(?:{_either(SEASON_WORDS)})|第\s*{_NUMBER}\s*[季期]",
    re.IGNORECASE,
)
_PART = re.compile(rf"(?:{_either(PART_WORDS)})\s*{_NUMBER}|{_NUMBER}\.?\s*(?:{_either(PART_WORDS)})", re.IGNORECASE)
_ALONE = re.compile(_either(ALONE_WORDS), re.IGNORECASE)
_EPISODE = re.compile(
    rf"(?:{_either(EPISODE_WORDS)})\s*([0-9]{{1,4}})|([0-9]{{1,4}})\.?\s*(?:{_either(EPISODE_WORDS)})"
    r"|第\s*([0-9]{1,4})\s*[話话集回]",
    re.IGNORECASE,
)
_BEHIND = re.compile(rf"\((?:{_either(EPISODE_WORDS)})\s*([0-9]{{1,4}})\)\s*$", re.IGNORECASE)
_DATE = re.compile(r"([0-9]{1,4})[./\- ]{1,2}([0-9]{1,2})[./\- ]{1,2}([0-9]{1,4})\.?")


class NetflixTitle(NamedTuple):
    """What a title says. `season` None: no season, or the only one. `is_split`: it speaks of a season, so that `show`
    is a series. `is_numbered` is False where a part has the number, and not a season."""

    show: str
    season: int | None = None
    episode: int | None = None
    name: str = ""
    is_split: bool = False
    is_numbered: bool = True


def read_title(text: str) -> NetflixTitle:
    """What a title such as "Show: Season 1: Name (Episode 3)" says."""
    episode, name = None, ""
    if behind := _BEHIND.search(text):
        episode, text = int(behind[1]), text[: behind.start()]
    parts = [part.strip() for part in re.split(r":\s", f"{text} ")]
    for at in range(len(parts) - 1, 0, -1):
        found = _season(parts[at])
        if found is not None and any(parts[:at]):
            season, is_numbered = found
            name = ": ".join(parts[at + 1 :])
            if (match := _EPISODE.fullmatch(name)) is not None:
                episode, name = int(next(filter(None, match.groups()))), ""
            return NetflixTitle(": ".join(parts[:at]), season, episode, name, True, is_numbered)
    if episode is not None and len(parts) > 1:
        return NetflixTitle(": ".join(parts[:-1]), None, episode, parts[-1], True)
    last = _EPISODE.fullmatch(parts[-1]) if len(parts) > 1 else None
    if last is not None:
        return NetflixTitle(": ".join(parts[:-1]), None, int(next(filter(None, last.groups()))), "", True)
    return NetflixTitle(text.strip())


def _season(part: str) -> tuple[int | None, bool] | None:
    """The number of a season that a part of a title is, and whether it is one for sure; None where it is none."""
    if match := _SEASON.fullmatch(part):
        return int(next(filter(None, match.groups()))), True
    if match := _PART.fullmatch(part):
        return int(next(filter(None, match.groups()))), False
    return (None, True) if _ALONE.fullmatch(part) else None


def date_order(dates: Iterable[str]) -> str:
    """In which order all these dates have their numbers: "dmy", "mdy" or "ymd"; "" where nothing tells."""
    for text in dates:
        match = _DATE.fullmatch(text.strip())
        if match is None:
            continue
        first, second = int(match[1]), int(match[2])
        if len(match[1]) == 4:
            return "ymd"
        if first > 12 or "." in text:
            return "dmy"
        if second > 12:
            return "mdy"
    return ""


def read_date(text: str, order: str) -> str:
    """A date in ISO; "" where its order is not known, or it is none."""
    match = _DATE.fullmatch(text.strip())
    if match is None or not order:
        return ""
    numbers = [int(it) for it in match.groups()]
    year, month, day = (numbers[order.index(letter)] for letter in "ymd")
    year += 2000 if year < 100 else 0
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
