"""Problems that show only when all pages are together: unknown titles and positions, things said twice."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from intertwine.model.extent import as_typed
from intertwine.model.extent import written as written_extent
from intertwine.model.problem import Problem
from intertwine.model.sentinels import END
from intertwine.model.spelled_words import Spellings
from intertwine.model.statement import Installment, Page, PositionText
from intertwine.model.title_kind import PLAIN, TitleWords
from intertwine.model.title_names import quoted


def nearest_of(word: str, known: Spellings) -> str:
    """The nearest known spelling, or ""."""
    close = known.called(word) or known.close(word, 1)
    return close[0] if close else ""


def nearest(word: str, known: Spellings) -> str:
    """A hint with the nearest known spelling, or ""."""
    near = nearest_of(word, known)
    return f'did you mean "{near}"?' if near else ""


def unknown_title(page: Page, known: Spellings) -> Problem:
    """A season's page whose title is not there."""
    message = f'this season belongs to "{page.of}", which is not a title here'
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


def too_early(page: Page, it: Installment, words: TitleWords) -> Problem:
    """The first installment, `it` on `page`, of a season which is only announced. `words` are those of its title."""
    part, own = words.kind.part, words.kind.installment
    message = (
        f"{words.part_name(it.season)} is only announced: its {own}s are not listed, what stands below them stays "
        "hidden, and so does what needs the whole title"
    )
    hint = f"where the {part} is out, write ## {part.capitalize()} {it.season} (DATE, N {own}s)"
    return Problem(page.path, it.line, 1, "season-announced", message, hint)


def beyond(page: Page, it: Installment, declared: int, words: TitleWords) -> Problem:
    """The episode `it` of `page`, which is none of the `declared` ones of its season. `words` are those of its
    title."""
    part, own = words.kind.part, words.kind.installment
    message = (
        f"{words.part_name(it.season)} declares {declared} {own if declared == 1 else f'{own}s'}, and "
        f"{words.installment(it.season, it.number)} is none of them: it is not listed, what stands below it stays "
        f"hidden, and nobody can have {words.kind.past} all of the {part}"
    )
    return Problem(page.path, it.line, 1, "season-overfull", message, f"correct the {part}'s number, or the {own}'s")


def written(position: PositionText, words: TitleWords = PLAIN) -> str:
    """`position` as a keeper would write it, in the `words` of its title where it has none of its own."""
    title = f"[[{position.title}]]" if position.linked_title else position.title
    if position.quoted:
        title = quoted(title)
    if position.kind == "season":
        own = as_typed(position.extent) if position.part_words else words.part(position.season)
        return f"{title} {own}".strip()
    if position.kind == "installment":
        number = words.installment(position.season, position.number) if (position.season or position.number) else ""
        if position.part_words or position.own_words:
            number = as_typed(position.extent)
        elif position.extent.is_file:
            number = written_extent(position.extent, words)
        clock = ""
        if position.seconds != END:
            hours, rest = divmod(position.seconds, 3600)
            clock = f"@{hours:02}:{rest // 60:02}:{rest % 60:02}"
        return f"{title} {number}{clock}".strip()
    return title or "the whole title"


class StampUse(NamedTuple):
    """Where an alternative that can never be passed stands: the line of the first statement that has it, and what
    comes of it."""

    line: int
    outcome: str


def unknown_positions(
    page: Page, use: StampUse, lost: Iterable[PositionText], why: Callable[[PositionText], tuple[str, str, str, str]]
) -> Iterator[Problem]:
    """The positions `lost` of an alternative of `page`, which can never be passed; `use` is where it stands. `why`
    gives each one's code, words, reason ("": none) and hint."""
    for position in lost:
        code, said, reason, hint = why(position)
        message = f'"{said}" can never be passed: {use.outcome}'
        yield Problem(
            page.path, use.line, position.column or 1, code, f"{message}, {reason}" if reason else message, hint
        )
