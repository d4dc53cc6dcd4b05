"""Other numbers of installments, and the pages on which they begin, out of all headings."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from intertwine.model.numbers import order_of
from intertwine.model.place_words import NUMBERINGS, OWN_NUMBERINGS, PART_WORDS, SAME_NUMBERING
from intertwine.model.problem import Problem
from intertwine.model.statement import Installment, OtherNumber, Page
from intertwine.model.title_kind import TitleWords
from intertwine.model.words import fold

_READ = frozenset(NUMBERINGS.values())
PlacedNumber = tuple[int, str, str]
"""An installment's number in the ledger, a numbering (of a page: its edition's name) and the number."""


def other_numbers(
    listed: Mapping[tuple[int, int, int], int],
    installments: Iterable[tuple[int, Page, Installment]],
    pages: Sequence[Page],
    words: Sequence[TitleWords],
) -> tuple[tuple[PlacedNumber, ...], list[Problem]]:
    """The other numbers of all `installments`, which are given with their titles and the pages that list them; and what
    is wrong with them and with the lengths. Numbers that disagree are left out: nobody knows which of them is right.
    `listed` numbers title, season and number in the ledger. `pages` and `words` are those of each title."""
    found: list[PlacedNumber] = []
    problems: list[Problem] = []
    lost = set[PlacedNumber]()
    last: dict[tuple[int, str], tuple[int, str]] = {}
    headings: dict[tuple[int, str], list[_NumberedHeading]] = {}
    for title, page, it in sorted(installments, key=lambda item: (item[0], item[2].season, order_of(item[2].number))):
        unit, own = words[title].kind.counted_in, words[title].installment(it.season, it.number)
        if it.unit and it.unit != unit:
            message = f"{own} is counted in {unit}, not in {it.unit}: its length is not known"
            problems.append(Problem(page.path, it.line, 1, "length-unfit", message, f"write it as ~4200 {unit}"))
        begins: dict[str, str] = {}
        for number in it.others:
            label, wrong = _numbering(number, pages[title])
            if number.is_page and not wrong and begins.setdefault(label, number.value) != number.value:
                wrong = f"{own} begins on page {begins[label]} of {label}, and on page {number.value}: neither counts"
                lost.add((listed[title, it.season, it.number], label, begins[label]))
            elif number.is_page and not wrong:
                wrong = _before_earlier(number, label, own, last.get((title, label), (0, "")))
                last[title, label] = max(last.get((title, label), (0, "")), (int(number.value), own))
            if wrong and not label:
                hint = f"declare it as editions: {{{number.label or 'Penguin 2004'}: 480}}, with the pages that it has"
                problems.append(Problem(page.path, it.line, 1, "edition-undeclared", wrong, hint))
            elif wrong:
                problems.append(Problem(page.path, it.line, 1, "numbers-disagree", wrong, "correct one of the two"))
            else:
                found.append((listed[title, it.season, it.number], label, number.value))
        for label, value in dict.fromkeys(_plain(number) for number in it.others if not number.is_page):
            if message := _unusable(label, value, words[title]):
                hint = (
                    "write it as one of the numbers that are read, as absolute, production, disc, collected or omnibus"
                )
                problems.append(Problem(page.path, it.line, 1, "number-unusable", message, hint, "warning"))
        for label in dict.fromkeys(label for label, _ in map(_plain, it.others)):
            values = tuple(value for other, value in map(_plain, it.others) if other == label)
            if label in OWN_NUMBERINGS:
                headed = _NumberedHeading(
                    page, it.line, own, listed[title, it.season, it.number], values, not it.season
                )
                headings.setdefault((title, label), []).append(headed)
    for (_, label), its in headings.items():
        for heading, value, wrong in _disagreeing(label, its):
            lost.add((heading.installment, label, value))
            if wrong:
                hint = "correct one of the two"
                problems.append(Problem(heading.page.path, heading.line, 1, "numbers-disagree", wrong, hint))
    problems += (it for (_, label), its in headings.items() for it in _backward(label, its, lost))
    return tuple(it for it in found if it not in lost), problems


class _NumberedHeading(NamedTuple):
    """An installment with its numbers, as texts, in one numbering; where its heading is; what it is called; and whether
    it is a special (season 0)."""

    page: Page
    line: int
    own: str
    installment: int
    values: tuple[str, ...]
    is_special: bool


def _before_earlier(number: OtherNumber, label: str, own: str, last: tuple[int, str]) -> str:
    """What is wrong with the page of the edition `label` on which the chapter `own` begins, where that is before the
    `last` page on which one before it begins, and that chapter ("": nothing)."""
    begun, where = last
    if int(number.value) >= begun:
        return ""
    return f"{own} begins on page {number.value} of {label}, before {where}, which begins on page {begun}"


def _backward(label: str, headings: Sequence[_NumberedHeading], lost: Collection[PlacedNumber]) -> Iterator[Problem]:
    """A warning for each installment of which the absolute number, if that is the `label`, is less than that of one
    before it: `headings` are those of one title, in its order. Numbers that are `lost` do not count. Specials (season
    0) come at any time."""
    before: tuple[int, str] = (0, "")
    for it in headings if label == "absolute" else ():
        values = (value for value in it.values if (it.installment, label, value) not in lost)
        whole = [int(value) for value in values if value.isdecimal()]
        if not whole or it.is_special:
            continue
        if min(whole) < before[0]:
            message = (
                f"{it.own} is absolute {min(whole)}, and {before[1]}, which comes before it, is absolute {before[0]}"
            )
            hint = "correct one of the two; leave it if they did come out so"
            yield Problem(it.page.path, it.line, 1, "numbers-backward", message, hint, "warning")
        before = max(before, (max(whole), it.own))


def _disagreeing(label: str, headings: Sequence[_NumberedHeading]) -> Iterator[tuple[_NumberedHeading, str, str]]:
    """The numbers in the numbering `label` that cannot be right, since each is that of one installment: with the
    installment, and what is wrong ("": it is said of another one). A file that holds several has one number, and a
    double installment has two that follow each other."""
    by_value: dict[str, list[_NumberedHeading]] = {}
    for it in headings:
        for value in dict.fromkeys(it.values):
            by_value.setdefault(value, []).append(it)
        whole = sorted(int(value) for value in it.values if value.isdecimal())
        if len(whole) > 1 and whole[-1] - whole[0] >= len(whole):
            said = " and ".join(f"{label} {value}" for value in it.values)
            wrong = f"{it.own} cannot be both {said}, which do not follow each other: none of them counts"
            for n, value in enumerate(it.values):
                yield it, value, "" if n else wrong
    for value, its in by_value.items():
        first = its[0]
        others = [it for it in its if (it.page.path, it.line) != (first.page.path, first.line)]
        for n, it in enumerate([*others, *(its if others else ())]):
            where = f"{first.page.path}, line {first.line}"
            wrong = f"{label} {value} is the number of {it.own}, and of {first.own} ({where}): it counts for neither"
            yield it, value, wrong if n < len(others) else ""


def _unusable(label: str, value: str, words: TitleWords) -> str:
    """Why nobody can name an installment by a number of the numbering `label`; "" where they can. Such a number is
    shown, and nothing else."""
    if label not in _READ:
        return f'"{label} {value}" is shown, but progress text knows no "{label}"'
    if words.is_parted and words.kind.takes(label, part=label in PART_WORDS):
        what = words.kind.part if label in PART_WORDS else words.kind.installment
        return f'"{label} {value}" is shown, but progress text takes it for a {what} of the title'
    return ""


def _plain(number: OtherNumber) -> tuple[str, str]:
    """The numbering of a number, by its usual name, and the number; those of pages have none."""
    label = fold(number.label)
    return "" if number.is_page else SAME_NUMBERING.get(label, label), number.value


def _numbering(number: OtherNumber, page: Page) -> tuple[str, str]:
    """What a number is counted in, and what is wrong with that ("": nothing). A page is one of a declared edition."""
    if not number.is_page:
        return _plain(number)[0], ""
    known = [it for it in page.editions if fold(it.name) == fold(number.label) or not number.label]
    if len(known) != 1:
        which = f'of "{number.label}" ' if number.label else ""
        return "", f"page {number.value} {which}says nothing: it needs an edition that the title's page declares"
    if int(number.value) > known[0].pages:
        return known[0].name, f'page {number.value} is none of the {known[0].pages} pages of "{known[0].name}"'
    return known[0].name, ""
