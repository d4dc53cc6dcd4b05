"""Cases and questions that stay open. One file a rule; it may import ledger and model."""

from intertwine.check.rule import Rule
from intertwine.check.threads import opened_twice, resolved_twice, resolved_unopened, thread_unresolved, worked_on_after

RULES = (
    Rule(opened_twice.opened_twice, "warning", "entity"),
    Rule(resolved_twice.resolved_twice, "warning", "entity"),
    Rule(resolved_unopened.resolved_unopened, "warning", "entity"),
    Rule(thread_unresolved.thread_unresolved, "warning", "universe"),
    Rule(worked_on_after.worked_on_after, "warning", "entity"),
)
