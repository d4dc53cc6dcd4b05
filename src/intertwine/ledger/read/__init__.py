"""Text to pages: what one file says, before names are resolved. May import model alone."""
