"""Places as people type them: "The Defenders", "Daredevil S2", "Jessica Jones 1x05", against the view's own listing."""

import re
from dataclasses import dataclass

from intertwine.gate.view import View
from intertwine.questions.common import At, NotThere
from intertwine.questions.tell import Teller, the

_PLACE = re.compile(r'"?(?P<title>[^"]+?)"?\s+(?:[sS](?P<season>\d{1,4})|(?P<in_season>\d{1,4})x(?P<number>\d{1,5}))')


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a title, a season or an installment begins. `order` is below that of everything shown from there on, and
    above that of all that was shown before."""

    title: int
    at: At
    order: int


def moment(view: View, text: str) -> Moment:
    """The beginning of the place that `text` names. Raises `NotThere` (whose `asked` is all of `text`, hidden and
    missing alike) and `Ambiguous`."""
    title, season, number = _read(view, text)
    order = view.order_before(title, season, number)
    if order is None:
        raise NotThere(text)
    tell = Teller(view)
    named = tell.named(title)
    return Moment(title, At(named.name, season, number, None, named.address), order)


def _read(view: View, text: str) -> tuple[int, int | None, int | None]:
    words = text.strip()
    try:
        return the(view, words.strip('"'), titles=True), None, None
    except NotThere:
        match = _PLACE.fullmatch(words)
        if not match:
            raise NotThere(text) from None
    try:
        title = the(view, match["title"], titles=True)
    except NotThere:
        raise NotThere(text) from None
    if match["season"]:
        return title, int(match["season"]), None
    return title, int(match["in_season"]), int(match["number"])
