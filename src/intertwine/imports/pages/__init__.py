"""Records as the text of pages.

May import ledger and model.
"""
