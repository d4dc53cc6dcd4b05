"""Pages to one ledger: names, positions and block ids are resolved. May import `read`, `store` and model."""
