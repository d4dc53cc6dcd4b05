"""What stands in a file where names are expected and is none: numbers, dates, addresses, markup, sentences."""

import re

from intertwine.storyline.read.numbers import number

LONGEST = 80
SIGNS = frozenset("{}<>=\\;|")
MARKUP = re.compile(r"#|//|```|--|[-+*>] |[0-9]+[.)] ")
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{0,20}://|www\.|[^\s@]{1,80}@[^\s@]{1,80}\.[a-z]", re.IGNORECASE)
LABELLED = re.compile(r"\S{1,80}:\s")


def is_number(name: str) -> bool:
    """Whether it is a number, a date or a time: digits in it, and not a letter."""
    return number(name) is not None or (not any(map(str.isalpha, name)) and any(map(str.isdigit, name)))


def no_name(name: str) -> str:
    """What `name` is instead of a name, in words; nothing where it may be one."""
    words = name.split()
    if is_number(name):
        return "a number or a date and not a name"
    if MARKUP.match(name):
        return "markup or a comment and not a name"
    if ADDRESS.match(name):
        return "an address and not a name"
    if len(words) > 4 and sum(word[0].islower() for word in words) > 3:
        return "a sentence and not a name"
    if len(name) > LONGEST or not SIGNS.isdisjoint(name) or LABELLED.match(name) or not any(map(str.isalpha, name)):
        return "not a name"
    return ""
