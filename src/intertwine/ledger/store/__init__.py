"""The ledger as columns, and its cache on disk. May import model alone."""
