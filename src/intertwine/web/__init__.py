"""Web: Django at the edge: people, their progress, pages and the API. No fact is stored here.

May import the library, exports, imports, maps, plan, questions, the gate, the ledger, storyline and model. Nothing
imports it but `cli.serve`.
"""
