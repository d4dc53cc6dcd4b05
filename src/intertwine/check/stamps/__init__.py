"""Stamps that tell too much. One file a rule; it may import ledger and model."""

from intertwine.check.rule import Rule
from intertwine.check.stamps import (
    death_named,
    id_tells,
    image_tells,
    looks_ahead,
    own_unmasks,
    source_later,
    source_tells,
    too_soon,
    until_tells,
    waits_for_part,
    wording_outruns,
)

RULES = (
    Rule(death_named.death_named, "error", "universe"),
    Rule(id_tells.id_tells, "error", "universe"),
    Rule(image_tells.image_tells, "error", "universe"),
    Rule(looks_ahead.looks_ahead, "warning", "universe"),
    Rule(own_unmasks.own_unmasks, "warning", "universe"),
    Rule(source_later.source_later, "error", "universe"),
    Rule(source_tells.source_tells, "error", "universe"),
    Rule(too_soon.too_soon, "warning", "universe"),
    Rule(until_tells.until_tells, "error", "universe"),
    Rule(waits_for_part.waits_for_part, "warning", "universe"),
    Rule(wording_outruns.wording_outruns, "error", "universe"),
)
