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


def is_nobody(name: str) -> bool:
    """Whether a `name` certainly stands for no single one: it has no letters, or says that there are none or many."""
    if not any(map(str.isalnum, name)):
        return True
    return bool(_NOBODY.fullmatch(letters(name)))


def no_name(name: str, column: str) -> BadRowError | None:
    """What is wrong with a `name` in this `column` that can be nobody's, or None."""
    if is_nobody(name):
        message = f'"{name}" in "{column}" is nobody\'s name, and is left out'
        return BadRowError("name-unlikely", message, "write the names of those who are meant, or leave the cell empty")
    if is_day(name):
        message = f'"{name}" in "{column}" is a date, and nobody\'s name'
        return BadRowError("name-unlikely", message, "put each cell below its column, or call the column date")
    return None
