"""How people write days and months, and which words are certainly one."""

import re
from collections.abc import Mapping

ISO = re.compile(r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?:[T ][0-9:.]+Z?)?")
NUMBERS = re.compile(r"([0-9]{1,2})([/.-]) ?([0-9]{1,2})\2 ?([0-9]{4}|[0-9]{2})(?: [0-9:.]+)?")
DAY_FIRST = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|\.|º)?(?: of| de)? ?-?([^\W\d_]{3,12})\.?,?(?: de)?[ -](['’]?[0-9]{2}|[0-9]{4})"
)
MONTH_FIRST = re.compile(r"([^\W\d_]{3,12})\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? (['’]?[0-9]{2}|[0-9]{4})")
SHORT = re.compile(r"([0-9]{1,2})[-./ ]{1,2}([^\W\d_]{3,12})\.?|([^\W\d_]{3,12})[-./ ]{1,2}([0-9]{1,2})")
PARTLY = re.compile(
    r"\(?(?:(?P<year>[0-9]{4})(?:[/.-](?P<month>[0-9]{1,2}))?"
    r"|(?P<before>[^\W\d_]{3,12}\.?,? |[0-9]{1,2}[/.-])(?P<after>[0-9]{4}))\)?"
)
"""A year, or a month of one."""
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? ", re.IGNORECASE)
_BRACKETS = {")": "(", "]": "["}

_ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_OTHERS: Mapping[str, int] = {
    "januar": 1,
    "februar": 2,
    "märz": 3,
    "mai": 5,
    "juni": 6,
    "juli": 7,
    "oktober": 10,
    "dezember": 12,
    "janvier": 1,
    "février": 2,
    "mars": 3,
    "avril": 4,
    "juin": 6,
    "juillet": 7,
    "août": 8,
    "septembre": 9,
    "octobre": 10,
    "novembre": 11,
    "décembre": 12,
    "enero": 1,
    "febrero": 2,
    "marzo": 3,
    "abril": 4,
    "mayo": 5,
    "junio": 6,
    "julio": 7,
    "agosto": 8,
    "septiembre": 9,
    "octubre": 10,
    "noviembre": 11,
    "diciembre": 12,
    "sept": 9,
}
MONTHS = {**{name: n for n, name in enumerate(_ENGLISH, 1)}, **{name[:3]: n for n, name in enumerate(_ENGLISH, 1)}}
MONTHS |= _OTHERS


def bare(text: str) -> str:
    """A date's `text` without the name of a weekday before it, and without a remark in brackets behind it."""
    text = _WEEKDAY.sub("", text.strip(), count=1)
    last = text[-1:]
    before, opened, remark = text[:-1].rpartition(_BRACKETS.get(last, "")) if last in _BRACKETS else (text, "", "")
    return before.rstrip() if opened and last not in remark and any(map(str.isalpha, remark)) else text


def is_day(text: str) -> bool:
    """Whether `text` is certainly a day, or a month of a year, and no name: `10 Mar 97`, `1997-03-10`, `March 1997`."""
    text = bare(text)
    if not text[:1].isalnum() or not any(map(str.isdecimal, text)):
        return False
    if ISO.fullmatch(text):
        return len(text) != 8 or not text.isdecimal() or text[:2] in ("19", "20")
    if m := DAY_FIRST.fullmatch(text):
        return m[2].casefold() in MONTHS
    if m := MONTH_FIRST.fullmatch(text):
        return m[1].casefold() in MONTHS
    m = PARTLY.fullmatch(text)
    return bool(NUMBERS.fullmatch(text)) or bool(m and m["after"] and m["before"][0].isalpha() and year_or_month(m))


def year_or_month(m: re.Match[str]) -> str:
    """What a match of `PARTLY` says, as ISO; "" where there is no such month."""
    if m["year"] and not m["month"]:
        return m["year"]
    before = (m["month"] or m["before"]).rstrip(" ,./-").casefold()
    month = int(before) if before.isdecimal() else MONTHS.get(before, 0)
    return f"{m['year'] or m['after']}-{month:02}" if 1 <= month <= 12 else ""
