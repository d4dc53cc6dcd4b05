"""A short reader of the two commonest shapes of facts, three times as fast as the one in `facts.py`.

They are `[[A]] form [[B]]` (or `"text"`), then `at [[C]]` (or `to [[C]]`), then `^id`; and `00:18:30-00:20:10
together: [[A]], [[B]] at [[C]] ^id`. A test shows that both say the same.
"""

import re

from intertwine.ledger.read.headings import Stamp
from intertwine.ledger.read.item_parts import NOT_KINDS
from intertwine.ledger.read.markdown.links import clean_key
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.vocabulary import PREPOSITIONS
from intertwine.model.sentinels import NONE
from intertwine.model.statement import Alternative, Link, Statement
from intertwine.model.verb import Vocabulary

_KEY = r"\[\[([^\[\]|]++)\]\]"
_COMMON = re.compile(
    rf"{_KEY} ([a-z ]++)(?:{_KEY}|\"([^\"\[\]^]++)\")(?: ([a-z]++) {_KEY})?(?: \^([A-Za-z0-9][A-Za-z0-9-]*+))?"
)
_TIME = "([0-9]{2}):([0-5][0-9]):([0-5][0-9])"
_ONE = r"\[\[[^\[\]|]++\]\]"
_SCENE = re.compile(
    rf"(?:{_TIME}(?:-{_TIME})? )?([a-z ]++:) ({_ONE}(?:(?:, | and |, and ){_ONE})*+)(?: ([a-z]++) {_KEY})?"
    r"(?: \^([A-Za-z0-9][A-Za-z0-9-]*+))?"
)
_EACH = re.compile(_KEY)


def common_fact(
    span: Span, stamp: Stamp, section: str, vocabulary: Vocabulary, keys: dict[str, str]
) -> Statement | None:
    """The statement of an item of the commonest shape that has nothing wrong with it; else None.

    `span` is one line, `stamp` stamps, `section` is the name of the section around it ("": none), and `vocabulary` has
    the verbs that it may use. `keys` remembers keys as written and as compared.
    """
    if "[[" not in span.text:
        return None
    m = _COMMON.fullmatch(span.text)
    if not m:
        return _scene(span, stamp, section, vocabulary, keys)
    subject, words, object_, text, preposition, place, block = m.groups()
    form = words[:-1]
    number = vocabulary.by_form.get(form)
    at = 6
    if number is None and form in vocabulary.by_backward_form:
        return None
    if number is None and object_ is not None and preposition is None:  # [[A]] dies in [[C]]
        form, _, preposition = form.rpartition(" ")
        number, at = vocabulary.by_form.get(form), 3
        object_, place = None, object_
    if number is None or (preposition is not None and preposition not in PREPOSITIONS):
        return None
    verb = vocabulary.verbs[number]
    if verb.role == "name":
        return None
    objects: tuple[Link, ...] = ()
    if object_ is not None:
        if verb.objects <= NOT_KINDS:
            return None
        objects = (Link(_key(object_, keys), "", span.column + m.start(3) - 2),)
    elif (text is None and "none" not in verb.objects) or (text is not None and "text" not in verb.objects):
        return None
    where = None if place is None else Link(_key(place, keys), "", span.column + m.start(at) - 2)
    first = Link(_key(subject, keys), "", span.column)
    text = "" if text is None else text.strip()
    if not first.key or (where and not where.key) or not (text or where if not objects else objects[0].key):
        return None
    recipient = None
    if preposition and preposition == verb.recipient:
        where, recipient, preposition = None, where, ""
    return Statement(
        span.line, span.column, verb.id, form, stamp.alternatives, (first,), objects, preposition or "", where, text,
        block=block or "", section=section, recipient=recipient,
    )  # fmt: skip


def _scene(span: Span, stamp: Stamp, section: str, vocabulary: Vocabulary, keys: dict[str, str]) -> Statement | None:
    m = _SCENE.fullmatch(span.text)
    if not m:
        return None
    hours, minutes, seconds, hours2, minutes2, seconds2, form, _, preposition, place, block = m.groups()
    number = vocabulary.by_form.get(form)
    if number is None or (preposition is not None and preposition not in PREPOSITIONS):
        return None
    verb = vocabulary.verbs[number]
    if "none" not in verb.objects or verb.role == "name":
        return None
    start = end = NONE
    alternatives: tuple[Alternative, ...] | None = stamp.alternatives
    if hours is not None:
        start = int(hours) * 3600 + int(minutes) * 60 + int(seconds)
        if hours2 is not None:
            end = int(hours2) * 3600 + int(minutes2) * 60 + int(seconds2)
            if end < start:
                return None
        alternatives = stamp.at(max(start, end))
    if alternatives is None:
        return None
    column = span.column
    found = _EACH.finditer(span.text, m.start(8), m.end(8))
    subjects = tuple([Link(_key(each[1], keys), "", column + each.start()) for each in found])
    where = None if place is None else Link(_key(place, keys), "", column + m.start(10) - 2)
    if not all(link.key for link in subjects) or (where and not where.key):
        return None
    return Statement(
        span.line, column, verb.id, form, alternatives, subjects, (), preposition or "", where, "", (), "", 0, "",
        block or "", start, end, None, (), (), section,
    )  # fmt: skip


def _key(written: str, keys: dict[str, str]) -> str:
    key = keys.get(written)
    if key is None:
        key = keys[written] = clean_key(written)
    return key
