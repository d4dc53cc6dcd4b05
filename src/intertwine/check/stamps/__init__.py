"""Stamps that tell too much. One file a rule; it may import ledger and model."""

from intertwine.check.rule import Rule
from intertwine.check.stamps import own_unmasks

RULES = (Rule(own_unmasks.own_unmasks, "warning", "universe"),)
