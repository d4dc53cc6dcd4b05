"""Words with which a keeper asks to hide something, other than those that say until when: `hidden: true`.

None of them has a meaning in a page. What they were meant for stays hidden, until a stamp says when it is revealed.
"""

import re
import unicodedata

_LONGEST = 60
_WORD, _HUMP = re.compile(r"[^\W_]+"), re.compile("(?<=[a-z])(?=[A-Z])")
_PLAIN = frozenset({"hidden", "hide", "spoiler", "spoil", "unlisted", "unpublished", "embargo", "embargoed"})
"""Words that ask for it wherever they stand in a name."""
_ALONE = frozenset({"secret", "private", "draft", "until"})
"""Words that ask for it as a whole name, or with a value that says so: a "secret identity" is something else."""
_SHOWS = frozenset({"public", "visible", "visibility", "show", "shown", "listed", "published"})
ENDS = re.compile(r"^[\W_]+|[\W_]+$")
"""Marks at both ends of some words."""
_YES = frozenset({"true", "yes", "on", "y", "1"})
_NO = frozenset({"false", "no", "off", "n", "0"})
_LONG = 5
"""Letters of a word from which on it may have a slip: "hike" is not "hide"."""

_POSITION = re.compile(
    r"\b(?:S[0-9]{1,4}(?:E[0-9]{1,5})?|[0-9]{1,4}x[0-9]{1,5}|seasons?\s{0,3}[0-9]{1,4})\b|@\s?[0-9]", re.IGNORECASE
)


def one_slip(word: str, right: str) -> bool:
    """True where `word` is `right`, or one letter was inserted, left out, replaced, or two were swapped."""
    if abs(len(word) - len(right)) > 1:
        return False
    half = (len(right) - 1) // 2  # one slip leaves one of the two halves as it is
    if half and not (word.startswith(right[:half]) or word.endswith(right[-half:])):
        return False
    same = 0
    while same < min(len(word), len(right)) and word[same] == right[same]:
        same += 1
    a, b = word[same:], right[same:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def holds_position(text: str) -> bool:
    """True where `text` begins with what reads like a stamp, such as `Title 1x05`."""
    return _POSITION.search(text[:_LONGEST]) is not None


def any_position(text: str) -> bool:
    """True where a position stands anywhere in `text`."""
    return _POSITION.search(text) is not None


def asks_to_hide(name: str, value: str) -> bool:
    """True where a field of this `name` asks to hide what stands beside it: `hidden: true`, `spoilers: S 1x02`,
    `visible: no`. Only a plain "no" says that a field such as `hidden` does not ask for it. Words count in any case, of
    one or of many, and with one slip where they are long."""
    text = value.strip().casefold()
    words = _words(name)
    if _any_of(words, _PLAIN) or _any_of(words, _ALONE):
        is_plain = len(words) == 1 or _any_of(words, _PLAIN)
        return text not in _NO if is_plain else _is_yes(value)
    return not _SHOWS.isdisjoint(words) and (text in _NO or _any_of(_words(text), _PLAIN | _ALONE))


def plainly_asks(name: str, value: str) -> bool:
    """True where a field within another one, whose `name` may be that of an edition, asks to hide something: where its
    `value` says so too. "Hidden 1999: 480" is an edition."""
    return asks_to_hide(name, value) and (_is_yes(value) or value.strip().casefold() in _NO)


def hides_line(name: str, value: str) -> bool:
    """True where a line of a page's text, a `name` of one or two words and a `value` after a colon, asks to hide what
    stands beside it."""
    words = _words(name)
    return len(words) < 3 and _any_of(words, _PLAIN | _ALONE) and _is_yes(value)


def _is_yes(value: str) -> bool:
    return ENDS.sub("", value).casefold() in _YES or holds_position(value)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", _HUMP.sub(" ", name[:_LONGEST]))
    return _WORD.findall(plain.casefold())


def _any_of(words: list[str], those: frozenset[str]) -> bool:
    return any(_is_one(word.removesuffix("s"), those) for word in words)


def _is_one(word: str, those: frozenset[str]) -> bool:
    return word in those or (len(word) >= _LONG and any(one_slip(word, it) for it in those if len(it) > _LONG))
