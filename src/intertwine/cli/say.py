"""Answers in words: what all of them share, and the plain lists."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from intertwine.cli.blocks import Grid, Heading, Items, OutputBlock, TextLine
from intertwine.cli.orders import ORDER_WORDS
from intertwine.model.kinds import is_title_kind
from intertwine.model.words import capital, uncapital, within
from intertwine.questions.common import Connection, Named, Told
from intertwine.questions.passages import by_frame, passages
from intertwine.questions.until import is_over_by

if TYPE_CHECKING:
    from intertwine.questions import Everybody, Hit, Introduction, SearchHits, Timeline

NOTHING = "nothing that you know of"


def told(fact: Told) -> tuple[str, str]:
    """A fact, and the remark after it: where it is learnt, its source, when it is true, whether it still is."""
    place = fact.where.said if fact.where else ""
    source = fact.source if fact.source not in ("public", place) else ""
    believed = "had been believed" if fact.disproved else ""
    if fact.where and fact.until and fact.where.by_end:
        place = "" if is_over_by(fact.where, fact.until) else f"known {place}"
    date = said_date(fact.date)
    remarks = (place, f"source: {source}" if source else "", date, believed, fact.until or "")
    return fact.text, "; ".join(remark for remark in remarks if remark)


def said_date(date: str | None) -> str:
    """When something is true in the story, as a remark on it."""
    return "when is not known" if date == "unknown" else date or ""


def items(facts: Iterable[Told]) -> Iterator[OutputBlock]:
    """Facts as a list. Several in a row that are in one frame are a list in it, below words that say so once."""
    for it in by_frame(facts):
        if it.frame is not None:
            yield Items(((f"{it.frame}:", ""),))
        yield Items(tuple(told(fact) for fact in it.facts), 0 if it.frame is None else 1)


def part(heading: str, facts: Sequence[Told]) -> Iterator[OutputBlock]:
    """A part of a page: a heading with its facts, or nothing where there are none."""
    if facts:
        yield Heading(heading, 2)
        yield from items(facts)


def history(heading: str, facts: Sequence[Told], page: str) -> Iterator[OutputBlock]:
    """A part of a page under a `heading`: its `facts` have a heading for each passage, of what was learnt in one
    installment; what everybody may know comes first, without one. Several facts in a row that are in one frame have a
    heading of their own, which says so once. `page` is the address of the entity on whose page they stand."""
    if facts:
        yield Heading(heading, 2)
    said = ""
    for it in passages(facts, page):
        place = "" if it.where is None else capital(it.where.known_by) + it.where.text
        frame = "" if it.frame is None else uncapital(it.frame) if place else it.frame
        head = ", ".join(filter(None, (place, frame)))
        if head != said:
            yield Heading(head, 2)
            said = head
        yield Items(tuple(there(fact) for fact in it.facts))


def there(fact: Told) -> tuple[str, str]:
    """A fact under its installment: of where it is learnt only the time is said."""
    words, remark = told(fact)
    place = fact.where.said if fact.where else ""
    time = fact.where.time or "" if fact.where else ""
    rest = remark.removeprefix(place).removeprefix("; ")
    return words, "; ".join(it for it in (time, rest) if it)


def links(heading: str, found: Sequence[Connection]) -> Iterator[OutputBlock]:
    """A part of a page: a heading with the facts that tie others to it."""
    yield from part(heading, list(dict.fromkeys(link.told for link in found)))


def inside(named: Named) -> str:
    """A name inside a sentence: "the Hand" of what is called The Hand; a title's as it is."""
    return named.name if is_title_kind(named.kind) else within(named.name)


def names(named: Iterable[Named]) -> str:
    """Names in a row."""
    return ", ".join(it.name for it in named)


def timeline(answer: "Timeline") -> Iterator[OutputBlock]:
    """What happened, in order."""
    order = ORDER_WORDS[answer.order]
    if answer.lived_by and len(answer.about) > 1:
        order = f"in which {answer.lived_by.name} lived it"
    about = f"{names(answer.about) or 'Everything'}, in the order {order}"
    yield Heading(_page(about, len(answer.facts), answer.offset, answer.total))
    if answer.facts:
        rows: list[tuple[str, str, str]] = []
        for it in by_frame(answer.facts):
            if it.frame is not None:
                rows.append(("", "", f"{it.frame}:"))
            rows += [_moment(fact, "" if it.frame is None else "  ") for fact in it.facts]
        yield Grid(("Where", "When", "What"), tuple(rows))
    else:
        yield TextLine(NOTHING)


def _moment(fact: Told, indent: str) -> tuple[str, str, str]:
    believed = " (had been believed)" if fact.disproved else ""
    return fact.where.said if fact.where else "", said_date(fact.date), indent + fact.text + believed


def found(answer: "SearchHits") -> Iterator[OutputBlock]:
    """Names, facts, and what may have been meant."""
    if not (answer.names or answer.facts or answer.suggestions):
        yield TextLine(f'{NOTHING} matches "{answer.query}"')
    if answer.names:
        lines = ((hit.name, _bearer(hit)) for hit in answer.names)
        yield Heading(_page("Names", len(answer.names), answer.offset, answer.total_names))
        yield Items(tuple(lines))
    if answer.suggestions and not answer.names:
        yield TextLine(f"did you mean: {', '.join(answer.suggestions)}")
    if answer.facts:
        heading = _page("Facts", len(answer.facts), answer.offset, answer.total_facts)
        yield Heading(heading, 2 if answer.names else 1)
        yield from items(answer.facts)


_KINDS = {
    "character": "Characters", "group": "Groups", "thread": "Cases and questions", "place": "Places",
    "object": "Things", "person": "Real people", "": "Others",
}  # fmt: skip


def everybody(answer: "Everybody") -> Iterator[OutputBlock]:
    """Who is who, each in a line."""
    shown = sum(len(group.people) for group in answer.groups)
    yield Heading(_page("Who is who", shown, answer.offset, answer.total))
    if not answer.groups:
        yield TextLine(NOTHING)
    for group in answer.groups:
        if group.title is not None:
            yield Heading(group.title.name, 2)
        else:
            unseen = group.kind == "character" and answer.by == "title"
            yield Heading("Characters whom no title has shown you" if unseen else _KINDS[group.kind], 2)
        yield Items(tuple((it.who.name, _line(it)) for it in group.people))


def _line(it: "Introduction") -> str:
    role = it.stands.text if it.stands else f"was {it.role}" if it.role_is_over else it.role
    return "; ".join(words for words in (role, it.about.text if it.about else "") if words)


def _page(heading: str, shown: int, offset: int, total: int) -> str:
    """A heading, and which of `total` entries stand below it, where these are not all: the first, or those between."""
    if shown == total or not shown:
        return heading
    return f"{heading} ({shown} of {total})" if not offset else f"{heading} ({offset + 1}-{offset + shown} of {total})"


def _bearer(hit: "Hit") -> str:
    """What is to be said of a name that was found: whose it is, what that is, and what they are or do."""
    it, role = hit.found, f"was {hit.role}" if hit.role_is_over else hit.role
    return ", ".join(word for word in (it.name if it.name != hit.name else "", it.kind, role) if word)
