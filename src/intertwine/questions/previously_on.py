"""Previously on: what to remember before a place, in a few sentences."""

from dataclasses import field

from intertwine.gate.view import View
from intertwine.model.arguments import need_text
from intertwine.model.fact import Listed
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.questions.arguments import need_view
from intertwine.questions.common import At, Named
from intertwine.questions.place import PlaceStart, place_start
from intertwine.questions.recap_choice import MOST, RecapChoice, RecapText, longer_recap


@record
class Previously:
    """`before` is the place that it leads up to (`episode` None: a whole season or title). `short` has at most five
    sentences, or as many as were asked for, and `long` at most three times as many; both are empty where the viewer
    knows nothing that leads up to it. `long` is chosen when it is read; `goes_on` says before whether it tells more (it
    is no part of the JSON)."""

    title: Named
    before: At
    short: RecapText
    long: RecapText
    goes_on: bool = field(default=False, metadata={"json": False})

    __repr__ = short_repr


def previously(view: View, before: str, most: int = MOST) -> Previously:
    """What the viewer of `view` is to remember before `before` ("The Defenders", "Daredevil S2", "Jessica Jones 1x05"),
    in at most `most` sentences and in at most three times as many. Of a title that was begun it is its next
    installment. Raises `NotThere`, `Ambiguous`.

    The sentences are the keeper's prose, where there is any that this viewer may read, else the weightiest facts. They
    are about the last installment that the viewer has passed; before a season about the one before; before a title
    about the last season of each title that it publicly picks up, and about people whom it bills (see `billed_people`).
    What is unseen has no say in it."""
    need_view("previously", view)
    need_text("previously", before, "a place as text", 'write questions.previously(viewer.view, "Title 1x01")')
    return before_place(view, recap_start(view, before), most)


def recap_start(view: View, before: str) -> PlaceStart:
    """The beginning of the place `before` which a recap of `view` is told. Whoever has begun a title and names it alone
    wants to go on with it: it is that of the next installment. Raises `NotThere`, `Ambiguous`."""
    start = place_start(view, before)
    after = view.listing.next(start.title)
    if start.at.season is not None or after is None or not view.listing.counts(start.title)[1]:
        return start
    order = view.listing.order_before(start.title, after.season, after.number)
    return start if order is None else PlaceStart(start.title, _at(start.at, after), order)


def _at(title: At, installment: Listed) -> At:
    return At(title.title, installment.season, installment.number, None, title.address, title.words)


def before_place(view: View, start: PlaceStart, most: int = MOST) -> Previously:
    """The same of a `view` before `start`, the beginning of a place, in at most `most` sentences and three times as
    many."""
    choice = RecapChoice(view, start)
    short = choice.text(most)
    goes_on = choice.goes_back_further(short, most)
    return Previously(choice.tell.named(start.title), start.at, short, longer_recap(view, start, 3 * most), goes_on)
