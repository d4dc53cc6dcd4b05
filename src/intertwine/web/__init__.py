"""Web: Django at the edge: people, their progress, pages and the API. No fact is stored here.

May import the library, the gate, the questions and the ledger; nothing imports it but `cli.serve`.
"""
