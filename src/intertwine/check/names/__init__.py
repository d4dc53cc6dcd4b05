"""Names, and where they are written. One file a rule; it may import ledger and model."""

from intertwine.check.names import name_late, name_reserved, name_unlinked, name_unseen
from intertwine.check.rule import Rule

RULES = (
    Rule(name_late.name_late, "warning", "universe"),
    Rule(name_reserved.name_reserved, "warning", "universe"),
    Rule(name_unlinked.name_unlinked, "warning", "universe"),
    Rule(name_unseen.name_unseen, "warning", "universe"),
)
