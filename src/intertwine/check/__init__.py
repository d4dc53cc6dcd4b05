"""Check: rules as pure functions, a compiled universe and its text -> problems. For keepers: it reads the ledger.

One file a family of rules; `rules.py` lists them all. May import ledger and model.
"""

from intertwine.check.rules import RULES, check, check_folder

__all__ = ["RULES", "check", "check_folder"]
