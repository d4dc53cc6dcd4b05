"""One file a page: each handler parses, asks a question, renders.

May import web's own modules, exports, gate, imports, maps, model, plan and questions.
"""
