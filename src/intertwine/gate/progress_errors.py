"""What is said of progress text that is not understood: the word, why, and the nearest reading that would be."""

from collections.abc import Iterator
from itertools import chain

from intertwine.gate.progress_cuts import of_a_cut
from intertwine.gate.progress_examples import ExampleTitle, example
from intertwine.gate.progress_explicit import in_order
from intertwine.gate.progress_meanings import TermReader
from intertwine.gate.progress_offers import offers_behind, right
from intertwine.gate.progress_reading import Failure
from intertwine.gate.progress_terms import Meaning
from intertwine.gate.progress_writing import is_plain
from intertwine.gate.timetable import Title
from intertwine.model.extent import after_name
from intertwine.model.message import Message, a_word_for, either, message
from intertwine.model.place_words import BEGINS, EXCEPT
from intertwine.model.progress import UnknownProgressError
from intertwine.model.title_kind import PLAIN
from intertwine.model.title_names import quoted
from intertwine.model.title_span import Wrong
from intertwine.model.words import fold

_MOST_WORDS, _LONGEST = 40, 200
"""Words and characters of a term in which a title's name is looked for."""
_MOST_OFFERS = 6


def error(reader: TermReader, failure: Failure) -> UnknownProgressError:
    """What is wrong with the term of `failure`, read by `reader`, with an example. It speaks only of titles that are
    known without it."""
    found = _explained(reader, failure)
    known = chain(_named(reader, failure), reader.names.among(failure.known))
    titles = (it for it in dict.fromkeys(known) if not it.is_single)
    found.example = example(ExampleTitle(_spelled(reader, it, failure), it.words, it.places[:2]) for it in titles)
    return found


def _spelled(reader: TermReader, title: Title, failure: Failure) -> str:
    """A title as text reads it back."""
    name = reader.names.spelling(title, failure.known)
    return name if is_plain(name) else quoted(name)


def _named(reader: TermReader, failure: Failure) -> Iterator[Title]:
    """The known titles that a term names, the likeliest first."""
    for meaning in failure.term.meanings:
        if meaning.name:
            yield from reader.names.called(meaning.name[:_LONGEST], failure.known)
    if failure.carried is not None:
        yield failure.carried.title
    for name, _ in _beginnings(reader, failure):
        yield from reader.names.called(_plain(name), failure.known)


def _explained(reader: TermReader, failure: Failure) -> UnknownProgressError:
    term, known, carried = failure
    outcome = reader.outcome(term, known, carried)
    if isinstance(outcome, Wrong) and outcome.message:
        return _said(outcome.message, tuple(right(reader, failure, outcome.offers)))
    for part in term.parts:
        found_part = reader.outcome(part, known, carried)
        if isinstance(found_part, Wrong):
            if part is not term.parts[0]:
                return _explained(reader, Failure(part, known, carried))
            break
        carried = found_part.carried
    if (in_cut := next(_cuts(reader, failure), None)) is not None:
        return in_cut
    found = next(_beginnings(reader, failure), None)
    if found is not None:
        return _unread(reader, failure, *found)
    is_alone = any(it.name is None for it in term.meanings)
    is_place = is_alone or BEGINS.match(term.text)
    if is_place and not any(_is_before(it) for it in term.meanings):
        if carried is not None:
            return _unread(reader, failure, reader.names.shown(carried.title, known) or carried.name, term.text)
        if is_alone:
            return _said(message('"%(text)s" names no title; write the title before it', text=shortened(term.text)), ())
        return _said(
            message('"%(text)s" is not a place in a title, and no title is called so', text=shortened(term.text)), ()
        )
    meaning = _likeliest(term.meanings)
    return _said(unknown_title(meaning.name or term.text), tuple(_alike(reader, failure, meaning)))


def reworded(text: str, matter: str, instead: str) -> UnknownProgressError:
    """What is said of a `text` that is not understood, for which something is the `matter`, where it is understood as
    `instead`."""
    return _said(message('"%(text)s" %(matter)s', text=shortened(text), matter=matter), (instead,))


def is_of_a_place(reader: TermReader, failure: Failure) -> bool:
    """Whether the term of a `failure` names a title that is known, and what is wrong is the place in it."""
    found = reader.outcome(failure.term, failure.known, failure.carried)
    return isinstance(found, Wrong) and bool(found.message)


def unknown_title(word: str) -> Message:
    """What is said of a title that is hidden or missing."""
    return message('no title is called "%(name)s"', name=shortened(word))


def shortened(text: str) -> str:
    """`text`, cut where it is very long."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def _said(wrong: str, offers: tuple[str, ...]) -> UnknownProgressError:
    shown = list(offers[:_MOST_OFFERS])
    if not shown:
        return UnknownProgressError(wrong)
    if len(offers) == 1:
        said = message("%(wrong)s; did you mean %(offer)s?", wrong=wrong, offer=shown[0])
    elif len(offers) == len(shown):
        said = message("%(wrong)s; write %(offers)s", wrong=wrong, offers=either(shown))
    else:
        said = message("%(wrong)s; write %(offers)s or another one", wrong=wrong, offers=", ".join(shown))
    return UnknownProgressError(said, offers)


def _cuts(reader: TermReader, failure: Failure) -> Iterator[UnknownProgressError]:
    """What is said where the term begins with the name of a known film, and then speaks of a cut of it."""
    words = _without_keywords(failure.term.text[:_LONGEST]).split(" ")[:_MOST_WORDS]
    for end in range(len(words) - 1, 0, -1):
        name = " ".join(words[:end]).rstrip("@,")
        titles = reader.names.called(_plain(name), failure.known)
        found = of_a_cut(titles[0], " ".join(words[end:])) if len(titles) == 1 else None
        if found is not None:
            cut, instead = found
            shown = name if name[0] == '"' else f'"{name}"'
            said = message(
                '"%(cut)s" is another cut of %(title)s, and places are those of its main cut', cut=cut.name, title=shown
            )
            yield _said(said, tuple(right(reader, failure, [f"{name}{instead}"])))


def _beginnings(reader: TermReader, failure: Failure) -> Iterator[tuple[str, str]]:
    """Known names that the term begins with, as typed, the longest first, and what follows each."""
    text = failure.term.text[:_LONGEST]
    words = _without_keywords(text).split(" ")[:_MOST_WORDS]
    for end in range(len(words) - 1, 0, -1):
        name = " ".join(words[:end])
        plain = _plain(name)
        if name.count('"') % 2 == 0 and len(reader.names.called(plain, failure.known)) == 1:
            rest = " ".join(words[end:])
            if not rest.startswith("("):  # that would tell titles of one name apart
                yield name, rest


def _plain(name: str) -> str:
    """A name without the quotation marks around it."""
    return name[1:-1].replace('""', '"') if len(name) > 1 and name[0] == name[-1] == '"' else name


def _is_before(meaning: Meaning) -> bool:
    """Whether a place stands before the name, as in "45% of Emma", and not in "45% of it"."""
    is_named = meaning.name and fold(meaning.name[:_LONGEST]) not in ("it", "of it")
    return bool(is_named and meaning.place.extents) and meaning.text.endswith((meaning.name or "", '"'))


def _without_keywords(text: str) -> str:
    for keyword in ("told", "before"):
        head, _, tail = text.partition(" ")
        if tail and fold(head) == keyword:
            text = tail
    return text


def _unread(reader: TermReader, failure: Failure, name: str, rest: str) -> UnknownProgressError:
    titles = reader.names.called(_plain(name), failure.known)
    title = titles[0] if len(titles) == 1 else None
    words = title.words if title and not title.is_single else PLAIN
    own, shown = a_word_for(words.kind.installment), name if name[0] == '"' else f'"{name}"'
    kinds = either([own, a_word_for(words.kind.part)]) if words.is_parted else own
    said = message('"%(text)s" is not %(kind)s of %(title)s', text=shortened(rest), kind=kinds, title=shown)
    return _said(said, offers_behind(reader, failure, title, name, rest))


def _likeliest(meanings: tuple[Meaning, ...]) -> Meaning:
    """The meaning whose title is probably misspelt: what can be read as a place is one."""
    head = meanings[0].told, meanings[0].keyword
    meanings = tuple(it for it in meanings if (it.told, it.keyword) == head)
    meanings = tuple(it for it in meanings if it.order) or meanings
    placed = [it for it in meanings if it.name and it.place.extents and it.place.extents[0].unit != "bare"]
    timed = [it for it in meanings if it.name and it.place.time]
    return (placed or timed or [it for it in meanings if it.name] or list(meanings))[-1 if placed else 0]


def _alike(reader: TermReader, failure: Failure, meaning: Meaning) -> list[str]:
    """What was perhaps meant: known titles with a name like this one."""
    if meaning.name is None or EXCEPT.search(failure.term.text):
        return []
    near = reader.names.near(meaning.name[:_LONGEST], failure.known)
    head = ("told " if meaning.told else "") + ("before " if meaning.keyword == "before" else "")
    names = [reader.names.spelling(title, failure.known) for title in near]
    offers = [f"{head}{name}{after_name(meaning.place)}{in_order(meaning.order)}" for name in names]
    inside = failure.term.text.strip('"')
    return right(reader, failure, [*([inside] if meaning.is_quoted else []), *offers])
