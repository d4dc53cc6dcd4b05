"""Text and ledger: reading, writing and compiling a universe folder. May import model only."""
