"""Where the viewer is, as pages show it: what comes next, with what marks it and what skips it."""

from dataclasses import dataclass

from intertwine.gate.view import View
from intertwine.questions.next_up import WhereYouAre, where_you_are
from intertwine.web.same_title import tags


@dataclass(frozen=True, slots=True)
class WhereNow:
    """What is said at the top of a page. `of` is the tag of the title that is next ("": nothing is, or it cannot be
    marked)."""

    said: WhereYouAre
    of: str


def where_now(view: View, title: int | None, order: str) -> WhereNow:
    """Where the viewer of `view` is in a `title`, or (None) in the universe, following the viewing order `order`."""
    said = where_you_are(view, title) if title is not None else where_you_are(view, order=order)
    number = None if said.next is None else view.names.at(said.next.title.address, titles=True)
    is_markable = number is not None and view.listing.identity(number)
    return WhereNow(said, tags(view)[number] if number is not None and is_markable else "")
