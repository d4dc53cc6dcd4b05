"""What pages can be of: the kinds of titles, and those of entities."""

TITLE_KINDS = frozenset({"series", "film", "short", "special"})
ENTITY_KINDS = frozenset({"character", "person", "group", "place", "object", "thread"})
