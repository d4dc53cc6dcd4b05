"""Groups and the roles in them. One file a rule; it may import ledger and model."""

from intertwine.check.groups import leader_twice, leads_outside, mantle_twice, member_after_leaving
from intertwine.check.rule import Rule

RULES = (
    Rule(leader_twice.leader_twice, "warning", "universe"),
    Rule(leads_outside.leads_outside, "warning", "universe"),
    Rule(mantle_twice.mantle_twice, "warning", "universe"),
    Rule(member_after_leaving.member_after_leaving, "warning", "universe"),
)
