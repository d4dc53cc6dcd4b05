"""Text to pages: what one file says, before names are resolved."""
