"""Which installment of a file that holds several has which of the numbers of its heading."""

from collections import defaultdict
from collections.abc import Sequence

from intertwine.model.place_words import SAME_NUMBERING
from intertwine.model.statement import OtherNumber
from intertwine.model.words import fold


def shared_out(numbers: Sequence[OtherNumber], count: int) -> tuple[tuple[OtherNumber, ...], ...]:
    """The numbers of each of the `count` installments that one file holds, out of the `numbers` of its heading.

    As many numbers of one numbering as there are installments are theirs in order: of `1-2. (absolute 2, absolute 3)`
    the first is 2 and the second 3. Else nobody knows which is whose, so that each has all of them. A page alone is
    where the file begins: only of its first installment is known where that begins.
    """
    if count == 1:
        return (tuple(numbers),)
    alike = defaultdict[tuple[bool, str], list[OtherNumber]](list)
    for it in numbers:
        label = fold(it.label)
        alike[it.is_page, SAME_NUMBERING.get(label, label)].append(it)
    found: list[list[OtherNumber]] = [[] for _ in range(count)]
    for (is_page, _), its in alike.items():
        for n in range(count):
            if len(its) == count:
                found[n].append(its[n])
            elif n == 0 or not is_page:
                found[n] += its
    return tuple(map(tuple, found))
