"""Which facts have a field of their own on a page."""

from intertwine.model.verb import Role

LISTED: tuple[Role, ...] = (
    "name", "linked name", "kind", "image", "outside id", "cut", "title name", "certification", "genre", "platform",
    "logline", "status", "billing", "part", "news", "purpose", "concerns",
)  # fmt: skip
"""Roles that have a field of their own on a page, and are therefore no "facts so far"."""
