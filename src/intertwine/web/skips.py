"""The installments that a viewer skips, as pages list them."""

from collections.abc import Iterable
from dataclasses import dataclass

from intertwine.web.context import RequestContext
from intertwine.web.kind_words import in_language
from intertwine.web.same_title import tags


@dataclass(frozen=True, slots=True)
class Skip:
    """An installment that is skipped: its title's `name`, `address` and tag (`of`), where it stands in words (`said`;
    "": it is all of its title), and its `season` and `number`."""

    name: str
    address: str
    of: str
    said: str
    season: int
    number: int


def skipped_of(context: RequestContext, titles: Iterable[int] | None = None) -> list[Skip]:
    """What is skipped of these titles of the view (None: of all) that was not seen yet, title by title."""
    view, tag = context.view, tags(context.view)
    if not context.posture.skipped:
        return []
    return [
        Skip(
            view.names.best(n), view.names.address(n), tag[n],
            in_language(view.listing.words(n)).where(it.season, it.number), it.season, it.number,
        )
        for n in (view.listing.titles if titles is None else titles)
        for it in view.listing.installments(n)
        if it.skipped
    ]  # fmt: skip
