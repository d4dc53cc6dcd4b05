"""How the identities of titles are written: what marks of progress are kept under.

    id:alpha                            the `id:` of the title's page
    film:2015:Alpha                     no id: kind, year and name; a title that everybody knows of
    secret:film:2015:Alpha#STAMP#FILE   no id, and a secret; or an id that another secret title has too (secret:id:...)

STAMP and FILE are digests of the text that reveals the title, and of its file's name.
"""

import hashlib
from typing import NamedTuple

LONGEST = 200
"""Characters of an identity: rows of a database hold it."""
_HEAD = "secret:"
_DIGITS = 12
_LONGEST_BASE = LONGEST - len(_HEAD) - 2 * (_DIGITS + 1)


class SecretParts(NamedTuple):
    """A secret title's identity, taken apart: what would be one if it were no secret, and two digests."""

    base: str
    stamp: str
    file: str


def short(identity: str, longest: int = LONGEST) -> str:
    """`identity`, or a digest of it if it has more than `longest` characters."""
    return identity if len(identity) <= longest else f"#{_digest(identity)}"


def secret_identity(base: str, stamp: str, key: str) -> str:
    """The identity of a secret title that would have the identity `base` if it were none. `stamp` is the text that
    reveals it, `key` its file's name."""
    return f"{_HEAD}{secret_base(base)}#{_digest(stamp)[:_DIGITS]}#{_digest(key)[:_DIGITS]}"


def secret_base(base: str) -> str:
    """`base` as `secret_identity` writes it."""
    return short(base, _LONGEST_BASE)


def secret_parts(identity: str) -> SecretParts | None:
    """The parts of a secret title's identity; None of any other identity."""
    if not identity.startswith(_HEAD) or identity.count("#") < 2:
        return None
    return SecretParts(*identity.removeprefix(_HEAD).rsplit("#", 2))


def face(identity: str) -> str:
    """What of an identity no other title can change: an id alone, even if another secret title has it too; else all.

    Digests in answers are made of this, and of all of it only if the viewer knows several titles of one face.
    """
    parts = secret_parts(identity)
    return parts.base if parts and parts.base.startswith("id:") else identity


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
