"""Names, and where they are written. One file a rule; it may import ledger and model."""

from intertwine.check.names import (
    form_tells,
    installment_tells,
    label_tells,
    listing_tells,
    name_in_name,
    name_late,
    name_part_unlinked,
    name_reserved,
    name_unlinked,
    name_unseen,
    note_tells,
)
from intertwine.check.rule import Rule

RULES = (
    Rule(form_tells.form_tells, "error", "universe"),
    Rule(installment_tells.installment_tells, "warning", "universe"),
    Rule(label_tells.label_tells, "error", "universe"),
    Rule(listing_tells.listing_tells, "error", "universe"),
    Rule(name_in_name.name_in_name, "error", "universe"),
    Rule(name_late.name_late, "warning", "universe"),
    Rule(name_part_unlinked.name_part_unlinked, "error", "universe"),
    Rule(name_reserved.name_reserved, "warning", "universe"),
    Rule(name_unlinked.name_unlinked, "error", "universe"),
    Rule(name_unseen.name_unseen, "warning", "universe"),
    Rule(note_tells.note_tells, "error", "universe"),
)
