"""Names, and where they are written."""

from intertwine.check.names.name_late import name_late
from intertwine.check.names.name_reserved import name_reserved
from intertwine.check.names.name_unlinked import name_unlinked
from intertwine.check.names.name_unseen import name_unseen
from intertwine.check.rule import Rule

RULES = (
    Rule(name_late, "warning", "universe"),
    Rule(name_reserved, "warning", "universe"),
    Rule(name_unlinked, "warning", "universe"),
    Rule(name_unseen, "warning", "universe"),
)
