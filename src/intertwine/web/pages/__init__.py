"""One file a page: each handler parses, asks a question, renders.

May import web's own modules, gate, maps, model and questions.
"""
