"""Check: rules as pure functions, a compiled universe and its text -> problems. For keepers: it reads the ledger.

One small file a rule, in the folder of its family; `rules.py` lists them all, `checker.py` runs them. May import ledger
and model.
"""

from intertwine.check.checker import Checked, Checker
from intertwine.check.once import check, check_folder, check_universe
from intertwine.check.rules import RULES

__all__ = ["RULES", "Checked", "Checker", "check", "check_folder", "check_universe"]
