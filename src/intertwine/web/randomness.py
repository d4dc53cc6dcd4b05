"""The one place where random numbers come from. Nothing else in `web/` draws one; tests replace these functions and the
bytes stand still. `clock` is the same for the day."""

import secrets


def random_token() -> str:
    """256 random bits, for a viewer's cookie."""
    return secrets.token_urlsafe(32)


def random_key() -> str:
    """256 random bits, for the key of this installation that signs cookies: 43 letters, digits, `-` and `_`."""
    return secrets.token_urlsafe(32)


def random_id() -> str:
    """72 random bits, for a profile or a change: 12 letters, digits, `-` and `_`."""
    return secrets.token_urlsafe(9)
