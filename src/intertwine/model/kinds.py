"""What pages can be of, the kinds of titles and those of entities; and what their sections are called."""

TITLE_KINDS = frozenset({"series", "film", "short", "special"})
ENTITY_KINDS = frozenset({"character", "person", "group", "place", "object", "thread"})
SECTIONS = ("Synopsis", "News", "Facts")
"""Sections of a page whose statements say where they stand."""
