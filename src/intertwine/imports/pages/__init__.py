"""Records as the text of pages."""
