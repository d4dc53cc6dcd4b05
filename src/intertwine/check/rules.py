"""All rules, by their families."""

from intertwine.check import groups, identity, knowledge, life, names, place, relations, stamps, threads, works
from intertwine.check.rule import Rule

RULES: tuple[Rule, ...] = (
    *life.RULES,
    *place.RULES,
    *knowledge.RULES,
    *relations.RULES,
    *groups.RULES,
    *identity.RULES,
    *works.RULES,
    *threads.RULES,
    *names.RULES,
    *stamps.RULES,
)
"""Each finds problems of one code; docs/rules has a page for each."""
