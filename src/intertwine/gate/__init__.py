"""The gate: ledger and progress become a view, through one door. May import ledger and model."""
