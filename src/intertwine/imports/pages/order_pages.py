"""Viewing orders as pages."""

from collections.abc import Iterable

from intertwine.imports.pages.page_lines import PageKeys
from intertwine.imports.pages.page_text import key_part, position_text, scalar
from intertwine.imports.records import Position


def order_page(name: str, key: str, places: Iterable[Position], keys: PageKeys) -> list[str]:
    """Parts of the page with this `key` of the order `name`, which has these `places`. `keys` are those of all pages.
    Where another page had the key of this name, the order is called by its own key: two of one name cannot be told
    apart."""
    name = name if key == key_part(name) else key
    entries = (f"- {position_text(place, keys)}" for place in places)
    return [f"---\nkind: order\nname: {scalar(name)}\n---", f"# {key}", "\n".join(entries)]
