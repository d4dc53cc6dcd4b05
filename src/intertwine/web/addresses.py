"""The address of each route. Django's own `reverse` looks for it each time, and a page has hundreds of links."""

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

from django.urls import URLPattern, get_resolver, get_script_prefix

_PART = re.compile(r"<[a-z]+:[a-z]+>")
_SAFE = "/~:@!$&'()*+,;="
"""What may stand in a path as it is, as in Django's `reverse`."""


@lru_cache(maxsize=1)
def _pieces() -> Mapping[str, tuple[str, ...]]:
    """Of each route what stands before, between and after its parts."""
    found = (it for it in get_resolver().url_patterns if isinstance(it, URLPattern))
    return {it.name: tuple(_PART.split(str(it.pattern))) for it in found if it.name}


def path_of(route: str, *parts: str | int) -> str:
    """The address of `route` (its name in `urls`) with these `parts`; the same as `reverse`. Raises `KeyError` for a
    route that is not there, and `ValueError` for too few parts, or too many."""
    return path_below(get_script_prefix(), route, *parts)


@lru_cache(maxsize=2**14)
def path_below(prefix: str, route: str, *parts: str | int) -> str:
    """The same of `route` and `parts` where the `prefix` of all addresses is at hand: Django looks for it each time."""
    pieces = _pieces()[route]
    found = [prefix, pieces[0]]
    for part, after in zip(parts, pieces[1:], strict=True):
        found += (quote(str(part), safe=_SAFE), after)
    return "".join(found)
