"""Parts of pages that are kept by what they are made of: what one viewer is shown of a season, most others are too."""

from collections.abc import Callable, Hashable

from markupsafe import Markup

from intertwine.model.byte_cache import ByteCache
from intertwine.web import languages

MOST = 8 * 2**20
"""Bytes of parts that are kept, about; the least recently asked go first."""
_BESIDE = 4
"""How many times as much as a part what it is made of takes, at most about."""

_kept = ByteCache[Hashable, Markup](MOST, lambda part: (1 + _BESIDE) * len(part))


def kept_part(*made_from: Hashable, caller: Callable[[], Markup]) -> Markup:
    """What the template stands around: `{% call kept_part("name", ...) %}`. It is made where nothing is kept that was
    made from the same. `made_from` is its name, and all that its bytes depend on but for the language."""
    key = languages.now(), *made_from
    found = _kept.get(key)
    if found is None:
        found = caller()
        _kept.put(key, found)
    return found
