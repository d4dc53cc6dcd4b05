"""What pages can be of, and what their sections are called. The kinds of titles are data: `Vocabulary.kinds`."""

ENTITY_KINDS = frozenset({"character", "person", "group", "place", "object", "thread"})
TITLE_PARTS = ("installment", "season")
"""What of a title a verb may be said of, beside all of it: `[[Title]] 1x05`, `[[Title]] S2`."""
PRONOUNS = ("", "he", "she", "they", "it")
"""What a sentence can say of somebody after their name, by number; "" where no page says."""
OTHER_PAGES = ("universe", "season", "order")
"""Kinds of pages that are of no title and of no entity of their own."""
SECTIONS = ("Synopsis", "News", "Facts")
"""Sections of a page whose statements say where they stand."""


def is_title_kind(kind: str) -> bool:
    """Whether something of this kind is a title: it is whatever is known to be no entity."""
    return bool(kind) and kind not in ENTITY_KINDS and kind not in OTHER_PAGES
