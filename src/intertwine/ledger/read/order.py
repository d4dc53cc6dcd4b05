"""The body of a viewing order's page: a list of places in titles, in the order in which to watch them."""

from collections.abc import Iterable

from intertwine.ledger.read.headings import PAGE_SECTIONS
from intertwine.ledger.read.markdown.blocks import Block
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.markup import plain
from intertwine.ledger.read.markdown.slips import stamp_line
from intertwine.ledger.read.stamps import read_stamp
from intertwine.model.sentinels import END
from intertwine.model.statement import OrderEntry

_NOTES = PAGE_SECTIONS[-1].lower()
_HINT = "write an item with a title or a place in one: - Title, - Title S1, - Title 1x05-1x08, - Title chapters 1-3"


def read_order(blocks: Iterable[Block], diagnostics: Diagnostics) -> tuple[tuple[OrderEntry, ...], bool]:
    """The entries of an order, as its list items write them; and whether something may have been meant to stamp the
    page, which hides the order.

    Headings group entries for keepers, and paragraphs are for keepers, like all below `## Notes`. What is wrong goes
    into `diagnostics`, and costs the item alone.
    """
    found: list[OrderEntry] = []
    is_notes = is_stamped = False
    for block in blocks:
        if block.kind == "heading" and block.level < 3:
            is_notes = block.span.text.lower() == _NOTES
        if is_notes or block.kind in ("verbatim", "rule"):
            continue
        at = stamp_line(block.span, is_name=block.kind == "heading")
        if at >= 0:
            is_stamped = True
            message = "this may be a field that stamps the page: the order stays hidden"
            hint = "write revealed: between the two lines --- at the page's beginning"
            diagnostics.add(*block.span.at(at), "field-misplaced", message, hint)
        elif block.kind == "item" and (entry := _entry(block, diagnostics)):
            found.append(entry)
    return tuple(found), is_stamped


def _entry(block: Block, diagnostics: Diagnostics) -> OrderEntry | None:
    span, whole = plain(block.span, diagnostics)
    if not whole or not span.text:
        return None
    alternatives = read_stamp(span, diagnostics, own=False)
    positions = [it for alternative in alternatives for it in alternative.positions]
    if any(it.kind == "impossible" for it in positions):
        return None  # it has its problem already
    why = ""
    if block.level:
        why = "stands below another entry"
    elif len(alternatives) > 1 or any(it.kind == "public" for it in positions):
        why = "is not one entry of an order"
    elif any(it.seconds != END for it in positions):
        why = "has a time: an order holds whole installments"
    if why:
        diagnostics.add(*span.at(0), "order-entry-unreadable", f'"{shorten(span.text)}" {why}', _HINT)
        return None
    return OrderEntry(tuple(positions), span.line)
