"""Words that stand where a name should be, and are none: `everyone`, `-`, `TBA`, a date."""

import re

from intertwine.imports.sheets.day_forms import is_day
from intertwine.imports.sheets.row import BadRowError
from intertwine.model.words import letters

_GROUP = "(?:gang|crew|cast|team|group|lot|family|ensemble|regulars|bunch|characters)"
_NOBODY = re.compile(
    r"(?:n a|na|none|no one|tba|tbd|tbc|unknown|unclear|various|varies|many|several|some|lots|loads|misc|"
    r"etc|same|same as (?:above|before|last)|as above|see above|ditto|others|other|and others|and more|"
    rf"(?:(?:almost|nearly|pretty much|basically|just about) )?(?:(?:everyone|everybody)(?: .*)?|all(?: {_GROUP})?"
    rf"(?: (?:of them|else|again|above|together|but .*|except .*|apart from .*|main {_GROUP}|the {_GROUP}))?)|"
    rf"(?:all )?(?:the )?(?:(?:whole|entire|usual|full|main|rest of the) )+{_GROUP}|"
    r"the (?:gang|cast)|(?:the )?(?:usual suspects|usuals|usual|regulars|main cast|rest|rest of them|the rest))"
)

_HOW_MANY = re.compile(
    r"(?:^|(?<=\s))(?:[0-9]{1,9}|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve"
    r"|(?:a )?[Dd]ozens?(?: of)?|(?:a )?[Hh]undreds?(?: of)?)"
    r" (?:[a-z'’-]+ ){0,2}(?:[a-z'’-]{2,}s|people|men|women|children|folk|police)$"
)
"""A number before a word for several, in small letters: no title, and no name as `Seven of Nine`."""


def is_nobody(name: str) -> bool:
    """Whether a `name` certainly stands for no single one: it has no letters, or says that there are none or many."""
    if not any(map(str.isalnum, name)):
        return True
    return bool(_NOBODY.fullmatch(letters(name)))


def says_how_many(name: str) -> bool:
    """Whether a `name` says how many there are of whom nobody says the names: `two dealers`, `Mike's nine guys`."""
    return bool(_HOW_MANY.search(name))


def no_name(name: str, column: str) -> BadRowError | None:
    """What is wrong with a `name` in this `column` that can be nobody's, or None."""
    if is_nobody(name):
        message = f'"{name}" in "{column}" is nobody\'s name, and is left out'
        return BadRowError("name-unlikely", message, "write the names of those who are meant, or leave the cell empty")
    if is_day(name):
        message = f'"{name}" in "{column}" is a date, and nobody\'s name'
        return BadRowError("name-unlikely", message, "put each cell below its column, or call the column date")
    return None
