"""What a form sent that asks first, until it is answered. The question has an address of its own, which names what was
sent: so Back and a reload show it again, and send nothing."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import cast

from intertwine.model.byte_cache import ByteCache

_BYTES = 32 * 2**20
"""Bytes that all drafts may take together; the oldest go. A form has `limits.FORM` at most."""


class Drafts:
    """Forms that wait for an answer, in memory: safe to share between threads. Each is found by whoever sent it."""

    def __init__(self) -> None:
        self._kept: ByteCache[tuple[str, ...], str] = ByteCache(_BYTES, len)

    def put(self, viewer: Iterable[str], fields: Mapping[str, str]) -> str:
        """Keep the `fields` that a `viewer` sent (by the hashes of their tokens); returns the id under which they find
        them again: it follows from the fields."""
        said = json.dumps(dict(sorted(fields.items())))
        draft = hashlib.blake2b(said.encode(), digest_size=12).hexdigest()
        self._kept.put((draft, *sorted(viewer)), said)
        return draft

    def get(self, viewer: Iterable[str], draft: str) -> dict[str, str] | None:
        """What this `viewer` sent before, by the id of the `draft`; None where it is not kept."""
        said = self._kept.get((draft, *sorted(viewer)))
        return None if said is None else cast("dict[str, str]", json.loads(said))
