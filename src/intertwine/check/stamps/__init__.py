"""Stamps that tell too much."""

from intertwine.check.rule import Rule
from intertwine.check.stamps.own_unmasks import own_unmasks

RULES = (Rule(own_unmasks, "warning", "universe"),)
