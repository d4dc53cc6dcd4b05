"""Files of tables as rows of cells: text with separators, and workbooks.

May import ledger and model.
"""
