"""One file a page: each handler parses, asks a question, renders."""
