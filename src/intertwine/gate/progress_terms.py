"""Progress text taken apart: terms, and what each can mean. Knows of no title.

    progress = [ term { ( "," | ";" | line end ) term } ]
    term     = [ "told" ] ( "everything" | "nothing" | "before" place [ order ] | place )
    order    = "in" [ "the" ] "order" title                    (the name of a viewing order)
    place    = title [ place-in-title ] | place-in-title       (the title of the term before is carried on)
             | place-in-title [ "of" ] title                   ("45% of Emma", "chapter 3 of Emma")
    title    = words | '"' words '"'                           (a quotation mark inside is written twice)

What stands after a title, or before it, is read by `model.positions`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from intertwine.model.extent import Place
from intertwine.model.numbers import A_DIGIT, DIGITS
from intertwine.model.place_words import AN_INSTALLMENT, OPEN_PART, PART_OF
from intertwine.model.positions import read_extents, read_place, readings, readings_before
from intertwine.model.progress import UnknownProgressError
from intertwine.model.title_names import quoted_name, straight
from intertwine.model.words import exact, fold

MAX_LENGTH = 100_000
"""Characters of progress text that are read at all."""

_BEGIN_KEYWORDS = frozenset("abentABENT'`-")
"""What a text of ASCII begins with that may have a keyword at its head: their letters, and what `fold` leaves out."""
EVERYTHING, NOTHING = ("everything", "all titles", "everything there is"), ("nothing", "no titles")

Keyword = Literal["", "everything", "nothing", "before"]

_LONGEST_KEYWORD = 100
_LONGEST_EDITION = 60
_ENDS_IN_PAGE = re.compile(r"(?:^|\s)(?:pages?|pg\.?|pp?\.?)\s?[0-9]{1,6}$", re.IGNORECASE)
_A_PAGE = re.compile(r"(?:pages?|pg\.?|pp?\.)\s?[0-9]{1,6}", re.IGNORECASE)
_PAGE_AND_MORE = re.compile(r"(.*?(?:^|\s)(?:pages?|pg\.?|pp?\.?)\s?[0-9]{1,6}), ([^,]+)", re.IGNORECASE)

_ENDS = re.compile("[,;\n\r\u2028\u2029\uff0c\uff1b\u3001]")
_JOINED = re.compile(r"\s(?:and|&|\+)\s", re.IGNORECASE)
_IN_ORDER = re.compile(r"(.+)\sin\s(?:the\s)?order\s(.+)", re.IGNORECASE)


class Meaning(NamedTuple):
    """What a term can mean: a keyword ("" where it is a place), and a title's name with a place in it.

    `name` None: a place alone, in the title of the term before. `is_quoted`: the name stood in quotation marks, and is
    meant as it is. `text` is what was typed of it, without its keywords. `order` is the name of the viewing order that
    "before" follows ("": that of release, as titles came out).
    """

    told: bool
    keyword: Keyword
    name: str | None = ""
    place: Place = Place()
    is_quoted: bool = False
    text: str = ""
    order: str = ""


class Term(NamedTuple):
    """A term as typed, all that it can mean, and its parts where it may be several."""

    text: str
    meanings: tuple[Meaning, ...]
    parts: "tuple[Term, ...]" = ()


def terms(text: str) -> tuple[Term, ...]:
    """The terms of a text, in its order. Raises `UnknownProgressError` for a text that is too long, and for a quotation
    mark without an end."""
    words = [exact(part) for part in _split(_checked(text), _ENDS)]
    made: dict[str, Term] = {}
    return tuple(_term(word, made) for word in _with_editions(_narrowed([word for word in words if word])))


def count_terms(text: str) -> int:
    """How many terms a text may have, parts of a list included: never fewer than are read, and more where a name holds
    what ends a term. It takes next to no time."""
    return 1 + len(_ENDS.findall(text)) + len(_JOINED.findall(text))


def one_term(text: str) -> Term:
    """`text` as one term, whatever commas it holds. Raises `UnknownProgressError` as `terms` does."""
    return _term(exact(_checked(text)), {})


def _checked(text: str) -> str:
    if len(text) > MAX_LENGTH:
        raise UnknownProgressError(f"progress is {len(text):,} characters long; at most {MAX_LENGTH:,} are read")
    plain = straight(text)
    if plain.count('"') % 2:
        raise UnknownProgressError("a quotation mark is not closed")
    return plain


def _split(text: str, ends: re.Pattern[str]) -> list[str]:
    """The parts of a text between `ends` that stand outside of quotation marks."""
    parts, begun = list[str](), list[str]()
    for n, piece in enumerate(text.split('"')):
        if n:
            begun.append('"')
        if n % 2:
            begun.append(piece)
            continue
        first, *rest = ends.split(piece)
        begun.append(first)
        for part in rest:
            parts.append("".join(begun))
            begun = [part]
    return [*parts, "".join(begun)]


def _narrowed(words: list[str]) -> Iterator[str]:
    """Joins "S1" and "episode 3" that stand in two terms: the episode is all that was seen of that season. So is what a
    share says of the place before it."""
    last = ""
    for word in words:
        if last and A_DIGIT.search(word) and AN_INSTALLMENT.match(word) and read_extents(word):
            if m := PART_OF.fullmatch(last):
                last = f"{m[2]} {m[1]} {word}"
                continue
            if OPEN_PART.search(last):
                last = f"{last} {word}"
                continue
        if last and "%" in word and _is_share(word) and _ends_in_place(last):
            last = f"{last} {word}"
            continue
        if last:
            yield last
        last = word
    if last:
        yield last


def _with_editions(words: Iterable[str]) -> Iterator[str]:
    """Joins "page 5" and "Penguin" that stand in two terms: they may be a page and its edition, or two terms still. So
    "Emma (Penguin)" and "page 5", which mean the same without the comma."""
    last = ""
    for word in words:
        if last.endswith(")") and word[:1] in "pP" and _A_PAGE.fullmatch(word):
            last = f"{last} {word}"
            continue
        if (
            last[-1:] in DIGITS
            and last
            and _ENDS_IN_PAGE.search(last)
            and len(word) <= _LONGEST_EDITION
            and _may_be_edition(word)
        ):
            yield f"{last}, {word}"
            last = ""
            continue
        if last:
            yield last
        last = word
    if last:
        yield last


def _may_be_edition(word: str) -> bool:
    """Whether a term may be the name of an edition: it is no keyword, and no place alone."""
    head = _word(word.partition(" ")[0])
    return '"' not in word and head not in ("told", "before") and read_extents(word) is None


def _is_share(word: str) -> bool:
    found = read_extents(word)
    return found is not None and all(it.unit == "share" for it in found)


def _ends_in_place(text: str) -> bool:
    """Whether the end of a term may be a place in a title: a part, an installment or a number."""
    return any(
        all(it.unit not in ("share", "page") for it in place.extents)
        for _, place in readings(text)
        if place.extents and not place.time
    )


def _term(text: str, made: dict[str, Term]) -> Term:
    """A term; those that were `made` before are not read again."""
    known = made.get(text)
    if known is not None:
        return known
    found = tuple(_meanings(text, False))
    if any(it.is_quoted for it in found):
        found = tuple(it for it in found if it.is_quoted)
    made[text] = term = Term(text, found, _parts(text, made) if " " in text else ())
    return term


def _parts(text: str, made: dict[str, Term]) -> tuple[Term, ...]:
    """The terms of "A S1 and B S2"; what is told is all told."""
    if ", " in text and (m := _PAGE_AND_MORE.fullmatch(text)) is not None and m[1].count('"') % 2 == 0:
        return tuple(_term(part, made) for part in (m[1], m[2]))
    if not _JOINED.search(text):
        return ()
    head, _, tail = text.partition(" ")
    told = "told " if _word(head) == "told" else ""
    parts = [exact(part) for part in _split(tail if told else text, _JOINED)]
    return tuple(_term(f"{told}{part}", made) for part in parts) if len(parts) > 1 and all(parts) else ()


def _meanings(text: str, told: bool, keyword: Keyword = "") -> Iterator[Meaning]:
    """What `text` can mean: as a keyword with what follows it, and as a place."""
    if not keyword and (not text.isascii() or text[:1] in _BEGIN_KEYWORDS):
        head, _, tail = text.partition(" ")
        word = _word(head)
        if word == "told" and tail and not told:
            yield from _meanings(tail, True)
        if word == "before" and tail:
            yield from _meanings(tail, told, "before")
        whole = word if not tail else _word(text)
        if whole in EVERYTHING:
            yield Meaning(told, "everything", text=text)
        if whole in NOTHING:
            yield Meaning(told, "nothing", text=text)
    if keyword and (m := _IN_ORDER.fullmatch(text)) and m[1].count('"') % 2 == 0:
        order = quoted_name(m[2]) if m[2].startswith('"') else (m[2], "")
        if order[0] and not order[1]:
            yield from (it._replace(order=order[0]) for it in _places(m[1], told, keyword))
    yield from _places(text, told, keyword)


def _word(text: str) -> str:
    """`text` folded, to be compared with keywords; "" for what is too long to be one."""
    return fold(text) if len(text) <= _LONGEST_KEYWORD else ""


def _places(text: str, told: bool, keyword: Keyword) -> Iterator[Meaning]:
    if text.startswith('"'):
        name, rest = quoted_name(text)
        place = read_place(rest)
        if place is not None:
            yield Meaning(told, keyword, name, place, True, text)
            return
    for name, place in readings(text):
        if name:
            yield Meaning(told, keyword, name, place, False, text)
        elif not keyword:
            yield Meaning(told, keyword, None, place, False, text)
    for name, place in readings_before(text):
        quoted, rest = quoted_name(name) if name.startswith('"') and name.count('"') % 2 == 0 else ("", name)
        yield Meaning(told, keyword, rest or quoted, place, not rest, text)
