"""Other people's data becomes the text of a universe folder: one importer a format.

May import ledger and model.
"""
