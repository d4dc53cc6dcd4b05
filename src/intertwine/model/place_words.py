"""The words that people write before a number of a place, and the patterns made of them.

The kinds of titles choose among these words: see `TitleKind`.
"""

import re
from collections.abc import Mapping

from intertwine.model.numbers import NUMBER

_PARTS = """season seasons series part parts pt p book books volume volumes vol v act acts disc discs disk disks
    world worlds arc arcs saga sagas cycle cycles section sections cantica canticas cantiche canticle canticles
    tome tomes fascicle fascicles"""
_INSTALLMENTS = """episode episodes chapter chapters chap ch issue issues no nr # scene scenes sc mission missions
    level levels quest quests stage stages track tracks letter letters story stories verse verses strip strips
    day days case cases canto cantos poem poems sonnet sonnets psalm psalms entry entries"""
_NUMBERINGS = """absolute abs overall production prod collected collection omnibus trade tpb hardcover dvd aired
    broadcast"""

PART_WORDS = frozenset(_PARTS.split())
"""Words for parts."""
INSTALLMENT_WORDS = frozenset(_INSTALLMENTS.split())
"""Words for installments."""
NUMBERING_WORDS = frozenset(_NUMBERINGS.split())
"""Words for other numberings of installments, which a title's page may give beside the words above."""
SAME_NUMBERING = {
    "#": "absolute", "abs": "absolute", "prod": "production", "collection": "collected", "tpb": "trade",
    "vol": "volume", "v": "volume", "disk": "disc",
}  # fmt: skip
"""Other words for some of the numberings."""
OWN_NUMBERINGS = frozenset({"absolute", "overall", "production", "aired", "broadcast"})
"""Numberings in which each number is that of one installment; in others, as of discs, several have one."""
_SINGULAR = {"stories": "story", "cantiche": "cantica", "entries": "entry"}
USUAL_WORDS = frozenset({"season", "seasons", "series", "s", "episode", "episodes", "ep", "eps", "e"})
"""Those that fit every title, whatever its kind calls its parts."""


def singular(word: str) -> str:
    """The word for one of what `word`, one of a place, may count several of: "chapter" for "chapters"."""
    one = _SINGULAR.get(word, word.removesuffix("s"))
    return one if one in PART_WORDS | INSTALLMENT_WORDS else word


NUMBERINGS: Mapping[str, str] = {
    word: SAME_NUMBERING.get(word) or SAME_NUMBERING.get(singular(word), singular(word))
    for word in sorted((PART_WORDS | INSTALLMENT_WORDS | NUMBERING_WORDS) - USUAL_WORDS)
}
"""The names of other numberings, by the words that people write for them."""


def _any_of(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words - USUAL_WORDS, key=lambda it: (-len(it), it)))


NUMBER_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
"""From one on."""
ROMAN_NUMBERS = (
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
    "xviii", "xix", "xx",
)  # fmt: skip
"""From one on."""
_SEASON, _EPISODE = r"seasons?|series|s", r"episodes?|eps?\.?|e"
_PART, _INSTALLMENT = _any_of(PART_WORDS), _any_of(INSTALLMENT_WORDS | NUMBERING_WORDS)
_MANY = "|".join(sorted(word for word in PART_WORDS if word.endswith("s") and word != "series"))

TOKEN = re.compile(
    rf"""[\s.:]*(?:
      (?P<of>[0-9]{{1,4}})\s?x\s?(?P<number>{NUMBER})
    | (?:{_SEASON})\s?(?P<season>[0-9]{{1,4}})(?![0-9x])
    | (?:{_EPISODE})\s?(?P<episode>{NUMBER})(?!x)
    | (?P<part>{_PART})\.?\s?(?P<part_number>[0-9]{{1,4}})(?![0-9x])
    | (?P<installment>{_INSTALLMENT})\.?\s?(?P<own_number>{NUMBER})(?!x)
    | (?P<bare>{NUMBER})(?!x)
    | (?P<dash>-|(?:to|through|thru)\b)
    | (?P<slash>/)
    | (?P<join>(?:,\s?)?(?:&|\+|and\b))
    | (?P<comma>,)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""One token of a place."""
WORDED_NUMBER = re.compile(
    rf"\b((?:{_SEASON}|{_EPISODE}|{_PART}|{_INSTALLMENT})\s)({'|'.join(NUMBER_WORDS + ROMAN_NUMBERS)})\b", re.IGNORECASE
)
"""A number in words, or in Roman numerals, after a word for a part or an installment."""
_PAIR = r"[0-9]{1,4}\.[0-9]{1,4}"
NUMBERED = re.compile(rf"({_PART})\s?({_PAIR})(?:\s?(?:-|to|through|thru)\s?({_PAIR}))?", re.IGNORECASE)
"""A number of two numbers: a disc, and what is where on it; or a run of them."""
_UNTIL = r"(?:(?:read|watched|seen|heard|played|listened)\s)?(?:(?:up\s)?to|until|till|at)\s"
UNTIL = re.compile(_UNTIL, re.IGNORECASE)
"""What people write before a share or a page: "to", "up to", "read to"."""
_NOT_ITSELF = r"(?:before|prior\sto|(?:but\s)?(?:not\sincluding|not\sincl\.?|excluding|excl\.?))\s"
BEFORE = re.compile(
    rf"(?:(?:{_UNTIL})|(?:read|watched|seen|heard|played|listened)\s)?,?\s?{_NOT_ITSELF}", re.IGNORECASE
)
"""What people write before a place that they have not passed."""
EXCEPT = re.compile(
    r"""(?:^|(?<=[\s,(]))(?:(?:and|but)\s)?(?:except(?:ing|ed)?(?:\sfor)?|exclud(?:ing|es?)|excl\.?|without|w/o|minus|but|
    not|skip(?:ping|ped|s)?|missing|missed|lacking|besides|barring|apart\sfrom|aside\sfrom|other\sthan|save\sfor|
    unread|unseen|unwatched)(?:\sfor)?(?=[\s:]|$)[\s:]*""",
    re.VERBOSE | re.IGNORECASE,
)
"""What people write before a place that they leave out."""
PAGE_BEHIND = re.compile(r"(.{1,60}?),?\s(?:pages?|pg\.?|pp?\.?)\s?([0-9]{1,6})", re.IGNORECASE)
"""A page behind the name of its edition."""
NARROWS = re.compile(
    r"\b(?:half(?:way)?|mid(?:dle|way)?|start(?:ed|ing|s)?|beg[iau]n(?:ning|s)?|almost|nearly|not|never|currently|reading"
    r"|watching|into|before|prior|first|most|some|part\s?way|partly|few)\b",
    re.IGNORECASE,
)
"""What says that not all of a place was passed."""
BEGINS = re.compile(
    rf"(?:{_UNTIL})?(?:(?:{_SEASON}|{_EPISODE}|(?:{_PART}|{_INSTALLMENT}|pages?|pg|pp)\.?)\s?)?[0-9]", re.IGNORECASE
)
"""How a place begins."""
OPEN_PART = re.compile(rf"(?:^|\s)(?:{_SEASON}|(?:{_PART})\.?)\s?[0-9]{{1,4}}$", re.IGNORECASE)
"""Ends with a part, of which an installment may follow after a comma."""
PART_OF = re.compile(rf"((?:{_SEASON}|(?:{_PART})\.?)\s?[0-9]{{1,4}})\sof\s(.+)", re.IGNORECASE)
"""A part, and the title after it: an installment of the part may follow here, too."""
AN_INSTALLMENT = re.compile(rf"(?:{_EPISODE}|(?:{_INSTALLMENT})\.?)\s?[0-9]", re.IGNORECASE)
"""Begins with an installment."""
MANY_PARTS = re.compile(rf"\b(?:{_MANY})\b", re.IGNORECASE)
"""Speaks of several parts, so that a number alone is one more."""
