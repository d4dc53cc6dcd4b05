"""The one seam to chance. Nothing else in `web/` draws a random number, and nothing in it reads a clock that reaches
a page; tests replace this function and the bytes stand still."""

import secrets


def random_token() -> str:
    """256 random bits, for a viewer's cookie or for this installation's signing key."""
    return secrets.token_urlsafe(32)
