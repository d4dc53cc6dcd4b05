"""Rows as records: what is understood, and problems for what is not.

May import ledger, model, pages and sheets.
"""
