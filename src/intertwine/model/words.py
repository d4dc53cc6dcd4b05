"""Names compared in one way everywhere, and the addresses made from them.

A name has four readings, each coarser than the one before: `exact` (as written), `fold` (whatever the case, accents,
apostrophes and hyphens), `letters` (whatever the punctuation as well) and `joined` (whatever the spaces as well).
`names.Names` and `names.closest` try them in this order. All that is here takes time in proportion to its text,
whatever the text holds.
"""

import re
import unicodedata

_APOSTROPHES = (
    "'`\u00b4\u0374\u02b9\u02bb-\u02bf\u055a\u05f3\u1fef\u1ffd\u2018\u2019\u201b\u2032-\u2037\u2057\ua78b\ua78c\uff07"
    "\uff40"
)
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
_LEFT_OUT = re.compile(f"[{_APOSTROPHES}{_INVISIBLE}]+")
# Those that hide an apostrophe, and those that Python decomposes to marks and then sorts in quadratic time.
_HIDING = {"\u0149": "n", "\u1e9a": "a", "\uff9e": "\u3099", "\uff9f": "\u309a"}
_HYPHENS = (
    "-\u058a\u05be\u1400\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d"
    "\u301c\u3030\u30a0\U00010ead"
)
_SPELT = {"æ": "ae", "œ": "oe", "þ": "th", **dict.fromkeys(_HYPHENS, " ")}
_SPELT |= dict(zip("øđðɖɗłƚħıȷĸŋŧƭʈƀɓƈɛəƒɠǥɨƙɲɔɵƥʉʋƴƶ", "oddddllhijkntttbbceefggiknoopuvyz", strict=True))
"""Letters that no decomposition takes apart, and hyphens."""

_TIBETAN = str.maketrans({"\u0f73": "\u0f71\u0f72", "\u0f75": "\u0f71\u0f74", "\u0f81": "\u0f71\u0f80"})

_ANY_HIDING, _ANY_SPELT = (re.compile(f"[{''.join(map(re.escape, table))}]") for table in (_HIDING, _SPELT))
_LONG_RUN = re.compile(rb"[^\0]{33,}")
_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
_MARKS_OF_LATIN_OR_GREEK = re.compile(
    "(?<=[a-z\u00c0-\u02af\u0370-\u03ff\u1d00-\u1dbf\u1e00-\u1fff\u2c60-\u2c7f\ua720-\ua7ff\uab30-\uab6f])" + _MARKS
)
_CYRILLIC = re.compile("[\u0400-\u0482\u048a-\u052f\u1c80-\u1c8f\ua640-\ua66e\ua680-\ua69d]" + _MARKS)
_ACCENTED_CYRILLIC = {"ё": "е", "ѐ": "е", "ѝ": "и"}
_ASCII = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ-", b"abcdefghijklmnopqrstuvwxyz ")
_DIGIT = re.compile(r"\d")
_GAPS = re.compile("[^a-z0-9]+")
_NO_LETTERS = re.compile(r"[^\w ]+|_+")


def nfc(text: str) -> str:
    """`text` in Unicode's form NFC. Unlike Python's own function, linear in marks that are out of order."""
    return text if text.isascii() else unicodedata.normalize("NFC", _in_order(text))


def exact(text: str) -> str:
    """`text` as written: in NFC, with single spaces. What is equal here is the same name."""
    return " ".join((text if text.isascii() else nfc(text)).split())


def fold(text: str) -> str:
    """`text` as names are compared: whatever the case, accents, apostrophes and hyphens. `fold(fold(t)) == fold(t)`.

    - Apostrophes of every kind and invisible characters are left out; a hyphen or dash of any kind is a space:
      Spider-Man is Spider Man and not Spiderman.
    - Compatible forms are one (full width, ligatures, small capitals of Letterlike Symbols).
    - Letters of Latin and Greek lose their marks: é is e, ö is o, ά is α. Those that have no decomposition are spelt
      out: ø o, ł l, đ and ð d, ı i, ħ h, ŧ t, ß ss, æ ae, œ oe, þ th.
    - A Cyrillic letter that has a character of its own is a letter of an alphabet and stays (й, ї, ў), except ё, which
      is mostly written е, ѐ and ѝ; stress marks go.
    - Marks of all other scripts change the letter and stay: か and が differ.

    A text of nothing but apostrophes, hyphens and invisible characters is `exact(text)`.
    """
    if text.isascii():
        return _plain(text) or exact(text)
    plain = _LEFT_OUT.sub("", text)
    if plain.isascii():
        return _plain(plain) or exact(text)
    plain = _in_order(_ANY_HIDING.sub(lambda m: _HIDING[m[0]], plain))
    plain = unicodedata.normalize("NFD", plain).replace("\u0345", "").casefold()
    plain = unicodedata.normalize("NFKD", plain).casefold()
    plain = _ANY_SPELT.sub(lambda m: _SPELT[m[0]], plain)
    plain = _CYRILLIC.sub(_cyrillic, _MARKS_OF_LATIN_OR_GREEK.sub("", plain))
    return " ".join(unicodedata.normalize("NFC", plain).split()) or exact(text)


def letters(text: str) -> str:
    """`text` whatever its punctuation: folded, what is no letter, digit or mark of one made a space. May be ""."""
    return letters_of(fold(text))


def letters_of(plain: str) -> str:
    """What is left of a folded text whatever its punctuation."""
    if plain.replace(" ", "").isalnum():
        return plain
    if plain.isascii():
        return _GAPS.sub(" ", plain).strip()
    return " ".join(_NO_LETTERS.sub(_marks, plain).split())


def joined(text: str) -> str:
    """The `letters` of `text`, words without digits written together: Spider-Man is Spiderman. A word with a digit may
    be a place, and stands alone. May be ""."""
    return joined_of(letters(text))


def joined_slug(slug_text: str) -> str:
    """The `joined` reading of the name that a slug was made from."""
    return joined_of(slug_text.replace("-", " "))


def joined_of(plain: str) -> str:
    if not _DIGIT.search(plain):
        return plain.replace(" ", "")
    words = plain.split()
    if len(words) == 1:
        return words[0]
    found, was_plain = list[str](), False
    for word in words:
        is_plain = word.isalpha() or not _DIGIT.search(word)
        if found and not (is_plain and was_plain):
            found.append(" ")
        found.append(word)
        was_plain = is_plain
    return "".join(found)


def slug(name: str) -> str:
    """A name as part of an address: its `letters`, joined by hyphens; "x" where none are left."""
    return letters(name).replace(" ", "-") or "x"


def _in_order(text: str) -> str:
    """`text`, canonically equal, its long runs of marks in canonical order.

    Python sorts the marks of a run by insertion: a run of 100,000 would take it minutes.
    """
    if len(text) <= 32:
        return text
    text = text.translate(_TIBETAN)
    runs = list(_LONG_RUN.finditer(bytes(map(unicodedata.combining, text))))
    parts, done = [], 0
    for run in runs:
        parts += [text[done : run.start()], *sorted(text[run.start() : run.end()], key=unicodedata.combining)]
        done = run.end()
    return "".join([*parts, text[done:]]) if runs else text


def _marks(match: re.Match[str]) -> str:
    """Characters that are no letters or digits, each a space but for the marks of a letter."""
    return "".join(c if unicodedata.category(c)[0] == "M" else " " for c in match[0])


def _plain(text: str) -> str:
    """What `fold` makes of ASCII; "" where nothing is left."""
    return " ".join(text.encode().translate(_ASCII, b"'`").decode().split())


def _cyrillic(match: re.Match[str]) -> str:
    """A letter with its marks: as one letter where it has a character of its own, else without them."""
    letter = unicodedata.normalize("NFC", match[0])[0]
    return _ACCENTED_CYRILLIC.get(letter, letter)


def a(word: str) -> str:
    """A word after "a" or "an", as its first letter asks: `an episode`, `a chapter`."""
    return f"{'an' if word[:1] in 'aeiou' else 'a'} {word}"


def uncapital(words: str) -> str:
    """Words within a sentence."""
    return f"{words[:1].lower()}{words[1:]}"


def capital(words: str) -> str:
    """Words at the beginning of a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def within(name: str) -> str:
    """A name inside a sentence: "the Hand" of what is called The Hand."""
    return uncapital(name) if name.startswith(("The ", "A ", "An ")) else name
