"""Other numbers of installments, and the pages on which they begin, out of all headings."""

from collections.abc import Iterable, Mapping, Sequence

from intertwine.model.numbers import order_of
from intertwine.model.problem import Problem
from intertwine.model.statement import Installment, OtherNumber, Page
from intertwine.model.title_kind import TitleWords
from intertwine.model.words import fold

PlacedNumber = tuple[int, str, str]
"""An installment's number in the ledger, a numbering (of a page: its edition's name) and the number."""


def other_numbers(
    listed: Mapping[tuple[int, int, int], int],
    installments: Iterable[tuple[int, Page, Installment]],
    pages: Sequence[Page],
    words: Sequence[TitleWords],
) -> tuple[tuple[PlacedNumber, ...], list[Problem]]:
    """The other numbers of all `installments`, which are given with their titles and the pages that list them; and what
    is wrong with them and with the lengths. `listed` numbers title, season and number in the ledger. `pages` and
    `words` are those of each title."""
    found: list[PlacedNumber] = []
    problems: list[Problem] = []
    last: dict[tuple[int, str], tuple[int, str]] = {}
    for title, page, it in sorted(installments, key=lambda item: (item[0], item[2].season, order_of(item[2].number))):
        unit, own = words[title].kind.counted_in, words[title].installment(it.season, it.number)
        if it.unit and it.unit != unit:
            message = f"{own} is counted in {unit}, not in {it.unit}: its length is not known"
            problems.append(Problem(page.path, it.line, 1, "length-unfit", message, f"write it as ~4200 {unit}"))
        for number in it.others:
            label, wrong = _numbering(number, pages[title])
            if number.is_page and not wrong:
                begun, where = last.get((title, label), (0, ""))
                if int(number.value) < begun:
                    wrong = (
                        f"{own} begins on page {number.value} of {label}, before {where}, which begins on page {begun}"
                    )
                last[title, label] = max((begun, where), (int(number.value), own))
            if wrong:
                hint = "correct one of the two" if label else "declare it as editions: {Penguin 2004: 480}"
                problems.append(Problem(page.path, it.line, 1, "numbers-disagree", wrong, hint))
            else:
                found.append((listed[title, it.season, it.number], label, number.value))
    return tuple(found), problems


def _numbering(number: OtherNumber, page: Page) -> tuple[str, str]:
    """What a number is counted in, and what is wrong with that ("": nothing). A page is one of a declared edition."""
    if not number.is_page:
        return fold(number.label), ""
    known = [it for it in page.editions if fold(it.name) == fold(number.label) or not number.label]
    if len(known) != 1:
        which = f'of "{number.label}" ' if number.label else ""
        return "", f"page {number.value} {which}says nothing: it needs an edition that the title's page declares"
    if int(number.value) > known[0].pages:
        return known[0].name, f'page {number.value} is none of the {known[0].pages} pages of "{known[0].name}"'
    return known[0].name, ""
