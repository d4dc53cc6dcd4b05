"""Problems that show only when all pages are together: unknown names, positions and block ids, things said twice."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from typing import NamedTuple

from intertwine.ledger.link.keys import Keys
from intertwine.model.names import closest
from intertwine.model.positions import spelled
from intertwine.model.problem import Problem
from intertwine.model.sentinels import END
from intertwine.model.statement import Alternative, Installment, Link, Page, PositionText, Statement
from intertwine.model.title_names import quoted

_SUGGESTIONS = 100
"""Unknown names of one page that get the nearest known spelling: looking is slow."""
_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|bmp|pdf|mp3|mp4|webm|wav|ogg|m4a|mov|canvas)$", re.IGNORECASE)


def nearest_of(word: str, known: Collection[str]) -> str:
    """The nearest known spelling, or ""."""
    close = closest(word, ((name, name) for name in known)) or get_close_matches(word, known, n=1, cutoff=0.6)
    return close[0] if close else ""


def nearest(word: str, known: Collection[str]) -> str:
    """A hint with the nearest known spelling, or ""."""
    near = nearest_of(word, known)
    return f'did you mean "{near}"?' if near else ""


def unknown_title(page: Page, known: Collection[str]) -> Problem:
    """A season's page whose title is not there."""
    message = f'this season belongs to "{page.of}", which is no title here'
    return Problem(
        page.path, 1, 1, "unknown-title", message, nearest(page.of, known) or "write the key of a title's page"
    )


def name_not_alone(page: Page, line: int) -> Problem:
    """A name that names others as well."""
    message = "a name that links somebody, or has a place, stays hidden: a name is what makes its bearer known"
    return Problem(page.path, line, 1, "name-not-alone", message, "write the name alone, without links")


def twice(page: Page, line: int, what: str) -> Problem:
    """A season or an installment (`what`, in words) that two headings open, the second of them on `line` of `page`."""
    return Problem(page.path, line, 1, "said-twice", f"{what} has a heading already", "keep one of them")


def too_early(page: Page, it: Installment) -> Problem:
    """The first episode that a season lists which is only announced."""
    message = (
        f"season {it.season} is only announced: its episodes are not listed, what stands below them stays hidden, and "
        "so does what needs the whole title"
    )
    hint = f"where the season is out, write ## Season {it.season} (DATE, N episodes)"
    return Problem(page.path, it.line, 1, "season-announced", message, hint)


def beyond(page: Page, it: Installment, declared: int) -> Problem:
    """An episode that is none of the `declared` ones of its season."""
    message = (
        f"season {it.season} declares {declared} {'episode' if declared == 1 else 'episodes'}, and "
        f"{spelled((it.season, it.number))} is none of them: it is not listed, what stands below it stays hidden, and "
        "nobody can have seen all of the season"
    )
    return Problem(page.path, it.line, 1, "season-overfull", message, "correct the season's number, or the episode's")


def written(position: PositionText) -> str:
    """`position` as a keeper would write it."""
    title = f"[[{position.title}]]" if position.linked_title else position.title
    if position.quoted:
        title = quoted(title)
    if position.kind == "season":
        return f"{title} S{position.season}".strip()
    if position.kind == "installment":
        number = f"{position.season}x{position.number:02}" if (position.season or position.number) else ""
        clock = ""
        if position.seconds != END:
            hours, rest = divmod(position.seconds, 3600)
            clock = f"@{hours:02}:{rest // 60:02}:{rest % 60:02}"
        return f"{title} {number}{clock}".strip()
    return title or "the whole title"


class Use(NamedTuple):
    """Where an alternative that can never be passed stands: the line of the first statement that has it, and what
    comes of it."""

    line: int
    outcome: str


def uses(page: Page, lost: Collection[Alternative]) -> dict[Alternative, Use]:
    """How each alternative of `lost`, which are all of `page` that can never be passed, is used."""
    lines: dict[Alternative, int] = {}
    remains: dict[Alternative, set[bool]] = {}
    for it in page.statements:
        mine = [alternative for alternative in it.alternatives if alternative in lost]
        for alternative in mine:
            lines.setdefault(alternative, it.line)
            remains.setdefault(alternative, set()).add(len(mine) < len(it.alternatives))
    return {alternative: Use(line, _outcome(remains[alternative])) for alternative, line in lines.items()}


def _outcome(remains: Collection[bool]) -> str:
    """What comes of an alternative that can never be passed, by whether others remain of the statements that have
    it."""
    if True not in remains:
        return "the statement stays hidden"
    if False not in remains:
        return "the statement can only be learnt in its other ways"
    return "what cannot be learnt in another way stays hidden"


def unknown_positions(
    page: Page, use: Use, lost: Iterable[PositionText], why: Callable[[PositionText], tuple[str, str, str]]
) -> Iterator[Problem]:
    """The positions `lost` of an alternative of `page`, which can never be passed; `use` is where it stands. `why`
    gives each one's code, reason ("": none) and hint."""
    for position in lost:
        message = f'"{written(position)}" can never be passed: {use.outcome}'
        code, reason, hint = why(position)
        yield Problem(
            page.path, use.line, position.column or 1, code, f"{message}, {reason}" if reason else message, hint
        )


def _links(it: Statement) -> Iterator[tuple[Link, int]]:
    for link in (*it.subjects, *it.objects, *it.text_links, *([it.place] if it.place else [])):
        yield link, it.line
    for purpose in it.purposes:
        for link in purpose.links:
            yield link, purpose.line


def _way_out(key: str) -> str:
    """What to do about a link that leads nowhere."""
    if _FILE.search(key):
        return "a file is no page: show a picture with images: in front matter"
    if key.startswith("#"):
        return "name the page itself: this link names only a part of one"
    return f'write a page "{key}.md" for it'


def _nearest_key(written: str, keys: Keys) -> str:
    """A hint with the nearest key: of all that is written, else of the page's name at the end of a path."""
    name = written.rpartition("/")[2]
    found = keys.find(name) if name != written else -1
    if found >= 0:
        return f'did you mean "{next(key for key, number in keys.exact.items() if number == found)}"?'
    return nearest(written, keys.exact) or nearest(name, keys.exact)


def unknown_names(page: Page, keys: Keys) -> Iterator[Problem]:
    """Every link of the page that leads nowhere."""
    seen: set[tuple[str, int]] = set()
    for it in page.statements:
        for link, line in _links(it):
            if link.key not in keys and (link.key, line) not in seen:
                seen.add((link.key, line))
                hint = (_nearest_key(link.key, keys) if len(seen) <= _SUGGESTIONS else "") or _way_out(link.key)
                message = f'nothing here is called "{link.key}"'
                yield Problem(page.path, line, link.column or it.column, "unknown-name", message, hint)


def blocks_twice(pages: Iterable[Page]) -> Iterator[Problem]:
    """Block ids that name two facts."""
    first: dict[str, str] = {}
    for page in pages:
        for it in page.statements:
            if not it.block:
                continue
            here = f"{page.path}:{it.line}"
            if first.setdefault(it.block, here) != here:
                message = f'"^{it.block}" already names the fact at {first[it.block]}'
                yield Problem(page.path, it.line, it.column, "block-twice", message, "choose another id")


def unknown_blocks(pages: Iterable[Page], known: Collection[str]) -> Iterator[Problem]:
    """References to facts that nobody has named."""
    for page in pages:
        for it in page.statements:
            wanted = [it.ref, *it.disproves, it.true.before if it.true else "", *(p.ref for p in it.purposes)]
            for block in wanted:
                if block and block not in known:
                    message = f'no fact is named "^{block}"'
                    hint = nearest(block, known) or f"end a fact with ^{block}"
                    yield Problem(page.path, it.line, it.column, "unknown-block", message, hint)
