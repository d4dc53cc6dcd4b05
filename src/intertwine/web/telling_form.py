"""The form in which a viewer chooses what to be told. Each box holds all that it tells, as it was shown: what has come
out since, or was marked in another window, changes nothing of it."""

from dataclasses import dataclass

from intertwine.gate.view import View
from intertwine.model.release import first_release
from intertwine.questions.picking_up import Need
from intertwine.web.marks import spelled_by_title
from intertwine.web.telling import Portion, marks_of, part_name


@dataclass(frozen=True, slots=True)
class Line:
    """Installments of one title, as a page says them: the title's `name`, which part of it they are (`what`; "": all of
    it), how many (`count`) of what its kind calls an `installment`, and the `date` of the first, ISO or None."""

    name: str
    what: str
    count: int
    installment: str
    date: str | None


@dataclass(frozen=True, slots=True)
class TellingChoice:
    """A portion as the form offers it: `value` is what its box sends, and `id` the box's own. `others` is told with it.

    `after` is the title that it comes after and that the viewer has not `past` (seen, read); "" where it comes after
    none: then the box is ticked. A `known` one has nothing left to tell.
    """

    value: str
    id: str
    own: Line
    others: tuple[Line, ...]
    after: str
    past: str
    is_known: bool


def choice(view: View, portion: Portion, number: int) -> TellingChoice:
    """A `portion` of what `view` can be told, the one with this `number` in its form."""
    after = portion.after
    return TellingChoice(
        f"{portion.season} {spelled_by_title(view, marks_of(view, portion))}",
        f"part-{number}",
        _line(view, portion.own),
        tuple(_line(view, need) for need in portion.others),
        "" if after is None else view.names.best(after),
        "" if after is None else view.listing.words(after).kind.past,
        portion.is_known,
    )


def _line(view: View, need: Need) -> Line:
    first = first_release(it.date for it in need.listed if it.date)
    return Line(
        view.names.best(need.title),
        part_name(view, need),
        len(need.listed),
        view.listing.words(need.title).kind.installment,
        first.iso if first else None,
    )
