"""What an import did, as a document that a person can work through: text or HTML.

May import model and sheets.
"""
