"""Works out what a title asks of its viewer, from the whole ledger. It knows of everything that is hidden: only
`gate.disclose` may hand on what it finds, and only without a word. Imports the ledger's columns and the model."""
