"""The ledger as columns, and its cache on disk."""
