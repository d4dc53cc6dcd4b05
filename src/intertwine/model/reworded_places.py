"""Places in words that are not those of `positions`, in its words: what people type instead.

Nothing here knows which titles there are. So a text is only reworded where it is not understood as it is: "Half" and
"45 Percent" can be the names of titles.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from intertwine.model.place_words import NUMBER_WORDS, ROMAN_NUMBERS, WORDED_NUMBER

LONGEST_REWORDED = 200
"""Characters of a text that is reworded to be offered."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_WIDE = MappingProxyType({
    **{chr(code + 0xFEE0): chr(code) for code in map(ord, "#@ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")},
    "\uff05": "%", "\ufe6a": "%", "\u066a": "%", "\u3000": " ",
})  # fmt: skip
"""Signs of full width, and percent signs of other scripts, by what they stand for."""
_PERCENT = re.compile(r"(?<=[0-9])\s?(?:per\s?cent|pct\.?|prozent|v\.\s?H\.)(?!\w)", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9]{1,2}\s?%)")
_GLUED = re.compile(
    r"(?<=[^\W\d_])(?=[0-9]{1,4}x[0-9])|(?<=[^\W\d_])(?=S[0-9]{1,4}(?:E[0-9]{1,5})?(?!\w))|(?<=[^\W\d_a-zA-Z])(?=[0-9])"
)
"""Where a place begins without a space before it."""

Fractions = tuple[tuple[str, str], ...]
"""Patterns of parts of a whole in words, and the share that each is, rounded down."""
_BEHIND = r"(?:\s(?:through|done|durch))?(?=$|[,;])"
_FRACTIONS: Fractions = (
    (r"(?:two|2)[\s-]thirds", "66.6%"),
    (r"(?:a|one|1)[\s-]third", "33.3%"),
    (r"(?:three|3)[\s-]quarters", "75%"),
    (r"(?:a|one|1)[\s-]quarter", "25%"),
    (r"half[\s-]?way|(?:the\s)?(?:first\s)?half|(?:a|one)\shalf|the\smiddle|(?:the\s)?mid[\s-]?point", "50%"),
)
_GERMAN_FRACTIONS: Fractions = (
    (r"zwei\s?drittel(?:n)?", "66.6%"),
    (r"(?:(?:ein|einem|das|dem|erste[nm]?)\s)*drittel", "33.3%"),
    (r"drei\s?viertel(?:n)?", "75%"),
    (r"(?:(?:ein|einem|das|dem|erste[nm]?)\s)*viertel", "25%"),
    (r"(?:(?:die|der|erste[n]?)\s)*(?:h\u00e4lfte|haelfte|mitte)|halb", "50%"),
)
_SHARE_AND_MORE = re.compile(rf"(?<=%){_BEHIND}", re.IGNORECASE)

_GERMAN: Mapping[str, str] = MappingProxyType({
    "staffel": "season", "staffeln": "seasons", "folge": "episode", "folgen": "episodes", "episoden": "episodes",
    "kapitel": "chapter", "kapiteln": "chapters", "teil": "part", "teile": "parts", "teilen": "parts",
    "band": "volume", "b\u00e4nde": "volumes", "buch": "book", "b\u00fccher": "books", "heft": "issue",
    "hefte": "issues", "akt": "act", "akte": "acts", "aufzug": "act", "szene": "scene", "szenen": "scenes",
    "auftritt": "scene", "seite": "page", "seiten": "pages", "s.": "page",
})  # fmt: skip
"""German words before a number of a place, by those of `place_words`."""
_WORDS = "|".join(sorted(map(re.escape, _GERMAN), key=len, reverse=True))
_GERMAN_PLACE = re.compile(
    rf"(?<!\w)(?:(?:der|die|das)\s)?(?:(?P<ordinal>[0-9]{{1,4}})\.\s?(?P<after>{_WORDS})(?!\w)"
    rf"|(?P<word>{_WORDS})\s?(?=[0-9]))",
    re.IGNORECASE,
)
_GERMAN_TO = re.compile(
    r"(?<!\w)bis(?:\s(?:zu[rm]?|einschlie(?:\u00df|ss)lich|inklusive))?\s(?=[0-9]|[a-z]+\.?\s?[0-9])", re.IGNORECASE
)
_GERMAN_OF = re.compile(r"(?<=[0-9%])(,?\s)(?:von|der|des|vom)\s(?=\S)", re.IGNORECASE)
_GERMAN_AND = re.compile(r"(?<=[0-9])\sund\s(?=\S)", re.IGNORECASE)
_GERMAN_TERM = re.compile(
    r"(?:^|(?<=[,;\n]))(\s*)(?:(vor)(?=\s\S)|(alles)(?=\s*(?:$|[,;\n]))|(nichts)(?=\s*$))", re.IGNORECASE
)


def with_percent_signs(text: str) -> str:
    """`text` with the sign for "percent" behind a number. It means the same. "" where nothing changes."""
    found = _PERCENT.sub("%", text)
    return found if found != text else ""


def in_plain_signs(text: str) -> str:
    """`text` with digits, letters and percent signs of full width, and the digits of other scripts, as `0` to `9`, `A`
    to `Z` and `%`."""
    return text if text.isascii() else _PERCENT.sub("%", _NOT_ASCII.sub(lambda m: _plain_sign(m[0]), text))


def with_decimal_points(text: str) -> str:
    """`text` with shares like "45,5%" written as "45.5%"."""
    return _DECIMAL_COMMA.sub(".", text)


def with_digits(text: str) -> str:
    """`text` with numbers in words after the word for a part or an installment ("part one, chapter three", "Act II") in
    digits."""

    def digits(m: re.Match[str]) -> str:
        word = m[2].lower()
        return f"{m[1]}{NUMBER_WORDS.index(word) + 1 if word in NUMBER_WORDS else ROMAN_NUMBERS.index(word) + 1}"

    return WORDED_NUMBER.sub(digits, text)


def with_spaces(text: str) -> str:
    """`text` with a space before each place that stands right behind a letter: "Gundam1x01"."""
    plain = in_plain_signs(text)
    found = _GLUED.sub(" ", plain)
    return found if found != plain else text


def with_shares(text: str) -> str:
    """`text` with parts of a whole as shares: "half of Emma", "Emma, two thirds". Of what is only about so much, as in
    "almost half", a text remains that is no place."""

    found = _in_shares(text, _FRACTIONS)
    return _SHARE_AND_MORE.sub("", found) if found != text else text


def in_english(text: str) -> str:
    """`text` with the German words of places in English: "Staffel 1, Folge 3", "bis Kapitel 3", "45% von Emma"."""

    def place(m: re.Match[str]) -> str:
        if m["ordinal"]:
            return f"{_GERMAN[m['after'].lower()]} {m['ordinal']}"
        return f"{_GERMAN[m['word'].lower()]} "

    def term(m: re.Match[str]) -> str:
        return m[1] + ("before" if m[2] else "everything" if m[3] else "nothing")

    found = _GERMAN_PLACE.sub(place, _in_shares(text, _GERMAN_FRACTIONS))
    found = _GERMAN_AND.sub(" and ", _GERMAN_OF.sub(r"\1of ", _GERMAN_TO.sub("to ", found)))
    return _GERMAN_TERM.sub(term, found)


class Rewording(NamedTuple):
    """One way to reword: what it `makes` of a text, the text itself where nothing changes; what is the `matter` with a
    text that it changes; and whether what it changes is in a name as good as what stood there (`is_sure`)."""

    makes: Callable[[str], str]
    matter: str
    is_sure: bool = False


REWORDINGS = (
    Rewording(in_plain_signs, "has digits or signs of another script; places have 0 to 9 and %"),
    Rewording(with_digits, "has a number in words, and places are written in digits", is_sure=True),
    Rewording(with_decimal_points, "has a share with a comma in it, and commas separate terms", is_sure=True),
    Rewording(with_spaces, "has a place right behind a letter, and a space separates them"),
    Rewording(with_shares, "says a part of the whole in words, and shares are written in percent"),
    Rewording(in_english, "has German words, and places are written in English ones"),
)
"""How a text can be reworded to be offered, in this order."""


def _in_shares(text: str, fractions: Fractions) -> str:
    for words, share in fractions:
        text = re.sub(rf"(?<![\w-])(?:{words})(?![\w-])", share, text, flags=re.IGNORECASE)
    return text


def _plain_sign(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    return _WIDE.get(sign, sign) if digit is None else str(digit)
